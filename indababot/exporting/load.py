"""An export, read again: what submissions were when it was made."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indababot.errors import UsageError
from indababot.files import read_given
from indababot.records import Submission
from indababot.textfiles import from_json, why

SUFFIXES = (".json", ".ndjson", ".jsonl")
"""The files that hold records."""
_MOST = 200_000_000


@dataclass(frozen=True, slots=True)
class Exported:
    """Records of a file. ``keys`` are those that all of them have; ``masked`` says that addresses in them are not shown."""

    submissions: tuple[Submission, ...]
    keys: frozenset[str]
    masked: bool


def load(path: Path) -> Exported:
    """The records of a JSON or NDJSON file that ``export`` or ``parse`` wrote, whole or some of their keys, ``page`` among them.

    Raises:
        UsageError: the file cannot be read, or holds no records.
    """
    try:
        text = read_given(path, _MOST).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("{path} cannot be read: {why}.", path=path, why=why(error)) from error
    try:
        records = _records(text)
        found = tuple(_submission(record) for record in records)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise UsageError(
            "{path} holds no records with their pages: make it with 'indababot export' or 'indababot "
            "parse', as JSON or NDJSON.",
            path=path,
        ) from error
    keys = frozenset.intersection(*(frozenset(record) for record in records)) if records else frozenset()
    masked = not any("emails" in record for record in records)
    return Exported(found, keys or frozenset(Submission.model_fields), masked)


def _records(text: str) -> list[Mapping[str, Any]]:
    try:
        data = from_json(text)
    except ValueError:
        data = [from_json(line) for line in text.splitlines() if line.strip()]
    return [data] if isinstance(data, dict) else list(data)


def _submission(record: Mapping[str, Any]) -> Submission:
    """One record, as far as this version knows its keys. What a file leaves out is not compared, and stands empty."""
    known = {key: value for key, value in record.items() if key in Submission.model_fields}
    page = known["page"]["title"]
    return Submission.model_validate({"edition": "", "title": page.rpartition("/")[2] or page} | known)
