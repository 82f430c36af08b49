"""How a page writes its labels: in which shapes, where in their lines, with a colon or without one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from indababot.reading.form.labels import Label, Labels, Shape
from indababot.reading.form.tables import Entry
from indababot.reading.markup import LISTED, Fence, Line, LineKind
from indababot.records import FieldKey

COLON = re.compile("[:：]")


@dataclass(slots=True)
class Habits:
    """What the labels of a page tell together."""

    parameters: set[FieldKey] = field(default_factory=set)
    """The fields that are parameters of a call."""
    last: dict[Shape, int] = field(default_factory=dict)
    """Where the last label of each shape stands."""
    leading: set[FieldKey] = field(default_factory=set)
    """The fields whose labels begin a line somewhere."""
    unlisted: set[FieldKey] = field(default_factory=set)
    """The fields whose labels stand in no list."""
    bare: set[FieldKey] = field(default_factory=set)
    """The fields whose labels no colon tells: a page that has some writes its labels so."""
    uncoloned: set[FieldKey] = field(default_factory=set)
    """The fields whose labels in bold have no colon."""
    headed: dict[FieldKey, int] = field(default_factory=dict)
    """The levels of the headings that are labels."""


def habits_of(entries: Sequence[Entry], form: Labels) -> Habits:
    """How a page writes its labels, from all of them."""
    out = Habits()
    for index, entry in enumerate(entries):
        if isinstance(entry.item, Fence):
            continue
        if entry.item.kind is LineKind.PARAMETER and (known := form.parameter(entry.item.text.strip())):
            out.parameters.add(known.key)
        for place, label in enumerate(entry.labels):
            _note(out, label, entry.item, index, first=not place)
    return out


def has_colon(line: Line, label: Label) -> bool:
    """Whether a colon stands in a label."""
    return COLON.search(line.text, label.start, label.end) is not None


def _note(out: Habits, label: Label, line: Line, index: int, *, first: bool) -> None:
    """Keeps what one label tells."""
    key = label.key
    if key is None:
        return
    out.last[label.shape] = index
    if first and not line.text[: label.start].strip():
        out.leading.add(key)
    if first and line.kind not in LISTED:
        out.unlisted.add(key)
    if not label.near and not label.told:
        out.bare.add(key)
    if label.shape is Shape.BOLD and not has_colon(line, label):
        out.uncoloned.add(key)
    if label.shape is Shape.HEADING and key is not FieldKey.PARTICIPANTS:
        out.headed[key] = line.depth
