"""Patterns whose parts can be taken in many ways: texts that find it out take no time."""

import time

import pytest

from indababot.lexicon.nothing import says_nothing
from indababot.reading.values.people.pairs import _SEVERAL


@pytest.mark.parametrize(("word", "end"), [("na*]", ""), ("n/a ", "x"), ("none.", "?"), ("aucun / ", "!")])
def test_words_for_nothing_in_a_row(word: str, end: str) -> None:
    """A word for nothing that is spelt in two ways has as many readings as there are words of it."""
    started = time.process_time()
    says_nothing((word * 80)[: 80 - len(end)] + end)
    assert time.process_time() - started < 0.5


@pytest.mark.parametrize("unit", ["Ada Nkosi (AdaN) ", "a(b)", "ab cd ef (gh) "])
def test_pairs_in_a_row_with_something_behind_them(unit: str) -> None:
    """A name has as many readings as characters, and several names as many as those multiplied."""
    started = time.process_time()
    assert _SEVERAL.fullmatch((unit * 60)[:240] + "x)") is None
    assert time.process_time() - started < 0.5
