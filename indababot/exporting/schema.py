"""The JSON Schema of rows that are no submissions: ``export --rows person|participant|finding`` as JSON.

``python -m indababot.exporting.schema`` writes it where the package publishes it; a test fails when it is stale. That of a submission's
record is ``record.schema.json``.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from indababot.exporting.rows import HEADERS, Kind

FILE = Path(__file__).parent.parent / "rows.schema.json"
_TEXT = {"type": "string"}
_PERHAPS = {"type": ["string", "null"]}
_COUNT = {"type": "integer", "minimum": 1}
_LIST = {"type": "array", "items": _TEXT}
_COLUMNS: Mapping[Kind, Mapping[str, Mapping[str, Any]]] = {
    Kind.PERSON: {"person": _TEXT, "accounts": _LIST, "count": _COUNT, "sessions": _LIST, "pages": _LIST},
    Kind.PARTICIPANT: {
        "page": _TEXT,
        "title": _TEXT,
        "username": _TEXT,
        "comment": _PERHAPS,
        "signed_by": _PERHAPS,
        "signed_at": {"type": ["string", "null"], "format": "date-time"},
    },
    Kind.FINDING: {
        "page": _TEXT,
        "title": _TEXT,
        "code": _TEXT,
        "name": _TEXT,
        "severity": {"enum": ["error", "warning", "info"]},
        "message": _TEXT,
        "row": _COUNT,
        "column": _COUNT,
        "url": _PERHAPS,
    },
}
"""What each column holds."""


def rows_schema() -> dict[str, Any]:
    """The schema of one row; a row of chosen columns has some of the keys."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A row of indababot export --rows person, participant or finding",
        "anyOf": [{"$ref": f"#/$defs/{kind.value}"} for kind in HEADERS],
        "$defs": {
            kind.value: {
                "type": "object",
                "properties": {name: _COLUMNS[kind][name] for name in header},
                "additionalProperties": False,
                "minProperties": 1,
            }
            for kind, header in HEADERS.items()
        },
    }


if __name__ == "__main__":
    FILE.write_text(json.dumps(rows_schema(), indent=2) + "\n", encoding="utf-8")
