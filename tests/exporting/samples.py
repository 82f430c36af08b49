"""Submissions and entries that the tests of exports share."""

from datetime import UTC, datetime
from typing import Any

from indababot.diagnostics import Diagnostic, Location, Severity
from indababot.editions.model import Edition
from indababot.entries import Entry
from indababot.privacy import Public, with_personal_data
from indababot.records import Evidence, PageRef, Participant, Status, Submission, Unrecognised, Username

SIGNED = datetime(2022, 8, 1, 20, 10, tzinfo=UTC)
TEXTS = (
    "number",
    "mode",
    "affiliation",
    "country",
    "requirements",
    "extra",
    "duration",
    "abstract",
    "benefit",
    "takeaways",
)

EDITION = Edition.model_validate(
    {
        "id": "test-2021",
        "name": "Test 2021",
        "starts": "2021-11-05",
        "ends": "2021-11-07",
        "timezone": "Africa/Nairobi",
        "fields": [
            {"key": "types", "choices": [{"name": "Workshop", "minutes": [45, 60]}, {"name": "Lecture"}]},
        ],
    }
)
EDITIONS = {EDITION.id: EDITION}


def make(title: str, *, page_id: int | None = None, url: str | None = None, **more: Any) -> Public:
    page = PageRef(title=f"T/{title}", page_id=page_id, url=url)
    return with_personal_data(Submission(edition=EDITION.id, page=page, title=title, **more))


def card(title: str, said: dict[str, str], **more: Any) -> Public:
    """A submission whose page says more, as a programme card does."""
    found = tuple(Unrecognised(label=label, text=text) for label, text in said.items())
    return make(title, unrecognised=found, **more)


def finding(text: str, severity: Severity = Severity.ERROR, row: int = 3) -> Diagnostic:
    place = Location(row=row, column=1)
    return Diagnostic(
        code="IB101", name="missing-field", severity=severity, message=text, filename=None, page="T", location=place, end_location=place
    )  # fmt: skip


def hostile(text: str) -> Entry:
    """An entry with one value wherever a page's text can get to."""
    people = (Participant(username=text, comment=text, signed_by=text, signed_at=SIGNED),)
    page = PageRef(title=text, page_id=7, url=text)
    values: dict[str, Any] = {
        **dict.fromkeys(TEXTS, text),
        **dict.fromkeys(("themes", "types", "levels", "languages"), (text,)),
        "authors": (text, f"Ada {text}"),
        "usernames": (Username(name=text, evidence=Evidence.LINK),),
        "participants": people,
        "unrecognised": (Unrecognised(label=text, text=text),),
    }
    submission = Submission(edition=EDITION.id, page=page, title=text, status=Status.ACCEPTED, **values)
    return Entry(with_personal_data(submission), (finding(text),))
