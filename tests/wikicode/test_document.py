"""Wikitext with its places: what mwparserfromhell finds, where it stands, and that nothing misleads it."""

import dataclasses
import time
from collections.abc import Iterator
from pathlib import Path

import mwparserfromhell
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indababot.wikicode import Document, nodes, parse
from indababot.wikicode.nodes import Node, Parameter, Part

FIXTURES = sorted(Path(__file__).parents[2].glob("fixtures/*/*.wiki"))
SECONDS = 2
SIGNS = [
    *(
        "{{",
        "}}",
        "{{{",
        "}}}",
        "[[",
        "]]",
        "[",
        "]",
        "{",
        "}",
        "|",
        "||",
        "=",
        "!",
        "!!",
        "\n",
        "\r\n",
        "\n\n",
    ),
    *("\n*", "\n#", "\n;", ":", "\n==", "==", "\n= a =", "\n{|", "\n|-", "\n|", "\n!", "\n|}", "\n----", "-"),
    *("<!--", "-->", "<nowiki>", "</nowiki>", "<gallery>", "</gallery>", "<ref>", "</ref>", "<references/>"),
    *("<div>", "</div>", "<b>", "</b>", "<br>", "<br/>", "</br>", "<poem>", "</poem>", "<x>", "<", ">", "/"),
    *(
        "http://x",
        "[http://x y",
        "mailto:",
        "//",
        "''",
        "'''",
        "&amp;",
        "__TOC__",
        'style="x"',
        '"',
        "\x00",
        "\x01",
    ),
    *("a", " b ", "User:A", "\ud7ff"),
]
TEXTS = st.lists(st.sampled_from(SIGNS), max_size=40).map("".join)


def parts(node: Node) -> Iterator[Part]:
    """The parts of a node that have nodes of their own."""
    for field in dataclasses.fields(node):
        value = getattr(node, field.name)
        if isinstance(value, Part):
            yield value
        elif isinstance(value, list):
            yield from (
                part for one in value if isinstance(one, Parameter) for part in (one.name, one.value) if part
            )


def every(found: list[Node]) -> Iterator[Node]:
    """All nodes, those inside others too."""
    for node in found:
        yield node
        for part in parts(node):
            yield from every(part.nodes)


def assert_placed(document: Document, found: list[Node], start: int, end: int) -> None:
    """Nodes follow each other without a gap from one offset to another, and so do those inside them."""
    place = start
    for node in found:
        assert place == node.start <= node.end
        place = node.end
        for part in parts(node):
            assert node.start <= part.start <= part.end <= node.end
            assert_placed(document, part.nodes, part.start, part.end)
    assert place == end or not found


def check(text: str) -> Document:
    document = parse(text)
    assert len(document.mask) == len(document.text)
    assert_placed(document, document.nodes, 0, len(document.text))
    plain = document.text
    for place, length in reversed(document.inserted):
        plain = plain[:place] + plain[place + length :]
    assert plain == text
    for node in every(document.nodes):
        first, last = document.source(node.start), document.source(node.end)
        assert 0 <= first <= last <= len(text)
    return document


@settings(max_examples=500)
@given(TEXTS)
@example("{|\n|<div>|")
@example("{|\n<b>||")
@example("{|\n{{\n|-}}")
@example("{|\n!<b>\n</b>|")
@example("{|\n*\n|-[")
@example("{|\n!||\n|||")
@example("{|\n!!!\n|||\n|}")
@example("x\n::{|\n|a\n|}\n:{|")
def test_every_node_has_its_place(text: str) -> None:
    """Nodes cover the page without gap or overlap, whatever it holds, and their places are places of the source."""
    check(text)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_places_are_those_of_the_library(path: Path) -> None:
    """What stands at a node's place is what mwparserfromhell prints for that node."""
    text = path.read_text(encoding="utf-8")
    document = check(text)
    code = mwparserfromhell.parse(document.mask, skip_style_tags=True)
    for kind, library in (
        (nodes.Template, code.filter_templates()),
        (nodes.Link, code.filter_wikilinks()),
        (nodes.Heading, code.filter_headings()),
        (nodes.ExternalLink, code.filter_external_links()),
    ):
        ours = [document.mask[node.start : node.end] for node in every(document.nodes) if type(node) is kind]
        assert sorted(ours) == sorted(str(node) for node in library)


BALANCED = st.recursive(
    st.sampled_from(["a", "b c", "\n", "x=y", "d"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: "{{T|" + "|".join(parts) + "}}"),
        inner.map(lambda text: f"[[L|{text}]]".replace("\n\n", "\n")),
        inner.map(lambda text: f"<small>{text}</small>"),
        st.lists(inner, min_size=1, max_size=3).map(" ".join),
    ),
    max_leaves=12,
)


@settings(max_examples=200)
@given(BALANCED)
def test_whole_forms_are_left_to_the_library(text: str) -> None:
    """Where everything is balanced, the templates are those of mwparserfromhell without the guard."""
    parsed = [str(call) for call in mwparserfromhell.parse(text, skip_style_tags=True).filter_templates()]
    found = [
        text[node.start : node.end] for node in every(parse(text).nodes) if isinstance(node, nodes.Template)
    ]
    assert sorted(found) == sorted(parsed)


@pytest.mark.share(4)
@pytest.mark.parametrize(
    "unit",
    [
        *SIGNS,
        "{{a|\n",
        "[[a|",
        "{{a|b=c}}",
        "[[a|b]]",
        "\n|a||b",
        "{{a|<b>",
        "*",
        ";a:",
        "= ",
        "</b>",
        "</b",
        "<b>",
    ],
)
def test_hostile_pages_are_parsed_in_time(unit: str) -> None:
    """100 KB of anything, and of anything that is never closed, are parsed within two seconds."""
    long = unit * (100_000 // len(unit))
    for text in (long, "{{F|a=" + unit * (50_000 // len(unit)) + "}}", f"[[User:{long}]]"):
        started = time.process_time()
        check(text) if len(unit) > 5 else parse(text)
        assert time.process_time() - started < SECONDS


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{Form\n|a=b\n\n== H ==\n", ["{{Form"]),
        ("{{Form\n|user={{u|A\n|type=Lecture\n}}", ["{{u"]),
        ("x [[User:A y\n\nz", ["[[User:A y"]),
        ("a <!-- b", ["<!-- b"]),
        ("a <nowiki> b", ["<nowiki"]),
        ("{{a}} [[b]] <b>c", []),
    ],
)
def test_what_is_unclosed_is_told(text: str, words: list[str]) -> None:
    """Brackets, comments and tags without an end are told, with the word behind them, at their place in the source."""
    assert [text[span.start : span.end] for span in parse(text).unclosed] == words


@pytest.mark.parametrize(
    ("text", "name", "parameters"),
    [
        ("{{Form\n|a=b\n|c=d\n\n== H ==\ntext", "Form", ["a", "c"]),
        ("{{Form\n|user={{u|A\n|type=Lecture\n}}", "Form", ["user", "type"]),
        ("{{Form<!-- x -->\n<!-- y -->\n|<!-- z -->a=b}}", "Form", ["a"]),
        ("{{Form\nno pipe here\n|a=b}}", "Form\nno pipe here", ["a"]),
        ('{{Form|a=<gallery>\nX.png|c=d\n</gallery>|b=<mapframe>{"x":[[}}</mapframe>}}', "Form", ["a", "b"]),
        ("{{Form|a=[[b|c=d}}", "Form", ["a", "c"]),
        ("{{Form|a=<ref>}}|b=c</ref>|d=e}}", "Form", ["a", "d"]),
    ],
)
def test_damaged_calls_keep_their_parameters(text: str, name: str, parameters: list[str]) -> None:
    """A call with a forgotten end or pipe, or with comments and tags of extensions in it, is a call with all its parameters."""
    document = check(text)
    call = next(node for node in document.nodes if isinstance(node, nodes.Template))
    assert document.content(call.name).strip() == name
    assert [document.content(one.name).strip() for one in call.parameters if one.name] == parameters


@pytest.mark.parametrize("lead", ["", ":", ":::", ": "])
def test_a_table_may_stand_in_colons(lead: str) -> None:
    """MediaWiki indents a table by colons; behind other list signs, or in the middle of a line, there is none."""
    assert any(isinstance(node, nodes.Table) for node in check(f"x\n{lead}{{|\n| a\n|}}\ny").nodes)
    assert not any(isinstance(node, nodes.Table) for node in check(f"x\n*{lead}{{|\n| a\n|}}\ny").nodes)


@pytest.mark.parametrize("text", ["== {{n|1=a}} ==", "=== x {{n|1=a=b}} {{n|1=c}} = y ===", "= {{n|1=a}} =="])
def test_a_call_in_a_heading_has_names(text: str) -> None:
    """A sign inside a heading does not end it, and one behind a parameter's name stays what it is."""
    (heading,) = (node for node in check(text).nodes if isinstance(node, nodes.Heading))
    calls = [node for node in heading.title.nodes if isinstance(node, nodes.Template)]
    assert all(one.name for call in calls for one in call.parameters)
    assert len(calls) == text.count("{{")
