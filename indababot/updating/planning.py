"""From a page's text and the data to what shall stand there. Pure: text in, a plan out."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from indababot.editions.model import Edition, Output
from indababot.errors import RegionError
from indababot.pages import Page
from indababot.updating import guard
from indababot.updating.plan import Change, PagePlan, RegionPlan
from indababot.updating.state import Memory, fingerprint, region_key
from indababot.writing import pages, regions
from indababot.writing.split import PAGE_BYTES, emptied, is_subpage
from indababot.writing.views import Rendered

Render = Callable[[Mapping[str, str], str, int], Rendered]
"""A region's parameters, its page's title, and the bytes that the page has for it, to what the data give."""


def is_allowed(title: str, edition: Edition) -> bool:
    """Whether the bot may write a page: ``X`` allows ``X``, ``X/…`` and ``X …``."""
    return any(title == name or title.startswith((f"{name}/", f"{name} ")) for name in edition.pages.allowed)


_WHOLE = "page"
"""The key under which a page that the bot owns as a whole is remembered."""


@dataclass(frozen=True)
class Planner:
    """What planning a page takes: the data as a function that renders, and what is remembered of the last run."""

    edition: Edition
    render: Render
    memory: Memory
    submissions: int
    allow_shrink: bool = False
    page_bytes: int = PAGE_BYTES

    def again(self, plan: PagePlan, page: Page) -> PagePlan:
        """A new plan for a page that was saved by somebody since it was planned."""
        return self.page(page) if plan.whole is None else self.subpage(plan.title, plan.whole, page)

    def page(self, page: Page) -> PagePlan:
        """The plan for a page that is there."""
        if not is_allowed(page.title, self.edition):
            return self._passed(page, "it holds a list, but is outside the prefixes that the edition allows.")
        try:
            found = regions.find(page.text, page.title)
        except RegionError as error:
            place = f"line {error.line}: " if error.line else ""
            return PagePlan(page=page, new=page.text, failed=f"{place}{error}")
        if not found:
            return self._without_regions(page)
        return self._filled(page, page.text, found)

    def missing(self, output: Output) -> PagePlan:
        """The plan for a page that the edition lists and that is not there: a notice and one region."""
        page = Page(output.page, "")
        if not is_allowed(output.page, self.edition):
            return self._passed(page, "the edition lists it, but its allowed prefixes do not cover it.")
        text = pages.output_page(output, self.edition)
        return self._filled(page, text, regions.find(text, output.page))

    def _passed(self, page: Page, why: str) -> PagePlan:
        return PagePlan(page=page, new=page.text, passed=why)

    def _without_regions(self, page: Page) -> PagePlan:
        listed = {output.page for output in self.edition.outputs}
        if listed & {page.title, *page.redirects}:
            why = "the edition lists it, but it holds no list: put {{IndabaBot list}} and {{IndabaBot list end}} there."
            return PagePlan(page=page, new=page.text, failed=why)
        return self._passed(page, "its markers are no calls (comment or nowiki).")

    def subpage(self, title: str, text: str, page: Page | None) -> PagePlan:
        """The plan for a sub-page that takes rows another page had no room for; ``page`` is what stands there now."""
        if not is_allowed(title, self.edition):
            return self._passed(
                page or Page(title, ""), "a list goes on here, but the allowed prefixes do not cover it."
            )
        if page is None:
            page = Page(title, "")
        elif page.title != title or not is_subpage(page.text):
            return PagePlan(
                page=page, new=page.text, failed=f"a list goes on at {title}, but this page is not the bot's."
            )
        rendering = fingerprint(text)
        remembered = self.memory.region(title, _WHOLE)
        rows, before = guard.rows_in(text), guard.rows_in(page.text)
        view = title.rpartition("/")[2].partition(" ")[0]
        change, why, new = Change.WRITE, None, text
        if _same(page.text, text):
            change, new = Change.UNCHANGED, page.text
        elif remembered and remembered.rendering == rendering and page.text:
            change, new, rows = Change.KEPT, page.text, before
            why = "a person changed this page, and the data are the same since: it stays."
        region = RegionPlan(
            key=_WHOLE,
            line=1,
            view=view,
            rows=rows,
            rows_before=before,
            change=change,
            rendering=rendering,
            why=why,
        )
        summary = pages.summary({view: rows}, self.edition)
        return PagePlan(page=page, new=new, summary=summary, regions=(region,), whole=text)

    def leftover(self, page: Page, owner: PagePlan | None) -> PagePlan:
        """The plan for a sub-page that no list goes on at any more; ``owner`` is the plan of the page above it.

        It is emptied, not deleted, which takes a person; where the list above is not written, it is left alone.
        """
        if not is_allowed(page.title, self.edition):
            return self._passed(page, "a list went on here, but the allowed prefixes do not cover it.")
        if owner is None or owner.failed or owner.passed or any(region.why for region in owner.regions):
            return self._passed(page, "a list went on here, and that list is not written now.")
        return self.subpage(page.title, emptied(page.title, next(iter(self.edition.languages), "en")), page)

    def _filled(self, page: Page, text: str, found: tuple[regions.Region, ...]) -> PagePlan:
        plans: dict[str, RegionPlan] = {}
        bodies: list[tuple[regions.Region, regions.Body]] = []
        overflow: list[tuple[str, str]] = []
        room = (
            self.page_bytes
            - len(text.encode())
            + sum(len(text[slice(*region.inner)].encode()) for region in found)
        )
        for region in found:
            drawn = self.render(region.parameters, page.title, room)
            plan = self._region(page.title, text, region, drawn, region_key(region.parameters, plans))
            plans[plan.key] = plan
            room = max(0, room - drawn.text.size)
            if plan.change is Change.WRITE:
                bodies.append((region, drawn.body))
            if plan.change in (Change.WRITE, Change.UNCHANGED):
                overflow += [(sub.title, sub.text) for sub in drawn.subpages]
        counts = Counter[str]()
        for plan in plans.values():
            if plan.change is Change.WRITE:
                counts[plan.view] += plan.rows
        return PagePlan(
            page=page,
            new=regions.fill(text, bodies),
            summary=pages.summary(counts, self.edition) if counts else "",
            regions=tuple(plans.values()),
            overflow=tuple(overflow),
        )

    def _region(self, title: str, text: str, region: regions.Region, drawn: Rendered, key: str) -> RegionPlan:
        old = regions.content(region, text)
        remembered = self.memory.region(title, key)
        before = self._rows_before(title, key, old)
        rendering = fingerprint(drawn.text.text if drawn.problem is None else f"problem: {drawn.problem}")
        change, why = Change.WRITE, drawn.problem
        if _same(regions.fill(text, [(region, drawn.body)]), text):
            change = Change.UNCHANGED
        elif remembered and remembered.rendering == rendering:
            change, why = (
                Change.KEPT,
                "a person changed this list, and the data are the same since: it stays.",
            )
        elif drawn.problem is None and (reason := self._guarded(before, drawn.rows)):
            change, why = Change.BLOCKED, reason
        return RegionPlan(
            key=key,
            line=region.line,
            view=region.parameters.get("view", "submissions"),
            rows=guard.rows_in(old) if drawn.problem else drawn.rows,
            rows_before=before,
            change=change,
            rendering=rendering,
            why=why,
        )

    def _rows_before(self, title: str, key: str, old: str) -> int | None:
        """A region's rows at the last run; where nothing is known of its page, those that stand in it.

        None where its parameters are new: then a person asked for another list, and its length says nothing.
        """
        remembered = self.memory.region(title, key)
        if remembered:
            return remembered.rows
        return None if self.memory.pages.get(title) and self.submissions else guard.rows_in(old)

    def _guarded(self, before: int | None, now: int) -> str | None:
        if self.allow_shrink:
            return None
        return guard.shrink(
            before=before,
            now=now,
            submissions=self.submissions,
            submissions_before=self.memory.submissions,
            guard=self.edition.guard,
        )


def _same(first: str, second: str) -> bool:
    """Whether two texts differ in nothing but their line ends, which editors change without being asked."""
    return first.replace("\r\n", "\n") == second.replace("\r\n", "\n")
