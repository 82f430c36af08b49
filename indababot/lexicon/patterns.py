"""Patterns from the lexicon's words.

Words are written as people read them, with four signs beside the letters: ``*`` stands for any letters or none, ``( | )`` for one of
several, a blank for a blank of any kind or a hyphen, and a hyphen for that or nothing (``e-mail`` is ``email`` too).
"""

import re
from collections.abc import Iterable

_SIGNS = {
    "*": r"\w{0,30}",
    " ": r"[\s_\u2010-]+",
    "-": r"[\s_\u2010-]?",
    "'": "['’]",
    "(": "(?:",
    "|": "|",
    ")": ")",
}
_NEVER = r"(?!)"


def pattern(words: Iterable[str]) -> str:
    """A pattern, without groups, for any of some words or phrases as whole words; it never matches where there are none.

    No letter stands before or after what is found; a digit may (``300words``).
    """
    each = sorted(set(words), key=lambda word: (-len(word), word))
    if not each:
        return _NEVER
    first = {word[0] for word in each}
    start = (
        f"(?=[{re.escape(''.join(sorted(first)))}])" if all(map(str.isalpha, first)) else ""
    )  # most places fail at once
    return rf"(?:(?<![^\W\d_]){start}(?:{'|'.join(map(_one, each))}))"


def compiled(words: Iterable[str]) -> re.Pattern[str]:
    """:func:`pattern`, ready to be searched in any case."""
    return re.compile(pattern(words), re.IGNORECASE)


def _one(word: str) -> str:
    inner = "".join(_SIGNS.get(sign) or re.escape(sign) for sign in word)
    return rf"{inner}(?![^\W\d_])" if word[-1].isalpha() or word[-1] == ")" else inner
