"""The tree of mwparserfromhell as nodes of ours, each with its place by running sums: what it reads, put together again, is the text."""

import re
from collections.abc import Callable
from typing import Any

import mwparserfromhell
from mwparserfromhell import nodes as mw

from indababot.wikicode import nodes
from indababot.wikicode.mask import HIDDEN, STRAY
from indababot.wikicode.nodes import Node, Parameter, Part

_LEAD = r"[*#:]++(?!;)"
"""The marks of a list at the beginning of a line; those with a term among them are mwparserfromhell's to pair."""
_LEADS = re.compile(rf"\n{_LEAD}")
_FIRST_LEAD = re.compile(_LEAD)
_NEUTRAL = '"'
"""What the parser takes for text at the beginning of a line, and for the end of a word before an address."""
_PIECE = re.compile(  # Each branch begins with a literal; groups are the marks behind the end of a line.
    rf"\n({_LEAD})?|''+|{HIDDEN}{HIDDEN}*(?:\n({_LEAD})?)?|{STRAY}[^>\n{STRAY}]*(?:>|\n({_LEAD})?)|__[A-Z]+__"
)
_TAG = re.compile(r"<(/?)([A-Za-z0-9]+)")


class Misread(Exception):
    """What mwparserfromhell makes of a text is not that text: a fault of the guard or of the parser, of one page and not of a run."""


def placed(text: str, mask: str, start: int, end: int) -> list[Node]:
    """The nodes between two offsets of a text, of which the first begins a line; the parser reads the text's mask."""
    # It makes a tag of each mark of a list, which took half of its time: they are pieces of text to it, as quotes are.
    inner = mask[start:end]
    if first := _FIRST_LEAD.match(inner):
        inner = _NEUTRAL * first.end() + inner[first.end() :]
    try:
        code = mwparserfromhell.parse(_LEADS.sub(_neutral, inner), skip_style_tags=True)
    except mwparserfromhell.parser.ParserError as error:
        raise Misread(str(error)) from error
    part = _Placing(text, mask, start).part(code, start)
    if part.end != end:
        raise Misread(f"{part.end} is not {end}")
    return part.nodes


def _neutral(marks: re.Match[str]) -> str:
    return "\n" + _NEUTRAL * (len(marks[0]) - 1)


class _Placing:
    """Gives the nodes of a tree their places; ``start`` is the tree's own, where a line begins."""

    def __init__(self, text: str, mask: str, start: int) -> None:
        self.text = text
        self.mask = mask
        self.start = start

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
