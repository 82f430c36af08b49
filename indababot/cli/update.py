"""``indababot update``: the cron job that keeps the lists true."""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from indababot.cli import runs
from indababot.cli.asking import wishes_of
from indababot.cli.completion import Choice, Named
from indababot.cli.context import context
from indababot.cli.help import Command
from indababot.cli.parallel import jobs_option, mapped
from indababot.errors import UsageError
from indababot.i18n import said

if TYPE_CHECKING:
    from indababot.updating.plan import Plan


@click.command("update", cls=Command, short_help="Bring every list on the wiki up to date.")
@click.option("--dry-run", is_flag=True, help="Show the plan as a diff, and write nothing at all.")
@click.option(
    "--save-plan",
    type=Named(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the plan to FILE, and nothing to the wiki.",
)
@click.option(
    "--plan",
    "prepared",
    type=Named(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Do what a saved plan says; pages that changed since are left alone.",
)
@click.option(
    "--allow-shrink",
    is_flag=True,
    help="Let lists shrink more than the edition's guard allows, after a look.",
)
@click.option(
    "--allow-growth",
    is_flag=True,
    help="Let the submissions grow more than the edition's guard allows, after a look.",
)
@click.option("--online", is_flag=True, help="Ask the wiki which accounts exist.")
@click.option(
    "--refresh",
    is_flag=True,
    help="Read all pages anew, also those that did not change since an earlier run.",
)
@click.option(
    "--no-cache", is_flag=True, help="Neither use nor keep what earlier runs have read of the pages."
)
@click.option(
    "--report",
    "report_file",
    type=Named(dir_okay=False, allow_dash=True, path_type=Path),
    metavar="FILE",
    help="Write the run report (JSON) there too; '-' is standard output.",
)
@click.option(
    "--page",
    "only",
    multiple=True,
    metavar="TITLE",
    help="Write only this page (and the sub-pages that its lists go on at); may be given again.",
)
@click.option("--summary", metavar="TEXT", help="The edit summary, in place of the bot's own.")
@click.option("--ask", is_flag=True, help="Show each page's diff, and ask before it is written.")
@jobs_option
@click.option(
    "--log-format",
    type=Choice(("text", "json")),
    default="text",
    show_default=True,
    help="Messages for people, or one JSON object a line.",
)
def command(
    *,
    dry_run: bool,
    save_plan: Path | None,
    prepared: Path | None,
    allow_shrink: bool,
    allow_growth: bool,
    online: bool,
    refresh: bool,
    no_cache: bool,
    report_file: Path | None,
    only: tuple[str, ...],
    summary: str | None,
    ask: bool,
    jobs: int | None,
    log_format: str,
) -> None:
    """Read all submissions, and write every list that is out of date.

    Ends with 0 when all is well, 1 when a page could not be updated (the others were), 4 when the wiki is
    busy or out of reach, 5 when the stop page, a block or the shrink guard stopped it.
    """
    from indababot.cli.logs import to_json
    from indababot.updating.plan import Plan

    if log_format == "json":
        to_json()
    if prepared and save_plan:
        raise UsageError("--plan and --save-plan do not go together: use one of them.")
    if report_file and (dry_run or save_plan):
        raise UsageError("--report tells what a run did: it does not go with --dry-run or --save-plan.")
    only = tuple(map(context().title_in, only))  # an address chooses the wiki
    editions = context().need_editions()
    if len(editions) > 1 and (prepared or save_plan or only):
        raise UsageError("--plan, --save-plan and --page take one edition: say --edition ID.")
    plan = Plan.load(prepared) if prepared else None
    if plan:
        _fits(plan)
    how = runs.How(
        runs.Reading(allow_shrink, allow_growth, online, not no_cache, refresh, partial(mapped, jobs=jobs)),
        wishes_of(only, summary, ask=ask),
        as_text=log_format == "text",
    )
    if getattr(context().wiki, "simulated", False) and not (dry_run or save_plan):
        runs.note(said("pywikibot's simulate is on: this is a dry run, and nothing is written."))
        dry_run = True
    if dry_run or save_plan:
        sys.exit(runs.plan_each(editions, how, plan, save=save_plan, show=dry_run))
    sys.exit(runs.run_each(editions, how, plan, report_file))


def _fits(plan: "Plan") -> None:
    """Refuses a plan that was made for another wiki or edition."""
    from indababot.privacy import redacted

    if (plan.wiki, plan.edition) != (redacted(context().wiki.name), context().need_edition().id):
        raise UsageError(
            "This plan is for {edition} on {wiki}: say so with --edition and --wiki.",
            edition=plan.edition,
            wiki=plan.wiki,
        )
