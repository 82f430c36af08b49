"""A list of accounts below a heading that speaks of interest: the people who are interested, where the page names no other list so."""

from collections.abc import Sequence

from indababot.editions.model import Edition, FormField
from indababot.reading.form import Section
from indababot.reading.form.labels import Shape
from indababot.reading.form.spelling import speaks_of_interest
from indababot.reading.markup.inline import Line, LineKind, LinkKind
from indababot.reading.values.dates import stamps
from indababot.records import FieldKey

_LISTED = frozenset((LineKind.BULLET, LineKind.NUMBER))
_TITLES = frozenset((Shape.HEADING, Shape.TERM, Shape.BOLD, Shape.CELL))


def claim(found: Sequence[Section], edition: Edition) -> None:
    """Makes such a list the field of interested people; that its label is only nearly the edition's is told."""
    keys = {part.form.key for part in found if part.form and part.filled}
    if FieldKey.PARTICIPANTS in keys:
        return
    for part in found:
        titled = part.form is None and part.shape in _TITLES and speaks_of_interest(part.label or "")
        if titled and (_is_signed(part) or (FieldKey.AUTHORS in keys and _is_linked(part))):
            part.form = edition.by_key.get(FieldKey.PARTICIPANTS) or FormField(key=FieldKey.PARTICIPANTS)
            part.near = next((text for texts in part.form.labels.values() for text in texts), None)
            part.odd = False
            return


def _is_signed(part: Section) -> bool:
    """Whether an entry of a list links to its account and says when it was signed."""
    return any(line.kind in _LISTED and _links(line) and any(stamps(line.text)) for line in part.lines)


def _is_linked(part: Section) -> bool:
    """Whether a section is nothing but a list, and half of its entries or more link to an account: those who present stand elsewhere."""
    filled = [line for line in part.lines if line.runs and not line.is_template]
    linked = sum(map(_links, filled))
    return bool(filled) and 2 * linked >= len(filled) and all(line.kind in _LISTED for line in filled)


def _links(line: Line) -> bool:
    return any(run.link is not None and run.link.kind in (LinkKind.USER, LinkKind.TALK) for run in line.runs)
