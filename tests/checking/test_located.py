"""Rows and columns are those of an editor."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indababot.checking.located import LineIndex
from tests.checking.drafts import CLEAN, found, told

TEXTS = st.text(st.sampled_from("ab\n\r\t\x0b\x0c\x85\u2028é\u0301漢👩\u200d💻\u202e"), max_size=60)


@given(TEXTS, st.data())
def test_rows_and_columns(text: str, data: st.DataObject) -> None:
    r"""The row is one more than the line ends before a place, of ``\n``, ``\r\n`` and ``\r``; the column counts code points."""
    offset = data.draw(st.integers(0, len(text)))
    location = LineIndex(text).location(offset)
    before = text[:offset]
    split_pair = (
        before.endswith("\r") and text[offset : offset + 1] == "\n"
    )  # between \r and \n we are still on the line
    ends = [match.end() for match in re.finditer(r"\r\n|\n|\r", before[:-1] if split_pair else before)]
    assert location.row == len(ends) + 1
    assert location.column == offset - (ends[-1] if ends else 0) + 1
    assert LineIndex(text).offset(location) == offset


@given(TEXTS)
def test_lines_join_to_the_text(text: str) -> None:
    """No character is lost or doubled between lines and their ends."""
    index = LineIndex(text)
    assert "\n".join(index) == text.replace("\r\n", "\n").replace("\r", "\n")
    assert [index.line(row) for row in range(1, len(index) + 1)] == list(index)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("before", ["", "\t", "漢字 ", "e\u0301 ", "👩\u200d💻 ", "\u0645 "])
def test_place_of_a_value(end: str, before: str) -> None:
    """A value is found at its column whatever stands before it on the line, and however lines end."""
    text = CLEAN.replace("'''Type:''' Lecture", f"{before}'''Type:''' Seance").replace("\n", end)
    assert told(found(text)) == [(4, 13 + len(before), "unknown-value")]
