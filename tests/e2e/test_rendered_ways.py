"""What is written in another way, shape or notation gives one record too: as wikitext, and as the real MediaWiki renders it."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from indababot.editions import load
from indababot.pages import Markup, Page
from indababot.reading import read
from tests.e2e.test_rendered import NOT_RENDERED, SETTINGS
from tests.mediawiki import MediaWiki
from tests.reading.mutants import FIXTURES
from tests.reading.test_notations import (
    AUTHORS,
    BETWEEN,
    COMMENTS,
    ENTRIES,
    FORM,
    LISTS,
    NOTATIONS,
    PEOPLE,
    SIGNATURES,
)
from tests.reading.test_same_record import WAYS
from tests.reading.test_same_shapes import SHAPES, forms
from tests.shares import SOAK, share

pytestmark = pytest.mark.wiki

TITLE = "WikiIndaba 2023/Submissions/Wells"
_SOME = 5
"""Of so many texts one is rendered in short."""
_FIXTURES = 9
"""Of so many fixtures in all ways one is taken."""
_BATCH = 200
_WIKITEXT = {
    "blanks at the ends of lines",
    "labels in an indented line",
    "accounts that are variables of a translation",
}
"""Ways of which the rendered page tells less: a blank at the end of a line, and whether a line is indented or defined; and one that a wiki
without translations shows as it is written."""


def _shapes() -> Iterator[tuple[str, str, str]]:
    for (name, shape), (path, rows) in product(SHAPES.items(), forms()):
        yield f"{name}: {path.name}", path.parent.name, shape(rows)


def _ways() -> Iterator[tuple[str, str, str]]:
    for number, (name, path) in enumerate(product(WAYS, sorted(FIXTURES.glob("*/*.wiki")))):
        text = path.read_text("utf-8")
        if number % _FIXTURES == 0 and name not in _WIKITEXT and "[[Category:" not in text:
            yield f"{name}: {path.name}", path.parent.name, WAYS[name](text)


def _people() -> Iterator[tuple[str, str, str]]:
    for notation, sign in product(NOTATIONS, BETWEEN):
        written = sign * sign.startswith("\n") + sign.join(
            NOTATIONS[notation].format(*one) for one in AUTHORS[:3]
        )
        yield f"{notation}, {sign!r}", "wikiindaba-2023", FORM.format(authors=written, participants="")
    for signature, entry, form in product(SIGNATURES, ENTRIES, LISTS):
        entries = [
            ENTRIES[entry].format(SIGNATURES[signature].format(*person), comment)
            for person, comment in zip(PEOPLE, COMMENTS, strict=True)
        ]
        text = FORM.format(authors="Ada", participants=LISTS[form](entries))
        yield f"{signature}, {entry}, {form}", "wikiindaba-2023", text


def told(edition: str, text: str, markup: Markup) -> Any:
    """A record without its places, what is written as it stands on the page, and what tells an account."""
    record = read(Page(TITLE, text, markup), load(edition))
    told = record.model_dump(exclude={"page", "raw", "form_span", "fields"})
    return _without(told, {"span", "evidence"})


def _without(thing: Any, names: set[str]) -> Any:
    if isinstance(thing, dict):
        return {name: _without(value, names) for name, value in thing.items() if name not in names}
    return [_without(one, names) for one in thing] if isinstance(thing, list | tuple) else thing


def differing(mediawiki: MediaWiki, texts: list[tuple[str, str, str]]) -> dict[str, Any]:
    """The texts, each with its name and edition, whose record is not that of their rendered page; with what differs."""
    found = {}
    for start in range(0, len(texts), _BATCH):
        some = texts[start : start + _BATCH]
        calls = [
            ("api", [{"action": "parse", "text": text, "title": TITLE, "prop": "text", "pst": "1"}])
            for _, _, text in some
        ]
        for (name, edition, text), answer in zip(some, mediawiki.do(*calls), strict=True):
            ours = told(edition, text, Markup.WIKITEXT)
            theirs = told(edition, str(answer["parse"]["text"]), Markup.HTML)
            if ours != theirs:
                found[name] = {key: (ours[key], theirs[key]) for key in ours if ours[key] != theirs[key]}
    return found


@pytest.mark.parametrize("written", [_shapes, _ways, _people])
def test_rendered(mediawiki: MediaWiki, written: Any) -> None:
    """Each text's record is that of its rendered page."""
    texts = [one for one in share(written(), _SOME) if not NOT_RENDERED.search(one[2])]
    assert len(texts) > (300 if SOAK else 100)
    with mediawiki.settings(SETTINGS):
        assert differing(mediawiki, texts) == {}
