"""What tables have rows of: submissions, people, participants or findings, with the same columns in every format."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import islice

from indababot.columns import Order, collated, counted
from indababot.entries import Entry
from indababot.exporting.columns import Cell, Emails, chosen, resolved
from indababot.persons import Aliases, Claim, Person, claims_of, persons_of
from indababot.privacy import Public
from indababot.spool import Spool, by_key

Value = str | int | datetime | tuple[str, ...] | None
"""What a cell holds: a text, a number, a time in UTC, or the values of a list; None where there is nothing."""
Row = Mapping[str, Value]


class Kind(StrEnum):
    """What a row stands for."""

    SUBMISSION = "submission"
    PERSON = "person"
    PARTICIPANT = "participant"
    FINDING = "finding"


Item = Public | Entry
"""A submission, or one with its findings."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, and its rows as they come."""

    header: tuple[str, ...]
    rows: Iterable[Sequence[Value]]


HEADERS: Mapping[Kind, tuple[str, ...]] = {
    Kind.PERSON: ("person", "accounts", "count", "sessions", "pages"),
    Kind.PARTICIPANT: ("page", "title", "username", "comment", "signed_by", "signed_at"),
    Kind.FINDING: ("page", "title", "code", "name", "severity", "message", "row", "column", "url"),
}
"""The columns of rows that are no submissions, in the order that a table has unless asked otherwise."""


def entry(item: Item) -> Entry:
    """A submission as an entry; without findings where none were given."""
    return item if isinstance(item, Entry) else Entry(item)


def participants(item: Entry) -> Iterator[Row]:
    """A row for each person who is interested in a session."""
    about = {"page": item.submission.page.title, "title": item.submission.title}
    for one in item.submission.participants:
        yield {
            **about,
            "username": one.username,
            "comment": one.comment,
            "signed_by": one.signed_by,
            "signed_at": one.signed_at,
        }


def findings(item: Entry) -> Iterator[Row]:
    """A row for each finding on a submission's page, in the order of their places."""
    page = item.submission.page
    for one in item.findings:
        yield {
            "page": page.title,
            "title": item.submission.title,
            "code": one.code,
            "name": one.name,
            "severity": one.severity.value,
            "message": one.message,
            "row": one.location.row,
            "column": one.location.column,
            "url": page.url,
        }


class People:
    """Gathers who holds which session from submissions that come one by one; a row a person by name.

    What submissions say of people stands on the disk, the submissions themselves are not kept.
    """

    def __init__(self, aliases: Aliases) -> None:
        self._aliases = aliases
        self._claims: Spool[Claim] = Spool()

    def add(self, submission: Public) -> None:
        """Notes the people of a submission."""
        for claim in claims_of(submission):
            self._claims.add(claim)

    def rows(self) -> Iterator[Row]:
        """Everybody, each once."""
        by_page = by_key((claim.page, number) for number, claim in enumerate(self._claims))
        found = Spool(persons_of(Spool(self._claims.ordered(by_page)), self._aliases))
        for one in found.ordered(by_key((_by_name(one), number) for number, one in enumerate(found))):
            yield {
                "person": one.name,
                "accounts": one.accounts,
                "count": len(one.pages),
                "sessions": one.titles,
                "pages": one.pages,
            }


def _by_name(one: Person) -> str:
    return "\n".join((one.name.casefold(), one.name, *one.accounts, *one.pages))


def people(entries: Iterable[Entry], aliases: Aliases) -> Iterator[Row]:
    """A row for each person who holds a session, by name."""
    gathered = People(aliases)
    for item in entries:
        gathered.add(item.submission)
    return gathered.rows()


_EACH: Mapping[Kind, Callable[[Entry], Iterator[Row]]] = {
    Kind.PARTICIPANT: participants,
    Kind.FINDING: findings,
}


def table(
    items: Iterable[Item],
    kind: Kind = Kind.SUBMISSION,
    *,
    columns: Sequence[str] = (),
    emails: Emails | None = None,
    aliases: Aliases | None = None,
    order: Sequence[str] = (),
    limit: int | None = None,
) -> Table:
    """The table of some submissions, whose rows are made as they are asked for; of people when all are known.

    ``columns`` are the columns to show, in order; see :func:`indababot.exporting.columns.chosen`. ``emails`` adds one to rows of
    submissions, which stand in the order given. Other rows are sorted by the columns in ``order``, and ``limit`` of them are kept.

    Raises:
        UsageError: there is no such column.
    """
    entries = map(entry, items)
    if kind is Kind.SUBMISSION:
        wanted = chosen(columns, emails)
        return Table(tuple(wanted), (cells(item, wanted) for item in entries))
    header = header_of(kind, columns)
    found = rows(entries, kind, aliases)
    if order:
        found = iter(_sorted(found, order, HEADERS[kind]))
    return Table(header, ([row[name] for name in header] for row in islice(found, limit)))


def rows(entries: Iterable[Entry], kind: Kind, aliases: Aliases | None = None) -> Iterator[Row]:
    """The rows of a kind other than submissions, with all of their columns."""
    if kind is Kind.PERSON:
        yield from people(entries, aliases or {})
        return
    for item in entries:
        yield from _EACH[kind](item)


def _sorted(found: Iterable[Row], keys: Sequence[str], known: Sequence[str]) -> list[Row]:
    """Rows by columns, a minus before one turns its order round; what has no value there comes last, and like rows stay in their order."""
    ordered = list(found)
    names = resolved((key.strip().lstrip("-+") for key in keys), known)
    for name, key in reversed(list(zip(names, keys, strict=True))):
        valued = [row for row in ordered if row[name] not in (None, "", ())]
        bare = [row for row in ordered if row[name] in (None, "", ())]
        valued.sort(key=lambda row: _place(row[name]), reverse=key.strip().startswith("-"))
        ordered = valued + bare
    return ordered


def _place(value: Value) -> Order:
    return counted(value) if isinstance(value, int) else collated(text(value, ", ")) or counted(0)


def header_of(kind: Kind, columns: Sequence[str] = ()) -> tuple[str, ...]:
    """The columns of a kind other than submissions: those that are named, in order, else all.

    Raises:
        UsageError: there is no such column.
    """
    return tuple(resolved(columns, HEADERS[kind])) or HEADERS[kind]


_NUMBERS = frozenset({"page_id", "interested"})
"""The columns of submissions that are numbers; a submission's own number is a text, since ``033`` is one."""


def cells(item: Entry, columns: Mapping[str, Cell]) -> list[Value]:
    """The cells of a row that stands for a submission."""
    return [_typed(name, cell(item)) for name, cell in columns.items()]


def _typed(name: str, value: str | tuple[str, ...]) -> Value:
    return int(value) if name in _NUMBERS and isinstance(value, str) and value else value


def text(value: Value, separator: str) -> str:
    """A cell as text; ``separator`` stands between the values of a list."""
    if isinstance(value, tuple):
        return separator.join(value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    return "" if value is None else str(value)
