"""``indababot export``: submissions as a file."""

import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from indababot.cli.completion import COLUMNS, FILE, STATUS, Suggested
from indababot.cli.files import binary_file
from indababot.cli.sources import source_options
from indababot.cli.submissions import (
    check_personal,
    emails_of,
    history_option,
    online_option,
    personal_option,
    sources_of,
    submissions,
    write,
)
from indababot.errors import UsageError

if TYPE_CHECKING:
    from indababot.editions import Edition
    from indababot.privacy import Public

FORMATS = ("csv", "tsv", "json", "ndjson", "xlsx")
FILTERS = ("type", "theme", "level", "language", "mode", "status")


def _filter_options(command: Any) -> Any:
    for name in reversed(FILTERS):
        command = click.option(
            f"--{name}",
            multiple=True,
            type=STATUS if name == "status" else Suggested(name, tuple),
            metavar="VALUE",
            help=f"Only this {name}; may be repeated.",
        )(command)
    return command


@click.command("export", short_help="Write submissions as CSV, TSV, JSON, NDJSON or XLSX.")
@source_options
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="[default: by the file's suffix, else csv]"
)
@click.option(
    "-o", "--output", type=FILE, metavar="FILE", help="The file to write; without it standard output."
)
@click.option(
    "--columns", type=COLUMNS, metavar="NAMES", help="Columns, or keys of JSON, in order; commas join them."
)
@_filter_options
@click.option(
    "--sort",
    "order",
    type=COLUMNS,
    metavar="NAMES",
    help="Columns to sort by; a minus before one turns its order round.",
)
@click.option("--limit", type=click.IntRange(min=1), metavar="NUMBER", help="At most this many submissions.")
@click.option(
    "--list-separator",
    "separator",
    metavar="TEXT",
    help="What stands between the values of a list in a cell of a table.  [default: '; ']",
)
@click.option("--raw", is_flag=True, help="Values as they are; a spreadsheet may run formulas in them.")
@click.option("--bom", is_flag=True, help="Begin with a byte order mark, which Excel wants for accents.")
@online_option
@history_option
@personal_option
def command(**options: Any) -> None:
    """Write a row, or a record, for each submission, in a stable order.

    SOURCE is a file, a folder, a pattern or '-'; without any, all submissions of the edition on the wiki.
    Filters of several kinds must all fit. E-mail addresses and phone numbers are masked.
    """
    from indababot.exporting import SEPARATOR, Filter, export, export_workbook, known_filters, select, sort

    output: str | None = options["output"]
    check_personal(personal=options["personal"], output=output)
    form = options["form"] or _form_of(output)
    _check_form(form, options)
    names, order = _names(options["columns"]), _names(options["order"])
    sort([], order)
    # Made with nothing first, so that a wrong column is told before any page is read.
    emails = emails_of if options["personal"] else None
    separator = SEPARATOR if options["separator"] is None else options["separator"]
    if form == "xlsx":
        export_workbook([], io.BytesIO(), columns=names, emails=emails)
    else:
        list(export([], form, columns=names, emails=emails))
    found, code = submissions(sources_of(options), personal=options["personal"], online=options["online"])
    filters = [Filter(name, options[name]) for name in FILTERS if options[name]]
    known = known_filters(filters, found, _editions(found) if filters else ())
    chosen = sort(select(found, known), order)[: options["limit"]]
    if form == "xlsx":
        with binary_file(output or "", private=options["personal"]) as file:
            export_workbook(chosen, file, columns=names, separator=separator, emails=emails)
    else:
        plain = {"raw": options["raw"], "bom": options["bom"]}
        pieces = export(chosen, form, columns=names, separator=separator, emails=emails, **plain)
        write(pieces, output, private=options["personal"])
    sys.exit(code)


def _check_form(form: str, options: dict[str, Any]) -> None:
    """Looks whether the options go with the format.

    Raises:
        UsageError: they do not; the text says with which they go.
    """
    from indababot.exporting import TABLES

    if form not in TABLES and (options["raw"] or options["bom"]):
        raise UsageError("--raw and --bom go with --format csv and tsv only.")
    if form not in (*TABLES, "xlsx") and options["separator"] is not None:
        raise UsageError("--list-separator goes with --format csv, tsv and xlsx only.")
    if form == "xlsx" and options["output"] in (None, "-"):
        raise UsageError("--format xlsx writes to a file only: say -o FILE.")


def _editions(found: "Sequence[Public]") -> "list[Edition]":
    """The editions whose vocabularies filters are checked against."""
    from indababot.cli.context import context
    from indababot.editions import load

    chosen = context().edition
    return [chosen] if chosen else [load(name) for name in sorted({item.edition for item in found})]


def _names(text: str | None) -> list[str]:
    return [name for name in (text or "").split(",") if name.strip()]


def _form_of(output: str | None) -> str:
    """The format that a file's suffix tells, else CSV.

    Raises:
        UsageError: the suffix is that of no format.
    """
    suffix = Path(output or "").suffix.removeprefix(".").lower()
    if suffix and suffix not in FORMATS:
        raise UsageError(
            f"export writes no '.{suffix}' file: use {', '.join(f'.{name}' for name in FORMATS)}, or say --format."
        )
    return suffix or "csv"
