"""``indababot export``: submissions as a file."""

import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from indababot.cli.completion import COLUMNS, FILE, STATUS, Choice, Count, Suggested
from indababot.cli.help import Command
from indababot.cli.language import lang_option, language
from indababot.cli.parallel import jobs_option
from indababot.cli.progress import counted, progress
from indababot.cli.sources import source_options
from indababot.cli.submissions import (
    Records,
    check_personal,
    history_option,
    online_option,
    personal_option,
    sources_of,
)
from indababot.errors import UsageError

if TYPE_CHECKING:
    from indababot.cli.exported import Asked
    from indababot.editions import Edition
    from indababot.entries import Entry
    from indababot.privacy import Public
    from indababot.spool import Spool

RECORDS = ("csv", "tsv", "json", "ndjson", "xlsx")
"""The formats of rows and records."""
FORMATS = (*RECORDS, "wikitext", "ics", "frab", "c3voc", "pretalx")
SUFFIXES = {
    **{name: name for name in RECORDS},
    "jsonl": "ndjson",
    "wiki": "wikitext",
    "wikitext": "wikitext",
    "ics": "ics",
    "xml": "frab",
}
"""The format that each suffix of a file tells."""
ROWS = ("submission", "person", "participant", "finding")
VIEWS = ("submissions", "participants", "people", "statistics", "incomplete", "clashes", "delivery")
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


@click.command(
    "export",
    cls=Command,
    short_help="Write submissions as CSV, JSON, XLSX, a calendar or a schedule.",
)
@source_options
@click.option("--format", "form", type=Choice(FORMATS), help="[default: by the file's suffix, else csv]")
@click.option(
    "--rows",
    type=Choice(ROWS),
    help="What a row stands for, in csv, tsv, json, ndjson and xlsx.  [default: submission; in xlsx a sheet for each]",
)
@click.option(
    "-o", "--output", type=FILE, metavar="FILE", help="The file to write; without it standard output."
)
@click.option(
    "--columns", type=COLUMNS, metavar="NAMES", help="Columns, or keys of JSON, in order; commas join them."
)
@_filter_options
@click.option(
    "--complete",
    type=Choice(("yes", "no")),
    is_flag=False,
    flag_value="yes",
    help="Only those without an error, or only the others.",
)
@click.option(
    "--sort",
    "order",
    type=COLUMNS,
    metavar="NAMES",
    help="Columns to sort by; a minus before one turns its order round.",
)
@click.option("--limit", type=Count(), metavar="NUMBER", help="At most this many rows.")
@click.option(
    "--list-separator",
    "separator",
    metavar="TEXT",
    help="What stands between the values of a list in a cell of a table.  [default: '; ']",
)
@click.option("--raw", is_flag=True, help="Values as they are; a spreadsheet may run formulas in them.")
@click.option("--bom", is_flag=True, help="Begin with a byte order mark, which Excel wants for accents.")
@click.option(
    "--view",
    type=Choice(VIEWS),
    metavar="VIEW",
    help=f"What wikitext shows, as in a region: {', '.join(VIEWS)}.  [default: submissions]",
)
@click.option(
    "--parameter",
    "parameters",
    multiple=True,
    metavar="NAME=VALUE",
    help="Another parameter of a region for wikitext, as group=theme; may be repeated.",
)
@lang_option
@online_option
@history_option
@personal_option
@jobs_option
def command(**options: Any) -> None:
    """Write a row, or a record, for each submission, in a stable order; or a view, a calendar, a schedule.

    SOURCE is a file, a folder, a pattern or '-'; without any, all submissions of the edition on the wiki.
    Filters of several kinds must all fit. E-mail addresses and phone numbers are masked.
    """
    from indababot.cli.exported import (
        Asked,
        check_columns,
        editions_of,
        write_programme,
        write_table,
        write_view,
    )
    from indababot.exporting import PROGRAMME
    from indababot.spool import Each

    output: str | None = options["output"]
    check_personal(personal=options["personal"], output=output)
    form = options["form"] or _form_of(output)
    asked = Asked(form, output, _names(options["columns"]), _names(options["order"]), options)
    _check_form(asked)
    check_columns(asked)
    found, code = _entries(asked)
    shown = Each(found, lambda one: one.submission)
    editions = editions_of(shown)
    with progress(quiet=output in (None, "-")) as step:
        step("writing", 0)
        if form == "wikitext":
            write_view(asked, list(found), editions)
        else:
            chosen = counted(_chosen(asked, found, shown, editions), "writing submissions", step)
            if form in PROGRAMME:
                write_programme(asked, [one.submission for one in chosen], editions)
            else:
                write_table(asked, chosen, editions)
    sys.exit(code)


def _entries(asked: "Asked") -> "tuple[Spool[Entry], int]":
    """The submissions that the options name, with their findings where they are needed; and 1 where a page could not be read, else 0."""
    from indababot.cli.checked import CheckedRecords
    from indababot.entries import Entry
    from indababot.spool import Spool

    options = dict(asked.options)
    how = {"personal": options["personal"], "online": options["online"], "jobs": options["jobs"]}
    if not asked.needs_findings:
        records = Records(sources_of(options), **how)
        return Spool(map(Entry, records)), records.tell_failures()
    checked = CheckedRecords(sources_of(options), language=language(options["lang"]), **how)
    complete = options["complete"]
    kept = (one for one in checked if complete is None or one.complete is (complete == "yes"))
    return Spool(kept), checked.tell_failures()


def _chosen(
    asked: "Asked", found: "Spool[Entry]", shown: "Collection[Public]", editions: "list[Edition]"
) -> "Iterator[Entry]":
    """Those that pass the filters, in the order asked for, one by one from the disk."""
    from indababot.exporting import Filter, known_filters, order

    options, own = asked.options, asked.of_submissions
    filters = [Filter(name, options[name]) for name in FILTERS if options[name]]
    known = known_filters(filters, shown, editions if filters else ())
    numbers = order(found, asked.order if own else (), known)
    return found.ordered(numbers[: options["limit"] if own else None])


def _check_form(asked: "Asked") -> None:
    """Looks whether the options go with the format.

    Raises:
        UsageError: they do not; the text says with which they go.
    """
    from indababot.exporting import TABLES, sort

    form, options = asked.form, asked.options
    for names, formats in (
        (("raw", "bom"), (*TABLES, "pretalx")),
        (("separator",), (*TABLES, "xlsx")),
        (("rows",), RECORDS),
        (("columns",), (*RECORDS, "wikitext")),
        (("order",), (*RECORDS, "wikitext", "c3voc", "pretalx")),
        (("view", "parameters"), ("wikitext",)),
    ):
        if form not in formats and any(options[name] not in (None, False, ()) for name in names):
            spelt = {"option": _SPELT[names[0]], "other": _SPELT[names[-1]], "formats": ", ".join(formats)}
            if len(names) > 1:
                raise UsageError("{option} and {other} go with --format {formats} only.", **spelt)
            raise UsageError(
                "{option} goes with --format {formats} only.",
                option=spelt["option"],
                formats=spelt["formats"],
            )
    if options["separator"] == "":
        raise UsageError(
            "--list-separator needs some text: without it nobody can take the values apart again."
        )
    if form == "xlsx" and asked.output in (None, "-"):
        raise UsageError("--format xlsx writes to a file only: say -o FILE.")
    if form == "wikitext" and asked.private:
        raise UsageError("--with-personal-data does not go with --format wikitext, which is for wikis.")
    if asked.of_submissions and form != "wikitext":
        sort([], asked.order)


_SPELT = {
    "raw": "--raw",
    "bom": "--bom",
    "separator": "--list-separator",
    "rows": "--rows",
    "columns": "--columns",
    "order": "--sort",
    "view": "--view",
    "parameters": "--parameter",
}


def _names(text: str | None) -> list[str]:
    return [name for name in (text or "").split(",") if name.strip()]


def _form_of(output: str | None) -> str:
    """The format that a file's suffix tells, else CSV.

    Raises:
        UsageError: the suffix is that of no format.
    """
    suffix = Path(output or "").suffix.removeprefix(".").lower()
    if suffix and suffix not in SUFFIXES:
        known = ", ".join(f".{name}" for name in SUFFIXES)
        raise UsageError(
            "{command} writes no '{suffix}' file: use {known}, or say --format.",
            command="export",
            suffix="." + suffix,
            known=known,
        )
    return SUFFIXES.get(suffix, "csv")
