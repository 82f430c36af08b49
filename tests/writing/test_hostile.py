"""Hostile values in every place: for a parser of wikitext the result is made like that of a harmless value.

``tests/e2e/test_hostile.py`` says the same of the real MediaWiki.
"""

from collections.abc import Iterator

import mwparserfromhell
import pytest
from mwparserfromhell.nodes import Comment, ExternalLink, Heading, Node, Tag, Template, Wikilink

from indababot.titles import without_marks
from indababot.writing import pages, regions
from indababot.writing.findings import findings_list
from indababot.writing.regions import Problem
from indababot.writing.wikitext import Wikitext, escape, lines, link, literal, user
from tests.shares import SOAK, share
from tests.writing import hostile
from tests.writing.samples import EDITION, finding, harmless, hostile_places, hostile_region

PLACES = list(hostile_places())


def made_of(nodes: mwparserfromhell.wikicode.Wikicode) -> Iterator[str]:
    """What a text is made of beside text: a word for each node, in order."""
    for node in nodes.ifilter(recursive=True, matches=_is_markup):
        name = str(node.tag).lower() if isinstance(node, Tag) else ""
        yield f"{type(node).__name__} {name}"


def _is_markup(node: Node) -> bool:
    return isinstance(node, Comment | ExternalLink | Heading | Tag | Template | Wikilink)


def signature(text: str) -> list[str]:
    """What a text is made of, and how its lines begin where that means something."""
    starts = [line[:2] for line in text.split("\n") if line[:1] in tuple("!|{}#*:;= -_\t")]
    return [*made_of(mwparserfromhell.parse(text, skip_style_tags=True)), *starts]


def bare(text: str) -> list[str]:
    """The signature without links, which a value that no page can be called lacks; rows may stand in another
    order.
    """
    return sorted(item for item in signature(text) if item != "Wikilink ")


def _named(parameters: dict[str, str]) -> str:
    return "-".join(parameters[key] for key in ("view", "group", "row") if key in parameters)


@pytest.mark.share(2)
@pytest.mark.parametrize("parameters", PLACES, ids=_named)
def test_views_add_nothing(parameters: dict[str, str]) -> None:
    """Whatever stands on a page, each view there is has the same rows, cells, tags and calls as with harmless text."""

    def shape(value: str) -> list[str]:
        made = hostile_region(parameters, value)
        assert made.problem is None
        return bare(made.text.text)

    shown = hostile_region(parameters, hostile.BENIGN).text.text
    assert hostile.BENIGN in shown, "it shows nothing of a page, so that this cannot fail"
    expected = {value: shape(value) for value in (hostile.BENIGN, hostile.NO_ACCOUNT)}
    values = [value for value in hostile.short() if escape(value) and without_marks(value).strip()]
    place, step = PLACES.index(parameters), 1 if SOAK else 3 if parameters == PLACES[0] else 9
    some = values[place % step :: step]  # others in each view, so that each value is in some
    assert [value for value in some if shape(value) != expected[harmless(value)]] == []


def _placed(value: str) -> Wikitext:
    return lines(
        (
            literal("* ") + escape(value),
            literal("== ") + escape(value) + literal(" =="),
            literal("{|\n| ") + escape(value) + literal("\n|}"),
            literal("{{Row|x=") + escape(value) + literal("|y=z}}"),
            literal('<span title="') + escape(value) + literal('">x</span>'),
            escape(value),
            literal("; ") + escape(value) + literal(" : ") + escape(value),
        )
    )


@pytest.mark.soak
def test_the_whole_corpus_in_bare_places() -> None:
    """More than 6,000 values, each in a list, heading, cell, argument, attribute, paragraph and
    definition.
    """
    values = [value for value in hostile.values() if escape(value)]
    assert len(values) > 6000
    expected = signature(_placed(hostile.BENIGN).text)
    assert [value for value in share(values, 6) if signature(_placed(value).text) != expected] == []


@pytest.mark.soak
def test_the_whole_corpus_as_links() -> None:
    """A value as a page's title, a link's label or an account is one link or none, and never anything
    else.
    """
    for value in share(hostile.values(), 6, 1):
        for made in (link(value), link("Page", value), user(value)):
            assert set(made_of(mwparserfromhell.parse(made.text, skip_style_tags=True))) <= {
                "Wikilink ",
                "Tag bdi",
            }
            assert made.text.count("[[") <= 1
            assert "[[:" in made.text or "[[" not in made.text


def test_no_value_is_a_marker() -> None:
    """No value in a region can end it or begin another."""
    for value in hostile.values():
        page = "{{IndabaBot list}}{{IndabaBot list end}}"
        (region,) = regions.find(page, "P")
        for body in (_placed(value), Problem(escape(value))):
            filled = regions.fill(page, [(region, body)])
            assert len(regions.find(filled, "P")) == 1
            assert regions.fill(filled, [(regions.find(filled, "P")[0], body)]) == filled


def test_findings_to_paste() -> None:
    """The list for a talk page has one line a finding, whatever the finding quotes."""

    def pasted(value: str) -> list[str]:
        return signature(findings_list([finding("{label} is missing", page="Page", label=value)]).text)

    expected = pasted(hostile.BENIGN)
    assert [value for value in hostile.short() if pasted(value) != expected] == []


def test_summaries() -> None:
    """Nothing in an edit summary is a link, a template, a signature or a section mark, and it is never too
    long.
    """
    for value in (*hostile.short(), *hostile.LONG):
        told = pages.summary({"submissions": 30}, EDITION.model_copy(update={"name": value or "x"}))
        assert not set("[]{}<>|~&#*/\n") & set(told)
        assert len(told) < 500
        assert "submissions 30" in told
