"""``indababot parse``: the records of submissions."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from indababot.cli.completion import FILE, Choice
from indababot.cli.help import Command
from indababot.cli.labels import label
from indababot.cli.messages import colour, told_here
from indababot.cli.parallel import jobs_option
from indababot.cli.progress import waited_for
from indababot.cli.sources import source_options
from indababot.cli.spoken import spoken
from indababot.cli.submissions import (
    Records,
    check_personal,
    emails_of,
    history_option,
    online_option,
    personal_option,
    sources_of,
    write,
)
from indababot.errors import UsageError
from indababot.i18n import NN_, plural, said
from indababot.terminal import visible

if TYPE_CHECKING:
    from indababot.privacy import Public


_SUFFIXES = {".json": "json", ".ndjson": "ndjson", ".jsonl": "ndjson"}
"""The format of a file that is written, unless one is asked for."""
_MOST_CHARACTERS, _MOST_LINES = 20_000, 500
"""What a card shows of a value: more than anybody reads at a terminal."""


@click.command("parse", cls=Command, short_help="Show what submissions say, as records or cards.")
@source_options
@click.option(
    "--format",
    "form",
    type=Choice(("json", "ndjson", "text")),
    help="[default: text at a terminal, else json]",
)
@click.option(
    "-o", "--output", type=FILE, metavar="FILE", help="The file to write; without it standard output."
)
@online_option
@history_option
@personal_option
@jobs_option
def command(**options: Any) -> None:
    """Show what submissions say: SOURCE is a file, a folder, a pattern or '-'.

    Without any, all submissions of the edition on the wiki are read.
    """
    output: str | None = options["output"]
    check_personal(personal=options["personal"], output=output)
    form = options["form"] or _form_of(output)
    if form == "text" and output and output != "-":
        raise UsageError("--format text is for reading: write json or ndjson to a file.")
    written = output in (None, "-") and sys.stdout.isatty()  # to the terminal: that shows how far it is
    found = Records(
        sources_of(options, reads_pipe=True),
        personal=options["personal"],
        online=options["online"],
        jobs=options["jobs"],
        quiet=written,
    )
    shown = waited_for(found, "reading pages") if written else found
    if form == "text":
        _cards(shown)
    else:
        from indababot.exporting import export

        pieces = export(shown, form, emails=emails_of if options["personal"] else None)
        write(pieces, output, private=options["personal"])
    sys.exit(found.tell_failures())


def _form_of(output: str | None) -> str:
    """The format that a file's suffix tells; without a file, cards at a terminal and JSON elsewhere.

    Raises:
        UsageError: the suffix is that of no format.
    """
    if output is None or output == "-":
        return "text" if sys.stdout.isatty() and not output else "json"
    suffix = Path(output).suffix.lower()
    if suffix and suffix not in _SUFFIXES:
        raise UsageError(
            "{command} writes no '{suffix}' file: use {known}, or say --format.",
            command="parse",
            suffix=suffix,
            known=", ".join(_SUFFIXES),
        )
    return _SUFFIXES.get(suffix, "json")


def _cards(found: "Iterable[Public]") -> None:
    """A card for each submission: its title, then a line for each field that it has."""
    from rich.console import Console
    from rich.panel import Panel
    from rich.table import Table
    from rich.text import Text

    from indababot.exporting import COLUMNS, SEPARATOR

    styled = colour(sys.stdout)
    language = spoken(click.get_current_context())
    console = Console(file=sys.stdout, force_terminal=styled, no_color=not styled, highlight=False)
    for submission in found:
        card = Table.grid(padding=(0, 2))
        card.add_column(style="bold", no_wrap=True)
        card.add_column(overflow="fold")
        for name, cell in COLUMNS.items():
            value = cell(submission)
            value = value if isinstance(value, str) else SEPARATOR.join(value)
            if value and name not in ("title", "evidence"):
                value = told_here(said(value)) if name == "status" else value
                card.add_row(Text(label(name, language)), Text(_shown(value)))
        console.print(Panel(card, title=Text(visible(submission.title)), title_align="left"))


_MORE = NN_(
    "… and {number} more character: --format json has it",
    "… and {number} more characters: --format json has them",
)


def _shown(value: str) -> str:
    """A value for a card: whole, or its first lines and how much more there is."""
    lines = value[:_MOST_CHARACTERS].split("\n")[:_MOST_LINES]
    if more := len(value) - len("\n".join(lines)):
        lines.append(told_here(said(plural(more, *_MORE), number=more)))
    return "\n".join(map(visible, lines))
