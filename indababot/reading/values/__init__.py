"""A field's lines -> people, choices, participants, dates, the status.

The face of the room: what :mod:`indababot.reading.record` puts together, and what the whole room hands on.
"""

from indababot.reading.values import banners, choices, interest, participants, people
from indababot.reading.values.limit import MOST, limited
from indababot.reading.values.resolve import resolve
from indababot.reading.values.status import without_status

__all__ = [
    "MOST",
    "banners",
    "choices",
    "interest",
    "limited",
    "participants",
    "people",
    "resolve",
    "without_status",
]
