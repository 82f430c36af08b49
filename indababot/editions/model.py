"""The model that an edition file is checked against: one conference in one year, as data.

A file says where an edition's pages are, what its form looks like, and where the bot may write. ``docs/editions.md``
explains every key with an example.
"""

from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    Field,
    StringConstraints,
    model_validator,
)

from indababot.diagnostics import Severity
from indababot.editions.form import Form, FormField, LanguageCode, Model, Text, claimed_twice
from indababot.i18n import N_, said
from indababot.privacy import REGIONS
from indababot.records import FieldKey, Status


def _known_region(code: str) -> str:
    if code not in REGIONS:
        raise ValueError(
            said("'{code}' is no region: give ISO codes of two capital letters, as KE", code=code)
        )
    return code


Region = Annotated[str, AfterValidator(_known_region)]


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(
            said("'{name}' is no time zone: give its name in the IANA database, as Africa/Nairobi", name=name)
        ) from None
    return name


Zone = Annotated[str, AfterValidator(_known_zone)]


class Pages(Model):
    """Where the edition's pages are. Submissions are the union of what prefixes, categories and templates find."""

    prefixes: tuple[Text, ...] = ()
    """Title prefixes, as ``WikiIndaba 2023/Submissions/``."""
    categories: tuple[Text, ...] = ()
    """Categories without their namespace; their direct members only."""
    templates: tuple[Text, ...] = ()
    """Form templates without their namespace: pages that transclude them."""
    exclude: tuple[Text, ...] = ()
    """Shell patterns on the whole title (``*`` matches ``/`` too) of sub-pages that are no submissions."""
    programme: tuple[Text, ...] = ()
    """Prefixes of programme cards; a card is paired with the submission of the same title."""
    allowed: tuple[Text, ...] = ()
    """Prefixes of titles that the bot may write; ``X`` allows ``X``, ``X/…`` and ``X …``."""
    outside: bool = False
    """Whether pages that only a category or template finds count too where they stand outside all ``prefixes`` and ``programme``."""
    rows: tuple[Text, ...] = ()
    """Pages outside the template namespace that a region may name in ``row=``."""


class StatusSource(StrEnum):
    """Where a status can be read from."""

    CATEGORY = "category"
    PATH = "path"
    BANNER = "banner"
    FIELD = "field"
    MOVE = "move"
    STRIKE = "strike"


class StatusRule(Model):
    """When ``match`` is found in ``source``, the submission has ``status``. The first rule that fits wins.

    ``category``: the whole name or its last part after ``/``. ``path``: a part of the title between slashes. ``banner``: the
    name of a template, one of its parameters, or a text outside the fields; one word only as the whole of it or of its line,
    several words inside a sentence too. ``field``: a text in the status field. ``move``: a part of a
    title that redirects here. ``strike``: the title or the header is struck out (``match`` is not looked at).
    Case is not looked at.
    """

    source: StatusSource
    match: tuple[Text, ...] = ()
    status: Status


class Output(Model):
    """A page that the bot makes when it is missing: a notice and one region."""

    page: Text
    view: Text
    parameters: dict[str, str] = Field(default_factory=dict)


class Guard(Model):
    """When a run stops itself. ``max_shrink`` is the share of rows, 0 to 1, that a region may lose since the last run."""

    max_shrink: Annotated[float, Field(ge=0, le=1)] = 0.3
    min_rows: Annotated[int, Field(ge=0)] = 5
    """Regions that had fewer rows than this may shrink freely."""
    max_growth: Annotated[float, Field(ge=0)] = 1.0
    """The share by which the submissions may grow since the last run: 1 lets them double, 0.5 grow by half."""
    min_growth: Annotated[int, Field(ge=0)] = 50
    """So many new submissions are never too many."""
    stop_page: Text | None = None
    """A page that stops the bot while it holds any text."""


class Rules(Model):
    """Which rules apply: codes or names, and ``severity`` by code or name."""

    ignore: tuple[Text, ...] = ()
    severity: dict[str, Severity] = Field(default_factory=dict)


class Edition(Model):
    """One conference in one year."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    name: Text
    extends: Text | None = None
    """An edition (its id, or a file beside this one) whose words are understood too: labels, parameters and hints of the
    same fields, other spellings of the same choices, noise, placeholders, the status field and its rules. What this file
    says goes first."""
    starts: date | None = None
    ends: date | None = None
    timezone: Zone | None = None
    """The time zone of its programme, as ``Africa/Nairobi``: what times on programme cards are in."""
    deadline: datetime | date | None = None
    """The last day, or moment in UTC, on which a submission is in time."""
    languages: tuple[LanguageCode, ...] = ("en",)
    regions: tuple[Region, ...] = ()
    """Where its people come from, as ISO codes: national phone numbers of these are told without a word for telephone."""
    lexicon: bool = False
    """Whether the lexicon's words are understood too: the usual labels and parameters of every field (those that this file does not
    list are added), other spellings of the usual choices, and the words of each status rule."""
    status: Status = Status.SUBMITTED
    """The status of a submission that no rule speaks of."""
    pages: Pages = Field(default_factory=Pages)
    statuses: tuple[StatusRule, ...] = ()
    form: Form = Field(default_factory=Form)
    fields: tuple[FormField, ...] = ()
    aliases: dict[str, tuple[Text, ...]] = Field(default_factory=dict)
    """Spellings of one person, by the name to use."""
    outputs: tuple[Output, ...] = ()
    guard: Guard = Field(default_factory=Guard)
    rules: Rules = Field(default_factory=Rules)

    @model_validator(mode="after")
    def _each_field_once(self) -> "Edition":
        keys = [field.key for field in self.fields if field.key is not FieldKey.OTHER]
        twice = sorted({key.value for key in keys if keys.count(key) > 1})
        if twice:
            raise ValueError(said("these fields are described twice: {names}", names=", ".join(twice)))
        return self

    @model_validator(mode="after")
    def _each_label_once(self) -> "Edition":
        spellings = [(field.ident, text) for field in self.fields for text in field.spellings]
        parameters = [(field.ident, text) for field in self.fields for text in field.parameters]
        for told, claims in (
            (N_("the label '{text}' is given to two fields, {first} and {second}"), spellings),
            (N_("the parameter '{text}' is given to two fields, {first} and {second}"), parameters),
        ):
            for text, first, second in claimed_twice(claims):
                raise ValueError(said(told, text=text, first=first, second=second))
        return self

    @model_validator(mode="after")
    def _dates_in_order(self) -> "Edition":
        if self.starts and self.ends and self.starts > self.ends:
            raise ValueError(
                said(
                    "it starts on {starts} and ends before that, on {ends}",
                    starts=self.starts,
                    ends=self.ends,
                )
            )
        return self

    def __str__(self) -> str:
        return self.id

    def __repr__(self) -> str:
        return f"<Edition {self.id}: {self.name}, {len(self.fields)} fields>"

    def may_write(self, title: str) -> bool:
        """Whether the bot may write a page: ``X`` in ``allowed`` allows ``X``, ``X/…`` and ``X …``."""
        return any(title == name or title.startswith((f"{name}/", f"{name} ")) for name in self.pages.allowed)

    @cached_property
    def by_key(self) -> dict[FieldKey, FormField]:
        """The form's fields by their key."""
        return {field.key: field for field in self.fields}

    def field(self, key: FieldKey) -> FormField:
        """The form's field of a key, and where it has none, one without labels."""
        return self.by_key.get(key) or FormField(key=key)
