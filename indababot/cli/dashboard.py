"""``indababot dashboard``: submissions as a static site."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from indababot import files
from indababot.cli.completion import EDITION, Named
from indababot.cli.context import Context, context
from indababot.cli.help import Command
from indababot.cli.language import lang_option, language
from indababot.cli.messages import tell
from indababot.cli.missing import all_told, code_of, left_out
from indababot.cli.parallel import jobs_option, mapped
from indababot.cli.progress import counted, progress
from indababot.cli.sources import Sources, read_sources, reading_all, source_options
from indababot.cli.submissions import sources_of
from indababot.errors import NothingToDo, PageError, UsageError
from indababot.i18n import plural, said
from indababot.pages import web_address
from indababot.textfiles import why

if TYPE_CHECKING:
    from indababot.checking import Entry
    from indababot.diagnostics import Diagnostic
    from indababot.editions import Edition
    from indababot.exporting.dashboard import Clash, Part, Session
    from indababot.pages import Page
    from indababot.records import Submission

MARK = ".indababot-dashboard"
"""Stands in a folder that holds a dashboard: what else is in it was written by us."""
_LATE = timedelta(days=30)
"""So long after the deadline pages that are made are looked for."""


@click.command("dashboard", cls=Command, short_help="Write a site that shows the submissions.")
@source_options
@click.option(
    "-o",
    "--output",
    required=True,
    type=Named(file_okay=False),
    metavar="DIR",
    help="The folder to write to; a new or empty one, or one with a dashboard.",
)
@click.option(
    "-e",
    "--edition",
    "editions",
    multiple=True,
    type=EDITION,
    metavar="ID|FILE.toml",
    help="The conference's year; repeat it to compare several.",
)
@click.option(
    "--page-address",
    metavar="URL",
    help="Where pages of a folder are on their wiki, with $1 for the title, as https://meta.wikimedia.org/wiki/$1.",
)
@lang_option
@jobs_option
def command(**options: Any) -> None:
    """Write a site that works from a file and offline: DIR/index.html.

    SOURCE is a file, a folder, a pattern or '-'; without any, all submissions of the editions on the wiki.
    The same data give the same bytes. E-mail addresses and phone numbers are masked.
    """
    from indababot.exporting.dashboard import build, need_extra

    need_extra()
    address = _checked_address(options["page_address"])
    spoken = language(options["lang"])
    folder = _folder(options["output"])
    failures: list[PageError] = []
    with progress() as step:
        step("reading pages", 0)
        found = _pages(context(), options["editions"], sources_of(options), failures)
        judged = mapped(_judged, found, jobs=options["jobs"])
        parts = _parts(counted(judged, "reading pages", step), spoken)
        for error in failures:
            tell(error)
        if not parts:
            raise NothingToDo("There is no submission to show.")
        written = _written(folder, counted(build(parts, spoken, address=address), "writing files", step))
    _sweep(folder, written)
    sessions = sum(len(part.sessions) for part in parts)
    place = Path(options["output"]) / "index.html"
    tell(
        said(
            plural(
                sessions, "{number} submission is shown in {path}", "{number} submissions are shown in {path}"
            ),
            number=sessions,
            path=place,
        )
    )
    sys.exit(code_of(failures))


def _checked_address(address: str | None) -> str | None:
    if address and (not web_address(address) or "$1" not in address):
        raise UsageError(
            "--page-address takes an http or https address with $1 for the title, as "
            "https://meta.wikimedia.org/wiki/$1."
        )
    return address


def _folder(name: str) -> Path:
    """The folder to write to.

    Raises:
        UsageError: it holds something else than a dashboard, or cannot be made.
    """
    folder = Path(name)
    try:
        if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).exists():
            raise UsageError("{name} holds other files: name a new or empty folder.", name=name)
        folder.mkdir(parents=True, exist_ok=True)
        files.write_text(folder / MARK, "")
    except OSError as error:
        raise UsageError("{path} cannot be written: {why}.", path=name, why=why(error)) from error
    return folder


def _pages(
    chosen: Context, names: Sequence[str], sources: Sources, failures: list[PageError]
) -> "Iterator[tuple[Page, Edition]]":
    """The pages with their editions: those of the sources, or all of each edition on the wiki."""
    from indababot.discovery import submissions_of
    from indababot.reading import edition_of

    if names:
        chosen.edition_choice = ",".join(names)
    if sources.paths or sources.titles or sources.categories:
        for page in read_sources(chosen, sources, failures.append):
            edition = chosen.edition_told(page)
            if edition is not None:
                yield page, edition
            else:
                failures.append(left_out(page, edition_of(page, chosen.all_editions)))
        return
    editions = chosen.need_editions()
    wiki = chosen.wiki
    tell(reading_all(", ".join(one.id for one in editions), chosen.wiki_name))
    yield from all_told(wiki, submissions_of(wiki, editions), itemgetter(0), failures)


def _judged(told: "tuple[Page, Edition]") -> "tuple[Submission, list[Diagnostic]]":
    """The record of a page and what is found about it."""
    from indababot.checking import check
    from indababot.reading import read

    page, edition = told
    submission = read(page, edition)
    return submission, check(submission, page, edition)


def _parts(
    judged: "Iterable[tuple[tuple[Page, Edition], tuple[Submission, list[Diagnostic]]]]", spoken: str
) -> "list[Part]":
    """The editions with what is found about their submissions, the latest first."""
    editions: dict[str, tuple[Edition, list[Entry], list[list[Diagnostic]]]] = {}
    for (page, edition), (submission, findings) in judged:
        _, entries, found = editions.setdefault(edition.id, (edition, [], []))
        entry, own = _rendered(page, edition, submission, findings)
        entries.append(entry)
        found.append(own)
    parts = [
        _part(edition, entries, found, _made(edition, entries), spoken)
        for edition, entries, found in editions.values()
    ]
    return sorted(parts, key=lambda part: (_year(part.edition), part.edition.id), reverse=True)


def _year(edition: "Edition") -> str:
    return str(edition.starts or edition.deadline or "")


def _rendered(
    page: "Page", edition: "Edition", submission: "Submission", findings: "list[Diagnostic]"
) -> "tuple[Entry, list[Diagnostic]]":
    """The same of a page as its wiki renders it, with that page, where its wikitext holds no form."""
    if page.filename is not None:
        return (submission, page), findings
    from indababot.checking import check
    from indababot.online import read_on

    shown, seen = read_on(context().wiki, page, edition, submission=submission)
    return (shown, seen), findings if shown is submission else check(shown, seen, edition)


def _made(edition: "Edition", entries: "Sequence[Entry]") -> "Mapping[str, datetime]":
    """When pages were made, by title, as far as their wiki tells: of a live one a few requests for all, around the deadline."""
    from indababot.wikis import TellsCreation

    pages = [page for _, page in entries]
    found = {page.title: page.made for page in pages if page.made}
    asked = [page for page in pages if page.filename is None and page.made is None]
    if asked and isinstance(wiki := context().wiki, TellsCreation):
        last = edition.deadline
        day = last.date() if isinstance(last, datetime) else last
        found |= wiki.made(asked, datetime.combine(day + _LATE, time.max, UTC) if day else None)
    return found


def _part(
    edition: "Edition",
    entries: "Sequence[Entry]",
    found: "Sequence[list[Diagnostic]]",
    made: "Mapping[str, datetime]",
    spoken: str,
) -> "Part":
    """An edition's submissions as anybody may see them, each proposal once, with what is found about it."""
    from indababot.checking import localised, with_duplicates
    from indababot.discovery import paired
    from indababot.exporting import sort
    from indababot.exporting.dashboard import Part, Session
    from indababot.privacy import public_all

    told = zip(entries, with_duplicates(entries, found, edition), strict=True)
    findings = {
        submission.page.title: tuple(localised(own, spoken, edition)) for (submission, _), own in told
    }
    proposals = list(paired([submission for submission, _ in entries], edition))
    shown = public_all(proposals, edition.regions)
    sessions = {
        record.page.title: Session(
            record, findings[submission.page.title], made=made.get(submission.page.title)
        )
        for record, submission in zip(shown, proposals, strict=True)
    }
    listed = tuple(sessions[record.page.title] for record in sort(shown))
    return Part(edition, listed, tuple(_clashes(edition, listed)))


def _clashes(edition: "Edition", sessions: "Sequence[Session]") -> "Iterator[Clash]":
    """What the view ``clashes`` would list: a region on the wiki and the dashboard say the same."""
    from indababot.exporting.dashboard import Clash
    from indababot.writing import Entry
    from indababot.writing.views import clashes, people

    entries = [Entry(one.record) for one in sessions if one.record.status not in clashes.OUT]
    for one in clashes.clashes(entries, people.speakers(entries, edition), minimum=2):
        yield Clash(one.first.page, one.second.page, one.speakers, one.interested)


def _written(folder: Path, site: Iterable[tuple[str, bytes]]) -> set[str]:
    """Writes the files of the site; their paths."""
    paths = set()
    try:
        for path, content in site:
            (folder / path).parent.mkdir(exist_ok=True)
            files.write_bytes(folder / path, content)
            paths.add(path)
    except OSError as error:
        raise UsageError("{path} cannot be written: {why}.", path=folder, why=why(error)) from error
    return paths


def _sweep(folder: Path, written: set[str]) -> None:
    """Removes the cards of submissions that are gone, and what an earlier version wrote."""
    for below in ("assets", "submission"):
        for path in (folder / below).glob("*"):
            if path.is_file() and f"{below}/{path.name}" not in written:
                path.unlink()
