"""Whatever ways of writing a form come together on a page, its record is the same."""

from typing import Any

from hypothesis import given, settings

from indababot.editions import load
from indababot.pages import Markup, Page
from indababot.reading import read
from tests.reading.composed import Composed, composed, copied
from tests.shares import SOAK


def told(text: str, markup: Markup) -> dict[str, Any]:
    """What a page gives, as the composed records tell it."""
    record = read(Page("Untitled", text, markup=markup), load("generic")).model_dump(mode="json")
    record["usernames"] = [one["name"] for one in record["usernames"]]
    record["participants"] = [one["username"] for one in record["participants"]]
    return record


@settings(max_examples=5000 if SOAK else 400)
@given(composed())
def test_a_composed_page_gives_its_record(page: Composed) -> None:
    record = told(page.text, Markup.WIKITEXT)
    assert {key: record[key] for key in page.record} == page.record, (page.how, page.text)


@settings(max_examples=5000 if SOAK else 300)
@given(copied())
def test_a_composed_copy_gives_its_record(page: Composed) -> None:
    record = told(page.text, Markup.TEXT)
    assert {key: record[key] for key in page.record} == page.record, (page.how, page.text)
