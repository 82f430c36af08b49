"""Headings, lists and tables of wikitext: what makes lines."""

import re

from indababot.reading.markup.inline import LineKind
from indababot.reading.markup.reader import Reader
from indababot.reading.markup.stream import Edge
from indababot.records import Span
from indababot.wikicode import light
from indababot.wikicode.nodes import Heading, Hidden, Marker, Table

_ATTRIBUTE = re.compile(r"""[\w-]+[ \t]*=[ \t]*(?:"[^"]*"|'[^']*'|[^\s"']+)""")
_WORD = re.compile(r"[^\W_]{2}")
_MARKERS = {"*": LineKind.BULLET, "#": LineKind.NUMBER, ":": LineKind.INDENT, ";": LineKind.TERM}


def heading(reader: Reader, node: Heading) -> None:
    """A heading is a line of its own."""
    out = reader.out
    out.close(node.start)
    out.begin(LineKind.HEADING, node.title.start, node.level)
    reader.walk(node.title.nodes)
    out.touched = True


def marker(reader: Reader, node: Marker) -> None:
    """A sign that begins a list's entry, or one more of them; a rule shows nothing, and ends a paragraph."""
    out, text = reader.out, reader.text
    if node.sign.startswith("-"):
        out.paragraph(node.end)
        out.touched = True
        return
    kind = _MARKERS[node.sign]
    more = reader.marked == node.start
    if not more and (not out.fresh or out.kind is LineKind.TERM):
        _definition(reader, node)
        return
    if not node.start and light.redirect(text) is not None:
        out.text(node.start, node.end)
        return
    reader.marked = start = node.end
    depth = out.depth + 1 if more else 1
    if kind is LineKind.INDENT and depth == 1 and out.after_term():
        kind = LineKind.DEFINITION
    while text.startswith((" ", "\t"), start):
        start += 1
    reader.skip = start
    out.begin(kind, start, depth)


def _definition(reader: Reader, node: Marker) -> None:
    """``;term:definition``: the colon divides them where anything is behind it, and no bracket of the term holds it."""
    out, text = reader.out, reader.text
    stop = text.find("\n", node.end)
    behind = text[node.end : None if stop < 0 else stop]
    inside = ")" in behind and sum(run.text.count("(") - run.text.count(")") for run in out.runs) > 0
    if out.kind is not LineKind.TERM or inside or not behind.strip(" \t\r'"):
        out.text(node.start, node.end)
        return
    out.end_line(node.start, node.end)
    out.begin(LineKind.DEFINITION, node.end, 1)


def table(reader: Reader, node: Table) -> None:
    """A table of wikitext, or a row or cell of one."""
    out, content = reader.out, node.content
    if node.name in ("td", "th"):
        _cell(reader, node)
        return
    edge = Edge.TABLE if node.name == "table" else Edge.ROW
    line_end = content.start - (content.start > node.start + 2)
    out.fence(edge, node.start, line_end)
    attributes = reader.text[node.start + 2 : line_end]
    if _WORD.search(_ATTRIBUTE.sub("", attributes)):
        out.stream.asides.append(Span(node.start + 2, line_end))
    reader.walk(content.nodes)
    if edge is Edge.TABLE:
        out.fence(Edge.TABLE_END, node.end - 2, node.end)


def _cell(reader: Reader, node: Table) -> None:
    out, content = reader.out, node.content
    shown = content.nodes
    start = content.start
    if shown and isinstance(shown[0], Hidden):
        start = shown[0].end
        shown = shown[1:]
    if reader.text.startswith("|+", node.start):
        out.close(node.start)
        out.touched = True
    else:
        out.cell(LineKind.CELL if node.name == "td" else LineKind.HEADER_CELL, node.start, start)
    reader.walk(shown)
