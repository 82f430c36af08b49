"""E-mail addresses whose signs are words in capitals with nothing around them: ``kiboATmailDOTorg``."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from indababot.lexicon import lexicon
from indababot.privacy.signs import any_of, signs

_LONGEST = 320
"""Characters before a sign that are looked at: no address is longer."""
_SMALL = "a-z0-9"
_LAST = re.compile(r"[a-z]{2,}\Z")


class _Capitals(NamedTuple):
    """Patterns made from the words of all languages that have capitals."""

    at: re.Pattern[str]
    domain: re.Pattern[str]
    local: re.Pattern[str]


@cache
def _capitals() -> _Capitals:
    words = lexicon().privacy
    at, dot = _upper(words.at + words.at_signs), any_of(_upper(words.dot))
    firsts = "".join(sorted({word[0] for word in at}))
    rests = "|".join(f"(?<={word[0]}){word[1:]}" for word in sorted(at, key=len, reverse=True))
    part = rf"[{_SMALL}](?:[{_SMALL}-]{{0,61}}[{_SMALL}])?"
    return _Capitals(
        # It begins with one character of a class, so that the search passes over others at once.
        at=re.compile(rf"[{firsts}](?<=[{_SMALL}][{firsts}])(?:{rests})(?=[{_SMALL}])"),
        domain=re.compile(rf"{part}(?:(?:\.|{dot}){part}){{1,6}}"),
        local=re.compile(r"[\w.+-]{3,}\Z"),
    )


def _upper(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words of plain letters in capitals."""
    plain = (word.upper() for word in words if word.isascii() and word.isalpha() and len(word) > 1)
    return tuple(dict.fromkeys(plain))


def may_hold(text: str) -> bool:
    """Whether a text holds a word for "@" in capitals between small letters."""
    return _capitals().at.search(text) is not None


def shouted(text: str) -> Iterator[tuple[int, int]]:
    """Where such addresses stand in a text, in order; they do not overlap."""
    known = _capitals()
    free = 0
    for sign in known.at.finditer(text):
        low = max(free, sign.start() - _LONGEST)
        local = known.local.search(text[low : sign.start()])
        domain = known.domain.match(text, sign.end())
        last = _LAST.search(domain[0]) if domain else None
        if local and domain and last and last[0] in signs().ending:
            yield low + local.start(), domain.end()
            free = domain.end()
