"""What the logs of a wiki tell of titles: which pages were moved or deleted since a moment, and what they were called then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from indababot.i18n import said
from indababot.pages import Page
from indababot.wikis.base import Query
from indababot.wikis.live import read
from indababot.wikis.live.answers import incomplete
from indababot.wikis.live.session import Session
from indababot.wikis.matching import Matcher


@dataclass(frozen=True, slots=True)
class _Move:
    """One page's way from a title to another; ``to`` is None where it was deleted."""

    number: int
    """The log's own, which grows with time."""
    title: str
    to: str | None


@dataclass(frozen=True, slots=True)
class Moves:
    """What happened to titles, the newest first.

    ``pages`` are those that were moved away or are redirects, ``deleted`` the titles, as they were at the moment, of those that are gone.
    """

    log: tuple[_Move, ...]
    pages: tuple[Page, ...] = ()
    deleted: tuple[str, ...] = ()

    def title_then(self, title: str, until: int | None = None) -> str:
        """What the page with a title was called at the moment; ``until`` is the entry of the log at which it had the title."""
        for move in self.log:
            if move.to == title and (until is None or move.number < until):
                title = move.title
        return title


def moves_since(session: Session, query: Query, pages: Sequence[Page], time: datetime) -> Moves:
    """What the logs tell since a time of pages that the query would have found by their titles."""
    matcher = Matcher(Query(prefixes=query.prefixes, titles=query.titles))
    events = _log(session, "move", time)
    events += [event for event in _log(session, "delete", time) if event["action"] == "delete"]
    moves = Moves(tuple(sorted((_move(event) for event in events), key=lambda move: -move.number)))
    here = {page.title for page in pages}
    left = {
        end
        for move in moves.log
        if move.to is not None and matcher.fits_title(move.title)
        if (end := _end(moves.log, move)) is not None and end not in here
    }
    away = read.find_each(session, [Query(titles=tuple(sorted(left)))])[0] if left else []
    away = [page for page in away if page.title not in here]
    away += _turned(session, matcher, pages, moves.log)
    there = here | {page.title for page in away}
    kept = {moves.title_then(title) for title in there}
    reached = {move.to for move in moves.log}
    lost = {
        moves.title_then(move.title, move.number) if move.title in reached else move.title
        for move in moves.log
        if move.to is None and move.title not in there
    }
    deleted = [
        title
        for title in sorted(lost - kept)
        if matcher.fits_title(title) and _was_there(session, title, time)
    ]
    return Moves(moves.log, tuple(away), tuple(deleted))


def _turned(session: Session, matcher: Matcher, pages: Sequence[Page], log: Sequence[_Move]) -> list[Page]:
    """The redirects that no move made: a page that was a submission may have been turned into one."""
    made = {move.title for move in log if move.to is not None}
    ways = {way for page in pages for way in page.redirects if way not in made and matcher.fits_title(way)}
    return list(read.themselves(session, titles=ways))


def _end(log: Sequence[_Move], move: _Move) -> str | None:
    """The title that a page has now, which a move gave another; None where it was deleted since."""
    title = move.to
    for later in reversed(log):
        if later.number > move.number and later.title == title:
            title = later.to
    return title


def _move(event: dict[str, Any]) -> _Move:
    target = event.get("params", {}).get("target_title")
    return _Move(event["logid"], event["title"], str(target) if event["type"] == "move" else None)


def _log(session: Session, kind: str, time: datetime, title: str | None = None) -> list[dict[str, Any]]:
    """The entries of a log since a time, of all titles unless one is named. An entry whose title is hidden tells nothing."""
    parameters: dict[str, object] = {
        "list": "logevents",
        "leprop": "ids|title|type|details",
        "letype": kind,
        "leend": time.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "lelimit": "max",
    }
    if title is not None:
        parameters["letitle"] = title
    events: list[dict[str, Any]] = []
    told = False
    for part in session.query(**parameters):
        told = told or "logevents" in part
        events += part.get("logevents", ())
    if not told:
        raise incomplete(session.spec, said("no {what}", what="logevents"))
    return [event for event in events if "title" in event and not event.get("actionhidden")]


def _was_there(session: Session, title: str, time: datetime) -> bool:
    """Whether a page that was deleted had been made before a time, as far as the log of new pages tells."""
    return not _log(session, "create", time, title)
