"""Entries to render: invented people and sessions, and the same shape filled with any value."""

from collections.abc import Iterator, Mapping
from typing import Any

from indababot.changes import Change, compare
from indababot.diagnostics import Diagnostic, Location, Severity
from indababot.editions import load
from indababot.privacy import with_personal_data
from indababot.records import Evidence, PageRef, Participant, Status, Submission, Unrecognised, Username
from indababot.writing.views import COLUMNS, Entry, Rendered, View, render
from indababot.writing.views.parameters import PARAMETERS
from indababot.writing.wikitext import message_target
from tests.writing import hostile

EDITION = load("wikiindaba-2023")
PREFIX = "WikiIndaba 2023/Submissions/"
SINCE = "2023-08-01"


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


def hostile_entry(value: str, page: str = "Page") -> Entry:
    """An entry with one value in every place that a page's text can get to; its page has an ordinary
    title.
    """
    return entry(
        value,
        finding("{label} is missing", label=value),
        page=f"{PREFIX}{page}",
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


def hostile_changes(value: str) -> list[Change]:
    """A page that was moved and filled in: one value in every place that a page's text can get to."""

    def one(page: str, **fields: Any) -> Submission:
        return Submission(edition=EDITION.id, page=PageRef(title=f"{PREFIX}{page}", page_id=1), **fields)

    filled = one(
        "Page",
        title=value,
        number=value,
        authors=(value,),
        types=(value,),
        themes=(value,),
        mode=value,
        abstract=value,
        participants=(Participant(username=value),),
        unrecognised=(Unrecognised(label=value, text=value),),
    )
    return compare([one("Earlier", title="")], [filled])


_ASKED: Mapping[View, Mapping[str, str]] = {View.CLASHES: {"minimum": "1"}, View.CHANGES: {"since": SINCE}}
"""What a view needs to show anything at all."""


def hostile_places() -> Iterator[dict[str, str]]:
    """The parameters of every view that there is: with all of its columns, as calls of a template, and from right to left."""
    for view in View:
        asked = {"view": view.value, **_ASKED.get(view, {})}
        if view in COLUMNS:
            asked["columns"] = ",".join(dict.fromkeys(COLUMNS[view].values()))
        yield asked
        if view in PARAMETERS["row"].views:
            yield asked | {"row": "Template:Row"}
        if view in PARAMETERS["group"].views:
            yield {"view": view.value, "group": "theme", "lang": "ar"}


def hostile_region(parameters: Mapping[str, str], value: str) -> Rendered:
    """What a view shows of two sessions of the same people, and of what changed, with one value in every place."""
    entries = [hostile_entry(value), hostile_entry(value, "Other page")]
    return render(parameters, entries, EDITION, changes={SINCE: hostile_changes(value)})


def harmless(value: str) -> str:
    """A harmless value that a list is made of like one with this: both can be an account, or neither can."""
    return hostile.BENIGN if message_target(value) else hostile.NO_ACCOUNT


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
