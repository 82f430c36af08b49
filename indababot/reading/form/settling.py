"""Which texts of a page are its form's labels: found line by line, then judged by the page's own way of writing them."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from indababot.pages import Markup
from indababot.reading.form.hits import find
from indababot.reading.form.labels import Hit, Labels, Shape
from indababot.reading.form.rows import Entry, arranged, strange_cell
from indababot.reading.markup.inline import Line, LineKind
from indababot.reading.markup.stream import Edge, Fence, Stream
from indababot.records import FieldKey

_STRONG = frozenset((Shape.PARAMETER, Shape.HEADING, Shape.CELL, Shape.TERM, Shape.BOLD))
_BULLETS_OF_A_FORM = 3


def settled(stream: Stream, labels: Labels, markup: Markup) -> list[Entry]:
    """The items of a page, each with the labels that stand in it."""
    entries = arranged(list(_matched(stream, labels, markup)))
    _settle(entries)
    return entries


def _matched(stream: Stream, labels: Labels, markup: Markup) -> Iterator[Entry]:
    inside = seen = False
    last: FieldKey | None = None
    people = 0
    for item in stream.items:
        hits: list[Hit] = []
        if isinstance(item, Fence):
            inside = item.edge is Edge.CALL or (inside and item.edge is not Edge.CALL_END)
            people = _in_people(item, people, last)
        elif not inside and not people and item.runs:
            hits = find(labels, item, markup, first=not seen)
            known = [hit.field.key for hit in hits if hit.field]
            seen, last = seen or bool(known), known[-1] if known else last
        yield Entry(item, hits)


def _in_people(fence: Fence, depth: int, last: FieldKey | None) -> int:
    """How deep in tables the page is that begin below the list of interested people: their heads are no labels of the form."""
    if fence.edge is Edge.TABLE and (depth or last is FieldKey.PARTICIPANTS):
        return depth + 1
    return depth - 1 if depth and fence.edge is Edge.TABLE_END else depth


def _settle(entries: list[Entry]) -> None:
    """Drop the hits that the page's own way of writing labels speaks against."""
    for before, entry in pairwise(entries):
        entry.again = _is_translation(before, entry)
    known: defaultdict[Shape, set[FieldKey]] = defaultdict(set)
    for entry in entries:
        for hit in entry.hits:
            if hit.field:
                known[hit.shape].add(hit.field.key)
    strong = set[FieldKey]().union(*[known[shape] for shape in _STRONG])
    in_call = any(isinstance(entry.item, Fence) and entry.item.edge is Edge.CALL for entry in entries)
    bulleted = len(known[Shape.BULLET]) >= _BULLETS_OF_A_FORM and len(known[Shape.BULLET]) > len(
        known[Shape.COLON]
    )
    bare = {hit.field.key for entry in entries for hit in entry.hits if hit.field and not hit.told}
    weak_form = len(strong - {FieldKey.PARTICIPANTS}) < 2 and not in_call
    for entry in entries:
        entry.hits = entry.hits and [
            hit
            for hit in entry.hits
            if _stands(hit, entry, known, strong, bulleted=bulleted, weak_form=weak_form)
            and (hit.told or hit.field or len(bare) > 1)
        ]
        if not entry.hits and entry.first_cell and entry.cells > 1 and len(known[Shape.CELL]) > 1:
            entry.hits = strange_cell(entry)


def _is_translation(before: Entry, entry: Entry) -> bool:
    """Whether a line is the label above it in its cell once more, in another language."""
    if len(entry.hits) != 1 or len(before.hits) != 1 or not isinstance(entry.item, Line):
        return False
    first, again = before.hits[0], entry.hits[0]
    alone = isinstance(before.item, Line) and not before.item.text[first.end :].strip()
    whole = entry.item.kind is LineKind.PARAGRAPH and not entry.item.text[again.end :].strip()
    return alone and whole and first.shape is Shape.CELL and first.field is again.field is not None


def _stands(
    hit: Hit,
    entry: Entry,
    known: defaultdict[Shape, set[FieldKey]],
    strong: set[FieldKey],
    *,
    bulleted: bool,
    weak_form: bool,
) -> bool:
    if hit.field is None:
        return (
            hit.shape is Shape.HEADING
            or (hit.shape is Shape.BOLD and len(known[Shape.BOLD] | known[Shape.CELL]) > 1)
            or (hit.shape in (Shape.TERM, Shape.CELL) and len(known[hit.shape]) > 1)
        )
    if hit.shape is Shape.BULLET:
        return bulleted and isinstance(entry.item, Line) and entry.item.depth <= 1
    if hit.shape in (Shape.COLON, Shape.LINE):
        return weak_form or hit.field.key not in strong
    return True
