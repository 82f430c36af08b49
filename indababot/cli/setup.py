"""``indababot setup``: the two templates that mark a list on the wiki, and their documentation."""

import sys
from typing import TYPE_CHECKING

import click

from indababot.cli import spoken
from indababot.cli.context import context
from indababot.cli.help import Command
from indababot.cli.messages import colour, say, told_here
from indababot.cli.progress import progress
from indababot.errors import IndababotError
from indababot.i18n import plural, said

if TYPE_CHECKING:
    from indababot.updating.plan import Plan
    from indababot.wikis import Wiki


@click.command("setup", cls=Command, short_help="Make the bot's templates on the wiki.")
@click.option("--yes", is_flag=True, help="Do it, and not only show it.")
@click.option("--replace", is_flag=True, help="Replace pages that are there and differ, too.")
def command(*, yes: bool, replace: bool) -> None:
    """Make the templates {{IndabaBot list}} and {{IndabaBot list end}} and their documentation.

    Shows as a diff what it would do; nothing is written without --yes. Pages that are there already stay as they
    are, unless --replace is given.
    """
    from indababot.updating.diff import show

    plan = _plan(context().wiki, replace=replace)
    shown = plan
    if yes:  # what is written is told below, page by page: the diff was for those who asked first
        shown = plan.model_copy(update={"pages": tuple(page for page in plan.pages if not page.changed)})
    for line in show(shown, colour=colour(sys.stdout), told=told_here):
        click.echo(line, color=True)
    if not plan.changed:
        say(told_here(said("Nothing to do: the templates are there.")))
    elif not yes:
        number = len(plan.changed)
        ask = said(
            plural(
                number,
                "Nothing was written: run again with --yes to write this page.",
                "Nothing was written: run again with --yes to write these {number} pages.",
            ),
            number=number,
        )
        say(told_here(ask))
    else:
        sys.exit(_write(context().wiki, plan))


def _plan(wiki: "Wiki", *, replace: bool) -> "Plan":
    from indababot.pages import Page
    from indababot.updating.plan import PagePlan, Plan
    from indababot.wikis import Query
    from indababot.writing import pages

    wanted = pages.setup_pages(spoken.asked(context().lang or context().settings.lang))
    with progress() as step:
        step("asking the wiki", 0)
        there = {page.title: page for page in wiki.find(Query(titles=tuple(wanted)))}
    plans = []
    for title, text in wanted.items():
        page = there.get(title, Page(title, ""))
        if title in there and page.text.rstrip() == text.rstrip():
            continue
        if title in there and not replace:
            why = said("it is there already and differs; --replace would replace it.")
            plans.append(PagePlan(page=page, new=page.text, passed=why))
        else:
            plans.append(
                PagePlan(page=page, new=text, summary="IndabaBot: a template for lists of submissions")
            )
    return Plan(wiki=wiki.name, edition="", submissions=0, pages=tuple(plans))


def _write(wiki: "Wiki", plan: "Plan") -> int:
    """Writes the pages; the exit code."""
    from indababot.cli.runs import row
    from indababot.updating.applying import Applier
    from indababot.updating.report import WORDS, Outcome
    from indababot.updating.state import Memory

    applier = Applier(wiki, None, Memory(), lambda memory: None)
    with progress() as step:
        step("writing pages", 0)
        applier.apply(plan.changed)
    for result in applier.results:
        why = f": {told_here(result.why)}" if result.why else ""
        row(said(WORDS[result.result]), f"{result.title}{why}")
    error: IndababotError | None = applier.error
    if error:
        raise error
    return int(any(result.result is Outcome.FAILED for result in applier.results))
