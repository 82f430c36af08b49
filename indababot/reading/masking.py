"""E-mail addresses and phone numbers in records: masked before a record leaves the program."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from indababot.privacy import EMAIL, masked
from indababot.records import Submission

_TEXTS = tuple(
    name
    for name in Submission.model_fields
    if name not in ("edition", "page", "status", "fields", "remarks", "form_span")
)


def mask(submission: Submission) -> Submission:
    """The record with ``[e-mail]`` and ``[phone]`` for the addresses and numbers in its texts; places are left as they are."""
    values = {name: getattr(submission, name) for name in _TEXTS}
    updates = {name: new for name, value in values.items() if (new := _masked(value)) != value}
    return submission.model_copy(update=updates) if updates else submission


def emails(submission: Submission) -> list[str]:
    """The e-mail addresses in a record's texts, each once, in order."""
    texts = (text for name in _TEXTS for text in _texts(getattr(submission, name)))
    return list(dict.fromkeys(address for text in texts if "@" in text for address in EMAIL.findall(text)))


def _masked(value: Any) -> Any:
    """A value with all texts in it masked; a model keeps its type and its places."""
    if type(value) is str:
        return masked(value)
    if isinstance(value, BaseModel):
        parts = {name: getattr(value, name) for name in type(value).model_fields if name != "span"}
        return value.model_copy(update={name: _masked(part) for name, part in parts.items()})
    if isinstance(value, Mapping):
        return {key: _masked(item) for key, item in value.items()}
    return tuple(_masked(item) for item in value) if type(value) is tuple else value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        yield from (text for name in type(value).model_fields for text in _texts(getattr(value, name)))
    elif isinstance(value, Mapping):
        yield from (text for item in value.values() for text in _texts(item))
    elif type(value) is tuple:
        yield from (text for item in value for text in _texts(item))
