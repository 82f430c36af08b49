"""What reading and checking one page came to, as it is kept: masked, as JSON, and never trusted without the page's state."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ValidationError

from indababot.diagnostics import Diagnostic
from indababot.privacy import Public
from indababot.records import Status, Submission

PLACES = ("fields", "remarks")
"""What a record says of the page that it was read from."""


class Form(StrEnum):
    """Where a page's form was found."""

    TEXT = "text"
    RENDERED = "rendered"
    """In what the wiki makes of the page, and not in its wikitext."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Known:
    """One page: its record and findings, both as anybody may see them.

    ``status`` is the one that it was checked with, which a programme card may give it. ``compared`` is a hash of the title that no other
    proposal should have, empty where there is none. ``has_fields`` says whether anything on the page is a field.
    """

    record: Public
    findings: tuple[Diagnostic, ...]
    status: Status | None
    compared: str
    has_fields: bool
    form: Form

    def json(self) -> str:
        """The page as text. The places of what stands in the record are left out."""
        whole = {name: _plain(getattr(self, name)) for name in self.__slots__}
        for name in PLACES:
            del whole["record"][name]
        return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def load(cls, text: str) -> "Known | None":
        """The page that a text was made of; None where it is none."""
        try:
            data = json.loads(text)
            return cls(
                record=lean(Public(Submission.model_validate(data["record"]))),
                findings=tuple(map(Diagnostic.model_validate, data["findings"])),
                status=data["status"] and Status(data["status"]),
                compared=str(data["compared"]),
                has_fields=bool(data["has_fields"]),
                form=Form(data["form"]),
            )
        except (ValidationError, ValueError, LookupError, TypeError):
            return None


def lean(record: Public) -> Public:
    """A record without what it says of the text that it was read from, and with each text in memory once: there may be many."""
    texts = {value: value for _, value in record if isinstance(value, str)}
    raw = {key: texts.get(value, value) for key, value in record.raw.items()}
    return Public(record.model_copy(update={"raw": raw, **dict.fromkeys(PLACES, ())}))


def _plain(value: Any) -> Any:
    """A value as JSON has it, with the fields that models leave out of their own."""
    if isinstance(value, BaseModel):
        return {name: _plain(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, datetime) else value
