"""What a reader sees of a piece of a page, and where each bit of it stands in the source.

Wikitext, HTML and bare text all become :class:`Line` objects made of :class:`Run` objects; whatever looks for labels, people, choices or
participants works on these and never on markup.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple

from indababot.lexicon import SIGNS


class LinkKind(StrEnum):
    """Where a link leads."""

    USER = "user"
    """A user page or a user template: the target is the account."""
    TALK = "talk"
    """A user's talk page: the target is the account."""
    CONTRIBUTIONS = "contributions"
    """``Special:Contributions/X``: the target is the account."""
    PAGE = "page"
    EXTERNAL = "external"


class Link(NamedTuple):
    """A link: its kind, and its target (an account, a page title or an address)."""

    kind: LinkKind
    target: str


class Run(NamedTuple):
    """Visible text of one style. ``start`` and ``end`` are offsets of the source that it comes from, markup of its own included.

    ``text`` may be shorter or longer than the source (an entity, a piped link); ``exact`` says that it is the same, character for
    character, so that an offset inside ``text`` is one inside the source. A run with empty text is a link that shows nothing.
    """

    text: str
    start: int
    end: int
    bold: bool = False
    struck: bool = False
    link: Link | None = None
    exact: bool = True
    template: bool = False
    """It is the call of a template that nobody here knows, as written."""
    marked: bool = False
    """It is underlined or highlighted."""


class LineKind(StrEnum):
    """What sort of line of a page something stands on."""

    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    NUMBER = "number"
    INDENT = "indent"
    TERM = "term"
    DEFINITION = "definition"
    CELL = "cell"
    HEADER_CELL = "header-cell"
    HEADING = "heading"
    CAPTION = "caption"
    """A paragraph below a picture, which is no line of the text around it."""
    PARAMETER = "parameter"


@dataclass(slots=True)
class Line:
    """One line, list entry, cell or heading as a reader sees it. ``depth`` is a list's nesting (1 for ``*``) or a heading's level.

    A line does not change; it is not frozen because a page has many, and freezing doubles what making one costs.
    """

    kind: LineKind
    runs: tuple[Run, ...]
    start: int
    end: int
    depth: int = 0
    row: int = field(default=0, compare=False)
    """How many tables, rows and calls have begun or ended before it on its page: lines of one row of a table have the same."""
    text: str = field(init=False, compare=False, repr=False)
    """The visible text of the whole line."""
    _ends: tuple[int, ...] = field(default=(), init=False, compare=False, repr=False)
    """Where each run ends in that text, once somebody asks."""

    def __post_init__(self) -> None:
        self.text = self.runs[0].text if len(self.runs) == 1 else "".join([run.text for run in self.runs])

    @property
    def is_template(self) -> bool:
        """Nothing stands on the line but calls of templates that nobody here knows: columns, a footer, a navigation bar."""
        shown = [run.template for run in self.runs if run.text.strip()]
        return bool(shown) and all(shown)

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the source behind the visible characters ``[start, end)`` of :attr:`text`.

        Inside a run that is not exact, the whole run is meant.
        """
        if self.runs and (run := self.runs[0]).exact and start < len(run.text) >= end:  # as most often
            return run.start + start, run.start + end
        if not self._ends:  # a line of many runs is asked once for each of its values
            self._ends = tuple(accumulate(len(run.text) for run in self.runs))
        low, stop = bisect_right(self._ends, start), max(end, start + 1)
        if low == len(self.runs):
            return self.start, self.start
        high = min(bisect_left(self._ends, stop), len(self.runs) - 1)
        first, last = self.runs[low], self.runs[high]
        before, after = self._ends[low] - len(first.text), self._ends[high] - len(last.text)
        begin = first.start + (start - before) if first.exact and start > before else first.start
        finish = last.start + (end - after) if last.exact and end < self._ends[high] else last.end
        return begin, finish


Lines = tuple[Line, ...]


def cut(line: Line, start: int, end: int | None = None, *, kind: LineKind | None = None) -> Line:
    """The visible characters ``[start, end)`` of a line, as a line of its own."""
    runs: list[Run] = []
    position = 0
    stop = len(line.text) if end is None else end
    for run in line.runs:
        length = len(run.text)
        before, position = position, position + length
        if position < start or (position == start and length):
            continue  # a link that shows nothing stays: it names its account
        if before >= start and position <= stop:
            runs.append(run)
        elif before < stop:
            low, high = max(start - before, 0), min(stop - before, length)
            first, last = (run.start + low, run.start + high) if run.exact else (run.start, run.end)
            runs.append(Run(run.text[low:high], first, last, *run[3:]))
    first = runs[0].start if runs and start else line.source(start, start)[0] if start else line.start
    last = line.end if end is None else runs[-1].end if runs else first
    return Line(kind or line.kind, tuple(runs), first, max(first, last), line.depth, line.row)


_UNSEEN = SIGNS + " \t\u00a0"


def bared(line: Line) -> Line:
    """A line without the signs at its ends that nobody sees, and the blanks among them."""
    text = line.text
    inner = text.strip(_UNSEEN)
    first = text.find(inner) if inner else 0
    last = first + len(inner)
    # Behind blanks and signs at the end a link may stand that shows nothing.
    whole = not text[last:].strip() or any(run.link and not run.text for run in line.runs)
    return line if whole and not text[:first].strip() else cut(line, first, None if whole else last)


LISTED = frozenset((LineKind.BULLET, LineKind.NUMBER))
INDENTED = LISTED | {LineKind.INDENT}
"""Lines that a sign of a list begins, ``:`` among them."""
CELLS = frozenset((LineKind.CELL, LineKind.HEADER_CELL))
_BLOCKS = frozenset((LineKind.INDENT, LineKind.TERM, LineKind.DEFINITION))
"""Entries of lists of definitions; rendered, they stand apart from paragraphs whether a blank line stands between them or not."""
ENTRIES = LISTED | _BLOCKS
_OWN = _BLOCKS | CELLS | {LineKind.PARAMETER}


def plain(lines: Iterable[Line]) -> str | None:
    """Lines as plain text; None when nothing is left.

    Paragraphs and sub-headings stand apart by a blank line; a list entry is a line that begins with ``• ``; entries of one kind stand
    below each other. A line of wikitext that continues a paragraph is joined to it, as a reader sees it; a line break stays one.
    """
    out: list[str] = []
    before: Line | None = None
    cell: Line | None = None
    blank = False
    for line in lines:
        text = " ".join(line.text.split())
        if not text:
            cell = line if line.kind in CELLS else cell
            # Blanks that are written (``&nbsp;``) end no paragraph.
            blank = blank or (line.kind not in CELLS and (not line.runs or line.depth > 0))
            continue
        shown = f"• {text}" if line.kind in LISTED else text
        broken = before is not None and not blank and _is_broken(before, line)
        between = "" if before is None else "\n" if broken else _between(before, cell or line, blank=blank)
        out.append(between + shown)
        before, blank, cell = before if broken else line, False, None
    return "".join(out) or None


def _is_broken(before: Line, line: Line) -> bool:
    """Whether a line stands behind a line break inside an entry of a list, on its line of the source."""
    return line.kind is LineKind.PARAGRAPH and line.depth == 1 and before.kind in ENTRIES


def _between(before: Line, line: Line, *, blank: bool) -> str:
    """What stands between two lines of plain text."""
    if line.kind in LISTED and before.kind in LISTED:
        return "\n"
    kinds = {line.kind, before.kind}
    if LineKind.HEADING in kinds or (LineKind.PARAGRAPH in kinds and not kinds.isdisjoint(_BLOCKS)):
        return "\n\n"
    if LISTED & kinds and _BLOCKS & kinds and line.depth == before.depth == 1:
        return "\n\n"  # one list ends, and another begins
    if before.kind in CELLS and line.kind in LISTED:
        return "\n\n"  # a cell's text is a paragraph before its list
    if before.kind in CELLS and line.kind is LineKind.PARAGRAPH and not (blank or line.depth):
        return " "  # its paragraph goes on
    if line.kind in _OWN or before.kind in _OWN:
        return "\n\n" if blank or (line.kind not in _OWN and before.kind not in _OWN) else "\n"
    if blank or line.kind is not LineKind.PARAGRAPH or before.kind is not LineKind.PARAGRAPH:
        return "\n\n"
    return "\n" if line.depth else " "
