"""Which revision each page has, without any text: what a run asks for that has read the pages before.

One list is the generator of its request, so that the pages that it lists come with their revisions at once, thousands to a request.
The other pages are asked for by their numbers, and so is what was listed and not told of: a redirect, a page that has just gone, trouble.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from indababot.pages import Listed, Page
from indababot.wikis.base import Query
from indababot.wikis.live import listing
from indababot.wikis.live.answers import Answer
from indababot.wikis.live.read import Found, batches, fetch, named_in
from indababot.wikis.live.session import Session
from indababot.wikis.live.steady import told

_STATE: Mapping[str, object] = {
    "prop": "info|revisions|categories",
    "rvprop": "ids|sha1",
    "cllimit": "max",
}
"""What is asked about every page. The hash is asked for since the wiki tells with it whether a text is hidden."""


def list_each(session: Session, queries: Sequence[Query]) -> list[list[Listed]]:
    """See :meth:`indababot.wikis.base.ListsPages.list_each`."""
    finds = [Found() for _ in queries]
    pages: dict[int, Listed] = {}
    rounds = list(listing.rounds(session, queries))
    generator = rounds[0].generator() if rounds else None
    named: list[tuple[int, Sequence[str]] | None] = [*named_in(queries, session.batch)]
    if generator:
        named.insert(0, None)
    leads: set[str] = set()
    for titles, lists in zip_longest(named, rounds):
        answer = Answer(session.spec)
        pageset: Mapping[str, object] = {"redirects": True} if titles else generator or {}
        generator = None
        what = {**_STATE, **pageset} if pageset else {}
        names = {"titles": list(titles[1])} if titles else {}
        for part in told(session, what, names, lists.parameters if lists else {}):
            answer.add(part)
            for number, item in lists.items(part) if lists else ():
                finds[number].listed[item["pageid"]] = item["title"]
        for kind in lists.queries if lists else ():
            answer.need(kind)
        ids = _keep(pages, answer)
        leads |= answer.leads
        if titles:
            answer.need("pages", "redirects", "interwiki")
            answer.need_titles(titles[1])
            finds[titles[0]].named |= ids
    left = {number: title for find in finds for number, title in find.listed.items() if title not in leads}
    for batch in batches(sorted(left.keys() - pages.keys()), session.batch):
        answer = Answer(session.spec)
        names = {"pageids": [str(number) for number in batch]}
        for part in told(session, {**_STATE, "redirects": True}, names, {}):
            answer.add(part)
        answer.need_pages({number: left[number] for number in batch})
        _keep(pages, answer)
    ordered = sorted(pages.values(), key=lambda page: page.title)
    return [[page for page in ordered if find.holds(page)] for find in finds]


def _keep(pages: dict[int, Listed], answer: Answer) -> set[int]:
    """Adds the pages of an answer, and gives their ids. A page that is found again keeps all redirects that led to it."""
    ids = set()
    for page in answer.listed():
        ids.add(page.page_id)
        old = pages.get(page.page_id)
        led = {*page.redirects, *(old.redirects if old else ())}
        pages[page.page_id] = replace(page, redirects=tuple(sorted(led)))
    return ids


def texts(session: Session, listed: Iterable[Listed]) -> dict[int, Page]:
    """See :meth:`indababot.wikis.base.ListsPages.texts`."""
    pages: dict[int, Page] = {}
    fetch(session, pages, {page.page_id: page.title for page in listed})
    return pages


def templates(session: Session, listed: Iterable[Listed]) -> dict[int, frozenset[str]]:
    """See :meth:`indababot.wikis.base.ListsPages.templates`."""
    found: dict[int, set[str]] = {}
    for batch in _numbers(session, listed):
        for part in session.query(prop="templates", tllimit="max", pageids=batch):
            for item in part.get("pages", ()):
                titles = found.setdefault(item["pageid"], set())
                titles |= {template["title"] for template in item.get("templates", ())}
    return {number: frozenset(titles) for number, titles in found.items()}


def template_revisions(session: Session, listed: Iterable[Listed]) -> dict[str, int]:
    """See :meth:`indababot.wikis.base.ListsPages.template_revisions`."""
    found: dict[str, int] = {}
    for batch in _numbers(session, listed):
        what = {"generator": "templates", "gtllimit": "max", "prop": "info", "pageids": batch}
        for part in session.query(**what):
            found |= {item["title"]: item.get("lastrevid", 0) for item in part.get("pages", ())}
    return found


def _numbers(session: Session, listed: Iterable[Listed]) -> Iterator[list[str]]:
    """The numbers of pages, so many at once as one request may name."""
    for batch in batches(sorted({page.page_id for page in listed}), session.batch):
        yield [str(number) for number in batch]
