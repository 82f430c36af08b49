"""The rows of tables in a copy: cells between tabs, or between bars as tables in Markdown have them."""

import re
from collections.abc import Callable, Iterator

from indababot.lexicon import lexicon
from indababot.reading.markup import markdown
from indababot.reading.markup.inline import LineKind
from indababot.reading.markup.stream import Builder, Edge

_TABBED = re.compile(r"[ \t\u00a0]*(?:[•·◦▪‣○*–-]|\d{1,3}[.)])\t[^\t\n]*(?:\n|$)")
"""An entry of a list from a word processor: no tab but the one behind its sign is in it."""
_PIPED = re.compile(r"[ \t]*\|.*\|[ \t\r]*")
RULE = re.compile(r"[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+(?:[ \t]*:?-{2,}:?)?[ \t\r]*")
"""The line below the heads of a table in Markdown."""
FEWEST_ROWS = 3
_PAIR = 2
_LONGEST_LABEL = 120
_WORDS = lexicon().participants
_HEADS = frozenset(word.casefold() for word in (*_WORDS.name_columns, *_WORDS.account_columns))
"""Heads of a column of people."""


def cells_of(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """The cells between the tabs of a line, or between its bars, where it begins and ends with one as tables in Markdown do."""
    if "\t" in text[start:stop].strip() and not _TABBED.match(text, start, stop):
        return list(_pieces(text[start:stop].rstrip("\r"), "\t", start))
    if not _PIPED.fullmatch(text, start, stop):
        return []
    inside = text.index("|", start) + 1
    pieces = _pieces(text[inside : text.rindex("|", start, stop)], "|", inside) if inside < stop else ()
    return [_unstarred(text, *piece) for piece in pieces]


def _unstarred(text: str, start: int, stop: int) -> tuple[int, int]:
    """A stretch without the blanks around it, and without the stars that put all of it in bold."""
    bare = text[start:stop].strip()
    start += len(text[start:stop]) - len(text[start:stop].lstrip())
    whole = bare.rstrip(":")
    if bare.count("**") == _PAIR and whole.startswith("**") and whole.endswith("**"):
        return start + len("**"), start + len(whole) - len("**")
    return start, start + len(bare)


def _pieces(line: str, sign: str, start: int) -> Iterator[tuple[int, int]]:
    """Where the pieces of a line that signs divide stand; ``start`` is the line's own place."""
    for piece in line.split(sign):
        yield start, start + len(piece)
        start += len(piece) + 1


def is_tabled(text: str, start: int, end: int, is_label: Callable[[str], bool]) -> bool:
    """Whether a page is a form of rows, each a label, a tab and an answer, as a copy of answers to an online form is; or bars for tabs."""
    found: set[str] = set()
    for line in text[start:end].split("\n"):
        cells = cells_of(line, 0, len(line)) if "\t" in line or "|" in line else []
        label = line[slice(*cells[0])].strip() if len(cells) == _PAIR else ""
        if label and is_label(label):
            found.add(label)
    return len(found) >= FEWEST_ROWS


def is_answer(text: str, cells: list[tuple[int, int]]) -> bool:
    """Whether two cells may be a label that nobody told us of and what somebody answered."""
    if len(cells) != _PAIR:
        return False
    label, answer = (text[slice(*cell)].strip() for cell in cells)
    return (
        bool(answer)
        and label[:1].isalpha()
        and len(label) <= _LONGEST_LABEL
        and not label.endswith((".", ","))
    )


def of_people(
    text: str, start: int, end: int, is_label: Callable[[str], bool], invites: Callable[[str], bool]
) -> dict[int, int]:
    """Where the tables begin that stand below a line that invites people to sign, and where each ends."""
    found: dict[int, int] = {}
    first, below = -1, False
    position = start
    while position < end:
        stop = text.find("\n", position, end)
        stop = end if stop < 0 else stop
        line = text[position:stop].strip()
        cells = (
            [text[slice(*cell)].strip().casefold() for cell in cells_of(text, position, stop)] if line else []
        )
        if below and cells and (not is_label(cells[0]) or (first < 0 and not _HEADS.isdisjoint(cells))):
            first = position if first < 0 else first
            found[first] = stop
        elif line:
            below = not cells and (invites(line) or (below and first < 0 and not is_label(line)))
            first = -1
        position = stop + 1
    return found


def write(out: Builder, cells: list[tuple[int, int]], stop: int, *, strange: bool, marked: bool) -> None:
    """A row of a table; ``strange`` where one of the labels in it is not known, so that only its place tells that it is one."""
    out.fence(Edge.ROW, cells[0][0], cells[0][0])
    for start, end in cells:
        out.close(start)
        out.begin(LineKind.HEADER_CELL if strange else LineKind.CELL, start)
        markdown.write(out, out.source, start, end, marked=marked)
    out.end_line(stop, stop + 1, hard=True)


def write_of_people(
    out: Builder, cells: list[tuple[int, int]], stop: int, *, first: bool, last: bool, marked: bool
) -> None:
    """A row of a table of people, with the table's own edges around its ``first`` and ``last``."""
    if first:
        out.fence(Edge.TABLE, cells[0][0], cells[0][0])
    write(out, cells, stop, strange=False, marked=marked)
    if last:
        out.fence(Edge.TABLE_END, stop, stop)
