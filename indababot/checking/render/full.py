"""For a person at a terminal: the excerpt, a caret below the value, help, and the proposed change."""

import re
from collections.abc import Iterator
from textwrap import fill

from indababot.checking import fixes
from indababot.checking.located import LineIndex
from indababot.checking.render.report import SEVERITIES, Report, header, name_of
from indababot.diagnostics import Applicability, Diagnostic, Fix, Severity
from indababot.i18n import N_
from indababot.privacy import hidden
from indababot.terminal import visible

_HELP = N_("help:")
_FIX = N_("fix ({option}):")
_TAB = 4
_LEAST = 30
"""Columns that an excerpt has at least, however narrow the terminal is; what is longer is cut around the caret."""

_NEAR = 400
"""Code points around a value that are looked at: no terminal shows more of a line."""

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def render(report: Report) -> str:
    """The findings with their excerpts, a blank line between them."""
    pages = report.texts()
    indexes: dict[str, LineIndex] = {}
    blocks = []
    for diagnostic in report.diagnostics:
        name = name_of(diagnostic)
        if name in pages and name not in indexes:
            indexes = {
                name: LineIndex(hidden(pages[name].text))
            }  # findings come page by page: one index at a time
        blocks.append("\n".join(_block(report, diagnostic, indexes.get(name))))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _block(report: Report, diagnostic: Diagnostic, lines: LineIndex | None) -> Iterator[str]:
    colour = _COLOURS[diagnostic.severity]
    line = header(diagnostic, report.say(SEVERITIES[diagnostic.severity]), unsafe=report.unsafe)
    code = f" {diagnostic.code} "
    before, _, after = line.partition(code)
    yield (
        f"{_style(report, before, bold=True)}{_style(report, code, colour, bold=True)}{after}"
        if report.colour
        else line
    )
    rows = [] if lines is None else _rows(lines, diagnostic)
    margin = " " * len(str(rows[-1] if rows else diagnostic.location.row))
    room = max(report.width - len(margin) - 3, _LEAST)
    shown = [(row, *excerpt(lines, row, diagnostic, room)) for row in rows] if lines else []
    if any(text.strip() for _, text, _ in shown):
        yield f"{margin} |"
    for number, (row, text, caret) in enumerate(shown):
        if number and row > shown[0][0] + 1:
            yield "..."
        if text.strip():
            yield f"{row:>{len(margin)}} | {text}"
            yield f"{margin} | {_style(report, caret, colour, bold=True)}"
    if diagnostic.help:
        yield _advice(report, f"{margin} = {report.say(_HELP)} ", diagnostic.help)
    if diagnostic.fix:
        yield from _proposed(report, diagnostic.fix, lines, margin)


def _proposed(report: Report, fix: Fix, lines: LineIndex | None, margin: str) -> Iterator[str]:
    option = "--fix" if fix.applicability is Applicability.SAFE else "--fix --unsafe-fixes"
    yield _advice(report, f"{margin} = {report.say(_FIX, {'option': option})} ", fix.message)
    if lines is None:
        return
    after = lines.text
    for edit in sorted(fix.edits, key=lambda edit: edit.start, reverse=True):
        after = f"{after[: edit.start]}{edit.content}{after[edit.end :]}"
    first = min(edit.location.row for edit in fix.edits)
    last = max(edit.end_location.row for edit in fix.edits)
    stretch, moved = lines.span(last)[1] - lines.span(first)[0], len(after) - len(lines.text)
    start = lines.span(first)[0]
    changed = min(edit.start for edit in fix.edits) - start
    old, new = lines.text[start : start + stretch], after[start : start + stretch + moved]
    for line in fixes.diff("", old, new).split("\n")[3:]:
        if line[:1] in ("-", "+"):
            cut = _cut(hidden(line[1:]), changed, max(report.width - len(margin) - 5, _LEAST))
            yield f"{margin}   {_style(report, f'{line[0]} {cut}', 'red' if line[0] == '-' else 'green')}"


def _advice(report: Report, head: str, text: str) -> str:
    line = f"{head}{visible(text)}"
    if not report.folds:
        return line
    indent = " " * (head.index("=") + 2)
    return fill(
        line,
        report.width,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _cut(line: str, place: int, width: int) -> str:
    """A line of a change, cut around the place where the change begins."""
    before = _expanded(line[max(0, place - _NEAR) : place], 0)
    return _window(before, "", _expanded(line[place : place + _NEAR], _width(before)), width)[0]


def _rows(lines: LineIndex, diagnostic: Diagnostic) -> list[int]:
    """The rows to show: where the value begins, and where it ends if that is another one."""
    first = diagnostic.location.row
    last = lines.row(max(diagnostic.start, diagnostic.end - 1))
    return [first] if last <= first else [first, last]


def excerpt(lines: LineIndex, row: int, diagnostic: Diagnostic, room: int) -> tuple[str, str]:
    """A row of a finding as a terminal shows it in some columns, and the line with the caret below the value."""
    start, end = lines.span(row)
    source = lines.text[start:end]
    low = min(max(diagnostic.start, start), end) - start
    if diagnostic.start < start:
        low = len(source) - len(source.lstrip())
    high = max(low, min(diagnostic.end, end) - start)
    # What is far from the value is cut off anyway: only what is near is measured, or long lines would cost too much.
    before, value, after = (
        source[max(0, low - _NEAR) : low],
        source[low : min(high, low + _NEAR)],
        source[high : high + _NEAR],
    )
    shown = _expanded(before, 0)
    column = _width(shown)
    middle = _expanded(value, column)
    rest = _expanded(after, column + _width(middle))
    return _window(shown, middle, rest, room)


def _window(before: str, value: str, after: str, room: int) -> tuple[str, str]:
    """The three parts cut to the columns that there are, and the caret line."""
    if _width(before + value + after) > room:
        space = max(room - _width(value) - 20, room // 3)
        if _width(before) > space:
            before = "…" + _tail(before, space - 1)
        if _width(value) > room - _width(before):
            value, after = _head(value, room - _width(before) - 1) + "…", ""
        left = room - _width(before) - _width(value)
        if _width(after) > left:
            after = _head(after, max(left - 1, 0)) + "…"
    return f"{before}{value}{after}".rstrip(), f"{' ' * _width(before)}{'^' * max(_width(value), 1)}"


def _head(text: str, width: int) -> str:
    low, high = 0, min(len(text), width)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _width(text[:middle]) <= width else (low, middle - 1)
    return text[:low]


def _tail(text: str, width: int) -> str:
    text = text[-width:] if width > 0 else ""
    while text and _width(text) > width:
        text = text[1:]
    return text


_PIECE = re.compile(r"\t|[^\t]+")


def _expanded(text: str, column: int) -> str:
    """A text with tabs as blanks up to the next stop, and with nothing that a terminal would act on."""
    out = []
    for match in _PIECE.finditer(text):
        piece = " " * (_TAB - column % _TAB) if match.group() == "\t" else visible(match.group())
        out.append(piece)
        column += _width(piece)
    return "".join(out)


def _width(text: str) -> int:
    """The columns that a text takes: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    width = wcswidth(text)
    return width if width >= 0 else len(text)


def _style(report: Report, text: str, colour: str | None = None, *, bold: bool = False) -> str:
    if not report.colour:
        return text
    from click import style

    return style(text, fg=colour, bold=bold)
