"""SOURCE arguments -> submissions, as ``parse`` and ``export`` give them."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from indababot.cli.context import Context, context, store, tell
from indababot.cli.files import write_file
from indababot.cli.progress import Step, counted, progress
from indababot.cli.sources import Sources, read_sources
from indababot.errors import PageError, PageUnreadable, UsageError

if TYPE_CHECKING:
    from indababot.editions import Edition
    from indababot.pages import Page
    from indababot.privacy import Public
    from indababot.records import Submission


def personal_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the option that shows e-mail addresses and phone numbers."""
    return click.option(
        "--with-personal-data",
        "personal",
        is_flag=True,
        help="Show e-mail addresses and phone numbers; in a file only (-o).",
    )(command)


def history_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the option that reads every revision in a dump."""
    return click.option(
        "--history",
        is_flag=True,
        default=None,
        expose_value=False,
        callback=store("history"),
        help="Every revision of each submission in a dump, not the newest alone.",
    )(command)


def sources_of(options: dict[str, Any], *, reads_pipe: bool = False) -> Sources:
    """What a command was asked to work on, from its options."""
    return Sources(
        paths=options["sources"],
        titles=options["pages"],
        categories=options["categories"],
        title=options["title"],
        stdin_filename=options["stdin_filename"],
        reads_pipe=reads_pipe,
    )


def online_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the option that asks the wiki which accounts an ambiguous text means."""
    return click.option(
        "--online", is_flag=True, help="Ask the wiki which accounts exist, where a text may mean several."
    )(command)


def submissions(sources: Sources, *, personal: bool, online: bool = False) -> "tuple[list[Public], int]":
    """The submissions of the sources, in their order, masked unless ``personal``; and 1 where a page could not be read, else 0."""
    from indababot.privacy import public_all, with_personal_data

    failures: list[PageError] = []
    with progress() as step:
        pages = _pages(context(), sources, failures.append, step)
        found = [_read(page, edition) for page, edition in counted(pages, "reading forms", step)]
    if online:
        from indababot.online import resolved

        found = resolved(context().wiki, found)
    for error in failures:
        tell(str(error))
    if not (sources.paths or sources.titles or sources.categories):
        from indababot.discovery import paired

        found = paired(found, context().need_edition())
    regions = dict.fromkeys(code for _, edition in pages for code in edition.regions)
    shown = map(with_personal_data, found) if personal else public_all(found, tuple(regions))
    return list(shown), int(bool(failures))


def _read(page: "Page", edition: "Edition") -> "Submission":
    """The record of a page: of one from a wiki as the wiki renders it, where its wikitext holds no form."""
    if page.filename is None:
        from indababot.online import read_on

        return read_on(context().wiki, page, edition)[0]
    from indababot.reading import read

    return read(page, edition)


def _pages(
    chosen: Context, sources: Sources, on_error: Callable[[PageError], None], step: Step
) -> "Sequence[tuple[Page, Edition]]":
    """The pages with their editions; one that does not tell its edition is an error of its own, where others do."""
    every = counted(read_sources(chosen, sources, on_error), "reading pages", step)
    found = [(page, chosen.edition_told(page)) for page in every]
    told = [(page, edition) for page, edition in found if edition is not None]
    for page, edition in found:
        if edition is None and not told:
            chosen.edition_for(page)  # raises: one missing option is told once
        if edition is None:
            name = page.filename or page.title
            why = f"{name} was left out: it does not tell which edition it is from; say --edition ID."
            on_error(PageUnreadable(why, title=name))
    return told


def check_personal(*, personal: bool, output: str | None) -> None:
    """Personal data go to regular files only.

    Raises:
        UsageError: they would go to standard output, a pipe or a device.
    """
    if not personal:
        return
    if output is None or output == "-":
        raise UsageError("--with-personal-data writes to a file only: say -o FILE.")
    path = Path(output)
    if path.exists() and not path.is_file():
        raise UsageError(f"--with-personal-data writes to a regular file only, and {output} is none.")


def emails_of(submission: "Public") -> list[str]:
    """The e-mail addresses in a submission that is not masked."""
    from indababot.privacy import emails

    return emails(submission)


def write(pieces: Iterable[str], output: str | None, *, private: bool = False) -> None:
    """Writes text to a file, in one step, or to standard output where none is named. A ``private`` file is its owner's alone.

    Raises:
        UsageError: the file cannot be written.
    """
    if output is None or output == "-":
        for piece in pieces:
            click.echo(piece, nl=False)
        return
    write_file(output, pieces, private=private)
