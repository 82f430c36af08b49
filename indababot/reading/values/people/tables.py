"""Tables of people: their rows, and what each column holds."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise

from indababot.lexicon import lexicon
from indababot.reading.gendered import ungendered
from indababot.reading.markup import CELLS, LISTED, Line, LineKind, Lines
from indababot.reading.values.wording import folded


class Column(Enum):
    """What a column of a table of people holds."""

    ACCOUNT = auto()
    NAME = auto()
    COMMENT = auto()
    NUMBER = auto()
    OTHER = auto()


_WORDS = lexicon().participants
_LABELS = lexicon().labels.fields
_HEADS = {
    folded(word): column
    for column, words in (
        (Column.NAME, _LABELS["authors"]),
        (Column.ACCOUNT, _LABELS["usernames"]),
        (Column.NUMBER, _WORDS.number_columns),
        (Column.COMMENT, _WORDS.comment_columns),
        (Column.NAME, _WORDS.name_columns),
        (Column.ACCOUNT, _WORDS.account_columns),
    )
    for word in words
}


@dataclass(slots=True)
class Row:
    """A row of a table: for each of its cells the lines that stand in it."""

    cells: list[list[Line]]

    @property
    def start(self) -> int:
        """The offset of its first cell."""
        return self.cells[0][0].start


def rows_in(lines: Iterable[Line]) -> Iterator[Line | Row]:
    """The lines, with those of a table's rows together.

    A row of one cell, or with lists in its cells, only places things: its lines come one by one.
    """
    row: Row | None = None
    place = -1
    for line in lines:
        if line.kind in CELLS and (row is None or line.row != place):
            yield from _finished(row)
            row, place = Row([[line]]), line.row
        elif row is None or line.row != place:
            yield from _finished(row)
            row = None
            yield line
        elif line.kind in CELLS:
            row.cells.append([line])
        else:
            row.cells[-1].append(line)
    yield from _finished(row)


def _finished(row: Row | None) -> Iterator[Line | Row]:
    if row is None:
        return
    listed = any(line.kind in LISTED for cell in row.cells for line in cell)
    if len(row.cells) > 1 and not listed:
        yield row
        return
    for first, *others in row.cells:
        head = first.kind is LineKind.HEADER_CELL and not any(run.link for run in first.runs)
        yield from [first if head else replace(first, kind=LineKind.PARAGRAPH, depth=0), *others]


def _holds(head: str) -> Column:
    """What a column holds, by its head, in one gender or in several: ``Usuario/a``."""
    return _HEADS.get(folded(head)) or _HEADS.get(folded(ungendered(head)), Column.OTHER)


def columns_of(row: Row) -> list[Column]:
    """What each column holds, where a row is the table's head; else nothing."""
    heads = [_holds(_text(cell)) for cell in row.cells]
    if Column.ACCOUNT in heads or Column.NAME in heads:
        return heads
    lines = [line for cell in row.cells for line in cell]
    bare = all(line.kind is LineKind.HEADER_CELL and not any(run.link for run in line.runs) for line in lines)
    return heads if bare and set(heads) - {Column.OTHER} else []  # ``Signature``, ``Question``


def uncaptioned(lines: Lines) -> tuple[Lines, Lines]:
    """The lines without what stands right above a table's head, as its caption does, and those: no account is named there."""
    captions = {
        place
        for place, (line, below) in enumerate(pairwise(lines))
        if below.kind is LineKind.HEADER_CELL
        and line.kind is LineKind.PARAGRAPH
        and line.text.strip()
        and not any(run.link for run in line.runs)
    }
    kept = tuple(line for place, line in enumerate(lines) if place not in captions)
    return kept, tuple(line for place, line in enumerate(lines) if place in captions)


def people_in(lines: Lines) -> tuple[Lines, list[list[tuple[Column, Line]]]]:
    """The lines of a field of people without its table, and the cells of each row of that; all the lines where none stands there."""
    rest: list[Line] = []
    rows: list[list[tuple[Column, Line]]] = []
    columns: list[Column] = []
    for one in rows_in(lines):
        if not isinstance(one, Row):
            rest.append(one)
        elif columns:
            kinds = [*columns, *[Column.OTHER] * len(one.cells)]
            rows.append([(kind, joined(cell)) for kind, cell in zip(kinds, one.cells, strict=False)])
        elif not (columns := columns_of(one)):
            return lines, []
    return (tuple(rest), rows) if rows else (lines, [])


def is_number(cell: Line) -> bool:
    """Whether a cell holds nothing but its row's number."""
    return cell.text.strip(" .#()").isdigit()


def joined(cell: Lines | list[Line]) -> Line:
    """The lines of a cell as one."""
    first = cell[0]
    runs = [run for line in cell for run in line.runs]
    spaced = [run._replace(text=f"{run.text} ", exact=False) for run in runs] if len(cell) > 1 else runs
    return Line(LineKind.CELL, tuple(spaced), first.start, max(line.end for line in cell), row=first.row)


def _text(cell: Sequence[Line]) -> str:
    return " ".join(line.text for line in cell).strip()
