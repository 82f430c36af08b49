"""A JSON list in the shape that users of ruff know (contract 2)."""

from collections.abc import Iterable, Iterator

from indababot.checking.render.report import Report, public_fix
from indababot.diagnostics import Diagnostic
from indababot.terminal import json_list


def pieces(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """The findings as a JSON list, written as they come."""
    shown = (one.model_copy(update={"fix": public_fix(one)}) for one in diagnostics)
    return json_list(diagnostic.model_dump(mode="json") for diagnostic in shown)


def render(report: Report) -> str:
    """The findings as a JSON list."""
    return "".join(pieces(report.diagnostics))
