"""The columns of a table of submissions: what each cell says."""

from collections.abc import Callable, Iterable, Mapping

from indababot.errors import UsageError
from indababot.privacy import Public

SEPARATOR = "; "
"""Stands between the values of a list in one cell."""


Emails = Callable[[Public], list[str]]
"""Gives the e-mail addresses in a submission, for those who may see them."""


def _list(values: Iterable[str]) -> str:
    return SEPARATOR.join(values)


COLUMNS: Mapping[str, Callable[[Public], str]] = {
    "edition": lambda item: item.edition,
    "page": lambda item: item.page.title,
    "page_id": lambda item: str(item.page.page_id or ""),
    "url": lambda item: item.page.url or "",
    "title": lambda item: item.title,
    "number": lambda item: item.number or "",
    "status": lambda item: item.status.value,
    "authors": lambda item: _list(item.authors),
    "usernames": lambda item: _list(user.name for user in item.usernames),
    "evidence": lambda item: _list(user.evidence.value for user in item.usernames),
    "types": lambda item: _list(item.types),
    "themes": lambda item: _list(item.themes),
    "levels": lambda item: _list(item.levels),
    "languages": lambda item: _list(item.languages),
    "mode": lambda item: item.mode or "",
    "affiliation": lambda item: item.affiliation or "",
    "country": lambda item: item.country or "",
    "requirements": lambda item: item.requirements or "",
    "extra": lambda item: item.extra or "",
    "duration": lambda item: item.duration or "",
    "abstract": lambda item: item.abstract or "",
    "benefit": lambda item: item.benefit or "",
    "takeaways": lambda item: item.takeaways or "",
    "participants": lambda item: _list(person.username for person in item.participants),
    "interested": lambda item: str(len(item.participants)),
    "unrecognised": lambda item: _list(
        ": ".join(part for part in (text.label, text.text) if part) for text in item.unrecognised
    ),
}
"""Every column by its name, in the order that a table has unless asked otherwise."""


def chosen(names: Iterable[str], emails: Emails | None = None) -> dict[str, Callable[[Public], str]]:
    """The columns with these names, in this order; all where none is named. With ``emails`` there is a column of them.

    Raises:
        UsageError: a name is unknown, or stands there twice.
    """
    known = dict(COLUMNS)
    if emails:
        known["emails"] = lambda item: _list(emails(item))
    wanted = [name.strip().lower() for name in names]
    for name in wanted:
        if name not in known:
            raise UsageError(f"There is no column '{name}'{_suggestion(name, known)}")
        if wanted.count(name) > 1:
            raise UsageError(f"The column '{name}' is asked for twice: name it once.")
    return {name: known[name] for name in wanted} or known


def _suggestion(name: str, known: Iterable[str]) -> str:
    from rapidfuzz import process

    near = process.extractOne(name, list(known), score_cutoff=60)
    return f": did you mean '{near[0]}'?" if near else f"; there are {', '.join(known)}."
