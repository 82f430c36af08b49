"""What people write into values (lists, tables, boxes, pictures, rules, breaks) gives one record too: as wikitext, and rendered."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from indababot.pages import Markup
from tests.e2e.test_rendered import SETTINGS, fetched, path_of
from tests.e2e.test_rendered_ways import differing, told
from tests.mediawiki import MediaWiki
from tests.shares import SOAK, share

pytestmark = pytest.mark.wiki

DATA: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "values.toml").read_text("utf-8")
)
LOADED = SETTINGS + "".join(
    f'wfLoadExtension("{name}");' for name in ("Poem", "SyntaxHighlight_GeSHi", "InputBox")
)
FORM = {"values": 1, "interested": 0, "people": 0}
"""The form in which Parsoid is asked for each text."""


def _forms(kind: str) -> list[tuple[str, str, str]]:
    """Each text in each form, but lists in a form's own list, where they would be lists in its entries."""
    return [
        (form.replace("{}", text), "wikiindaba-2023", form.replace("{}", text))
        for form in DATA[kind]["forms"]
        for text in DATA[kind]["texts"]
        if "\n" not in text or not any(line.startswith(("*", ":")) for line in form.splitlines())
    ]


@pytest.mark.parametrize("kind", DATA)
def test_values(mediawiki: MediaWiki, kind: str) -> None:
    """Each text's record is that of its rendered page, whatever form it stands in."""
    texts = share(_forms(kind), 2)
    assert len(texts) > (100 if SOAK else 50)
    with mediawiki.settings(LOADED):
        found: dict[str, Any] = differing(mediawiki, texts)
    assert found == {}


def test_what_parsoid_gives(mediawiki: MediaWiki) -> None:
    """The REST API's page gives it too; Parsoid takes a switch (``__TOC__``) for no blank line, as the wiki's own parser does."""
    texts = {
        f"{kind} {number}": DATA[kind]["forms"][form].replace("{}", text)
        for kind, form in FORM.items()
        for number, text in share(enumerate(DATA[kind]["texts"]), 3)
        if "__" not in text
    }
    with mediawiki.settings(LOADED):
        mediawiki.import_pages(texts)
        found = {
            text: fetched(mediawiki, f"rest.php/v1/page/{path_of(name)}/html") for name, text in texts.items()
        }
    ours = {text: told("wikiindaba-2023", text, Markup.WIKITEXT) for text in found}
    theirs = {text: told("wikiindaba-2023", rendered, Markup.HTML) for text, rendered in found.items()}
    assert {text: (ours[text], theirs[text]) for text in ours if ours[text] != theirs[text]} == {}
