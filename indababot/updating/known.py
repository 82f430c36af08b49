"""What reading and checking one page came to, as it is kept: masked, as JSON, and never trusted without the page's state."""

import json
from collections.abc import ItemsView, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ValidationError

from indababot.diagnostics import Diagnostic
from indababot.i18n import Said, kept, made
from indababot.privacy import Public
from indababot.records import Status, Submission
from indababot.spool import Spool

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

    def slim(self, aside: "Spool[dict[str, str]]") -> "Known":
        """The same page in less memory: its fields as they are written, which few lists show, go to the disk."""
        record = Public(self.record.model_copy(update={"raw": _Aside(aside, self.record.raw)}))
        _share(record)
        _share(self.findings)
        return replace(self, record=record)

    @classmethod
    def load(cls, text: str) -> "Known | None":
        """The page that a text was made of; None where it is none."""
        try:
            data = json.loads(text)
            return cls(
                record=lean(Public(Submission.model_validate(data["record"]))),
                findings=tuple(map(_finding, data["findings"])),
                status=data["status"] and Status(data["status"]),
                compared=str(data["compared"]),
                has_fields=bool(data["has_fields"]),
                form=Form(data["form"]),
            )
        except (ValidationError, ValueError, LookupError, TypeError):
            return None


def _finding(data: dict[str, Any]) -> Diagnostic:
    return Diagnostic.model_validate(
        data | {"values": {name: made(value) for name, value in data["values"].items()}}
    )


def lean(record: Public) -> Public:
    """A record without what it says of the text that it was read from."""
    return Public(record.model_copy(update=dict.fromkeys(PLACES, ())))


class _Aside(Mapping[str, str]):
    """A mapping that is read from the disk whenever it is looked at."""

    __slots__ = ("_number", "_spool")

    def __init__(self, spool: "Spool[dict[str, str]]", whole: Mapping[str, str]) -> None:
        self._spool, self._number = spool, len(spool)
        spool.add(dict(whole))

    def __getitem__(self, key: str) -> str:
        return self._spool[self._number][key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._spool[self._number])

    def __len__(self) -> int:
        return len(self._spool[self._number])

    def items(self) -> ItemsView[str, str]:
        """All of it, read once."""
        return self._spool[self._number].items()


_SETS: dict[type[BaseModel], set[str]] = {}
"""The names of the fields that the models of a kind were made with."""


def _share(value: object) -> None:
    """Lets models have the set of their fields' names in common: each has one of its own, which is a fifth of a record."""
    if isinstance(value, BaseModel):
        names = value.__pydantic_fields_set__
        if names == (common := _SETS.setdefault(type(value), names)):
            object.__setattr__(value, "__pydantic_fields_set__", common)
        for part in value.__dict__.values():
            _share(part)
    elif isinstance(value, tuple):
        for part in value:
            _share(part)


def _plain(value: Any) -> Any:
    """A value as JSON has it, with the fields that models leave out of their own; a message can still be said in another language."""
    if isinstance(value, Said):
        return kept(value)
    if isinstance(value, BaseModel):
        return {name: _plain(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, datetime) else value
