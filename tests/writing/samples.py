"""Entries to render: invented people and sessions, and the same shape filled with any value."""

from typing import Any

from indababot.diagnostics import Diagnostic, Location, Severity
from indababot.editions import load
from indababot.privacy import with_personal_data
from indababot.records import Evidence, PageRef, Participant, Status, Submission, Username
from indababot.writing.views import Entry

EDITION = load("wikiindaba-2023")
PREFIX = "WikiIndaba 2023/Submissions/"


def finding(
    message: str, severity: Severity = Severity.ERROR, *, page: str = "P", **values: str
) -> Diagnostic:
    """A finding whose message is a template with values."""
    place = Location(row=3, column=1)
    return Diagnostic(
        code="IND101",
        name="missing-field",
        severity=severity,
        message=message.format(**values),
        filename=None,
        page=page,
        location=place,
        end_location=place,
        template=message,
        values=values,
    )


def entry(title: str, *findings: Diagnostic, **fields: Any) -> Entry:
    """An entry by its title; ``users`` and ``fans`` are names of accounts."""
    users, fans = fields.pop("users", ()), fields.pop("fans", ())
    submission = Submission(
        edition=EDITION.id,
        page=PageRef(title=fields.pop("page", f"{PREFIX}{title}")),
        title=title,
        usernames=tuple(Username(name=name, evidence=Evidence.LINK) for name in users),
        participants=tuple(Participant(username=name) for name in fans),
        **fields,
    )
    return Entry(with_personal_data(submission), findings)


def hostile_entry(value: str) -> Entry:
    """An entry with one value in every place that a page's text can get to; its page has an ordinary
    title.
    """
    return entry(
        value,
        finding("{label} is missing", label=value),
        page=f"{PREFIX}Page",
        number=value,
        authors=(value, "Ada Ek"),
        users=(value,),
        fans=(value, "Ada"),
        types=(value,),
        themes=(value,),
        levels=(value,),
        languages=(value,),
        mode=value,
        affiliation=value,
        abstract=value,
        raw={"abstract": value},
    )


PROGRAMME = (
    entry(
        "Lessons from a year of edit-a-thons in small libraries",
        authors=("Ama Mensah", "Kofi Boateng"),
        users=("AmaM", "Kofi B"),
        types=("Workshop",),
        themes=("Community Engagement", "Education"),
        levels=("Basic",),
        status=Status.ACCEPTED,
        fans=("Zola", "Thandi N", "Yao"),
        number="2",
    ),
    entry(
        "Écrire en langues africaines",
        finding("The field {label} is missing", label="Abstract"),
        authors=("Awa Diop",),
        users=("Awa D",),
        types=("Lecture",),
        themes=("Partnerships",),
        levels=("Medium",),
        fans=("Zola", "Thandi N", "Yao", "Ngozi"),
        number="10",
    ),
    entry(
        "ويكيبيديا في المدارس",
        finding("“{value}” is no known theme", Severity.WARNING, value="Schools"),
        authors=("ليلى حسن", "Ama Mensah"),
        users=("ليلى", "AmaM"),
        types=("Panel", "Workshop"),
        themes=("Schools",),
        status=Status.DRAFT,
    ),
    entry(
        "A page without a form",
        finding("No form was found on this page"),
        status=Status.WITHDRAWN,
        number="1",
    ),
)
