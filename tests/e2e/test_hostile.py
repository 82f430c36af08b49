"""Hostile values through a real MediaWiki, its pre-save transform included: in no place does one become more
than text.

The short form takes each trick alone and one value in ten of the corpus; ``INDABABOT_SOAK=1`` takes all of
more than 6,000.
"""

import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest

from indababot.titles import without_marks
from indababot.writing import pages, regions, views
from indababot.writing.findings import findings_list
from indababot.writing.regions import Problem
from indababot.writing.wikitext import Wikitext, call, escape, lines, link, literal, one_line, prose, user
from tests.mediawiki import MediaWiki
from tests.shares import SOAK
from tests.writing import hostile
from tests.writing.samples import (
    EDITION,
    finding,
    harmless,
    hostile_entry,
    hostile_places,
    hostile_region,
)

pytestmark = [pytest.mark.wiki, pytest.mark.soak]

VALUES = [value for value in (hostile.values() if SOAK else hostile.short()) if escape(value)]
BATCH = 120
TITLE = "WikiIndaba 2023/Overview"
PLACES = list(hostile_places())
PROPS = "text|categories|templates|images|externallinks|sections|langlinks|iwlinks|properties|displaytitle"
NOTHING_ELSE = ("categories", "images", "externallinks", "langlinks", "iwlinks", "properties")
TAG = re.compile(r"<([a-z][a-z0-9]*)\b")
OLD_ANCHOR = re.compile(r'<span id="[^"<>]*"></span>')
"""MediaWiki's own, before a heading whose anchor was written in another way in earlier versions."""
ROW = '<includeonly>\n{|\n| {{{x}}}\n|-\n| {{{y}}}\n|}\n* {{{x}}}\n<div title="{{{x}}}">{{{x}}}</div></includeonly>'


@pytest.fixture(scope="module")
def wiki(mediawiki: MediaWiki) -> MediaWiki:
    """The wiki with what hostile values would like to use, and the template of the rows."""
    mediawiki.import_pages(
        {
            "Template:Delete": "[[Category:Deleted]]DELETED",
            "Template:Row": ROW,
            "Template:IndabaBot list": "",
            "Template:IndabaBot list end": "",
            "Main Page": "MAIN",
        }
    )
    return mediawiki


def places(value: str) -> Wikitext:
    """A value in every place but a heading."""
    return lines(
        (
            literal("{| class=wikitable\n|-\n| ")
            + escape(value)
            + literal("\n|\n* ")
            + escape(value)
            + literal("\n|}"),
            literal("{|\n|+ ") + escape(value) + literal('\n! scope="col" | ') + escape(value),
            literal('|-\n| data-sort-value="')
            + escape(value)
            + literal('" | ')
            + escape(value)
            + literal("\n|}"),
            call("Row", (("x", escape(value)), ("y", literal("end")))) or literal(""),
            literal("* ") + escape(value),
            literal("# ") + escape(value),
            literal("; ") + escape(value) + literal("\n: ") + escape(value),
            literal("<p>") + escape(value) + literal("</p>"),
            literal("* ") + prose(value) + literal("\n*: ") + prose(value),
            literal("<p> ") + prose(value) + literal("</p>"),
            literal("\n") + escape(value) + literal("\n"),
        )
    )


def headed(value: str) -> Wikitext:
    """A value in a heading."""
    return literal("=== ") + escape(value) + literal(" ===\ntext")


def linked(value: str) -> Wikitext:
    """A value as a link's label, as a title and as an account."""
    return lines(
        (literal("* ") + link("Page", value), literal("* ") + link(value), literal("* ") + user(value))
    )


def batches(values: list[str]) -> Iterator[list[str]]:
    """The values in requests of moderate size."""
    rest = iter(values)
    while batch := list(islice(rest, BATCH)):
        yield batch


def parsed(wiki: MediaWiki, text: str) -> dict[str, Any]:
    """What the wiki makes of a page that is saved with this text."""
    answer = wiki.call(
        action="parse", text=text, title=TITLE, contentmodel="wikitext", prop=PROPS, pst="1", disablelimitreport="1",
        disableeditsection="1",
    )  # fmt: skip
    result: dict[str, Any] = answer["parse"]
    return result


def made_of(result: dict[str, Any], ignored: tuple[str, ...] = ()) -> dict[str, Any]:
    """All that a page has beside its words: elements by their kind, and what the wiki has noted about it."""
    tags = Counter(TAG.findall(OLD_ANCHOR.sub("", str(result["text"]))))
    noted = {name: result[name] for name in NOTHING_ELSE}
    used = sorted(item["title"] for item in result["templates"])
    return noted | {
        "tags": {tag: count for tag, count in tags.items() if tag not in ignored},
        "templates": used,
        "sections": len(result["sections"]),
        "title": result["displaytitle"],
    }


def words(result: dict[str, Any]) -> str:
    """The words of a page, without markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", str(result["text"]))).split())


@pytest.mark.parametrize("place", [places, headed], ids=["places", "headings"])
def test_values_stay_text(wiki: MediaWiki, place: Any) -> None:
    """In cells, captions, attributes, arguments, lists, definitions, paragraphs and headings a value
    adds nothing at all.
    """
    for batch in batches(VALUES):
        benign = made_of(parsed(wiki, "\n".join(place(hostile.BENIGN).text for _ in batch)))
        result = parsed(wiki, "\n".join(place(value).text for value in batch))
        assert made_of(result) == benign, culprits(wiki, batch, place)
        seen = words(result)
        assert [value for value in batch if " ".join(one_line(value).split()) not in seen] == []


def culprits(wiki: MediaWiki, batch: list[str], place: Any) -> list[str]:
    """Which values of a batch break out, for the message of a failure."""
    benign = made_of(parsed(wiki, place(hostile.BENIGN).text))
    return [value for value in batch if made_of(parsed(wiki, place(value).text)) != benign]


def test_links_only_link(wiki: MediaWiki) -> None:
    """As a label, a title or an account a value is a link or text, never a category, a file, a language or
    an outside link.
    """
    for batch in batches(VALUES):
        result = parsed(wiki, "\n".join(linked(value).text for value in batch))
        noted = made_of(result, ignored=("a",))
        # A title such as fr:Y is a link to another wiki, which is all that it may be.
        assert [noted[name] for name in NOTHING_ELSE if name != "iwlinks" and noted[name]] == []
        assert noted["tags"] == {"div": 1, "ul": 1, "li": 3 * len(batch), "bdi": 3 * len(batch)}
        assert (noted["templates"], noted["sections"]) == ([], 0)


@pytest.mark.share(2)
@pytest.mark.parametrize(
    "parameters",
    PLACES,
    ids=lambda asked: "-".join(asked[key] for key in ("view", "group", "row") if key in asked),
)
def test_views_stay_views(wiki: MediaWiki, parameters: dict[str, str]) -> None:
    """A whole region of any view with hostile values is as many rows, cells and headings as one with harmless values."""

    def region(value: str) -> str:
        page = "{{IndabaBot list}}{{IndabaBot list end}}"
        body = hostile_region(parameters, value).body
        return regions.fill(page, [(regions.find(page, TITLE)[0], body)])

    seen = [value for value in VALUES if without_marks(value).strip()]
    place, step = PLACES.index(parameters), max(1, len(seen) // 80)
    for batch in batches(seen[place % step :: step]):
        benign = made_of(parsed(wiki, "\n".join(region(harmless(value)) for value in batch)), ignored=("a",))
        assert made_of(parsed(wiki, "\n".join(region(value) for value in batch)), ignored=("a",)) == benign


def test_findings_and_problems_stay_text(wiki: MediaWiki) -> None:
    """What is pasted on a talk page, and the line that tells a problem, are made alike whatever they
    quote.
    """

    def pasted(value: str) -> str:
        page = "{{IndabaBot list}}{{IndabaBot list end}}"
        told = regions.fill(page, [(regions.find(page, TITLE)[0], Problem(escape(value)))])
        return findings_list([finding("{label} is missing", page="Page", label=value)]).text + f"\n{told}"

    for batch in batches(VALUES[:: max(1, len(VALUES) // 480)]):
        benign = made_of(parsed(wiki, "\n".join(pasted(hostile.BENIGN) for _ in batch)))
        assert made_of(parsed(wiki, "\n".join(pasted(value) for value in batch))) == benign


def test_a_million_characters(wiki: MediaWiki) -> None:
    """However long a value is, the region renders, with as many rows and cells as with a short one."""

    def made(value: str) -> dict[str, Any]:
        text = views.render({"columns": "title,authors,abstract"}, [hostile_entry(value)], EDITION).text.text
        return made_of(parsed(wiki, text), ignored=("a",))

    assert [value[:8] for value in hostile.LONG if made(value) != made(hostile.BENIGN)] == []


def test_saved_as_written(wiki: MediaWiki) -> None:
    """A wiki saves escaped text as it is, so that the next run has nothing to change: no signature, no
    normalising.
    """
    text = "\n".join(f"{places(value).text}\n{linked(value).text}" for value in VALUES[:1500])
    wiki.put("Saved", text)
    assert wiki.text("Saved") == text.rstrip()


def test_summaries_stay_text(wiki: MediaWiki) -> None:
    """An edit summary holds no link and no section mark, whatever an edition is called."""
    for value in VALUES[:: max(1, len(VALUES) // 200)]:
        told = pages.summary({"submissions": 3}, EDITION.model_copy(update={"name": value}))
        shown = wiki.call(action="parse", summary=told, prop="")["parse"]["parsedsummary"]
        assert html.unescape(str(shown)) == told
        assert "<" not in str(shown)


def test_setup_pages_render(wiki: MediaWiki) -> None:
    """The templates render nothing where they are used, and their documentation renders with its
    TemplateData.
    """
    for title, text in pages.setup_pages().items():
        wiki.put(title, text)
    assert words(parsed(wiki, "x{{IndabaBot list|view=people}}{{IndabaBot list end}}y")) == "xy"
    shown = parsed(wiki, "{{IndabaBot list/doc}}")
    assert "error" not in str(shown["text"]).lower()
    data = wiki.call(action="templatedata", titles="Template:IndabaBot list", lang="fr")
    assert "overflow" in json.dumps(data)
