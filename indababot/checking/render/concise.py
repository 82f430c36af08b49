"""A line a finding: ``path:line:col: CODE name: message``."""

from collections.abc import Iterable, Iterator

from indababot.checking.render.report import Report, header
from indababot.diagnostics import Diagnostic


def pieces(diagnostics: Iterable[Diagnostic], *, unsafe: bool = False) -> Iterator[str]:
    """The findings, one a line, written as they come."""
    return (f"{header(diagnostic, unsafe=unsafe)}\n" for diagnostic in diagnostics)


def render(report: Report) -> str:
    """The findings, one a line."""
    return "".join(pieces(report.diagnostics, unsafe=report.unsafe))
