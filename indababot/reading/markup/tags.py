"""Tags: what each does to the lines of a page, with a partner or without one."""

import re

from indababot.reading.markup import pictures
from indababot.reading.markup.elements import BOLD, CELLS, ENTRIES, HEADINGS, LISTS, MARKED, STRUCK, entry_of
from indababot.reading.markup.inline import Line, LineKind
from indababot.reading.markup.pasted import HIDING, is_unbold
from indababot.reading.markup.reader import Reader
from indababot.reading.markup.stream import Builder, Edge, Note
from indababot.records import Span
from indababot.wikicode import hidden
from indababot.wikicode.nodes import Node, Part, StrayTag, Tag

_BLOCKS = frozenset(("div", "p", "center", "blockquote", "poem", "pre", "syntaxhighlight", "source"))
"""Around them a paragraph ends."""
_BOXES = frozenset((
    "categorytree", "templatedata", "hr", "references", "inputbox", "imagemap", "mapframe", "graph", "chart",
    "timeline", "score",
))  # fmt: skip
"""They show a box or a line of which nothing is read, and end a paragraph as well."""
_ASIDE = frozenset(("includeonly", "indicator", "ref"))
"""What stands in them is none of the text around it."""
_OWN = frozenset(("p", "blockquote", "poem"))
"""In them a line that begins with a blank is one like any other."""
_LINES = ENTRIES | HEADINGS.keys()
"""Each is a line of its own."""
_INLINE = re.compile(r"\binline\b", re.IGNORECASE)
_NOWIKI = re.compile(r"</?nowiki\s*/?>", re.IGNORECASE)
_SHOWN = hidden.TEXT | {"ce", "charinsert", "chem", "hiero", "math"}
"""Tags of extensions whose content a reader sees, more or less as it is written."""


def tag(reader: Reader, node: Tag) -> None:
    """A tag with its content."""
    name, content = node.name, node.content
    if name in _BOXES:
        reader.out.paragraph(node.start)
    if name == "br":
        reader.out.break_line(node.start, node.end)
    elif content is None:
        reader.out.touched = True
    elif name in hidden.OPAQUE:
        _opaque(reader, node, content)
    elif name in _ASIDE:
        _hidden(reader, content)
    else:
        written = reader.text[node.start : content.start]
        if HIDING.search(written):
            if name in _BLOCKS:
                reader.out.paragraph(node.start)
            _hidden(reader, content)
            return
        _opened(reader, node, name, content.start)
        struck = name not in STRUCK and "line-through" in written
        reader.out.struck += struck
        reader.verses += name == "poem"
        if reader.fresh:
            reader.walk(reader.document.lines(content.start, content.end, content))
        else:
            reader.walk(content.nodes)
        reader.verses -= name == "poem"
        reader.out.struck = max(0, reader.out.struck - struck)
        _closed(reader, name, content.end, node.end)


def _hidden(reader: Reader, content: Part) -> None:
    """What no reader sees: its categories and templates count all the same."""
    out = reader.out
    out.touched = True
    reader.out = Builder(reader.text)
    reader.out.stream.categories, reader.out.stream.banners = out.stream.categories, out.stream.banners
    reader.walk(content.nodes)
    reader.out.close(content.end)
    lines = tuple(item for item in reader.out.stream.items if isinstance(item, Line))
    out.stream.told_notes.append(Note(lines, Span(content.start, content.end)))
    reader.out = out


def stray(reader: Reader, node: StrayTag) -> None:
    """A tag without a partner does what it would do with one."""
    if node.name == "br":
        reader.out.break_line(node.start, node.end)
    elif node.closing:
        _closed(reader, node.name, node.start, node.end)
    else:
        _opened(reader, node, node.name, node.end)


def _opened(reader: Reader, node: Node, name: str, inner: int) -> None:
    out = reader.out
    if name in STRUCK:
        out.struck += 1
    elif name in BOLD:
        out.bold = not is_unbold(reader.text[node.start : inner])
    elif name in MARKED:
        out.marked = True
    elif name in _BLOCKS:
        out.paragraph(node.start)
        out.start = inner
        reader.blocks += name in _OWN
    elif name in LISTS:
        reader.lists.append(name)
        _line_ends(reader, node.start, inner)
    elif name in _LINES:
        _line_ends(reader, node.start, inner)
        entry = entry_of(name, reader.lists, out) if name in ENTRIES else None
        kind, depth = entry or (LineKind.HEADING, HEADINGS[name])
        out.begin(kind, inner, depth)
    elif cell := CELLS.get(name):
        out.cell(cell, node.start, inner)
    elif name in ("table", "tr"):
        out.fence(Edge.TABLE if name == "table" else Edge.ROW, node.start, inner)
    out.touched = True


def _closed(reader: Reader, name: str, start: int, end: int) -> None:
    out = reader.out
    if name in STRUCK:
        out.struck = max(0, out.struck - 1)
    elif name in BOLD:
        out.bold = False
    elif name in MARKED:
        out.marked = False
    elif name in _BLOCKS:
        reader.blocks = max(0, reader.blocks - (name in _OWN))
        out.paragraph(start)
        out.start = end
    elif name in LISTS:
        _line_ends(reader, start, end)
        if reader.lists:
            reader.lists.pop()
    elif name in _LINES or name in CELLS:
        _line_ends(reader, start, end)
    elif name == "table":
        out.fence(Edge.TABLE_END, start, end)
    out.touched = True


def _line_ends(reader: Reader, end: int, following: int) -> None:
    out = reader.out
    if out.runs:
        out.close(end)
        out.start = following


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
    block = node.name in _BLOCKS and _INLINE.search(reader.text, node.start, content.start) is None
    if block:
        out.paragraph(node.start)
        out.touched = True
    position = content.start
    for line in reader.text[content.start : content.end].split("\n"):
        if position > content.start:
            out.touched = out.touched or not block
            out.end_line(position - 1, position, hard=block)
        _written(reader, position, position + len(line))
        position += len(line) + 1
    if block:
        out.paragraph(node.end)
    out.touched = True


def _written(reader: Reader, start: int, end: int) -> None:
    """A line as it is written; tags that keep markup from its sense show nothing."""
    for tag_ in _NOWIKI.finditer(reader.text, start, end):
        reader.out.text(start, tag_.start())
        start = tag_.end()
    reader.out.text(start, end)
