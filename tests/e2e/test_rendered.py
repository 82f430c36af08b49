"""A page gives one record, as wikitext and in each way in which the real MediaWiki renders it."""

import json
import re
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from indababot.editions import load
from indababot.pages import Markup, Page
from indababot.reading import read
from tests.mediawiki import MediaWiki
from tests.shares import share

pytestmark = pytest.mark.wiki

FIXTURES = Path(__file__).parents[2] / "fixtures"
NOT_RENDERED = re.compile(r"\{\{|<(?:translate|languages)\b|~~~|<ref\b")
"""Templates and extensions that this wiki lacks, what saving turns into something else, and footnotes."""
_SOME = 4
"""Of so many pages one is asked for as Parsoid renders it, and as a browser saves it."""
SETTINGS = '$wgEnableUploads = true; $wgNamespacesWithSubpages[NS_MAIN] = true; wfLoadExtension("Cite");'


def _texts() -> dict[str, tuple[Path, str]]:
    found = {
        f"{path.parent.name}/{path.stem}": (path, path.read_bytes().decode())
        for path in share(sorted(FIXTURES.glob("*/*.wiki")), 3)
    }
    return {title: entry for title, entry in found.items() if not NOT_RENDERED.search(entry[1])}


TEXTS = _texts()


@pytest.fixture(scope="module")
def wiki(mediawiki: MediaWiki) -> Iterator[MediaWiki]:
    """The wiki with fixtures as pages."""
    with mediawiki.settings(SETTINGS):
        mediawiki.import_pages({title: text for title, (_, text) in TEXTS.items()})
        yield mediawiki


def fetched(wiki: MediaWiki, path: str) -> str:
    with urllib.request.urlopen(f"{wiki.url}/{path}", timeout=60) as answer:
        return str(answer.read().decode())


def path_of(title: str) -> str:
    """A page's title as a part of an address."""
    return urllib.parse.quote(title.replace(" ", "_"), safe="")


def record(title: str, text: str, markup: Markup) -> dict[str, Any]:
    """The record but for what is written differently: the wikitext behind the fields."""
    path, _ = TEXTS[title]
    data = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    page = Page(data["title"], text, markup, categories=tuple(data.get("categories", ())))
    found = read(page, load(path.parent.name)).model_dump(mode="json")
    return {key: value for key, value in found.items() if key not in ("raw", "page")}


def differing(rendered: dict[str, str]) -> dict[str, Any]:
    """The pages whose record is another one, with what differs."""
    out = {}
    for title, text in rendered.items():
        ours, theirs = record(title, TEXTS[title][1], Markup.WIKITEXT), record(title, text, Markup.HTML)
        if told := {key: (ours[key], theirs[key]) for key in ours if ours[key] != theirs[key]}:
            out[title] = told
    return out


def test_what_parse_gives(wiki: MediaWiki) -> None:
    """``action=parse``; its text tells no categories, which the wiki gives beside it."""
    told = [title for title in TEXTS if "[[Category:" not in TEXTS[title][1]]
    answers = wiki.do(*[("api", [{"action": "parse", "page": title, "prop": "text"}]) for title in told])
    assert len(told) > 90
    assert (
        differing({title: str(answer["parse"]["text"]) for title, answer in zip(told, answers, strict=True)})
        == {}
    )


def test_what_parsoid_gives(wiki: MediaWiki) -> None:
    """The REST API, with ``data-mw`` and sections."""
    some = list(TEXTS)[::_SOME]
    assert (
        differing({title: fetched(wiki, f"rest.php/v1/page/{path_of(title)}/html") for title in some}) == {}
    )


def test_what_a_browser_saves(wiki: MediaWiki) -> None:
    """A whole page, with all that a skin puts around it."""
    some = list(TEXTS)[1::_SOME]
    assert differing({title: fetched(wiki, f"index.php?title={path_of(title)}") for title in some}) == {}


def test_footnotes(wiki: MediaWiki) -> None:
    """A footnote is no part of its value; its text is kept."""
    text = "'''Author(s):''' Zuri M<ref>Of ''the'' Clay Club.</ref>\n\n'''Abstract:''' Clay<ref name=a>Dry.</ref>.<ref name=a />"
    wiki.put("Footnotes", text)
    for source in (wiki.html("Footnotes"), fetched(wiki, "rest.php/v1/page/Footnotes/html")):
        found = read(Page("X/Footnotes", source, Markup.HTML), load("wikiindaba-2023"))
        assert (found.authors, found.abstract) == (("Zuri M",), "Clay.")
        assert [rest.text for rest in found.unrecognised] == ["Of the Clay Club.", "Dry."]


def test_links_from_a_page_to_those_around_it(wiki: MediaWiki) -> None:
    """Each shows what the wiki shows for it: ``[[../]]`` the title of the page above."""
    links = (
        "[[../]]",
        "[[../|Up]]",
        "[[/Slides]]",
        "[[/Slides/]]",
        "[[../Lakes]]",
        "[[../Lakes/]]",
        "[[../../../]]",
    )
    text = f"'''Author(s):''' Ada Obi\n'''Abstract:''' {', '.join(links)}"
    above = "WikiIndaba 2023/Submissions/Wells"
    wiki.import_pages({f"{above}/Deep": text})
    ours = read(Page(f"{above}/Deep", text), load("wikiindaba-2023")).abstract
    assert ours == f"{above}, Up, /Slides, Slides, {above}/Lakes, Lakes, WikiIndaba 2023"
    parsoid = fetched(wiki, f"rest.php/v1/page/{path_of(f'{above}/Deep')}/html")
    for source in (wiki.html(f"{above}/Deep"), parsoid):
        assert read(Page(f"{above}/Deep", source, Markup.HTML), load("wikiindaba-2023")).abstract == ours
