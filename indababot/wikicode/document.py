"""A page's wikitext, parsed: mwparserfromhell's tree behind the guard, each node with its place by running sums."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import mwparserfromhell
from mwparserfromhell import nodes as mw

from indababot.records import Span
from indababot.wikicode import nodes
from indababot.wikicode.guard import guard, masked
from indababot.wikicode.hidden import COMMENT, hidden
from indababot.wikicode.mask import HIDDEN, PLAIN, STRAY
from indababot.wikicode.nodes import Hidden, Node, Parameter, Part
from indababot.wikicode.pairing import LONGEST_MARK

_LEADING = "*#:"
_LEAD = rf"[{_LEADING}]++(?!;)"
"""The marks of a list at the beginning of a line; those with a term among them are mwparserfromhell's to pair."""
_LEADS = re.compile(rf"\n{_LEAD}")
_FIRST_LEAD = re.compile(_LEAD)
_NEUTRAL = '"'
"""What the parser takes for text at the beginning of a line, and for the end of a word before an address."""
_PIECE = re.compile(  # Each branch begins with a literal; groups are the marks behind the end of a line.
    rf"\n({_LEAD})?|''+|{HIDDEN}{HIDDEN}*(?:\n({_LEAD})?)?|{STRAY}[^>\n{STRAY}]*(?:>|\n({_LEAD})?)|__[A-Z]+__"
)
_LINK_PIPE = re.compile(r"(\[\[[^\[\]{}|\n]{1,255})\{\{!\}\}")
"""``{{!}}`` in a link is its pipe, as it is to MediaWiki."""
_TABLE_BY_CALL = "{{{!}}"
_MOST_TABLES = 3
"""Each is read anew, which takes time; no submission has as many."""
_PIPE = re.compile(r"(?P<table>\{\{\{!\}\})|\{\{!\}\}(?P<sign>\{\{!\}\}|[-}+]?)")
"""``{{!}}`` as a table inside a call has it for its pipes."""
_BEGINS_LINE = "*#:;=-{"
_MARKS = re.compile(rf"[*#:;]{{{LONGEST_MARK}}}([*#:;]+)")
_TAG = re.compile(r"<(/?)([A-Za-z0-9]+)")


class Misread(Exception):
    """What mwparserfromhell makes of a text is not that text: a fault of the guard or of the parser, of one page and not of a run."""


@dataclass(slots=True)
class Document:
    """A parsed page. Places are those of ``text``: the source, with the ends put in that it lacked (see :meth:`source`)."""

    text: str
    mask: str
    unclosed: list[Span]
    """Where brackets, comments and tags stand in the source that have no end."""
    inserted: list[tuple[int, int]]
    cut: int
    """From where on all is text, in the source: there is too much markup before it."""
    nodes: list[Node] = field(default_factory=list)
    piped: int = 0
    """So many parts with tables of ``{{!}}`` have been read anew."""

    def source(self, place: int) -> int:
        """The place in the source of a place in the text."""
        for start, length in reversed(self.inserted):
            if place > start:
                place = max(start, place - length)
        return place

    def visible(self, start: int, end: int) -> int:
        """The first offset between two at which something other than blanks and comments stands; else the second."""
        mask = self.mask
        while start < end and mask[start] in " \t\r\n" + HIDDEN:
            start += 1
        return start

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Two offsets without the blanks and comments between them at either end."""
        start = self.visible(start, end)
        return start, start + len(self.mask[start:end].rstrip(" \t\r\n" + HIDDEN))

    def anew(self, start: int, end: int) -> list[Node]:
        """The nodes between two offsets, read without regard to the form that they stand in."""
        self.mask = self.mask[:start] + masked(self.text[start:end]) + self.mask[end:]
        return self.lines(start, end)

    def content(self, part: Part) -> str:
        """A part as written, without its comments."""
        if HIDDEN not in self.mask[part.start : part.end]:
            return self.text[part.start : part.end]
        return "".join(self._written(node) for node in part.nodes)

    def _written(self, node: Node) -> str:
        """A node as written; nothing for a comment, the line's end put in for one included."""
        text = self.text[node.start : node.end]
        unseen = isinstance(node, nodes.Hidden) or (isinstance(node, nodes.Newline) and not text.isspace())
        return "" if unseen else text

    def unstyled(self, inside: Iterable[Node]) -> str:
        """Some nodes as written, without comments and without markup of style: quotes and tags."""
        out: list[str] = []
        for node in inside:
            if isinstance(node, nodes.Tag):
                out.append(self.unstyled(node.content.nodes) if node.content else "")
            elif not isinstance(node, nodes.Quotes | nodes.StrayTag):
                out.append(self._written(node))
        return "".join(out)

    def comments(self, node: Hidden) -> list[str]:
        """What stands in the comments of a hidden stretch."""
        text = self.text[node.start : node.end]
        return [text[one.inner : one.inner_end] for one in hidden(text) if one.name == COMMENT and one.closed]

    def lines(self, start: int, end: int, part: Part | None = None) -> list[Node]:
        """The nodes between two offsets, of which the first begins a line. ``part`` may hold them already."""
        table = self.text.find(_TABLE_BY_CALL, start, end) if self.piped < _MOST_TABLES else -1
        # One inside a call is read when the value is in which it stands.
        if table >= 0 and self.mask.count("{{", start, table) <= self.mask.count("}}", start, table):
            self.piped += 1
            self.mask = self.mask[:start] + _piped(self.text[start:end]) + self.mask[end:]
            return _Placing(self).parsed(start, end)
        if marks := _MARKS.match(self.mask, start, end):  # what stood within a line begins one here
            self.mask = self.mask[: marks.start(1)] + PLAIN * len(marks[1]) + self.mask[marks.end() :]
        mask = self.mask
        if part and mask[start : start + 1] not in _BEGINS_LINE and mask.find("\n=", start, end) < 0:
            return [node for node in part.nodes if node.end > start] if start > part.start else part.nodes
        return _Placing(self).parsed(start, end)


def parse(source: str) -> Document:
    """Read wikitext: in linear time and without an error, whatever it holds."""
    guarded = guard(source)
    mask = _LINK_PIPE.sub(rf"\1|{HIDDEN * 4}", guarded.mask) if "{{!}}" in guarded.mask else guarded.mask
    document = Document(guarded.text, mask, guarded.unclosed, guarded.inserted, guarded.cut)
    document.nodes = _Placing(document).parsed(0, len(guarded.mask))
    return document


def _piped(text: str) -> str:
    """The mask of a text with a table that is written with ``{{!}}``: pipes, and nothing where the rest of each call stands."""
    fillers: list[tuple[int, int]] = []

    def pipe(found: re.Match[str]) -> str:
        sign = "{|" if found["table"] else "|" + ("|" if found["sign"].startswith("{") else found["sign"])
        if sign not in ("{|", "|-"):  # what follows these is an attribute
            fillers.append((found.start() + len(sign), found.end()))
        return sign.ljust(len(found[0]))

    mask = masked(_PIPE.sub(pipe, text))
    pieces: list[str] = []
    last = 0
    for start, end in fillers:
        pieces += [mask[last:start], HIDDEN * (end - start)]
        last = end
    return "".join([*pieces, mask[last:]])


def _neutral(marks: re.Match[str]) -> str:
    return "\n" + _NEUTRAL * (len(marks[0]) - 1)


class _Placing:
    """Gives the nodes of a tree their places."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.mask = document.mask

    def parsed(self, start: int, end: int) -> list[Node]:
        # The parser makes a tag of each mark of a list, which took half of its time: they are pieces of text to it, as quotes are.
        self.start = start
        mask = self.mask[start:end]
        if first := _FIRST_LEAD.match(mask):
            mask = _NEUTRAL * first.end() + mask[first.end() :]
        plain = _LEADS.sub(_neutral, mask)
        try:
            code = mwparserfromhell.parse(plain, skip_style_tags=True)
        except mwparserfromhell.parser.ParserError as error:
            raise Misread(str(error)) from error
        part = self.part(code, start)
        if part.end != end:
            raise Misread(f"{part.end} is not {end}")
        return part.nodes

    def part(self, code: Any, at: int) -> Part:
        part = Part(at, at)
        out = part.nodes
        for node in code.nodes:
            at = _PLACE[type(node)](self, out, node, at)
        part.end = at
        return part

    def text_node(self, out: list[Node], node: mw.Text, at: int) -> int:
        mask = self.mask
        end = at + len(node.value)
        begins_line = at == self.start or mask[at - 1] == "\n"
        if begins_line and (lead := _FIRST_LEAD.match(mask, at, end)):
            at = self._marks(out, at, lead.end())
        for match in _PIECE.finditer(mask, at, end):
            first, stop = match.span()
            last = match.start(match.lastindex) if match.lastindex else stop
            sign = mask[first]
            if sign == "\n":
                first -= first > at and mask[first - 1] == "\r"
            if first > at:
                out.append(nodes.Text(at, first))
            if sign == "\n":
                out.append(nodes.Newline(first, last))
                at = last
            else:
                at = self._sign(out, first, last, sign)
            if last < stop:
                at = self._marks(out, last, stop)
        if at < end:
            out.append(nodes.Text(at, end))
        return end

    def _marks(self, out: list[Node], at: int, end: int) -> int:
        out += [nodes.Marker(place, place + 1, self.mask[place]) for place in range(at, end)]
        return end

    def _sign(self, out: list[Node], at: int, end: int, sign: str) -> int:
        if sign == "'":
            out.append(nodes.Quotes(at, end))
        elif sign == STRAY:
            tag = _TAG.match(self.text, at)
            out.append(nodes.StrayTag(at, end, tag[2].lower() if tag else "", bool(tag and tag[1])))
        elif self.mask[end - 1] == "\n" and self.text[end - 1] == "\n":
            out += [nodes.Hidden(at, end - 1), nodes.Newline(end - 1, end)]
        else:
            out.append(nodes.Hidden(at, end))
        return end

    def entity(self, out: list[Node], node: mw.HTMLEntity, at: int) -> int:
        end = at + len(str(node))
        out.append(nodes.Entity(at, end))
        return end

    def argument(self, out: list[Node], node: mw.Argument, at: int) -> int:
        name = self.part(node.name, at + 3)
        default = None if node.default is None else self.part(node.default, name.end + 1)
        end = (default or name).end + 3
        out.append(nodes.Argument(at, end, name, default))
        return end

    def heading(self, out: list[Node], node: mw.Heading, at: int) -> int:
        title = self.part(node.title, at + node.level)
        out.append(nodes.Heading(at, title.end + node.level, node.level, title))
        return title.end + node.level

    def link(self, out: list[Node], node: mw.Wikilink, at: int) -> int:
        title = self.part(node.title, at + 2)
        text = None if node.text is None else self.part(node.text, title.end + 1)
        end = (text or title).end + 2
        out.append(nodes.Link(at, end, title, text))
        return end

    def external(self, out: list[Node], node: mw.ExternalLink, at: int) -> int:
        address = self.part(node.url, at + node.brackets)
        title = None
        if node.title is not None:
            title = self.part(node.title, address.end + (not node.suppress_space))
        end = (title or address).end + node.brackets
        out.append(nodes.ExternalLink(at, end, address, title, node.brackets))
        return end

    def template(self, out: list[Node], node: mw.Template, at: int) -> int:
        name = self.part(node.name, at + 2)
        end = name.end
        parameters = []
        for one in node.params:
            start = end + 1
            key = self.part(one.name, start) if one.showkey else None
            value = self.part(one.value, key.end + 1 if key else start)
            end = value.end
            parameters.append(Parameter(start, end, key, value))
        out.append(nodes.Template(at, end + 2, name, parameters))
        return end + 2

    def tag(self, out: list[Node], node: mw.Tag, at: int) -> int:
        markup = node.wiki_markup
        padding = len(node.padding or "")
        if node.attributes:  # the guard leaves none but in tables that calls write
            padding += sum(len(str(one)) for one in node.attributes)
        name = str(node.tag)
        if markup is None:
            inner = at + 1 + len(name) + padding
            if node.self_closing:
                end = inner + (1 if node.implicit else 2)
                out.append(nodes.Tag(at, end, name.lower(), None))
                return end
            content = self.part(node.contents, inner + 1)
            end = content.end + 3 + len(str(node.closing_tag))
            out.append(nodes.Tag(at, end, name.lower(), content))
            return end
        if node.self_closing:
            end = at + len(markup)
            out.append(nodes.Marker(at, end, markup))
            return end
        separator = len(node.wiki_style_separator or "")
        content = self.part(node.contents, at + len(markup) + padding + separator)
        end = content.end + len(node.closing_wiki_markup or "")
        out.append(nodes.Table(at, end, name, content))
        return end


_PLACE: dict[type[mw.Node], Callable[[_Placing, list[Node], Any, int], int]] = {
    mw.Text: _Placing.text_node,
    mw.HTMLEntity: _Placing.entity,
    mw.Argument: _Placing.argument,
    mw.Heading: _Placing.heading,
    mw.Wikilink: _Placing.link,
    mw.ExternalLink: _Placing.external,
    mw.Template: _Placing.template,
    mw.Tag: _Placing.tag,
}
