"""E-mail addresses and phone numbers never leave a record unless they are asked for."""

import pytest

from indababot.editions import load
from indababot.pages import Page
from indababot.privacy import masked
from indababot.reading import emails, mask, read

PAGE = Page(
    "WikiIndaba 2023/Submissions/X",
    "'''Title:''' X\n\n'''Author(s):''' Zuri zuri@example.org\n\n'''Username(s):''' User:Zuri\n\n"
    "'''Extra information:''' call +255 700 000 000\n\n'''Shoe size:''' a.b@example.org\n\n"
    "== Interested participants ==\n* [[User:Ayo]]: write to ayo@example.com\n",
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("me@example.org", "[e-mail]"),
        ("Mail a.b+c@sub.example.org, please", "Mail [e-mail], please"),
        ("+255 700 000 000", "[phone]"),
        ("call (0700) 000-0000 now", "call [phone] now"),
        ("2022-08-01T20:10", "2022-08-01T20:10"),
        ("on 2022-08-01 20", "on 2022-08-01 20"),
        ("in 2018 2019 2021", "in 2018 2019 2021"),
        ("60-75 minutes, 300 words", "60-75 minutes, 300 words"),
        ("https://example.org/talk-12345678901", "https://example.org/talk-12345678901"),
        ("20:10, 1 August 2022 (UTC)", "20:10, 1 August 2022 (UTC)"),
    ],
)
def test_what_is_masked(text: str, shown: str) -> None:
    """Addresses and phone numbers are masked; dates, years, lengths and links stay."""
    assert masked(text) == shown


def test_every_text_of_a_record_is_masked() -> None:
    """Fields, wikitext, participants and what is unrecognised: no address is left, and places are kept."""
    found = read(PAGE, load("wikiindaba-2023"))
    masked = mask(found)
    text = masked.model_dump_json()
    assert "@" not in text
    assert "+255" not in text
    assert masked.extra == "call [phone]"
    assert masked.fields == found.fields
    assert [rest.span for rest in masked.unrecognised] == [rest.span for rest in found.unrecognised]


def test_addresses_can_be_asked_for() -> None:
    """The addresses of a record are listed once each; a record without any is left as it is."""
    found = read(PAGE, load("wikiindaba-2023"))
    assert set(emails(found)) == {"zuri@example.org", "a.b@example.org", "ayo@example.com"}
    plain = read(Page("A/B", "'''Title:''' X"), load("wikiindaba-2023"))
    assert mask(plain) is plain
    assert emails(plain) == []
