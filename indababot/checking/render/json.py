"""A JSON list in the shape that users of ruff know (contract 2)."""

import json

from indababot.checking.render.report import Report, escaped_unseen


def render(report: Report) -> str:
    """The findings as a JSON list."""
    data = [diagnostic.model_dump(mode="json") for diagnostic in report.diagnostics]
    return escaped_unseen(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"
