"""Normal forms: those of Python's own, in linear time."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indababot import normal
from tests.linear import is_linear_in

MARKS = "aA\u0301\u0323\u064b\u0650\u0344\u0f71\u0f72\u0f73\u0f74\uac00\u1100\u1161\u11a8\u0958\ufb01\u00e9\u1ea5\u0387\u034f"


@given(st.text(st.one_of(st.sampled_from(MARKS), st.characters()), max_size=20))
@pytest.mark.parametrize("form", ["NFC", "NFKC", "NFKD"])
def test_the_forms_are_pythons(form: normal.Form, text: str) -> None:
    """Also where a text is so long that its marks are put in order first."""
    long = "x" * 1001 + text
    assert normal.normalize(form, text) == unicodedata.normalize(form, text)
    assert normal.normalize(form, long) == unicodedata.normalize(form, long)


@pytest.mark.parametrize("form", ["NFC", "NFKC", "NFKD"])
@pytest.mark.parametrize(
    "unit", ["\u064b\u0301", "\u0301\u0323", "\u0f73", "\u0344\u0323", "a\u0301", "\uac00"]
)
def test_marks_without_end_take_linear_time(form: normal.Form, unit: str) -> None:
    """100 KB of marks that stand in the wrong order."""
    assert is_linear_in(lambda size: unit * (size // len(unit)), lambda text: normal.normalize(form, text))
