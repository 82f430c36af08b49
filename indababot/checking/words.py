"""Counting words as a person does, in any script: by the word boundaries of Unicode (UAX #29).

They make one word of an elision (``l'eau``) and one of each Han sign. UAX #29 leaves hyphens to the program: here a compound
(``peut-être``) is one word, as it is for whoever counts between blanks.
"""

from collections.abc import Callable
from functools import cache

_HYPHENS = frozenset("-\u2010\u2011")


def count(text: str) -> int:
    """How many words a text has."""
    pieces = [piece for piece in _pieces()(text) if piece]
    words = [any(map(str.isalnum, piece)) for piece in pieces]
    joined = zip(words, pieces[1:], words[2:], strict=False)
    return sum(words) - sum(before and mark in _HYPHENS and after for before, mark, after in joined)


@cache
def _pieces() -> Callable[[str], list[str]]:
    """Cuts a text at the boundaries of words; the library is only loaded where a field has a limit."""
    import regex

    marks = regex.compile(
        r"\p{M}+"
    )  # they bound no word, and the library stumbles over one beside an apostrophe
    bounds = regex.compile(r"(?w)\b", regex.VERSION1)
    return lambda text: bounds.split(marks.sub("", text))
