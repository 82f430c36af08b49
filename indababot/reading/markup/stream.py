"""The neutral stream: what a page shows, line by line, whatever its markup.

:class:`Builder` is what the readers of wikitext, HTML and bare text write into; :class:`Stream` is what label matching reads.
"""

import html
import re
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple

from indababot.reading.markup.inline import CELLS, ENTRIES, Line, LineKind, Link, Run
from indababot.records import Span

BLANKS = re.compile("  +")
"""Blanks side by side, of which a reader sees one."""


class Edge(Enum):
    """What begins or ends at a fence."""

    CALL = auto()
    """A call of the form's template begins: its parameters follow as PARAMETER lines with their values."""
    CALL_END = auto()
    TABLE = auto()
    ROW = auto()
    TABLE_END = auto()


class Fence(NamedTuple):
    """An edge of a template call or table, between two lines."""

    edge: Edge
    start: int
    end: int


class Banner(NamedTuple):
    """A template on a page: its name, the texts of its parameters, and where it stands."""

    name: str
    values: tuple[str, ...]
    start: int
    end: int


class Note(NamedTuple):
    """A footnote or hidden text as it reads, and about where it stands in the source."""

    lines: tuple[Line, ...]
    span: Span


@dataclass(slots=True)
class Stream:
    """A page as a reader sees it, in order.

    ``banners`` are its templates, ``categories`` those that its text names, ``unclosed`` the brackets without a partner.
    """

    items: list[Line | Fence] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    banners: list[Banner] = field(default_factory=list)
    unclosed: list[Span] = field(default_factory=list)
    cut: int | None = None
    """From where on markup is text, since there is too much of it; None where it is not."""
    asides: list[Span] = field(default_factory=list)
    """Captions of pictures, and texts that stand for one: no reader sees them in the page's text."""
    notes: list[Span] = field(default_factory=list)
    """Footnotes by template, which are no part of what they stand in."""
    told_notes: list[Note] = field(default_factory=list)
    """Hidden texts, and footnotes whose lines have been read."""


class Caption(NamedTuple):
    """An open caption: where in the stream it begins, and the kind and depth of an entry that waits for its end."""

    first: int
    entry: tuple[LineKind, int] | None


class Builder:
    """Collects runs into lines. Offsets are those of ``source``."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.stream = Stream()
        self.runs: list[Run] = []
        self.kind = LineKind.PARAGRAPH
        self.depth = 0
        self.start = 0
        self.bold = False
        self.marked = False
        self.struck = 0
        self.link: Link | None = None
        self.touched = False
        """Markup that shows nothing stands on the current line: it is no blank line."""
        self.broken = False
        """Nothing stands behind a line break on the current line of the source: its end is none that a reader sees."""

    @property
    def fresh(self) -> bool:
        """Whether nothing visible stands on the current line yet."""
        return not self.runs

    def begin(self, kind: LineKind, start: int, depth: int = 0) -> None:
        """The current line is of a kind; its content begins at an offset."""
        self.kind, self.start, self.depth = kind, start, depth

    def text(self, start: int, end: int) -> None:
        """The source between two offsets is shown as it is."""
        if start >= end:
            return
        text = self.source[start:end]
        if not self.runs:
            if text.isspace():
                return
            if self.kind is LineKind.PARAGRAPH:
                self.start = start + len(text) - len(text.lstrip())
        self.runs.append(Run(text, start, end, self.bold, self.struck > 0, self.link, marked=self.marked))

    def entity(self, start: int, end: int) -> None:
        """A character reference."""
        self.add(html.unescape(self.source[start:end]), start, end)

    def add(
        self, text: str, start: int, end: int, link: Link | None = None, *, template: bool = False
    ) -> None:
        """A text that stands for a stretch of the source."""
        if not self.runs and self.kind is LineKind.PARAGRAPH:
            self.start = start
        exact = len(text) == end - start and self.source.startswith(text, start)
        self.runs.append(
            Run(text, start, end, self.bold, self.struck > 0, link or self.link, exact, template, self.marked)
        )

    def widen(self, first: int, start: int, end: int) -> None:
        """The runs of the line from ``first`` on are one link: their source is all of it, brackets included."""
        runs = self.runs
        if len(runs) == first + 1:
            runs[first] = runs[first]._replace(start=start, end=end, exact=False)
        elif runs[first:]:
            runs[first] = runs[first]._replace(start=start, exact=False)
            runs[-1] = runs[-1]._replace(end=end, exact=False)

    def end_line(self, end: int, following: int | None = None, *, hard: bool = False) -> None:
        """The current line ends; a paragraph line begins at ``following``. ``hard``: the next line is one for the reader too."""
        apart = False
        if self.runs or self.kind is not LineKind.PARAGRAPH:
            start = self.start
            self.stream.items.append(
                Line(self.kind, tuple(self.runs), start, end if end > start else start, self.depth)
            )
            self.runs = []
        elif self.broken:
            hard, apart = True, self._in_entry()
        elif not self.touched:
            self.blank(end)
        self.kind, self.depth = LineKind.PARAGRAPH, int(hard) + apart
        self.start = end if following is None else following
        self.bold = self.marked = self.touched = self.broken = False

    def _in_entry(self) -> bool:
        """Whether the last line is an entry of a list, which the line of the source ends with."""
        last = self.stream.items[-1] if self.stream.items else None
        return isinstance(last, Line) and last.kind in ENTRIES

    def break_line(self, start: int, end: int) -> None:
        """A line break: what is bold goes on behind it, for it ends no line of the source. A second one leaves a line blank."""
        bold, marked = self.bold, self.marked
        if self.runs or self.kind is not LineKind.PARAGRAPH:
            self.end_line(start, end, hard=True)
        elif self.depth:
            self.blank(start)
        self.depth, self.start = 1, end
        self.bold, self.marked, self.broken = bold, marked, True

    def close(self, end: int) -> None:
        """End the current line if there is anything on it."""
        self.touched = True
        self.end_line(end)
        self.touched = True

    def paragraph(self, at: int) -> None:
        """A paragraph ends, and another begins; an open cell or entry that shows nothing yet goes on."""
        if self.runs:
            self.close(at)
        elif self.kind is not LineKind.PARAGRAPH:
            return
        self.touched = self.broken = False
        self.end_line(at, hard=True)

    def after_term(self) -> bool:
        """Whether the line before is a term or its definition, and a definition may follow."""
        last = self.stream.items[-1] if self.stream.items else None
        return isinstance(last, Line) and last.kind in (LineKind.TERM, LineKind.DEFINITION)

    def begin_caption(self, at: int) -> Caption:
        """A caption begins below a picture. An entry that shows nothing yet waits for its end; a cell stays empty."""
        waits = not self.runs and self.kind not in (LineKind.PARAGRAPH, *CELLS)
        if not self.runs and self.kind in CELLS:
            self.close(at)
        entry = (self.kind, self.depth) if waits else None
        self.kind = LineKind.PARAGRAPH if waits else self.kind
        self.paragraph(at)
        return Caption(len(self.stream.items), entry)

    def end_caption(self, caption: Caption, at: int, whole: Span | None = None) -> None:
        """A caption ends: its paragraphs are lines of their own kind, which stand where their picture does."""
        self.paragraph(at)
        lines = [item for item in self.stream.items[caption.first :] if isinstance(item, Line) and item.runs]
        for line in lines:
            line.kind = LineKind.CAPTION if line.kind is LineKind.PARAGRAPH else line.kind
        if lines and whole:
            lines[0].start, lines[-1].end = whole
        if caption.entry:
            kind, depth = caption.entry
            self.begin(kind, at, depth)

    def fence(self, edge: Edge, start: int, end: int) -> None:
        """An edge between two lines; a table stands apart from the paragraphs around it."""
        self.close(start)
        if edge is Edge.TABLE:
            self.blank(start)
        elif edge in (Edge.ROW, Edge.TABLE_END):
            self._trim()
        self.stream.items.append(Fence(edge, start, end))
        if edge is Edge.TABLE_END:
            self.blank(end)
        self.start = end

    def cell(self, kind: LineKind, end: int, start: int) -> None:
        """A line ends, and a cell begins; blank lines at the end of one before show nothing."""
        self.close(end)
        self._trim()
        self.begin(kind, start)

    def _trim(self) -> None:
        items = self.stream.items
        while (
            items
            and isinstance(items[-1], Line)
            and items[-1].kind is LineKind.PARAGRAPH
            and not items[-1].runs
        ):
            items.pop()

    def blank(self, at: int) -> None:
        """A blank line."""
        self.stream.items.append(Line(LineKind.PARAGRAPH, (), at, at))


def numbered(stream: Stream) -> Stream:
    """The stream, whose lines know in which row of a table they stand; offsets in rendered pages are too coarse to tell."""
    row = 0
    for item in stream.items:
        if isinstance(item, Fence):
            row += 1
        else:
            item.row = row
    return stream
