"""Days, times and lengths as people write them."""

from datetime import date, time, timedelta

import pytest

from indababot.exporting.clock import day_in, minutes_in, moments_in

FIRST, LAST = date(2021, 11, 5), date(2021, 11, 7)  # Friday to Sunday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Day 2, morning", 6),
        ("day 1", 5),
        ("Jour 3", 7),
        ("Saturday evening", 6),
        ("samedi", 6),
        ("sábado", 6),
        ("Sonntag", 7),
        ("الجمعة", 5),
        ("2021-11-06", 6),
        ("2021-11-06T10:30", 6),
        ("6 November 2021, 10:30 (UTC)", 6),
        ("6th of November", 6),
        ("November 6", 6),
        ("November 6, 2021", 6),
        ("6 novembre", 6),
        ("Day 4", None),  # there is none
        ("Day 0", None),
        ("Monday", None),
        ("31 November 2021", None),
        ("2021-13-01", None),
        ("someday", None),
        ("May 10:30", None),
        ("TBA", None),
        ("", None),
    ],
)
def test_days(text: str, day: int | None) -> None:
    """A date, a numbered day or a weekday of the conference is a day; what names none for certain is none."""
    assert day_in(text, FIRST, LAST) == (day and date(2021, 11, day))


def test_a_day_needs_a_conference() -> None:
    """Without dates only a whole date is a day; a weekday that comes twice is none."""
    assert day_in("Day 1", None, None) is None
    assert day_in("6 November", None, None) is None
    assert day_in("6 November 2021", None, None) == date(2021, 11, 6)
    assert day_in("Friday", FIRST, date(2021, 11, 12)) is None


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("10:30", ["10:30"]),
        ("10:30–11:15", ["10:30", "11:15"]),
        ("10.30 - 11.15", ["10:30", "11:15"]),
        ("10h30", ["10:30"]),
        ("10h", ["10:00"]),
        ("10:30 Uhr", ["10:30"]),
        ("2:30 pm", ["14:30"]),
        ("2 p.m.", ["14:00"]),
        ("12 am to 12 pm", ["00:00", "12:00"]),
        ("11:00–1:00 pm", []),  # which half of the day is the first in?
        ("3–4 pm", []),
        ("2 to 3:30 pm", []),
        ("3 p. m.", ["15:00"]),
        ("12 noon", ["12:00"]),
        ("9 h du matin", ["09:00"]),
        ("8 Uhr abends", ["20:00"]),
        ("8h da noite – 10h da noite", ["20:00", "22:00"]),
        ("٣:١٥ م", ["15:15"]),
        ("saa 3:15 asubuhi", []),  # not everybody counts the hours alike
        ("25:00", []),
        ("10:75", []),
        ("6 November at 9", []),
        ("2021-11-06", []),
        ("6.11.2021", []),
        ("morning", []),
    ],
)
def test_times(text: str, times: list[str]) -> None:
    """A time is hours and minutes, or hours with a word for them; dates are none."""
    assert [f"{moment.time:%H:%M}" for moment in moments_in(text)] == times


@pytest.mark.parametrize(
    ("text", "hours"), [("10:30", None), ("10:30 (UTC)", 0), ("10:30 EAT", 3), ("14:00 (WAT)", 1)]
)
def test_zones(text: str, hours: int | None) -> None:
    """A zone that stands after a time is the time's."""
    (moment,) = moments_in(text)
    assert moment.ahead == (None if hours is None else timedelta(hours=hours))
    assert moment.time >= time(10)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45 min", 45),
        ("45 minutes", 45),
        ("45", 45),
        ("30-45 minutes", 45),
        ("1h30", 90),
        ("1 h 30 min", 90),
        ("1 hour", 60),
        ("1.5 hours", 90),
        ("2 heures", 120),
        ("1:30", 90),
        ("0", None),
        ("TBA", None),
        ("2021", None),
        ("short", None),
    ],
)
def test_lengths(text: str, minutes: int | None) -> None:
    """A length has a unit, or is a small number of minutes; a slot has to hold the longer of two."""
    assert minutes_in(text) == minutes
