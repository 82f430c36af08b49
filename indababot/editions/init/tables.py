"""The cells of a form's tables, and which of them name what another holds."""

import re
from collections.abc import Iterator

from indababot.editions.init.found import END, START
from indababot.editions.init.guessing import guess
from indababot.editions.init.wording import split_label
from indababot.lexicon import lexicon
from indababot.lexicon.patterns import pattern

_CELL_STYLE = re.compile(r"^[^|\[\]{}=]{0,200}=[^|\[\]{}]{0,500}\|(?!\|)")
_HELP = re.compile(rf"^\W*{pattern(lexicon().forms.help_columns)}\W*$", re.IGNORECASE)
"""A column that explains what the others ask for."""
_COLUMN = re.compile(rf"^\W*{pattern(lexicon().forms.answer_columns)}\W*$", re.IGNORECASE)


def cells(lines: list[str]) -> Iterator[list[tuple[str, bool]]]:
    """The cells of each line, and whether each is a name; a line outside of tables is one cell and no name."""
    row: list[int] = []
    helping: int | None = None
    parts = [_cut(line.strip()) for line in lines]
    named: list[list[tuple[str, bool]]] = [[(text, False) for text, _ in line] for line in parts]
    for index, line in enumerate([*map(str.strip, lines), "|-"]):
        if line.startswith(("{|", "|-", "|}", "|+")):
            if heads := _heads(row, parts):
                helping = next((at for at, text in enumerate(heads) if _HELP.match(text)), None)
                for at in row:
                    named[at] = []
            else:
                _name(row, parts, named, helping)
            helping = None if line.startswith(("{|", "|}")) else helping
            row = []
        elif line.startswith(("|", "!")):
            row.append(index)
    return iter(named)


def texts_of(line: str) -> list[str]:
    """The texts of a line's cells."""
    return [text for text, _ in _cut(line)]


def _cut(line: str) -> list[tuple[str, bool]]:
    """The cells of a line, and whether each is a header."""
    if line.startswith(("{|", "|}", "|-", "|+")):
        return []
    if not line.startswith(("|", "!")):
        return [(line, False)]
    header = line.startswith("!")
    texts = re.split(r"\|\||!!" if header else r"\|\|", line[1:])
    return [(_CELL_STYLE.sub("", text).strip(), header) for text in texts]


def _heads(row: list[int], parts: list[list[tuple[str, bool]]]) -> list[str]:
    """The heads of the columns, "Question" and "Your answer", where a row is nothing else."""
    whole = [cell for index in row for cell in parts[index]]
    texts = [text for text, header in whole if header]
    is_heads = any(_COLUMN.match(part) for text in texts for part in text.split("/"))
    return texts if len(texts) == len(whole) > 1 and is_heads else []


def _name(
    row: list[int],
    parts: list[list[tuple[str, bool]]],
    named: list[list[tuple[str, bool]]],
    helping: int | None,
) -> None:
    """Marks the names of a row: its header cells, else its first cell and others that the lexicon has; and the hints."""
    whole = [cell for index in row for cell in parts[index]]
    places = [(index, place) for index in row for place in range(len(parts[index]))]
    headers = any(header for _, header in whole)
    first = next((at for at, (text, _) in enumerate(whole) if re.search(r"[^\W\d_]", text)), len(whole))
    for at, ((index, place), (text, header)) in enumerate(zip(places, whole, strict=True)):
        may_be = at == first or guess(split_label(text)[0]).sure
        name = (header and not text.startswith("{{")) or (
            not headers and len(whole) > 1 and may_be and _is_name(text)
        )
        if at == helping and text:
            named[index][place] = (f"{START}{text}{END}", False)
        elif at < first:  # a row may begin with its number
            named[index][place] = ("", False)
        else:
            named[index][place] = (text, name)


def _is_name(cell: str) -> bool:
    """Whether a plain cell may be a label: a few words, and no hint, slot or bold text."""
    return (
        bool(re.match(r"[^\W\d_]", cell))
        and len(cell.split()) <= 12
        and "'''" not in cell
        and not cell.endswith(".")
        and ":" not in cell[:-1]
    )
