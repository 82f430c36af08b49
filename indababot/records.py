"""What a submission is: frozen models, and nothing else.

The public keys and their order are the record that ``indababot parse`` prints. What stands in the models but not
in the record (``fields``, ``remarks``, spans) is for diagnostics and fixes: where each value stands in its page.
Offsets are in code points from the start of the page's text, ``[start, end)``; lines and columns are 1-based.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, PrivateAttr, SkipValidation

from indababot.asked import Asked


class Span(NamedTuple):
    """A stretch of a page's text: code points ``[start, end)``."""

    start: int
    end: int


class Status(StrEnum):
    """Where a submission is on its way."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Evidence(StrEnum):
    """What makes us take a text for an account."""

    LINK = "link"
    PREFIX = "prefix"
    SIGNATURE = "signature"
    LIST = "list"
    AMBIGUOUS = "ambiguous"
    RESOLVED = "resolved"


class FieldKey(StrEnum):
    """The fields that a form can carry; all but ``EMAILS`` and ``OTHER`` are keys of the record.

    ``EMAILS`` is only in ``raw``, masked, and in what ``--with-personal-data`` adds. ``OTHER`` is a label that an edition knows
    but the record has no place for: it ends the field before it and stands in ``unrecognised``.
    """

    TITLE = "title"
    NUMBER = "number"
    STATUS = "status"
    AUTHORS = "authors"
    USERNAMES = "usernames"
    TYPES = "types"
    THEMES = "themes"
    LEVELS = "levels"
    LANGUAGES = "languages"
    MODE = "mode"
    AFFILIATION = "affiliation"
    COUNTRY = "country"
    REQUIREMENTS = "requirements"
    EXTRA = "extra"
    DURATION = "duration"
    ABSTRACT = "abstract"
    BENEFIT = "benefit"
    TAKEAWAYS = "takeaways"
    PARTICIPANTS = "participants"
    EMAILS = "emails"
    OTHER = "other"


def _zulu(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


Moment = Annotated[datetime, PlainSerializer(_zulu, return_type=str, when_used="json")]
"""An aware datetime in UTC; as JSON ``2022-08-01T20:10:00Z``."""


SHORT = 60
"""Characters of a text in a ``repr``."""


def shortened(text: str) -> str:
    """The beginning of a text, in one line."""
    line = " ".join(text.split())
    return line if len(line) <= SHORT else f"{line[: SHORT - 1]}…"


class Model(Asked):
    """The base of all records: frozen, and strict about its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def __dir__(self) -> list[str]:
        """The names that a notebook completes: without those that pydantic keeps from its first version (``validate``, ``copy``)."""
        old = (
            name
            for name, value in vars(BaseModel).items()
            if hasattr(getattr(value, "__func__", value), "__deprecated__")
        )
        return sorted(set(super().__dir__()).difference(old))


class PageRef(Model):
    """The page that a submission is; all but the title are None where unknown."""

    title: str
    page_id: int | None = None
    revision_id: int | None = None
    timestamp: Moment | None = None
    url: str | None = None


class Username(Model):
    """An account as MediaWiki spells it, and why we take it for one. ``author`` is the name it is paired with."""

    name: str
    evidence: Evidence
    span: Span | None = Field(default=None, exclude=True)
    author: str | None = Field(default=None, exclude=True)

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"<Username {shortened(self.name)!r} by {self.evidence}>"


class Participant(Model):
    """Somebody who is interested in a session. ``signed_by`` differs where another person entered them."""

    username: str
    comment: str | None = None
    signed_by: str | None = None
    signed_at: Moment | None = None
    span: Span | None = Field(default=None, exclude=True)

    def __str__(self) -> str:
        return self.username

    def __repr__(self) -> str:
        return f"<Participant {shortened(self.username)!r}>"


class Unrecognised(Model):
    """A label and a text that no field claimed; either may be None."""

    label: str | None = None
    text: str | None = None
    span: Span | None = Field(default=None, exclude=True)


class Item(NamedTuple):
    """One value inside a field as written, with its place: a choice, an author, an account."""

    text: str
    span: Span
    known: str | None = None
    """The vocabulary's value, where the text is one."""


class FieldText(NamedTuple):
    """A field as it stands in the page: its label, its wikitext, and where both are.

    ``text`` is the wikitext as written, without the blanks around it; ``value_span`` covers it (it is empty, and
    stands behind the label, where there is no value). ``further`` is where values under labels elsewhere in the page stand that
    belong to it: ``Speaker 1``, the abstract, ``Speaker 2``. ``placeholder`` is a hint or placeholder that was left in place.
    """

    key: FieldKey
    label: str
    label_span: Span
    value_span: Span
    text: str
    line: int
    column: int
    empty: bool = False
    placeholder: bool = False
    items: tuple[Item, ...] = ()
    further: tuple[Span, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where all its values stand."""
        return (self.value_span, *self.further)

    def written(self, source: str) -> str:
        """All its wikitext, each value from a line of its own, as it stands in the page's."""
        return "\n".join(source[start:end] for start, end in self.spans)


class RemarkKind(StrEnum):
    """What reading noticed about a page and checking has to tell."""

    NO_FORM = "no-form"
    UNPARSABLE = "unparsable"
    UNCLOSED = "unclosed"
    DUPLICATE_FIELD = "duplicate-field"
    UNKNOWN_FIELD = "unknown-field"
    NEAR_LABEL = "near-label"
    PLACEHOLDER = "placeholder"
    UNSIGNED = "unsigned"
    TOO_MANY = "too-many"
    CUT = "cut"


class Remark(NamedTuple):
    """Something that only the reader of a page can know, with its place; ``text`` says what stands there."""

    kind: RemarkKind
    span: Span
    text: str = ""
    key: FieldKey | None = None


class Submission(Model):
    """One proposal, read from its page.

    Text is plain text: markup resolved to what a reader sees. Absent text is None, absent lists are empty.
    Choices are the edition's canonical values; one that the edition does not know stays as written.
    """

    edition: str
    page: PageRef
    title: str
    number: str | None = None
    status: Status = Status.SUBMITTED
    authors: tuple[str, ...] = ()
    usernames: tuple[Username, ...] = ()
    types: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    mode: str | None = None
    affiliation: str | None = None
    country: str | None = None
    requirements: str | None = None
    extra: str | None = None
    duration: str | None = None
    abstract: str | None = None
    benefit: str | None = None
    takeaways: str | None = None
    participants: tuple[Participant, ...] = ()
    unrecognised: tuple[Unrecognised, ...] = ()
    raw: Mapping[str, str] = Field(default_factory=dict)
    """Each present field's key, with its wikitext as written."""
    fields: SkipValidation[tuple[FieldText, ...]] = Field(default=(), exclude=True)
    remarks: SkipValidation[tuple[Remark, ...]] = Field(default=(), exclude=True)
    form_span: Span = Field(default=Span(0, 0), exclude=True)
    """From the form's first character to its last; empty at 0 where there is no form."""
    _source: object = PrivateAttr(default=None)
    """What it was read from, where the library keeps that."""

    def __str__(self) -> str:
        return self.title

    def __repr__(self) -> str:
        by = f", by {shortened(', '.join(self.authors))!r}" if self.authors else ""
        return f"<Submission {shortened(self.title)!r} of {self.edition}, {self.status}{by}>"

    def _repr_html_(self) -> str:
        """A card for notebooks, escaped and masked."""
        from indababot.card import card

        return card(self)

    def field(self, key: FieldKey) -> FieldText | None:
        """The field as it stands in the page, the first where it stands there twice."""
        return next((field for field in self.fields if field.key is key), None)
