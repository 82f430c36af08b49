"""``indababot update``: the cron job that keeps the lists true."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from indababot.cli.asking import wishes_of
from indababot.cli.context import colour, context, say, sentence
from indababot.cli.files import write_file
from indababot.cli.help import Command
from indababot.errors import UsageError
from indababot.terminal import escaped

if TYPE_CHECKING:
    from indababot.updating.gathering import Progress
    from indababot.updating.plan import Plan
    from indababot.updating.report import PageResult, RunReport
    from indababot.updating.wishes import Wishes

_log = logging.getLogger("indababot.update")
_STEPS = {"read": "reading pages", "parse": "reading forms"}


@click.command("update", cls=Command, short_help="Bring every list on the wiki up to date.")
@click.option("--dry-run", is_flag=True, help="Show the plan as a diff, and write nothing at all.")
@click.option(
    "--save-plan",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the plan to FILE, and nothing to the wiki.",
)
@click.option(
    "--plan",
    "prepared",
    type=click.Path(dir_okay=False, path_type=Path),
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
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
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
@click.option(
    "--log-format",
    type=click.Choice(("text", "json")),
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
    wishes = wishes_of(tuple(map(context().title_in, only)), summary, ask=ask)  # an address chooses the wiki
    plan = Plan.load(prepared) if prepared else None
    if plan:
        _fits(plan)
    how = _How(allow_shrink, allow_growth, online, not no_cache, refresh)
    if getattr(context().wiki, "simulated", False) and not (dry_run or save_plan):
        _say("note      pywikibot's simulate is on: this is a dry run, and nothing is written.")
        dry_run = True
    if dry_run or save_plan:
        plan = wishes.applied(plan or _plan(how))
        if save_plan:
            plan.save(save_plan)
        if dry_run:
            _show(plan)
        sys.exit(_tell_plan(plan))
    report = _run(plan, how, as_text=log_format == "text", wishes=wishes)
    trouble = _write(report, report_file) if report_file else None
    _tell(report, as_text=log_format == "text")
    if trouble is not None:
        _log.error("%s", trouble) if log_format == "json" else _say(f"indababot: {trouble}")
    sys.exit(report.exit_code if trouble is None or report.exit_code > 1 else trouble.exit_code)


def _fits(plan: "Plan") -> None:
    """Refuses a plan that was made for another wiki or edition."""
    from indababot.privacy import redacted

    if (plan.wiki, plan.edition) != (redacted(context().wiki.name), context().need_edition().id):
        raise UsageError(f"This plan is for {plan.edition} on {plan.wiki}: say so with --edition and --wiki.")


class _How(NamedTuple):
    """How a run reads and what it may do, as the options of the functions of :mod:`indababot.update`."""

    allow_shrink: bool
    allow_growth: bool
    online: bool
    cache: bool
    refresh: bool


def _plan(how: _How) -> "Plan":
    from indababot.update import State, folder_for, key_of, plan

    edition, wiki = context().need_edition(), context().wiki
    state = State(folder_for(wiki.name, edition.id))
    memory, trouble = state.memory()
    database = state.database(key_of(wiki.name, edition), writable=False) if how.cache else None
    with _progress() as progress:
        made = plan(
            wiki,
            edition,
            memory=memory,
            database=database,
            history=state.histories(),
            allow_shrink=how.allow_shrink,
            allow_growth=how.allow_growth,
            online=how.online,
            refresh=how.refresh,
            progress=progress,
        )
    if database is not None:
        database.close()
    for line in (trouble, database and database.trouble):
        if line:
            _log.warning("%s", line)
    return made


def _run(
    plan: "Plan | None",
    how: _How,
    *,
    as_text: bool,
    wishes: "Wishes",
) -> "RunReport":
    from indababot.update import update

    edition, wiki = context().need_edition(), context().wiki
    with _progress(quiet=wishes.confirm is not None) as progress:
        return update(
            wiki,
            edition,
            prepared=plan,
            allow_shrink=how.allow_shrink,
            allow_growth=how.allow_growth,
            online=how.online,
            cache=how.cache,
            refresh=how.refresh,
            progress=progress,
            told=_tell_page if as_text else lambda result: None,
            wishes=wishes,
        )


@contextmanager
def _progress(*, quiet: bool = False) -> "Iterator[Progress]":
    """Shows on a terminal how far the run is, and elsewhere nothing."""
    from indababot.cli.progress import progress

    with progress(quiet=quiet) as step:
        step("asking the wiki", 0)
        yield lambda name, done: step(_STEPS.get(name, name), done)


def _show(plan: "Plan") -> None:
    from indababot.updating.diff import show

    for line in show(plan, colour=colour(sys.stdout)):
        click.echo(line, color=True)


def _tell_plan(plan: "Plan") -> int:
    """Says what a plan comes to; the exit code that carrying it out would have."""
    refused = [page for page in plan.pages if page.failed]
    _say(
        f"{len(plan.changed)} pages would be written, {len(refused)} refused; {plan.submissions} submissions."
    )
    for why in plan.blocked:
        _say(why)
    return 5 if plan.blocked else int(bool(refused))


def _tell_page(result: "PageResult") -> None:
    """A line for each page that something happened to; of pages that are skipped the report tells."""
    if not result.why and result.result == "unchanged":
        return
    if _passed_over(result) and not context().verbosity:
        return
    rows = f" ({sum(region.rows for region in result.regions)} rows)" if result.result == "saved" else ""
    why = f": {result.why}" if result.why else ""
    diff = f" {result.diff}" if result.diff and result.result == "saved" else ""
    _say(f"{result.result.value:<9} {result.title}{rows}{why}{diff}")


def _passed_over(result: "PageResult") -> bool:
    """Whether a page was none of the bot's business: most hold another edition's lists."""
    return result.result == "skipped" and not result.regions


def _tell(report: "RunReport", *, as_text: bool) -> None:
    """How the run ended, in a line or two."""
    from indababot.updating.report import Outcome

    counts = ", ".join(
        f"{number} {outcome.value}" for outcome in Outcome if (number := report.count(outcome))
    )
    requests = "" if report.requests is None else f", {report.requests} requests"
    submissions = "" if report.submissions is None else f"{report.submissions} submissions, "
    line = f"{counts or 'no page'}; {submissions}{report.seconds:.1f} s{requests}."
    if not as_text:
        level = logging.ERROR if report.error else logging.INFO
        extra = {"exit_code": report.exit_code, "seconds": report.seconds, "requests": report.requests}
        _log.log(level, "%s", report.error or line, extra=extra)
        return
    for note in report.notes:
        _say(f"note      {note}")
    if passed := sum(_passed_over(page) for page in report.pages):
        _say(f"note      pages that were skipped: {passed}; -v and --report tell which, and why.")
    _say(line)
    if report.error:
        _say(f"indababot: {sentence(report.error)}")


def _write(report: "RunReport", file: Path) -> UsageError | None:
    """Writes the report where it is wanted; the error where that cannot be: what the run did has to be told all the same."""
    text = escaped(report.model_dump_json(indent=2)) + "\n"
    if str(file) == "-":
        click.echo(text, nl=False)
        return None
    try:
        write_file(str(file), [text])
    except UsageError as error:
        return error
    return None


def _say(line: str) -> None:
    say(line)
