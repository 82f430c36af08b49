"""When and where a session is, as its programme card says: the fields that an edition knows and a record has no place for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from indababot.editions import Edition
from indababot.exporting.clock import Moment, day_in, minutes_in, moments_in
from indababot.lexicon import fold, lexicon
from indababot.privacy import Public
from indababot.records import FieldKey, Status

_DATE, _BLOCK, _START, _END, _ROOM = "date", "time_block", "start", "end", "location"
_LENGTH = FieldKey.DURATION.value
"""The fields of a programme card, as the lexicon calls them; its length may be a field of the edition's form too."""
OUT = frozenset({Status.REJECTED, Status.WITHDRAWN})
"""What no schedule holds."""


@dataclass(frozen=True, slots=True)
class Session:
    """A submission with its place in the programme.

    ``start`` has the zone that the page or the edition names, none where neither does. ``minutes`` is the length, ``room`` the place; both
    are None where unknown.
    """

    submission: Public
    edition: Edition
    start: datetime
    minutes: int | None = None
    room: str | None = None

    @property
    def end(self) -> datetime | None:
        """When it ends; None where its length is unknown."""
        return None if self.minutes is None else self.start + timedelta(minutes=self.minutes)


def sessions(
    submissions: Iterable[Public], editions: Mapping[str, Edition]
) -> tuple[list[Session], list[Public]]:
    """The sessions whose day and time are known, in the order of the programme, and the submissions of which they are not.

    What was rejected or withdrawn is in neither list. ``editions`` are the submissions' editions by their ids.
    """
    found: list[Session] = []
    left: list[Public] = []
    for item in submissions:
        if item.status not in OUT:
            session = session_of(item, editions[item.edition])
            left.append(item) if session is None else found.append(session)
    return sorted(found, key=_order), left


def session_of(submission: Public, edition: Edition) -> Session | None:
    """A submission's place in the programme; None where its day or its time is not known for certain."""
    said = _said(submission)
    texts = [said[key] for key in (_DATE, _START, _BLOCK) if key in said]
    days = (day_in(text, edition.starts, edition.ends) for text in texts)
    day = next(filter(None, days), edition.starts if edition.starts == edition.ends else None)
    times = next(filter(None, (moments_in(said[key]) for key in (_START, _DATE, _BLOCK) if key in said)), [])
    if day is None or not times:
        return None
    start = _aware(datetime.combine(day, times[0].time), times[0], edition)
    until = (moments_in(said[_END]) if _END in said else times[1:])[:1]
    minutes = _between(times[0], until[0]) if until else length(submission, edition)
    return Session(submission, edition, start, minutes, said.get(_ROOM))


def length(submission: Public, edition: Edition) -> int | None:
    """How many minutes a session takes: as its page says, else at most as its type does; None where neither is known."""
    said = submission.duration or _said(submission).get(_LENGTH)
    if said and (told := minutes_in(said)):
        return told
    field = edition.by_key.get(FieldKey.TYPES)
    lengths = {choice.name: choice.minutes[1] for choice in field.choices if choice.minutes} if field else {}
    known = {lengths[name] for name in submission.types if name in lengths}
    return known.pop() if len(known) == 1 else None


def _said(submission: Public) -> dict[str, str]:
    """What a programme card says, by field."""
    said: dict[str, str] = {}
    for one in submission.unrecognised:
        key = _labels().get(fold(one.label)) if one.label else None
        if key and one.text and one.text.strip():
            said.setdefault(key, one.text.strip())
    return said


@cache
def _labels() -> dict[str, str]:
    known = lexicon().labels.fields
    keys = (_LENGTH, _ROOM, _END, _START, _BLOCK, _DATE)
    return {fold(label): key for key in keys for label in known.get(key, ())}


def _aware(local: datetime, moment: Moment, edition: Edition) -> datetime:
    if moment.ahead is not None:
        local = (local - moment.ahead).replace(tzinfo=UTC)
        return local.astimezone(ZoneInfo(edition.timezone)) if edition.timezone else local
    return local.replace(tzinfo=ZoneInfo(edition.timezone)) if edition.timezone else local


def _between(first: Moment, last: Moment) -> int | None:
    minutes = (last.time.hour - first.time.hour) * 60 + last.time.minute - first.time.minute
    return minutes % (24 * 60) or None  # a session may last beyond midnight


def _order(session: Session) -> tuple[str, str, str]:
    start = session.start.astimezone(UTC) if session.start.tzinfo else session.start
    return start.replace(tzinfo=None).isoformat(), session.room or "", session.submission.page.title
