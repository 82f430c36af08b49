"""Sessions of Python on the pages print what they show, and the pages on records and the library have every name."""

import doctest
import re
import shutil
from pathlib import Path

import pytest

import indababot
from tests.docs.pages import PAGES, ROOT, blocks

SESSIONS = [block for page in PAGES for block in blocks(page) if block.language == "pycon"]


def first_cells(page: str) -> list[str]:
    """The code at the beginning of each row of a page's tables."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return re.findall(r"^\| `(\w+)", text, re.MULTILINE)


@pytest.mark.parametrize("page", sorted({block.page for block in SESSIONS}))
def test_sessions(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page's sessions, one after the other and beside the sample pages, print what the page shows."""
    shutil.copytree(ROOT / "fixtures" / "demo", tmp_path / "pages")
    monkeypatch.chdir(tmp_path)
    every = "\n".join(block.text for block in SESSIONS if block.page == page)
    test = doctest.DocTestParser().get_doctest(every, {}, page, page, 0)
    said: list[str] = []
    doctest.DocTestRunner(verbose=False).run(test, out=said.append)
    assert test.examples
    assert not said, "".join(said)


def test_there_are_sessions() -> None:
    """The library and PAWS have sessions of their own."""
    assert {"library.md", "paws.md"} <= {block.page for block in SESSIONS}


def test_every_public_name_is_documented() -> None:
    """The page on the library has a row for each public name, and for no other."""
    assert sorted(first_cells("library.md")) == sorted(indababot.__all__)


def test_every_key_of_the_record_is_documented() -> None:
    """The page on the record has the keys of the model, in their order."""
    fields = indababot.Submission.model_fields.items()
    assert first_cells("record.md") == [name for name, field in fields if not field.exclude]


def test_every_value_of_the_record_is_documented() -> None:
    """Statuses and kinds of evidence are named, all of them."""
    from indababot.records import Evidence, Status

    record, names = ((ROOT / "docs" / page).read_text(encoding="utf-8") for page in ("record.md", "names.md"))
    assert all(f"`{status}`" in record for status in Status)
    assert all(f"`{evidence}`" in names for evidence in Evidence)
    for model in (indababot.Participant, indababot.Username):
        assert all(f"`{name}`" in record for name, field in model.model_fields.items() if not field.exclude)
