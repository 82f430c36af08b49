"""When pages were made, from the wiki's log of that: it tells the first revision of one page a request, and its log 500 pages at once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice

from indababot.pages import Page
from indababot.wikis.live.listing import namespace_of
from indababot.wikis.live.session import Session
from indababot.wikis.live.troubles import ApiRefusal

MOST = 20
"""So many requests at most for each namespace: what the log has not told by then is left untold."""


def made(session: Session, pages: Sequence[Page], until: datetime | None = None) -> dict[str, datetime]:
    """When pages were made, by title; those that the log does not tell are left out. ``until`` is a time after which none is looked for.

    MediaWiki keeps the log since 1.32 (2018), and has none of pages that were imported.
    """
    found = {page.title: page.made for page in pages if page.made is not None}
    spaces: dict[int, dict[int, Page]] = {}
    for page in pages:
        if page.made is None and page.page_id is not None and page.timestamp is not None:
            spaces.setdefault(namespace_of(session, page.title), {})[page.page_id] = page
    for number, wanted in spaces.items():
        latest = max(page.timestamp for page in wanted.values() if page.timestamp)
        start = latest if until is None else min(latest, until)
        found |= {wanted[page].title: time for page, time in _logged(session, number, set(wanted), start)}
    return found


def _logged(
    session: Session, space: int, wanted: set[int], start: datetime
) -> Iterable[tuple[int, datetime]]:
    """The log of a namespace, back in time from ``start``: as numbers of pages grow with time, it ends at the least that is wanted."""
    asked: Mapping[str, object] = {
        "list": "logevents",
        "letype": "create",
        "leprop": "ids|timestamp",
        "lenamespace": space,
        "lestart": start.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "lelimit": "max",
    }
    try:
        for part in islice(session.query(**asked), MOST):
            events = part.get("logevents", ())
            for event in events:
                if event["logpage"] in wanted and "timestamp" in event:
                    wanted.discard(event["logpage"])
                    yield event["logpage"], datetime.fromisoformat(event["timestamp"])
            last = min((event["logpage"] for event in events), default=0)
            if not any(number < last for number in wanted):
                return
    except ApiRefusal as refusal:
        if refusal.code != "badvalue":  # a wiki without that log
            raise
