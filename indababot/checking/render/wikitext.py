"""For a talk page: a list of the findings on each page, every value escaped, in the author's language."""

from indababot.checking.render.report import Escapers, Report
from indababot.diagnostics import Diagnostic


def render(report: Report) -> str:
    """A bullet a page with a bullet a finding below it; pages without findings are left out.

    Raises:
        ValueError: the report has no escapers.
    """
    if report.escapers is None:
        raise ValueError("wikitext is made with escapers only")
    titles = {page.filename or page.title: page.title for page in report.pages}
    blocks = []
    for name, found in report.by_page():
        if found:
            lines = [f"* {report.escapers.page(titles.get(name, found[0].page))}"]
            lines += [f"** {_line(report.escapers, diagnostic)}" for diagnostic in found]
            blocks.append("\n".join(lines))
    return "\n".join(blocks) + "\n" if blocks else ""


def _line(escapers: Escapers, diagnostic: Diagnostic) -> str:
    place = f"{diagnostic.location.row}:{diagnostic.location.column}"
    told = f"'''{escapers.text(diagnostic.message)}'''"
    text = f" {escapers.text(diagnostic.help)}" if diagnostic.help else ""
    return f"{told} –{text} ({escapers.text(f'{diagnostic.code} {diagnostic.name}, {place}')})"
