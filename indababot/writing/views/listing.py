"""Rows of anything as a table or as calls of a template: chosen columns, sorted, cut and grouped."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic

from indababot.columns import Order
from indababot.writing.entry import Context, shown
from indababot.writing.split import cut_note
from indababot.writing.table import Block, Cell, Column, Mapped, note, table
from indababot.writing.views.columns import Key, T
from indababot.writing.views.options import Options
from indababot.writing.wikitext import EMPTY, Wikitext, call, literal


@dataclass(frozen=True, slots=True)
class Group(Generic[T]):
    """Rows below a heading of their own; without a heading there is one group."""

    heading: Wikitext
    rows: tuple[T, ...]


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """How one kind of row is listed: its columns, which of them are shown unless asked, and what makes its
    order total.

    ``page`` gives the page that a row's template call is told of, where a row is a page. ``empty`` is what is
    said where there are no rows.
    """

    keys: Mapping[str, Key[T]]
    columns: tuple[str, ...]
    sort: tuple[tuple[str, bool], ...]
    tie: Callable[[T], str]
    empty: str
    page: Callable[[T], str] | None = None
    headers: Mapping[str, str] | None = None

    def blocks(
        self,
        rows: Iterable[T],
        options: Options,
        context: Context,
        groups: Callable[[Sequence[T]], list[Group[T]]] | None = None,
    ) -> tuple[Block, ...]:
        """The rows as pieces of a region."""
        ordered = self._sorted(rows, options.sort or self.sort)
        kept = ordered[: options.limit]
        if not kept:
            return (note(context.say(self.empty), context.language),)
        parts = groups(kept) if groups else [Group(EMPTY, tuple(kept))]
        blocks = [self._block(part, options, context) for part in parts]
        if len(kept) < len(ordered):
            blocks.append(cut_note(len(kept), len(ordered), context))
        return tuple(blocks)

    def _block(self, group: Group[T], options: Options, context: Context) -> Block:
        chosen = options.columns or self.columns
        if options.row is not None:
            heading = literal("=== ") + group.heading + literal(" ===") if group.heading else EMPTY
            template = options.row
            return Block(heading, Mapped(group.rows, lambda row: self._call(row, chosen, template, context)))
        columns = [self._column(name, context) for name in chosen]

        def cells(row: T) -> list[Cell]:
            return [Cell(self.keys[name].cell(row, context)) for name in chosen]

        return table(columns, group.rows, cells, language=context.language, heading=group.heading)

    def _column(self, name: str, context: Context) -> Column:
        key = self.keys[name]
        header = (self.headers or {}).get(name, key.header)
        return Column(context.say(header), style=key.style, numbers=key.numbers)

    def _call(self, row: T, chosen: tuple[str, ...], template: str, context: Context) -> Wikitext:
        arguments = {name: self.keys[name].cell(row, context) for name in chosen}
        if self.page is not None:
            arguments = {"page": shown(self.page(row), None)} | arguments
        return call(template, arguments.items()) or EMPTY

    def _sorted(self, rows: Iterable[T], sort: tuple[tuple[str, bool], ...]) -> list[T]:
        """By the keys in turn; rows without a value come last either way, and the tie makes the order
        total.
        """
        ordered = sorted(rows, key=self.tie)
        for name, turned in reversed(sort):
            order = self.keys[name].order
            valued: list[tuple[Order, T]] = []
            bare: list[T] = []
            for row in ordered:
                value = order(row)
                if value is None:
                    bare.append(row)
                else:
                    valued.append((value, row))
            valued.sort(key=lambda pair: pair[0], reverse=turned)
            ordered = [row for _, row in valued] + bare
        return ordered
