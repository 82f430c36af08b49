"""The time in a signature in MediaWiki's other languages, which have no file in the lexicon; read where those that have one fail."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from indababot.lexicon import SIGNS, fold
from indababot.lexicon.dates import formats

ZONE = r"\((?P<zone>[^\W\d_]{1,5}(?:[ .] ?[^\W\d_]){0,2}\.?)?(?P<offset>[+-]\d{1,2}(?::?\d\d)?)?\)"
_ZONE = re.compile(ZONE)
_YEAR_AND_CLOCK = re.compile(r"(?=.*\d{4}).*\d[^\d\s,]{1,4}\d\d", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]+")
_ENDING = re.compile(r'[FMg]"[^\W\d_]')
_REACH = 80
"""How far before its zone a time begins at most, in characters."""
_SIGN = re.compile(r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<sign>x[a-zA-Z]Y?|.)', re.DOTALL)
_PARTS = {
    "Y": r"(?P<year>\d{4})",
    "xkY": r"(?P<thai>\d{4})",
    **dict.fromkeys("jd", r"(?P<day>\d{1,2})"),
    **dict.fromkeys("nm", r"(?P<month>\d{1,2})"),
    **dict.fromkeys("HG", r"(?P<hour>\d{1,2})"),
    "i": r"(?P<minute>\d\d)",
    **dict.fromkeys("Dl", r"[^\d()]{1,20}"),
}
_NAMES = frozenset(("F", "M", "xg"))
_THAI = 543
"""Years of the Thai calendar before our first."""


class _Format(NamedTuple):
    pattern: re.Pattern[str]
    months: dict[str, int]


def zoned(text: str, start: int, end: int) -> Iterator[tuple[dict[str, str], int, int]]:
    """Each time with a zone in ``[start, end)`` of a text: its parts, and its place."""
    if text.find("(", start, end) < 0:
        return
    for zone in _ZONE.finditer(text, start, end):
        low = max(start, zone.start() - _REACH)
        window = text[low : zone.end()]
        if _YEAR_AND_CLOCK.match(window):
            found = _read(window)
            if found:
                yield found[0], low + found[1], zone.end()
                start = zone.end()


def _read(window: str) -> tuple[dict[str, str], int] | None:
    """The parts of a time at the end of a window, and where it begins; none where languages disagree about the month."""
    always, named = _known()
    indices = {index for word in _WORD.findall(fold(window)) for index in named.get(word, ())}
    read: dict[int, tuple[dict[str, str], int]] = {}
    for said, months in map(_format, sorted(indices.union(always))):
        found = said.search(window)
        if found:
            parts = {name: text for name, text in found.groupdict().items() if text}
            month = months.get(fold(parts["month"])) if months else int(parts["month"])
            if month is not None:
                year = int(parts.pop("thai")) - _THAI if "thai" in parts else parts["year"]
                read[month] = {**parts, "month": str(month), "year": str(year)}, found.start()
    return next(iter(read.values())) if len(read) == 1 else None


@cache
def _formats() -> tuple[tuple[str, dict[str, int]], ...]:
    return tuple(formats())


@cache
def _known() -> tuple[tuple[int, ...], dict[str, tuple[int, ...]]]:
    """The formats that no word leads to (of numbers alone, or with an ending on the month), and those that a month's first word does."""
    always = []
    named: dict[str, tuple[int, ...]] = {}
    for index, (said, months) in enumerate(_formats()):
        firsts = {word[0] for name in months if (word := _WORD.findall(name))}
        if len(firsts) < 2 or _ENDING.search(said):
            always.append(index)
            continue
        for first in firsts:
            named[first] = (*named.get(first, ()), index)
    return tuple(always), named


@cache
def _format(index: int) -> _Format:
    """A format as a pattern; blanks differ, and a clock has a colon or a stop in the same language."""
    said, months = _formats()[index]
    digits = all(name.isdecimal() for name in months)
    name = r"(?P<month>\d{1,2})" if digits else r"(?P<month>\S.{0,60}?)"
    said = re.sub(f"[{SIGNS}]", "", said).strip()
    body = ""
    for part in _SIGN.finditer(said):
        sign = part["sign"]
        if sign is None:
            body += "".join(map(_literal, part["quoted"] or part["escaped"] or ""))
        elif sign in _NAMES:
            body += name if body else r"(?P<month>[^\W\d_]+)"
        else:
            body += _PARTS.get(sign) or _literal(sign)
    return _Format(re.compile(rf"(?<!\d){body}\s*{ZONE}\Z", re.IGNORECASE), months)


def _literal(sign: str) -> str:
    if sign.isspace():
        return r"\s*"
    return {":": "[:.]", ".": "[:.]", ",": "[,،]", "،": "[,،]"}.get(sign) or re.escape(sign)
