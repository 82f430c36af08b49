"""A field's lines -> people, choices, participants, dates, the status.

The face of the room: what :mod:`indababot.reading.record` puts together, and what the whole room hands on.
"""

from indababot.reading.values import banners, choices, claims, participants, people, signed
from indababot.reading.values.apart import divided
from indababot.reading.values.boxes import ticked
from indababot.reading.values.limit import MOST, limited
from indababot.reading.values.resolve import resolve
from indababot.reading.values.status import without_status
from indababot.reading.values.struck import is_struck, unstruck

__all__ = [
    "MOST",
    "banners",
    "choices",
    "claims",
    "divided",
    "is_struck",
    "limited",
    "participants",
    "people",
    "resolve",
    "signed",
    "ticked",
    "unstruck",
    "without_status",
]
