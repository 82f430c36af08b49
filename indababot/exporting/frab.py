"""The programme as frab's schedule XML, which schedule apps and recording teams read.

The structure is that of ``schedule.xml.xsd`` of the c3voc (https://github.com/voc/schedule, validator/xsd).
"""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring
from zoneinfo import ZoneInfo

from indababot.editions import Edition
from indababot.errors import NothingToDo, UsageError
from indababot.exporting.choices import language
from indababot.exporting.identity import address_of, guid, numbers, slug
from indababot.exporting.slots import Session
from indababot.exporting.xml import valid

_NOWHERE = "-"
"""The room of sessions whose room is not known."""
_DIGITS = 8
"""How much of the content's hash a version holds: importers, such as pretalx's, release a schedule whose version they do not know."""
_LONGEST = 100 * 60
"""Minutes: a length is two digits of hours and two of minutes."""


def schedule(sessions: Iterable[Session], edition: Edition) -> str:
    """Sessions whose length is known, of one edition, as a schedule.

    Raises:
        NothingToDo: there is no session.
        UsageError: the edition names no time zone.
    """
    if edition.timezone is None:
        raise UsageError(
            '--format frab needs the time zone of {edition}: say timezone = "Africa/Nairobi" or the '
            "like in the edition's file.",
            edition=edition.id,
        )
    zone = ZoneInfo(edition.timezone)
    every = [session for session in sessions if fits(session)]
    if not every:
        raise NothingToDo(
            "A schedule has at least one session, and of none here are day, time and length known."
        )
    names = dict(zip(map(id, every), numbers(session.submission for session in every), strict=True))
    local = {id(session): session.start.astimezone(zone) for session in every}
    every.sort(key=lambda session: (local[id(session)].date(), session.room or "", local[id(session)]))
    root = Element("schedule")
    version = SubElement(root, "version")
    days = [
        (day, list(found)) for day, found in groupby(every, key=lambda session: local[id(session)].date())
    ]
    first, last = edition.starts or days[0][0], edition.ends or days[-1][0]
    first, last = min(first, days[0][0]), max(last, days[-1][0])
    _conference(root, edition, first, last)
    for day, found in days:
        place = _day(root, day, (day - first).days + 1, zone)
        for room, own in groupby(found, key=lambda session: session.room or _NOWHERE):
            there = SubElement(place, "room", name=valid(room))
            for session in own:
                _event(there, session, local[id(session)], names[id(session)])
    content = hashlib.sha256(tostring(root)).hexdigest()
    version.text = f"{edition.id} {content[:_DIGITS]}"
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def fits(session: Session) -> bool:
    """Whether a session's length is known, and one that a schedule can say."""
    return session.minutes is not None and 0 < session.minutes < _LONGEST


def _conference(root: Element, edition: Edition, first: date, last: date) -> None:
    about = SubElement(root, "conference")
    _text(about, "title", edition.name)
    _text(about, "acronym", edition.id)
    _text(about, "start", first.isoformat())
    _text(about, "end", last.isoformat())
    _text(about, "days", str((last - first).days + 1))
    _text(about, "timeslot_duration", "00:05")
    _text(about, "time_zone_name", edition.timezone or "")


def _day(root: Element, day: date, number: int, zone: ZoneInfo) -> Element:
    start, end = (datetime.combine(day + timedelta(days=after), time(), zone) for after in (0, 1))
    return SubElement(
        root,
        "day",
        index=str(number),
        date=day.isoformat(),
        start=start.isoformat(),
        end=end.isoformat(),
    )


def _event(place: Element, session: Session, start: datetime, number: int) -> None:
    item = session.submission
    event = SubElement(place, "event", id=str(number), guid=str(guid(item)))
    _text(event, "date", start.isoformat())
    _text(event, "start", f"{start:%H:%M}")
    _text(event, "duration", "{:02}:{:02}".format(*divmod(session.minutes or 0, 60)))
    _text(event, "room", session.room or _NOWHERE)
    _text(event, "slug", "-".join(filter(None, (item.edition, str(number), slug(item.title)))))
    _text(event, "title", item.title)
    _text(event, "subtitle", "")
    _text(event, "track", next(iter(item.themes), ""))
    _text(event, "type", next(iter(item.types), ""))
    _text(event, "language", language(item) or "")
    _text(event, "abstract", item.abstract or "")
    _text(event, "description", "\n\n".join(filter(None, (item.benefit, item.takeaways))))
    people = SubElement(event, "persons")
    for name in item.authors or [user.name for user in item.usernames]:
        _text(people, "person", name)
    links = SubElement(event, "links")
    if address := address_of(item):
        _text(links, "link", item.page.title, href=address)


def _text(parent: Element, name: str, value: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = valid(value)
