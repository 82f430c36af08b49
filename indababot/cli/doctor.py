"""``indababot doctor``: is everything ready for a run?"""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from indababot.cli.context import colour, context
from indababot.cli.help import Command
from indababot.cli.lines import folded
from indababot.cli.progress import progress

if TYPE_CHECKING:
    from indababot.doctor import Check


@click.command("doctor", cls=Command, short_help="Look whether a run has what it needs.")
def command() -> None:
    """Look whether a run has what it needs, and say how to fix what is missing. Nothing is written on the wiki.

    The checks: the edition, the state folder, login, rights, templates, categories, submissions, markers, stop
    page. Ends with 0 when all is ready, 2 when the configuration or the login is not, 4 when the wiki is out of
    reach, 5 when somebody stopped the bot, 1 when anything else is missing.
    """
    from indababot.doctor import examine
    from indababot.updating.diff import safe
    from indababot.updating.state import State, folder_for

    edition, wiki = context().need_edition(), context().wiki
    codes: list[int] = []
    styled = colour(sys.stdout)
    for check in _waited_for(examine(wiki, edition, State(folder_for(wiki.name, edition.id)))):
        text = folded(f"{'ok' if check.ok else 'missing':<7} {check.name}: {safe(check.found)}")
        word = click.style(text[:7], fg="green" if check.ok else "red") if styled else text[:7]
        click.echo(word + text[7:], color=styled)
        if check.fix and not check.ok:
            click.echo(folded(f"To fix it: {safe(check.fix)}", first=8))
        codes += [] if check.ok else [check.exit_code]
    sys.exit(2 if 2 in codes else max(codes, default=0))


def _waited_for(checks: "Iterator[Check]") -> "Iterator[Check]":
    """The checks as they come, with a line on the terminal while one takes long."""
    while True:
        with progress() as step:
            step("asking the wiki", 0)
            check = next(checks, None)
        if check is None:
            return
        yield check
