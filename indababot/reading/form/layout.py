"""Which texts of a page are its form's labels: found line by line, then judged by the page's own way of writing them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import NamedTuple

from indababot.pages import Markup
from indababot.reading.form.copied import is_led
from indababot.reading.form.labels import PEOPLE, Label, Labels, Shape
from indababot.reading.form.lists import STRONG, bulleted, leave_dashed, leave_lists, unowned
from indababot.reading.form.matching import find
from indababot.reading.form.ranks import is_of_another
from indababot.reading.form.spelling import speaks_of_interest, tells_reviewers
from indababot.reading.form.tables import Entry, arranged, strange_cell
from indababot.reading.form.textlabels import asks
from indababot.reading.markup import Edge, Fence, Line, LineKind, Stream
from indababot.records import FieldKey


def laid_out(stream: Stream, form: Labels, markup: Markup) -> list[Entry]:
    """The items of a page, each with the labels that stand in it."""
    entries = arranged(list(_matched(stream, form, markup)))
    if markup is Markup.TEXT:
        _leave_led(entries)
    _settle(entries, form)
    for before, entry in zip(_above(entries), entries, strict=True):
        if before is None or not before.labels:  # what was translated is no label
            entry.again = None
    return entries


def _above(entries: list[Entry]) -> Iterator[Entry | None]:
    """The entry right above each; blank lines below a heading do not count, as a reader sees none there."""
    above: Entry | None = None
    for entry in entries:
        yield above
        headed = above is not None and isinstance(above.item, Line) and above.item.kind is LineKind.HEADING
        above = above if headed and not entry.filled else entry


def _matched(stream: Stream, form: Labels, markup: Markup) -> Iterator[Entry]:
    inside = seen = False
    last: FieldKey | None = None
    people = 0
    bare = False
    lost = False
    endless = {span.start for span in stream.unclosed}
    asked = _parameters(stream, form) if endless else set()
    for item in stream.items:
        labels: list[Label] = []
        if isinstance(item, Fence):
            inside = item.edge is Edge.CALL or (inside and item.edge is not Edge.CALL_END)
            lost = item.start in endless if item.edge is Edge.CALL else lost
            people = _in_people(item, people, last, bare=bare)
        elif not people and item.runs and item.kind is not LineKind.CAPTION:
            inside = inside or item.kind is LineKind.PARAMETER
            if not inside:
                labels = find(form, item, markup, first=not seen)
            elif lost and (labels := _in_call(form, item, asked)):
                inside = False  # the call was meant to end before it
            for label in labels:
                if label.field:
                    seen, last = True, label.field.key
                elif label.shape is Shape.HEADING and speaks_of_interest(label.text):
                    last = FieldKey.PARTICIPANTS
        if isinstance(item, Line) and item.runs:
            bare = bool(labels) and not item.text[labels[-1].end :].strip()
        yield Entry(item, labels, of_people=people > 0)


def _parameters(stream: Stream, form: Labels) -> set[FieldKey]:
    """The fields that calls of the page ask for as parameters."""
    names = (item for item in stream.items if isinstance(item, Line) and item.kind is LineKind.PARAMETER)
    return {field.key for name in names if (field := form.parameter(name.text.strip()))}


def _in_call(form: Labels, line: Line, asked: set[FieldKey]) -> list[Label]:
    """The labels in bold, and the terms, that begin a line inside a call, which lost its end before them: the form's, of fields that
    are no parameters."""
    bold = line.kind is LineKind.PARAGRAPH and line.runs[0].bold
    if not bold and line.kind is not LineKind.TERM:
        return []
    labels = find(form, line, Markup.WIKITEXT)
    shape = Shape.BOLD if bold else Shape.TERM
    known = [label for label in labels if label.field and not label.near and label.shape is shape]
    begins = bool(known) and labels[0] is known[0] and not line.text[: known[0].start].strip()
    return known if begins and known[0].key not in asked else []


def _in_people(fence: Fence, depth: int, last: FieldKey | None, *, bare: bool) -> int:
    """How deep the page is in tables of people: their heads are no labels of the form.

    They begin below the list of interested people, or where nothing else has followed a label of people (``bare``).
    """
    below = last is FieldKey.PARTICIPANTS or (bare and last in PEOPLE)
    if fence.edge is Edge.TABLE and (depth or below):
        return depth + 1
    return depth - 1 if depth and fence.edge is Edge.TABLE_END else depth


_KIN = {Shape.CELL: Shape.BOLD, Shape.LINE: Shape.COLON}
"""The shape of a form's other labels, where one of its labels has another: a question on its own line below labels with colons."""

_FEWEST_ALIKE = 3
"""So many labels that are nearly the edition's make a form, where no label is the edition's own."""


class _Style(NamedTuple):
    """How the page writes its labels."""

    known: defaultdict[Shape, set[FieldKey]]
    """The fields whose labels have a shape."""
    strong: set[FieldKey]
    """The fields whose labels have a strong shape."""
    is_weak: bool
    """The form has no labels of strong shapes."""
    uncoloned: set[FieldKey]
    """The fields whose labels in bold stand before their value with no sign between."""
    bulleted: int
    """How deep the list is nested whose entries are the labels; 0 where no list is the form."""
    unowned: frozenset[int]
    """The labels' entries, by identity, in lists that are no field's value."""


def _style_of(entries: list[Entry]) -> _Style:
    known: defaultdict[Shape, set[FieldKey]] = defaultdict(set)
    uncoloned: defaultdict[bool, set[FieldKey]] = defaultdict(set)
    for entry in entries:
        for label in entry.labels:
            if label.field and not label.near:
                known[label.shape].add(label.field.key)
            if label.field and _is_unsigned(label, entry):
                uncoloned[label.near is not None].add(label.field.key)
    in_call = any(isinstance(entry.item, Fence) and entry.item.edge is Edge.CALL for entry in entries)
    if not in_call:
        for shape, keys in _vouching(entries, known).items():
            known[shape] |= keys
            uncoloned[False] |= uncoloned[True] & keys
    strong = set[FieldKey]().union(*[known[shape] for shape in STRONG])
    is_weak = len(strong - {FieldKey.PARTICIPANTS}) < 2 and not in_call
    depth = bulleted(entries, known, is_weak=is_weak)
    return _Style(known, strong, is_weak, uncoloned[False], depth, unowned(entries))


def _vouching(entries: list[Entry], known: Mapping[Shape, set[FieldKey]]) -> dict[Shape, set[FieldKey]]:
    """The fields of labels that are nearly the edition's where hardly one is its own: where several are written alike, each speaks
    for the others."""
    if any(len(keys - {FieldKey.PARTICIPANTS}) > 1 for keys in known.values()):
        return {}
    nearly: defaultdict[Shape, set[FieldKey]] = defaultdict(set)
    for entry in entries:
        for label in entry.labels:
            if label.near and label.field and not _is_in_row(label, entry):
                nearly[label.shape].add(label.field.key)
    apart = {FieldKey.PARTICIPANTS, FieldKey.OTHER}
    return {
        shape: keys - apart
        for shape, keys in nearly.items()
        if len((keys | known.get(shape, set())) - apart) >= _FEWEST_ALIKE
    }


def _is_in_row(label: Label, entry: Entry) -> bool:
    """Whether a label is a cell that neither begins a row nor is its head."""
    return label.shape is Shape.CELL and not (entry.first_cell and entry.cells > 1) and not entry.is_head


def _is_unsigned(label: Label, entry: Entry) -> bool:
    """Whether nothing but blanks stands between a label in bold that begins a line and what follows it there."""
    if label.shape is not Shape.BOLD or not isinstance(entry.item, Line) or asks(label.text):
        return False
    text = entry.item.text
    return text[label.end :].strip() != "" and text[label.start : label.end].strip() == label.text


def _settle(entries: list[Entry], form: Labels) -> None:
    """Drop the labels that the page's own way of writing labels speaks against."""
    for before, entry, after in zip(_above(entries), entries, _following(entries), strict=True):
        if before and before.labels and isinstance(entry.item, Line):
            entry.again = _translation(before, entry, entry.item, after, form)
    leave_lists(entries)
    leave_dashed(entries)
    style = _style_of(entries)
    labelled = [entry for entry in entries if entry.labels]
    _judge_near(labelled, style)
    for entry in labelled:
        entry.labels = [label for label in entry.labels if _stands(label, entry, style)]
    if len(style.known[Shape.CELL]) > 1:
        _label_rows(entries)


def _label_rows(entries: list[Entry]) -> None:
    """The first cell of each row is a label where some are, but not in a table that stands in a value: it is a part of that."""
    edges = (entry.item.edge if isinstance(entry.item, Fence) else None for entry in entries)
    depths = list(accumulate((edge is Edge.TABLE) - (edge is Edge.TABLE_END) for edge in edges))
    own = {
        depth
        for entry, depth in zip(entries, depths, strict=True)
        if any(label.field and label.shape is Shape.CELL for label in entry.labels)
    }
    for entry, depth in zip(entries, depths, strict=True):
        told = entry.labels or entry.of_people or depth not in own
        if not told and entry.first_cell and entry.cells > 1:
            entry.labels = strange_cell(entry)


def _leave_led(entries: list[Entry]) -> None:
    """Drop labels without a colon that begin copied lines, where the lines are no form, or the field has its label already."""
    form = is_led([label for entry in entries for label in entry.labels])
    seen: set[FieldKey | None] = set()
    for entry in entries:
        entry.labels = [
            label
            for label in entry.labels
            if label.shape is not Shape.LED or (form and label.key not in seen)
        ]
        seen |= {label.key for label in entry.labels}


def _judge_near(entries: list[Entry], style: _Style) -> None:
    """Take labels that are nearly the edition's for what they are where the page writes its labels so, and has the field nowhere else."""
    if not any(label.near for entry in entries for label in entry.labels):
        return
    known = style.known
    told = {
        label.field.key
        for entry in entries
        for label in entry.labels
        if label.field and not label.near and (style.is_weak or label.shape in STRONG)
        if not is_of_another(label.field, label.text)  # ``Co-Referent`` beside ``Referent/in``
    }
    for before, entry in zip((None, *entries), entries, strict=False):
        labels: list[Label] = []
        for label in entry.labels:
            if label.near is None or label.field is None:
                labels.append(label)
                continue
            key = label.field.key
            alike = _alike(label, entry, style)
            fits = label.shape not in (Shape.COLON, Shape.LINE) or (style.is_weak and len(alike) > 1)
            unsigned = _is_unsigned(label, entry)
            if unsigned:
                fits = len(style.uncoloned) > 1 and not _goes_on(label, entry)
            if label.shape is Shape.BULLET:
                fits = entry.depth <= style.bulleted > 0 or id(entry) in style.unowned
            again = key is FieldKey.OTHER or is_of_another(label.field, label.text)
            again = again or _is_below(label, entry, before)
            if alike and fits and not _is_in_row(label, entry) and (key not in told or again):
                told.add(key)
                known[label.shape].add(key)
                labels.append(label)
            elif label.shape in (Shape.HEADING, Shape.TERM, Shape.BOLD) and not unsigned:
                labels.append(label._replace(field=None, near=None))
        entry.labels = labels


def _is_below(label: Label, entry: Entry, before: Entry | None) -> bool:
    """Whether a heading stands below one of the same field and says again what it asks: *Speaker*, and below it *Name*."""
    if before is None or not before.labels or entry.depth <= before.depth:
        return False
    above = before.labels[0]
    return above.shape is label.shape is Shape.HEADING and above.key is label.key


def _alike(label: Label, entry: Entry, style: _Style) -> set[FieldKey]:
    """The fields whose labels are written as one is that is nearly a label; one in bold may be the first cell of its row."""
    kin = _KIN.get(label.shape)
    if label.shape is Shape.BOLD and entry.first_cell and entry.cells > 1:
        kin = Shape.CELL
    alike = (style.known[label.shape] | (style.known[kin] if kin is not None else set())) - {
        FieldKey.PARTICIPANTS
    }
    return alike or (style.strong if label.key is FieldKey.PARTICIPANTS else set())


def _following(entries: list[Entry]) -> list[Entry | None]:
    """For each entry the next one that is no blank line."""
    out: list[Entry | None] = []
    following: Entry | None = None
    for entry in reversed(entries):
        out.append(following)
        following = entry if entry.filled else following
    return out[::-1]


def _goes_on(label: Label, entry: Entry) -> bool:
    """Whether what follows a label in its line is written small, as the rest of a sentence is."""
    return isinstance(entry.item, Line) and entry.item.text[label.end :].lstrip()[:1].islower()


def _translation(before: Entry, entry: Entry, line: Line, after: Entry | None, form: Labels) -> Label | None:
    """The label of a line that is the one above it once more, in another language: in its cell, or before a line with the answer."""
    first = before.labels[0]
    if not isinstance(before.item, Line) or before.item.text[first.end :].strip() or len(before.labels) > 1:
        return None
    again = entry.labels[0] if len(entry.labels) == 1 else _in_brackets(line.text, form)
    if again is None or again.field is None or again.field is not first.field:
        return None
    if line.kind is not LineKind.PARAGRAPH:
        return None
    answered = after is not None and isinstance(after.item, Line) and not after.labels
    if line.text[again.end :].strip():
        # Its answer stands beside it: behind a line break, both are one paragraph.
        return again if line.depth and again.shape is Shape.COLON and not again.near else None
    return again if first.shape is Shape.CELL or answered else None


def _in_brackets(text: str, form: Labels) -> Label | None:
    """A label alone on a line, in brackets."""
    bare = text.strip()
    field = form.lookup(bare[1:-1]) if bare[:1] + bare[-1:] == "()" else None
    return Label(0, len(text), field, Shape.LINE, bare[1:-1]) if field else None


def _stands(label: Label, entry: Entry, style: _Style) -> bool:
    known = style.known
    beside = entry.cells > 1 and not entry.first_cell  # where labels are cells, it holds an answer
    if label.field is None:
        return (
            label.shape is Shape.HEADING
            or (label.shape is Shape.BOLD and tells_reviewers(label.text))
            or (
                label.shape is Shape.BOLD
                and len(known[Shape.BOLD] | known[Shape.CELL]) > 1
                and not (beside and len(known[Shape.CELL]) > max(1, len(known[Shape.BOLD])))
            )
            or (label.shape in (Shape.TERM, Shape.CELL) and len(known[label.shape]) > 1)
        )
    if label.near:
        return True
    listed = entry.depth <= style.bulleted > 0 or id(entry) in style.unowned
    if label.shape is Shape.BULLET and not listed:
        return False
    if label.shape in (Shape.BULLET, Shape.COLON, Shape.LINE):
        return style.is_weak or label.field.key not in style.strong
    return True
