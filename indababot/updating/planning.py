"""From a page's text and the data to what shall stand there. Pure: text in, a plan out."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from indababot.editions import Edition, Output
from indababot.errors import RegionError
from indababot.i18n import message_of, offered, said
from indababot.pages import WIKITEXT, Page
from indababot.updating import guard
from indababot.updating.plan import Change, PagePlan, RegionPlan
from indababot.updating.state import Memory, RegionMemory, fingerprint, region_key
from indababot.wikicode import light
from indababot.writing import PAGE_BYTES, REGIONS, is_subpage, pages, regions, split
from indababot.writing.views import Rendered

Render = Callable[[regions.Region, str, int], Rendered]
"""A region, its page's title, and the bytes that the page has for it, to what the data give."""

WHOLE = "page"
"""The key under which a page that the bot owns as a whole is remembered."""

_WORK = frozenset({"incomplete", "clashes"})
"""Views of what people still have to do."""


@dataclass(frozen=True)
class Planner:
    """What planning a page takes: the data as a function that renders, and what is remembered of the last run."""

    edition: Edition
    render: Render
    memory: Memory
    submissions: int
    allow_shrink: bool = False
    page_bytes: int = PAGE_BYTES
    allow_growth: bool = False

    def again(self, plan: PagePlan, page: Page) -> PagePlan:
        """A new plan for a page that was saved by somebody since it was planned."""
        return self.page(page) if plan.whole is None else self.subpage(plan.title, plan.whole, page)

    def page(self, page: Page) -> PagePlan:
        """The plan for a page that is there."""
        if not self.edition.may_write(page.title):
            return self._passed(
                page, said("it holds a list, but is outside the prefixes that the edition allows.")
            )
        if page.model != WIKITEXT:
            return self._passed(
                page, said("it holds a list, but is no page of wikitext ({model}).", model=page.model)
            )
        if page.unreadable is not None:
            return self._failed(page, said("it cannot be read: {why}.", why=page.unreadable))
        try:
            found = regions.find(page.text, page.title)
        except RegionError as error:
            return self._failed(
                page,
                said("line {line}: {why}", line=error.line, why=error) if error.line else message_of(error),
            )
        if not found:
            return self._without_regions(page)
        if len(found) > REGIONS:
            return self._failed(
                page,
                said(
                    "it holds {number} lists, more than {most}: move some to other pages.",
                    number=len(found),
                    most=REGIONS,
                ),
            )
        return self._filled(page, page.text, found)

    def missing(self, output: Output, there: Page | None = None) -> PagePlan:
        """The plan for a page that the edition lists and that was not found: a notice and one region.

        ``there`` is what stands at its title.
        """
        page = Page(output.page, "")
        if not self.edition.may_write(output.page):
            return self._passed(page, said("the edition lists it, but its allowed prefixes do not cover it."))
        if there is not None:
            return self._failed(
                there, said("it is a redirect that leads to no page: point it to the list, or delete it.")
            )
        text = pages.output_page(output, self.edition)
        return self._filled(page, text, regions.find(text, output.page))

    def _failed(self, page: Page, why: str) -> PagePlan:
        return PagePlan(page=page, new=page.text, failed=why)

    def _passed(self, page: Page, why: str) -> PagePlan:
        return PagePlan(page=page, new=page.text, passed=why)

    def _without_regions(self, page: Page) -> PagePlan:
        listed = {output.page for output in self.edition.outputs}
        if listed & {page.title, *page.redirects}:
            why = said(
                "the edition lists it, but it holds no list: put {{IndabaBot list}} and {{IndabaBot list end}} there."
            )
            return self._failed(page, why)
        return self._passed(page, said("its markers are no calls (comment or nowiki)."))

    def subpage(self, title: str, text: str, page: Page | None, *, ours: bool = True) -> PagePlan:
        """The plan for a sub-page that takes rows another page had no room for.

        ``page`` is what stands there now, and ``ours`` says whether the bot made that.
        """
        if not self.edition.may_write(title):
            why = said("a list goes on here, but the allowed prefixes do not cover it.")
            return self._passed(page or Page(title, ""), why)
        if page is None:
            page = Page(title, "")
        elif page.title != title or not ours or page.model != WIKITEXT or not is_subpage(page.text):
            return self._failed(
                page, said("a list goes on at {title}, but this page is not the bot's.", title=title)
            )
        rendering = fingerprint(text)
        remembered = self.memory.of(page).get(WHOLE)
        rows, before = light.rows(text), light.rows(page.text)
        view = title.rpartition("/")[2].partition(" ")[0]
        change, new = Change.WRITE, text
        kept: str | None = None
        if _same(page.text, text):
            change, new = Change.UNCHANGED, page.text
        elif remembered and remembered.rendering == rendering and page.text:
            change, new, rows = Change.KEPT, page.text, before
            kept = said("a person changed this page, and the data are the same since: it stays.")
        region = RegionPlan(
            key=WHOLE,
            line=1,
            view=view,
            rows=rows,
            rows_before=before,
            change=change,
            rendering=rendering,
            why=kept,
        )
        summary = pages.summary({view: rows}, self.edition)
        return PagePlan(page=page, new=new, summary=summary, regions=(region,), whole=text)

    def leftover(self, page: Page, owner: PagePlan | None, *, untouched: bool) -> PagePlan:
        """The plan for a sub-page that no list goes on at any more; ``owner`` is the plan of the page above it.

        It is emptied, not deleted, which takes a person, and only where it is ``untouched``: made by the bot, and changed by nobody else
        since. A copy or an archive that a person made carries the same notice. Where the list above is not written, it is left alone.
        """
        if not self.edition.may_write(page.title):
            return self._passed(page, said("a list went on here, but the allowed prefixes do not cover it."))
        if not untouched:
            return self._passed(
                page, said("it looks like a part of a list, but a person made or changed it.")
            )
        if owner is None or owner.failed or owner.passed or any(region.why for region in owner.regions):
            return self._passed(page, said("a list went on here, and that list is not written now."))
        text = split.emptied(owner.title, offered(next(iter(self.edition.languages), "en")))
        return self.subpage(page.title, text, page)

    def _filled(self, page: Page, text: str, found: tuple[regions.Region, ...]) -> PagePlan:
        plans: dict[str, RegionPlan] = {}
        bodies: list[tuple[regions.Region, regions.Body]] = []
        overflow: list[tuple[str, str]] = []
        known = self.memory.of(page)
        room = (
            self.page_bytes
            - len(text.encode())
            + sum(len(text[slice(*region.inner)].encode()) for region in found)
        )
        for region in found:
            drawn = self.render(region, page.title, room)
            plan = self._region(known, text, region, drawn, region_key(region.parameters, plans))
            plans[plan.key] = plan
            room = max(0, room - drawn.text.size)
            if plan.change is Change.WRITE:
                bodies.append((region, drawn.body))
            if plan.change in (Change.WRITE, Change.UNCHANGED):
                overflow += [(sub.title, sub.text) for sub in drawn.subpages]
        return PagePlan(
            page=page,
            new=regions.fill(text, bodies),
            summary=_summary(plans.values(), self.edition),
            regions=tuple(plans.values()),
            overflow=tuple(overflow),
        )

    def _region(
        self, known: Mapping[str, RegionMemory], text: str, region: regions.Region, drawn: Rendered, key: str
    ) -> RegionPlan:
        old = regions.content(region, text)
        remembered = known.get(key)
        if remembered:
            before: int | None = remembered.rows
        else:
            # Where its parameters are new a person asked for another list, and its length says nothing.
            before = None if known and self.submissions else light.rows(old)
        rendering = fingerprint(drawn.text.text if drawn.problem is None else f"problem: {drawn.problem}")
        rows = drawn.rows if drawn.problem is None else light.rows(old)
        change, why = Change.WRITE, drawn.report
        if _same(regions.fill(text, [(region, drawn.body)]), text):
            change = Change.UNCHANGED
        elif remembered and remembered.rendering == rendering:
            change, rows = Change.KEPT, light.rows(old)
            why = said(
                "a person changed this list, and the data are the same since: it stays until they change, or its parameters do."
            )
        elif drawn.problem is None and (
            reason := self._guarded(None if _of_work(region, drawn) else before, drawn.rows)
        ):
            change, why = Change.BLOCKED, reason
        return RegionPlan(
            key=key,
            line=region.line,
            view=drawn.view,
            rows=rows,
            rows_before=before,
            change=change,
            rendering=rendering,
            why=why,
        )

    def _guarded(self, before: int | None, now: int) -> str | None:
        limits, earlier = self.edition.guard, self.memory.submissions
        why = None
        if not self.allow_shrink:
            why = guard.shrink(
                before=before, now=now, submissions=self.submissions, submissions_before=earlier, guard=limits
            )
        if why is None and not self.allow_growth:
            why = guard.growth(before=before, now=now, submissions_before=earlier, guard=limits)
        return why


def _of_work(region: regions.Region, drawn: Rendered) -> bool:
    """Whether a list tells what people still have to do: that it becomes short is what they work for, and no hiccup."""
    return drawn.view in _WORK or region.parameters.get("complete") == "no"


def _summary(plans: Iterable[RegionPlan], edition: Edition) -> str:
    """A page's edit summary: our views and their rows, and how many lists only say what is wrong with their parameters."""
    written = [plan for plan in plans if plan.change is Change.WRITE]
    counts = Counter[str]()
    for plan in written:
        if plan.why is None:
            counts[plan.view] += plan.rows
    if problems := sum(plan.why is not None for plan in written):
        counts["lists with wrong parameters"] = problems
    return pages.summary(counts, edition) if counts else ""


def _same(first: str, second: str) -> bool:
    """Whether two texts differ in nothing but their line ends, which editors change without being asked."""
    return first.replace("\r\n", "\n") == second.replace("\r\n", "\n")
