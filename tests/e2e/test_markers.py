"""Our reading of braces, links, tags, comments and headings is that of the real MediaWiki's preprocessor."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indababot.wikicode.markers import templates
from indababot.wikicode.regions import END, START, is_marker
from tests.mediawiki import MediaWiki

pytestmark = pytest.mark.wiki

S = "{{IndabaBot list|view=people}}"
E = "{{IndabaBot list end}}"
PIECES = [
    *("{{", "}}", "{{{", "}}}", "{{{{", "}}}}}", "{", "}", "[[", "]]", "[", "]", "|", "=", "\n", "\n=", "== ", " ==\n", "a", " "),
    *("<!--", "-->", "<!-- c -->", "<nowiki>", "</nowiki>", "<nowiki/>", "<pre>", "</pre>", "<PRE x=y>", "<pre", ">", "<b>"),
    *("<gallery>", "</gallery >", "<noinclude>", "</noinclude>", "{{box|", "[[b|", "\n* ", "{{IndabaBot list", "IndabaBot list end"),
    *(S, E, S, E, "{{ IndabaBot_list \n|x = {{y}}\n}}", "{{Template:indabaBot list<!-- c --> end}}"),
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map(lambda parts: "x" + "".join(parts))


def ours(text: str) -> list[tuple[str | None, bool]]:
    """The markers that we see, and whether each stands inside other braces."""
    return [(is_marker(item.name), item.inside_template) for item in templates(text, is_marker)]


def theirs(wiki: MediaWiki, *texts: str) -> list[list[tuple[str | None, bool]]]:
    """The markers that MediaWiki sees in each text."""
    asked = {"action": "expandtemplates", "prop": "parsetree"}
    answers = wiki.do(*(("api", [{**asked, "text": text}]) for text in texts))
    return [_in_tree(str(answer["expandtemplates"]["parsetree"])) for answer in answers]


def _in_tree(tree: str) -> list[tuple[str | None, bool]]:
    root = ET.fromstring(tree)
    found: list[tuple[str | None, bool]] = []

    def walk(node: ET.Element, inside: bool) -> None:
        braces = node.tag in ("template", "tplarg")
        if node.tag == "template":
            title = node.find("title")
            assert title is not None
            plain = all(child.tag == "comment" for child in title)
            name = (title.text or "") + "".join(child.tail or "" for child in title) if plain else ""
            if is_marker(name):
                found.append((is_marker(name), inside))
        for child in node:
            walk(child, inside or braces)

    walk(root, inside=False)
    return found


@settings(max_examples=400, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_markers_are_those_that_mediawiki_sees(mediawiki: MediaWiki, text: str) -> None:
    """On random pages of braces, tags and markers both see the same markers, in the same order and place."""
    assert [ours(text)] == theirs(mediawiki, text)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (S + E, [(START, False), (END, False)]),
        (f"{{{{box|{S}}}}}", [(START, True)]),
        (f"<nowiki>{S}</nowiki>{E}", [(END, False)]),
        (f"<nowiki>{S}{E}", [(START, False), (END, False)]),
        (f"<!-- {S}{E}", []),
    ],
)
def test_both_see(mediawiki: MediaWiki, text: str, seen: list[tuple[str, bool]]) -> None:
    """Plain cases, so that the comparison above compares something."""
    assert [ours(text)] == theirs(mediawiki, text) == [seen]
