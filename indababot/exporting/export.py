"""One call for every format."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, BinaryIO

from indababot.editions import Edition
from indababot.entries import Entry
from indababot.errors import NothingToDo, UsageError
from indababot.exporting import c3voc, csv, frab, ics, pretalx, xlsx
from indababot.exporting.columns import COLUMNS, SEPARATOR, WHEN_NAMED, Emails, chosen, resolved
from indababot.exporting.rows import Item, Kind, Table, Value, cells, entry, table, text
from indababot.exporting.slots import sessions
from indababot.i18n import plural
from indababot.persons import Aliases
from indababot.privacy import Public
from indababot.records import Submission
from indababot.terminal import json_list, json_text

TABLES: Mapping[str, Callable[..., Iterator[str]]] = {
    "csv": partial(csv.lines, delimiter=","),
    "tsv": partial(csv.lines, delimiter="\t"),
}
"""The formats that are tables, and what writes a :class:`Table` in them, with the arguments ``separator``, ``raw`` and ``bom``."""
FORMATS = (*TABLES, "json", "ndjson")
"""The formats of :func:`export`."""
KEYS = tuple(name for name, field in Submission.model_fields.items() if not field.exclude)
"""The keys of a record."""
PROGRAMME = ("ics", "frab", "c3voc", "pretalx")
"""The formats of :func:`export_programme`."""


def export_workbook(
    items: Iterable[Item],
    file: BinaryIO,
    *,
    rows: Kind | None = None,
    columns: Sequence[str] = (),
    separator: str = SEPARATOR,
    emails: Emails | None = None,
    aliases: Aliases | None = None,
    order: Sequence[str] = (),
    limit: int | None = None,
) -> None:
    """Writes submissions as an XLSX workbook into a file, in the order given; the arguments are those of :func:`export`.

    Without ``rows`` there is a sheet for each kind of rows and one of counts, and ``columns`` are those of the submissions.

    Raises:
        UsageError: there is no such column, XlsxWriter is missing, or there are too many rows.
    """
    if rows is None:
        xlsx.write(items, file, columns=columns, separator=separator, emails=emails, aliases=aliases)
    else:
        only = table(items, rows, columns=columns, emails=emails, aliases=aliases, order=order, limit=limit)
        xlsx.write_table(only, xlsx.SHEETS[rows], file, separator=separator)


def export(
    items: Iterable[Item],
    format: str = "csv",  # noqa: A002 - the word of the command line
    *,
    rows: Kind = Kind.SUBMISSION,
    columns: Sequence[str] = (),
    separator: str = SEPARATOR,
    raw: bool = False,
    bom: bool = False,
    emails: Emails | None = None,
    aliases: Aliases | None = None,
    order: Sequence[str] = (),
    limit: int | None = None,
) -> Iterator[str]:
    """Submissions in a format, in pieces of text, in the order given.

    ``rows`` says what a row, or a record, stands for; those of findings, and the column of them, need entries with findings. ``columns``
    are a table's columns, or the keys that records are cut down to, ``separator`` what stands between the values of a list in a cell.
    ``emails`` adds a column, or key, of e-mail addresses to submissions. ``aliases`` are an edition's spellings of one person. ``order``
    (columns to sort by) and ``limit`` (how many to keep) are for rows that are no submissions.

    Raises:
        UsageError: there is no such format or column.
    """
    if format not in FORMATS:
        raise UsageError(
            "There is no format '{format}'; there are {known}.", format=format, known=", ".join(FORMATS)
        )
    if format not in TABLES and rows is Kind.SUBMISSION:
        names = resolved(columns, [*KEYS, *COLUMNS, *WHEN_NAMED, *(["emails"] if emails else [])])
        return _written((_record(entry(item), names, emails) for item in items), format)
    made = table(items, rows, columns=columns, emails=emails, aliases=aliases, order=order, limit=limit)
    if write := TABLES.get(format):
        return write(made, separator=separator, raw=raw, bom=bom)
    return _written(_objects(made), format)


def _written(records: Iterable[dict[str, Any]], form: str) -> Iterator[str]:
    return (json_text(item) + "\n" for item in records) if form == "ndjson" else json_list(records)


def _objects(made: Table) -> Iterator[dict[str, Any]]:
    """The rows of a table as JSON has them: numbers, lists, texts, and null where there is nothing."""
    for row in made.rows:
        yield {name: _plain(value) for name, value in zip(made.header, row, strict=True)}


def _plain(value: Value) -> Any:
    if value is None or isinstance(value, int):
        return value
    return list(value) if isinstance(value, tuple) else text(value, "")


def export_programme(
    submissions: Iterable[Public],
    format: str,  # noqa: A002 - the word of the command line
    editions: Mapping[str, Edition],
    *,
    raw: bool = False,
    bom: bool = False,
) -> tuple[Iterator[str], list[Public]]:
    """Submissions as programme tools read them, in pieces of text, and those that have no place in it.

    Calendars (``ics``) and schedules (``frab``) hold the sessions whose times are known; what was rejected or withdrawn is no session.
    ``editions`` are the submissions' editions by their ids.

    Raises:
        NothingToDo: the day and time of no session are known.
        UsageError: there is no such format, icalendar is missing, or a schedule is asked for of several editions or of one without a zone.
    """
    if format == "c3voc":
        return json_list(c3voc.submission(item, editions[item.edition]) for item in submissions), []
    if format == "pretalx":
        return csv.lines(pretalx.table(submissions, editions), separator=", ", raw=raw, bom=bom), []
    if format not in PROGRAMME:
        raise UsageError(
            "There is no format '{format}'; there are {known}.", format=format, known=", ".join(PROGRAMME)
        )
    every = list(submissions)
    found, left = sessions(every, editions)
    if every and not found:
        raise NothingToDo(
            plural(
                len(every),
                "The day and time of the session are not known: no {format} was written. "
                "Write them on the pages, or choose a format without times.",
                "The day and time of none of {number} sessions are known: no {format} was written. "
                "Write them on the pages, or choose a format without times.",
            ),
            number=len(every),
            format=format,
        )
    if format == "ics":
        return iter([ics.calendar(found, ", ".join(one.name for one in editions.values()))]), left
    if len(editions) != 1:
        raise UsageError("--format frab holds one edition: say --edition ID.")
    left += [session.submission for session in found if not frab.fits(session)]
    return iter([frab.schedule(found, *editions.values())]), left


def _record(item: Entry, names: Sequence[str], emails: Emails | None) -> dict[str, Any]:
    """The public record of a submission; where there are names, these keys of it, or columns of tables, in their order."""
    data: dict[str, Any] = item.submission.model_dump(mode="json")
    if emails:
        data["emails"] = emails(item.submission)
    others = [name for name in names if name not in data]
    columns = chosen(others) if others else {}
    data |= {name: _plain(value) for name, value in zip(columns, cells(item, columns), strict=True)}
    return {name: data[name] for name in names or data}
