"""Chains of digits: groups with nothing between them that ends a number, and what introduces them."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from indababot.lexicon import lexicon
from indababot.privacy.signs import any_of

_BETWEEN = r"[^\S\n]|[().\-‐-―−⁃/·•_~]"
_CHAIN = re.compile(rf"[0-9][0-9]*(?:(?:{_BETWEEN}){{1,4}}[0-9]+)*")
"""Groups of digits; those of other scripts are seen as these."""
_LEAD = re.compile(r"\+?(?:[^\S\n]|\()?\(?\Z")
"""What stands before the digits of a number and belongs to it."""
_LONGEST_LEAD = 3
_GROUP = re.compile(r"\d+")
_DATE = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d[-./‐-―](?:0?[1-9]|[12]\d|3[01])[-./‐-―](?:0?[1-9]|[12]\d|3[01])"
    r"|(?:0?[1-9]|[12]\d|3[01])([-./‐-― ])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d"
    r"|(?:0?[1-9]|1[0-2])([-./])(?:0?[1-9]|[12]\d|3[01])\2(?:19|20)\d\d)(?!\d)"
    r"|(?:19|20)\d\d ?(?:0[1-9]|1[0-2]) ?(?:0[1-9]|[12]\d|3[01])[ _-](?:[01]\d|2[0-3]) ?[0-5]\d(?: ?[0-5]\d)?(?=\D|\Z)"
    r"|(?<=~)20\d\d(?:-\d{1,5})+(?!\d)"
)
"""A date; day and month may stand the wrong way round, as people write them by mistake. A camera's has the time behind it, and
a temporary account begins with its year."""
AMOUNT = re.compile(r"\+?[1-9]\d{0,2}(?:(?:[^\S\n]|[.'’])\d{3})+")
_TOLD = 60
"""How far before a number the word stands that introduces it."""
_NEAR = 12
"""Characters between two numbers of which one word introduces both."""
FEWEST_TOLD = 6
"""How many digits a number has; after a word for telephone fewer will do."""


_OFFSET = re.compile(
    r"\+[^\S\n]?(?:(?:0\d|1[0-4])(?::?[0-5]\d)?|\d(?::[0-5]\d)?)"
    r"(?=[^\w\n+]{1,4}(?:(?:[01]?\d|2[0-4])[:.h][0-5]\d|(?:[01]\d|2[0-4])[0-5]\d|(?:19|20)\d\d)(?!\d))"
)
"""A plus sign and hours before a time or year: ``UTC+1 0900-1030``, where a zone stands before it."""
_ZONE = 20
"""How far before it the zone may begin."""


class _Words(NamedTuple):
    """Patterns for what stands before or after a number, made from the words of all languages."""

    phone: re.Pattern[str]
    after: re.Pattern[str]
    numbered: re.Pattern[str]
    listed: re.Pattern[str]
    """The same with other such numbers between: ``revisions 1185034567 and …``."""
    joined: re.Pattern[str]
    counted: frozenset[str]
    zone: re.Pattern[str]


@cache
def _words() -> _Words:
    words = lexicon().privacy
    zones = any_of(tuple(name for names in lexicon().dates.zones.values() for name in names))
    phone, beside, numbered = any_of(words.telephone), any_of(words.beside), any_of(words.numbered)
    return _Words(
        phone=re.compile(
            rf"(?<![^\W_]){phone}s?(?:[^\w+]{{1,4}}{beside}){{0,3}}(?:[^\w+]|_){{0,6}}\Z", re.IGNORECASE
        ),
        after=re.compile(rf"[^\S\n]?[/(\[][^\w\n]{{0,2}}{phone}(?![^\W_])", re.IGNORECASE),
        numbered=re.compile(
            rf"(?<![^\W_]){numbered}s?(?:[-\s]?1[03](?!\d))?(?:[^\w\n]{{1,3}}{beside})?[^\w\n]{{0,4}}\Z",
            re.IGNORECASE,
        ),
        listed=re.compile(
            rf"(?<![^\W_]){numbered}s?(?:[^\w\n]{{1,4}}\d{{4,}}(?:[^\w\n]{{1,3}}{beside})?){{1,3}}[^\w\n]{{1,3}}\Z",
            re.IGNORECASE,
        ),
        joined=re.compile(rf"[^\w\n]{{0,4}}(?:{beside}[^\w\n]{{1,3}})?\Z", re.IGNORECASE),
        counted=frozenset(words.counted),
        zone=re.compile(rf"(?<![^\W_]){zones}[^\w\n]{{0,3}}\Z", re.IGNORECASE),
    )


class Chain(NamedTuple):
    """Groups of digits with nothing between them that ends a number: one number, or several."""

    text: str
    start: int
    groups: tuple[tuple[int, int], ...]
    """Their places in the text that is searched."""
    told: bool
    """A word for telephone introduces it."""

    def digits(self, first: int, last: int) -> str:
        """The digits of some groups."""
        return "".join(self.text[low:high] for low, high in self.groups[first:last])

    def international(self, first: int) -> bool:
        """Whether a number that begins with a group has an international prefix."""
        start = self.groups[first][0]
        before = self.text[max(self.start, start - 3) : start]
        return "+" in before or self.text.startswith("00", start)

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Where a number stands, its plus sign and the bracket before it included."""
        start, end = self.groups[first][0], self.groups[last - 1][1]
        while start > self.start and self.text[start - 1] in "+(":
            start -= 1
        if self.international(first) and "+" in self.text[self.start : start]:
            start = self.text.rindex("+", self.start, start)
        opened, closed = self.text.count("(", start, end), self.text.count(")", start, end)
        if closed > opened and self.text[start - 1 : start] == "(":
            start -= 1
        elif opened > closed and self.text[end : end + 1] == ")":
            end += 1
        return start, end


def without_offsets(text: str) -> str:
    """A text in which letters stand for the offsets of time zones, so that none begins a number."""
    return _OFFSET.sub(_offset, text)


def _offset(match: re.Match[str]) -> str:
    text, start = match.string, match.start()
    zone = _words().zone.search(text[max(0, start - _ZONE) : start])
    return "x" * len(match[0]) if zone else match[0]


def is_introduced(text: str, start: int) -> bool:
    """Whether a word for telephone stands before a place."""
    return _words().phone.search(text[max(0, start - _TOLD) : start]) is not None


_COUNTED = re.compile(r"[^\S\n]{0,2}([^\W\d_]{2,40})")


def is_counted(text: str, end: int) -> bool:
    """Whether a word stands behind some digits that is what they count."""
    word = _COUNTED.match(text, end)
    return word is not None and word[1].casefold() in _words().counted


def runs(text: str) -> Iterator[tuple[int, int]]:
    """Where groups of digits stand with nothing between them that ends a number, with what leads to them."""
    free = 0
    for match in _CHAIN.finditer(text):
        start, end = match.span()
        if end - start + _LONGEST_LEAD >= FEWEST_TOLD:
            lead = _LEAD.search(text, max(free, start - _LONGEST_LEAD), start)
            start = lead.start() if lead else start
            if end - start >= FEWEST_TOLD:
                yield start, end
        free = end


def chains(text: str, first: int, last_end: int, last: int | None) -> Iterator[Chain]:
    """What stands between the dates in a run of digits; a number that follows another is introduced by what introduced that."""
    known = _words()
    begin = first
    for stop, end in [*(date.span() for date in _DATE.finditer(text, first, last_end)), (last_end, 0)]:
        groups = tuple(group.span() for group in _GROUP.finditer(text, begin, stop))
        if sum(high - low for low, high in groups) >= FEWEST_TOLD:
            told = is_introduced(text, begin)
            if not told and not AMOUNT.fullmatch(text, groups[0][0], groups[-1][1]):
                told = known.after.match(text, groups[-1][1]) is not None
                if last is not None and begin - last < _NEAR:
                    told = told or known.joined.fullmatch(text, last, begin) is not None
            before = text[max(0, begin - _TOLD) : begin]
            low = groups[0][0]
            listed = (
                text[low] != "0"
                and "+" not in text[begin:low]
                and known.listed.search(text, max(0, low - _TOLD), low)
            )
            if told or not (listed or known.numbered.search(before)):
                yield Chain(text, begin, groups, told)
        begin = end
