"""The list of interested participants: who is interested, who signed when, and what was said."""

from indababot.reading.values.participants.section import read

__all__ = ["read"]
