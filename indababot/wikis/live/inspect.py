"""What a live wiki says about pages beside their text: one revision, links that it does not take, lint errors."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from indababot.errors import PageMissing
from indababot.pages import Page
from indababot.wikis.base import Origin
from indababot.wikis.live.answers import CONTENT, Answer, hidden
from indababot.wikis.live.refusals import BLOCKS, FROM_PAGE, REASONS
from indababot.wikis.live.session import Session
from indababot.wikis.live.troubles import ApiRefusal

_LINKS_AT_ONCE = 50


def revision(session: Session, number: int) -> Page:
    """One revision of a page, with the text that it had then."""
    gone = PageMissing(
        "There is no revision {number} that can be read", title=f"revision {number}", number=number
    )
    content = {
        "prop": "info|revisions",
        "inprop": "url",
        "rvprop": "ids|timestamp|content",
        "rvslots": "main",
    }
    try:
        answer = session.call(action="query", revids=number, **content)
    except ApiRefusal as refusal:
        raise gone from refusal
    for item in answer.get("query", {}).get("pages", ()):
        for one in item.get("revisions", ()):
            slot = one.get("slots", {}).get("main", {})
            text = slot.get("content")
            if text is not None and not hidden(one, slot):
                moment = datetime.fromisoformat(one["timestamp"])
                page = Page(
                    item["title"], text, page_id=item["pageid"], revision_id=one["revid"], timestamp=moment
                )
                return replace(page, url=item.get("canonicalurl"))
    raise gone


def itself(session: Session, title: str) -> Page | None:
    """The page with just this title, a redirect not followed."""
    answer = Answer(session.spec)
    asked = {key: value for key, value in CONTENT.items() if key != "redirects"}
    for part in session.query(**asked, titles=title):
        answer.add(part)
    answer.need("pages", "interwiki")
    return next(answer.pages(follow=False), None)


def origins(session: Session, pages: Iterable[Page]) -> dict[str, Origin]:
    """Who made pages and who saved them last: two requests a page, since a wiki tells the first revision of one page at a time."""
    account = session.username
    return {
        page.title: Origin(*(_user(session, page, way) == account for way in ("newer", "older")))
        for page in pages
    }


def _user(session: Session, page: Page, direction: str) -> str | None:
    """Who saved a page's first (``newer``) or newest (``older``) revision; None where that is hidden."""
    ends = {"rvdir": direction, "rvlimit": 1}
    for part in session.query(prop="revisions", rvprop="user", pageids=page.page_id, **ends):
        for item in part.get("pages", ()):
            for one in item.get("revisions", ()):
                return None if one.get("userhidden") else str(one.get("user"))
    return None


def refused(session: Session, titles: Iterable[str]) -> dict[str, str]:
    """Why the account may not write some pages, by title; what it may not do anywhere is no reason here."""
    asked, found = sorted(set(titles)), {}
    for start in range(0, len(asked), session.batch):
        wanted = {"intestactions": "edit|create", "intestactionsdetail": "full"}
        for part in session.query(prop="info", titles=asked[start : start + session.batch], **wanted):
            for item in part.get("pages", ()):
                tested = item.get("actions", {})
                faults = [*tested.get("edit", ()), *(tested.get("create", ()) if item.get("missing") else ())]
                why = next(filter(None, map(_why, faults)), None)
                if why:
                    found[str(item["title"])] = why
    return found


def _why(fault: Mapping[str, Any]) -> str | None:
    if fault["code"].startswith(BLOCKS):
        return FROM_PAGE if fault.get("data", {}).get("blockinfo", {}).get("blockpartial") else None
    return next((meaning for sign, meaning in REASONS if fault["code"].startswith(sign)), None)


def blacklisted(session: Session, links: Iterable[str]) -> frozenset[str]:
    """Those of some links that the wiki would not take; none where it has no blacklist."""
    asked = sorted(set(links))
    found: set[str] = set()
    for start in range(0, len(asked), _LINKS_AT_ONCE):
        batch = asked[start : start + _LINKS_AT_ONCE]
        try:
            if _refused(session, batch):  # the answer does not say which
                found.update(link for link in batch if _refused(session, [link]))
        except ApiRefusal as refusal:
            if refusal.code == "badvalue":  # the wiki does not know the question: it has no blacklist
                return frozenset()
            raise
    return frozenset(found)


def _refused(session: Session, links: list[str]) -> bool:
    answer = session.call(action="spamblacklist", url=[link.replace("|", "%7C") for link in links])
    return bool(answer.get("spamblacklist", {}).get("result") == "blacklisted")


def lint_errors(session: Session, pages: Sequence[Page]) -> Mapping[str, Sequence[tuple[str, int, int]]]:
    """By title: category, start and end of what the wiki's Linter found; nothing where it has none."""
    by_id = {page.page_id: page for page in pages if page.page_id is not None}
    ids = sorted(by_id)
    found: dict[str, list[tuple[str, int, int]]] = {}
    for start in range(0, len(ids), session.batch):
        batch = [str(number) for number in ids[start : start + session.batch]]
        for part in session.query(list="linterrors", lntpageid=batch, lntlimit="max"):
            for error in part.get("linterrors", ()):
                page = by_id[error["pageid"]]
                first, last = (code_point(page.text, offset) for offset in error["location"][:2])
                found.setdefault(page.title, []).append((str(error["category"]), first, last))
    return found


def code_point(text: str, units: int) -> int:
    """The code point at an offset that is counted in UTF-16, as the Linter counts for its editor."""
    return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))
