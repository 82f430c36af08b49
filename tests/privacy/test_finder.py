"""The finder of personal data: what people write, and what only looks like it."""

import random
import re
from itertools import pairwise

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indababot.editions import load
from indababot.privacy import REGIONS, find, hidden, masked, quoted
from indababot.privacy import valid as digits_valid
from indababot.privacy.seen import seen
from tests.privacy.spellings import HARMLESS, INTRODUCED, MAILS, PHONES

REGIONS_2023 = load("wikiindaba-2023").regions


@pytest.mark.parametrize("text", MAILS)
def test_addresses_are_masked(text: str) -> None:
    """An address is masked in a sentence, however it is written, and nothing beside it is."""
    assert masked(f"write to {text}, please", REGIONS_2023) == "write to [e-mail], please"


@pytest.mark.parametrize("text", PHONES)
def test_numbers_are_masked(text: str) -> None:
    """A number with an international prefix, or valid in a region of the edition, is masked, and nothing beside it is."""
    assert masked(f"I am at {text}, always", REGIONS_2023) == "I am at [phone], always"


@pytest.mark.parametrize(("text", "shown"), INTRODUCED)
def test_what_stands_around_is_kept(text: str, shown: str) -> None:
    """Words for telephone introduce a number; two numbers are two; dates, links and markup around stay."""
    assert masked(text, REGIONS_2023) == shown


@pytest.mark.parametrize("text", HARMLESS)
def test_the_rest_is_left_alone(text: str) -> None:
    """Amounts, dates, numbers of things, places and prose with "at" and "dot" come through as they are."""
    assert masked(text, REGIONS_2023) == text
    assert masked(f"It is {text}.", REGIONS_2023) == f"It is {text}."


def test_bold_hides_nothing() -> None:
    """What a reader sees is judged, what is written is masked."""
    assert masked("'''kibo'''@drum.org", ()) == "'''[e-mail]"
    assert masked("'''0712''' 345 678", ("KE",)) == "'''[phone]"


def test_regions_are_the_edition_s() -> None:
    """A national number counts in its own regions only; without an edition in any; introduced it needs none."""
    assert masked("0712 345 678", ("KE",)) == "[phone]"
    assert masked("0712 345 678", ()) == "0712 345 678"
    assert masked("0712 345 678") == "[phone]"
    assert masked("Tel. 0712 345 678", ()) == "Tel. [phone]"


@pytest.mark.parametrize("zone", ["UTC", "GMT ", "WAT ", "MEZ", "TUC ", "ت ع م"])
def test_a_number_behind_a_zone_is_masked(zone: str) -> None:
    """Only an offset before a time is none: a country's code before a number stays one."""
    for number in (
        "+254 700 555 019",
        "+254700555019",
        "+1 202 555 0143",
        "+1 (202) 555-0143",
        "+20 10 0055 5019",
    ):
        shown = masked(f"10:00 {zone}{number}", REGIONS_2023)
        assert shown == f"10:00 {zone}[phone]"


@pytest.mark.parametrize("text", [*MAILS, *PHONES])
def test_columns_stay(text: str) -> None:
    """What is hidden sign for sign keeps its length, and no letter or digit of it is left."""
    shown = hidden(f"see {text}, there", REGIONS_2023)
    assert len(shown) == len(f"see {text}, there")
    assert not re.search(r"[^\W_]", shown[4:-7])


def test_an_address_that_begins_with_a_number_is_masked_to_its_end() -> None:
    """What is found of two kinds in one place is one, and nothing of it is left."""
    assert masked("write to 0712345678@drum.org, please", ("KE",)) == "write to [phone], please"
    assert len(find("0712345678@drum.org 0712345679", ("KE",))) == 2


@pytest.mark.parametrize("text", ["90 12 34 56", "90-12-34-56"])
def test_countries_whose_numbers_are_short(text: str) -> None:
    """Numbers of Togo have eight digits and no zero before them."""
    assert masked(f"Ada, {text} Lomé", ("TG",)) == "Ada, [phone] Lomé"


def test_a_quotation_is_masked_before_it_is_cut() -> None:
    """Half an address is one too; controls are shown, and long texts are cut."""
    assert quoted("x" * 50 + " kibo.nnko@drum.org", 60) == "x" * 50 + " [e-mail]"
    assert "kibo" not in quoted("x" * 55 + " kibo.nnko@drum.org", 60)
    assert quoted("a\n\x1bb") == "a <U+001B>b"
    assert len(quoted("y" * 1000)) == 60


def test_the_regions_are_those_of_libphonenumber() -> None:
    """The codes at hand are the library's."""
    assert REGIONS == phonenumbers.SUPPORTED_REGIONS


def test_the_joined_patterns_judge_as_libphonenumber_does() -> None:
    """Example numbers of each region are valid in it, and random digits where the library says so and nowhere else."""
    chance = random.Random(5)
    differ = []
    for region in sorted(REGIONS_2023):
        example = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE)
        digits = [str(example.national_number)] if example else []
        digits += ["".join(chance.choices("0123456789", k=chance.choice((8, 9, 10)))) for _ in range(20)]
        for text in digits:
            valid = False
            try:
                number = phonenumbers.parse(text, region)
                valid = not text.startswith("00") and phonenumbers.is_valid_number_for_region(number, region)
            except phonenumbers.NumberParseException:
                pass
            if not text.startswith("00") and valid != (digits_valid.national(text, (region,)) > 0):
                differ.append((region, text, valid))
    assert not differ


@given(st.text(alphabet="ab@.at dot(0712345678+-/ \n'<>&;#", max_size=80))
def test_masking_is_done_once(text: str) -> None:
    """Whatever the text, its places are in order and apart, and what is masked holds nothing personal that was there."""
    found = find(text, ("KE", "NG"))
    assert all(one.start < one.end for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert len(hidden(text, ("KE", "NG"))) == len(text)


@given(st.text(alphabet="aA@. 0&#;%4<!->b/'[[]:|{{}}=\x00\x7f\n", max_size=80))
def test_ascii_is_seen_as_any_text(text: str) -> None:
    """A text of ASCII is looked through in a quicker way, and seen as it is behind a letter beyond."""
    assert seen(f"é\n{text}").text == f"é\n{seen(text).text}"


@given(
    st.ip_addresses(),
    st.sampled_from(["{}", "from {} in 2023", "IP: {}.", "({}), 12", "http://{}/x", "[{}]:8080"]),
)
def test_an_ip_address_is_no_number(address: object, written: str) -> None:
    text = written.replace("{}", str(address))
    assert masked(text) == text


@pytest.mark.parametrize("text", ["tel. 77.12.34.56", "WhatsApp: 77.123.45.67", "06.12.34.56.78"])
def test_a_number_may_look_like_an_ip_address(text: str) -> None:
    assert "[phone]" in masked(text)
