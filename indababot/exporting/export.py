"""One call for every format."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO

from indababot.errors import UsageError
from indababot.exporting import csv, xlsx
from indababot.exporting.columns import SEPARATOR, Emails, chosen, resolved
from indababot.privacy import Public
from indababot.terminal import json_text

TABLES = {"csv": ",", "tsv": "\t"}
"""The formats that are tables, and what stands between two cells."""
FORMATS = (*TABLES, "json", "ndjson")


def export_workbook(
    submissions: Iterable[Public],
    file: BinaryIO,
    *,
    columns: Sequence[str] = (),
    separator: str = SEPARATOR,
    emails: Emails | None = None,
) -> None:
    """Writes submissions as an XLSX workbook into a file, in the order given; the arguments are those of :func:`export`.

    Raises:
        UsageError: there is no such column, XlsxWriter is missing, or there are too many rows.
    """
    xlsx.write(submissions, chosen(columns, emails), file, separator=separator)


def export(
    submissions: Iterable[Public],
    format: str = "csv",  # noqa: A002 - the word of the command line
    *,
    columns: Sequence[str] = (),
    separator: str = SEPARATOR,
    raw: bool = False,
    bom: bool = False,
    emails: Emails | None = None,
) -> Iterator[str]:
    """Submissions in a format, in pieces of text, in the order given.

    ``columns`` are a table's columns, or the keys that records are cut down to, ``separator`` what stands between the values of a list in a
    cell. ``emails`` adds a column, or key, of e-mail addresses.

    Raises:
        UsageError: there is no such format or column.
    """
    if delimiter := TABLES.get(format):
        wanted = chosen(columns, emails)
        return csv.rows(submissions, wanted, delimiter=delimiter, separator=separator, raw=raw, bom=bom)
    records = (record(item, columns, emails) for item in submissions)
    if format == "ndjson":
        return (json_text(item) + "\n" for item in records)
    if format == "json":
        return json_list(records)
    raise UsageError(f"There is no format '{format}'; there are {', '.join(FORMATS)}.")


def record(submission: Public, keys: Sequence[str] = (), emails: Emails | None = None) -> dict[str, Any]:
    """The public record of a submission, or some of its keys in the order asked for.

    Raises:
        UsageError: there is no such key.
    """
    data: dict[str, Any] = submission.model_dump(mode="json")
    if emails:
        data["emails"] = emails(submission)
    return {key: data[key] for key in resolved(keys, data)} if keys else data


def json_list(items: Iterable[dict[str, Any]]) -> Iterator[str]:
    """A JSON list, written as its items come."""
    before = "["
    for item in items:
        text = json_text(item, indent=2).replace("\n", "\n  ")
        yield f"{before}\n  {text}"
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"
