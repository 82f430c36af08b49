"""E-mail addresses and phone numbers in records: masked before a record leaves the program."""

import re
from typing import Any

from indababot.privacy import EMAIL, PHONE
from indababot.records import Submission

_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[-.]\d{1,2}[-.]\d{4}")
_YEARS = re.compile(r"(?:(?:19|20)\d\d[ -]*)+|\d{1,2}[ .]\d{1,2}[ .](?:19|20)\d\d.*")
_URL = re.compile(r"(?:https?:)?//\S+")
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


def mask_text(text: str) -> str:
    """A text with its e-mail addresses and phone numbers masked. Dates, numbers and addresses of pages stay."""
    if "@" in text:
        text = EMAIL.sub("[e-mail]", text)
    links = [match.span() for match in _URL.finditer(text)]

    def masked(match: re.Match[str]) -> str:
        number = match[0]
        inside = any(start <= match.start() < end for start, end in links)
        digits = sum(char.isdigit() for char in number)
        if inside or _DATE.search(number) or _YEARS.fullmatch(number.strip()) or not 8 <= digits <= 15:
            return number
        return "[phone]"

    return PHONE.sub(masked, text)


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return mask_text(value)
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
