"""SOURCE arguments -> pages: files, folders, patterns, ``-``, titles on a wiki, or all submissions of an edition."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from indababot.cli.context import Context
from indababot.errors import NothingToDo, PageError, PageUnreadable, UsageError
from indababot.pages import Markup, Page

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
    for source in sources.paths:
        for path, title in _files(source):
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


def _files(source: str) -> Iterator[tuple[str, str | None]]:
    """The files that a source means, with the title that each has by its place in a folder (None for a single file)."""
    path = Path(source)
    if source == "-" or path.is_file():
        yield source, None
    elif path.is_dir():
        from indababot.wikis.titles import title_of

        for below in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in below.relative_to(path).parts)
            if below.suffix in SUFFIXES and below.is_file() and not hidden:
                yield str(below), title_of(below.relative_to(path))
    elif any(sign in source for sign in "*?["):
        import glob

        for name in sorted(glob.glob(source, recursive=True)):  # noqa: PTH207 - a pattern may be absolute
            if Path(name).is_file():
                yield name, None
    else:
        raise UsageError(
            f"There is no file or folder '{source}' (a page on the wiki is asked for with --page)."
        )


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
    markup = SUFFIXES.get(Path(name).suffix) or markup_of(name, text)
    return Page(title=title or stem, text=text, markup=markup, filename=name)
