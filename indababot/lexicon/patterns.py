"""Patterns from the lexicon's words.

Words are written as people read them, with four signs beside the letters: ``*`` stands for any letters or none, ``( | )`` for one of
several, a blank for a blank of any kind or a hyphen, and a hyphen for that or nothing (``e-mail`` is ``email`` too).
"""

import re
from collections.abc import Iterable
from typing import Any, cast

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


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that is compiled when it is first used: those of many words take milliseconds, and most pages need few of them."""
    return cast("re.Pattern[str]", _Late(pattern, flags))


class _Late:
    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        """A method of the compiled pattern, which from now on is an attribute of this one."""
        method = getattr(re.compile(self.pattern, self.flags), name)
        setattr(self, name, method)
        return method


def _one(word: str) -> str:
    inner = "".join(_SIGNS.get(sign) or re.escape(sign) for sign in word)
    return rf"{inner}(?![^\W\d_])" if word[-1].isalpha() or word[-1] == ")" else inner
