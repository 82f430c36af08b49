"""``indababot changes``: what was added, withdrawn, moved or changed."""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from indababot.cli.completion import ANY_PATH, FILE, Choice
from indababot.cli.context import context
from indababot.cli.files import check_apart
from indababot.cli.help import Command
from indababot.cli.language import lang_option, language
from indababot.cli.messages import tell
from indababot.cli.missing import all_told, code_of, no_file
from indababot.cli.progress import Step, counted, progress
from indababot.cli.sources import reading_all
from indababot.cli.submissions import write
from indababot.errors import PageError, UsageError
from indababot.terminal import json_list

if TYPE_CHECKING:
    from indababot.changes import Change
    from indababot.editions import Edition
    from indababot.pages import Page
    from indababot.records import Submission
    from indababot.wikis import Moment, Wiki

_SUFFIXES = {".txt": "text", ".json": "json", ".wiki": "wikitext", ".wikitext": "wikitext"}
"""The format of a file that is written, unless one is asked for."""
_DAY = re.compile(r"\s*\d{4}-(?:1[3-9]|[2-9]\d|\d\d-(?:3[2-9]|[4-9]\d))\b.*")
"""A month or day with a number that none has."""


@click.command("changes", cls=Command, short_help="Show what was added, withdrawn, moved or changed.")
@click.option(
    "--since",
    required=True,
    type=ANY_PATH,
    metavar="DATE|REV|FILE|acceptance",
    help="A date (2023-08-01), a revision, an earlier export, dump or folder, or since each session was accepted.",
)
@click.argument("newer", required=False, metavar="[FILE]", type=ANY_PATH)
@click.option(
    "--format",
    "form",
    type=Choice(("text", "json", "wikitext")),
    help="[default: by the file's suffix, else text]",
)
@click.option(
    "-o", "--output", type=FILE, metavar="FILE", help="The file to write; without it standard output."
)
@lang_option
def command(*, since: str, newer: str | None, form: str | None, output: str | None, lang: str | None) -> None:
    """Show what was added, withdrawn, moved or changed, field by field and word by word.

    What is compared with the state of --since are the submissions on the wiki or, where it is given, those of FILE: an
    export, a dump or a folder. E-mail addresses and phone numbers are masked.
    """
    form = form or _form_of(output)
    spoken = language(lang)
    check_apart(output, since, newer or context().wiki_name)
    failures: list[PageError] = []
    found, notes = _changes(since, newer, failures)
    for note in (*notes, *failures):
        tell(note)
    if form == "json":
        write(json_list(change.model_dump(mode="json") for change in found), output)
    elif form == "wikitext":
        from indababot.writing.views import render_changes

        write(
            [
                render_changes(found, _edition_of(found), spoken if lang or context().lang else None).text
                + "\n"
            ],
            output,
        )
    else:
        from indababot.cli.change_cards import cards

        write(cards(found, spoken, to_file=output not in (None, "-")), output)
    sys.exit(code_of(failures))


def _form_of(output: str | None) -> str:
    """The format that a file's suffix tells, else text.

    Raises:
        UsageError: the suffix is that of no format.
    """
    suffix = Path(output or "").suffix.lower()
    if suffix and suffix not in _SUFFIXES:
        raise UsageError(
            "{command} writes no '{suffix}' file: use {known}, or say --format.",
            command="changes",
            suffix=suffix,
            known=", ".join(_SUFFIXES),
        )
    return _SUFFIXES.get(suffix, "text")


@dataclass(frozen=True)
class _Side:
    """The submissions of one of the two states, their pages where it has them, and what its records hold."""

    submissions: Sequence["Submission"]
    pages: Sequence["Page"] = ()
    keys: frozenset[str] | None = None
    masked: bool = False


def _changes(
    since: str, newer: str | None, failures: list[PageError]
) -> "tuple[Sequence[Change], Sequence[str]]":
    from indababot.changes import ACCEPTANCE
    from indababot.history import since_acceptance, since_moment

    earlier = None if since.strip().lower() == ACCEPTANCE else _point(since)
    with progress() as step:
        step("asking the wiki", 0)
        if isinstance(earlier, Path):
            old = _of_path(earlier, step, failures)
            new = _of_path(Path(newer), step, failures) if newer else _of_wiki(context().wiki, step, failures)
            return _compared(old, new), ()
        wiki = _wiki_of(Path(newer)) if newer else context().wiki
        edition, side = context().need_edition(), _of_wiki(wiki, step, failures)
        step("reading what pages said earlier", 0)
        if earlier is None:
            made = since_acceptance(wiki, edition, side.pages, side.submissions)
        else:
            made = since_moment(wiki, edition, earlier, side.pages, side.submissions)
    return made.changes, made.notes


def _point(text: str) -> "Moment | Path":
    """What ``--since`` means: a file or folder that is there, a revision, or a date.

    Raises:
        UsageError: it is none of these.
    """
    from indababot.changes import moment_of

    if (path := Path(text).expanduser()).exists():
        return path
    if text.strip().isascii() and text.strip().isdecimal() and text.strip("0 "):  # a wiki counts from 1
        return int(text)
    moment = moment_of(text)
    if moment and moment > datetime.now(UTC):
        raise UsageError("--since {text} is still to come: name a day that has been.", text=text)
    if moment is None and _DAY.fullmatch(text):
        # Its digits may read as a telephone's, which are shown to nobody.
        raise UsageError("--since names a month or day that no year has: write it as in 2023-08-01.")
    if moment is None:
        raise UsageError(
            "--since '{text}' is neither a file or folder that is there, nor a date such as "
            "2023-08-01, a revision or 'acceptance'.",
            text=text,
        )
    return moment


def _of_path(path: Path, step: Step, failures: list[PageError]) -> _Side:
    """The submissions of an export, a dump or a folder."""
    from indababot.exporting import SUFFIXES, load

    if path.suffix.lower() not in SUFFIXES:
        return _of_wiki(_wiki_of(path), step, failures)
    found = load(path)
    edition = context().edition
    kept = [item for item in found.submissions if edition is None or item.edition in ("", edition.id)]
    named = [item.model_copy(update={"edition": edition.id}) for item in kept] if edition else kept
    return _Side(named, keys=found.keys, masked=found.masked)


def _wiki_of(path: Path) -> "Wiki":
    """A dump or a folder.

    Raises:
        UsageError: it is neither.
    """
    from indababot.wikis import connect

    if not path.exists():
        raise no_file(str(path))
    try:
        return connect(str(path))
    except UsageError as error:
        raise UsageError(
            "{path} is no export (.json, .ndjson), dump (.xml, .xml.bz2, .xml.gz) or folder.", path=path
        ) from error


def _of_wiki(wiki: "Wiki", step: Step, failures: list[PageError]) -> _Side:
    from indababot.discovery import paired, submission_pages
    from indababot.history import counts
    from indababot.online import read_on

    edition = context().need_edition()
    tell(reading_all(edition.id, wiki.name))
    every = all_told(wiki, submission_pages(wiki, edition), lambda page: page, failures)
    found = counted(every, "reading pages", step)
    pages = [page for page in found if counts(page, edition)]
    records = [read_on(wiki, page, edition)[0] for page in counted(pages, "reading forms", step)]
    return _Side(list(paired(records, edition)), pages)


def _compared(old: _Side, new: _Side) -> "Sequence[Change]":
    """What changed between two states of which no wiki tells the way."""
    from indababot.changes import FIELDS, compare
    from indababot.history import renamed
    from indababot.privacy import public_all

    edition = context().edition
    regions = edition.regions if edition else None
    masked = old.masked or new.masked  # what is masked on one side only is no change
    sides = [public_all(side.submissions, regions) if masked else side.submissions for side in (old, new)]
    fields = [name for name in FIELDS if all(side.keys is None or name in side.keys for side in (old, new))]
    return compare(*sides, regions=regions, renamed=renamed(new.pages), fields=fields)


def _edition_of(found: "Sequence[Change]") -> "Edition":
    """The edition whose labels a page of the wiki shows: the one that was chosen, else that of the records."""
    from indababot.editions import available, load

    ids: list[Any] = sorted({change.edition for change in found} & set(available()))
    return load(ids[0]) if context().edition is None and len(ids) == 1 else context().need_edition()
