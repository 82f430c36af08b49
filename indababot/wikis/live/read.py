"""Finding pages: their list first, then their text, in as few requests as the account's rights allow."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import TypeVar

from indababot.pages import Listed, Page
from indababot.titles import normal
from indababot.wikis.base import Query, User
from indababot.wikis.live import listing
from indababot.wikis.live.answers import CONTENT, Answer
from indababot.wikis.live.session import Session
from indababot.wikis.live.steady import told

Item = TypeVar("Item")

NOT_IN_NAMES = frozenset("#<>[]|{}/@:=")
"""Characters that no account's name holds."""


@dataclass(slots=True)
class Found:
    """What one query has found: page ids with the titles that were listed, and the ids of pages that it names."""

    listed: dict[int, str] = field(default_factory=dict)
    named: set[int] = field(default_factory=set)

    def holds(self, page: Page | Listed) -> bool:
        """Whether a page is among them, itself or by a redirect that was listed."""
        if page.page_id in self.named or page.page_id in self.listed:
            return True
        return bool(page.redirects) and not set(page.redirects).isdisjoint(self.listed.values())


def find_each(session: Session, queries: Sequence[Query]) -> list[list[Page]]:
    """For each query every page that it finds, by title; see :meth:`indababot.wikis.base.Wiki.find`.

    All queries go together: requests that fetch the named pages carry the lists, and then the listed pages are fetched.
    """
    finds = [Found() for _ in queries]
    pages: dict[int, Page] = {}
    for named, lists in zip_longest(named_in(queries, session.batch), listing.rounds(session, queries)):
        answer = Answer(session.spec)
        what, titles = (CONTENT, {"titles": list(named[1])}) if named else ({}, {})
        for part in told(session, what, titles, lists.parameters if lists else {}):
            answer.add(part)
            for number, item in lists.items(part) if lists else ():
                finds[number].listed[item["pageid"]] = item["title"]
        for kind in lists.queries if lists else ():
            answer.need(kind)
        if named:
            answer.need("pages", "redirects", "interwiki")
            answer.need_titles(named[1])
            finds[named[0]].named |= _keep(session, pages, answer)
    fetch(session, pages, {number: title for find in finds for number, title in find.listed.items()})
    ordered = sorted(pages.values(), key=lambda page: page.title)
    return [[page for page in ordered if find.holds(page)] for find in finds]


def named_in(queries: Sequence[Query], size: int) -> Iterator[tuple[int, Sequence[str]]]:
    """The titles that queries name, so many at once, each time with the number of the query."""
    for number, query in enumerate(queries):
        # A bar parts the titles of a request, so that this would ask for two others.
        possible = [title for title in dict.fromkeys(query.titles) if "|" not in title]
        for batch in batches(possible, size):
            yield number, batch


def fetch(session: Session, pages: dict[int, Page], listed: Mapping[int, str]) -> None:
    """Adds the listed pages, titles by page id, that are not there yet."""
    for batch in batches(sorted(listed.keys() - pages.keys()), session.batch):
        answer = Answer(session.spec)
        for part in told(session, CONTENT, {"pageids": [str(number) for number in batch]}, {}):
            answer.add(part)
        answer.need_pages({number: listed[number] for number in batch})
        _keep(session, pages, answer)


def _keep(session: Session, pages: dict[int, Page], answer: Answer) -> set[int]:
    """Adds the pages of an answer, and gives their ids. A page that is found again keeps all redirects that led to it."""
    ids = set()
    for page in answer.pages():
        assert page.page_id is not None
        ids.add(page.page_id)
        old = pages.get(page.page_id)
        led = {*page.redirects, *(old.redirects if old else ())}
        pages[page.page_id] = replace(page, redirects=tuple(sorted(led)))
    session.unreadable |= answer.unreadable
    return ids


def themselves(
    session: Session, *, titles: Iterable[str] = (), numbers: Iterable[int] = ()
) -> Iterator[Page]:
    """The pages with these titles and numbers, a redirect not followed; those that are not there are left out."""
    asked = {key: value for key, value in CONTENT.items() if key != "redirects"}
    wanted = {"titles": sorted(set(titles)), "pageids": [str(number) for number in sorted(set(numbers))]}
    for kind, names in wanted.items():
        for batch in batches(names, session.batch):
            answer = Answer(session.spec)
            for part in told(session, asked, {kind: list(batch)}, {}):
                answer.add(part)
            answer.need("pages", "interwiki")
            yield from answer.pages(follow=False)


def users(session: Session, names: Iterable[str]) -> dict[str, User]:
    """The accounts with these names, by the names as asked for."""
    asked = {name: normal(name) for name in names}
    possible = sorted({name for name in asked.values() if name and not NOT_IN_NAMES & set(name)})
    known: dict[str, User] = {}
    for batch in batches(possible, session.batch):
        for part in session.query(list="users", usprop="blockinfo", ususers=batch):
            for item in part.get("users", ()):
                blocked = "blockid" in item and not item.get("blockpartial")
                known[item["name"]] = User(item["name"], exists="userid" in item, blocked=blocked)
    return {name: known.get(normal, User(normal, exists=False)) for name, normal in asked.items()}


def batches(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
