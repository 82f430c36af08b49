"""JUnit's XML, which most build servers show: a test case a page, a failure a finding."""

import re
from xml.sax.saxutils import escape, quoteattr

from indababot.checking.render.report import Report, header
from indababot.diagnostics import Diagnostic
from indababot.terminal import visible

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report) -> str:
    """One test suite with the pages that were looked at."""
    pages = report.by_page()
    counts = f'tests="{sum(max(len(found), 1) for _, found in pages)}" failures="{len(report.diagnostics)}" errors="0"'
    cases = "".join(_cases(name, found) for name, found in pages)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<testsuites name="indababot" {counts}>\n'
        f'  <testsuite name="indababot validate" {counts}>\n{cases}  </testsuite>\n</testsuites>\n'
    )


def _cases(name: str, found: list[Diagnostic]) -> str:
    if not found:
        return f"    <testcase classname={_attribute(name)} name={_attribute(name)}/>\n"
    return "".join(
        f"    <testcase classname={_attribute(name)} name={_attribute(f'{one.code} {one.name}')}"
        f' file={_attribute(name)} line="{one.location.row}">\n'
        f"      <failure type={_attribute(one.severity.value)} message={_attribute(one.message)}>"
        f"{_text(header(one))}{_text(chr(10) + visible(one.help)) if one.help else ''}</failure>\n"
        "    </testcase>\n"
        for one in found
    )


def _text(text: str) -> str:
    return escape(_NO_XML.sub("\ufffd", text))


def _attribute(text: str) -> str:
    return quoteattr(_NO_XML.sub("\ufffd", visible(text)))
