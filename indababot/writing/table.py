"""Sortable wikitables, made of escaped wikitext only.

Each cell stands on its own line: MediaWiki's ``||`` is never written, since even its own escaper fails there.
What a view makes is a tuple of blocks; a block knows its rows apart from its head and foot, so that a long
one can be split.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import LiteralString, TypeVar, overload

from indababot.writing.wikitext import EMPTY, Wikitext, attribute, lines, literal, number

A = TypeVar("A")
B = TypeVar("B")

RIGHT_TO_LEFT = frozenset({"ar", "arz", "ary", "fa", "he", "ur", "ps", "ckb", "sd", "yi", "dv", "ug"})


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. ``sort`` is what the table sorts it by, where that is not what it shows; ``style`` is CSS of
    our own.
    """

    text: Wikitext
    sort: str | int | None = None
    style: LiteralString | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column's header. ``style`` is CSS of our own; a column of ``numbers`` is set to the end of its
    cells.
    """

    header: Wikitext
    style: LiteralString | None = None
    numbers: bool = False
    sortable: bool = True


class Mapped(Sequence[B]):
    """Things made of other things, each when it is first looked at: rows that a page has no room for cost nothing."""

    def __init__(self, items: Sequence[A], make: Callable[[A], B]) -> None:
        self._length = len(items)
        self._make: Callable[[int], B] = lambda index: make(items[index])
        self._made: dict[int, B] = {}

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> B: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[B]: ...
    def __getitem__(self, index: int | slice) -> B | Sequence[B]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(self._length))]
        place = range(self._length)[index]
        if place not in self._made:
            self._made[place] = self._make(place)
        return self._made[place]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a region: what stands before its rows, its rows, and what stands after them."""

    head: Wikitext
    rows: Sequence[Wikitext] = ()
    foot: Wikitext = EMPTY

    @property
    def text(self) -> Wikitext:
        """The whole piece; it begins and ends a line."""
        return lines((self.head, *self.rows, self.foot))


def table(
    columns: Iterable[Column],
    rows: Sequence[A],
    cells: Callable[[A], Iterable[Cell]],
    *,
    language: str,
    caption: Wikitext = EMPTY,
    heading: Wikitext = EMPTY,
    total: Iterable[Cell] | None = None,
) -> Block:
    """A table in a language and its direction of writing, below a heading of level 3 where one is given. ``cells`` gives those of a row.

    A ``total`` is a last row that stays there however a reader sorts the table.
    """
    columns = tuple(columns)
    head = lines(
        (
            _heading(heading, language),
            literal('{| class="wikitable sortable"') + spoken(language),
            literal("|+ ") + caption if caption else EMPTY,
            *(_header(column) for column in columns),
        )
    )
    last = EMPTY if total is None else _row(columns, total, literal('|- class="sortbottom"'))
    return Block(head, Mapped(rows, lambda row: _row(columns, cells(row))), lines((last, literal("|}"))))


def note(text: Wikitext, language: str) -> Block:
    """One line of text in a language."""
    return Block(
        literal('<p class="indababot-note"') + spoken(language) + literal(">") + text + literal("</p>")
    )


def spoken(language: str) -> Wikitext:
    """The attributes that say which language a thing is in, and its direction."""
    direction = literal('" dir="rtl"') if direction_of(language) == "rtl" else literal('" dir="ltr"')
    return literal(' lang="') + attribute(language) + direction


def direction_of(language: str) -> str:
    """``rtl`` or ``ltr``."""
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


_ROW = literal("|-")


def _heading(text: Wikitext, language: str) -> Wikitext:
    if not text:
        return EMPTY
    if direction_of(language) == "rtl":
        text = literal("<span") + spoken(language) + literal(">") + text + literal("</span>")
    return literal("=== ") + text + literal(" ===")


def _header(column: Column) -> Wikitext:
    style = literal(' style="') + literal(column.style) + literal('"') if column.style else EMPTY
    kind = literal(' data-sort-type="number"') if column.numbers else EMPTY
    fixed = EMPTY if column.sortable else literal(' class="unsortable"')
    return literal('! scope="col"') + kind + fixed + style + literal(" | ") + column.header


def _row(columns: tuple[Column, ...], cells: Iterable[Cell], start: Wikitext = _ROW) -> Wikitext:
    return lines((start, *(_cell(column, cell) for column, cell in zip(columns, cells, strict=True))))


def _cell(column: Column, cell: Cell) -> Wikitext:
    sort = EMPTY
    if cell.sort is not None:
        value = number(cell.sort) if isinstance(cell.sort, int) else attribute(cell.sort, 100)
        sort = literal('data-sort-value="') + value + literal('" ')
    css = cell.style or ("text-align:end" if column.numbers else None)
    style = literal('style="') + literal(css) + literal('" ') if css else EMPTY
    attributes = sort + style
    return literal("| ") + (attributes + literal("| ") if attributes else EMPTY) + cell.text
