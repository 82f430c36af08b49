"""Rows of tables: how many cells stand in each, and tables whose labels are the heads of columns."""

import re
from dataclasses import dataclass
from functools import partial
from itertools import islice, takewhile

from indababot.reading.form.labels import PEOPLE, Label, Shape
from indababot.reading.form.spelling import SHORTENED, label_key, may_be_label
from indababot.reading.markup import CELLS, Edge, Fence, Line, LineKind
from indababot.records import FieldKey

_SCORE = re.compile(r"\s*[+−–-]?\d+(?:[.,]\d+)?(?:\s*/\s*\d+)?\s*%?\s*")
_LONGEST_SCORE = 20
_NUMBER = re.compile(r"\s*\d{1,2}[.)]?\s*")
_OF_PEOPLE = frozenset((FieldKey.AUTHORS, FieldKey.USERNAMES, FieldKey.COUNTRY, FieldKey.AFFILIATION, None))
"""What a table tells of each of several people."""
_FEW = 2
"""A row of no more cells is a label and its answer."""


@dataclass(slots=True)
class Entry:
    """An item of the stream with what is known of it: its labels, and for a cell its row's first place and length."""

    item: Line | Fence
    labels: list[Label]
    first_cell: bool = False
    cells: int = 0
    again: Label | None = None
    """The label before the line once more, in another language, where the line is no more than that."""
    is_head: bool = False
    """The cell is the head of a column."""
    of_people: bool = False
    """It stands in a table of people, whose heads are no labels of the form."""
    is_grid: bool = False
    """A table of several rows begins with it, which is no form."""

    @property
    def depth(self) -> int:
        """How deep its line is nested; 0 for a fence."""
        return 0 if isinstance(self.item, Fence) else self.item.depth

    @property
    def filled(self) -> bool:
        """Whether something stands there: a fence, or a line that is not blank."""
        return isinstance(self.item, Fence) or bool(self.item.runs)


_AROUND = " \t\u00a0:："

Row = list[list[Entry]]
"""The cells of a row, each with the lines that stand in it."""


def arranged(entries: list[Entry]) -> list[Entry]:
    """The entries with their rows counted; below a row of labels alone, each label is followed by its column's cell."""
    if not any(entry.item.edge is Edge.ROW for entry in entries if isinstance(entry.item, Fence)):
        _count(_rows(entries))
        return entries
    _leave_grids(entries)
    out: list[Entry] = []
    heads: Row = []
    row: Row = []
    for entry in entries:
        if isinstance(entry.item, Fence):
            heads = _flush(out, heads, row)
            row = []
            if entry.item.edge is not Edge.ROW:
                heads = _flush(out, heads, [])
            out.append(entry)
        elif entry.item.kind in CELLS:
            row.append([entry])
        elif row:
            row[-1].append(entry)
        else:
            out.append(entry)
    _flush(out, _flush(out, heads, row), [])
    return out


def _leave_grids(entries: list[Entry]) -> None:
    """Drop the labels at the head of columns with several rows below, an agenda or a budget: it tells of many things, the form of one.

    Of people a form may well have several, but who they are it asks once: a table of guests beside the authors' own field is none.
    """
    rows = _rows(entries)
    asked = _asked(entries)
    for place, heads in enumerate(rows):
        named = {label.key for cell in heads for label in cell[0].labels if label.shape is Shape.CELL}
        if not named or len(heads) < _FEW or not all(map(_is_header, heads)):
            continue
        rest = islice(rows, place + 1, None)
        below = list(takewhile(partial(_is_plain, len(heads)), rest))
        told = any(cell[0].labels for row in below[:_FEW] for cell in row)
        inside = [cell[0] for row in (heads, *below) for cell in row]
        of_guests = FieldKey.AUTHORS in named and _OF_PEOPLE.issuperset(named) and asked > _asked(inside)
        if len(below) >= _FEW and (of_guests or not (told or named & PEOPLE)):
            heads[0][0].is_grid = True
            for entry in inside if of_guests else inside[: len(heads)]:
                entry.labels = []


def _asked(entries: list[Entry]) -> int:
    """How often some entries ask for the authors."""
    return sum(label.key is FieldKey.AUTHORS for entry in entries for label in entry.labels)


def _is_plain(length: int, row: Row) -> bool:
    """Whether a row has so many cells, and no head among them."""
    return len(row) == length and not any(map(_is_header, row))


def _is_header(cell: list[Entry]) -> bool:
    return isinstance(cell[0].item, Line) and cell[0].item.kind is LineKind.HEADER_CELL


def _flush(out: list[Entry], heads: Row, row: Row) -> Row:
    """Write a finished row, below its heads where it has some; a row of labels alone waits for the next one."""
    row = _uncounted(row)
    _count([row])
    _leave_answer(row)
    if len(row) > _FEW and row[0][0].labels and all(_is_score(cell) for cell in row[1:]):
        row[0][0].labels = strange_cell(row[0][0])
    if heads and row and _fits(heads, row):
        for head, cell in zip(heads, row, strict=True):
            head[0].labels, head[0].is_head = head[0].labels or strange_cell(head[0]), True
            out += [*head, *cell]
            cell[0].first_cell = False
        return []
    if heads and not row:
        out += [entry for cell in heads for entry in cell]
        return []
    out += [entry for cell in heads for entry in cell]
    if len(row) > 1 and any(_is_head(cell) for cell in row) and all(_may_head(cell) for cell in row):
        named = [id(cell[0].labels[0].field) for cell in row if _is_head(cell)]
        if len(named) == len(
            set(named)
        ):  # else a label and an answer that is one too: *Mode*, *onsite or online*
            return row
    out += [entry for cell in row for entry in cell]
    return []


def _leave_answer(row: Row) -> None:
    """Drop the label that is the answer to the label before it: *Type of session*, ``Panel``."""
    if len(row) != _FEW or not (_is_head(row[0]) and _is_head(row[1])):
        return
    (asked,), (told,) = row[0][0].labels, row[1][0].labels
    choices = asked.field.choices if asked.field else ()
    known = (label_key(name) for choice in choices for name in (choice.name, *choice.aliases))
    if (_is_header(row[0]) and not _is_header(row[1])) or label_key(told.text) in known:
        row[1][0].labels = []


def _uncounted(row: Row) -> Row:
    """A row without the cell that counts it, before a label and its answer: ``1 || Title || Wells``."""
    first = row[0][0].item if len(row) > _FEW else None
    counted = isinstance(first, Line) and _NUMBER.fullmatch(first.text) is not None
    return row[1:] if counted and not row[0][0].labels and row[1][0].labels else row


def _is_score(cell: list[Entry]) -> bool:
    """Whether a number alone stands in a cell: a reviewer's, ``4/5``."""
    text = "".join(entry.item.text for entry in cell if isinstance(entry.item, Line))
    return len(text) < _LONGEST_SCORE and _SCORE.fullmatch(text) is not None


def _is_head(cell: list[Entry]) -> bool:
    labels = cell[0].labels
    alone = not any(entry.item.runs for entry in cell[1:] if isinstance(entry.item, Line))
    return alone and len(labels) == 1 and labels[0].shape is Shape.CELL and labels[0].field is not None


def _fits(heads: Row, row: Row) -> bool:
    """Whether a row holds the values below a row of labels; below one that nobody told us of, no header cells."""
    known = all(_is_head(cell) for cell in heads)
    plain = all(isinstance(cell[0].item, Line) and cell[0].item.kind is LineKind.CELL for cell in row)
    return len(heads) == len(row) and not any(cell[0].labels for cell in row) and (known or plain)


def _may_head(cell: list[Entry]) -> bool:
    """Whether a cell can stand in a row of labels: a known label, or in a header cell what looks like one."""
    unknown = (
        not cell[0].labels and cell[0].item.kind is LineKind.HEADER_CELL
        if isinstance(cell[0].item, Line)
        else False
    )
    return _is_head(cell) or (unknown and len(cell) == 1 and bool(strange_cell(cell[0])))


def strange_cell(entry: Entry) -> list[Label]:
    """A cell's text as a label that nobody told us of, where it looks like one."""
    text = entry.item.text if isinstance(entry.item, Line) else ""
    if not may_be_label(SHORTENED.sub("", text)):
        return []
    start = len(text) - len(text.lstrip(_AROUND))
    return [Label(start, len(text), None, Shape.CELL, text.strip(_AROUND))]


def _rows(entries: list[Entry]) -> list[Row]:
    rows: list[Row] = [[]]
    for entry in entries:
        if isinstance(entry.item, Fence):
            rows.append([])
        elif entry.item.kind in CELLS:
            rows[-1].append([entry])
    return rows


def _count(rows: list[Row]) -> None:
    for row in rows:
        for index, cell in enumerate(row):
            cell[0].first_cell, cell[0].cells = index == 0, len(row)
