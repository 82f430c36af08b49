"""The cells of a form's tables, and which of them name what another holds."""

import re
from collections.abc import Sequence

from indababot.editions.init.found import BOLD, CALL, END, SLOT, START
from indababot.editions.init.guessing import guess
from indababot.editions.init.lines import CELLS, EDGES, Kind, Line
from indababot.editions.init.wording import split_label
from indababot.lexicon import lexicon
from indababot.lexicon.patterns import pattern

_HELP = re.compile(rf"^\W*{pattern(lexicon().forms.help_columns)}\W*$", re.IGNORECASE)
"""A column that explains what the others ask for."""
_COLUMN = re.compile(rf"^\W*{pattern(lexicon().forms.answer_columns)}\W*$", re.IGNORECASE)


def cells(lines: Sequence[Line]) -> list[tuple[str, bool]]:
    """The text of each line, and whether it is a name; a line outside of tables is none."""
    row: list[int] = []
    helping: int | None = None
    named = [(line.text.strip(), False) for line in lines]
    for index, line in enumerate([*lines, Line(Kind.ROW)]):
        if line.kind in EDGES:
            if heads := _heads([lines[at] for at in row]):
                helping = next((at for at, text in enumerate(heads) if _HELP.match(text)), None)
                for at in row:
                    named[at] = ("", False)
            else:
                _name(row, lines, named, helping)
            helping = None if line.kind in (Kind.TABLE, Kind.TABLE_END) else helping
            row = []
        elif line.kind in CELLS:
            row.append(index)
    return named


def _heads(row: Sequence[Line]) -> list[str]:
    """The heads of the columns, "Question" and "Your answer", where a row is nothing else."""
    texts = [line.text.strip() for line in row if line.kind is Kind.HEADER]
    is_heads = any(_COLUMN.match(part) for text in texts for part in text.split("/"))
    return texts if len(texts) == len(row) > 1 and is_heads else []


def _name(row: list[int], lines: Sequence[Line], named: list[tuple[str, bool]], helping: int | None) -> None:
    """Marks the names of a row: its header cells, else its first cell and others that the lexicon has; and the hints."""
    headers = any(lines[index].kind is Kind.HEADER for index in row)
    texts = [lines[index].text.strip() for index in row]
    first = next((at for at, text in enumerate(texts) if re.search(r"[^\W\d_]", text)), len(texts))
    for at, (index, text) in enumerate(zip(row, texts, strict=True)):
        may_be = at == first or guess(split_label(text)[0]).sure
        name = (lines[index].kind is Kind.HEADER and not text.startswith((CALL, SLOT))) or (
            not headers and len(row) > 1 and may_be and _is_name(text)
        )
        if at == helping and text:
            named[index] = (f"{START}{text}{END}", False)
        elif at < first:  # a row may begin with its number
            named[index] = ("", False)
        else:
            named[index] = (text, name)


def _is_name(cell: str) -> bool:
    """Whether a plain cell may be a label: a few words, and no hint, slot or bold text."""
    return (
        bool(re.match(r"[^\W\d_]", cell))
        and len(cell.split()) <= 12
        and BOLD not in cell
        and not cell.endswith(".")
        and ":" not in cell[:-1]
    )
