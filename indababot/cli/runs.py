"""The runs of ``indababot update``, for one edition or several: planned, carried out, told."""

import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from indababot.cli.context import context
from indababot.cli.files import write_file
from indababot.cli.messages import colour, listed_here, say, sentence, told_here
from indababot.errors import IndababotError, NothingToDo, StopPage, UsageError
from indababot.i18n import NN_, Said, decimal, plural, said
from indababot.terminal import escaped

if TYPE_CHECKING:
    from indababot.editions import Edition
    from indababot.updating.gathering import Progress
    from indababot.updating.mapped import Mapped
    from indababot.updating.plan import Plan
    from indababot.updating.report import PageResult, RunReport, RunReports
    from indababot.updating.wishes import Wishes

_log = logging.getLogger("indababot.update")
_WOULD_BE = NN_("{number} page would be written", "{number} pages would be written")
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
        codes.add(_tell_plan(plan, edition, f"{edition.id}: " if len(editions) > 1 else ""))
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


def _tell_plan(plan: "Plan", edition: "Edition", named: str) -> int:
    """Says what a plan comes to, after the edition where it is ``named``; the exit code that carrying it out would have."""
    from indababot.updating.applying import look_at_stop_page

    refused = [page for page in plan.pages if page.failed]
    line = told_here(
        said(
            "{pages}, {refused} refused; {submissions}.",
            pages=said(plural(len(plan.changed), *_WOULD_BE), number=len(plan.changed)),
            refused=len(refused),
            submissions=_submissions(plan.submissions),
        )
    )
    say(f"{named}{line}")
    for why in plan.blocked:
        say(told_here(why))
    if plan.changed:
        try:
            look_at_stop_page(context().wiki, edition.guard.stop_page)
        except StopPage as error:
            say(f"{named}{sentence(told_here(error))}")
            return error.exit_code
    return 5 if plan.blocked else int(bool(refused))


def _tell_page(result: "PageResult") -> None:
    """A line for each page that something happened to; of pages that are skipped the report tells."""
    if not result.why and result.result == "unchanged":
        return
    if _passed_over(result) and not context().verbose:
        return
    from indababot.updating.report import WORDS

    number = sum(region.rows for region in result.regions)
    rows = said(plural(number, " ({number} row)", " ({number} rows)"), number=number)
    more = told_here(rows) if result.result == "saved" else ""
    diff = f" {result.diff}" if result.diff and result.result == "saved" else ""
    page = f"{result.title}{more}"
    text = told_here(result.told(page)) if result.why else page
    row(said(WORDS[result.result]), f"{text}{diff}")


def note(message: object) -> None:
    """A line of what a run notes, beside those that tell what became of a page."""
    row(said("note"), told_here(message))


def row(word: str, text: str) -> None:
    """A line that begins with a word of the reader's language, in a column of its own."""
    say(f"{told_here(word):<9} {text}")


def _passed_over(result: "PageResult") -> bool:
    """Whether a page was none of the bot's business: most hold another edition's lists."""
    return result.result == "skipped" and not result.regions


def _tell(report: "RunReport", *, as_text: bool, edition: str = "") -> None:
    """How the run ended, in a line or two, after the ``edition`` where there are several."""
    if not as_text:
        level = logging.ERROR if report.exit_code else logging.INFO
        extra = {
            "edition": report.edition,
            "exit_code": report.exit_code,
            "seconds": report.seconds,
            "requests": report.requests,
        }
        line = f"{', '.join(report.counts())}; {', '.join(_measured(report))}."
        _log.log(level, "%s", report.error or line, extra=extra)
        return
    for one in report.notes:
        note(one)
    passed = sum(_passed_over(page) for page in report.pages)
    if passed and not context().verbose:
        note(said("pages that were skipped: {number}; -v and --report tell which, and why.", number=passed))
    if report.pages or not report.error:
        say(edition + _ended(report.counts(), report))
    if report.error:
        say(f"indababot: {edition}{sentence(told_here(report.error))}")


def _measured(report: "RunReport | RunReports") -> list[Said]:
    """What a run read, how long it took, and what it asked the wiki for, to be told one after the other."""
    submissions = getattr(report, "submissions", None)
    told = [] if submissions is None else [_submissions(submissions)]
    told.append(said("{seconds} s", seconds=decimal(report.seconds)))
    if (asked := report.requests) is not None:
        told.append(said(plural(asked, "{number} request", "{number} requests"), number=asked))
    return told


def _ended(told: Sequence[Said], report: "RunReport | RunReports") -> str:
    """How it ended, and what that took, as one line in the reader's language."""
    return told_here(
        said("{ends}; {measured}.", ends=listed_here(told), measured=listed_here(_measured(report)))
    )


def _submissions(number: int) -> Said:
    return said(plural(number, "{number} submission", "{number} submissions"), number=number)


def _tell_all(reports: "RunReports", *, as_text: bool) -> None:
    """How all runs ended, in a line."""
    bad = [f"{report.edition} ({report.exit_code})" for report in reports.in_trouble]
    trouble = said("{number} in trouble: {editions}", number=len(bad), editions=", ".join(bad))
    told = [said("{number} editions", number=len(reports.runs)), trouble if bad else said("all well")]
    if as_text:
        if idle := [report.edition for report in reports.runs if report.exit_code == NothingToDo.exit_code]:
            note(said("editions without a submission on this wiki: {editions}", editions=", ".join(idle)))
        say(_ended(told, reports))
    else:
        line = f"{', '.join(told)}; {', '.join(_measured(reports))}."
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
