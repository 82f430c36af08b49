"""``indababot editions``: list, show, check and start editions."""

import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from urllib.parse import unquote

import click

from indababot.cli.completion import ANY_PATH, EDITION, FILE, Choice
from indababot.cli.context import context
from indababot.cli.files import write_file
from indababot.cli.help import Group
from indababot.cli.messages import colour, say, tell, told_here
from indababot.cli.progress import counted, progress
from indababot.cli.spoken import spoken
from indababot.errors import EditionError, NothingToDo, PageUnreadable, UsageError
from indababot.files import read_regular, walk
from indababot.i18n import in_language, plural, said
from indababot.pages import Page
from indababot.terminal import escaped, json_text, visible
from indababot.textfiles import MAX_BYTES, decoded, from_json, why


@click.group(
    cls=Group,
    name="editions",
    help="List, show, check or start editions: what a conference's year looks like.",
    short_help="List, show, check or start editions.",
)
def command() -> None:
    """The group; each of its commands imports what it needs."""


@command.command(name="list", help="List the editions that come with indababot.")
@click.option(
    "--format",
    "output",
    type=Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people or tools.",
)
def list_(output: str) -> None:
    """Prints id, name, dates and number of fields, a line an edition."""
    from indababot.editions import available, load

    rows = [
        {
            "id": edition.id,
            "name": edition.name,
            "starts": edition.starts.isoformat() if edition.starts else None,
            "ends": edition.ends.isoformat() if edition.ends else None,
            "fields": len(edition.fields),
        }
        for edition in map(load, available())
    ]
    if output == "json":
        click.echo(json_text(rows, indent=2))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0))
    longest = max((len(str(row["id"])) for row in rows), default=0)
    table.add_column("ID", no_wrap=True, min_width=longest)  # it is what people copy: never cut
    table.add_column(told_here(said("Name")))
    table.add_column(told_here(said("Dates")))
    table.add_column(told_here(said("Fields")), justify="right", no_wrap=True)
    for row in rows:
        dates = f"{row['starts']} – {row['ends']}" if row["starts"] else ""
        table.add_row(*(Text(str(cell)) for cell in (row["id"], row["name"], dates, row["fields"])))
    styled, width = colour(sys.stdout), None if sys.stdout.isatty() else 200
    Console(file=sys.stdout, force_terminal=styled, no_color=not styled, width=width).print(table)


@command.command(
    help="Show one edition in full, with what it takes over from the one that it extends.",
    short_help="Show one edition in full.",
)
@click.argument("name", metavar="[ID|FILE.toml]", required=False, type=EDITION)
@click.option(
    "--format",
    "output",
    type=Choice(["toml", "json"]),
    default="toml",
    show_default=True,
    help="For people or tools.",
)
def show(name: str | None, output: str) -> None:
    """Prints the resolved edition."""
    from indababot.editions import dumps, load

    found = context().need_edition() if name is None else load(name)
    click.echo(
        escaped(found.model_dump_json(indent=2, exclude={"extends"}))
        if output == "json"
        else escaped(dumps(found)),
        nl=output == "json",
    )


@command.command(help="Check edition files, a line each. Ends with 2 where one is wrong.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=FILE)
@click.pass_context
def check(ctx: click.Context, files: Sequence[str]) -> None:
    """Ends with 2 where a file is wrong."""
    from indababot.doctor import faults
    from indababot.editions import load, loads

    wrong = False
    for name in files:
        try:
            edition = load(name) if name.endswith(".toml") else loads(_read(name), name)
        except (EditionError, PageUnreadable) as error:
            wrong = True
            click.echo(visible(f"{name}: {in_language(spoken(ctx), error)}"))
            continue
        found = list(faults(edition))
        wrong = wrong or bool(found)
        for fault in found:
            click.echo(visible(f"{name}: {in_language(spoken(ctx), fault.found)}"))
        if not found:
            ok = said(
                plural(
                    len(edition.fields),
                    "{name}: ok, {edition} with {number} field",
                    "{name}: ok, {edition} with {number} fields",
                ),
                name=name,
                edition=edition.id,
                number=len(edition.fields),
            )
            click.echo(visible(in_language(spoken(ctx), ok)))
    ctx.exit(EditionError.exit_code if wrong else 0)


@command.command(
    help="Propose an edition file from a form's page or some filled pages.\n\nSOURCE is a wikitext file, a folder or '-'. "
    "The proposal says in comments where a person has to look.",
    short_help="Propose an edition file from a form or filled pages.",
)
@click.argument("sources", nargs=-1, metavar="SOURCE...", type=ANY_PATH)
@click.option(
    "-o", "--output", type=FILE, metavar="FILE", help="The file to write; without it standard output."
)
@click.option("--id", "ident", metavar="ID", help="The edition's id, as wikiindaba-2027.")
@click.option("--name", metavar="NAME", help="The conference's name and year.")
@click.option("--title", metavar="TITLE", help="The title of the one page that is given.")
@click.option("--templatedata", metavar="FILE", help="The TemplateData of the form's template (JSON).")
@click.option("--force", is_flag=True, help="Replace FILE when it is there already.")
@click.pass_context
def init(
    ctx: click.Context,
    sources: Sequence[str],
    output: str | None,
    ident: str | None,
    name: str | None,
    title: str | None,
    templatedata: str | None,
    *,
    force: bool,
) -> None:
    """Writes the proposal; a person then edits it."""
    from indababot.editions.init import propose
    from indababot.privacy import masked

    if not sources:
        raise UsageError("Give the form's page, or some filled pages, as files, folders or - for stdin.")
    if output and Path(output).suffix.lower() not in ("", ".toml"):
        raise UsageError("editions init writes no '{suffix}' file: use .toml.", suffix=Path(output).suffix)
    if output and Path(output).exists() and not force:
        raise UsageError("{output} is there already: give --force to replace it.", output=output)
    with progress() as step:
        pages = list(counted(chain.from_iterable(map(_pages, sources)), "reading pages", step))
    if not pages:
        raise NothingToDo(
            "There is no page in what was given: of a folder, the files that end in .wiki are taken."
        )
    if title and len(pages) > 1:
        raise UsageError(
            "--title goes with one page, and {number} were given: leave it out.", number=len(pages)
        )
    pages = [Page(title=title, text=pages[0].text)] if title else pages
    data = _json(templatedata) if templatedata else None
    with progress() as step:
        step("looking for what the pages have in common", 0)
        text = masked(propose(pages, template_data=data, id=ident, name=name, lang=spoken(ctx)))
    if output:
        write_file(output, [text])
        done = said(
            "{output} is written: read its comments, then 'indababot editions check {output}'.", output=output
        )
        say(told_here(done))
    else:
        click.echo(text, nl=False)


def _pages(source: str) -> Iterator[Page]:
    """The pages of a source; a title is the path below a given folder, or the stem of a given file."""
    path = Path(source)
    if source == "-":
        if sys.stdin is None:
            raise UsageError("Standard input is closed: name a file or folder.")
        yield Page(title="", text=sys.stdin.buffer.read().decode("utf-8-sig", errors="replace"))
    elif path.is_dir():
        for file in sorted(_wiki_files(path)):
            yield Page(title=unquote(file.relative_to(path).with_suffix("").as_posix()), text=_read(file))
    else:
        yield Page(title=unquote(path.stem), text=_read(path), filename=source)


def _wiki_files(folder: Path) -> Iterator[Path]:
    def told(place: Path, why: str) -> None:
        tell(said("{path} was left out: {why}", path=place, why=why))

    for place, _, names in walk(folder, told):
        yield from (place / name for name in names if name.endswith(".wiki"))


def _read(path: str | Path) -> str:
    try:
        return decoded(str(path), read_regular(Path(path), most=MAX_BYTES)).text
    except FileNotFoundError:
        raise UsageError("There is no file {path}.", path=path) from None
    except OSError as error:
        raise UsageError("{path} cannot be read: {why}.", path=path, why=why(error)) from None


def _json(path: str) -> dict[str, object]:
    try:
        data = from_json(_read(path))
    except ValueError as error:
        raise UsageError("{path} cannot be read: {why}.", path=path, why=why(error)) from None
    if isinstance(data, dict) and isinstance(data.get("pages"), dict):  # as the wiki's API gives it
        data = next(iter(data["pages"].values()), {})
    if not isinstance(data, dict) or not isinstance(data.get("params"), dict):
        raise UsageError(
            "{path} holds no TemplateData: give an object with 'params', as the wiki's API does.", path=path
        )
    return data
