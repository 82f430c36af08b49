"""The time in a signature, in many languages and zones."""

from datetime import UTC, datetime
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indababot.lexicon import Language, languages
from indababot.reading.values.signatures.dates import signed_at, stamps

NOON = datetime(2018, 1, 15, 13, 49, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "13:49, 15 January 2018 (UTC)",
        "2018-01-15 13:49 (UTC)",
        "15 January 2018, 14:49 CET",
        "13:49, 15 January 2018 UTC",
        "2018-01-15T13:49:00Z",
        "2018-01-15 14:49:07+01:00",
        "13:49, 2018-01-15 (UTC)",
        "2018/1/15 à 14h49 (CET)",
        "15.01.2018, 13:49 Uhr (UTC)",
        "15. 1. 2018 13:49",
        "١٣:٤٩، ٢٠١٨-٠١-١٥ (ت ع م)",
        "13:49, 15 Jan 2018 (UTC)",
        "13:49, January 15, 2018 (UTC)",
        "15 January 2018 13:49 (UTC)",
        "15 janvier 2018 à 13:49 (UTC)",
        "13:49، 15 يناير 2018 (ت ع م)",
        "١٣:٤٩، ١٥ يناير ٢٠١٨ (ت ع م)",
        "13:49, 15 جانفي 2018 (UTC)",
        "13:49، 15 كانون الثاني 2018 (ت ع م)",
        "13h49min de 15 de janeiro de 2018 (UTC)",
        "13:49, 15 Januari 2018 (UTC)",
        "13:49, 15. Januar 2018 (UTC)",
        "14:49, 15 January 2018 (CET)",
        "14:49, 15 January 2018 (WAT)",
        "15:49, 15 January 2018 (CEST)",
        "15:49, 15 January 2018 (SAST)",
        "16:49, 15 January 2018 (EAT)",
        "13:49, 15 January 2018 (GMT)",
        "16:49, 15 January 2018 (+03)",
        "08:19, 15 January 2018 (UTC-05:30)",
        "13:49, 15 January 2018",
        "13:49 15 ene 2018 (UTC)",
        "15 de enero de 2018 a las 13:49 (UTC)",
        "15 de janeiro de 2018 às 13:49 (UTC)",
        "15. Jan. 2018, 13:49 Uhr (UTC)",
        "15. Januar 2018 um 14:49 Uhr (MEZ)",
        "14:49, 15. Jan. 2018 (CET)",
        "15 January 2018 at 13:49 (UTC)",
        "15th of January 2018 at 13:49 (UTC)",
        "15 janv. 2018 à 13 h 49 (UTC)",
        "15 Januari 2018 saa 13:49 (UTC)",
        "15 يناير 2018 الساعة 13:49 (UTC)",
        "13:49, 15\u200e January\u200f 2018 (UTC)",
        "1:49 pm, 15 January 2018 (UTC)",
        "01:49 P.M., January 15, 2018",
        "13:49, Monday, 15 January 2018 (UTC)",
        "13:49, 15 January 2018, Monday (UTC)",
        "15 January 2018 (Mon.), 1:49pm (UTC)",
        "1:49 pm on Monday, 15 January 2018",
        "15 janvier 2018, lundi, à 1 h 49 de l'après-midi",
        "15. Januar 2018, Montag, 13:49 Uhr",
        "15 de enero de 2018, lunes, 1:49 p. m.",
        "15 de janeiro de 2018 (segunda-feira), 1h49 da tarde",
        "1:49 مساءً، 15 يناير 2018، الاثنين",
        "13:49, 15 Januari 2018, Jumatatu",
    ],
)
def test_a_time_becomes_utc(text: str) -> None:
    """Every spelling of one moment gives that moment, and the whole spelling is its place."""
    assert signed_at(f"x {text} y") == (NOON, 2, 2 + len(text))


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("9 a.m., 15 January 2018", 9),
        ("15 January 2018, 12 am", 0),
        ("12 pm, 15 January 2018", 12),
        ("15 janvier 2018 à 9 h du matin", 9),
        ("15. Januar 2018, 8 Uhr abends", 20),
        ("15 de janeiro de 2018, 8h da noite", 20),
        ("15 de janeiro de 2018, 12h da noite", 0),
        ("9 صباحا، 15 يناير 2018", 9),
        ("15 January 2018, 21:00 pm", 21),
    ],
)
def test_a_clock_of_twelve(text: str, hour: int) -> None:
    """A word for a part of the day says which hour is meant; minutes may be left out beside it."""
    assert signed_at(text) == (NOON.replace(hour=hour, minute=0), 0, len(text))


def test_hours_that_not_everybody_counts_alike() -> None:
    """Hours counted from sunrise by some are a time of which nobody can tell when it was."""
    (stamp,) = stamps("saa 3:15 asubuhi, 15 Januari 2018")
    assert (stamp.moment, stamp.start) == (None, 4)


def test_a_day_that_crosses_midnight_moves() -> None:
    """A zone ahead of UTC can make it the day before."""
    found = signed_at("1er août 2022 à 00:30 (CEST)")
    assert found is not None
    assert found[0] == datetime(2022, 7, 31, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "13:49, 31 February 2018 (UTC)",
        "25:61, 15 January 2018 (UTC)",
        "13:49, 15 January 2018 (IST)",
        "23:59, 1 May 0000 (UTC)",
    ],
)
def test_an_impossible_time_is_a_stamp_without_a_moment(text: str) -> None:
    """A date that no calendar has, or a zone that means several, is found and never guessed."""
    assert signed_at(text) is None
    assert [(stamp.moment, stamp.start, stamp.end) for stamp in stamps(text)] == [(None, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    ["", "in 2018", "at 13:49", "on 15 January 2018", "13:49, 15 Foo 2018 (UTC)", "13:49, 15 ſept 201"],
)
def test_half_a_time_is_none(text: str) -> None:
    """A date or an hour alone is prose."""
    assert list(stamps(text)) == []


@pytest.mark.parametrize("language", languages(), ids=lambda one: one.code)
def test_every_month_of_every_language_is_understood(language: Language) -> None:
    """Each spelling of each month in each language's file gives its month, with a stop or without, composed or not."""
    assert language.begun or sorted(language.dates.months) == list(range(1, 13))
    for number, names in language.dates.months.items():
        for name in names:
            for spelling in (name, f"{name}.", name.upper(), normalize("NFD", name)):
                found = signed_at(normalize("NFC", f"13:49, 5 {spelling} 2018 (UTC)"))
                assert found is not None, spelling
                assert found[0] == datetime(2018, number, 5, 13, 49, tzinfo=UTC)


@pytest.mark.parametrize("language", languages(), ids=lambda one: one.code)
def test_every_zone_of_every_language_is_understood(language: Language) -> None:
    """Each name of a zone shifts the moment by its offset."""
    for offset, names in language.dates.zones.items():
        for name in names:
            found = signed_at(f"13:49, 15 January 2018 ({name})")
            assert found is not None, name
            assert found[0] == datetime.fromisoformat(f"2018-01-15T13:49:00{offset}")


@given(st.text(alphabet="0123456789:.,() \u0661abcdejnuarySſıİKUTC+-،", max_size=60))
def test_any_text_is_survived(text: str) -> None:
    """No text raises, whatever digits and look-alike letters it holds."""
    for stamp in stamps(text):
        assert 0 <= stamp.start < stamp.end <= len(text)
