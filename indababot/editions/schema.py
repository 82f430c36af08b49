"""JSON Schemas of the edition and of the record, made from the models.

``python -m indababot.editions.schema`` writes them where the package publishes them; a test fails when they are stale.
"""

import json
from pathlib import Path
from typing import Any

from indababot.editions.model import Edition
from indababot.files import write_text
from indababot.records import Submission

_PACKAGE = Path(__file__).parents[1]
FILES = {"edition": _PACKAGE / "editions" / "edition.schema.json", "record": _PACKAGE / "record.schema.json"}
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
    schema = Submission.model_json_schema(mode="serialization")
    moment = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$"
    for model in ("PageRef", "Participant"):
        for name in ("timestamp", "signed_at"):
            if name in schema["$defs"][model]["properties"]:
                schema["$defs"][model]["properties"][name] = {
                    "anyOf": [{"type": "string", "pattern": moment}, {"type": "null"}]
                }
    for part in (schema, *schema["$defs"].values()):
        if "properties" in part:
            part["required"] = list(part["properties"])  # a record has all its keys, whatever they hold
    schema["properties"]["emails"] = {"type": "array", "items": {"type": "string"}}
    return {"$schema": _DIALECT, **schema, "title": "A record of indababot"}


def texts() -> dict[Path, str]:
    """What each schema file must hold."""
    schemas = {"edition": edition_schema(), "record": record_schema()}
    return {
        FILES[name]: json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in schemas.items()
    }


if __name__ == "__main__":
    for path, text in texts().items():
        write_text(path, text)
