"""What is pasted from Word, from Google Docs, or from a text without markup."""

import pytest

import indababot
from indababot.editions import load
from indababot.pages import Markup, Page
from indababot.reading import read
from indababot.records import Submission

PAGE = "'''Author(s):''' {author}\n\n'''Type of submission:''' {kind}\n\n'''Abstract:''' Clay.\n"
RENDERED = (
    "<p><b>Author(s):</b> {author}</p><p><b>Type of submission:</b> {kind}</p><p><b>Abstract:</b> Clay.</p>"
)


def page(author: str = "Ada Obi", kind: str = "Lecture", markup: Markup = Markup.WIKITEXT) -> Submission:
    text = (RENDERED if markup is Markup.HTML else PAGE).format(author=author, kind=kind)
    return read(Page("WikiIndaba 2023/Submissions/Clay", text, markup=markup), load("wikiindaba-2023"))


@pytest.mark.parametrize(
    "written",
    [
        "<o:p>Ada Obi</o:p>",
        "Ada <o:p>Obi</o:p>",
        "Ada Obi<o:p>&nbsp;</o:p>",
        '<p class="MsoNormal"><span lang="EN-US" style="mso-ansi-language:EN-US">Ada Obi<o:p></o:p></span></p>',
        '<?xml:namespace prefix = o ns = "urn:x" />Ada Obi',
        "<![if !supportLists]>1. <![endif]>Ada Obi",
        "<!--[if gte mso 9]><xml></xml><![endif]-->Ada Obi",
        '<st1:place w:st="on">Ada</st1:place> Obi',
        '<a name="_GoBack"></a>Ada&nbsp;Obi',
        '<b style="font-weight: normal;" id="docs-internal-guid-1">Ada Obi</b>',
        '<font face="Arial"><span dir="ltr">Ada</span> Obi</font>',
    ],
)
def test_an_authors_name_is_clean(written: str) -> None:
    """Tags that nothing but an office program knows are no part of what they stand in, and nothing is told of them."""
    submission = page(author=written)
    assert submission.authors == ("Ada Obi",)
    assert submission.abstract == "Clay."
    assert submission.raw["authors"] in written


def test_a_rendered_page_shows_such_tags() -> None:
    """MediaWiki shows the tags that it does not know as they are written."""
    written = "Ada &lt;o:p&gt;Obi&lt;/o:p&gt;"
    assert page(author=written, markup=Markup.HTML).authors == ("Ada Obi",)


@pytest.mark.parametrize("markup", [Markup.WIKITEXT, Markup.HTML])
@pytest.mark.parametrize(
    "written",
    [
        '<span style="text-decoration: line-through;">Panel</span> Lecture',
        "<del>Panel</del> <ins>Lecture</ins>",
        "P\u0336a\u0336n\u0336e\u0336l\u0336 Lecture",
    ],
)
def test_what_is_struck_is_not_chosen(written: str, markup: Markup) -> None:
    """A style strikes as a tag does, and so do the lines that a text without markup has."""
    assert page(kind=written, markup=markup).types == ("Lecture",)


@pytest.mark.parametrize(
    "template",
    [
        "s",
        "S",
        "strike",
        "Strikethrough",
        "del",
        "barré",
        "tachado",
        "riscado",
        "durchgestrichen",
        "futa",
        "شطب",
    ],
)
def test_templates_that_strike(template: str) -> None:
    """Every language's templates that strike are known."""
    assert page(kind=f"{{{{{template}|Panel}}}} Lecture").types == ("Lecture",)


@pytest.mark.parametrize("mark", ["#", "##", "###"])
def test_headings_by_number_signs_beside_labels_by_stars(mark: str) -> None:
    """In a text of another markup a line with number signs is a heading, not an entry of the list above it."""
    text = (
        "**Title:** Herbaria\n**Author:** Lars Moen\n**Level:** Intermediate\n\n"
        f"{mark} Abstract\nWe press.\n\n{mark} Benefits\n\nMany.\n"
    )
    found = indababot.parse(text, edition="generic", title="Talks/X")
    assert (found.title, found.authors, found.levels) == ("Herbaria", ("Lars Moen",), ("Medium",))
    assert (found.abstract, found.benefit) == ("We press.", "Many.")
