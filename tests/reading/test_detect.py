"""Which markup a text is written in, and which edition a page belongs to."""

import pytest

from indababot.editions import available, load
from indababot.pages import Markup, Page
from indababot.reading import edition_of, markup_of

EDITIONS = [load(name) for name in available()]


@pytest.mark.parametrize(
    ("filename", "text", "markup"),
    [
        ("a.wiki", "plain", Markup.WIKITEXT),
        ("a.wikitext", "plain", Markup.WIKITEXT),
        ("a.html", "plain", Markup.HTML),
        ("a.rendered.txt", "Author(s): A\n\n  • one", Markup.TEXT),
        ("a.txt", "'''Author(s):''' A", Markup.WIKITEXT),
        ("a.txt", "x\n== Abstract ==\n", Markup.WIKITEXT),
        (None, "{{F|title=A}}", Markup.WIKITEXT),
        (None, '<div class="mw-parser-output">', Markup.HTML),
        (None, "Author(s): A", Markup.TEXT),
        ("a.txt", "# Lantern\n\n## Authors\n- A\n\n## Abstract\nB", Markup.TEXT),
        ("a.txt", "Attendees\n# A\n## B\n\n# C", Markup.WIKITEXT),
        ("a.txt", "## Authors\n- [[User:A]]", Markup.WIKITEXT),
    ],
)
def test_markup(filename: str | None, text: str, markup: Markup) -> None:
    """The suffix tells; where it does not, the signs in the text do."""
    assert markup_of(filename, text) is markup


@pytest.mark.parametrize(
    ("page", "edition"),
    [
        (Page("WikiIndaba 2023/Submissions/A", ""), "wikiindaba-2023"),
        (Page("A", "x [[Category:WikiIndaba 2023/Submissions]]"), "wikiindaba-2023"),
        (Page("A", "", categories=("WikiIndaba 2023/Submissions",)), "wikiindaba-2023"),
        (Page("stem", "WikiIndaba 2023/Submissions/A\n\nTitle: A", Markup.TEXT), "wikiindaba-2023"),
        (Page("A", "nothing"), None),
    ],
)
def test_edition(page: Page, edition: str | None) -> None:
    """Title, head line or category tell the edition; where none does, there is none."""
    found = edition_of(page, EDITIONS)
    assert (found.id if found else None) == edition


def test_an_edition_must_be_certain() -> None:
    """Two editions that fit are no answer."""
    twin = EDITIONS[0].model_copy(update={"id": "twin"})
    page = Page(f"{load('wikiindaba-2023').pages.prefixes[0]}A", "")
    doubled = [load("wikiindaba-2023"), load("wikiindaba-2023").model_copy(update={"id": "twin"}), twin]
    assert edition_of(page, doubled) is None


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        ("[[Kategorie:\u200eWikiIndaba_2023/Submissions\u200f]]", "wikiindaba-2023"),
        ("[[Category:WikiIndaba%202023/Submissions|x]]", "wikiindaba-2023"),
        ("[[Category:WikiIndaba 2023 talks]]", "wikiindaba-2023"),
        ("{{WikiIndaba 2023<!-- x --> submission|a=b}}", "wikiindaba-2023"),
        ("<!-- [[Category:WikiIndaba 2023/Submissions]] -->", None),
        ("<nowiki>{{WikiIndaba 2023 submission}}</nowiki>", None),
    ],
)
def test_what_the_text_carries(text: str, edition: str | None) -> None:
    """Categories and templates tell the edition however they are written, but not from comments and nowiki."""
    found = edition_of(Page("X", text), [load("wikiindaba-2023"), load("wikiindaba-2024")])
    assert (found.id if found else None) == edition
