"""Submissions built by hand for the tests of the rules: checking is tested apart from reading."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from indababot.checking import OnlineFacts, check
from indababot.diagnostics import Diagnostic
from indababot.editions.form import Choice, Form, FormField
from indababot.editions.model import Edition, Pages
from indababot.pages import Markup, Page
from indababot.records import (
    Evidence,
    FieldKey,
    FieldText,
    Item,
    PageRef,
    Participant,
    Remark,
    RemarkKind,
    Span,
    Submission,
    Username,
)

EDITION = Edition(
    id="test-2023",
    name="Test 2023",
    pages=Pages(prefixes=("Test 2023/Submissions/",), programme=("Test 2023/Program/",)),
    deadline=datetime(2023, 6, 30, 12, tzinfo=UTC),
    form=Form(placeholders=("...",), groups=("Example Group",)),
    fields=(
        FormField(key=FieldKey.TITLE, labels={"en": ("ID",)}),
        FormField(key=FieldKey.AUTHORS, labels={"en": ("Author(s)",), "fr": ("Auteur(s)",)}, required=True),
        FormField(key=FieldKey.USERNAMES, labels={"en": ("Username(s)",)}, required=True),
        FormField(
            key=FieldKey.TYPES,
            labels={"en": ("Type",)},
            required=True,
            max_values=2,
            choices=(
                Choice(name="Lightning Talk"),
                Choice(name="Lecture"),
                Choice(name="Workshop"),
                Choice(name="Panel"),
            ),
        ),
        FormField(
            key=FieldKey.THEMES,
            labels={"en": ("Theme(s)",)},
            open=True,
            choices=(Choice(name="Partnerships"), Choice(name="Education")),
        ),
        FormField(
            key=FieldKey.ABSTRACT,
            labels={"en": ("Abstract",), "fr": ("Résumé",)},
            required=True,
            min_words=3,
            max_words=8,
        ),
        FormField(key=FieldKey.REQUIREMENTS, labels={"en": ("Requirements",)}),
        FormField(key=FieldKey.PARTICIPANTS, labels={"en": ("Interested",)}),
    ),
)

CLEAN = """\
'''ID:''' Training trainers
'''Author(s):''' Ada Example
'''Username(s):''' User:Ada
'''Type:''' Lecture
'''Theme(s):''' Partnerships
'''Abstract:''' How we train new editors.
"""

_FIELD = re.compile(r"'''(?P<label>[^'\n:]+?)(?P<gap>[\u00a0 ]*):'''[ \t]*(?P<value>[^\r\n]*)")
_LABELS = {
    label.casefold(): field.key
    for field in EDITION.fields
    for texts in field.labels.values()
    for label in texts
}


def draft(
    text: str,
    *,
    title: str = "Test 2023/Submissions/Training trainers",
    users: Sequence[tuple[str, Evidence]] | None = None,
    participants: Sequence[Participant] = (),
    remarks: Sequence[Remark] = (),
    filename: str | None = None,
    timestamp: datetime | None = None,
    markup: Markup = Markup.WIKITEXT,
) -> tuple[Submission, Page]:
    """The submission that a page of bold labels is, with the accounts, participants and remarks that a test wants."""
    fields = [_field(match) for match in _FIELD.finditer(text)]
    said = {field.key: field.text for field in fields if not field.empty and not field.placeholder}
    if users is None:
        users = [
            (name.strip().removeprefix("User:"), Evidence.PREFIX)
            for name in said.get(FieldKey.USERNAMES, "").split(",")
        ]
    record: dict[str, Any] = {
        "title": said.get(FieldKey.TITLE) or title.rpartition("/")[2],
        "authors": tuple(part.strip() for part in said.get(FieldKey.AUTHORS, "").split(",") if part.strip()),
        "usernames": tuple(_user(text, name, evidence) for name, evidence in users if name),
        "abstract": said.get(FieldKey.ABSTRACT),
    }
    submission = Submission(
        edition=EDITION.id,
        page=PageRef(title=title, timestamp=timestamp),
        fields=tuple(fields),
        participants=tuple(participants),
        remarks=(*remarks, *_remarks(text)),
        form_span=Span(fields[0].label_span.start, len(text)) if fields else Span(0, 0),
        **record,
    )
    return submission, Page(title, text, markup, filename=filename, timestamp=timestamp)


def _field(match: re.Match[str]) -> FieldText:
    key = _LABELS.get(match["label"].casefold(), FieldKey.OTHER)
    value = match["value"].rstrip()
    start = match.start("value")
    choices = {
        choice.name.casefold(): choice.name
        for field in EDITION.fields
        if field.key is key
        for choice in field.choices
    }
    items = tuple(
        Item(
            part[0].strip(),
            Span(start + part.start(), start + part.start() + len(part[0].rstrip())),
            choices.get(part[0].strip().casefold()),
        )
        for part in re.finditer(
            r"[^\s,][^,]*", re.sub("<!--.*?-->", lambda comment: " " * len(comment[0]), value)
        )
        if choices
    )
    return FieldText(
        key=key,
        label=match["label"],
        label_span=Span(*match.span("label")),
        value_span=Span(start, start + len(value)),
        text=value,
        line=1,
        column=1,
        empty=value in ("", "..."),
        placeholder=value == "...",
        items=items,
    )


def _user(text: str, name: str, evidence: Evidence) -> Username:
    start = text.find(name, max(text.find("'''Username"), 0))
    return Username(name=name, evidence=evidence, span=Span(start, start + len(name)) if start >= 0 else None)


def _remarks(text: str) -> list[Remark]:
    """An unknown label is what the reader would tell."""
    return [
        Remark(kind=RemarkKind.UNKNOWN_FIELD, span=Span(*match.span("label")), text=match["label"])
        for match in _FIELD.finditer(text)
        if match["label"].casefold() not in _LABELS
    ]


def participant(text: str, name: str, *, nth: int = 0, signed: bool = True) -> Participant:
    """Somebody on the list, at the nth place where their name stands."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(name, start + 1)
    moment = datetime(2023, 7, 1, tzinfo=UTC) if signed else None
    return Participant(
        username=name,
        signed_by=name if signed else None,
        signed_at=moment,
        span=Span(start, start + len(name)),
    )


def found(
    text: str, *, online: OnlineFacts | None = None, edition: Edition = EDITION, **more: Any
) -> list[Diagnostic]:
    """What is told about a draft."""
    return check(*draft(text, **more), edition, online=online)


def told(diagnostics: Sequence[Diagnostic]) -> list[tuple[int, int, str]]:
    """Row, column and name of each finding."""
    return [(one.location.row, one.location.column, one.name) for one in diagnostics]
