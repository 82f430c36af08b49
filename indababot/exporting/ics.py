"""A calendar of the programme (RFC 5545), for phones and calendar programs."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from indababot.errors import MissingExtra
from indababot.exporting.identity import address_of, guid, host_of
from indababot.exporting.slots import Session
from indababot.exporting.xml import valid
from indababot.i18n import NEEDS_EXTRA
from indababot.records import Status

_UNKNOWN = datetime(2000, 1, 1, tzinfo=UTC)
"""When an event was last changed whose page does not tell: the same data give the same bytes."""
_SURE = frozenset({Status.ACCEPTED, Status.CONFIRMED})


def calendar(sessions: Iterable[Session], name: str) -> str:
    """Sessions as a calendar with this name. Times are in UTC where their zone is known, else in whatever zone the reader is.

    Raises:
        MissingExtra: icalendar is not installed.
    """
    try:
        from icalendar import Calendar
    except ModuleNotFoundError:
        raise MissingExtra(NEEDS_EXTRA, what="--format ics", extra="ics") from None
    made = Calendar()
    made.add("prodid", "-//indababot//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", valid(name))
    for session in sessions:
        made.add_component(_event(session))
    text: str = made.to_ical().decode("utf-8")
    return text


def _event(session: Session) -> Any:
    from icalendar import Event

    item, event = session.submission, Event()
    event.add("uid", f"{guid(item)}@{host_of(item) or 'indababot'}")
    event.add("dtstamp", item.page.timestamp or _UNKNOWN)
    event.add("dtstart", _moment(session.start))
    if session.end is not None:
        event.add("dtend", _moment(session.end))
    event.add("summary", valid(item.title))
    event.add("status", "CONFIRMED" if item.status in _SURE else "TENTATIVE")
    texts = [", ".join(item.authors), item.abstract or ""]
    if description := "\n\n".join(valid(text) for text in texts if text):
        event.add("description", description)
    if session.room:
        event.add("location", valid(session.room))
    if item.themes:
        event.add("categories", [valid(theme) for theme in item.themes])
    if address := address_of(item):
        event.add("url", address)
    return event


def _moment(moment: datetime) -> datetime:
    return moment.astimezone(UTC) if moment.tzinfo else moment
