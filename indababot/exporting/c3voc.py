"""Proposals as the c3voc's submission JSON, which programme tools of its family exchange.

Keys and values are those of ``submission.json`` of the c3voc (https://github.com/voc/schedule, validator/submission-json): the languages,
types and greatest length are its own, and what it has no word for is left out or empty.
"""

from collections.abc import Mapping
from typing import Any

from indababot.editions import Edition
from indababot.exporting.choices import kind, language
from indababot.exporting.identity import address_of, guid
from indababot.exporting.slots import length, session_of
from indababot.privacy import Public

_LANGUAGES = frozenset({"en", "de"})
"""What it has codes for; any other language is the empty text."""
_LONGEST = 840
"""Minutes: a greater length is not said."""


def submission(item: Public, edition: Edition) -> dict[str, Any]:
    """One proposal."""
    spoken, minutes, tool_type = language(item), length(item, edition), kind(item)
    found: Mapping[str, Any] = {
        "guid": str(guid(item)),
        "title": item.title,
        "abstract": item.abstract or "",
        "description": "\n\n".join(filter(None, (item.benefit, item.takeaways))) or None,
        "duration": minutes if minutes and minutes <= _LONGEST else None,
        "type": tool_type,
        "track": next(iter(item.themes), None),
        "language": spoken if spoken in _LANGUAGES else "",
        "speakers": [{"name": name} for name in item.authors or [user.name for user in item.usernames]],
        "tags": list(item.themes[1:]),
        "notes": item.requirements,
        "slot": _slot(item, edition),
        "public_url": address_of(item),
    }
    return {name: value for name, value in found.items() if value is not None and value != []} | {
        "speakers": found["speakers"]
    }


def _slot(item: Public, edition: Edition) -> dict[str, str] | None:
    """When and where a session is, where its zone, length and room are known too."""
    session = session_of(item, edition)
    if session is None or session.end is None or session.room is None or session.start.tzinfo is None:
        return None
    return {"start": session.start.isoformat(), "end": session.end.isoformat(), "room": session.room}
