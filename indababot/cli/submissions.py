"""SOURCE arguments -> submissions, as ``parse`` and ``export`` give them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from indababot.cli.context import context
from indababot.cli.files import write_file
from indababot.cli.messages import tell
from indababot.cli.missing import code_of, left_out, unread
from indababot.cli.options import store
from indababot.cli.parallel import mapped
from indababot.cli.progress import counted, progress
from indababot.cli.sources import Sources, editions_of_all, read_sources
from indababot.cli.streams import reader_gone
from indababot.errors import PageError, UsageError
from indababot.spool import Spool

if TYPE_CHECKING:
    from indababot.editions import Edition
    from indababot.pages import Page
    from indababot.privacy import Public
    from indababot.records import Submission

_ASKED = 500
"""Submissions whose accounts a wiki is asked about together."""


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
        output=options["output"],
        reads_pipe=reads_pipe,
    )


def online_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the option that asks the wiki which accounts an ambiguous text means."""
    return click.option(
        "--online", is_flag=True, help="Ask the wiki which accounts exist, where a text may mean several."
    )(command)


def submissions(
    sources: Sources, *, personal: bool, online: bool = False, jobs: int | None = None
) -> "tuple[Spool[Public], int]":
    """The submissions of the sources, in their order, masked unless ``personal``; and the exit code.

    They can be looked at any number of times, and stand on the disk where they are many.
    """
    found = Records(sources, personal=personal, online=online, jobs=jobs)
    return Spool(found), found.tell_failures()


class Records:
    """The submissions of the sources, as they are read, once: what :func:`submissions` gives, without keeping it."""

    def __init__(
        self,
        sources: Sources,
        *,
        personal: bool,
        online: bool = False,
        jobs: int | None = None,
        quiet: bool = False,
    ) -> None:
        self._context = context()
        self._sources = sources
        self._personal = personal
        self._online = online
        self._jobs = jobs
        self._quiet = quiet
        self._failures: list[PageError] = []
        from indababot.privacy import Apart

        self._apart = Apart()

    def tell_failures(self) -> int:
        """Tells what could not be read so far, and gives the exit code; 0 where all could be."""
        for error in self._failures:
            tell(error)
        return code_of(self._failures)

    def __iter__(self) -> "Iterator[Public]":
        from indababot.privacy import Public

        sources = self._sources
        found: Iterator[Submission] = self._read()
        if self._online:
            found = self._resolved(found)
        if not (sources.paths or sources.titles or sources.categories):
            for edition in editions_of_all(self._context):
                if edition.pages.programme:
                    from indababot.discovery import paired

                    found = paired(Spool(found), edition)
        return map(Public, found)

    def _read(self) -> "Iterator[Submission]":
        """The records of the pages, masked unless something is to be asked about what they say."""
        untold: list[Page] = []
        told = False
        with progress(quiet=self._quiet) as step:
            step("reading pages", 0)
            pages = read_sources(self._context, self._sources, self._failures.append)
            for page, submission in counted(mapped(self._one, pages, jobs=self._jobs), "reading forms", step):
                if submission is None:
                    untold.append(replace(page, text=""))
                    if not told and len(untold) == 1:
                        first = page
                    continue
                told = True
                yield self._finished(page, submission)
        if untold and not told:
            self._context.edition_for(first)  # raises: one missing option is told once
        for page in untold:
            self._failures.append(left_out(page))

    def _one(self, page: "Page") -> "Submission | None":
        """The record of a page; None where the page does not tell its edition."""
        from indababot.reading import read

        edition = self._context.edition_told(page)
        return None if edition is None else self._masked(read(page, edition), edition)

    def _masked(self, submission: "Submission", edition: "Edition") -> "Submission":
        from indababot.privacy import public

        if self._personal or self._online:
            return submission
        return public(submission, edition.regions, fields=False)

    def _finished(self, page: "Page", submission: "Submission") -> "Submission":
        """A record as the wiki renders its page, where the page is from a wiki and its wikitext holds no form; by a title of its own."""
        if page.unreadable:
            self._failures.append(unread(page))
        if page.filename is None:
            from indababot.online import read_on

            edition = self._context.edition_for(page)
            found, _ = read_on(self._context.wiki, page, edition, submission=submission)
            submission = submission if found is submission else self._masked(found, edition)
        if self._online:
            return submission
        from indababot.privacy import Public

        return self._apart.record(Public(submission), page.title)

    def _resolved(self, found: "Iterator[Submission]") -> "Iterator[Submission]":
        """The records with the accounts that the wiki knows, asked for many at once, and masked."""
        from indababot.online import resolved
        from indababot.privacy import public

        while some := list(islice(found, _ASKED)):
            for submission in resolved(self._context.wiki, some):
                if self._personal:
                    yield submission
                else:
                    edition = self._context.edition_called(submission.edition)
                    shown = public(submission, edition.regions, fields=False)
                    yield self._apart.record(shown, submission.page.title)


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
        raise UsageError(
            "--with-personal-data writes to a regular file only, and {output} is none.", output=output
        )


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
            if reader_gone():
                return
            click.echo(piece, nl=False)
        return
    write_file(output, pieces, private=private)
