"""The time in a signature, as the wikis of many languages write it."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import NamedTuple

from indababot.lexicon import SIGNS, fold, lexicon
from indababot.lexicon.hours import half_words, hour_of
from indababot.lexicon.patterns import alternatives
from indababot.reading.values.signatures.formats import ZONE, zoned

_WORDS = lexicon().dates
_NUMBERS = {fold(name): number for number, names in _WORDS.months.items() for name in names}
_ZONES = {
    fold(name): timedelta(hours=int(offset[:3]), minutes=int(offset[0] + offset[4:]))
    for offset, names in _WORDS.zones.items()
    for name in names
}
_SIGNS_TO_BLANKS = re.compile(f"[{SIGNS}]")


def _any(words: Iterable[str]) -> str:
    """One of some words, the longest first; a blank in one is any blank."""
    longest = sorted(words, key=lambda one: (-len(one), one))
    return alternatives(longest, lambda word: r"\s+".join(map(re.escape, word.split(" "))))


_MONTH = _any(_NUMBERS)
_OF = rf"(?:(?:{_any(_WORDS.of)})\s++)?"
_HOURS, _MINUTES = _any(_WORDS.hours), _any(_WORDS.minutes)
_HALF = rf"\s?(?P<half{{0}}>{_any(half_words())})(?!\w)"
_TIME = (
    rf"(?P<hour{{0}}>\d{{{{1,2}}}})(?:(?:[:.]|\s?(?:{_HOURS})\s?)(?P<minute{{0}}>\d\d)(?:{_MINUTES})?"
    rf"(?:[:.]\d\d)?(?:\s?(?:{_HOURS})(?![^\W\d_]))?(?:{_HALF})?|(?:\s?(?:{_HOURS}))?{_HALF.replace('half', 'alone')})"
)
_ORDINAL = rf"(?:{_any(_WORDS.ordinals)})?"
_DATE = (
    rf"(?:(?P<day>\d{{1,2}}){_ORDINAL}[.°]?\s++{_OF}|(?<!\d)(?P<yeara>\d{{4}}),?\s++|(?<![^\W\d_]))(?P<month>{_MONTH})\.?"
    rf"(?(day)[,،]?\s++{_OF}(?P<year>\d{{4}})|\s++(?P<dayb>\d{{1,2}}){_ORDINAL}(?(yeara)(?!\d)|(?:,\s*+|\s++)(?P<yearb>\d{{4}})))"
)
"""Day, month and year, month, day and year, or the year first: the months are long to compile and stand there once."""
_DIGITS = (
    r"(?P<yearc>\d{4})(?P<sign>[-/.])(?P<monthc>\d{1,2})(?P=sign)(?P<dayc>\d{1,2})(?!\d)"
    r"|(?P<dayd>\d{1,2})\.\s?(?P<monthd>\d{1,2}|[IVX]{1,4})\.\s?(?P<yeard>\d{4})(?!\d)"
)
"""A date in digits alone whose order nobody doubts: the year first, or divided by dots; ``1/8/2023`` is another day in another country."""
_SHORT = rf"\d{{1,2}}{_ORDINAL}[.°]?\s++{_OF}(?:{_MONTH})\.?|(?:{_MONTH})\.?\s++\d{{1,2}}{_ORDINAL}"
_LONGEST_DAY = 60
_WEEKDAY = (
    rf"(?<![^\W\d_])\(?(?:{_any(day for days in _WORDS.weekdays.values() for day in days)})(?!\w)\.?\)?"
)
_ROMAN = {fold(chr(0x215F + month)): month for month in range(1, 13)}
_LONGEST_MONTH = max(map(len, _NUMBERS)) + 1
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\d{4}")


class Stamp(NamedTuple):
    """A time in a text, at ``[start, end)``; ``moment`` is aware and UTC, None where there is no such time or zone."""

    moment: datetime | None
    start: int
    end: int


def stamps(text: str) -> Iterator[Stamp]:
    """Every signature's time in a text, in order; without a zone it is UTC, as Meta-Wiki writes it."""
    if not _YEAR.search(text):
        return
    if not text.isascii():
        text = _SIGNS_TO_BLANKS.sub(" ", text)
    digit = _DIGIT.search(text)
    lead = len(text[: digit.start()].rstrip()) if digit else 0
    last = 0
    # The first of them begins with that digit, or with the month's name before it.
    for found in _stamp().finditer(text, max(0, lead - _LONGEST_MONTH)):
        yield from _zoned(text, last, found.start())
        yield Stamp(_moment(found.groupdict()), *found.span())
        last = found.end()
    yield from _zoned(text, last, len(text))


def _zoned(text: str, start: int, end: int) -> Iterator[Stamp]:
    """The times in languages that the lexicon does not have."""
    for parts, first, last in zoned(text, start, end):
        yield Stamp(_moment(parts), first, last)


def signed_at(text: str) -> tuple[datetime, int, int] | None:
    """The first time in a text that can be told for certain, and where it stands."""
    return next(((stamp.moment, stamp.start, stamp.end) for stamp in stamps(text) if stamp.moment), None)


@cache
def _stamp() -> re.Pattern[str]:
    """A signature's time; long to compile, and many pages have none."""
    between = r"(?:\s*+(?:[,،]\s*+)?|\s++[–—|•·/-]\s++|(?<=\d)T(?=\d))"
    said = rf"(?:(?:{_any(lexicon().signatures.before_date)})\s++)?"
    zones = f"(?-i:{_any(name for names in _WORDS.zones.values() for name in names)})"
    return re.compile(
        rf"(?<!\d)(?:{_TIME.format(1)}(?:\s?\(?(?P<zone3>{zones})(?!\w)\)?)?{between}{said}(?:{_WEEKDAY}[,،]?\s++{said})?{_OF})?"
        rf"(?:{_DATE}|{_DIGITS})(?:{between}{_WEEKDAY})?"
        rf"(?(hour1)|{between}(?:(?:{_any(_WORDS.at)})\s*+)?{_TIME.format(2)})"
        rf"(?:\s*+{ZONE}"
        rf"|\s?(?P<zone2>{zones})(?P<offset3>[+-]\d{{1,2}}(?::?\d\d)?)?(?!\w)"
        r"|\s?(?P<offset2>\+\d\d:?\d\d)|Z(?!\w))?(?!\d)",
        re.IGNORECASE,
    )


def is_day(text: str) -> bool:
    """Whether a text is a day without a time, as people sign by hand."""
    return _YEAR.search(text) is not None and _day(_DATE).fullmatch(text) is not None


def is_day_of_year(text: str) -> bool:
    """Whether a text is a day, whose year everybody may know: ``le 3 mai``."""
    if len(text) > _LONGEST_DAY or not _DIGIT.search(text):
        return False
    return is_day(text) or _day(_SHORT).fullmatch(text) is not None


@cache
def _day(date: str) -> re.Pattern[str]:
    said = rf"(?:(?:{_any(lexicon().signatures.before_date)})\s++)?"
    return re.compile(rf"\W*{said}(?:{_WEEKDAY}[,،]?\s++{said})?(?:{date}|{_DIGITS})\W*", re.IGNORECASE)


def _moment(groups: dict[str, str]) -> datetime | None:
    parts = {name.rstrip("123").rstrip("abcd"): text for name, text in groups.items() if text}
    ahead = _ahead(parts.get("zone"), parts.get("offset"))
    hour = hour_of(int(parts["hour"]), parts.get("half") or parts.get("alone"))
    if ahead is None or hour is None:
        return None
    month = _month(parts["month"])
    try:
        local = datetime(
            int(parts["year"]), month, int(parts["day"]), hour, int(parts.get("minute", 0)), tzinfo=UTC
        )
        return local - ahead
    except (ValueError, OverflowError):
        return None  # a day or an hour that no calendar has: the text is a stamp, but no moment


def _month(said: str) -> int:
    if said.isdecimal():
        return int(said)
    return _NUMBERS.get(fold(said)) or _ROMAN.get(fold(said), 0)


def _ahead(zone: str | None, offset: str | None) -> timedelta | None:
    """How far a zone is ahead of UTC; None for an unknown one."""
    ahead = timedelta() if zone is None else _ZONES.get(" ".join(fold(zone).replace(".", " ").split()))
    if ahead is None or not offset:
        return ahead
    digits = offset[1:].replace(":", "")
    minutes = int(digits[-2:]) if len(digits) > 2 else 0
    whole = int(digits[:-2]) if len(digits) > 2 else int(digits)
    return ahead + (-1 if offset[0] == "-" else 1) * timedelta(hours=whole, minutes=minutes)
