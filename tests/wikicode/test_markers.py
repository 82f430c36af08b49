"""The finder of markers: quick on pages without any, linear on hostile ones; e2e/test_markers.py holds it to the real MediaWiki."""

import time

import pytest

from indababot.wikicode.markers import mentions, templates
from indababot.wikicode.regions import is_marker
from indababot.writing.regions import find

S = "{{IndabaBot list|view=people}}"
E = "{{IndabaBot list end}}"
SIZE = 100_000
PIECES = [
    *("[[", "[[}}", "{{", "}}", "{{{", "{", "[", "]]", " ", "\n", "\n=", "=", "|", "{{a|", "[[a|", "{{a|b=", "{{}}", "{{a}}"),
    *("<!--", "-->", "<!---->", "<nowiki>", "<nowiki ", "</nowiki>", "<nowiki/>", "<ref>", "</ref>", "<noinclude>", "<pre><math>"),
    *("<ref></noinclude>", "{{{{}}", "{{[[", "[[{{", "{{IndabaBot list", "{{ IndabaBot list|", "IndabaBot", "{{<!---->", "&", "'"),
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_hostile_pages_are_read_in_linear_time(piece: str) -> None:
    """100 KB of one thing, then two markers: under a second."""
    text = piece * (SIZE // len(piece)) + "\n" + S + E
    start = time.process_time()
    list(templates(text, is_marker))
    assert time.process_time() - start < 1


def test_prose_costs_little() -> None:
    """A page without a marker is hardly looked at."""
    text = "Words about wells, [[links]] and {{templates|a=b}}.\n" * 20_000
    start = time.process_time()
    assert find(text, "Page") == ()
    assert time.process_time() - start < 0.05


@pytest.mark.parametrize(
    "name", ["IndabaBot list", "indabaBot_list", "Inda<!-- x -->baBot list", "<!---->IndabaBot list"]
)
def test_comments_in_a_name(name: str) -> None:
    """MediaWiki drops comments from a template's name, and such a call is a marker too."""
    assert len(find(f"{{{{{name}}}}}x{E}", "Page")) == 1
    assert mentions(name, "ndabaBot")


@pytest.mark.parametrize(
    "tag",
    ["nowiki", "gallery", "math", "graph", "templatedata", "inputbox", "categorytree", "charinsert"],
)
def test_tags_that_hide(tag: str) -> None:
    """The one list of what hides markup holds here too."""
    assert find(f"<{tag}>{S}</{tag}>", "Page") == ()
    assert find(f"<{tag} x=y>{S}{E}</{tag.upper()} >", "Page") == ()
    assert len(find(f"<{tag}>{S}{E}", "Page")) == 1
