"""A signed list below a heading that speaks of interest: the people who are interested, where the page names no other list so."""

import re
from collections.abc import Sequence

from indababot.editions.model import Edition, FormField
from indababot.lexicon import lexicon
from indababot.lexicon.patterns import late, pattern
from indababot.reading.form import Section
from indababot.reading.form.labels import Shape
from indababot.reading.markup.inline import LISTED, Line, LinkKind
from indababot.reading.values.dates import stamps
from indababot.records import FieldKey

_TITLES = frozenset((Shape.HEADING, Shape.TERM, Shape.BOLD, Shape.CELL))
_WORDS = late(pattern(lexicon().participants.headings), re.IGNORECASE)
_LONGEST = 100
"""A longer heading is a sentence."""


def claim(found: Sequence[Section], edition: Edition) -> None:
    """Makes such a list the field of interested people; that its label is only nearly the edition's is told."""
    if any(part.key is FieldKey.PARTICIPANTS and part.filled for part in found):
        return
    for part in found:
        if part.form is None and part.shape in _TITLES and _speaks(part.label or "") and _is_signed(part):
            part.form = edition.by_key.get(FieldKey.PARTICIPANTS) or FormField(key=FieldKey.PARTICIPANTS)
            part.near = next((text for texts in part.form.labels.values() for text in texts), None)
            part.odd = False
            return


def _speaks(label: str) -> bool:
    return len(label) <= _LONGEST and _WORDS.search(label) is not None


def _is_signed(part: Section) -> bool:
    """Whether an entry of a list links to its account and says when it was signed."""
    return any(line.kind in LISTED and _links(line) and any(stamps(line.text)) for line in part.lines)


def _links(line: Line) -> bool:
    return any(run.link is not None and run.link.kind in (LinkKind.USER, LinkKind.TALK) for run in line.runs)
