"""Calls of templates that nobody here knows: boxes around lines of the page, and others."""

from collections.abc import Sequence

from indababot.lexicon import lexicon
from indababot.reading.markup.forms import is_form, name_of
from indababot.reading.markup.inline import LineKind
from indababot.reading.markup.reader import Reader
from indababot.records import Span
from indababot.wikicode import Document
from indababot.wikicode.nodes import Hidden, Marker, Node, Parameter, Part, Quotes, Tag, Template

_BOLD = (3, 5)
"""So many quotes are bold."""
_LONGEST_TITLE = 60
_STOPS = (".", "!", "…", "؟", "。")
_MOST_BOXES = 30
"""No form has more fields in boxes, or footnotes."""


def headed(reader: Reader, title: Part, start: int, end: int) -> bool:
    """Whether a box's title is a label of the form: then it is a heading, and the line before it ends at ``start``."""
    if not reader.fields(reader.document.content(title).strip().rstrip(" :：")):
        return False
    reader.out.close(start)
    reader.out.begin(LineKind.HEADING, title.start, 2)
    reader.walk(title.nodes)
    reader.out.close(end)
    return True


def unknown(reader: Reader, node: Template) -> None:
    """A template that nobody here knows: a box around other lines is looked into, any other stays as it is written."""
    out, text = reader.out, reader.text
    in_word = text[node.start - 1 : node.start].isalnum() and text[node.end : node.end + 1].isalnum()
    if out.kind is LineKind.HEADING and not in_word and _beside_text(reader, node):
        out.stream.notes.append(Span(node.start, node.end))
        return
    labelled = [one for one in node.parameters if _is_labelled(reader, one)]
    boxed = [one for one in node.parameters if one in labelled or _is_boxed(reader, one)]
    if not boxed or not (out.fresh or labelled):
        out.add(text[node.start : node.end], node.start, node.end, template=True)
        return
    out.close(node.start)
    first = node.name.end
    title = _title(reader, node, boxed)
    if labelled:  # what is around a field is no part of the one before it
        out.stream.notes.append(Span(node.name.start, first))
    else:
        out.add(text[node.start : first] + "}}", node.start, first, template=True)
    for one in node.parameters:
        out.close(one.start)
        if one.name and one not in boxed:
            out.stream.notes.append(Span(one.start, one.end))
            continue
        if one is title:
            if not headed(reader, one.value, one.start, one.end):
                out.stream.notes.append(Span(one.value.start, one.value.end))
            continue
        if one.name and name_of(reader, one.name).casefold() not in lexicon().templates.content:
            out.text(one.start, one.name.end)
            out.close(one.name.end)
        reader.lines(one.value)
    out.close(node.end)


def _title(reader: Reader, node: Template, boxed: Sequence[Parameter]) -> Parameter | None:
    """The first parameter without a name, where it is a few words on the call's own line before the first that holds lines."""
    first = next(one for one in node.parameters if one.name is None or one in boxed)
    told = reader.document.content(first.value).strip()
    short = 0 < len(told) <= _LONGEST_TITLE and not told.endswith(_STOPS)
    return first if first not in boxed and short else None


def _beside_text(reader: Reader, node: Template) -> bool:
    """Whether a heading says something outside of a call in it."""
    line = reader.text[: node.start].rpartition("\n")[2] + reader.text[node.end :].partition("\n")[0]
    return bool(line.strip("= \t\r"))


def _is_boxed(reader: Reader, one: Parameter) -> bool:
    """Whether a parameter holds lines, or a form."""
    start = reader.document.visible(one.value.start, one.value.end)
    if "\n" in reader.text[one.start : one.end].strip():
        return True
    if "\n" in reader.text[one.value.start : start]:  # a list of one entry
        return any(
            isinstance(each, Marker) for each in reader.document.lines(start, one.value.end, one.value)
        )
    inner = (each for each in one.value.nodes if isinstance(each, Template))
    first = next(inner, None)
    return first is not None and len(first.parameters) > 1 and is_form(reader, first, "")


def _is_labelled(reader: Reader, one: Parameter) -> bool:
    """Whether a parameter begins with a label of the form in bold: a box around one field."""
    if len(reader.out.stream.notes) > _MOST_BOXES:
        return False
    label = _bold(reader.document, one.value.nodes)
    return label is not None and reader.fields(label.strip(" :："))


def _bold(document: Document, inside: Sequence[Node]) -> str | None:
    """The words in bold that some nodes begin with."""
    for place, node in enumerate(inside):
        if isinstance(node, Quotes) and node.end - node.start in _BOLD:
            rest = inside[place + 1 :]
            ends = [one.start for one in rest if isinstance(one, Quotes) and one.end - one.start in _BOLD]
            return document.unstyled(one for one in rest if one.start < ends[0]) if ends else None
        if isinstance(node, Tag) and node.content:
            bold = node.name in ("b", "strong")
            return document.unstyled(node.content.nodes) if bold else _bold(document, node.content.nodes)
        if not isinstance(node, Hidden) and document.text[node.start : node.end].strip():
            return None
    return None
