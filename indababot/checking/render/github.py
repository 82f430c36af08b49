"""Workflow commands of GitHub Actions: a finding shows beside its line in a pull request."""

from indababot.checking.render.report import Report, name_of
from indababot.diagnostics import Diagnostic, Severity
from indababot.terminal import commandless, visible

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report) -> str:
    """The findings, a command each."""
    return "".join(f"{_command(diagnostic)}\n" for diagnostic in report.diagnostics)


def _command(diagnostic: Diagnostic) -> str:
    start, end = diagnostic.location, diagnostic.end_location
    properties = {
        "title": f"{diagnostic.code} {diagnostic.name}",
        "file": name_of(diagnostic),
        "line": str(start.row),
        "col": str(start.column),
        "endLine": str(end.row),
    }
    if end.row == start.row:  # GitHub takes an end column on the first line only
        properties["endColumn"] = str(max(end.column, start.column))
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    place = f"{name_of(diagnostic)}:{start.row}:{start.column}"
    text = f"{place}: {diagnostic.code} {diagnostic.name}: {diagnostic.message}"
    return f"::{_LEVELS[diagnostic.severity]} {told}::{_data(text)}"


def _data(text: str) -> str:
    """A message as the runner takes it back: percent sign and line breaks encoded."""
    return commandless(visible(text)).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A property, in which a colon and a comma have a meaning too."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
