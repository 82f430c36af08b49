"""The runs of ``indababot update``, for one edition or several: planned, carried out, told."""

import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from indababot.cli.context import colour, context, say, sentence, told_here
from indababot.cli.files import write_file
from indababot.errors import IndababotError, NothingToDo, UsageError
from indababot.terminal import escaped

if TYPE_CHECKING:
    from indababot.editions import Edition
    from indababot.updating.gathering import Progress
    from indababot.updating.mapped import Mapped
    from indababot.updating.plan import Plan
    from indababot.updating.report import PageResult, RunReport, RunReports
    from indababot.updating.wishes import Wishes

_log = logging.getLogger("indababot.update")
_STEPS = {"read": "reading pages", "parse": "reading forms"}


class Reading(NamedTuple):
    """How a run reads and what it may do, as the options of the functions of :mod:`indababot.update`."""

    allow_shrink: bool
    allow_growth: bool
    online: bool
    cache: bool
    refresh: bool
    mapped: "Mapped"


class How(NamedTuple):
    """What the operator asks of each run; ``as_text`` where people read what it tells."""

    reading: Reading
    wishes: "Wishes"
    as_text: bool


def plan_each(
    editions: "Sequence[Edition]", how: How, prepared: "Plan | None", *, save: Path | None, show: bool
) -> int:
    """Plans for each edition, and writes nothing to the wiki; the exit code that carrying it out would have, the worst of all."""
    codes = set()
    for edition in editions:
        try:
            plan = how.wishes.applied(prepared or _plan(edition, how.reading))
        except IndababotError as error:
            if len(editions) == 1:
                raise
            say(f"{edition.id}: {sentence(told_here(error))}")
            codes.add(error.exit_code)
            continue
        if save:
            plan.save(save)
        if show:
            _show(plan)
        codes.add(_tell_plan(plan, f"{edition.id}: " if len(editions) > 1 else ""))
    return max(codes - {NothingToDo.exit_code}, default=NothingToDo.exit_code)


def run_each(
    editions: "Sequence[Edition]", how: How, prepared: "Plan | None", report_file: Path | None
) -> int:
    """Runs for each edition; the exit code, the worst of all."""
    reports = _reports(editions, how, prepared)
    whole = reports if len(editions) > 1 else reports.runs[0]
    trouble = _write(whole, report_file) if report_file else None
    if len(editions) > 1:
        _tell_all(reports, as_text=how.as_text)
    else:
        _tell(reports.runs[0], as_text=how.as_text)
    if trouble is not None:
        say(f"indababot: {told_here(trouble)}") if how.as_text else _log.error("%s", trouble)
    return whole.exit_code if trouble is None or whole.exit_code > 1 else trouble.exit_code


def _reports(editions: "Sequence[Edition]", how: How, prepared: "Plan | None") -> "RunReports":
    """A run for each edition; where there are several, each is told as it ends."""
    from indababot.update import update_each
    from indababot.updating.report import together

    if len(editions) == 1:
        return together([_run(editions[0], how, prepared)])
    reports = []
    for report in update_each(context().wiki, editions, lambda edition: _run(edition, how, None)):
        if report.exit_code != NothingToDo.exit_code:
            _tell(report, as_text=how.as_text, edition=f"{report.edition}: ")
        reports.append(report)
    return together(reports)


def _plan(edition: "Edition", reading: Reading) -> "Plan":
    from indababot.update import State, folder_for, key_of, plan

    wiki = context().wiki
    state = State(folder_for(wiki.name, edition.id))
    memory, trouble = state.memory()
    database = state.database(key_of(wiki.name, edition), writable=False) if reading.cache else None
    with _progress() as progress:
        made = plan(
            wiki,
            edition,
            memory=memory,
            database=database,
            history=state.histories(),
            allow_shrink=reading.allow_shrink,
            allow_growth=reading.allow_growth,
            online=reading.online,
            refresh=reading.refresh,
            mapped=reading.mapped,
            progress=progress,
        )
    if database is not None:
        database.close()
    for line in (trouble, database and database.trouble):
        if line:
            _log.warning("%s", line)
    return made


def _run(edition: "Edition", how: How, prepared: "Plan | None") -> "RunReport":
    from indababot.update import update

    with _progress(quiet=how.wishes.confirm is not None) as progress:
        return update(
            context().wiki,
            edition,
            prepared=prepared,
            **how.reading._asdict(),
            progress=progress,
            told=_tell_page if how.as_text else lambda result: None,
            wishes=how.wishes,
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

    for line in show(plan, colour=colour(sys.stdout), told=told_here):
        click.echo(line, color=True)


def _tell_plan(plan: "Plan", edition: str) -> int:
    """Says what a plan comes to, after the ``edition`` where there are several; the exit code that carrying it out would have."""
    refused = [page for page in plan.pages if page.failed]
    say(
        f"{edition}{len(plan.changed)} pages would be written, {len(refused)} refused; {plan.submissions} submissions."
    )
    for why in plan.blocked:
        say(told_here(why))
    return 5 if plan.blocked else int(bool(refused))


def _tell_page(result: "PageResult") -> None:
    """A line for each page that something happened to; of pages that are skipped the report tells."""
    if not result.why and result.result == "unchanged":
        return
    if _passed_over(result) and not context().verbose:
        return
    rows = f" ({sum(region.rows for region in result.regions)} rows)" if result.result == "saved" else ""
    why = f": {told_here(result.why)}" if result.why else ""
    diff = f" {result.diff}" if result.diff and result.result == "saved" else ""
    say(f"{result.result.value:<9} {result.title}{rows}{why}{diff}")


def _passed_over(result: "PageResult") -> bool:
    """Whether a page was none of the bot's business: most hold another edition's lists."""
    return result.result == "skipped" and not result.regions


def _tell(report: "RunReport", *, as_text: bool, edition: str = "") -> None:
    """How the run ended, in a line or two, after the ``edition`` where there are several."""
    from indababot.updating.report import Outcome

    counts = ", ".join(
        f"{number} {outcome.value}" for outcome in Outcome if (number := report.count(outcome))
    )
    requests = "" if report.requests is None else f", {report.requests} requests"
    submissions = "" if report.submissions is None else f"{report.submissions} submissions, "
    line = f"{counts or 'no page'}; {submissions}{report.seconds:.1f} s{requests}."
    if not as_text:
        level = logging.ERROR if report.error else logging.INFO
        extra = {
            "edition": report.edition,
            "exit_code": report.exit_code,
            "seconds": report.seconds,
            "requests": report.requests,
        }
        _log.log(level, "%s", report.error or line, extra=extra)
        return
    for note in report.notes:
        say(f"note      {told_here(note)}")
    if passed := sum(_passed_over(page) for page in report.pages):
        say(f"note      pages that were skipped: {passed}; -v and --report tell which, and why.")
    say(edition + line)
    if report.error:
        say(f"indababot: {edition}{sentence(told_here(report.error))}")


def _tell_all(reports: "RunReports", *, as_text: bool) -> None:
    """How all runs ended, in a line."""
    bad = ", ".join(f"{report.edition} ({report.exit_code})" for report in reports.in_trouble)
    trouble = f"{len(reports.in_trouble)} in trouble: {bad}" if bad else "all well"
    requests = "" if reports.requests is None else f", {reports.requests} requests"
    line = f"{len(reports.runs)} editions, {trouble}; {reports.seconds:.1f} s{requests}."
    if as_text:
        if idle := [report.edition for report in reports.runs if report.exit_code == NothingToDo.exit_code]:
            say(f"note      editions without a submission on this wiki: {', '.join(idle)}")
        say(line)
    else:
        extra = {"exit_code": reports.exit_code, "seconds": reports.seconds, "requests": reports.requests}
        _log.log(logging.ERROR if bad else logging.INFO, "%s", line, extra=extra)


def _write(report: "RunReport | RunReports", file: Path) -> UsageError | None:
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
