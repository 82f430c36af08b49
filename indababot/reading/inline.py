"""What a reader sees of a piece of a page, and where each bit of it stands in the source.

Wikitext, HTML and bare text all become :class:`Line` objects made of :class:`Run` objects; whatever looks for labels, people, choices or
participants works on these and never on markup.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its kind, and its target (an account, a page title or an address)."""

    kind: LinkKind
    target: str


@dataclass(frozen=True, slots=True)
class Run:
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
    PARAMETER = "parameter"


@dataclass(frozen=True, slots=True)
class Line:
    """One line, list entry, cell or heading as a reader sees it. ``depth`` is a list's nesting (1 for ``*``) or a heading's level."""

    kind: LineKind
    runs: tuple[Run, ...]
    start: int
    end: int
    depth: int = 0

    @property
    def text(self) -> str:
        """The visible text of the whole line."""
        return "".join(run.text for run in self.runs)

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the source behind the visible characters ``[start, end)`` of :attr:`text`.

        Inside a run that is not exact, the whole run is meant.
        """
        first: int | None = None
        last = self.start
        position = 0
        for run in self.runs:
            length = len(run.text)
            if position + length > start and position < max(end, start + 1):
                low = run.start + (start - position) if run.exact and start > position else run.start
                high = run.start + (end - position) if run.exact and end < position + length else run.end
                first, last = (low if first is None else first), high
            position += length
        return (last, last) if first is None else (first, last)


Lines = tuple[Line, ...]


def plain(lines: Iterable[Line]) -> str | None:
    """Lines as plain text: paragraphs apart by a blank line, a bullet as a line that begins with ``• ``; None when nothing is left."""
    out: list[str] = []
    before: LineKind | None = None
    for line in lines:
        text = " ".join(line.text.split())
        if not text:
            before = None
            continue
        listed = line.kind in (LineKind.BULLET, LineKind.NUMBER)
        if out and not (listed and before in (LineKind.BULLET, LineKind.NUMBER)):
            out.append("" if before is None or listed is False else "")
        out.append(f"• {text}" if listed else text)
        before = line.kind
    return "\n".join(out).strip() or None
