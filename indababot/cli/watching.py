"""``validate --watch``: the same check again whenever a file changes."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from indababot.cli.folders import SUFFIXES
from indababot.cli.messages import say, tell, told_here
from indababot.errors import IndababotError, MissingExtra, UsageError
from indababot.files import real
from indababot.i18n import NEEDS_EXTRA, said

_LOOK = 1000
"""Milliseconds after which the folders are looked at: whether they are still those that are watched."""


def watch(sources: Sequence[str], check: Callable[[], object], written: str | None = None) -> None:
    """Checks now and after each change of the sources, until a person stops it with Ctrl-C.

    ``written`` is a file that the check itself writes, which is no change.

    Raises:
        MissingExtra: watchfiles is not installed.
        UsageError: no file or folder is named.
    """
    try:
        import watchfiles  # noqa: F401 - looked for before anything is done
    except ModuleNotFoundError:
        raise MissingExtra(NEEDS_EXTRA, what="--watch", extra="watch") from None
    if not sources or any(not Path(source).exists() for source in sources):
        raise UsageError("--watch goes with files and folders that are there.")
    folders = {path for path in (real(Path(source)) for source in sources) if path.is_dir()}
    files = {path for path in (real(Path(source)) for source in sources) if path not in folders}
    output = real(Path(written)) if written and written != "-" else None

    def matters(_: object, name: str) -> bool:
        path = Path(name)
        if path == output or path.name.startswith("."):
            return False
        return path in files or any(
            path.is_relative_to(folder) and path.suffix.lower() in SUFFIXES for folder in folders
        )

    # A file is watched by its folder: what an editor or --fix puts in its place is another file, of which its own watch tells nothing.
    watched = folders | {path.parent for path in files}
    _checked(check)
    try:
        while True:
            _until_moved(watched, matters, check, recursive=bool(folders))
    except KeyboardInterrupt:
        return


def _until_moved(
    watched: Iterable[Path],
    matters: Callable[[Any, str], bool],
    check: Callable[[], object],
    *,
    recursive: bool,
) -> None:
    """Checks after each change, until one of the folders is another than it was, of which a watch would tell nothing."""
    before = {folder: _identity(folder) for folder in watched}
    there = [folder for folder, identity in before.items() if identity]
    for found in _changes(there, matters, recursive=recursive):
        moved = any(_identity(folder) != identity for folder, identity in before.items())
        if found or moved:
            click.clear()  # nothing but on a terminal
            _checked(check)
        if moved:
            return


def _changes(
    folders: Sequence[Path], matters: Callable[[Any, str], bool], *, recursive: bool
) -> Iterator[object]:
    """What changes, and nothing every second, so that the folders themselves are looked at."""
    from watchfiles import watch as changes

    if folders:
        with suppress(FileNotFoundError):  # gone just now
            yield from changes(
                *folders, watch_filter=matters, recursive=recursive, yield_on_timeout=True, rust_timeout=_LOOK
            )
    while True:
        time.sleep(_LOOK / 1000)
        yield None


def _identity(folder: Path) -> tuple[int, int] | None:
    """What tells a folder from another in its place; None where there is none."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _checked(check: Callable[[], object]) -> None:
    """One check; what ends another call is told, and the watch goes on."""
    try:
        check()
    except IndababotError as error:
        tell(error)
    say(told_here(said("Watching for changes; Ctrl-C ends it.")))
