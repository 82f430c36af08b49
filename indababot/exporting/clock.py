"""Days, times and lengths as people write them on programme cards: ``Day 2``, ``Saturday``, ``10:30–11:15``, ``45 min``."""

import re
from collections.abc import Iterable
from datetime import date, time, timedelta
from functools import cache
from typing import NamedTuple

from indababot.lexicon import fold, lexicon
from indababot.lexicon.hours import half_words, hour_of

_DAY = timedelta(days=1)
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")


class Moment(NamedTuple):
    """A time of a day, and how far its zone is ahead of UTC where the text names one."""

    time: time
    ahead: timedelta | None = None


def day_in(text: str, first: date | None, last: date | None) -> date | None:
    """The day that a text names, for a conference from its first day to its last; None where it names none for certain."""
    text = fold(text)
    if found := _ISO.search(text):
        return _date(*(int(part) for part in found.groups()))
    if found := _patterns().dated.search(text):
        parts = found.groupdict()
        year = parts["year"] or parts["yearb"] or (first.year if first else None)
        month = _patterns().months[parts["month"] or parts["monthb"]]
        return _date(int(year), month, int(parts["day"] or parts["dayb"])) if year else None
    days = _days(first, last)
    if (found := _patterns().numbered.search(text)) and 0 < int(found[1]) <= len(days):
        return days[int(found[1]) - 1]
    if found := _patterns().weekday.search(text):
        number = _patterns().weekdays[found[0]]
        days = [day for day in days if day.isoweekday() == number]
    return days[0] if len(days) == 1 else None


def moments_in(text: str) -> list[Moment]:
    """The times of day in a text, in order: the first two are from when to when. None where half of a day is told of some only."""
    patterns = _patterns()
    text = patterns.dated.sub(" ", _ISO.sub(" ", fold(text)))
    zone = patterns.zone.search(text)
    ahead = patterns.zones[zone[1]] if zone else None
    found, halves = [], set()
    for match in patterns.clock.finditer(text):
        half = match["half"] or match["barehalf"]
        halves.add(half is None)
        hour = hour_of(int(match["hour"] or match["bare"] or 24), half)
        if hour is None:
            return []
        if hour < 24 and int(match["minute"] or 0) < 60:
            found.append(Moment(time(hour, int(match["minute"] or 0)), ahead))
    return found if len(halves) < 2 else []


def minutes_in(text: str) -> int | None:
    """The length that a text names, in minutes; of two the greater, since a slot has to hold it. A bare number is one of minutes."""
    text = fold(text).strip()
    if text.isdecimal() and len(text) < 4:
        return int(text) or None
    found = []
    for match in _patterns().length.finditer(text):
        hours = float((match["hours"] or match["clock"] or "0").replace(",", "."))
        found.append(round(60 * hours) + int(match["rest"] or match["past"] or match["minutes"] or 0))
    return max(found, default=0) or None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _days(first: date | None, last: date | None) -> list[date]:
    if first is None or last is None:
        return []
    return [first + number * _DAY for number in range((last - first).days + 1)]


class _Patterns(NamedTuple):
    """What the lexicon's words make up; all match folded text."""

    dated: re.Pattern[str]
    numbered: re.Pattern[str]
    weekday: re.Pattern[str]
    clock: re.Pattern[str]
    zone: re.Pattern[str]
    length: re.Pattern[str]
    months: dict[str, int]
    weekdays: dict[str, int]
    zones: dict[str, timedelta]


@cache
def _patterns() -> _Patterns:
    words, forms = lexicon().dates, lexicon().forms
    months = {fold(name): number for number, names in words.months.items() for name in names}
    weekdays = {fold(name): number for number, names in words.weekdays.items() for name in names}
    zones = {
        fold(name): (-1 if offset[0] == "-" else 1)
        * timedelta(hours=int(offset[1:3]), minutes=int(offset[4:]))
        for offset, names in words.zones.items()
        for name in names
    }
    month, ordinal, of = _any(months), _any(words.ordinals), _any(words.of)
    half = _any(half_words())
    hour, minute = _any((*words.hour_units, *words.hours)), _any((*forms.minutes, *words.minutes))
    return _Patterns(
        re.compile(
            rf"(?<!\d)(?P<day>\d{{1,2}})(?:{ordinal})?\.?\s+(?:(?:{of})\s+)?(?P<month>{month})\b\.?,?(?:\s+(?:(?:{of})\s+)?(?P<year>\d{{4}}))?"
            rf"|\b(?P<monthb>{month})\.?\s+(?P<dayb>\d{{1,2}})(?:{ordinal})?(?![\d:])(?:,?\s*(?P<yearb>\d{{4}}))?"
        ),
        re.compile(rf"\b(?:{_any(words.numbered_days)})\s*(\d{{1,2}})(?!\d)"),
        re.compile(rf"\b(?:{_any(weekdays)})\b"),
        re.compile(
            rf"(?<!\d)(?<!\d\.)(?P<hour>\d{{1,2}})(?:[:.]|\s?(?:{_any(words.hours)})\s?)(?P<minute>\d\d)(?!\d|\.\d)(?:\s?(?:{_any(words.hours)}))?(?:\s?(?P<half>{half})(?!\w))?"
            rf"|(?<!\d)(?P<bare>\d{{1,2}})\s?(?:(?:(?:{_any(words.hours)})\s?)?(?P<barehalf>{half})|(?:{_any(words.hours)}))(?!\w)"
            # The first hour of "3–4 pm", which is in no half for certain.
            rf"|(?<![\d:.])\d{{1,2}}\s?(?=(?:[-–—]|{_any(forms.range_words)})\s?\d{{1,2}}(?:[:.]\d\d)?\s?(?:{half})(?!\w))"
        ),
        re.compile(rf"\d\s*[h(]?\s*\(?({_any(zones)})\b"),
        re.compile(
            rf"(?<!\d)(?P<clock>\d{{1,2}}):(?P<past>[0-5]\d)(?!\d)"
            rf"|(?<!\d)(?P<hours>\d{{1,2}}(?:[.,]\d)?)\s?(?:{hour})(?![^\W\d])\s*(?P<rest>\d{{1,2}})?"
            rf"|(?<!\d)(?P<minutes>\d{{1,3}})\s?(?:{minute}|')(?!\w)"
        ),
        months,
        weekdays,
        zones,
    )


def _any(words: Iterable[str]) -> str:
    """One of some words, folded, the longest first."""
    folded = {fold(word) for word in words}
    return "|".join(map(re.escape, sorted(folded, key=lambda word: (-len(word), word))))
