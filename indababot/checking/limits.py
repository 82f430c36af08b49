"""An organiser's own limits: a TOML file that changes what an edition asks for.

ignore = ["late"]

[severity]
title-mismatch = "warning"

[fields.abstract]
required = true
min_words = 100
max_words = 300
"""

from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from indababot import toml
from indababot.checking.select import overrides
from indababot.diagnostics import Severity
from indababot.editions import Choice, Edition, FormField, Rules
from indababot.errors import UsageError
from indababot.faults import wrong
from indababot.files import read_given
from indababot.i18n import said
from indababot.records import FieldKey
from indababot.suggestions import nearest
from indababot.textfiles import why


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


_Limit = Annotated[int, Field(ge=0)]


class FieldLimits(_Model):
    """What is asked for in one field; what is not said stays as the edition has it."""

    required: bool | None = None
    min_words: _Limit | None = None
    max_words: _Limit | None = None
    max_values: _Limit | None = None
    open: bool | None = None
    choices: tuple[Choice, ...] | None = None


class Limits(_Model):
    """Limits by field, and rules to ignore or to weigh differently."""

    ignore: tuple[str, ...] = ()
    severity: dict[str, Severity] = Field(default_factory=dict)
    fields: dict[FieldKey, FieldLimits] = Field(default_factory=dict)


def read_limits(path: Path) -> Limits:
    """The limits in a file.

    Raises:
        UsageError: it cannot be read, or it says something that limits cannot say.
    """
    try:
        limits = Limits.model_validate(toml.loads(read_given(path).decode("utf-8-sig")))
    except (OSError, UnicodeDecodeError, toml.TomlError) as error:
        raise UsageError("The rules file {path} cannot be read: {why}.", path=path, why=why(error)) from None
    except ValidationError as error:
        raise UsageError(
            "The rules file {path} is wrong: {fault}", path=path, fault=_explained(error)
        ) from None
    overrides(Rules(ignore=limits.ignore, severity=limits.severity))
    return limits


def _explained(error: ValidationError) -> str:
    fault = error.errors(include_url=False)[0]
    place = [str(part) for part in fault["loc"]]
    models: dict[int, list[str]] = {1: list(Limits.model_fields), 3: list(FieldLimits.model_fields)}
    misnamed = place[0] == "fields" and place[-1] == "[key]"
    known = [key.value for key in FieldKey] if misnamed else models.get(len(place), [])
    word = place[1] if misnamed else place[-1]
    near = nearest(word, known)
    if fault["type"] == "extra_forbidden":
        hint = said(", did you mean '{near}'?", near=near) if near else "."
        return said("unknown key '{key}'{hint}", key=".".join(place), hint=hint)
    told = said("'{place}' {fault}.", place=".".join(place), fault=wrong(fault))
    return told if not near or near == word else said("{fault} Did you mean '{near}'?", fault=told, near=near)


def limited(edition: Edition, limits: Limits) -> Edition:
    """The edition with an organiser's limits in place of its own."""
    present = {described.key for described in edition.fields}
    fields = tuple(_changed(described, limits.fields.get(described.key)) for described in edition.fields)
    added = tuple(
        _changed(FormField(key=key), own) for key, own in limits.fields.items() if key not in present
    )
    rules = Rules(
        ignore=(*edition.rules.ignore, *limits.ignore), severity=edition.rules.severity | limits.severity
    )
    told: dict[str, Any] = {name: getattr(edition, name) for name in Edition.model_fields}
    return Edition.model_validate(told | {"fields": fields + added, "rules": rules})


def _changed(described: FormField, own: FieldLimits | None) -> FormField:
    return (
        described.model_copy(update=own.model_dump(exclude_none=True, exclude={"choices"}) | _choices(own))
        if own
        else described
    )


def _choices(own: FieldLimits) -> dict[str, Any]:
    return {} if own.choices is None else {"choices": own.choices}
