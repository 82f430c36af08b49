"""E-mail addresses and phone numbers in records: masked before a record leaves the program."""

from typing import Any

from indababot.privacy import EMAIL, masked
from indababot.records import Submission

_KEPT = frozenset(("edition", "page", "status"))


def mask(submission: Submission) -> Submission:
    """The record with ``[e-mail]`` and ``[phone]`` for the addresses and numbers in its texts; spans are left as they are."""
    data = submission.model_dump(mode="python", include=set(type(submission).model_fields) - _KEPT)
    masked = {
        key: _masked(value) for key, value in data.items() if key not in ("fields", "remarks", "form_span")
    }
    updates = {key: value for key, value in masked.items() if value != data[key]}
    if not updates:
        return submission
    whole = submission.model_dump(mode="python")
    checked = Submission.model_validate(whole | updates)
    return submission.model_copy(update={key: getattr(checked, key) for key in updates})


def emails(submission: Submission) -> list[str]:
    """The e-mail addresses in a record's texts, each once, in order."""
    data = submission.model_dump(mode="json", exclude={"edition", "page", "status"})
    return list(dict.fromkeys(address for text in _texts(data) for address in EMAIL.findall(text)))


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, dict):
        return {key: _masked(item) for key, item in value.items()}
    if isinstance(value, list | tuple) and not hasattr(value, "_fields"):
        return type(value)(_masked(item) for item in value)
    return value


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for item in items for text in _texts(item)]
