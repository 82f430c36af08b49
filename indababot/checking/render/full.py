"""For a person at a terminal: the excerpt, a caret below the value, help, and the proposed change."""

import re
from collections.abc import Iterator

from indababot.checking import fixes
from indababot.checking.localise import masked
from indababot.checking.located import LineIndex
from indababot.checking.render.report import Report, header, name_of, visible
from indababot.diagnostics import Applicability, Diagnostic, Fix, Severity
from indababot.i18n import N_

_HELP = N_("help:")
_FIX = N_("fix ({option}):")
_TAB = 4
_WIDTH = 96
"""Columns of a terminal that an excerpt may take; what is longer is cut around the caret."""

_NEAR = 400

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def render(report: Report) -> str:
    """The findings with their excerpts, a blank line between them."""
    pages = report.texts()
    indexes: dict[str, LineIndex] = {}
    blocks = []
    for diagnostic in report.diagnostics:
        name = name_of(diagnostic)
        if name in pages and name not in indexes:
            indexes = {name: LineIndex(pages[name].text)}  # findings come page by page: one index at a time
        blocks.append("\n".join(_block(report, diagnostic, indexes.get(name))))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _block(report: Report, diagnostic: Diagnostic, lines: LineIndex | None) -> Iterator[str]:
    colour = _COLOURS[diagnostic.severity]
    line = header(diagnostic)
    code = f" {diagnostic.code} "
    before, _, after = line.partition(code)
    yield (
        f"{_style(report, before, bold=True)}{_style(report, code, colour, bold=True)}{after}"
        if report.colour
        else line
    )
    margin = " " * len(str(diagnostic.location.row))
    if lines is not None:
        shown, caret = excerpt(lines, diagnostic)
        if shown.strip():
            yield f"{margin} |"
            yield f"{diagnostic.location.row} | {shown}"
            yield f"{margin} | {_style(report, caret, colour, bold=True)}"
    if diagnostic.help:
        yield f"{margin} = {report.say(_HELP)} {visible(diagnostic.help)}"
    if diagnostic.fix:
        yield from _proposed(report, diagnostic.fix, lines, margin)


def _proposed(report: Report, fix: Fix, lines: LineIndex | None, margin: str) -> Iterator[str]:
    option = "--fix" if fix.applicability is Applicability.SAFE else "--fix --unsafe-fixes"
    yield f"{margin} = {report.say(_FIX, {'option': option})} {visible(fix.message)}"
    if lines is None:
        return
    after = lines.text
    for edit in sorted(fix.edits, key=lambda edit: edit.start, reverse=True):
        after = f"{after[: edit.start]}{edit.content}{after[edit.end :]}"
    first = min(edit.location.row for edit in fix.edits)
    last = max(edit.end_location.row for edit in fix.edits)
    stretch, moved = lines.span(last)[1] - lines.span(first)[0], len(after) - len(lines.text)
    start = lines.span(first)[0]
    old, new = lines.text[start : start + stretch], after[start : start + stretch + moved]
    for line in fixes.diff("", old, new).splitlines()[3:]:
        sign, rest = line[:1], _expanded(masked(line[1:]), 0)
        cut = rest if len(rest) <= _WIDTH else _around_change(rest, old, new)
        if sign in "-+":
            yield f"{margin}   {_style(report, f'{sign} {cut}', 'red' if sign == '-' else 'green')}"


def _around_change(line: str, old: str, new: str) -> str:
    """A long line cut to where the change begins."""
    same = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), 0)
    start = max(0, min(same - _WIDTH // 3, len(line) - _WIDTH))
    end = start + _WIDTH
    return f"{'…' if start else ''}{line[start:end]}{'…' if end < len(line) else ''}"


def excerpt(lines: LineIndex, diagnostic: Diagnostic) -> tuple[str, str]:
    """The finding's first line as a terminal shows it, and the line with the caret below the value."""
    start, end = lines.span(diagnostic.location.row)
    source = masked(lines.text[start:end])
    low = min(diagnostic.start, end) - start
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
    return _window(shown, middle, rest)


def _window(before: str, value: str, after: str) -> tuple[str, str]:
    """The three parts cut to the terminal's width, and the caret line."""
    if _width(before + value + after) > _WIDTH:
        if _width(before) > _WIDTH // 3:
            before = "…" + _tail(before, _WIDTH // 3)
        if _width(value) > _WIDTH - _width(before):
            value, after = _head(value, _WIDTH - _width(before) - 1) + "…", ""
        left = _WIDTH - _width(before) - _width(value)
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
    text = text[-width:]
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
