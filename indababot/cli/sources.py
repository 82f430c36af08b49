"""SOURCE arguments -> pages: files, folders, patterns, ``-``, titles on a wiki, or all submissions of an edition."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from indababot.cli.completion import ANY_PATH, FILE
from indababot.cli.context import Context, store, tell
from indababot.cli.files import check_apart
from indababot.cli.streams import pipe_has_text
from indababot.errors import NothingToDo, PageError, PageUnreadable, UsageError
from indababot.files import DEEPEST, TOO_DEEP, is_folder, is_there
from indababot.i18n import N_, Said, said
from indababot.pages import Markup, Page
from indababot.terminal import encodable
from indababot.textfiles import read_text, reason_of, unreadable
from indababot.titles import normal

if TYPE_CHECKING:
    from indababot.editions import Edition

SUFFIXES = {
    ".wiki": Markup.WIKITEXT,
    ".wikitext": Markup.WIKITEXT,
    ".mediawiki": Markup.WIKITEXT,
    ".html": Markup.HTML,
    ".htm": Markup.HTML,
    ".txt": None,
}
"""The files that are taken from a folder, and the markup that each suffix says; ``.txt`` is told by what it holds."""


OnError = Callable[[PageError], None]


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

    A page that cannot be read goes to ``on_error`` (else it is raised), and the others go on.

    Raises:
        NothingToDo: there is no page at all.
        UsageError: a source does not exist, or options do not go together.
    """
    if sources.title and (len(sources.paths) != 1 or _is_several(sources.paths[0])):
        raise UsageError("--title goes with one file only.")
    sources = with_pipe(sources)
    if context.history and (some := (*sources.paths, *sources.titles, *sources.categories)):
        raise UsageError("--history goes with a dump, and {wiki} is none.", wiki=some[0])
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
            tell(_legacy(page))
        if page.filename and not sources.paths:
            check_apart(sources.output, page.filename)
        yield page
    if not found:
        raise NothingToDo("There is nothing to work on: {reason}.", reason=_described(context, sources))


def _is_several(source: str) -> bool:
    """Whether a source may be many files: a folder or a pattern."""
    return os.path.isdir(source) or (any(sign in source for sign in "*?[") and not is_there(Path(source)))  # noqa: PTH112


def with_pipe(sources: Sources) -> Sources:
    """The sources, of which standard input is one where a pipe brings text and nothing else is named."""
    return replace(sources, paths=("-",)) if sources.is_nothing and pipe_has_text() else sources


def _legacy(page: Page) -> Said:
    return said(
        "{name} is written in {encoding} and was read as that: better save it as UTF-8",
        name=encodable(page.filename or page.title),
        encoding=page.encoding,
    )


def _described(context: Context, sources: Sources) -> Said:
    if sources.paths:
        names = ", ".join(sources.paths)
        return (
            said("{names} has no page", names=names)
            if len(sources.paths) == 1
            else said("{names} have no page", names=names)
        )
    if sources.titles or sources.categories:
        from indababot.cli.missing import no_category

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
    for unread in getattr(wiki, "unreadable", ()):
        if unread.title not in given and on_error is not None:
            on_error(unread)  # a file that is no page: a pipe, a link


def _named(context: Context, sources: Sources, on_error: OnError | None) -> Iterator[Page]:
    """The pages that were named, and those of categories; a title that the wiki does not have is an error of its own."""
    from indababot.cli.addresses import category_of
    from indababot.cli.missing import no_page
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
                yield _near(name), title


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
        yield from _in_folder(path, exclude, on_error)
    elif any(sign in source for sign in "*?["):
        import glob

        for name in sorted(glob.glob(source, recursive=True)):  # noqa: PTH207 - a pattern may be absolute
            place = Path(name)
            if not os.path.isdir(place) and not _excluded(place, place, exclude):  # noqa: PTH112 - as above
                yield name, None
    elif is_there(path):
        yield source, None  # a pipe, a link to nowhere, a closed folder: reading it says so
    else:
        from indababot.cli.missing import no_file

        raise no_file(source)


def _in_folder(
    folder: Path, exclude: tuple[str, ...], on_error: OnError | None
) -> Iterator[tuple[str, str | None]]:
    """The drafts below a folder, in the order of their paths; hidden files and folders are none.

    A folder that cannot be looked into goes to ``on_error``; its kin are read all the same.
    """
    from indababot.wikis.titles import title_of

    def told(place: str, why: str, values: Mapping[str, str]) -> None:
        error = unreadable(_near(encodable(place)), why, **values)
        if on_error is None:
            raise error
        on_error(error)

    for name in _below(str(folder), told):
        path = Path(name)
        below = path.relative_to(folder)
        if not _excluded(path, below, exclude):
            yield str(path), title_of(below)


def _below(folder: str, told: Callable[[str, str, Mapping[str, str]], None], depth: int = 0) -> Iterator[str]:
    """The drafts below a folder, of which one folder's names at a time are in memory; a folder that is a link is not entered.

    A folder that cannot be entered, or that is too deep, is ``told`` with the reason.
    """
    if depth > DEEPEST:
        return told(folder, TOO_DEEP, {"most": str(DEEPEST)})
    try:
        with os.scandir(folder) as entries:
            found = sorted(
                (entry.name, is_folder(entry)) for entry in entries if not entry.name.startswith(".")
            )
    except OSError as error:
        return told(folder, reason_of(error), {})
    for name, enters in found:
        path = os.path.join(folder, name)  # noqa: PTH118 - of a hundred thousand, texts take a fifth of the memory of paths
        if not enters:
            if Path(name).suffix.lower() in SUFFIXES:
                yield path
        elif not Path(path).is_symlink():
            yield from _below(path, told, depth + 1)
    return None


def _excluded(path: Path, place: Path, patterns: tuple[str, ...]) -> bool:
    """Whether a pattern is like a file, or like one of its folders: by name, from the folder that is looked through, or in full."""
    from fnmatch import fnmatchcase

    named = [
        *place.parts,
        *(piece.as_posix() for piece in (path, place)),
        *(parent.as_posix() for piece in (path, place) for parent in piece.parents),
    ]
    return any(fnmatchcase(name, pattern.rstrip("/")) for pattern in patterns for name in named)


def _near(name: str) -> str:
    """A file's name from the current folder where it stands below it, as people read it."""
    if name == "-" or not name.startswith(("/", "./", ".\\")):
        return name
    path, here = Path(name), Path.cwd()
    return str(path.relative_to(here) if path.is_absolute() and path.is_relative_to(here) else path)


def read_file(path: str, title: str | None, stdin_filename: str | None = None) -> Page:
    """A page from a file, or from standard input where the path is ``-``; one that is not UTF-8 is told about.

    Raises:
        PageUnreadable: the file cannot be read, or is no text.
    """
    from indababot.reading.detect import markup_of

    name = (stdin_filename or "<stdin>") if path == "-" else path
    stem = Path(name).stem if name != "<stdin>" else "stdin"
    title = encodable(title or stem)
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
