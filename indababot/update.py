"""The cron run: discover, read, check, plan, apply.

All pages are read and checked before any is written, so that what cannot be fetched never shrinks a list.
"""

import json
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime

from indababot.editions import Edition
from indababot.errors import IndababotError, NothingToDo, ShrinkGuard, UsageError, WikiUnavailable
from indababot.i18n import plural, said
from indababot.pages import Page
from indababot.privacy import redacted
from indababot.updating.applying import Applier
from indababot.updating.database import Database
from indababot.updating.gathering import Progress, silent
from indababot.updating.history import Histories
from indababot.updating.inspecting import wrong
from indababot.updating.listing import queries
from indababot.updating.mapped import Mapped, in_turn
from indababot.updating.messages import shown
from indababot.updating.plan import PagePlan, Plan
from indababot.updating.reader import NoWiki, Reader, Unasked, key_of
from indababot.updating.report import Outcome, PageResult, RunReport
from indababot.updating.state import Memory, State, folder_for
from indababot.updating.whole import planned, planner_of
from indababot.updating.wishes import NO_WISHES, Wishes
from indababot.wikis import SharesLists, Wiki

_log = logging.getLogger("indababot.update")

_IN_VAIN = 2
"""After so many runs in a row for which the wiki was out of reach, no other is tried."""
SIMULATED = said("This is a dry run, and nothing is written: pywikibot's simulate is on.")


def plan(
    wiki: Wiki,
    edition: Edition,
    *,
    memory: Memory | None = None,
    database: Database | None = None,
    history: Histories | None = None,
    allow_shrink: bool = False,
    allow_growth: bool = False,
    online: bool = False,
    progress: Progress = silent,
    wishes: Wishes = NO_WISHES,
    refresh: bool = False,
    mapped: Mapped = in_turn,
) -> Plan:
    """The edits that a run would make. Nothing is written.

    ``memory``, ``database`` and ``history`` are what a :class:`State` holds of earlier runs. With ``refresh`` nothing is taken from the
    database. ``mapped`` reads the forms of many pages.

    Raises:
        UsageError: a page that is asked for holds no list.
        NothingToDo: there is no submission, and no list that would lose a row.
    """
    memory, limits = memory or Memory(), (allow_shrink, allow_growth)
    reader = Reader(wiki, edition, database, online=online, refresh=refresh, mapped=mapped)
    if (made := reader.settled(_about(memory, limits))) is None:
        gathered = reader.gather(history or Histories(), progress)
        made = planned(wiki, gathered, planner_of(gathered, edition, memory, *limits))
    return wishes.applied(made)


def update(
    wiki: Wiki,
    edition: Edition,
    *,
    state: State | None = None,
    prepared: Plan | None = None,
    allow_shrink: bool = False,
    allow_growth: bool = False,
    online: bool = False,
    progress: Progress = silent,
    told: Callable[[PageResult], None] = lambda result: None,
    wishes: Wishes = NO_WISHES,
    cache: bool = True,
    refresh: bool = False,
    mapped: Mapped = in_turn,
) -> RunReport:
    """One run: plans, unless a plan was ``prepared``, and writes. It ends with a report, which the state folder keeps too.

    Pages that did not change since an earlier run are not fetched again; with ``refresh`` they are, and without ``cache`` nothing of that
    is kept or used. ``mapped`` reads the forms of many pages. Where the wiki is ``simulated`` (pywikibot's ``simulate``) nothing is
    written, and the report says so.

    An error that ends the run is in the report; only those from before the run are raised, and what ends the process (a signal).

    Raises:
        UsageError: the state folder cannot be written from the start.
        WikiUnavailable: another run is at work.
    """
    state = state or State(folder_for(wiki.name, edition.id))
    with state.locked():
        run = _Run(wiki, edition, state, wishes)
        try:
            plan_ = (
                run.plan(
                    allow_shrink,
                    allow_growth,
                    online=online,
                    progress=progress,
                    cache=cache,
                    refresh=refresh,
                    mapped=mapped,
                )
                if prepared is None
                else prepared
            )
            run.apply(plan_, told)
            run.settle()
        except IndababotError as error:
            run.error = error
        except (
            BaseException
        ) as error:  # a signal, no more memory, a fault of ours: it goes on its way, and is in the report
            run.error = error
            with suppress(Exception):
                run.close()
                state.keep(run.report())
            raise
        run.close()
        report = run.report()
        try:
            state.keep(report)
        except UsageError as error:
            # What was written has to be told, wherever else the report goes.
            worst = report.error or shown(error)
            report = report.model_copy(update={"exit_code": error.exit_code, "error": worst})
    return report


def update_each(
    wiki: Wiki, editions: Sequence[Edition], run: Callable[[Edition], RunReport]
) -> Iterator[RunReport]:
    """One ``run`` for each edition, the trouble of one no matter to the others; the wiki is asked once for what several want to know.

    Where two end since the wiki is out of reach, one after the other, the others are not tried.
    """
    if isinstance(wiki, SharesLists):
        wiki.share([asked for edition in editions for asked in queries(edition)])
    in_vain = 0
    for edition in editions:
        if in_vain == _IN_VAIN:
            yield _without(wiki, edition, WikiUnavailable("It was not tried: the wiki is out of reach."))
            continue
        try:
            report = run(edition)
        except IndababotError as error:
            report = _without(wiki, edition, error)
        else:
            in_vain = in_vain + 1 if report.exit_code == WikiUnavailable.exit_code else 0
        yield report


def _without(wiki: Wiki, edition: Edition, error: IndababotError) -> RunReport:
    """The report of a run that could not begin."""
    run = _Run(wiki, edition, State(folder_for(wiki.name, edition.id)), NO_WISHES)
    run.error = error
    return run.report()


def _about(memory: Memory, limits: tuple[bool, bool]) -> str:
    """What a plan depends on beside the wiki: what is remembered, and what the operator allows."""
    return json.dumps([memory.model_dump(), limits], sort_keys=True)


class _Run:
    """One run as it goes: what is known when it ends, wherever that is."""

    def __init__(self, wiki: Wiki, edition: Edition, state: State, wishes: Wishes) -> None:
        self.wishes = wishes
        self.wiki = wiki
        self.edition = edition
        self.state = state
        self.error: BaseException | None = None
        self._started = datetime.now(UTC).replace(microsecond=0)
        self._clock = time.monotonic()
        self._asked: int = getattr(wiki, "requests", 0)
        self._plan: Plan | None = None
        self._replan: Callable[[PagePlan, Page], PagePlan] | None = None
        self._results: list[PageResult] = []
        self._saved: list[Page] = []
        self._reader: Reader | None = None
        self._database: Database | None = None
        self._limits = (False, False)
        self._notes: list[str] = []

    def plan(
        self,
        allow_shrink: bool,
        allow_growth: bool,
        *,
        online: bool,
        progress: Progress,
        cache: bool,
        refresh: bool,
        mapped: Mapped,
    ) -> Plan:
        """Reads everything, and plans; where nothing changed since an earlier run left nothing to do, that run's plan."""
        history = self.state.histories()
        self._database = self.state.database(key_of(self.wiki.name, self.edition)) if cache else None
        self._reader = reader = Reader(
            self.wiki, self.edition, self._database, online=online, refresh=refresh, mapped=mapped
        )
        memory = self._memory()
        self._limits = (allow_shrink, allow_growth)
        if (made := reader.settled(_about(memory, self._limits))) is not None:
            return made
        gathered = reader.gather(history, progress)
        if history.changed:
            self.state.remember_histories(history)
        planner = planner_of(gathered, self.edition, memory.model_copy(deep=True), *self._limits)
        self._replan = planner.again
        return planned(self.wiki, gathered, planner)

    def settle(self) -> None:
        """Keeps the plan that the next run would make where nothing changes, if that leaves nothing to do."""
        reader, plan = self._reader, self._plan
        if (
            reader is None
            or plan is None
            or self.error is not None
            or self.wishes.only
            or self.wishes.confirm
        ):
            return
        saved = {page.title: page for page in self._saved}
        if reader.gathered is not None and all(page.title in saved for page in plan.changed):
            memory = self._memory()
            gathered = reader.gathered.after(saved)
            with suppress(NothingToDo, Unasked):
                planner = planner_of(gathered, self.edition, memory.model_copy(deep=True), *self._limits)
                after = planned(NoWiki(self.wiki.name), gathered, planner)
                if not (after.stopped or after.blocked or any(page.changed for page in after.pages)):
                    reader.settle(_about(memory, self._limits), after, saved.values())

    def close(self) -> None:
        """Lets go of the database, and notes what was wrong with it."""
        if self._database is not None:
            self._database.close()
            if self._database.trouble:
                self._note(self._database.trouble)

    def apply(self, plan: Plan, told: Callable[[PageResult], None]) -> None:
        """Writes what a plan says, as far as the operator wishes it, and remembers it."""
        self._plan = plan = self.wishes.applied(plan)
        for note in plan.notes:
            self._note(note)
        if getattr(self.wiki, "simulated", False):
            self._note(SIMULATED)
            self._results += [PageResult.of(page, Outcome.SKIPPED, SIMULATED) for page in plan.changed]
            return
        memory = self._memory()
        applier = Applier(
            self.wiki,
            self.edition.guard.stop_page,
            memory,
            self.state.remember,
            self._replan,
            lambda page: wrong(page, self.edition),
            self.wishes,
        )
        self._results, self._saved = applier.results, applier.saved
        if plan.stopped:
            applier.error = ShrinkGuard("The guard let nothing be written: {why}", why=plan.stopped)
        applier.apply(plan.pages, told)
        if applier.error is not None:
            raise applier.error
        self._remember(memory, plan)

    def _memory(self) -> Memory:
        memory, trouble = self.state.memory()
        if trouble and trouble not in self._notes:
            self._note(trouble)
        return memory

    def _remember(self, memory: Memory, plan: Plan) -> None:
        """Keeps the memory; the number of submissions only where the guard had nothing against it."""
        if self._replan is not None and not self.wishes.only:
            there = {page.title for page in plan.pages if page.failed or page.regions}
            memory.forget([title for title in memory.pages if title not in there])
        blocked = [
            region.why for page in self._results for region in page.regions if region.change == "blocked"
        ]
        if not blocked:
            memory.submissions = plan.submissions
        self.state.remember(memory)
        if blocked:
            kept = plural(
                len(blocked),
                "The guard kept {number} list as it was: {why}",
                "The guard kept {number} lists as they were: {why}",
            )
            raise ShrinkGuard(kept, number=len(blocked), why=blocked[0])

    def _note(self, text: str) -> None:
        text = shown(text)
        self._notes.append(text)
        _log.info("%s", text)

    def report(self) -> RunReport:
        """What there is to tell of the run."""
        failed = any(result.result is Outcome.FAILED for result in self._results)
        requests: int | None = getattr(self.wiki, "requests", None)
        return RunReport(
            wiki=redacted(self.wiki.name),
            edition=self.edition.id,
            started=self._started,
            ended=datetime.now(UTC).replace(microsecond=0),
            seconds=round(time.monotonic() - self._clock, 3),
            requests=None if requests is None else requests - self._asked,
            submissions=self._plan.submissions if self._plan else None,
            exit_code=int(failed) if self.error is None else _exit_code(self.error),
            error=None if self.error is None else shown(self.error) or type(self.error).__name__,
            pages=tuple(self._results),
            notes=tuple(self._notes),
        )


def _exit_code(error: BaseException) -> int:
    """What a process ends with for an error; 130 as shells have it for Ctrl-C."""
    code: int = getattr(error, "exit_code", 130 if isinstance(error, KeyboardInterrupt) else 1)
    return code


__all__ = ["Memory", "Plan", "RunReport", "State", "folder_for", "key_of", "plan", "update", "update_each"]
