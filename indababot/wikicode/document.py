"""A page's wikitext, parsed: the guard before mwparserfromhell, and the nodes behind it, each with its place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from indababot.records import Span
from indababot.wikicode import nodes
from indababot.wikicode.guard import guard, masked
from indababot.wikicode.hidden import COMMENT, hidden
from indababot.wikicode.mask import HIDDEN, LINE_SIGNS, PLAIN
from indababot.wikicode.nodes import Hidden, Node, Part
from indababot.wikicode.pairing import LONGEST_MARK
from indababot.wikicode.placing import placed

_LINK_PIPE = re.compile(r"(\[\[[^\[\]{}|\n]{1,255})\{\{!\}\}")
"""``{{!}}`` in a link is its pipe, as it is to MediaWiki."""
_TABLE_BY_CALL = "{{{!}}"
_MOST_TABLES = 3
"""Each is read anew, which takes time; no submission has as many."""
_PIPE = re.compile(r"(?P<table>\{\{\{!\}\})|\{\{!\}\}(?P<sign>\{\{!\}\}|[-}+]?)")
"""``{{!}}`` as a table inside a call has it for its pipes."""
_MARKS = re.compile(rf"[*#:;]{{{LONGEST_MARK}}}([*#:;]+)")


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
            return placed(self.text, self.mask, start, end)
        if marks := _MARKS.match(self.mask, start, end):  # what stood within a line begins one here
            self.mask = self.mask[: marks.start(1)] + PLAIN * len(marks[1]) + self.mask[marks.end() :]
        mask = self.mask
        if part and mask[start : start + 1] not in LINE_SIGNS and mask.find("\n=", start, end) < 0:
            return [node for node in part.nodes if node.end > start] if start > part.start else part.nodes
        return placed(self.text, self.mask, start, end)


def parse(source: str) -> Document:
    """Read wikitext: in linear time and without an error, whatever it holds."""
    guarded = guard(source)
    mask = _LINK_PIPE.sub(rf"\1|{HIDDEN * 4}", guarded.mask) if "{{!}}" in guarded.mask else guarded.mask
    document = Document(guarded.text, mask, guarded.unclosed, guarded.inserted, guarded.cut)
    document.nodes = placed(guarded.text, mask, 0, len(mask))
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
