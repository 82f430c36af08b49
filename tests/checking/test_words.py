"""Words are counted as a person counts them, in any script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from uniseg.wordbreak import words

from indababot.checking.words import count

CASES = {
    "": 0,
    "one": 1,
    "one two  three\nfour": 4,
    "l'eau d’une": 2,
    "aujourd'hui peut-être": 2,
    "« Oui », dit-il : c’est 3,5 %.": 4,
    "can't stop - won't stop — ever…": 5,
    "3.14 1,000 2023-11-03": 3,
    "and/or (maybe)": 3,
    "• first\n• second": 2,
    "مرحبا بالعالم، كيف الحال؟": 4,
    "مُحَمَّد": 1,
    "नमस्ते दुनिया": 2,
    "你好世界": 4,
    "東京タワー": 3,
    "안녕하세요 세계": 2,
    "👩‍💻 !!! ...": 0,
    "e\u0301te\u0301": 1,
}


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_count(text: str, expected: int) -> None:
    """A word is what stands between blanks and dashes; an elision and a hyphen join; a Han sign is one."""
    assert count(text) == expected


@given(st.text(st.sampled_from("abé ßñعمر \u064eדшкД漢字かカー.'’ \n?!(),;«»-"), max_size=40))
def test_agrees_with_unicode(text: str) -> None:
    """But for compounds, the count is that of Unicode's word boundaries (UAX #29)."""
    expected = sum(any(sign.isalnum() for sign in word) for word in words(text))
    assert count(text) == expected if "-" not in text else count(text) <= expected
