"""A JSON list in the shape that users of ruff know (contract 2)."""

from indababot.checking.render.report import Report, public_fix
from indababot.terminal import json_text


def render(report: Report) -> str:
    """The findings as a JSON list."""
    shown = (one.model_copy(update={"fix": public_fix(one)}) for one in report.diagnostics)
    data = [diagnostic.model_dump(mode="json") for diagnostic in shown]
    return json_text(data, indent=2) + "\n"
