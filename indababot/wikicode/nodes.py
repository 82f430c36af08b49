"""The nodes of a page with their places: what mwparserfromhell found, and what it leaves inside its texts.

Offsets are those of the parsed text. A part (a name, value, title, label, cell) is a stretch with nodes of its own.
"""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Node:
    """Anything that stands on a page."""

    start: int
    end: int


@dataclass(slots=True)
class Part:
    """A stretch of a node that is wikitext itself."""

    start: int
    end: int
    nodes: list[Node] = field(default_factory=list)


class Text(Node):
    """Characters that show themselves, without a line break."""

    __slots__ = ()


class Newline(Node):
    """The end of a line, a return before it included."""

    __slots__ = ()


class Quotes(Node):
    """Two apostrophes or more: italics and bold."""

    __slots__ = ()


class Hidden(Node):
    """What shows nothing: a comment, a behaviour switch (``__TOC__``), the attributes of a cell."""

    __slots__ = ()


class Entity(Node):
    """A character reference."""

    __slots__ = ()


@dataclass(slots=True)
class Argument(Node):
    """``{{{name|default}}}``, as only pages of templates have it."""

    name: Part
    default: Part | None


@dataclass(slots=True)
class Heading(Node):
    """A heading of a level from 1 to 6."""

    level: int
    title: Part


@dataclass(slots=True)
class Marker(Node):
    """A sign that begins a list's entry (``* # ; :``) or a rule (``----``)."""

    sign: str


@dataclass(slots=True)
class Link(Node):
    """``[[title|text]]``."""

    title: Part
    text: Part | None


@dataclass(slots=True)
class ExternalLink(Node):
    """An address, alone or in brackets."""

    address: Part
    title: Part | None
    bracketed: bool


@dataclass(slots=True)
class Parameter:
    """A part of a template behind one of its pipes; ``name`` is None where it has a number only."""

    start: int
    end: int
    name: Part | None
    value: Part


@dataclass(slots=True)
class Template(Node):
    """``{{name|…}}``."""

    name: Part
    parameters: list[Parameter]


@dataclass(slots=True)
class Tag(Node):
    """A tag with its content; None for one that has none."""

    name: str
    content: Part | None


@dataclass(slots=True)
class StrayTag(Node):
    """A tag without a partner."""

    name: str
    closing: bool


@dataclass(slots=True)
class Table(Node):
    """A table of wikitext, or a row or cell of one: ``table``, ``tr``, ``td`` or ``th``."""

    name: str
    content: Part
