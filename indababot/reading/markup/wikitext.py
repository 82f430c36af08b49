"""Wikitext -> the neutral stream."""

import re
from collections.abc import Callable

from indababot.reading.markup import blocks, calls, links, tags
from indababot.reading.markup.inline import CELLS, Line, Run
from indababot.reading.markup.reader import Reader, Show
from indababot.reading.markup.stream import Banner, Fence, Stream
from indababot.records import Span
from indababot.wikicode import nodes, parse
from indababot.wikicode.nodes import Argument, Node


def read(text: str, title: str, fields: Callable[[str], bool], forms: tuple[str, ...] = ()) -> Stream:
    """What a page of wikitext shows.

    ``fields`` says whether a template parameter's name is a field's; a call with two of them is a form, and so is
    a call of a template named in ``forms``.
    """
    document = parse(text)
    named = frozenset(name.casefold().replace("_", " ") for name in forms)
    reader = Reader(document, title, fields, named, _SHOWS)
    reader.walk(document.nodes)
    reader.out.close(len(document.text))
    stream = _at_source(reader.out.stream, text, document.source) if document.inserted else reader.out.stream
    stream.unclosed = document.unclosed
    if text[document.cut :].strip():
        stream.cut = document.cut
    return stream


_CODE = re.compile(r" [^\S\n]*\S")


def _text(reader: Reader, node: Node) -> None:
    reader.out.text(node.start if node.start > reader.skip else reader.skip, node.end)


def _argument(reader: Reader, node: Argument) -> None:
    """A parameter of a template that was copied with its page: nobody gives it here, so its default shows, else it does as written."""
    if node.default is None:
        _text(reader, node)
        return
    if len(reader.text[node.name.start : node.name.end].split()) > 1:  # more than a name got in there
        reader.out.stream.asides.append(Span(node.name.start, node.name.end))
    reader.walk(node.default.nodes)


def _newline(reader: Reader, node: Node) -> None:
    out = reader.out
    in_cell = bool(out.runs) and out.kind in CELLS
    code = reader.text.startswith(" ", node.end) and _is_code(reader, node.end)
    out.end_line(node.start, node.end, hard=reader.verses > 0 or (code and reader.code))
    if in_cell or code is not reader.code:  # what follows is a block of its own
        out.blank(node.end)
        reader.code = code


def _is_code(reader: Reader, start: int) -> bool:
    """Whether a line is shown as it is written: it begins with a blank, and stands in nothing where that means nothing."""
    inside = reader.calls or reader.blocks or reader.lists
    return not inside and _CODE.match(reader.text, start) is not None


def _quotes(reader: Reader, node: Node) -> None:
    """Two quotes are italics, three bold, five both; more than five show the first ones."""
    out, count = reader.out, node.end - node.start
    shown = 1 if count == 4 else max(0, count - 5)
    out.text(node.start, node.start + shown)
    if count - shown in (3, 5):
        out.bold = not out.bold
    out.touched = True


def _hidden(reader: Reader, node: Node) -> None:
    """A comment goes with its line; a switch (``__NOTOC__``) leaves a blank one behind."""
    if not reader.text.startswith("__", node.start):
        reader.out.touched = True


def _entity(reader: Reader, node: Node) -> None:
    reader.out.entity(node.start, node.end)


_SHOWS: dict[type[Node], Show] = {
    nodes.Text: _text,
    nodes.Newline: _newline,
    nodes.Quotes: _quotes,
    nodes.Hidden: _hidden,
    nodes.Entity: _entity,
    nodes.Argument: _argument,
    nodes.Heading: blocks.heading,
    nodes.Marker: blocks.marker,
    nodes.Table: blocks.table,
    nodes.Tag: tags.tag,
    nodes.StrayTag: tags.stray,
    nodes.Link: links.link,
    nodes.ExternalLink: links.external,
    nodes.Template: calls.template,
}


def _at_source(stream: Stream, text: str, place: Callable[[int], int]) -> Stream:
    """The same stream with the places of the source, for a page whose missing ends were put in."""

    def span(one: Span) -> Span:
        return Span(place(one.start), place(one.end))

    def run(one: Run) -> Run:
        start, end = place(one.start), place(one.end)
        # An end that was put in, and turned out to be text, is none that a reader sees.
        return one._replace(text=text[start:end] if one.exact else one.text, start=start, end=end)

    def item(one: Line | Fence) -> Line | Fence:
        start, end = place(one.start), place(one.end)
        if isinstance(one, Fence):
            return one._replace(start=start, end=end)
        return Line(one.kind, tuple(run(each) for each in one.runs), start, end, one.depth)

    def banner(one: Banner) -> Banner:
        return one._replace(start=place(one.start), end=place(one.end))

    return Stream(
        items=[item(one) for one in stream.items],
        categories=stream.categories,
        banners=[banner(one) for one in stream.banners],
        asides=[span(one) for one in stream.asides],
        notes=[span(one) for one in stream.notes],
        told_notes=[one._replace(span=span(one.span)) for one in stream.told_notes],
    )
