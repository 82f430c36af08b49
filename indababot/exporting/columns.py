"""The columns of a table of submissions: what each cell says."""

from collections.abc import Callable, Collection, Iterable, Mapping

from indababot.columns import Order, collated, column, counted
from indababot.entries import Entry
from indababot.errors import UsageError
from indababot.i18n import said
from indababot.privacy import Public
from indababot.records import Status
from indababot.suggestions import nearest

SEPARATOR = "; "
"""Stands between the values of a list in one cell."""

Emails = Callable[[Public], list[str]]
"""Gives the e-mail addresses in a submission, for those who may see them."""


Column = Callable[[Public], str | tuple[str, ...]]
"""What a submission has in a column: a text, or the values of a list."""
Cell = Callable[[Entry], str | tuple[str, ...]]
"""The same of a submission with its findings."""

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

FINDINGS = "findings"
WHEN_NAMED = ("raw", FINDINGS)
"""The columns of lists on the wiki that a table has where they are named only."""


def chosen(names: Iterable[str], emails: Emails | None = None) -> dict[str, Cell]:
    """The columns with these names, in this order; where none is named all but ``WHEN_NAMED``. With ``emails`` there is one of them too.

    Raises:
        UsageError: a name is unknown, or stands there twice.
    """
    columns = dict(COLUMNS)
    if emails:
        columns["emails"] = lambda item: tuple(emails(item))
    every = {name: _of_submission(column) for name, column in columns.items()}
    known = {**every, "raw": _of_submission(_raw), FINDINGS: _findings}
    return {name: known[name] for name in resolved(names, known)} or every


_ORDERS: Mapping[str, Callable[[Entry], Order]] = {
    "status": lambda entry: counted(list(Status).index(entry.submission.status)),
    "unrecognised": lambda entry: counted(len(entry.submission.unrecognised)),
    "raw": lambda entry: counted(len(entry.submission.raw)),
    FINDINGS: lambda entry: counted(len(entry.findings)),
}
"""The columns that are not sorted by what they show: a status by its place on the way, the others by how many there are."""
SORTABLE = (*COLUMNS, *WHEN_NAMED)
"""The columns that submissions are sorted by."""


def order_of(item: Entry, name: str) -> Order | None:
    """What a submission is sorted by in a column; None where it has nothing there."""
    if name in _ORDERS:
        return _ORDERS[name](item)
    value = COLUMNS[name](item.submission)
    return collated(value if isinstance(value, str) else ", ".join(value))


def _of_submission(column: Column) -> Cell:
    return lambda entry: column(entry.submission)


def _raw(item: Public) -> tuple[str, ...]:
    return tuple(": ".join(pair) for pair in sorted(item.raw.items()))


def _findings(entry: Entry) -> tuple[str, ...]:
    """What was found on the page, the worst first."""
    ordered = sorted(entry.findings, key=lambda found: (found.severity.rank, found.sort_key))
    return tuple(found.message for found in ordered)


def names_findings(names: Iterable[str]) -> bool:
    """Whether these columns, as they are written to be shown or sorted by, hold that of findings."""
    return any(column(name.strip().lstrip("-+"), (FINDINGS,)) for name in names)


def resolved(names: Iterable[str], known: Collection[str]) -> list[str]:
    """The columns that these texts mean, each once.

    Raises:
        UsageError: a name is unknown, or stands there twice.
    """
    wanted: list[str] = []
    for text in names:
        name = column(text, known)
        if name is None:
            raise UsageError(
                "There is no column '{column}': {hint}", column=text.strip(), hint=suggestion(text, known)
            )
        if name in wanted:
            raise UsageError("The column '{name}' is asked for twice: name it once.", name=name)
        wanted.append(name)
    return wanted


def suggestion(text: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown word: the nearest known one, else all that there are."""
    names = list(known)
    near = nearest(text, names)
    return (
        said("did you mean '{near}'?", near=near)
        if near
        else said("there are {known}.", known=", ".join(names))
    )
