"""The time in a signature, in many languages and zones."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indababot.reading.values.dates import MONTHS, signed_at, stamps

NOON = datetime(2018, 1, 15, 13, 49, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "13:49, 15 January 2018 (UTC)",
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
    ],
)
def test_a_time_becomes_utc(text: str) -> None:
    """Every spelling of one moment gives that moment, and the whole spelling is its place."""
    assert signed_at(f"x {text} y") == (NOON, 2, 2 + len(text))


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


@pytest.mark.parametrize("language", sorted(MONTHS))
def test_every_language_has_twelve_months(language: str) -> None:
    """A language's row cannot be off by one."""
    assert len(MONTHS[language]) == 12


@given(st.text(alphabet="0123456789:.,() \u0661abcdejnuarySſıİKUTC+-،", max_size=60))
def test_any_text_is_survived(text: str) -> None:
    """No text raises, whatever digits and look-alike letters it holds."""
    for stamp in stamps(text):
        assert 0 <= stamp.start < stamp.end <= len(text)
