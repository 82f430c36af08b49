"""``validate --watch``: the same check again whenever a file changes."""

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from indababot.cli.context import say, tell, told_here
from indababot.cli.sources import SUFFIXES
from indababot.errors import IndababotError, MissingExtra, UsageError
from indababot.i18n import NEEDS_EXTRA, said


def watch(sources: Sequence[str], check: Callable[[], object], written: str | None = None) -> None:
    """Checks now and after each change of the sources, until a person stops it with Ctrl-C.

    ``written`` is a file that the check itself writes, which is no change.

    Raises:
        MissingExtra: watchfiles is not installed.
        UsageError: no file or folder is named.
    """
    try:
        from watchfiles import watch as changes
    except ModuleNotFoundError:
        raise MissingExtra(NEEDS_EXTRA, what="--watch", extra="watch") from None
    if not sources or any(not Path(source).exists() for source in sources):
        raise UsageError("--watch goes with files and folders that are there.")
    folders = {path for path in (Path(source).resolve() for source in sources) if path.is_dir()}
    files = {path for path in (Path(source).resolve() for source in sources) if path not in folders}
    output = Path(written).resolve() if written and written != "-" else None

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
        for _ in changes(*watched, watch_filter=matters, recursive=bool(folders)):
            click.clear()  # nothing but on a terminal
            _checked(check)
    except KeyboardInterrupt:
        return


def _checked(check: Callable[[], object]) -> None:
    """One check; what ends another call is told, and the watch goes on."""
    try:
        check()
    except IndababotError as error:
        tell(error)
    say(told_here(said("Watching for changes; Ctrl-C ends it.")))
