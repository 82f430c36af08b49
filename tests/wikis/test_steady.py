"""One page that brings the wiki into trouble hides no other: on a wiki that answers nothing where such a page is asked about."""

from collections.abc import Iterator
from typing import Any, cast

import pytest

from indababot.wikis.live import steady
from indababot.wikis.live.session import Session
from indababot.wikis.live.troubles import ApiRefusal

WHAT = {"prop": "info|revisions", "redirects": True}


class Wiki:
    """Pages 1 to 500, of which some bring the wiki into trouble; those of ``odd`` have another content model."""

    def __init__(self, bad: set[int], odd: set[int]) -> None:
        self.bad, self.odd, self.asked = bad, odd, 0

    def query(self, **parameters: Any) -> Iterator[dict[str, Any]]:
        self.asked += 1
        numbers = [int(number) for number in parameters.get("pageids", ())]
        if "info" in str(parameters.get("prop")) and self.bad & set(numbers or range(1, 501)):
            raise ApiRefusal("internal_api_error_MWUnknownContentModelException", "no", {})
        if "list" in parameters:
            yield {"allpages": []}
        yield {"pages": [self._page(number) for number in numbers]}

    def _page(self, number: int) -> dict[str, Any]:
        model = "weird" if number in self.odd else "wikitext"
        return {
            "pageid": number,
            "revisions": [{"revid": number, "slots": {"main": {"contentmodel": model}}}],
        }


def told(wiki: Wiki, names: dict[str, list[str]], **beside: object) -> list[dict[str, Any]]:
    return list(steady.told(cast("Session", wiki), WHAT, names, beside))


def pages(wiki: Wiki) -> dict[int, dict[str, Any]]:
    parts = told(wiki, {"pageids": [str(number) for number in range(1, 501)]}, list="allpages")
    assert {"allpages": []} in parts
    return {item["pageid"]: item for part in parts for item in part.get("pages", ())}


@pytest.mark.parametrize(
    ("bad", "odd", "most"),
    [
        (set(), {7}, 1),
        ({7}, {7}, 8),
        ({7, 300, 301}, {7, 300, 301, 400}, 20),
        ({7}, set(), 30),
        ({7, 450}, {100}, 60),
    ],
)
def test_all_pages_are_told_of(bad: set[int], odd: set[int], most: int) -> None:
    """Those that make trouble without their text, all others as ever, in few requests; where the content model tells them, in very few."""
    wiki = Wiki(bad, odd)
    found = pages(wiki)
    assert set(found) == set(range(1, 501))
    assert {number for number, item in found.items() if item["revisions"][0].get("textmissing")} == bad
    assert wiki.asked <= most


def test_a_wiki_that_is_broken_as_a_whole() -> None:
    """It is not asked about each of many pages; without names the lists alone are told."""
    wiki = Wiki(set(range(1, 501)), set())
    with pytest.raises(ApiRefusal):
        pages(wiki)
    assert wiki.asked < 100
    assert told(wiki, {}, list="allpages") == [{"allpages": []}, {"pages": []}]
