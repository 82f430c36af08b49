"""The parts of a long answer put together: pages with their text, and redirects that led to them.

A wiki in trouble may answer in good form and leave out a part. What was asked for and is not in the answer at all is
therefore an error, never an absent page: a list would lose its rows.
"""

import logging
from collections.abc import Collection, Iterator
from datetime import datetime
from functools import reduce
from typing import Any
from urllib.parse import unquote

from indababot import titles
from indababot.errors import PageUnreadable, WikiUnavailable
from indababot.i18n import Said, plural, said
from indababot.pages import WIKITEXT, Listed, Page, is_talk, web_address

log = logging.getLogger("indababot.wiki")

CONTENT = {
    "prop": "info|revisions|categories",
    "inprop": "url",
    "rvprop": "ids|timestamp|content",
    "rvslots": "main",
    "cllimit": "max",
    "redirects": True,
}
"""What is asked about every page."""


HIDDEN = said("its text is hidden on the wiki")
LOST = said("its text is lost on the wiki")
_LOST_SHARE = 0.1
"""Where a larger share of the pages of one answer has no text, the wiki is in trouble, and not the pages."""
_MOVED_SHARE = 0.1
"""Where a larger share of the pages has another title than it was listed with a moment ago, they are those of another wiki."""


class Answer:
    """One query's answer, part by part; ``wiki`` names it in errors. ``unreadable`` are pages whose text is hidden or lost."""

    def __init__(self, wiki: str) -> None:
        self.wiki = wiki
        self.unreadable: dict[str, PageUnreadable] = {}
        self._pages: dict[int, dict[str, Any]] = {}
        self._categories: dict[int, list[str]] = {}
        self._leads: dict[str, str] = {}
        self._keys: set[str] = set()
        self._answered: set[int] = set()
        self._named: set[str] = set()

    def add(self, part: dict[str, Any]) -> None:
        """Takes in a part."""
        self._keys |= part.keys()
        for redirect in part.get("redirects", ()):
            self._leads[redirect["from"]] = redirect["to"]
        for kind in ("redirects", "normalized", "interwiki", "pages"):
            self._named |= {str(item.get("from", item.get("title"))) for item in part.get(kind, ())}
        for item in part.get("pages", ()):
            number = item.get("pageid")
            if number is None:
                continue
            self._answered.add(number)
            if item.get("missing"):
                continue
            self._pages[number] = self._pages.get(number, {}) | item
            listed = self._categories.setdefault(number, [])
            listed += [category["title"].partition(":")[2] for category in item.get("categories", ())]

    def need(self, *kinds: str) -> None:
        """Makes sure that the answer says something of one of these kinds, be it that there is nothing.

        Raises:
            WikiUnavailable: it does not.
        """
        if self._keys.isdisjoint(kinds):
            raise self._incomplete(said("no {what}", what=reduce(_either, kinds)))

    def need_titles(self, asked: Collection[str]) -> None:
        """Makes sure that the answer is one to what was asked: it says something of some of these titles.

        Raises:
            WikiUnavailable: it speaks of others only.
        """
        known = {titles.normal(form) for title in self._named for form in (title, unquote(title))}
        if known.isdisjoint(titles.normal(title) for title in asked):
            raise self._incomplete(said("it is about other pages than those asked for"))

    def need_pages(self, asked: dict[int, str]) -> None:
        """Makes sure that something is said of each of the pages that were asked for, titles by page id.

        Raises:
            WikiUnavailable: of some it says nothing, or more of them have another title than can have been moved meanwhile.
        """
        unanswered = {
            number
            for number, title in asked.items()
            if number not in self._answered and title not in self._leads
        }
        if unanswered:
            raise self._incomplete(lacking(len(unanswered), len(asked)))
        others = [number for number, title in asked.items() if self._is_other(number, title)]
        if len(others) > max(1, len(asked) * _MOVED_SHARE):
            raise self._incomplete(
                said(
                    "{number} of {all} pages are others than those asked for",
                    number=len(others),
                    all=len(asked),
                )
            )

    def _is_other(self, number: int, title: str) -> bool:
        page = self._pages.get(number)
        return page is not None and page.get("title") != title

    def pages(self, *, follow: bool = True) -> Iterator[Page]:
        """The pages that there are, with ``follow`` no redirects. One whose text is hidden or lost is given without it.

        Raises:
            WikiUnavailable: a text is not in the answer, and not hidden either; or so many are lost that the wiki is in trouble.
        """
        redirects = self._redirects()
        found = [
            self._page(item, self._categories[number], redirects.get(item["title"], set()))
            for number, item in self._pages.items()
            if not (follow and _leads_nowhere(item))
        ]
        lost = sum(page.unreadable == LOST for page in found)
        if lost > max(1, len(found) * _LOST_SHARE):
            raise self._incomplete(
                said(
                    plural(
                        lost,
                        "the text of {number} page is not in it",
                        "the texts of {number} pages are not in it",
                    ),
                    number=lost,
                )
            )
        yield from found

    @property
    def leads(self) -> frozenset[str]:
        """The titles of the redirects that were followed."""
        return frozenset(self._leads)

    def listed(self) -> Iterator[Listed]:
        """The pages that there are, no redirects, without their text.

        Raises:
            WikiUnavailable: of a page the revision is not in the answer.
        """
        redirects = self._redirects()
        for number, item in self._pages.items():
            if _leads_nowhere(item):
                continue
            revision = (item.get("revisions") or [{}])[0]
            if "revid" not in revision:
                raise self._incomplete(said("the revision of {title} is not in it", title=item["title"]))
            yield Listed(
                title=item["title"],
                page_id=number,
                revision_id=revision["revid"],
                sha1=revision.get("sha1"),
                model=str(item.get("contentmodel") or WIKITEXT),
                hidden=bool(revision.get("sha1hidden") or revision.get("suppressed")),
                categories=tuple(dict.fromkeys(self._categories[number])),
                redirects=tuple(sorted(redirects.get(item["title"], ()))),
                touched=item.get("touched"),
                talk=is_talk(item.get("ns")),
            )

    def _redirects(self) -> dict[str, set[str]]:
        """The titles that led to each page."""
        redirects: dict[str, set[str]] = {}
        for title in self._leads:
            redirects.setdefault(_end(self._leads, title), set()).add(title)
        return redirects

    def _page(self, item: dict[str, Any], categories: Collection[str], redirects: set[str]) -> Page:
        title = item["title"]
        revision = (item.get("revisions") or [{}])[0]
        slot = revision.get("slots", {}).get("main", {})
        text = slot.get("content")
        model = str(slot.get("contentmodel") or item.get("contentmodel") or WIKITEXT)
        unreadable = _unreadable(revision, slot, model)
        if unreadable is not None:
            # An account with the rights for it is given a hidden text too, which is for nobody else.
            text = ""
            log.warning("%s: %s", title, unreadable)
            self.unreadable[title] = PageUnreadable(
                said("{title}: {why}.", title=title, why=unreadable), title=title
            )
        elif text is None:
            raise self._incomplete(said("the text of {title} is not in it", title=title))
        timestamp = datetime.fromisoformat(revision["timestamp"]) if "timestamp" in revision else None
        return Page(
            title=title,
            text=text,
            page_id=item["pageid"],
            revision_id=revision.get("revid"),
            timestamp=timestamp,
            url=web_address(item.get("canonicalurl") or item.get("fullurl")),
            categories=tuple(dict.fromkeys(categories)),
            redirects=tuple(sorted(redirects)),
            model=model,
            unreadable=unreadable,
            touched=item.get("touched"),
            parent_id=revision.get("parentid"),
            made=timestamp if revision.get("parentid") == 0 else None,
            talk=is_talk(item.get("ns")),
        )

    def _incomplete(self, what: str) -> WikiUnavailable:
        return incomplete(self.wiki, what)


def _either(one: str, other: str) -> Said:
    return said("{one} or {other}", one=one, other=other)


def incomplete(wiki: str, what: str) -> WikiUnavailable:
    """The error for an answer in good form that lacks what was asked for."""
    return WikiUnavailable("{wiki} gave an incomplete answer ({what}): try again later", wiki=wiki, what=what)


def lacking(number: int, all: int) -> Said:  # noqa: A002 - the place of the template
    """What is missing in an answer from which so many of all pages are missing."""
    template = plural(number, "{number} of {all} pages is not in it", "{number} of {all} pages are not in it")
    return said(template, number=number, all=all)


def hidden(revision: dict[str, Any], slot: dict[str, Any]) -> bool:
    """Whether a revision's text is for privileged accounts only, be it in the answer or not."""
    return any(part.get(flag) for part in (revision, slot) for flag in ("texthidden", "suppressed"))


def _unreadable(revision: dict[str, Any], slot: dict[str, Any], model: str) -> str | None:
    """Why a text cannot be shown, where the wiki says so."""
    if hidden(revision, slot):
        return HIDDEN
    lost = any(part.get(flag) for part in (revision, slot) for flag in ("textmissing", "badcontentformat"))
    if lost:
        unknown = said("its content model is {model}, which the wiki does not know", model=model)
        return LOST if model == WIKITEXT else unknown
    return None


def _leads_nowhere(item: dict[str, Any]) -> bool:
    if item.get("redirect"):
        log.info("%s is a redirect that leads to no page of this wiki", item["title"])
    return bool(item.get("redirect"))


def _end(leads: dict[str, str], title: str) -> str:
    """Where a chain of redirects ends; a circle ends somewhere in itself."""
    seen = {title}
    while (following := leads.get(title)) is not None and following not in seen:
        seen.add(following)
        title = following
    return title
