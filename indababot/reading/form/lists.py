"""Labels that are entries of a list, or that only a dash ends: they are some where a page writes several of its fields so."""

from collections.abc import Mapping
from itertools import zip_longest

from indababot.reading.form.labels import Label, Shape
from indababot.reading.form.tables import Entry
from indababot.reading.form.textlabels import COLON
from indababot.reading.markup import LISTED, Fence, Line, LineKind
from indababot.records import FieldKey

STRONG = frozenset((Shape.PARAMETER, Shape.HEADING, Shape.CELL, Shape.TERM, Shape.BOLD))
"""Shapes that say by themselves that a text is a label."""
_FEWEST = 3
"""So many labels at least are a form's."""


def bulleted(entries: list[Entry], known: Mapping[Shape, set[FieldKey]], *, is_weak: bool) -> int:
    """How deep the list is nested whose entries are the form's labels; 0 where no list is the form.

    Beside two labels, those count that are nearly some, where the page has none of strong shapes. A line that begins with ``**`` may be
    in bold in another markup.
    """
    found = known[Shape.BULLET]
    if is_weak and len(found) > 1:
        near = (
            label for entry in entries for label in entry.labels if label.near and label.shape is Shape.BULLET
        )
        found = found | {label.field.key for label in near if label.field}
    if not max(len(known[Shape.COLON]), _FEWEST - 1) < len(found):
        return 0
    depths = [
        entry.depth
        for entry in entries
        if any(label.shape is Shape.BULLET and label.field for label in entry.labels)
    ]
    return max(depths) if _is_starred(entries) else min(depths)


def unowned(entries: list[Entry]) -> frozenset[int]:
    """The entries, by identity, that are labels in lists that are no field's value, where most entries have a colon.

    Such a list stands above all other labels (``* Language: English`` above headings that are labels), or below a heading of no field.
    """
    out: set[int] = set()
    free = True
    listed: list[Entry] = []
    for entry in [*(entry for entry in entries if entry.filled or isinstance(entry.item, Fence)), None]:
        if entry is not None and isinstance(entry.item, Line) and entry.item.kind in LISTED:
            listed.append(entry)
            continue
        out |= _labelled(listed) if free else set()
        listed = []
        if entry is not None and entry.labels:
            free = entry.labels[0].shape is Shape.HEADING and _owns_nothing(entry, entry.labels[0])
        elif entry is not None and isinstance(entry.item, Fence):
            free = False
    return frozenset(out)


def _owns_nothing(entry: Entry, label: Label) -> bool:
    """Whether a heading is no field's, or a short field's that has its value: ``== Title: Looms ==``."""
    valued = isinstance(entry.item, Line) and entry.item.text[label.end :].strip() != ""
    return label.key in (None, FieldKey.OTHER) or (label.key is FieldKey.TITLE and valued)


def _labelled(entries: list[Entry]) -> set[int]:
    """The entries of a list with labels, where it is one of labels with their values."""
    depth = min((entry.depth for entry in entries), default=0)
    top = [entry for entry in entries if entry.depth == depth]
    told = {id(entry) for entry in top if any(map(_is_told, entry.labels))}
    exact = any(not label.near for entry in top for label in entry.labels if _is_told(label))
    colons = sum(isinstance(entry.item, Line) and COLON.search(entry.item.text) is not None for entry in top)
    return told if exact and len(told) > 1 and colons * 2 > len(top) else set()


def _is_told(label: Label) -> bool:
    return label.shape is Shape.BULLET and label.told and label.field is not None


def leave_lists(entries: list[Entry]) -> None:
    """Drop labels that are entries of a list without a colon, unless the page has no others, and paragraphs, their values, follow most,
    or what is nested below follows in a list whose entries are labels.
    """
    filled = [entry for entry in entries if entry.filled]
    alone = [
        (entry, following)
        for entry, following in zip_longest(filled, filled[1:])
        if any(label.shape is Shape.BULLET and not label.told for label in entry.labels)
    ]
    if not alone:
        return
    valued = sum(_is_value(following) for _, following in alone)
    others = {
        label.field.key
        for entry in filled
        for label in entry.labels
        if label.field and label.shape in STRONG and label.key is not FieldKey.PARTICIPANTS
    }
    if len(others) < 2 and valued >= max(_FEWEST, len(alone) / 2):
        return
    starred = _is_starred(entries)
    heads = {id(entry) for entry, following in alone if _is_nested(following, entry)}
    nested = len(others) < 2 and _heads_a_form(filled, heads)
    for entry, _ in alone:
        if not ((nested and id(entry) in heads) or (starred and _is_numbered(entry))):
            entry.labels = []


def _is_numbered(entry: Entry) -> bool:
    return isinstance(entry.item, Line) and entry.item.kind is LineKind.NUMBER


def _heads_a_form(filled: list[Entry], heads: set[int]) -> bool:
    """Whether enough entries of lists are labels: with a colon, or with what is nested below."""
    told = (
        label.shape is Shape.BULLET and (label.told or id(entry) in heads)
        for entry in filled
        for label in entry.labels
    )
    return sum(told) >= _FEWEST


def leave_dashed(entries: list[Entry]) -> None:
    """Drop labels in plain lines that only a dash ends, unless the page writes several fields so."""
    dashed = [entry for entry in entries if entry.labels and _is_dashed(entry.labels[0])]
    if len({entry.labels[0].field and entry.labels[0].field.key for entry in dashed}) < _FEWEST:
        for entry in dashed:
            entry.labels = []


def _is_dashed(label: Label) -> bool:
    return label.shape is Shape.COLON and not label.told


def _is_nested(entry: Entry | None, head: Entry) -> bool:
    """Whether an entry of a list stands deeper than another one."""
    return entry is not None and entry.depth > head.depth


def _is_starred(entries: list[Entry]) -> bool:
    """Whether labels of a page are in bold by ``**``: there a number sign makes a heading."""
    starred = (
        "**" in entry.item.text[label.start : label.end]
        for entry in entries
        if isinstance(entry.item, Line)
        for label in entry.labels
        if label.field and label.told
    )
    return sum(starred) > 1


def _is_value(entry: Entry | None) -> bool:
    """Whether a line is a paragraph without a label."""
    item = entry and not entry.labels and entry.item
    return isinstance(item, Line) and item.kind is LineKind.PARAGRAPH
