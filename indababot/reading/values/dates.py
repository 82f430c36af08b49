"""The time in a signature, as the wikis of many languages write it."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import NamedTuple

MONTHS: dict[str, tuple[str, ...]] = {
    "en": (
        "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
        "september sept sep", "october oct", "november nov", "december dec",
    ),
    "fr": (
        "janvier janv", "février fevrier févr fev", "mars", "avril avr", "mai", "juin", "juillet juil", "août aout",
        "septembre", "octobre", "novembre", "décembre decembre déc",
    ),
    "ar": (
        "يناير جانفي كانون_الثاني", "فبراير فيفري شباط", "مارس آذار", "أبريل ابريل إبريل أفريل نيسان", "مايو ماي أيار",
        "يونيو يونيه جوان حزيران", "يوليو يوليوز يوليه جويلية تموز", "أغسطس اغسطس غشت أوت آب",
        "سبتمبر شتنبر أيلول", "أكتوبر اكتوبر تشرين_الأول", "نوفمبر نونبر تشرين_الثاني", "ديسمبر دجنبر كانون_الأول",
    ),
    "pt": (
        "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro",
        "novembro", "dezembro dez",
    ),
    "sw": (
        "januari", "februari", "machi", "aprili", "mei", "juni", "julai", "agosti", "septemba", "oktoba", "novemba",
        "desemba",
    ),
    "es": ("enero ene", "febrero", "marzo", "abr", "mayo", "junio", "julio", "ago", "septiembre", "octubre", "noviembre", "diciembre dic"),
    "de": ("januar", "februar", "märz", "", "", "", "juli", "", "", "oktober okt", "", "dezember"),
}  # fmt: skip
"""January to December in each language; a month's spellings are apart by blanks, a blank inside one is ``_``."""

ZONES: dict[str, float] = {
    "utc": 0, "gmt": 0, "z": 0, "ت ع م": 0, "wet": 0, "tuc": 0,
    "wat": 1, "cet": 1, "mez": 1, "west": 1, "bst": 1,
    "cat": 2, "sast": 2, "eet": 2, "cest": 2, "mesz": 2,
    "eat": 3, "eest": 3, "msk": 3, "trt": 3,
    "mut": 4, "cvt": -1,
    "edt": -4, "est": -5, "cdt": -5, "cst": -6, "mdt": -6, "mst": -7, "pdt": -7, "pst": -8,
}  # fmt: skip
"""Hours ahead of UTC. Names that mean several zones (``IST``) are left out: they would be a guess."""

_NUMBERS = {
    name.replace("_", " "): number
    for months in MONTHS.values()
    for number, names in enumerate(months, 1)
    for name in names.split()
}
_MONTH = "|".join(re.escape(name) for name in sorted(_NUMBERS, key=len, reverse=True))
_TIME = r"(?P<hour{0}>\d{{1,2}})(?:[:.]|\s?h\s?)(?P<minute{0}>\d\d)(?:min)?(?:[:.]\d\d)?"
_DATE = (
    r"(?:(?P<day{0}>\d{{1,2}})(?:er|º|\.)?\s+(?:de\s+)?(?P<month{0}>"
    + _MONTH
    + r")\.?,?\s+(?:de\s+)?(?P<year{0}>\d{{4}})"
    r"|(?<![^\W\d_])(?P<monthb{0}>" + _MONTH + r")\.?\s+(?P<dayb{0}>\d{{1,2}}),\s*(?P<yearb{0}>\d{{4}}))"
)
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
    digit = _DIGIT.search(text)
    lead = len(text[: digit.start()].rstrip()) if digit else 0
    # The first of them begins with that digit, or with the month's name before it.
    for found in _stamp().finditer(text, max(0, lead - _LONGEST_MONTH)):
        yield Stamp(_moment(found), *found.span())


def signed_at(text: str) -> tuple[datetime, int, int] | None:
    """The first time in a text that can be told for certain, and where it stands."""
    return next(((stamp.moment, stamp.start, stamp.end) for stamp in stamps(text) if stamp.moment), None)


@cache
def _stamp() -> re.Pattern[str]:
    """A signature's time; long to compile, and many pages have none."""
    return re.compile(
        rf"(?<!\d)(?:{_TIME.format(1)}\s*[,،]?\s*(?:de\s+)?{_DATE.format(1)}"
        rf"|{_DATE.format(2)}\s*[,،]?\s*(?:à|at|às|saa)?\s*{_TIME.format(2)})"
        r"(?:\s*\((?P<zone>[^\W\d_]{1,5}(?: [^\W\d_]){0,2})?(?P<offset>[+-]\d{1,2}(?::?\d\d)?)?\))?(?!\d)",
        re.IGNORECASE,
    )


def _moment(found: re.Match[str]) -> datetime | None:
    parts = {name.rstrip("12").removesuffix("b"): text for name, text in found.groupdict().items() if text}
    ahead = _ahead(parts.get("zone"), parts.get("offset"))
    if ahead is None:
        return None
    month = _NUMBERS.get(parts["month"].casefold(), 0)
    try:
        local = datetime(
            int(parts["year"]), month, int(parts["day"]), int(parts["hour"]), int(parts["minute"]), tzinfo=UTC
        )
        return local - ahead
    except (ValueError, OverflowError):
        return None  # a day or an hour that no calendar has: the text is a stamp, but no moment


def _ahead(zone: str | None, offset: str | None) -> timedelta | None:
    """How far a zone is ahead of UTC; None for an unknown one."""
    hours = 0.0 if zone is None else ZONES.get(zone.lower())
    if hours is None:
        return None
    if not offset:
        return timedelta(hours=hours)
    digits = offset[1:].replace(":", "")
    minutes = int(digits[-2:]) if len(digits) > 2 else 0
    whole = int(digits[:-2]) if len(digits) > 2 else int(digits)
    return timedelta(hours=hours) + (-1 if offset[0] == "-" else 1) * timedelta(hours=whole, minutes=minutes)
