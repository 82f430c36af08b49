"""The names of columns, and how rows are sorted by them: the same in CSV, JSON, spreadsheets, regions and data frames."""

import unicodedata
from collections.abc import Collection, Mapping

ALIASES: Mapping[str, str] = {
    "author": "authors",
    "username": "usernames",
    "account": "usernames",
    "accounts": "usernames",
    "type": "types",
    "theme": "themes",
    "level": "levels",
    "language": "languages",
    "modes": "mode",
    "requirement": "requirements",
    "takeaway": "takeaways",
    "participant": "participants",
    "finding": "findings",
    "count": "interested",
    "email": "emails",
}
"""How a column of sessions may be written too, and its name."""


def column(text: str, known: Collection[str]) -> str | None:
    """The name of the column that a text means, in any case, singular or plural; None where it is none of the known."""
    name = text.strip().lower()
    if name not in known:
        name = ALIASES.get(name, name)
    return name if name in known else None


def spellings(known: Collection[str]) -> dict[str, str]:
    """Every way in which the known columns may be written, and their names."""
    aliases = {alias: name for alias, name in ALIASES.items() if name in known and alias not in known}
    return {name: name for name in known} | aliases


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
