"""Patterns from the lexicon's words.

Words are written as people read them, with four signs beside the letters: ``*`` stands for any letters or none, ``( | )`` for one of
several, a blank for a blank of any kind or a hyphen, and a hyphen for that or nothing (``e-mail`` is ``email`` too).
"""

import re
from collections.abc import Callable, Iterable
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
    return rf"(?:(?<![^\W\d_]){alternatives(each, _one)})"


def alternatives(words: Iterable[str], spelt: Callable[[str], str]) -> str:
    """A pattern for one of some words in order of preference, of which ``spelt`` gives a word's pattern, or that of its end.

    Words that begin with one letter stand together, behind it: most places in a text fail at once, and where one does not, few are tried.
    """
    begun: dict[str, list[str]] = {}
    for word in words:
        begun.setdefault(word[0], []).append(word)
    literal = {first for first in begun if first.isalpha() or spelt(first) == re.escape(first)}
    start = f"(?=[{re.escape(''.join(sorted(literal)))}])" if len(literal) == len(begun) else ""
    each = (
        rf"{re.escape(first)}(?:{'|'.join(spelt(word[1:]) for word in group)})"
        if first in literal
        else "|".join(map(spelt, group))
        for first, group in begun.items()
    )
    return rf"{start}(?:{'|'.join(each)})"


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
    return rf"{inner}(?![^\W\d_])" if not word or word[-1].isalpha() or word[-1] == ")" else inner
