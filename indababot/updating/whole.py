"""The plans of all pages put together: lists, pages that are missing, and the sub-pages that take their rows."""

from collections.abc import Iterable, Mapping
from itertools import islice

from indababot.editions import Edition
from indababot.errors import NothingToDo
from indababot.pages import Page
from indababot.privacy import redacted
from indababot.updating import guard
from indababot.updating.gathering import Gathered
from indababot.updating.plan import Change, PagePlan, Plan
from indababot.updating.planning import WHOLE, Planner
from indababot.updating.state import Memory, fingerprint
from indababot.wikis import Origin, Query, TellsOrigin, TellsRevisions, Wiki
from indababot.writing import PAGE_BYTES, Region, is_subpage, split, views

_LOOKED_AT = 50
"""So many revisions of a page are looked at, to tell whether a list was cut out of it."""


def planner_of(
    gathered: Gathered, edition: Edition, memory: Memory, allow_shrink: bool, allow_growth: bool
) -> Planner:
    """A planner for the data that were gathered."""

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


def planned(wiki: Wiki, gathered: Gathered, planner: Planner) -> Plan:
    """The plan for all pages that hold lists or should.

    Raises:
        NothingToDo: there is no submission, and no list that would lose a row.
    """
    reached = {title for page in gathered.targets.values() for title in (page.title, *page.redirects)}
    targets = gathered.targets.values()
    pages = [_page(wiki, planner, page) for page in targets if not is_subpage(page.text)]
    if planner.submissions or planner.allow_shrink:
        missing = [item for item in planner.edition.outputs if item.page not in reached]
        pages += [planner.missing(item, wiki.itself(item.page)) for item in missing]
    parts = {page.title: page for page in targets if is_subpage(page.text)}
    pages += _subpages(wiki, planner, pages, parts, gathered.origins)
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
            "No submission of {edition} was found on {wiki}: look at [pages] of the edition, and at --wiki.",
            edition=planner.edition.id,
            wiki=wiki.name,
        )
    return made


def _page(wiki: Wiki, planner: Planner, page: Page) -> PagePlan:
    """The plan for a page; where a list stands empty since it was cut out and put back, it is a new one, which nobody has reverted."""
    plan = planner.page(page)
    empty = {region.key for region in plan.regions if region.change is Change.KEPT and not region.rows}
    then = planner.memory.revisions.get(page.title)
    if not empty or then in (None, page.revision_id, page.parent_id) or not isinstance(wiki, TellsRevisions):
        return plan
    for revision in islice(wiki.revisions(page), _LOOKED_AT):
        if revision.revision_id == then:
            return plan
        # A page that was put back without its later revisions does not have ours any more.
        gone = (revision.revision_id or 0) < (then or 0)
        if gone or not empty <= {region.key for region in planner.page(revision).regions}:
            planner.memory.forget([page.title])
            return planner.page(page)
    return plan


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


def _subpages(
    wiki: Wiki,
    planner: Planner,
    pages: list[PagePlan],
    found: dict[str, Page],
    told: dict[str, Origin | None],
) -> list[PagePlan]:
    """The plans for the sub-pages that take rows of these pages, and for those found that did and do no more."""
    wanted = dict(part for page in pages for part in page.overflow)
    owners = {split.base(page.title): page for page in pages}
    if unknown := tuple(title for title in wanted if title not in found):
        for page in wiki.find(Query(titles=unknown)):
            found |= dict.fromkeys((page.title, *page.redirects), page)
    # Another conference's sub-pages are left alone whoever made them.
    ours = [page for title, page in found.items() if planner.edition.may_write(title)]
    origins = _origins(wiki, planner.memory, ours, told)
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


def _origins(
    wiki: Wiki, memory: Memory, pages: Iterable[Page], told: dict[str, Origin | None]
) -> dict[str, Origin]:
    """Which of some sub-pages the bot made, and which nobody has changed since, as it remembers or as the wiki tells.

    ``told`` is what the wiki has told of these pages as they were read (None: nothing), which is asked once.
    """
    known, asked = {}, {}
    for page in pages:
        remembered = memory.of(page).get(WHOLE)
        if remembered is not None:
            known[page.title] = Origin(made=True, last=remembered.rendering == fingerprint(page.text))
        elif page.page_id is not None:
            asked[page.title] = page
    if unknown := [page for title, page in asked.items() if title not in told]:
        answer = wiki.origins(unknown) if isinstance(wiki, TellsOrigin) else {}
        told |= {page.title: answer.get(page.title) for page in unknown}
    for title in asked:
        if found := told[title]:
            known[title] = Origin(found.made, found.made and found.last)
    return known
