"""``indababot doctor``: is everything ready for a run?"""

import sys

import click

from indababot.cli.context import colour, context


@click.command("doctor", short_help="Look whether a run has what it needs.")
def command() -> None:
    """Look whether a run has what it needs, and say how to mend what is missing. Nothing is written on the wiki.

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
    for check in examine(wiki, edition, State(folder_for(wiki.name, edition.id))):
        word = click.style("ok     ", fg="green") if check.ok else click.style("missing", fg="red")
        mend = f" To mend it: {check.mend}" if check.mend and not check.ok else ""
        line = f"{word if styled else click.unstyle(word)} {safe(f'{check.name}: {check.found}{mend}')}"
        click.echo(line, color=styled)
        codes += [] if check.ok else [check.exit_code]
    sys.exit(2 if 2 in codes else max(codes, default=0))
