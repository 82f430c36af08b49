"""A field's lines -> people, choices, participants, dates, the status.

The face of the room: what :mod:`indababot.reading.record` puts together, and what the whole room hands on.
"""

from indababot.reading.values import choices, participants, people
from indababot.reading.values.choices import claims
from indababot.reading.values.choices.apart import divided, told_in
from indababot.reading.values.choices.boxes import ticked
from indababot.reading.values.former import current
from indababot.reading.values.people.limit import MOST, limited
from indababot.reading.values.people.resolve import resolve
from indababot.reading.values.signatures import signed
from indababot.reading.values.status import banners
from indababot.reading.values.status.rules import without_status
from indababot.reading.values.struck import is_struck, unstruck

__all__ = [
    "MOST",
    "banners",
    "choices",
    "claims",
    "current",
    "divided",
    "is_struck",
    "limited",
    "participants",
    "people",
    "resolve",
    "signed",
    "ticked",
    "told_in",
    "unstruck",
    "without_status",
]
