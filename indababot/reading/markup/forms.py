"""Calls whose parameters are fields: the form's template, and an infobox with ``label1=`` and ``data1=``."""

import re
from functools import cache

from indababot.lexicon import lexicon
from indababot.reading.markup import targets
from indababot.reading.markup.inline import Line, LineKind
from indababot.reading.markup.reader import Reader
from indababot.reading.markup.stream import Banner, Edge
from indababot.records import Span
from indababot.wikicode.nodes import Hidden, Link, Newline, Parameter, Part, Template

_LONGEST_VALUE = 1000
_NO_NAME = re.compile(r"[\n{}\[\]<>=]")
"""What stands in no name of a form: the first bar of the call was forgotten."""
_FEWEST = 4
"""Two rows have so many parameters."""
_MOST_ROWS = 60
"""No form has more rows that are a call each."""
_NO_FORM = ("cite", "citation", "#")


def name_of(reader: Reader, part: Part | None) -> str:
    """A name as written, without comments and the blanks around it."""
    return reader.document.content(part).strip() if part else ""


def is_form(reader: Reader, node: Template, name: str) -> bool:
    """Whether two parameters of a call are fields, or one of a call that the edition names."""
    if name.startswith(_NO_FORM):
        return False
    known = sum(reader.fields(name_of(reader, one.name)) for one in node.parameters if one.name)
    return known >= 2 or (known > 0 and name in reader.forms)


def banner(reader: Reader, name: str, node: Template, *, values: bool = True) -> None:
    """Remember a template: its name or a parameter may tell the status."""
    told = node.parameters[:8] if values else []
    shown = [_unpictured(reader, one.value).strip() for one in told]
    short = tuple(value for value in shown if value and len(value) <= _LONGEST_VALUE)
    reader.out.stream.banners.append(Banner(name, short, node.start, node.end))


def _unpictured(reader: Reader, value: Part) -> str:
    """A value as written, without markup of style and the first picture."""
    first = next((one for one in value.nodes if isinstance(one, Link)), None)
    pictured = first is not None and targets.namespace(reader.document.content(first.title)) == "file"
    return reader.document.unstyled(one for one in value.nodes if not (pictured and one is first))


def form(reader: Reader, node: Template) -> None:
    """The call of a form: each parameter a line with its name, then its value."""
    out, name = reader.out, node.name
    written = name_of(reader, name)
    first = reader.document.visible(name.start, name.end)
    if reader.text.find("\n", name.start, first) >= 0:
        out.stream.asides.append(Span(first, name.end))
    if _NO_NAME.search(written):  # what stands there is text
        reader.walk(reader.document.anew(name.start, name.end))
        out.close(name.end)
    out.fence(Edge.CALL, node.start, name.end)
    banner(reader, written, node, values=False)
    for one in node.parameters:
        out.close(one.start)
        if one.name is None and reader.document.visible(one.start, one.end) == one.end:
            out.begin(LineKind.PARAGRAPH, one.start)
            continue
        out.begin(LineKind.PARAMETER, one.start)
        for piece in one.name.nodes if one.name else ():
            if not isinstance(piece, Hidden | Newline):
                out.text(piece.start, piece.end)
        _value(reader, one.start, one.name.end if one.name else one.start, one.value)
    out.fence(Edge.CALL_END, node.end, node.end)
    out.touched = True


def _value(reader: Reader, start: int, end: int, value: Part) -> None:
    """A parameter's name, whose runs have been read, and its value."""
    out = reader.out
    out.stream.items.append(Line(LineKind.PARAMETER, tuple(out.runs), start, end))
    out.runs = []
    out.begin(LineKind.PARAGRAPH, value.start)
    out.touched = True
    reader.calls += 1
    reader.lines(value)
    reader.calls -= 1
    out.close(value.end)  # before the pipe or the braces that follow on its line


@cache
def _cell() -> re.Pattern[str]:
    words = lexicon().templates
    label, data = (
        "|".join(map(re.escape, names)) for names in (words.label_parameters, words.data_parameters)
    )
    return re.compile(rf"(?:(?P<label>{label})|{data})\s?(?P<number>\d{{1,3}})", re.IGNORECASE)


def rows(reader: Reader, node: Template) -> list[tuple[Parameter, Parameter]]:
    """The rows in a call of an infobox: their labels and values."""
    if len(node.parameters) < _FEWEST:
        return []
    found: dict[str, dict[str, Parameter]] = {}
    for one in node.parameters:
        named = _cell().fullmatch(name_of(reader, one.name)) if one.name else None
        if named:
            found.setdefault(named["number"], {})["label" if named["label"] else "data"] = one
    return [(row["label"], row["data"]) for row in found.values() if len(row) == 2]


def infobox(reader: Reader, node: Template, cells: list[tuple[Parameter, Parameter]]) -> None:
    """An infobox as a form: a parameter that is a field by its own name (``title=``) is a row too, and what is none stands before it."""
    out = reader.out
    used = {one.start for row in cells for one in row}
    others = [one for one in node.parameters if one.start not in used]
    named = [one for one in others if one.name and reader.fields(name_of(reader, one.name))]
    for one in others:
        if one not in named:
            out.close(one.start)
            out.text(one.start, one.end)
    out.fence(Edge.CALL, node.start, node.name.end)
    banner(reader, name_of(reader, node.name), node, values=False)
    rows_ = [(label.value, label, data) for label, data in cells]
    rows_ += [(one.name, one, one) for one in named if one.name]
    for shown, label, data in sorted(rows_, key=lambda row: row[1].start):
        _row(reader, shown, label, data)
    out.fence(Edge.CALL_END, node.end, node.end)
    out.touched = True


def _row(reader: Reader, shown: Part, label: Parameter, data: Parameter) -> None:
    """One row: what it shows for its label, and the value."""
    reader.out.close(label.start)
    reader.out.begin(LineKind.PARAMETER, label.start)
    start, end = reader.document.trimmed(shown.start, shown.end)
    reader.stretch(start, end)
    _value(reader, start, data.name.end if data.name else end, data.value)


def lone_row(reader: Reader, node: Template) -> bool:
    """A call that is one of several rows of a form and begins a line: ``{{Form row|Title|Maps}}``; whether this is one."""
    if len(node.parameters) != 2 or not reader.out.fresh:
        return False
    label, data = node.parameters
    words = lexicon().templates
    for one, known in ((label, words.label_parameters), (data, words.data_parameters)):
        if one.name and name_of(reader, one.name).casefold() not in (*known, *words.content):
            return False
    named = reader.fields(reader.document.unstyled(label.value.nodes).strip(" \t\n:"))
    reader.rows += named
    head = reader.text[node.start : node.name.end]
    if not named or reader.rows > _MOST_ROWS or reader.text.count(head) < 2:
        return False
    reader.out.fence(Edge.CALL, node.start, node.name.end)
    _row(reader, label.value, label, data)
    reader.out.fence(Edge.CALL_END, node.end, node.end)
    reader.out.touched = True
    return True
