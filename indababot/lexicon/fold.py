"""How texts are compared: the one place that says what does not matter when two are the same."""

import re
import unicodedata
from functools import lru_cache

from indababot.normal import normalize

SIGNS = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
"""Signs that nobody sees: direction marks, zero-width signs, soft hyphens."""
PICTOGRAMS = (
    "\u2139\u2190-\u21ff\u2300-\u23ff\u25b0-\u25ca\u2600-\u260f\u2613-\u2704\u2706-\u2712\u2719-\u274b\u2753-\u27bf\u2900-\u297f"
    "\u2b00-\u2b1a\u2b1d-\u2bff\U0001f000-\U0001f5f2\U0001f5fa-\U0001faff\ufe0e\ufe0f\u200d\u20e3"
)
"""Little pictures and what makes variants of them; boxes and their ticks are none: they are answers."""
_PICTURED = re.compile(f"(?:\\d{{1,2}}\ufe0f?\u20e3|[{PICTOGRAMS}])+")
_MARK = re.compile(r"\d{1,2}[.):]|[^\W\d_][.)]|[•·▪►→–—-]")
_SIGNS = re.compile(f"[{SIGNS}]")
_LETTERS = str.maketrans("ىةٱیک", "يهايك")
"""Letters of the Arabic script that people write for each other: a final ya without its dots, a ta marbuta without them."""
_APOSTROPHES = str.maketrans("’‘ʼ`´ʹ′", "'" * 7, "\u0640")
"""Apostrophes for one another; the sign that only stretches an Arabic word is dropped."""


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """A text as it is compared: case, blanks, the kind of apostrophe, and signs that nobody sees do not matter.

    Letters are composed, and compatible forms (full-width ones, ligatures) are one.
    """
    if not text.isascii():
        text = normalize("NFKC", _SIGNS.sub("", text).translate(_APOSTROPHES))
    return " ".join(text.replace("`", "'").casefold().split())


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """A text folded and without the accents of its letters."""
    folded = fold(text)
    if folded.isascii():
        return folded
    parts = normalize("NFKD", folded)
    return normalize("NFC", "".join(sign for sign in parts if not unicodedata.combining(sign)))


def loose(text: str) -> str:
    """A text :func:`bare`, in which letters that many write for each other are one."""
    return bare(text).translate(_LETTERS)


def without_signs(text: str) -> str:
    """A text without the signs that nobody sees."""
    return text if text.isascii() else _SIGNS.sub("", text)


def unpictured(text: str) -> str:
    """A text without little pictures."""
    return text if text.isascii() else _PICTURED.sub("", text)


def is_mark(text: str) -> bool:
    """Whether a text is a number or bullet that somebody typed before a label, or a little picture."""
    text = text.strip()
    return _MARK.fullmatch(text) is not None or (text != "" and not unpictured(text).strip())
