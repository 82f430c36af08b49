"""Since when: a date as people write it."""

import re
from datetime import UTC, datetime

ACCEPTANCE = "acceptance"
"""In place of a date: since each session was accepted."""
_FIRST_YEAR = 2001
"""No wiki's history is older."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?", re.ASCII)


def moment_of(text: str) -> datetime | None:
    """A date, which is its first moment, or a date and a time, in UTC unless it says otherwise; None for any other text."""
    try:
        found = datetime.fromisoformat(text.strip()) if _DATE.fullmatch(text.strip()) else None
        found = found if found is None or found.tzinfo else found.replace(tzinfo=UTC)
        found = found and found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return found if found and found.year >= _FIRST_YEAR else None


def written(moment: datetime) -> str:
    """A moment as a date, or with its time where that is not the day's first."""
    utc = moment.astimezone(UTC)
    return utc.strftime("%Y-%m-%dT%H:%M:%SZ" if utc.time() != datetime.min.time() else "%Y-%m-%d")
