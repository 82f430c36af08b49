"""The cron run: discover, read, check, plan, apply.

All pages are read and checked before any is written, so that what cannot be fetched never shrinks a list.
"""

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime

from indababot.editions.model import Edition
from indababot.errors import IndababotError, NothingToDo, ShrinkGuard, UsageError
from indababot.pages import Page
from indababot.privacy import masked, redacted
from indababot.updating import guard
from indababot.updating.applying import Applier
from indababot.updating.database import Database
from indababot.updating.gathering import Gathered, Progress, silent
from indababot.updating.history import Histories
from indababot.updating.incremental import ListingWiki
from indababot.updating.inspecting import wrong
from indababot.updating.plan import PagePlan, Plan
from indababot.updating.planning import WHOLE, Planner
from indababot.updating.reader import Reader, key_of
from indababot.updating.report import Outcome, PageResult, RunReport
from indababot.updating.state import Memory, State, fingerprint, folder_for
from indababot.updating.wishes import NO_WISHES, Wishes
from indababot.wikis.base import Origin, Query, TellsOrigin, Wiki
from indababot.writing import views
from indababot.writing.regions import Region
from indababot.writing.split import PAGE_BYTES, base, is_subpage

_log = logging.getLogger("indababot.update")

SIMULATED = "This is a dry run, and nothing is written: pywikibot's simulate is on."


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
) -> Plan:
    """The edits that a run would make. Nothing is written.

    ``memory``, ``database`` and ``history`` are what a :class:`State` holds of earlier runs. With ``refresh`` nothing is taken from the
    database.

    Raises:
        UsageError: a page that is asked for holds no list.
        NothingToDo: there is no submission, and no list that would lose a row.
    """
    reader = Reader(wiki, edition, database, online=online, refresh=refresh)
    gathered = reader.gather(history or Histories(), progress)
    planner = _planner(gathered, edition, memory or Memory(), allow_shrink, allow_growth)
    return wishes.applied(_planned(wiki, gathered, planner))


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
) -> RunReport:
    """One run: plans, unless a plan was ``prepared``, and writes. It ends with a report, which the state folder keeps too.

    Pages that did not change since an earlier run are not fetched again; with ``refresh`` they are, and without ``cache`` nothing of that
    is kept or used. Where the wiki is ``simulated`` (pywikibot's ``simulate``) nothing is written, and the report says so.

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
                )
                if prepared is None
                else prepared
            )
            run.apply(plan_, told)
        except IndababotError as error:
            run.error = error
        except (
            BaseException
        ) as error:  # a signal, no more memory, a fault of ours: it goes on its way, and is in the report
            run.error = error
            with suppress(Exception):
                state.keep(run.report())
            raise
        report = run.report()
        try:
            state.keep(report)
        except UsageError as error:
            # What was written has to be told, wherever else the report goes.
            worst = report.error or str(error)
            report = report.model_copy(update={"exit_code": error.exit_code, "error": worst})
    return report


def _planner(
    gathered: Gathered, edition: Edition, memory: Memory, allow_shrink: bool, allow_growth: bool
) -> Planner:
    def render(region: Region, page: str, room: int) -> views.Rendered:
        return views.render(
            region.parameters,
            gathered.entries,
            edition,
            page=page,
            room=room,
            page_bytes=size,
            repeated=region.repeated,
            refused_rows=gathered.refused_rows,
            changes=gathered.changes,
        )

    size = gathered.page_bytes or PAGE_BYTES
    return Planner(edition, render, memory, len(gathered.entries), allow_shrink, size, allow_growth)


def _planned(wiki: Wiki, gathered: Gathered, planner: Planner) -> Plan:
    reached = {title for page in gathered.targets.values() for title in (page.title, *page.redirects)}
    targets = gathered.targets.values()
    pages = [planner.page(page) for page in targets if not is_subpage(page.text)]
    if planner.submissions or planner.allow_shrink:
        missing = [item for item in planner.edition.outputs if item.page not in reached]
        pages += [planner.missing(item, wiki.itself(item.page)) for item in missing]
    pages += _subpages(wiki, planner, pages, {page.title: page for page in targets if is_subpage(page.text)})
    made = Plan(
        wiki=redacted(wiki.name),
        edition=planner.edition.id,
        submissions=planner.submissions,
        pages=tuple(sorted(pages, key=lambda page: page.title)),
        notes=gathered.notes,
        stopped=_stopped(planner, pages),
    )
    if not planner.submissions and not made.blocked and not planner.allow_shrink:
        raise NothingToDo(
            f"No submission of {planner.edition.id} was found on {wiki.name}: look at [pages] of the edition, and at --wiki."
        )
    return made


def _stopped(planner: Planner, pages: list[PagePlan]) -> str | None:
    """Why the guard lets nothing at all be written."""
    why = guard.stops(
        before=planner.memory.submissions,
        now=planner.submissions,
        guard=planner.edition.guard,
        allow_shrink=planner.allow_shrink,
        allow_growth=planner.allow_growth,
    )
    blocked = [region.why for page in pages for region in page.blocked]
    return why or (blocked[0] if blocked and not planner.submissions else None)


def _subpages(wiki: Wiki, planner: Planner, pages: list[PagePlan], found: dict[str, Page]) -> list[PagePlan]:
    """The plans for the sub-pages that take rows of these pages, and for those found that did and do no more."""
    wanted = dict(part for page in pages for part in page.overflow)
    owners = {base(page.title): page for page in pages}
    if unknown := tuple(title for title in wanted if title not in found):
        for page in wiki.find(Query(titles=unknown)):
            found |= dict.fromkeys((page.title, *page.redirects), page)
    origins = _origins(wiki, planner.memory, found.values())
    left = [
        planner.leftover(page, owners.get(title.rpartition("/")[0]), untouched=_is(origins, page).last)
        for title, page in found.items()
        if title not in wanted
    ]
    there = [(title, text, found.get(title)) for title, text in wanted.items()]
    return left + [
        planner.subpage(title, text, old, ours=old is None or _is(origins, old, unknown=True).made)
        for title, text, old in there
    ]


def _is(origins: Mapping[str, Origin], page: Page, *, unknown: bool = False) -> Origin:
    return origins.get(page.title, Origin(made=unknown, last=unknown))


def _origins(wiki: Wiki, memory: Memory, pages: Iterable[Page]) -> dict[str, Origin]:
    """Which of some sub-pages the bot made, and which nobody has changed since, as it remembers or as the wiki tells."""
    known, asked = {}, {}
    for page in pages:
        remembered = memory.of(page).get(WHOLE)
        if remembered is not None:
            known[page.title] = Origin(made=True, last=remembered.rendering == fingerprint(page.text))
        elif page.page_id is not None:
            asked[page.title] = page
    if asked and isinstance(wiki, TellsOrigin):
        told = wiki.origins(asked.values())
        known |= {title: Origin(found.made, found.made and found.last) for title, found in told.items()}
    return known


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
        self._plan: Plan | None = None
        self._replan: Callable[[PagePlan, Page], PagePlan] | None = None
        self._results: list[PageResult] = []
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
    ) -> Plan:
        """Reads everything, and plans."""
        history = self.state.histories()
        keeps = cache and isinstance(self.wiki, ListingWiki)
        database = self.state.database(key_of(self.wiki.name, self.edition)) if keeps else None
        try:
            reader = Reader(self.wiki, self.edition, database, online=online, refresh=refresh)
            gathered = reader.gather(history, progress)
        finally:
            if database is not None:
                database.close()
                if database.trouble:
                    self._note(database.trouble)
        if history.changed:
            self.state.remember_histories(history)
        memory = self._memory()
        planner = _planner(gathered, self.edition, memory.model_copy(deep=True), allow_shrink, allow_growth)
        self._replan = planner.again
        return _planned(self.wiki, gathered, planner)

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
        self._results = applier.results
        if plan.stopped:
            applier.error = ShrinkGuard(f"The guard let nothing be written: {plan.stopped}")
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
            lists = f"{len(blocked)} list{'s' if len(blocked) > 1 else ''}"
            raise ShrinkGuard(f"The guard kept {lists} as they were: {blocked[0]}")

    def _note(self, text: str) -> None:
        text = masked(redacted(text))
        self._notes.append(text)
        _log.info("%s", text)

    def report(self) -> RunReport:
        """What there is to tell of the run."""
        failed = any(result.result is Outcome.FAILED for result in self._results)
        return RunReport(
            wiki=redacted(self.wiki.name),
            edition=self.edition.id,
            started=self._started,
            ended=datetime.now(UTC).replace(microsecond=0),
            seconds=round(time.monotonic() - self._clock, 3),
            requests=getattr(self.wiki, "requests", None),
            submissions=self._plan.submissions if self._plan else None,
            exit_code=int(failed) if self.error is None else _exit_code(self.error),
            error=None
            if self.error is None
            else masked(redacted(str(self.error) or type(self.error).__name__)),
            pages=tuple(self._results),
            notes=tuple(self._notes),
        )


def _exit_code(error: BaseException) -> int:
    """What a process ends with for an error; 130 as shells have it for Ctrl-C."""
    code: int = getattr(error, "exit_code", 130 if isinstance(error, KeyboardInterrupt) else 1)
    return code


__all__ = ["Memory", "Plan", "RunReport", "State", "folder_for", "key_of", "plan", "update"]
