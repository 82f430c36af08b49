"""Records on the disk: as they were, in any order, however many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indababot import spool
from indababot.spool import Spool, by_key


@given(st.lists(st.text(), max_size=40), st.integers(1, 50))
def test_numbers_by_their_keys(keys: list[str], run: int) -> None:
    """Sorted in any number of parts, numbers stand as one sort would have them, like keys in the order of their numbers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spool, "_RUN", run)
        assert by_key(zip(keys, range(len(keys)), strict=True)) == sorted(
            range(len(keys)), key=keys.__getitem__
        )


def test_a_file_takes_what_memory_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """What has gone to the disk is given back as it was, in the order of any numbers, while more is added."""
    monkeypatch.setattr(spool, "_IN_MEMORY", 10)
    found = Spool(f"text {number}" for number in range(100))
    assert found[3] == "text 3"
    found.add("one more")
    assert list(found)[99:] == ["text 99", "one more"]
    assert list(found.ordered([100, 0])) == ["one more", "text 0"]
    assert len(found) == 101
