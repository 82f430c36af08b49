"""``indababot doctor``: is everything ready for a run?"""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from indababot.cli.context import context
from indababot.cli.help import Command
from indababot.cli.lines import folded
from indababot.cli.messages import colour, told_here
from indababot.cli.progress import progress
from indababot.i18n import said

if TYPE_CHECKING:
    from indababot.doctor import Check

_WIDTH = 7
"""Columns of the word that each line begins with, where its language has none that is longer."""


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
        word = told_here(said("ok") if check.ok else said("wrong"))
        line = (
            f"{word:<{_WIDTH}} {safe(told_here(said('{place}: {why}', place=check.name, why=check.found)))}"
        )
        text = folded(line).removeprefix(word)
        word = click.style(word, fg="green" if check.ok else "red") if styled else word
        click.echo(word + text, color=styled)
        if check.fix and not check.ok:
            fix = told_here(said("To fix it: {what}", what=check.fix))
            click.echo(folded(safe(fix), first=_WIDTH + 1))
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
