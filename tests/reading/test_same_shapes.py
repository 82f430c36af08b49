"""A form gives the same record in whatever shape its labels are written: each fixture of labels in bold, rewritten."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from indababot.editions import load
from indababot.pages import Page
from indababot.reading import read
from indababot.records import RemarkKind
from tests.reading.mutants import FIXTURES

_BOLD = re.compile(r"^'''(?P<label>[^'\n:]+):'''[ ]*(?P<value>.*)$")
_BRACKET = re.compile(r"\[\w")
"""Choices in brackets behind a plain label are what the form offers."""

_HINT = re.compile(
    r"(?:, up to 300 words| – 300 mots maximum|\. Please choose one| \(up to 300 words\)\.| \(اختياري\))$"
)
_LEAD = re.compile("^Answer: ")
"""What a shape puts beside a label or a value; a label that the form does not have is told with it."""
_UNCOUNTED = re.compile(r"^(?:\d+[.)] |- |\d{0,2}[^\w\s*]+ (?=\w))?(?:\*\*)?|\*\*$|(?<=\w) [📝🎯]$")

_NEAR = re.compile("[·/*]")
_PASTED = {
    "pasted markdown in a list", "pasted markdown with numbers", "pasted headings", "pasted bold lines", "numbered lines above the values",
    "no sign behind bold labels", "two little pictures", "a star behind the label", "a hint in brackets with a full stop",
}  # fmt: skip
"""In these a label with several genders, which is only nearly the edition's, is none: too little says that the line is a label."""


class Row(NamedTuple):
    label: str
    value: str


Shape = Callable[[Sequence[Row]], str]


def _each(written: str, between: str = "\n\n") -> Shape:
    """Each row on its own; ``{0}`` is the label, ``{1}`` the value, ``{2}`` the number of the row."""
    return lambda rows: between.join(
        written.format(row.label, row.value, number) for number, row in enumerate(rows, 1)
    )


def _table(row: str) -> Shape:
    return lambda rows: '{| class="wikitable"\n' + _each(row, "\n")(rows) + "\n|}"


SHAPES: dict[str, Shape] = {
    "headings": _each("== {0} ==\n{1}"),
    "headings with numbers": _each("== {2}. {0} ==\n{1}"),
    "terms and definitions": _each("; {0}\n: {1}", "\n"),
    "terms and definitions in a line": _each("; {0} : {1}", "\n"),
    "plain labels": _each("{0}: {1}"),
    "a hint behind a comma": _each("'''{0}, up to 300 words:''' {1}"),
    "a hint behind a dash": _each("'''{0} – 300 mots maximum''': {1}"),
    "a hint behind a full stop": _each("'''{0}. Please choose one:''' {1}"),
    "a hint in brackets with a full stop": _each("'''{0} (up to 300 words).''' {1}"),
    "a hint in brackets with a full stop in headings": _each("== {0} (up to 300 words). ==\n{1}"),
    "a hint in Arabic": _each("'''{0} (اختياري):''' {1}"),
    "labels in italics": _each("''{0}:'' {1}"),
    "the value in the next line": _each("'''{0}:'''\n{1}"),
    "the value in the next paragraph": _each("'''{0}:'''\n\n{1}"),
    "the value indented": _each("'''{0}:'''\n: {1}"),
    "the value in a list": _each("'''{0}:'''\n* {1}"),
    "typed numbers": _each("{2}. '''{0}:''' {1}"),
    "a numbered list": _each("# '''{0}:''' {1}", "\n"),
    "a list": _each("* '''{0}:''' {1}", "\n"),
    "a list without bold": _each("* {0}: {1}", "\n"),
    "line breaks": _each("'''{0}:''' {1}", "<br>\n"),
    "dashes for colons": _each("'''{0}''' – {1}"),
    "no sign behind bold labels": _each("'''{0}''' {1}"),
    "arrows for colons": _each("'''{0}''' -> {1}"),
    "double arrows for colons": _each("'''{0}''' => {1}"),
    "quotes for colons": _each("'''{0}''' » {1}"),
    "bars for colons": _each("'''{0}''' | {1}"),
    "double dashes for colons": _each("'''{0}''' -- {1}"),
    "two colons": _each("'''{0}''' :: {1}"),
    "fingers for colons": _each("'''{0}''' 👉 {1}"),
    "a star behind the label": _each("'''{0}'''* {1}"),
    "a red star behind the label": _each("'''{0}'''<span style=\"color:red\">*</span>: {1}"),
    "little pictures": _each("📌 '''{0}:''' {1}"),
    "little pictures in bold": _each("'''✏️ {0}:''' {1}"),
    "little pictures behind the label": _each("'''{0} 📝:''' {1}"),
    "two little pictures": _each("📌👩🏽‍💻 '''{0}''' {1}"),
    "numbers in pictures": _each("{2}\ufe0f\u20e3 '''{0}:''' {1}"),
    "a list with little pictures": _each("* 🔹 '''{0}:''' {1}", "\n"),
    "headings with little pictures": _each("== 🎯 {0} ==\n{1}"),
    "headings with little pictures behind": _each("== {0} 🎯 ==\n{1}"),
    "plain labels with two colons": _each("{0} :: {1}"),
    "plain labels with little pictures": _each("🔹 {0}: {1}"),
    "a word that asks for an answer": _each("'''{0}:''' Answer: {1}"),
    "a word that asks for an answer below": _each("'''{0}'''\n\n'''Answer:''' {1}"),
    "the value in bold too": _each("'''{0}: {1}'''"),
    "a table with heads": _table("|-\n! {0}\n| {1}"),
    "a table whose rows are counted": _table("|-\n| {2} || {0} || {1}"),
    "a table": _table("|-\n| '''{0}''' || {1}"),
    "a table of HTML": lambda rows: (
        f"<table>\n{_each('<tr><th>{0}</th><td>{1}</td></tr>', chr(10))(rows)}\n</table>"
    ),
    "pasted markdown": _each("**{0}:** {1}"),
    "pasted markdown, the colon outside": _each("**{0}**: {1}"),
    "pasted markdown in a list": _each("- **{0}:** {1}", "\n"),
    "pasted markdown with numbers": _each("{2}. **{0}:** {1}", "\n"),
    "pasted headings": _each("## {0}\n{1}"),
    "pasted bold lines": _each("**{0}**\n{1}"),
    "numbered lines above the values": _each("{2}. {0}\n{1}"),
    "another order": lambda rows: _each("'''{0}:''' {1}")(rows[::-1]),
}


@cache
def forms() -> list[tuple[Path, list[Row]]]:
    """The fixtures that are rows of one label and one value, the participants' list left away."""
    found = []
    for path in sorted(FIXTURES.glob("*/*.wiki")):
        rows = _rows(path.read_text("utf-8"))
        brackets = any(_BRACKET.match(row.value) for row in rows)
        if len(rows) > 3 and not brackets and _said(path, _each("'''{0}:''' {1}")(rows)):
            found.append((path, rows))
    return found


def _rows(text: str) -> list[Row]:
    rows: list[Row] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        found = _BOLD.match(line)
        if found is None or "'''" in found["value"]:
            return rows if line.startswith(("=", "#", "*")) else []
        rows.append(Row(_UNCOUNTED.sub("", found["label"]), found["value"]))
    return rows


def _said(path: Path, text: str) -> dict[str, object]:
    record = read(Page(path.stem, text), load(path.parent.name))
    if any(one.kind is RemarkKind.UNKNOWN_FIELD for one in record.remarks):
        return {}
    if (
        record.abstract and "\n" in record.abstract
    ):  # bold words in it are labels in some shapes, and text in others
        return {}
    said: dict[str, object] = record.model_dump(
        exclude={"page", "raw", "form_span", "remarks", "unrecognised"}
    )
    said["left over"] = sorted(
        (_HINT.sub("", _UNCOUNTED.sub("", one.label or "")), _LEAD.sub("", one.text or ""))
        for one in record.unrecognised
    )
    said["abstract"] = (record.abstract or "").removeprefix("• ")  # an only entry of a list may be one
    said["remarks"] = sorted(one.kind for one in record.remarks)
    said["fields"] = sorted(one.key for one in record.fields)
    return said


@pytest.mark.share(2)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_form_in_another_shape(shape: str) -> None:
    """Each form, rewritten in a shape, gives the record that it gives with labels in bold."""
    assert len(forms()) > 10
    for path, rows in forms():
        if shape in _PASTED and any(_NEAR.search(row.label) for row in rows):
            continue
        expected = _said(path, _each("'''{0}:''' {1}")(rows))
        assert _said(path, SHAPES[shape](rows)) == expected, f"{path.parent.name}/{path.name}, {shape}"
