"""What pages said at an earlier moment, in as few requests as MediaWiki's API allows.

It tells the revision of a moment for one page a request. So only pages that changed since are looked at; their edits are undone one after
the other, for all pages together, as long as that settles more pages than it costs requests; what is left is asked for page by page. The
texts then come together. A text that is hidden is never read, by whichever account. What stood on a page at the moment and was reverted
later by somebody else is not what the page said: where the wiki's tags tell of a revert since, the page's history is looked through.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from indababot.errors import UsageError
from indababot.i18n import said
from indababot.pages import WIKITEXT, Page
from indababot.titles import normal
from indababot.wikicode import light
from indababot.wikis.base import Moment, Past, Query
from indababot.wikis.live import read
from indababot.wikis.live.answers import HIDDEN as UNSEEN
from indababot.wikis.live.answers import hidden, incomplete
from indababot.wikis.live.moves import moves_since
from indababot.wikis.live.session import Session
from indababot.wikis.live.troubles import ApiRefusal
from indababot.wikis.matching import Matcher
from indababot.wikis.reverts import Mark, standing

_PLACES = {"prop": "revisions", "rvprop": "ids|timestamp|user|sha1|tags"}
"""With the hash the wiki tells whether a text is hidden, and which texts are the same."""
_REVERTS = frozenset({"mw-manual-revert", "mw-reverted", "mw-rollback", "mw-undo"})
"""MediaWiki's tags of edits that bring an earlier text back, and of those that were undone so."""
_CONTENT = {"prop": "revisions", "rvprop": "ids|timestamp|content", "rvslots": "main"}
NOT_THERE, HIDDEN = 0, -1
"""In place of a revision's number: the page was not there, or nobody may read what it said."""


def before(
    session: Session, query: Query, pages: Sequence[Page], moment: Moment, known: Mapping[int, int]
) -> Past:
    """See :meth:`indababot.wikis.base.TellsHistory.before`."""
    point = _point(session, moment)
    moves = moves_since(session, query, pages, point.time)
    left = () if query.prefixes else _once_listed(session, query.categories, point.time)
    every = {page.page_id: page for page in (*left, *pages, *moves.pages) if page.page_id is not None}
    changed = {
        number: page for number, page in every.items() if not point.covers(page.timestamp, page.revision_id)
    }
    search = _Search(session, point, {number: known[number] for number in changed if number in known})
    search.look_for({number: page for number, page in changed.items() if number not in known})
    texts = states(session, {every[number]: revision for number, revision in search.settled.items()})
    then: list[Page] = []
    lost: list[str] = []
    for number, page in every.items():
        title = moves.title_then(page.title)
        redirects = tuple(way for way in page.redirects if way != title)
        place = search.settled.get(number)
        revision = page if place is None else texts.get(number)
        if place == NOT_THERE:
            continue
        if revision is None or revision.unreadable is not None:
            lost.append(page.title)
        elif light.redirect(revision.text) is None:
            then.append(replace(revision, title=title, redirects=redirects))
    then = [page for page in then if _finds(query, page)]
    return Past(tuple(then), moves.deleted, tuple(lost), search.settled)


def revisions(session: Session, page: Page) -> Iterator[Page]:
    """See :meth:`indababot.wikis.base.TellsRevisions.revisions`. What templates give is asked for once for each set of them."""
    known = {_calls(page.text): page.categories}
    for part in session.query(**_CONTENT, pageids=page.page_id, rvlimit="max"):
        for item in part.get("pages", ()):
            for one in item.get("revisions", ()):
                revision = _revision(page, one)
                if revision.unreadable is not None:
                    continue
                calls = _calls(revision.text)
                if calls not in known:
                    known[calls] = _categorised(session, page, revision).categories
                given = (name for name in known[calls] if name not in light.categories(page.text))
                own = light.categories(revision.text)
                yield replace(revision, categories=tuple(dict.fromkeys((*own, *given))))


def _once_listed(session: Session, categories: Iterable[str], time: datetime) -> list[Page]:
    """The pages that were put into categories or taken out of them since a time, as far as the wiki's recent changes tell."""
    met = {
        one["pageid"]
        for name in categories
        for part in session.query(
            list="recentchanges",
            rctype="categorize",
            rctitle=f"Category:{name.removeprefix('Category:')}",
            rcprop="ids|title",
            rcend=time.strftime("%Y-%m-%dT%H:%M:%SZ"),
            rclimit="max",
        )
        for one in part.get("recentchanges", ())
    }
    return list(read.themselves(session, numbers=(number for number in met if number > 0)))


def _finds(query: Query, page: Page) -> bool:
    """Whether a query finds a page as it was."""
    matcher = Matcher(query)
    wanted = {normal(name.removeprefix("Category:")) for name in query.categories}
    by_category = not wanted.isdisjoint(map(normal, page.categories))
    return by_category or matcher.fits_title(page.title) or matcher.fits_text(page.text)


@dataclass(frozen=True, slots=True)
class Point:
    """A moment: its time, and the last revision of that second that counts, None where all do."""

    time: datetime
    revision: int | None = None

    def covers(self, time: datetime | None, revision: int | None) -> bool:
        """Whether a revision was there at the moment."""
        if time is None or time < self.time:
            return True
        return time == self.time and (self.revision is None or (revision or 0) <= self.revision)


def _point(session: Session, moment: Moment) -> Point:
    if isinstance(moment, datetime):
        return Point(moment.astimezone(UTC).replace(microsecond=0))
    gone = UsageError(
        "There is no revision {number} on {wiki}: give one of its revisions, or a date.",
        number=moment,
        wiki=session.spec,
    )
    try:
        found = list(_by_number(session, [moment], _PLACES))
    except ApiRefusal as refusal:
        raise gone from refusal
    if not found or "timestamp" not in found[0][1]:
        raise gone
    return Point(datetime.fromisoformat(found[0][1]["timestamp"]), moment)


@dataclass
class _Search:
    """The search for the revisions of a moment: ``settled`` are their numbers by those of their pages."""

    session: Session
    point: Point
    settled: dict[int, int] = field(default_factory=dict)
    reverted: set[int] = field(default_factory=set)
    """The pages on which something was reverted since, as far as their revisions were looked at."""

    def look_for(self, pages: Mapping[int, Page]) -> None:
        """Settles pages whose newest revisions are later than the moment."""
        place = {number: page.parent_id for number, page in pages.items()}
        newest = [page.revision_id for page in pages.values() if page.revision_id]
        spent, slack = 0, len(place) // 10
        while len(place := self._begun(place)) > 1 and spent <= len(self.settled) + slack:
            spent += -(-len(place) // self.session.batch)
            place = self._step(place, newest)
            newest = []
        for number in (*place, *self.reverted):
            self._alone(number)

    def _begun(self, place: Mapping[int, int | None]) -> dict[int, int | None]:
        """The pages that have an earlier revision; the others were made after the moment."""
        self.settled |= {number: NOT_THERE for number, revision in place.items() if revision == 0}
        return {number: revision for number, revision in place.items() if revision != 0}

    def _step(self, place: Mapping[int, int | None], newest: Sequence[int]) -> dict[int, int | None]:
        """Looks at one revision of each page, and at the tags of the ``newest``.

        It gives the pages that are not settled, with the revision before it, None where that is not known; without those with reverts.
        """
        left: dict[int, int | None] = dict.fromkeys(place)
        asked = [*filter(None, place.values()), *newest]
        for number, one in _by_number(self.session, asked, _PLACES):
            if number in place and not _REVERTS.isdisjoint(one.get("tags", ())):
                self.reverted.add(number)
            if number not in place or one["revid"] != place[number]:
                continue  # it is the newest, or gone, or another page's, as after a merge of histories
            if not self.point.covers(datetime.fromisoformat(one["timestamp"]), one["revid"]):
                left[number] = one.get("parentid")
            elif not _is_hidden(one):
                self.settled[number] = one["revid"]
                del left[number]
        return {number: revision for number, revision in left.items() if number not in self.reverted}

    def _alone(self, number: int) -> None:
        """Looks through one page's history for its newest readable revision at the moment that nobody else has reverted later."""
        every: list[Mapping[str, Any]] = []
        there = False
        for part in self.session.query(**_PLACES, pageids=number, rvlimit="max"):
            for item in part.get("pages", ()):
                there = True
                every += item.get("revisions", ())
        if not there:
            raise incomplete(self.session.spec, said("the page {number} is not in it", number=number))
        self.settled[number] = NOT_THERE
        for one in (every[place] for place in standing([_mark(each) for each in every])):
            if self.point.covers(datetime.fromisoformat(one["timestamp"]), one["revid"]):
                self.settled[number] = HIDDEN if _is_hidden(one) else one["revid"]
                if self.settled[number] != HIDDEN:
                    return


def _mark(revision: Mapping[str, Any]) -> Mark:
    says = revision["revid"] if _is_hidden(revision) else revision.get("sha1", revision["revid"])
    return says, revision.get("user")


def _is_hidden(revision: Mapping[str, Any]) -> bool:
    return bool(revision.get("sha1hidden") or revision.get("suppressed"))


def states(session: Session, wanted: Mapping[Page, int]) -> dict[int, Page]:
    """See :meth:`indababot.wikis.base.TellsRevisions.states`."""
    pages = {page.page_id: page for page in wanted}
    numbers = [number for number in wanted.values() if number > 0]
    found: dict[int, Page] = {}
    met = set()
    for number, one in _by_number(session, numbers, _CONTENT):
        met.add(one["revid"])
        if (page := pages.get(number)) is not None and "timestamp" in one:
            found[number] = _categorised(session, page, _revision(page, one))
    if not met.issuperset(numbers):
        raise incomplete(session.spec, said("revisions that were asked for are not in it"))
    return found


def _revision(page: Page, one: dict[str, Any]) -> Page:
    """A page as one of its revisions has it; one without a text that anybody may read is unreadable."""
    slot = one.get("slots", {}).get("main", {})
    lost = slot.get("content") is None or hidden(one, slot)
    text = "" if lost else str(slot["content"])
    given = [name for name in page.categories if name not in light.categories(page.text)]
    return replace(
        page,
        text=text,
        revision_id=one["revid"],
        parent_id=one.get("parentid"),
        timestamp=datetime.fromisoformat(one["timestamp"]),
        categories=tuple(dict.fromkeys((*light.categories(text), *given))),
        model=str(slot.get("contentmodel") or WIKITEXT),
        unreadable=UNSEEN if lost else None,
        touched=None,
    )


def _categorised(session: Session, page: Page, then: Page) -> Page:
    """An earlier revision with the categories that its templates give: those of now, unless it calls others, which takes a request."""
    if then.unreadable is not None or _calls(page.text) == _calls(then.text):
        return then
    try:
        answer = session.call(action="parse", oldid=then.revision_id, prop="categories")
    except ApiRefusal:
        return then
    told = [one["category"].replace("_", " ") for one in answer["parse"]["categories"]]
    return replace(then, categories=tuple(dict.fromkeys((*light.categories(then.text), *told))))


def _calls(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """What a text calls: the names of templates, and calls that are as short as those of banners."""
    return light.templates(text), light.short_calls(text)


def _bad(part: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    """The revisions of which a wiki says that there are none."""
    bad = part.get("badrevids", ())
    return bad.values() if isinstance(bad, dict) else bad


def _by_number(
    session: Session, revisions: Iterable[int], asked: Mapping[str, object]
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Revisions by their numbers, each with that of its page; those that are gone have nothing but their number."""
    every = [str(number) for number in revisions]
    for start in range(0, len(every), session.batch):
        for part in session.query(**asked, revids=every[start : start + session.batch]):
            yield from ((0, {"revid": one["revid"]}) for one in _bad(part))
            for item in part.get("pages", ()):
                for one in item.get("revisions", ()):
                    yield item.get("pageid", 0), one
