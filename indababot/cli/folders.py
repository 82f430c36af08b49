"""The drafts in a folder: which files are taken, by their names, and how a file is called in messages."""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from indababot.cli.messages import tell
from indababot.errors import PageError
from indababot.files import DEEPEST, TOO_DEEP, is_folder
from indababot.i18n import plural, said
from indababot.pages import Markup
from indababot.terminal import encodable
from indababot.textfiles import reason_of, unreadable

SUFFIXES = {
    ".wiki": Markup.WIKITEXT,
    ".wikitext": Markup.WIKITEXT,
    ".mediawiki": Markup.WIKITEXT,
    ".html": Markup.HTML,
    ".htm": Markup.HTML,
    ".txt": None,
}
"""The files that are taken from a folder, and the markup that each suffix says; ``.txt`` is told by what it holds."""

_DOCUMENTS = (".docx", ".doc", ".odt", ".rtf", ".pages")
"""What people write drafts in that is no text: it is not read, and told."""
_TAKEN = frozenset((*SUFFIXES, *_DOCUMENTS))

OnError = Callable[[PageError], None]
"""What is done about a page or a folder that cannot be read."""


def drafts(
    folder: Path, exclude: tuple[str, ...], on_error: OnError | None
) -> Iterator[tuple[str, str | None]]:
    """The drafts below a folder, in the order of their paths; hidden files and folders are none.

    A folder that cannot be looked into goes to ``on_error``; its kin are read all the same. Documents that are no text are told of.
    """
    from indababot.wikis import title_of

    documents: list[str] = []

    def told(place: str, why: str, values: Mapping[str, str]) -> None:
        error = unreadable(near(encodable(place)), why, **values)
        if on_error is None:
            raise error
        on_error(error)

    for name in _below(str(folder), told):
        path = Path(name)
        below = path.relative_to(folder)
        if excluded(path, below, exclude):
            continue
        if path.suffix.lower() in _DOCUMENTS:
            documents.append(near(encodable(name)))
        else:
            yield str(path), title_of(below)
    if documents:
        left_out = plural(
            len(documents),
            "{first} is a document and no text: it was left out. Save it as .txt to have it read",
            "{number} files are documents and no text, {first} is one: they were left out. Save them as .txt to have them read",
        )
        tell(said(left_out, number=len(documents), first=documents[0]))


def _below(folder: str, told: Callable[[str, str, Mapping[str, str]], None], depth: int = 0) -> Iterator[str]:
    """The drafts and documents below a folder, of which one folder's names at a time are in memory; a folder that is a link is not entered.

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
            if os.path.splitext(name)[1].lower() in _TAKEN:  # noqa: PTH122 - as above
                yield path
        elif not Path(path).is_symlink():
            yield from _below(path, told, depth + 1)
    return None


def excluded(path: Path, place: Path, patterns: tuple[str, ...]) -> bool:
    """Whether a pattern is like a file, or like one of its folders: by name, from the folder that is looked through, or in full."""
    if not patterns:
        return False
    from fnmatch import fnmatchcase

    named = [
        *place.parts,
        *(piece.as_posix() for piece in (path, place)),
        *(parent.as_posix() for piece in (path, place) for parent in piece.parents),
    ]
    return any(fnmatchcase(name, pattern.rstrip("/")) for pattern in patterns for name in named)


def near(name: str) -> str:
    """A file's name from the current folder where it stands below it, as people read it."""
    if name == "-" or not name.startswith(("/", "./", ".\\")):
        return name
    path, here = Path(name), Path.cwd()
    return str(path.relative_to(here) if path.is_absolute() and path.is_relative_to(here) else path)
