"""JSON Schemas of the edition, of the record and of changes, made from the models.

``python -m indababot.editions.schema`` writes them where the package publishes them; a test fails when they are stale.
"""

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from indababot.changes import Change
from indababot.editions.model import Edition
from indababot.files import write_text
from indababot.records import Submission

_PACKAGE = Path(__file__).parents[1]
FILES = {
    "edition": _PACKAGE / "editions" / "edition.schema.json",
    "record": _PACKAGE / "record.schema.json",
    "changes": _PACKAGE / "changes.schema.json",
}
"""Where each schema stands in the package."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def edition_schema() -> dict[str, Any]:
    """The schema of an edition file (dates as text): what an editor needs to complete and check one."""
    return {
        "$schema": _DIALECT,
        **Edition.model_json_schema(mode="validation"),
        "title": "An edition of indababot",
    }


def record_schema() -> dict[str, Any]:
    """The schema of one record of ``indababot parse``; ``emails`` is there only with ``--with-personal-data``."""
    schema = _complete(Submission.model_json_schema(mode="serialization"))
    schema["properties"]["emails"] = {"type": "array", "items": {"type": "string"}}
    return {"$schema": _DIALECT, **schema, "title": "A record of indababot"}


def changes_schema() -> dict[str, Any]:
    """The schema of what ``indababot changes --format json`` prints."""
    schema = _complete(TypeAdapter(list[Change]).json_schema(mode="serialization"))
    return {"$schema": _DIALECT, **schema, "title": "Changes of indababot"}


def _complete(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema in which moments are texts, and an object has all its keys, whatever they hold."""
    moment = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$"
    for part in (schema, *schema["$defs"].values()):
        for name in {"timestamp", "signed_at"} & part.get("properties", {}).keys():
            part["properties"][name] = {"anyOf": [{"type": "string", "pattern": moment}, {"type": "null"}]}
        if "properties" in part:
            part["required"] = list(part["properties"])
    return schema


def texts() -> dict[Path, str]:
    """What each schema file must hold."""
    schemas = {"edition": edition_schema(), "record": record_schema(), "changes": changes_schema()}
    return {
        FILES[name]: json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in schemas.items()
    }


if __name__ == "__main__":
    for path, text in texts().items():
        write_text(path, text)
