"""The columns of a table of submissions: what each cell says."""

from collections.abc import Callable, Collection, Iterable, Mapping

from indababot.columns import column
from indababot.errors import UsageError
from indababot.privacy import Public
from indababot.suggestions import nearest

SEPARATOR = "; "
"""Stands between the values of a list in one cell."""

Emails = Callable[[Public], list[str]]
"""Gives the e-mail addresses in a submission, for those who may see them."""


Column = Callable[[Public], str | tuple[str, ...]]
"""What a submission has in a column: a text, or the values of a list."""

COLUMNS: Mapping[str, Column] = {
    "edition": lambda item: item.edition,
    "page": lambda item: item.page.title,
    "page_id": lambda item: str(item.page.page_id or ""),
    "url": lambda item: item.page.url or "",
    "title": lambda item: item.title,
    "number": lambda item: item.number or "",
    "status": lambda item: item.status.value,
    "authors": lambda item: item.authors,
    "usernames": lambda item: tuple(user.name for user in item.usernames),
    "evidence": lambda item: tuple(user.evidence.value for user in item.usernames),
    "types": lambda item: item.types,
    "themes": lambda item: item.themes,
    "levels": lambda item: item.levels,
    "languages": lambda item: item.languages,
    "mode": lambda item: item.mode or "",
    "affiliation": lambda item: item.affiliation or "",
    "country": lambda item: item.country or "",
    "requirements": lambda item: item.requirements or "",
    "extra": lambda item: item.extra or "",
    "duration": lambda item: item.duration or "",
    "abstract": lambda item: item.abstract or "",
    "benefit": lambda item: item.benefit or "",
    "takeaways": lambda item: item.takeaways or "",
    "participants": lambda item: tuple(person.username for person in item.participants),
    "interested": lambda item: str(len(item.participants)),
    "unrecognised": lambda item: tuple(
        ": ".join(part for part in (text.label, text.text) if part) for text in item.unrecognised
    ),
}
"""Every column by its name, in the order that a table has unless asked otherwise."""


def chosen(names: Iterable[str], emails: Emails | None = None) -> dict[str, Column]:
    """The columns with these names, in this order; all where none is named. With ``emails`` there is a column of them.

    Raises:
        UsageError: a name is unknown, or stands there twice.
    """
    known = dict(COLUMNS)
    if emails:
        known["emails"] = lambda item: tuple(emails(item))
    return {name: known[name] for name in resolved(names, known)} or known


def resolved(names: Iterable[str], known: Collection[str]) -> list[str]:
    """The columns that these texts mean, each once.

    Raises:
        UsageError: a name is unknown, or stands there twice.
    """
    wanted: list[str] = []
    for text in names:
        name = column(text, known)
        if name is None:
            raise UsageError(f"There is no column '{text.strip()}'{suggestion(text, known)}")
        if name in wanted:
            raise UsageError(f"The column '{name}' is asked for twice: name it once.")
        wanted.append(name)
    return wanted


def suggestion(text: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown word: the nearest known one, else all that there are."""
    names = list(known)
    near = nearest(text, names)
    return f": did you mean '{near}'?" if near else f"; there are {', '.join(names)}."
