"""A row of a table of people below the heading of the list: the column of accounts, else of names, tells who is interested."""

from collections.abc import Sequence

from indababot.reading.markup import Line
from indababot.reading.values.participants.entries import entry
from indababot.reading.values.participants.mentions import Entry, mentions_in
from indababot.reading.values.people.tables import Column, Row, is_number, joined
from indababot.reading.values.signatures import finder as signatures
from indababot.reading.values.signatures import names
from indababot.reading.values.signatures.comments import said_in
from indababot.reading.values.signatures.tokens import Tokens


def person_of(row: Row, columns: Sequence[Column]) -> tuple[Entry | None, list[Line]]:
    """Whom a row enters, and the cells that are no remark: names beside accounts, and where the table has remarks, all others."""
    cells = [joined(cell) for cell in row.cells]
    kinds = [*columns, *[Column.OTHER] * len(cells)][: len(cells)]
    filled = [cell for cell in cells if cell.text.strip()]
    place = _who(cells, kinds)
    found = entry(Tokens(cells[place]), listed=True) if place is not None else None
    if found is None:
        return None, [] if all(map(is_number, filled)) else filled
    remarked = Column.COMMENT in kinds
    rest: list[Line] = []
    for other, (cell, kind) in enumerate(zip(cells, kinds, strict=True)):
        said = _unsigned(cell, found) if other != place else ""
        if (
            not said
            or kind is Column.NUMBER
            or is_number(cell)
            or names.key(said) == names.key(found.people[0].account)
        ):
            continue
        if kind is Column.NAME or (remarked and kind is not Column.COMMENT):
            rest.append(cell)
        else:
            found.said = [", ".join([*found.said, said])]
    return found, rest


def _who(cells: Sequence[Line], kinds: Sequence[Column]) -> int | None:
    """The cell that names the person: of accounts, else one with a link or signature, else of names; without heads the first in words."""
    filled = [
        place for place, cell in enumerate(cells) if cell.runs and (cell.text.strip() or cell.runs[0].link)
    ]
    linked = [place for place in filled if _mentions(cells[place])]
    signed = [place for place in filled if any(signatures.find(Tokens(cells[place])))]
    worded = [] if set(kinds) - {Column.OTHER} else [place for place in filled if not is_number(cells[place])]
    for wanted, places in (
        (Column.ACCOUNT, filled),
        (Column.NAME, linked),
        (None, linked),
        (None, signed),
        (Column.NAME, filled),
        (None, worded),
    ):
        for place in places:
            if wanted is None or kinds[place] is wanted:
                return place
    return None


def _mentions(cell: Line) -> bool:
    tokens = Tokens(cell)
    return bool(mentions_in(tokens, 0, len(tokens.shape)))


def _unsigned(cell: Line, found: Entry) -> str:
    """What a cell says beside the person's own signature, which is taken from it."""
    tokens = Tokens(cell)
    gaps: list[tuple[int, int]] = []
    for one in signatures.find(tokens):
        gaps.append((one.start, one.end))
        who = found.people[0]
        if who.signed_by is None:
            found.people[0] = who._replace(signed_by=one.account, signed_at=one.moment)
    if not gaps and (moment := tokens.moment(0, len(tokens.shape))) and found.people[0].signed_by:
        found.people[0] = found.people[0]._replace(signed_at=found.people[0].signed_at or moment)
    return said_in(tokens, 0, len(tokens.shape), gaps)
