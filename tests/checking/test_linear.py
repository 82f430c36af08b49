"""Checking takes linear time, whatever is repeated, wherever it stands, and tells a bounded number of findings."""

import pytest

from indababot.checking import check
from indababot.checking.check import MOST as TOLD
from indababot.editions import load
from indababot.pages import Page
from indababot.reading import read
from indababot.reading.values.people.limit import MOST
from tests.linear import PLACES, is_linear, sampled, units
from tests.shares import SOAK


def checked(page: Page) -> None:
    """Reads and checks a page."""
    edition = load("wikiindaba-2023")
    assert len(check(read(page, edition), page, edition)) < 1000


@pytest.mark.share(3)
@pytest.mark.parametrize(
    ("place", "unit"),
    [
        ("a heading", "\u00a0"),
        ("a heading", "\u00a0'"),
        ("an account's link", "</b>"),
        ("card: types", "a,"),
        ("card: types", "a/"),
        ("card: types", "a@"),
        ("table: types", "[x]P"),
        ("headings: types", "\u2713\u2460"),
        ("headings: types", "__\uff10"),
        ("title", " \u0966"),
        ("title", "\u064b\u0301"),
        ("file name", "\u0301\u0323"),
        ("a heading", "0)"),
        ("bare text", "\u2013\uff10"),
        ("card: types", "\u0390"),
        ("card: participants", "a,"),
        ("card: participants", "a\n"),
        ("card: participants", "1 "),
        ("card: abstract", "1 "),
        ("card: abstract", "[[User:a@b.cd]], "),
        ("card: abstract", "a@b.cd "),
        ("card: abstract", " \u200e"),
        ("card: abstract", "\u200b "),
        ("card: abstract", "\u0627\u200e"),
        ("call: authors", "["),
        ("below the form", "{{"),
        ("below the form", "a:\n"),
        ("below the form", "<b>"),
        ("without a form", "<!-- indababot: ignore x -->"),
        ("rendered", "x\n"),
        ("title", "a/"),
        ("title", "1 "),
        ("title", "a@b.cd/"),
        ("file name", "a/"),
    ],
)
def test_any_text_anywhere_is_checked_in_linear_time(place: str, unit: str) -> None:
    """Four times the text takes about four times as long, and 100 KB less than 2 seconds."""
    assert is_linear(checked, place, unit)


@pytest.mark.soak
def test_every_text_anywhere_is_checked_in_linear_time() -> None:
    """All that is held above of a few texts holds of any character and any two in turn."""
    assert not [one for one in units() if not is_linear(checked, *one)]


def test_texts_by_chance_are_checked_in_linear_time() -> None:
    """Characters and pieces of markup that nobody thought of, anywhere, alone and two in turn."""
    assert not [one for one in sampled(40 if SOAK else 15, seed=1) if not is_linear(checked, *one)]


@pytest.mark.soak
def test_many_texts_by_chance_are_checked_in_linear_time() -> None:
    """Others each time; those that fail are told, and become a case above."""
    count = 5000 if SOAK else 20
    assert not [one for one in sampled(count) if not is_linear(checked, *one)]


@pytest.mark.parametrize("shape", ["card", "table", "headings", "call"])
@pytest.mark.parametrize("unit", ["[x] P", "\u2611 Q "])
def test_a_rule_of_which_much_is_found_keeps_its_help(shape: str, unit: str) -> None:
    """The finding that counts the others has the help of the first, with its values."""
    edition = load("wikiindaba-2023")
    page = PLACES[f"{shape}: types"](
        "".join(f"{unit}{chr(97 + n % 26) * (n // 26 + 1)}, " for n in range(400))
    )
    found = [one for one in check(read(page, edition), page, edition) if one.name == "unknown-value"]
    assert len(found) == TOLD + 1
    assert "more like this" in {
        one.message.split(" ", 2)[2] for one in found if one.message.startswith("and ")
    }
    assert all(one.help and "{" not in one.help for one in found)


def test_people_that_were_not_read_are_one_finding() -> None:
    """It says how many are read, and points at the others."""
    edition = load("wikiindaba-2023")
    page = PLACES["card: participants"]("# " + "".join(f"Ada{n}, " for n in range(MOST + 50)))
    (found,) = [one for one in check(read(page, edition), page, edition) if one.name == "too-many-values"]
    assert found.message == "'Interested participants' has too many people: from here on they are not read"
    assert page.text[found.start : found.end].startswith("Ada200")


def test_many_hidden_characters_of_a_line_are_one_edit() -> None:
    """The fix of a thousand leaves the rest of the line as it is."""
    edition = load("wikiindaba-2023")
    page = PLACES["card: abstract"]("We\u200b dig\u2060 here. " * 500)
    (found,) = [one for one in check(read(page, edition), page, edition) if one.name == "hidden-characters"]
    assert found.fix is not None
    (edit,) = found.fix.edits
    fixed = page.text[: edit.start] + edit.content + page.text[edit.end :]
    assert fixed == page.text.replace("\u200b", "").replace("\u2060", "")
