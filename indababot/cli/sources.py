"""SOURCE arguments -> pages: files, folders, patterns, ``-``, titles on a wiki, or all submissions of an edition."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from indababot.cli.completion import ANY_PATH, FILE
from indababot.cli.context import Context
from indababot.cli.files import check_apart
from indababot.cli.folders import SUFFIXES, OnError, drafts, excluded, near
from indababot.cli.messages import tell
from indababot.cli.missing import no_category, no_file, no_page, no_pages
from indababot.cli.options import store
from indababot.cli.streams import pipe_has_text
from indababot.errors import NothingToDo, PageError, PageUnreadable, UsageError
from indababot.files import is_there
from indababot.i18n import N_, Said, said
from indababot.pages import Page
from indababot.terminal import encodable
from indababot.textfiles import read_text, unreadable
from indababot.titles import normal

if TYPE_CHECKING:
    from indababot.editions import Edition


@dataclass(frozen=True)
class Sources:
    """What a command was asked to work on."""

    paths: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    """Titles of pages on the wiki (``--page``)."""
    categories: tuple[str, ...] = ()
    """Categories on the wiki (``--category``)."""
    title: str | None = None
    """The title of the one file that is given (``--title``)."""
    stdin_filename: str | None = None
    exclude: tuple[str, ...] = ()
    """Shell patterns of files and folders that are left out where a folder or pattern is looked through."""
    reads_pipe: bool = False
    """Whether the command reads a pipe that brings text, where nothing else is named."""

    output: str | None = None
    """The file that is written: it is none of those that are read, or a draft would be lost."""

    @property
    def is_nothing(self) -> bool:
        """Whether a pipe may be meant: nothing is named, and the command reads pipes."""
        return self.reads_pipe and not (self.paths or self.titles or self.categories)


def source_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the argument SOURCE… and the options that go with it."""
    for option in reversed(
        (
            click.argument("sources", nargs=-1, metavar="[SOURCE]...", type=ANY_PATH),
            click.option(
                "--page",
                "pages",
                multiple=True,
                metavar="TITLE",
                help="A page on the wiki, by its title or address; may be repeated.",
            ),
            click.option(
                "--category",
                "categories",
                multiple=True,
                metavar="NAME",
                help="All pages of a category on the wiki.",
            ),
            click.option(
                "--scheduler",
                metavar="ADDRESS",
                expose_value=False,
                callback=store("scheduler"),
                help="Read a multistream dump on the Dask cluster of this scheduler, as tcp://host:8786.",
            ),
            click.option("--title", metavar="TITLE", help="The title of the one file that is given."),
            click.option(
                "--stdin-filename", type=FILE, metavar="FILE", help="The name that '-' goes by in messages."
            ),
        )
    ):
        command = option(command)
    return command


def read_sources(context: Context, sources: Sources, on_error: OnError | None = None) -> Iterator[Page]:
    """The pages that were asked for, in a stable order; without any source, all submissions of the edition on the wiki.

    A page that cannot be read, or a source that is not there, goes to ``on_error`` (else it is raised), and the others go on.

    Raises:
        NothingToDo: there is no page at all.
        NoSource: no source is there.
        UsageError: options do not go together.
    """
    if sources.title and (len(sources.paths) != 1 or _is_several(sources.paths[0])):
        raise UsageError("--title goes with one file only.")
    sources = with_pipe(sources)
    _check(context, sources)
    if not sources.paths:
        check_apart(sources.output, context.wiki_name)
    found = False

    def told(error: PageError) -> None:
        nonlocal found
        found = True
        if on_error is None:
            raise error
        on_error(error)

    for page in _pages(context, sources, told):
        found = True
        if page.legacy:
            tell(page.legacy)
        if page.filename and not sources.paths:
            check_apart(sources.output, page.filename)
        yield page
    if not found:
        raise NothingToDo("There is nothing to work on: {reason}.", reason=_described(context, sources))


def _check(context: Context, sources: Sources) -> None:
    """Refuses sources that have no history, and those of which none is there."""
    named = (*sources.titles, *sources.categories)
    if context.history and (some := (*sources.paths, *named)):
        raise UsageError("--history goes with a dump, and {wiki} is none.", wiki=some[0])
    if sources.paths and not named and all(map(_is_missing, sources.paths)):
        raise no_file(sources.paths[0])


def _is_missing(source: str) -> bool:
    """Whether a source is the name of a file or folder that is not there."""
    return source != "-" and not any(sign in source for sign in "*?[") and not is_there(Path(source))


def _is_several(source: str) -> bool:
    """Whether a source may be many files: a folder or a pattern."""
    return os.path.isdir(source) or (any(sign in source for sign in "*?[") and not is_there(Path(source)))  # noqa: PTH112


def with_pipe(sources: Sources) -> Sources:
    """The sources, of which standard input is one where a pipe brings text and nothing else is named; it is waited for once."""
    if not sources.is_nothing:
        return sources
    return replace(sources, paths=("-",) if pipe_has_text() else (), reads_pipe=False)


def _described(context: Context, sources: Sources) -> Said:
    if sources.paths:
        names = ", ".join(sources.paths)
        several = len(sources.paths) > 1
        none = (
            said("{names} have no page", names=names) if several else said("{names} has no page", names=names)
        )
        if not any(map(os.path.isdir, sources.paths)):
            return none
        ends = ", ".join(SUFFIXES)
        return said("{reason} (names of files that are read end in {suffixes})", reason=none, suffixes=ends)
    if sources.titles or sources.categories:
        return no_category(context, sources.categories)
    return said(
        "{wiki} has no submission of {editions}", wiki=context.wiki_name, editions=_named_editions(context)
    )


def _named_editions(context: Context) -> str:
    return said("all editions") if context.has_all else ", ".join(one.id for one in context.need_editions())


def reading_all(editions: str, wiki: str) -> Said:
    """What is told before all submissions of a wiki are read, which may take a while."""
    return said("reading all submissions of {editions} on {wiki}", editions=editions, wiki=wiki)


def _pages(context: Context, sources: Sources, on_error: OnError | None) -> Iterator[Page]:
    for path, title in _files(sources, on_error):
        if title is not None and _is_neighbour(context, title):
            continue
        try:
            yield read_file(path, normal(sources.title or "") or title, sources.stdin_filename)
        except PageError as error:
            if on_error is None:
                raise
            on_error(error)
    if sources.titles or sources.categories:
        yield from _named(context, sources, on_error)
    elif not sources.paths:
        yield from _everything(context, on_error)


def editions_of_all(context: Context) -> "Sequence[Edition]":
    """The editions whose submissions are read where no source is named.

    Raises:
        UsageError: none was chosen, so that there is nothing to read.
    """
    if not context.has_edition:
        raise UsageError(
            "There is nothing to read: give a file, a folder or --page TITLE, or for all submissions "
            "of a conference on {wiki} its --edition ID ('indababot editions list' shows all).",
            wiki=context.wiki_name,
        )
    return context.need_editions()


def _everything(context: Context, on_error: OnError | None) -> Iterator[Page]:
    """All submissions of the editions on the wiki, where no source is named."""
    from indababot.discovery import submission_pages

    editions, wiki = editions_of_all(context), context.wiki
    tell(reading_all(_named_editions(context), context.wiki_name))
    given = set()
    found = submission_pages(wiki, *editions, history=bool(context.history))
    for page in found:
        given.add(page.title)
        yield page
    if on_error is not None:
        for error in no_pages(wiki, given):
            on_error(error)


def _named(context: Context, sources: Sources, on_error: OnError | None) -> Iterator[Page]:
    """The pages that were named, and those of categories; a title that the wiki does not have is an error of its own."""
    from indababot.cli.addresses import category_of
    from indababot.wikis import Query

    titles = tuple(dict.fromkeys(context.title_in(word) for word in sources.titles))
    categories = tuple(category_of(context.title_in(word)) for word in sources.categories)
    pages = list(context.wiki.find(Query(titles=titles, categories=categories)))
    yield from pages
    there = {normal(name).casefold() for page in pages for name in (page.title, *page.redirects)}
    for title in titles:
        if normal(title).casefold() in there:
            continue
        error = no_page(context, title)
        if on_error is None:
            raise error
        on_error(error)


def _is_neighbour(context: Context, title: str) -> bool:
    """Whether a file that was found in a folder is, by its title, a page beside the submissions: a report, a translation."""
    if context.edition is None:
        return False
    from indababot.discovery import is_submission

    return not is_submission(Page(title=title, text=""), context.edition)


def _files(sources: Sources, on_error: OnError | None = None) -> Iterator[tuple[str, str | None]]:
    """The files that the sources mean, each once, with the title that it has by its place in a folder (None for a single file)."""
    seen: set[bytes] = set()
    written = os.path.realpath(sources.output) if sources.output not in (None, "-") else None
    for source in sources.paths:
        for name, title in _found(source, sources.exclude, on_error):
            real = name if name == "-" else os.path.realpath(name)
            if real == written:
                if name == source or _is_draft(name):
                    check_apart(sources.output, name)
                continue  # what an earlier call wrote beside the drafts
            mark = blake2b(os.fsencode(real), digest_size=16).digest()  # a third of the memory of the name
            if mark not in seen:
                seen.add(mark)
                yield near(name), title


def _is_draft(name: str) -> bool:
    """Whether a file holds a form, and is no report."""
    from indababot.editions import load
    from indababot.online import is_formless
    from indababot.reading import read

    try:
        return not is_formless(read(read_file(name, None), load("generic")))
    except PageError:
        return False


def _found(
    source: str, exclude: tuple[str, ...], on_error: OnError | None
) -> Iterator[tuple[str, str | None]]:
    path = Path(source)
    if source == "-" or os.path.isfile(path):  # noqa: PTH113 - never raises
        yield source, None
    elif os.path.isdir(path):  # noqa: PTH112 - never raises
        yield from drafts(path, exclude, on_error)
    elif any(sign in source for sign in "*?["):
        import glob

        for name in sorted(glob.glob(source, recursive=True)):  # noqa: PTH207 - a pattern may be absolute
            place = Path(name)
            if not os.path.isdir(place) and not excluded(place, place, exclude):  # noqa: PTH112 - as above
                yield name, None
    elif is_there(path):
        yield source, None  # a pipe, a link to nowhere, a closed folder: reading it says so
    elif on_error is None:
        raise no_file(source)
    else:
        on_error(no_file(source))


def read_file(path: str, title: str | None, stdin_filename: str | None = None) -> Page:
    """A page from a file, or from standard input where the path is ``-``; one that is not UTF-8 is told about.

    Raises:
        PageUnreadable: the file cannot be read, or is no text.
    """
    from indababot.reading import markup_of

    name = (stdin_filename or "<stdin>") if path == "-" else path
    title = encodable(title or (Path(name).stem if name != "<stdin>" else "stdin"))
    try:
        if path == "-" and sys.stdin is None:
            raise unreadable(name, N_("standard input is closed"))
        found = read_text(name, sys.stdin.buffer if path == "-" else None)
    except PageUnreadable as error:
        error.title = title  # a report on a wiki names the page, not a place on somebody's disk
        raise
    name = encodable(name)
    return Page(
        title=title,
        text=found.text,
        markup=markup_of(name, found.text),
        filename=name,
        encoding=found.encoding,
    )
