"""Writing a plan: page by page, so that one page's trouble never stops the others."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import reduce

from indababot.errors import (
    EditConflict,
    IndababotError,
    PageError,
    PageMissing,
    PageRefused,
    StopPage,
    Stopped,
    UsageError,
    WikiUnavailable,
)
from indababot.i18n import message_of, said
from indababot.pages import Page
from indababot.updating.plan import ABOUT, Change, PagePlan
from indababot.updating.report import Outcome, PageResult
from indababot.updating.state import Memory, RegionMemory
from indababot.updating.wishes import NO_WISHES, Wishes
from indababot.wikis import Query, SaveResult, ShowsDiffs, Wiki

_TRIES = 3
"""How often a page is planned anew after an edit conflict."""

_log = logging.getLogger("indababot.update")


@dataclass
class Applier:
    """Writes pages, and remembers what was written as soon as it was.

    ``replan`` plans a page anew from its old plan and a fresh text; None where a saved plan is applied, which a conflict then ends for
    its page. ``keep`` stores the memory.
    """

    wiki: Wiki
    stop_page: str | None
    memory: Memory
    keep: Callable[[Memory], None]
    replan: Callable[[PagePlan, Page], PagePlan] | None = None
    wrong: Callable[[PagePlan], str | None] = lambda plan: None
    """Why a page must not be saved as it is planned; looked at before each save."""
    wishes: Wishes = NO_WISHES
    error: IndababotError | None = None
    """What ended the run before all pages were looked at."""
    results: list[PageResult] = field(default_factory=list)
    saved: list[Page] = field(default_factory=list)
    """The pages that were saved, as they are now."""

    def apply(
        self, plans: Iterable[PagePlan], told: Callable[[PageResult], None] = lambda result: None
    ) -> None:
        """Writes every page that the plan changes. What ends the run is kept in ``error``, and the rest is skipped.

        What ends the process (a signal, no more memory) is raised, with results for all pages.
        """
        left = list(plans)
        while left:
            plan = left.pop(0)
            if self.error is not None:
                result = _not_reached(plan, self.error)
            else:
                try:
                    result = self._one(plan)
                except BaseException as error:
                    self.results += [_not_reached(one, error) for one in (plan, *left)]
                    raise
            self.results.append(result)
            _log.info(
                "%s: %s",
                result.title,
                result.result,
                extra={"page": result.title, "result": result.result.value, "why": result.why},
            )
            if self.error is None or result.result is not Outcome.SKIPPED:
                told(result)  # what the end of the run skipped is told once, by how it ended

    def _one(self, plan: PagePlan) -> PageResult:
        try:
            if plan.changed and self.wishes.refused(plan):
                return PageResult.of(plan, Outcome.SKIPPED, said("a person who was asked did not want it."))
            result = self._written(plan) if plan.changed else self._remembered(plan, _left_alone(plan))
            return result.model_copy(update={"diff": self._diff(result.revision_id)})
        except PageError as error:
            return PageResult.of(plan, Outcome.FAILED, message_of(error))
        except (Stopped, WikiUnavailable, UsageError) as error:
            self.error = error
            return PageResult.of(plan, Outcome.SKIPPED, message_of(error))

    def _diff(self, revision: int | None) -> str | None:
        """The address at which the wiki shows what a revision changed; None where there is none."""
        if revision is None or not isinstance(self.wiki, ShowsDiffs):
            return None
        return self.wiki.diff(revision)

    def _written(self, plan: PagePlan) -> PageResult:
        """Saves a page; after a conflict with a fresh text and a new plan, three times at most."""
        merged: int | None = None
        for attempt in range(_TRIES + 1):
            look_at_stop_page(self.wiki, self.stop_page)
            if (why := self.wrong(plan)) is not None:
                raise PageRefused(ABOUT, title=plan.title, why=why)
            try:
                saved = self.wiki.save(plan.page, plan.new, summary=plan.summary)
            except EditConflict as conflict:
                merged = conflict.merged or merged
                if self.replan is None or attempt == _TRIES:
                    raise
                plan = self.wishes.worded(self.replan(plan, self._fresh(plan.title)))
                if not plan.changed:
                    break
                continue
            number = saved.page_id or plan.page.page_id
            self.saved.append(
                replace(plan.page, text=plan.new, revision_id=saved.revision_id, page_id=number)
            )
            outcome = Outcome.SAVED if saved.result is SaveResult.SAVED else Outcome.UNCHANGED
            result = PageResult.of(plan, outcome, _whys(plan), saved.revision_id)
            result = self._remembered(plan, result, saved.page_id)
            self._keep()
            return result
        if merged is None:
            return self._remembered(plan, _left_alone(plan))
        result = self._remembered(plan, PageResult.of(plan, Outcome.SAVED, _whys(plan), merged))
        self._keep()
        return result

    def _keep(self) -> None:
        """Stores the memory. Where that fails the run ends, but what was saved on the wiki is told as saved."""
        try:
            self.keep(self.memory)
        except UsageError as error:
            self.error = error

    def _fresh(self, title: str) -> Page:
        page = next(iter(self.wiki.find(Query(titles=(title,)))), None)
        if page is None or page.title != title:
            raise PageMissing("{title} was deleted or moved after it was read.", title=title)
        return page

    def _remembered(self, plan: PagePlan, result: PageResult, page_id: int | None = None) -> PageResult:
        """Notes what the data gave for the regions that now stand so; what a person or the guard kept stays as it was noted."""
        old = self.memory.of(plan.page)
        new: dict[str, RegionMemory] = {}
        for region in plan.regions:
            if region.change in (Change.WRITE, Change.UNCHANGED):
                new[region.key] = RegionMemory(rendering=region.rendering, rows=region.rows)
            elif region.key in old:
                new[region.key] = old[region.key]
            elif region.rows_before is not None:
                # Else the next run would take a list that the guard keeps for one with new parameters.
                new[region.key] = RegionMemory(rendering="", rows=region.rows_before)
        if new:
            number, revision = page_id or plan.page.page_id, result.revision_id or plan.page.revision_id
            self.memory.learn(replace(plan.page, page_id=number, revision_id=revision), new)
        return result


def look_at_stop_page(wiki: Wiki, title: str | None) -> None:
    """Stops a run while the page with this title, where there is to be one, holds any text.

    Raises:
        StopPage: it does.
    """
    # The page itself: where it is a redirect, that is text too, wherever it leads.
    page = wiki.itself(title) if title is not None else None
    if page is not None and (page.text.strip() or page.unreadable):
        raise StopPage("The stop page {title} holds text: empty it to let the bot go on.", title=title)


def _not_reached(plan: PagePlan, error: BaseException) -> PageResult:
    """The result of a page that the run did not come to."""
    if not plan.changed:
        return _left_alone(plan)
    return PageResult.of(
        plan,
        Outcome.SKIPPED,
        said("the run ended before: {why}", why=message_of(error) or type(error).__name__),
    )


def _left_alone(plan: PagePlan) -> PageResult:
    """The result of a page that is not written."""
    if plan.failed is not None:
        return PageResult.of(plan, Outcome.FAILED, plan.failed)
    if plan.passed is not None:
        return PageResult.of(plan, Outcome.SKIPPED, plan.passed)
    held = any(region.change in (Change.KEPT, Change.BLOCKED) for region in plan.regions)
    return PageResult.of(plan, Outcome.SKIPPED if held else Outcome.UNCHANGED, _whys(plan))


def _whys(plan: PagePlan) -> str | None:
    """Why regions of a page were not simply written, each with the line of its marker."""
    whys: list[str] = [
        said("Line {line}: {why}", line=region.line, why=region.why) for region in plan.regions if region.why
    ]
    return (
        reduce(lambda first, second: said("{first} {next}", first=first, next=second), whys) if whys else None
    )
