"""SOURCE arguments -> pages: files, folders, patterns, ``-``, titles on a wiki, or all submissions of an edition."""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from indababot.cli.context import Context
from indababot.errors import NothingToDo, PageError, PageUnreadable, UsageError
from indababot.pages import Markup, Page
from indababot.terminal import encodable

SUFFIXES = {
    ".wiki": Markup.WIKITEXT,
    ".wikitext": Markup.WIKITEXT,
    ".mediawiki": Markup.WIKITEXT,
    ".html": Markup.HTML,
    ".htm": Markup.HTML,
    ".txt": None,
}
"""The files that are taken from a folder, and the markup that each suffix says; ``.txt`` is told by what it holds."""


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


def source_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the argument SOURCE… and the options that go with it."""
    for option in reversed(
        (
            click.argument("sources", nargs=-1, metavar="[SOURCE]..."),
            click.option(
                "--page", "pages", multiple=True, metavar="TITLE", help="A page on the wiki; may be repeated."
            ),
            click.option(
                "--category",
                "categories",
                multiple=True,
                metavar="NAME",
                help="All pages of a category on the wiki.",
            ),
            click.option("--title", metavar="TITLE", help="The title of the one file that is given."),
            click.option("--stdin-filename", metavar="FILE", help="The name that '-' goes by in messages."),
        )
    ):
        command = option(command)
    return command


def read_sources(
    context: Context, sources: Sources, on_error: Callable[[PageError], None] | None = None
) -> Iterator[Page]:
    """The pages that were asked for, in a stable order; without any source, all submissions of the edition on the wiki.

    A page that cannot be read goes to ``on_error`` (else it is raised), and the others go on.

    Raises:
        NothingToDo: there is no page at all.
        UsageError: a source does not exist, or options do not go together.
    """
    if sources.title and len(sources.paths) != 1:
        raise UsageError("--title goes with one file only.")
    found = False
    for page in _pages(context, sources, on_error):
        found = True
        yield page
    if not found:
        raise NothingToDo(f"There is nothing to work on: {_described(context, sources)}.")


def _described(context: Context, sources: Sources) -> str:
    if sources.paths:
        return f"{', '.join(sources.paths)} {'has' if len(sources.paths) == 1 else 'have'} no page"
    if sources.titles or sources.categories:
        return f"{context.wiki_name} has no such page"
    return f"{context.wiki_name} has no submission of {context.need_edition().id}"


def _pages(
    context: Context, sources: Sources, on_error: Callable[[PageError], None] | None
) -> Iterator[Page]:
    for path, title in _files(sources):
        if title is not None and _is_neighbour(context, title):
            continue
        try:
            yield read_file(path, sources.title or title, sources.stdin_filename)
        except PageError as error:
            if on_error is None:
                raise
            on_error(error)
    if sources.titles or sources.categories:
        from indababot.wikis import Query

        yield from context.wiki.find(Query(titles=sources.titles, categories=sources.categories))
    elif not sources.paths:
        from indababot.discovery import submission_pages

        yield from submission_pages(context.wiki, context.need_edition())


def _is_neighbour(context: Context, title: str) -> bool:
    """Whether a file that was found in a folder is, by its title, a page beside the submissions: a report, a translation."""
    if context.edition is None:
        return False
    from indababot.discovery import is_submission

    return not is_submission(Page(title=title, text=""), context.edition)


def _files(sources: Sources) -> Iterator[tuple[str, str | None]]:
    """The files that the sources mean, each once, with the title that it has by its place in a folder (None for a single file)."""
    seen: set[str] = set()
    for source in sources.paths:
        for name, title in _found(source, sources.exclude):
            real = name if name == "-" else os.path.realpath(name)
            if real not in seen:
                seen.add(real)
                yield _near(name), title


def _found(source: str, exclude: tuple[str, ...]) -> Iterator[tuple[str, str | None]]:
    path = Path(source)
    if source == "-" or path.is_file():
        yield source, None
    elif path.is_dir():
        from indababot.wikis.titles import title_of

        for below in sorted(path.rglob("*")):
            place = below.relative_to(path)
            hidden = any(part.startswith(".") for part in place.parts)
            wanted = below.suffix in SUFFIXES and not hidden and not _excluded(below, place, exclude)
            if wanted and below.is_file():
                yield str(below), title_of(place)
    elif any(sign in source for sign in "*?["):
        import glob

        for name in sorted(glob.glob(source, recursive=True)):  # noqa: PTH207 - a pattern may be absolute
            if Path(name).is_file() and not _excluded(Path(name), Path(name), exclude):
                yield name, None
    else:
        raise UsageError(
            f"There is no file or folder '{source}' (a page on the wiki is asked for with --page)."
        )


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
    """A page from a file, or from standard input where the path is ``-``.

    Raises:
        PageUnreadable: the file cannot be read, or is not UTF-8.
    """
    from indababot.reading.detect import markup_of

    name = (stdin_filename or "<stdin>") if path == "-" else path
    stem = Path(name).stem if name != "<stdin>" else "stdin"
    try:
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise PageUnreadable(f"{name} cannot be read: {error.strerror}.", title=name) from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise PageUnreadable(
            f"{name}:{line}: this is not UTF-8 text; save the file as UTF-8.", title=name, line=line
        ) from None
    name, title = encodable(name), encodable(title or stem)
    markup = SUFFIXES.get(Path(name).suffix) or markup_of(name, text)
    return Page(title=title, text=text, markup=markup, filename=name)
