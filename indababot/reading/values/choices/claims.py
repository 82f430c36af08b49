"""Sections whose labels the form does not have, and that are a field of it all the same: interested people, a second label of types."""

from collections.abc import Sequence

from indababot.editions import Edition, FormField
from indababot.reading.form import Section, Shape, speaks_of_interest
from indababot.reading.markup import LISTED, Line, LineKind, LinkKind
from indababot.reading.values.choices import field as choices
from indababot.reading.values.signatures.dates import stamps
from indababot.records import FieldKey

_TITLES = frozenset((Shape.HEADING, Shape.TERM, Shape.BOLD, Shape.CELL))


def claim_interest(found: Sequence[Section], edition: Edition) -> None:
    """Makes a list of accounts below a heading that speaks of interest the field of interested people, where the page names no other so.

    That its label is only nearly the edition's is told.
    """
    keys = {part.key for part in found if part.filled}
    if FieldKey.PARTICIPANTS in keys:
        return
    for part in found:
        titled = part.form is None and part.shape in _TITLES and speaks_of_interest(part.label or "")
        if titled and (_is_signed(part) or (FieldKey.AUTHORS in keys and _is_linked(part))):
            part.form = edition.field(FieldKey.PARTICIPANTS)
            part.near = next(iter(part.form.spellings), None)
            part.odd = False
            return


def _is_signed(part: Section) -> bool:
    """Whether an entry of a list links to its account and says when it was signed."""
    return any(line.kind in LISTED and _links(line) and any(stamps(line.text)) for line in part.lines)


def _is_linked(part: Section) -> bool:
    """Whether a section is nothing but a list, and half of its entries or more link to an account: those who present stand elsewhere."""
    filled = [line for line in part.lines if line.runs and not line.is_template]
    linked = sum(map(_links, filled))
    if any(line.kind is LineKind.HEADER_CELL for line in filled):
        return linked > 1  # a table of people
    return bool(filled) and 2 * linked >= len(filled) and all(line.kind in LISTED for line in filled)


def _links(line: Line) -> bool:
    return any(run.link is not None and run.link.kind in (LinkKind.USER, LinkKind.TALK) for run in line.runs)


def claim_mode(found: Sequence[Section], edition: Edition) -> None:
    """Makes a second label of types whose answer is a mode the field of modes: *Format* beside *Type*, on a form that asks for both."""
    mode = edition.by_key.get(FieldKey.MODE)
    asked = [part for part in found if part.key is FieldKey.TYPES]
    if mode is None or len(asked) < 2 or any(part.form is mode and part.filled for part in found):
        return
    for part in asked:
        if part.form and _tells(part, mode) and not _tells(part, part.form):
            part.form = mode
            return


def _tells(part: Section, form: FormField) -> bool:
    """Whether a section's answer is made of a field's values."""
    items = choices.match(tuple(part.lines), form).items
    return bool(items) and all(item.known for item in items)
