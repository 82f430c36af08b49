"""``validate --watch``: the same check again whenever a file changes."""

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from indababot.cli.context import tell
from indababot.errors import IndababotError, MissingExtra, UsageError


def watch(sources: Sequence[str], check: Callable[[], object]) -> None:
    """Checks now and after each change of the sources, until a person stops it with Ctrl-C.

    Raises:
        MissingExtra: watchfiles is not installed.
        UsageError: no file or folder is named.
    """
    try:
        from watchfiles import watch as changes
    except ImportError:
        raise MissingExtra("--watch needs the extra 'watch': pip install 'indababot[watch]'.") from None
    if not sources or any(not Path(source).exists() for source in sources):
        raise UsageError("--watch goes with files and folders that are there.")
    _checked(check)
    for _ in changes(*sources, raise_interrupt=False):
        click.clear()  # nothing but on a terminal
        _checked(check)


def _checked(check: Callable[[], object]) -> None:
    """One check; what ends another call is told, and the watch goes on."""
    try:
        check()
    except IndababotError as error:
        tell(str(error))
    click.echo("Watching for changes; Ctrl-C ends it.", err=True)
