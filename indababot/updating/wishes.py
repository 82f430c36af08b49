"""What an operator asks of one run: only some pages, a summary, a look at each page before it is written."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from indababot.errors import UsageError
from indababot.i18n import said
from indababot.suggestions import nearest_title
from indababot.updating.plan import PagePlan, Plan


@dataclass(frozen=True)
class Wishes:
    """``only`` are the titles of the pages to write (none: all);
    ``summary`` replaces the edit summary; ``confirm`` is asked before a page is written."""

    only: tuple[str, ...] = ()
    summary: str | None = None
    confirm: Callable[[PagePlan], bool] | None = None

    def applied(self, plan: Plan) -> Plan:
        """The plan, narrowed to the pages that are asked for (and the sub-pages that their lists go on at), with the summary.

        Raises:
            UsageError: a page that is asked for is none of the plan's.
        """
        pages = plan.pages
        if self.only:
            known = {title: page for page in pages for title in (page.title, *page.page.redirects)}
            if missing := [title for title in self.only if title not in known]:
                raise _no_list(missing[0], plan, known)
            chosen = {known[title].title for title in self.only}
            parts = {title for page in pages if page.title in chosen for title, _ in page.overflow}
            pages = tuple(page for page in pages if page.title in chosen | parts)
        return plan.model_copy(update={"pages": tuple(self.worded(page) for page in pages)})

    def worded(self, page: PagePlan) -> PagePlan:
        """The page's plan with the summary that is asked for."""
        return (
            page
            if self.summary is None or not page.changed
            else page.model_copy(update={"summary": self.summary})
        )

    def refused(self, page: PagePlan) -> bool:
        """Whether a person, asked, does not want this page to be written."""
        return self.confirm is not None and not self.confirm(page)


NO_WISHES = Wishes()


def _no_list(title: str, plan: Plan, known: Iterable[str]) -> UsageError:
    near = nearest_title(title, known)
    to_do = said("put {{IndabaBot list}} and {{IndabaBot list end}} there, or look at its title.")
    if near:
        to_do = said("did you mean '{near}'?", near=near)
    return UsageError(
        "{title} holds no list of {edition} on {wiki}: {to_do}",
        title=title,
        edition=plan.edition,
        wiki=plan.wiki,
        to_do=to_do,
    )
