"""Proposals as a table for pretalx.

pretalx publishes no importer of CSV. The columns are called as the fields that its own CSV export of sessions offers
(``ScheduleExportForm`` in pretalx/orga/forms/schedule.py) and its API has, with ``code`` first; plugins and scripts that fill pretalx by
its API find what they need.
"""

from collections.abc import Iterable, Iterator, Mapping

from indababot.editions import Edition
from indababot.exporting.choices import language
from indababot.exporting.rows import Table, Value
from indababot.exporting.slots import Session, length, session_of
from indababot.privacy import Public

HEADER = (
    "code",
    "title",
    "state",
    "submission_type",
    "track",
    "tags",
    "abstract",
    "description",
    "notes",
    "duration",
    "content_locale",
    "speaker_names",
    "room",
    "start",
    "end",
)


def table(submissions: Iterable[Public], editions: Mapping[str, Edition]) -> Table:
    """A row a submission. ``editions`` are the submissions' editions by their ids."""
    return Table(HEADER, _rows(submissions, editions))


def _rows(submissions: Iterable[Public], editions: Mapping[str, Edition]) -> Iterator[list[Value]]:
    for item in submissions:
        edition = editions[item.edition]
        session = session_of(item, edition)
        row: dict[str, Value] = {
            "code": str(item.page.page_id or ""),
            "title": item.title,
            "state": item.status.value,
            "submission_type": next(iter(item.types), None),
            "track": next(iter(item.themes), None),
            "tags": item.themes[1:],
            "abstract": item.abstract,
            "description": "\n\n".join(filter(None, (item.benefit, item.takeaways))),
            "notes": item.requirements,
            "duration": length(item, edition),
            "content_locale": language(item),
            "speaker_names": item.authors or tuple(user.name for user in item.usernames),
            **_slot(session),
        }
        yield [row[name] for name in HEADER]


def _slot(session: Session | None) -> dict[str, Value]:
    """Where and when a session is, in the time of its zone, as pretalx writes it."""
    if session is None:
        return dict.fromkeys(("room", "start", "end"))
    end = session.end
    return {
        "room": session.room,
        "start": session.start.isoformat(),
        "end": end.isoformat() if end else None,
    }
