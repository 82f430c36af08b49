"""A line a finding: ``path:line:col: CODE name: message``."""

from indababot.checking.render.report import Report, header


def render(report: Report) -> str:
    """The findings, one a line."""
    return "".join(f"{header(diagnostic)}\n" for diagnostic in report.diagnostics)
