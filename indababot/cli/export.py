"""``indababot export``: submissions as a file."""

import sys
from pathlib import Path
from typing import Any

import click

from indababot.cli.completion import COLUMNS, FILE, STATUS, Suggested
from indababot.cli.sources import source_options
from indababot.cli.submissions import (
    check_personal,
    emails_of,
    online_option,
    personal_option,
    sources_of,
    submissions,
    write,
)
from indababot.errors import UsageError

FORMATS = ("csv", "json", "ndjson")
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


@click.command("export", short_help="Write submissions as CSV, JSON or NDJSON.")
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
@click.option("--raw", is_flag=True, help="Values as they are; a spreadsheet may run formulas in them.")
@click.option("--bom", is_flag=True, help="Begin with a byte order mark, which Excel wants for accents.")
@online_option
@personal_option
def command(**options: Any) -> None:
    """Write a row, or a record, for each submission, in a stable order.

    SOURCE is a file, a folder, a pattern or '-'; without any, all submissions of the edition on the wiki.
    Filters of several kinds must all fit. E-mail addresses and phone numbers are masked.
    """
    from indababot.exporting import Filter, export, select, sort

    output: str | None = options["output"]
    check_personal(personal=options["personal"], output=output)
    form = options["form"] or _form_of(output)
    if form != "csv" and (options["raw"] or options["bom"]):
        raise UsageError("--raw and --bom go with --format csv only.")
    names = [name for name in (options["columns"] or "").split(",") if name.strip()]
    # Made with nothing first, so that a wrong column is told before any page is read.
    list(export([], form, columns=names, emails=emails_of if options["personal"] else None))
    found, code = submissions(sources_of(options), personal=options["personal"], online=options["online"])
    filters = [Filter(name, options[name]) for name in FILTERS if options[name]]
    pieces = export(
        sort(select(found, filters)),
        form,
        columns=names,
        raw=options["raw"],
        bom=options["bom"],
        emails=emails_of if options["personal"] else None,
    )
    write(pieces, output, private=options["personal"])
    sys.exit(code)


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
