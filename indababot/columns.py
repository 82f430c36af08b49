"""The names of columns, and how rows are sorted by them: the same in CSV, JSON, spreadsheets, regions and data frames."""

import unicodedata
from collections.abc import Collection, Mapping

ALIASES: Mapping[str, str] = {"account": "usernames", "accounts": "usernames", "count": "interested"}
"""Other words for a column of sessions, and its name."""
_PLURALS: Mapping[str, str] = {"country": "countries", "person": "people", "status": "statuses"}
"""The plurals that are more than an ``s``."""


def column(text: str, known: Collection[str]) -> str | None:
    """The name of the column that a text means, in any case, singular or plural; None where it is none of the known."""
    return spellings(known).get(text.strip().lower())


def spellings(known: Collection[str]) -> dict[str, str]:
    """Every way in which the known columns may be written, and their names: a column's own name comes before all others."""
    words = {**ALIASES, **{_other_number(name): name for name in known}}
    return {name: name for name in known} | {
        word: name for word, name in words.items() if name in known and word not in known
    }


def _other_number(name: str) -> str:
    """A singular's plural, and a plural's singular."""
    return _PLURALS.get(name) or (name[:-1] if name.endswith("s") else f"{name}s")


SORTED_LENGTH = 300
"""How much of a text rows are sorted by."""
Order = tuple[int, int, str]
"""What rows are sorted by: numbers before texts."""


def collated(text: str | None) -> Order | None:
    """A text's order, by its beginning, without regard to case and accents; a number's where it is one, and none where there is no text."""
    if not text:
        return None
    text = text[:SORTED_LENGTH]
    if text.isdecimal() and len(text) < 19:
        return (0, int(text), text)
    letters = unicodedata.normalize("NFKD", text.casefold())
    return (1, 0, "".join(char for char in letters if not unicodedata.combining(char)))


def counted(value: int) -> Order:
    """A number's order."""
    return (0, value, "")
