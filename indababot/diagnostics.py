"""What a finding is, and the place that it points at.

The JSON shape is the one that users of ruff know: rows and columns are 1-based, columns count code points.
"""

from collections.abc import Mapping
from enum import StrEnum

from pydantic import ConfigDict, Field, SkipValidation

from indababot.asked import Asked
from indababot.i18n import Said, in_language, translate

OURS = frozenset({"reason", "why"})
"""The values of findings that are messages of ours, and no words of a page."""


class Severity(StrEnum):
    """How bad a finding is: an error must be fixed, a warning should be looked at, info is worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


class Applicability(StrEnum):
    """Whether a fix keeps the meaning for certain."""

    SAFE = "safe"
    UNSAFE = "unsafe"


class _Model(Asked):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Location(_Model):
    """A place in a text: row and column, 1-based, the column in code points."""

    row: int
    column: int


class Edit(_Model):
    """Replace the code points ``[start, end)`` of the page's text by ``content``."""

    start: int = Field(exclude=True)
    end: int = Field(exclude=True)
    content: str
    location: Location
    end_location: Location


class Fix(_Model):
    """A change that fixes a finding; its edits do not overlap. ``template`` is the message before it was put together."""

    message: str
    applicability: Applicability
    edits: tuple[Edit, ...]
    template: str = Field(default="", exclude=True)


class Diagnostic(_Model):
    """One finding.

    ``template``, ``help_template`` and ``values`` are message and help before they were put together
    (:func:`indababot.i18n.translate` makes them in another language); ``start`` and ``end`` are the offsets behind the
    locations; ``help`` says how to fix it.
    """

    code: str
    name: str
    severity: Severity
    message: str
    filename: str | None
    page: str
    location: Location
    end_location: Location
    fix: Fix | None = None
    help: str | None = Field(default=None, exclude=True)
    start: int = Field(default=0, exclude=True)
    end: int = Field(default=0, exclude=True)
    template: str = Field(default="", exclude=True)
    help_template: str = Field(default="", exclude=True)
    values: SkipValidation[Mapping[str, str]] = Field(default_factory=dict, exclude=True)

    def __str__(self) -> str:
        place = f"{self.filename or self.page}:{self.location.row}:{self.location.column}"
        return f"{place}: {self.code} {self.name} ({self.severity}): {self.message}"

    def __repr__(self) -> str:
        place = f"{self.location.row}:{self.location.column}"
        return f"<Diagnostic {place} {self.code} {self.name} ({self.severity}): {self.message!r}>"

    def values_in(self, language: str) -> dict[str, str]:
        """The values, those that are messages of ours in a language."""
        values = dict(self.values)
        for name in values.keys() & OURS:
            value = values[name]
            values[name] = (in_language if isinstance(value, Said) else translate)(language, value)
        return values

    @property
    def sort_key(self) -> tuple[str, str, int, int, str]:
        """A total order: by file or page, then place, then code."""
        return (self.filename or "", self.page, self.start, self.end, self.code)
