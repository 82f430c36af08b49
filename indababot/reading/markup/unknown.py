"""Calls of templates that nobody here knows: boxes around lines of the page, and others."""

from indababot.lexicon import lexicon
from indababot.reading.markup.forms import is_form, name_of
from indababot.reading.markup.inline import LineKind
from indababot.reading.markup.reader import Reader
from indababot.records import Span
from indababot.wikicode.nodes import Marker, Parameter, Quotes, Template

_MOST_BOXES = 30
"""No form has more fields in boxes, or footnotes."""


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
    if labelled:  # what is around a field is no part of the one before it
        out.stream.notes.append(Span(node.name.start, first))
    else:
        out.add(text[node.start : first] + "}}", node.start, first, template=True)
    for one in node.parameters:
        out.close(one.start)
        if one.name and one not in boxed:
            out.stream.notes.append(Span(one.start, one.end))
            continue
        if one.name and name_of(reader, one.name).casefold() not in lexicon().templates.content:
            out.text(one.start, one.name.end)
            out.close(one.name.end)
        reader.lines(one.value)
    out.close(node.end)


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
    nodes = one.value.nodes
    quotes = [node for node in nodes if isinstance(node, Quotes) and node.end - node.start == 3]
    if len(quotes) < 2 or reader.document.visible(one.value.start, one.value.end) != quotes[0].start:
        return False
    return reader.fields(reader.text[quotes[0].end : quotes[1].start].strip(" :："))
