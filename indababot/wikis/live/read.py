"""Finding pages: their list first, then their text, in as few requests as the account's rights allow."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import zip_longest
from typing import Any, TypeVar

from indababot.pages import Page
from indababot.wikis import titles
from indababot.wikis.base import Query, User
from indababot.wikis.live.session import Session

log = logging.getLogger("indababot.wiki")

Item = TypeVar("Item")

CONTENT = {
    "prop": "info|revisions|categories",
    "inprop": "url",
    "rvprop": "ids|timestamp|content",
    "rvslots": "main",
    "cllimit": "max",
    "redirects": True,
}
"""What is asked about every page."""

NOT_IN_NAMES = frozenset("#<>[]|{}/@:=")
"""Characters that no account's name holds."""


def find(session: Session, query: Query) -> list[Page]:
    """Every page that the query finds, by title; see :meth:`indababot.wikis.base.Wiki.find`."""
    found: dict[int, Page] = {}
    listed = sorted(_listed(session, query))
    # A bar parts the titles of a request, so that this would ask for two others.
    possible = [title for title in dict.fromkeys(query.titles) if "|" not in title]
    ways: list[tuple[str, Sequence[object]]] = [
        ("pageids", listed),
        ("titles", possible),
    ]
    for key, wanted in ways:
        for batch in _batches(wanted, session.batch):
            for page in _loaded(session, key, batch):
                if page.page_id is not None:
                    found[page.page_id] = (
                        page if page.page_id not in found else _merged(found[page.page_id], page)
                    )
    return sorted(found.values(), key=lambda page: page.title)


def _listed(session: Session, query: Query) -> set[int]:
    """The page ids of what prefixes, categories and templates find: one list of each kind to a request."""
    ids: set[int] = set()
    for prefix, category, template in zip_longest(query.prefixes, query.categories, query.templates):
        lists: dict[str, dict[str, object]] = {}
        if prefix is not None:
            number, rest = _namespace(session, prefix, 0)
            lists["allpages"] = {"apprefix": rest, "apnamespace": number, "aplimit": "max"}
        if category is not None:
            lists["categorymembers"] = {"cmtitle": f"Category:{category.removeprefix('Category:')}"}
            lists["categorymembers"] |= {"cmtype": "page", "cmprop": "ids", "cmlimit": "max"}
        if template is not None:
            number, _ = _namespace(session, template, 10)
            title = (
                template
                if ":" in template and number != 10
                else f"Template:{template.removeprefix('Template:')}"
            )
            lists["embeddedin"] = {"eititle": title, "eilimit": "max"}
        parameters = {key: value for values in lists.values() for key, value in values.items()}
        for part in session.query(list="|".join(lists), **parameters):
            ids |= {item["pageid"] for kind in lists for item in part.get(kind, ())}
    return ids


def _namespace(session: Session, title: str, default: int) -> tuple[int, str]:
    """The namespace of a title and the rest of it."""
    name, sign, rest = title.partition(":")
    if sign:
        found = session.site.namespaces.lookup_name(name.strip())
        if found is not None:
            return int(found.id), rest.strip()
    return default, title


def _loaded(session: Session, key: str, wanted: Iterable[object]) -> Iterator[Page]:
    """Pages with their text, by ids or titles. The parts of a long answer are put together."""
    pages: dict[int, dict[str, Any]] = {}
    categories: dict[int, list[str]] = {}
    leads: dict[str, str] = {}
    for part in session.query(**CONTENT, **{key: [str(item) for item in wanted]}):
        for redirect in part.get("redirects", ()):
            leads[redirect["from"]] = redirect["to"]
        for item in part.get("pages", ()):
            if "pageid" in item:
                pages[item["pageid"]] = pages.get(item["pageid"], {}) | item
                listed = categories.setdefault(item["pageid"], [])
                listed += [category["title"].partition(":")[2] for category in item.get("categories", ())]
    redirects: dict[str, set[str]] = {}
    for title in leads:
        redirects.setdefault(_end(leads, title), set()).add(title)
    for number, item in pages.items():
        page = _page(item, categories[number], redirects.get(item["title"], set()))
        if page is not None:
            yield page


def _end(leads: dict[str, str], title: str) -> str:
    """Where a chain of redirects ends; a circle ends somewhere in itself."""
    seen = {title}
    while (following := leads.get(title)) is not None and following not in seen:
        seen.add(following)
        title = following
    return title


def _page(item: dict[str, Any], categories: list[str], redirects: set[str]) -> Page | None:
    revision = (item.get("revisions") or [{}])[0]
    text = revision.get("slots", {}).get("main", {}).get("content")
    if item.get("redirect"):
        log.info("%s is a redirect that leads to no page of this wiki", item["title"])
        return None
    if text is None:
        log.warning("%s is left out: its text is hidden, or it was deleted just now", item["title"])
        return None
    return Page(
        title=item["title"],
        text=text,
        page_id=item["pageid"],
        revision_id=revision["revid"],
        timestamp=datetime.fromisoformat(revision["timestamp"]),
        url=item.get("canonicalurl") or item.get("fullurl"),
        categories=tuple(dict.fromkeys(categories)),
        redirects=tuple(sorted(redirects)),
    )


def _merged(one: Page, other: Page) -> Page:
    """The same page found twice, with all redirects that led to it."""
    return replace(other, redirects=tuple(sorted({*one.redirects, *other.redirects})))


def users(session: Session, names: Iterable[str]) -> dict[str, User]:
    """The accounts with these names, by the names as asked for."""
    asked = {name: titles.normal(name) for name in names}
    possible = sorted({name for name in asked.values() if name and not NOT_IN_NAMES & set(name)})
    known: dict[str, User] = {}
    for batch in _batches(possible, session.batch):
        for part in session.query(list="users", usprop="blockinfo", ususers=batch):
            for item in part.get("users", ()):
                blocked = "blockid" in item and not item.get("blockpartial")
                known[item["name"]] = User(item["name"], exists="userid" in item, blocked=blocked)
    return {name: known.get(normal, User(normal, exists=False)) for name, normal in asked.items()}


def _batches(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
