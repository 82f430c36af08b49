"""The cron run: discover, read, check, plan, apply.

All pages are read and checked before any is written, so that what cannot be fetched never shrinks a list.
"""

import logging
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from indababot.editions.model import Edition
from indababot.errors import IndababotError, NothingToDo, ShrinkGuard, UsageError
from indababot.pages import Page
from indababot.updating.applying import Applier
from indababot.updating.gathering import Gathered, Progress, gather, silent
from indababot.updating.plan import PagePlan, Plan
from indababot.updating.planning import Planner
from indababot.updating.report import Outcome, PageResult, RunReport
from indababot.updating.state import Memory, State, folder_for
from indababot.updating.wishes import NO_WISHES, Wishes
from indababot.wikis.base import Query, Wiki
from indababot.writing import views
from indababot.writing.split import PAGE_BYTES, is_subpage

_log = logging.getLogger("indababot.update")

SIMULATED = "This is a dry run, and nothing is written: pywikibot's simulate is on."


def plan(
    wiki: Wiki,
    edition: Edition,
    *,
    memory: Memory | None = None,
    allow_shrink: bool = False,
    online: bool = False,
    progress: Progress = silent,
    wishes: Wishes = NO_WISHES,
) -> Plan:
    """The edits that a run would make. Nothing is written.

    Raises:
        UsageError: a page that is asked for holds no list.
        NothingToDo: there is no submission, and no list that would lose a row.
    """
    gathered = gather(wiki, edition, online=online, progress=progress)
    planner = _planner(gathered, edition, memory or Memory(), allow_shrink)
    return wishes.applied(_planned(wiki, gathered, planner))


def update(
    wiki: Wiki,
    edition: Edition,
    *,
    state: State | None = None,
    prepared: Plan | None = None,
    allow_shrink: bool = False,
    online: bool = False,
    progress: Progress = silent,
    told: Callable[[PageResult], None] = lambda result: None,
    wishes: Wishes = NO_WISHES,
) -> RunReport:
    """One run: plans, unless a plan was ``prepared``, and writes. It ends with a report, which the state folder keeps too.

    Where the wiki is ``simulated`` (pywikibot's ``simulate``) nothing is written, and the report says so.

    An error that ends the run is in the report; only those from before the run are raised.

    Raises:
        UsageError: the state folder cannot be written from the start.
        WikiUnavailable: another run is at work.
    """
    state = state or State(folder_for(wiki.name, edition.id))
    with state.locked():
        run = _Run(wiki, edition, state, wishes)
        try:
            run.go(prepared, allow_shrink=allow_shrink, online=online, progress=progress, told=told)
        except IndababotError as error:
            run.error = error
        report = run.report()
        try:
            state.keep(report)
        except UsageError as error:
            # What was written has to be told, wherever else the report goes.
            worst = report.error or str(error)
            report = report.model_copy(update={"exit_code": error.exit_code, "error": worst})
    return report


def _planner(gathered: Gathered, edition: Edition, memory: Memory, allow_shrink: bool) -> Planner:
    def render(parameters: Mapping[str, str], page: str, room: int) -> views.Rendered:
        return views.render(parameters, gathered.entries, edition, page=page, room=room, page_bytes=size)

    size = gathered.page_bytes or PAGE_BYTES
    return Planner(edition, render, memory, len(gathered.entries), allow_shrink, size)


def _planned(wiki: Wiki, gathered: Gathered, planner: Planner) -> Plan:
    reached = {title for page in gathered.targets.values() for title in (page.title, *page.redirects)}
    targets = gathered.targets.values()
    pages = [planner.page(page) for page in targets if not is_subpage(page.text)]
    if planner.submissions or planner.allow_shrink:
        pages += [planner.missing(item) for item in planner.edition.outputs if item.page not in reached]
    pages += _subpages(wiki, planner, pages, {page.title: page for page in targets if is_subpage(page.text)})
    made = Plan(
        wiki=wiki.name,
        edition=planner.edition.id,
        submissions=planner.submissions,
        pages=tuple(sorted(pages, key=lambda page: page.title)),
        notes=gathered.notes,
    )
    if not planner.submissions and not made.blocked and not planner.allow_shrink:
        raise NothingToDo(
            f"No submission of {planner.edition.id} was found on {wiki.name}: look at [pages] of the edition, and at --wiki."
        )
    return made


def _subpages(wiki: Wiki, planner: Planner, pages: list[PagePlan], found: dict[str, Page]) -> list[PagePlan]:
    """The plans for the sub-pages that take rows of these pages, and for those found that did and do no more."""
    wanted = dict(part for page in pages for part in page.overflow)
    owners = {page.title: page for page in pages}
    left = [
        planner.leftover(page, owners.get(title.rpartition("/")[0]))
        for title, page in found.items()
        if title not in wanted
    ]
    if unknown := tuple(title for title in wanted if title not in found):
        for page in wiki.find(Query(titles=unknown)):
            found |= dict.fromkeys((page.title, *page.redirects), page)
    return left + [planner.subpage(title, text, found.get(title)) for title, text in wanted.items()]


class _Run:
    """One run as it goes: what is known when it ends, wherever that is."""

    def __init__(self, wiki: Wiki, edition: Edition, state: State, wishes: Wishes) -> None:
        self.wishes = wishes
        self.wiki = wiki
        self.edition = edition
        self.state = state
        self.error: IndababotError | None = None
        self._started = datetime.now(UTC).replace(microsecond=0)
        self._clock = time.monotonic()
        self._plan: Plan | None = None
        self._results: list[PageResult] = []
        self._notes: list[str] = []

    def go(
        self,
        prepared: Plan | None,
        *,
        allow_shrink: bool,
        online: bool,
        progress: Progress,
        told: Callable[[PageResult], None],
    ) -> None:
        """Reads, plans and writes."""
        memory, trouble = self.state.memory()
        if trouble:
            self._note(trouble)
        replan: Callable[[PagePlan, Page], PagePlan] | None = None
        if prepared is None:
            gathered = gather(self.wiki, self.edition, online=online, progress=progress)
            planner = _planner(gathered, self.edition, memory.model_copy(deep=True), allow_shrink)
            self._plan = _planned(self.wiki, gathered, planner)
            replan = planner.again
        else:
            self._plan = prepared
        self._plan = self.wishes.applied(self._plan)
        for note in self._plan.notes:
            self._note(note)
        if getattr(self.wiki, "simulated", False):
            self._note(SIMULATED)
            self._results += [PageResult.of(page, Outcome.SKIPPED, SIMULATED) for page in self._plan.changed]
            return
        applier = Applier(self.wiki, self.edition.guard.stop_page, memory, self.state.remember, replan)
        applier.wishes = self.wishes
        self._results = applier.results
        applier.apply(self._plan.pages, told)
        if applier.error is not None:
            raise applier.error
        self._remember(memory)

    def _remember(self, memory: Memory) -> None:
        """Keeps the memory; the number of submissions only where the guard had nothing against it."""
        assert self._plan is not None
        blocked = [
            region.why for page in self._results for region in page.regions if region.change == "blocked"
        ]
        if not blocked:
            memory.submissions = self._plan.submissions
        self.state.remember(memory)
        if blocked:
            raise ShrinkGuard(
                f"The guard kept {len(blocked)} list{'s' if len(blocked) > 1 else ''} from shrinking: {blocked[0]}"
            )

    def _note(self, text: str) -> None:
        self._notes.append(text)
        _log.info("%s", text)

    def report(self) -> RunReport:
        """What there is to tell of the run."""
        failed = any(result.result is Outcome.FAILED for result in self._results)
        return RunReport(
            wiki=self.wiki.name,
            edition=self.edition.id,
            started=self._started,
            ended=datetime.now(UTC).replace(microsecond=0),
            seconds=round(time.monotonic() - self._clock, 3),
            requests=getattr(self.wiki, "requests", None),
            submissions=self._plan.submissions if self._plan else None,
            exit_code=self.error.exit_code if self.error else int(failed),
            error=str(self.error) if self.error else None,
            pages=tuple(self._results),
            notes=tuple(self._notes),
        )


__all__ = ["Memory", "Plan", "RunReport", "State", "folder_for", "plan", "update"]
