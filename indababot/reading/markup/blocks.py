"""Headings, lists, tables and tags: what makes lines."""

import re

from indababot.reading.markup import pictures
from indababot.reading.markup.inline import Line, LineKind
from indababot.reading.markup.pasted import HIDING, is_unbold
from indababot.reading.markup.reader import Reader
from indababot.reading.markup.stream import Builder, Edge, Note
from indababot.records import Span
from indababot.wikicode import hidden, light
from indababot.wikicode.nodes import Heading, Hidden, Marker, Node, Part, StrayTag, Table, Tag

_ATTRIBUTE = re.compile(r"""[\w-]+[ \t]*=[ \t]*(?:"[^"]*"|'[^']*'|[^\s"']+)""")
_WORD = re.compile(r"[^\W_]{2}")
_MARKERS = {"*": LineKind.BULLET, "#": LineKind.NUMBER, ":": LineKind.INDENT, ";": LineKind.TERM}
_STRIKES = frozenset(("s", "del", "strike"))
_BLOCKS = frozenset(
    (
        *("div", "p", "center", "blockquote", "poem", "table", "tr", "td", "th", "ul", "ol", "dl"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd"),
    )
)
_PARAGRAPHS = frozenset(("p", "blockquote", "center"))
"""Behind them a new paragraph begins."""
_ITEMS = {
    "li": (LineKind.BULLET, 1),
    "dt": (LineKind.TERM, 1),
    "dd": (LineKind.DEFINITION, 1),
    "td": (LineKind.CELL, 0),
    "th": (LineKind.HEADER_CELL, 0),
    **{f"h{level}": (LineKind.HEADING, level) for level in range(1, 7)},
}
_SHOWN = hidden.TEXT | {"ce", "charinsert", "chem", "hiero", "math"}
"""Tags of extensions whose content a reader sees, more or less as it is written."""


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
        return
    kind = _MARKERS[node.sign]
    more = reader.marked == node.start
    if not more and (out.runs or not out.fresh or out.kind is LineKind.TERM):
        _definition(reader, node)
        return
    if not node.start and light.redirect(text) is not None:
        out.text(node.start, node.end)
        return
    reader.marked = start = node.end
    depth = out.depth + 1 if more else 1
    if kind is LineKind.INDENT and depth == 1 and _after_term(reader):
        kind = LineKind.DEFINITION
    while text.startswith((" ", "\t"), start):
        start += 1
    reader.skip = start
    out.begin(kind, start, depth)
    out.fresh = True


def _after_term(reader: Reader) -> bool:
    items = reader.out.stream.items
    last = items[-1] if items else None
    return isinstance(last, Line) and last.kind in (LineKind.TERM, LineKind.DEFINITION)


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
    reader.tables += edge is Edge.TABLE
    reader.walk(content.nodes)
    if edge is Edge.TABLE:
        reader.tables -= 1
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
    out.fresh = True
    reader.walk(shown)


def tag(reader: Reader, node: Tag) -> None:
    """A tag with its content."""
    name, content = node.name, node.content
    if name == "br":
        reader.out.break_line(node.start, node.end)
    elif content is None:
        reader.out.touched = True
    elif name in hidden.OPAQUE:
        _opaque(reader, node, content)
    elif name in ("ref", "indicator"):
        reader.out.stream.notes.append(Span(content.start, content.end))
        reader.out.touched = True
    else:
        written = reader.text[node.start : content.start]
        if HIDING.search(written):
            _hidden(reader, content)
            return
        _opened(reader, node, name, content.start)
        struck = name not in _STRIKES and "line-through" in written
        reader.out.struck += struck
        reader.verses += name == "poem"
        if reader.fresh:
            reader.walk(reader.document.lines(content.start, content.end, content))
        else:
            reader.walk(content.nodes)
        reader.verses -= name == "poem"
        reader.out.struck = max(0, reader.out.struck - struck)
        _closed(reader, name, content.end)


def _hidden(reader: Reader, content: Part) -> None:
    """What no reader sees: its categories and templates count all the same."""
    out = reader.out
    out.touched = True
    reader.out = Builder(reader.text)
    reader.out.stream.categories, reader.out.stream.banners = out.stream.categories, out.stream.banners
    reader.walk(content.nodes)
    reader.out.close(content.end)
    told = " ".join(item.text for item in reader.out.stream.items if isinstance(item, Line)).split()
    if told:
        out.stream.told_notes.append(Note(" ".join(told), Span(content.start, content.end)))
    reader.out = out


def stray(reader: Reader, node: StrayTag) -> None:
    """A tag without a partner does what it would do with one."""
    if node.name == "br":
        reader.out.break_line(node.start, node.end)
    elif node.closing:
        _closed(reader, node.name, node.start)
    else:
        _opened(reader, node, node.name, node.end)


def _opened(reader: Reader, node: Node, name: str, inner: int) -> None:
    out = reader.out
    out.touched = True
    if name in _STRIKES:
        out.struck += 1
    elif name in ("b", "strong"):
        out.bold = not is_unbold(reader.text[node.start : inner])
    elif name in _BLOCKS:
        _block_edge(reader, node.start, inner)
        if name in _ITEMS:
            kind, depth = _ITEMS[name]
            out.begin(kind, inner, depth)
        elif name in ("table", "tr"):
            out.fence(Edge.TABLE if name == "table" else Edge.ROW, node.start, inner)


def _closed(reader: Reader, name: str, end: int) -> None:
    out = reader.out
    out.touched = True
    if name in _STRIKES:
        out.struck = max(0, out.struck - 1)
    elif name in ("b", "strong"):
        out.bold = False
    elif name in _BLOCKS:
        _block_edge(reader, end, end)
        if name in _PARAGRAPHS and out.kind is LineKind.PARAGRAPH:
            out.touched = False
            out.end_line(end)
            out.touched = True


def _block_edge(reader: Reader, end: int, following: int) -> None:
    """A block begins or ends: so does a line."""
    out = reader.out
    if out.runs:
        out.close(end)
        out.start, out.depth = following, 1


def _opaque(reader: Reader, node: Tag, content: Part) -> None:
    """The content of an extension's tag is no wikitext: it is shown as it is written, or a reader sees none of it."""
    out = reader.out
    if node.name == "gallery":
        pictures.gallery(reader, node, content)
        return
    if node.name not in _SHOWN:
        out.stream.asides.append(Span(content.start, content.end))
        out.touched = True
        return
    position = content.start
    for line in reader.text[content.start : content.end].split("\n"):
        if position > content.start:
            out.end_line(position - 1, position, hard=True)
        out.text(position, position + len(line))
        position += len(line) + 1
