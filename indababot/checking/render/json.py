"""A JSON list in the shape that users of ruff know (contract 2)."""

from indababot.checking.render.report import Report
from indababot.terminal import json_text


def render(report: Report) -> str:
    """The findings as a JSON list."""
    data = [diagnostic.model_dump(mode="json") for diagnostic in report.diagnostics]
    return json_text(data, indent=2) + "\n"
