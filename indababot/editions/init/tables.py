"""The cells of a form's tables, and which of them name what another holds."""

import re
from collections.abc import Iterator

from indababot.editions.init.guessing import guess
from indababot.editions.init.wording import split_label

_CELL_STYLE = re.compile(r"^[^|\[\]{}=]{0,200}=[^|\[\]{}]{0,500}\|(?!\|)")
_COLUMN = re.compile(
    r"^\W*(?:fields?|questions?|items?|(?:your )?(?:answers?|responses?|inputs?)|details?|values?|what we ask|champs?|"
    r"(?:votre )?réponses?|campos?|respostas?|البند|السؤال|الحقل|الإجابة)\W*$",
    re.IGNORECASE,
)


def cells(lines: list[str]) -> Iterator[list[tuple[str, bool]]]:
    """The cells of each line, and whether each is a name; a line outside of tables is one cell and no name."""
    row: list[int] = []
    parts = [_cut(line.strip()) for line in lines]
    named: list[list[tuple[str, bool]]] = [[(text, False) for text, _ in line] for line in parts]
    for index, line in enumerate([*map(str.strip, lines), "|-"]):
        if line.startswith(("{|", "|-", "|}", "|+")):
            _name(row, parts, named)
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


def _name(row: list[int], parts: list[list[tuple[str, bool]]], named: list[list[tuple[str, bool]]]) -> None:
    """Marks the names of a row: its header cells, else its first cell and others that the lexicon has."""
    whole = [cell for index in row for cell in parts[index]]
    headers = [text for text, header in whole if header]
    if len(headers) == len(whole) > 1 and any(
        _COLUMN.match(part) for text in headers for part in text.split("/")
    ):
        for index in row:  # "Question" and "Your answer" above the columns
            named[index] = []
        return
    number = 0
    for index in row:
        for place, (text, header) in enumerate(parts[index]):
            first = number == 0 or guess(split_label(text)[0]).sure
            name = (header and not text.startswith("{{")) or (
                not headers and len(whole) >= 2 and first and _is_name(text)
            )
            named[index][place] = (text, name)
            number += bool(re.search(r"[^\W\d_]", text))  # a row may begin with its number


def _is_name(cell: str) -> bool:
    """Whether a plain cell may be a label: a few words, and no hint, slot or bold text."""
    return (
        bool(re.match(r"[^\W\d_]", cell))
        and len(cell.split()) <= 12
        and "'''" not in cell
        and not cell.endswith(".")
        and ":" not in cell[:-1]
    )
