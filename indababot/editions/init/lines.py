"""A form's page as lines: what the wikitext is made of stands in each line's kind, and in marks around pieces of its text."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from html import unescape
from typing import Any

from indababot.editions.init.found import BOLD, CALL, END, ITALIC, LINK, LINK_END, SLOT, SLOT_END, START
from indababot.lexicon import lexicon
from indababot.lexicon.namespaces import Namespace, namespace
from indababot.wikicode import Document, hidden, nodes

_COLOURED = re.compile(r"\s*(?:red|(?:font )?colou?r)\s*", re.IGNORECASE)
_REQUIRED = frozenset(word.casefold() for word in lexicon().forms.required)
_FUNCTION = re.compile(r"\s*(?:#|[A-Z]{4,})")
"""A parser function or a magic word: what it gives, the form does not say."""
_TRANSLATION = re.compile(r"\s*T:\d+")
"""A mark of a translated page, which is no hint."""
_APART = frozenset(("templatedata", "inputbox"))
_MOST_APART = 10
_STRUCK = frozenset(("s", "del", "strike"))


class Kind(Enum):
    """What a line is; a page's list entries are texts that begin with their signs."""

    TEXT = "text"
    HEADING = "heading"
    TERM = "term"
    CELL = "cell"
    HEADER = "header"
    TABLE = "table"
    ROW = "row"
    TABLE_END = "table end"


CELLS = frozenset((Kind.CELL, Kind.HEADER))
EDGES = frozenset((Kind.TABLE, Kind.ROW, Kind.TABLE_END))
_ELEMENTS = {"th": Kind.HEADER, "td": Kind.CELL, "dt": Kind.TERM, "table": Kind.TABLE, "tr": Kind.ROW}


@dataclass(slots=True)
class Line:
    """A line of a page, or an edge of a table between lines; ``level`` is a heading's."""

    kind: Kind = Kind.TEXT
    text: str = ""
    level: int = 0


@dataclass(slots=True)
class Lines:
    """The lines of a page, and what stands on it apart from them: its categories, and the contents of extensions' tags by name."""

    lines: list[Line] = field(default_factory=lambda: [Line()])
    categories: list[str] = field(default_factory=list)
    apart: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in _APART})


def templates_in(document: Document, within: Sequence[nodes.Node]) -> Iterator[nodes.Template]:
    """The template calls of a page, those inside others and in texts shown as written too; the outer ones first."""
    for node in within:
        if isinstance(node, nodes.Template):
            yield node
            yield from templates_in(document, node.name.nodes)
            for parameter in node.parameters:
                yield from templates_in(document, parameter.value.nodes)
        elif isinstance(node, nodes.Tag) and node.content and node.name not in hidden.DATA:
            yield from templates_in(document, _inside(document, node, node.content))
        elif isinstance(node, nodes.Table):
            yield from templates_in(document, node.content.nodes)


def lines_of(
    document: Document, within: Sequence[nodes.Node], *, form: nodes.Template | None = None
) -> Lines:
    """Some nodes of a page as lines, without the call of the form."""
    writer = _Writer(document, form.start if form else -1)
    writer.walk(within)
    return writer.out


def text_of(document: Document, part: nodes.Part) -> str:
    """The lines of a template's parameter, as one text."""
    found = lines_of(document, document.lines(part.start, part.end, part))
    return "\n".join(line.text for line in found.lines)


def _inside(document: Document, node: nodes.Tag, content: nodes.Part) -> Sequence[nodes.Node]:
    """What stands in a tag: a form to copy may stand in ``<pre>`` or ``<nowiki>``."""
    if node.name in hidden.TEXT:
        return document.anew(content.start, content.end)
    return content.nodes


class _Writer:
    def __init__(self, document: Document, form: int) -> None:
        self.document = document
        self.form = form
        self.out = Lines()

    def walk(self, within: Sequence[nodes.Node]) -> None:
        for node in within:
            _SHOW[type(node)](self, node)

    def text(self, node: nodes.Node) -> None:
        self.add(self.document.text[node.start : node.end])

    def newline(self, _: nodes.Node) -> None:
        self.begin()

    def entity(self, node: nodes.Node) -> None:
        self.add(unescape(self.document.text[node.start : node.end]))

    def quotes(self, node: nodes.Node) -> None:
        self.add(ITALIC if node.end - node.start == 2 else BOLD)

    def hints(self, node: nodes.Hidden) -> None:
        for comment in self.document.comments(node):
            self.add(_hint(comment))

    def heading(self, node: nodes.Heading) -> None:
        self.begin(Kind.HEADING, node.level)
        self.walk(node.title.nodes)

    def slot(self, node: nodes.Argument) -> None:
        default = self.source(node.default) if node.default else ""
        self.add(f"{SLOT}{self.source(node.name).strip()}{SLOT}{default}{SLOT_END}")

    def slots(self, within: Sequence[nodes.Node]) -> None:
        """The parameters that a function looks at, which shows what we cannot know."""
        for node in within:
            if isinstance(node, nodes.Argument):
                self.slot(node)

    def external(self, node: nodes.ExternalLink) -> None:
        self.add(LINK)
        self.walk((node.title or node.address).nodes)
        self.add(LINK_END)

    def stray(self, node: nodes.StrayTag) -> None:
        self.edge(node.name, closing=node.closing)

    def add(self, text: str) -> None:
        self.out.lines[-1].text += text

    def begin(self, kind: Kind = Kind.TEXT, level: int = 0) -> None:
        """A line begins; where the last one is empty and no cell, it is that one."""
        last = self.out.lines[-1]
        if kind is not Kind.TEXT and last.kind is Kind.TEXT and not last.text:
            last.kind, last.level = kind, level
        else:
            self.out.lines.append(Line(kind, level=level))

    def source(self, part: nodes.Part) -> str:
        return self.document.content(part)

    def marker(self, node: nodes.Marker) -> None:
        if node.sign == ";" and not self.out.lines[-1].text:
            self.begin(Kind.TERM)
        elif not node.sign.startswith("-"):
            self.add(node.sign)

    def link(self, node: nodes.Link) -> None:
        title = self.source(node.title)
        head, colon, rest = title.partition(":")
        if colon and namespace(head.strip()) is Namespace.CATEGORY:
            self.out.categories.append(rest.strip())
            return
        if colon and (not rest.strip() or namespace(head.strip()) is Namespace.FILE):
            return  # ``[[User:]]`` is to be filled in
        self.add(LINK)
        self.walk((node.text or node.title).nodes)
        self.add(LINK_END)

    def template(self, node: nodes.Template) -> None:
        text = self.document.text[node.start : node.end]
        if node.start == self.form:
            self.begin()
            return
        name = self.source(node.name)
        if _COLOURED.fullmatch(name) and node.parameters:
            self.walk(node.parameters[-1].value.nodes)
        elif name.strip().casefold() in _REQUIRED:
            self.add(" (required) ")
        elif "\n" in text:  # a box around the form, say
            for parameter in node.parameters:
                value = parameter.value
                self.begin()
                self.walk(self.document.lines(value.start, value.end, value))
        elif not _FUNCTION.match(name):
            self.add(f"{CALL}{text}{CALL}")
        else:
            for part in (node.name, *(parameter.value for parameter in node.parameters)):
                self.slots(part.nodes)

    def tag(self, node: nodes.Tag) -> None:
        name, content = node.name, node.content
        if name in _STRUCK:
            return
        if content is None:
            self.edge(name, closing=False)
        elif name in _APART:
            kept = self.out.apart[name]
            kept += [self.document.text[content.start : content.end]] if len(kept) < _MOST_APART else []
        elif name not in hidden.DATA and name != "ref":
            self.edge(name, closing=False)
            fresh = not self.out.lines[-1].text
            again = fresh and name not in hidden.TEXT
            inside = self.document.lines(content.start, content.end, content) if again else None
            self.walk(_inside(self.document, node, content) if inside is None else inside)
            self.edge(name, closing=True)

    def edge(self, name: str, *, closing: bool) -> None:
        """A tag begins or ends."""
        if name in ("b", "strong"):
            self.add(BOLD)
        elif name in ("i", "em"):
            self.add(ITALIC)
        elif name == "br":
            self.begin()
        elif name == "table" and closing:
            self.begin(Kind.TABLE_END)
            self.begin()
        elif name in _ELEMENTS:
            self.begin(Kind.TEXT if closing else _ELEMENTS[name])
        elif name == "li" and not closing:
            self.begin()
            self.add("* ")

    def table(self, node: nodes.Table) -> None:
        inside = node.content.nodes
        if node.name in ("td", "th"):
            if self.document.text.startswith("|+", node.start):
                return  # a caption
            self.begin(_ELEMENTS[node.name])
            attributes = (
                inside and isinstance(inside[0], nodes.Hidden) and not self.document.comments(inside[0])
            )
            self.walk(inside[1:] if attributes else inside)
            return
        self.begin(_ELEMENTS[node.name])
        self.walk(inside)
        if node.name == "table":
            self.begin(Kind.TABLE_END)
            self.begin()


_SHOW: dict[type[nodes.Node], Callable[[_Writer, Any], None]] = {
    nodes.Text: _Writer.text,
    nodes.Newline: _Writer.newline,
    nodes.Entity: _Writer.entity,
    nodes.Quotes: _Writer.quotes,
    nodes.Hidden: _Writer.hints,
    nodes.Marker: _Writer.marker,
    nodes.Heading: _Writer.heading,
    nodes.Argument: _Writer.slot,
    nodes.Link: _Writer.link,
    nodes.ExternalLink: _Writer.external,
    nodes.Template: _Writer.template,
    nodes.Tag: _Writer.tag,
    nodes.StrayTag: _Writer.stray,
    nodes.Table: _Writer.table,
}


def _hint(comment: str) -> str:
    """A comment as a hint in one line, a list in it with semicolons."""
    if _TRANSLATION.match(comment):
        return ""
    lines = [line.strip(" \t*#;,\r") for line in comment.split("\n") if line.strip()]
    first = lines[0].endswith(":") if lines else False
    is_list = len(lines) - first >= 2 and all(
        len(line.split()) <= 7 and line[-1:] != "." for line in lines[first:]
    )
    lead = f"{lines[0]} " if first else ""
    return f"{START}{lead}{('; ' if is_list else ' ').join(lines[first:])}{END}"
