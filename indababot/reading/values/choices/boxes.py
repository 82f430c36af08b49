"""Boxes that are ticked or not, and what is struck: which stretches of a field are chosen.

What is not chosen is masked by a sign that divides, so that all other places stay the same.
"""

import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from indababot.reading.markup import LISTED, Line, LineKind, Lines, cut
from indababot.reading.values.stretches import trimmed

NOT_CHOSEN = "\x1a"
"""Stands for each character that is not chosen; no page holds it, and no word does."""
_BLANK = "☐□🔲🔳⬜◻▢◽❏❑❐❒⬚"
_TICK = "☑✓✔✅🗹⬛◼■◉⦿🔘"
_CROSS = "☒✗✘✖🗷"
_NO = "❌❎"
_BOX = re.compile(
    rf"(?P<blank>[{_BLANK}]|[\[(][ \t\u00a0_.○◯]{{0,4}}[\])])"
    rf"|(?P<tick>[{_TICK}]|[\[(][ \t\u00a0]{{0,2}}[xX✓✔√*×•●⦿][ \t\u00a0]{{0,2}}[\])])"
    rf"|(?P<cross>[{_CROSS}])|(?P<no>[{_NO}])[\ufe0e\ufe0f]?"
)
_RING = re.compile("[○◯⚪]")
"""An empty radio button, where a full one stands in the field; else it begins an entry, or is a letter's neighbour."""
_FULL = re.compile("[◉⦿🔘●⚫]")
_TYPED = re.compile(r"(?<!\S)(?:(?P<blank>_{1,5})|(?P<tick>_{0,3}[xX]_{0,3}))(?=\s+[^\W_])")
"""A box that is typed without brackets; it is one only where all lines begin with one, and one of them is empty."""
_CROSSED = re.compile(r"\A\s*(?P<tick>[xX])(?=\s+[^\W_])")
"""A cross before an entry of a list of options, where others have none."""
_AROUND = " \t\u00a0,;/|•·،؛"
_KEPT = re.compile(f"[^{NOT_CHOSEN}]+")
_FIRST = re.compile(rf"\s*(?:{_BOX.pattern})\s*(?=\S)")


def chosen(lines: Lines) -> list[tuple[Line, str]]:
    """The lines of a field, each with its text in which :data:`NOT_CHOSEN` stands for what is struck, or whose box is not ticked.

    Where a box is ticked, what has no box is not chosen either.
    """
    texts = _ringed([_unstruck(line) for line in lines])
    box = _BOX if any(map(_BOX.search, texts)) else _TYPED
    if box is _TYPED and not _is_typed(texts):
        if not _is_crossed(lines):
            return list(zip(lines, texts, strict=True))
        box = _CROSSED
    boxes = [list(box.finditer(text)) for text in texts]
    kinds = {box.lastgroup for row in boxes for box in row}
    if not kinds - {"no"} and not _all_begin(boxes, texts):
        return list(zip(lines, texts, strict=True))
    ticks = _ticks(kinds)
    ticked = bool(kinds & ticks)
    return [
        (line, _ticked(text, row, ticks) if row or not ticked else NOT_CHOSEN * len(text))
        for line, text, row in zip(lines, texts, boxes, strict=True)
    ]


def _ringed(texts: list[str]) -> list[str]:
    """The texts with boxes for their radio buttons, where full and empty ones stand there."""
    if not (any(map(_RING.search, texts)) and any(map(_FULL.search, texts))):
        return texts
    return [_FULL.sub("☑", _RING.sub("☐", text)) for text in texts]


def entered(lines: Lines) -> tuple[Lines, Lines]:
    """The lines of a list without the boxes that they begin with, and those whose box is empty where others are ticked.

    A box that begins a reply is what that says.
    """
    base = min((line.depth for line in lines if line.kind in LISTED), default=0)
    boxes = [_FIRST.match(line.text) for line in lines]
    kinds = {box.lastgroup for box in boxes if box}
    if not kinds:
        return lines, ()
    ticks = _ticks(kinds)
    kept: list[Line] = []
    rest: list[Line] = []
    for line, box in zip(lines, boxes, strict=True):
        empty = box and box.lastgroup not in ticks and not kinds.isdisjoint(ticks)
        replies = line.kind in (*LISTED, LineKind.INDENT) and line.depth > base > 0
        (rest if empty else kept).append(cut(line, box.end()) if box and (empty or not replies) else line)
    return tuple(kept), tuple(rest)


def _ticks(kinds: Set[str | None]) -> Set[str]:
    """The kinds that tick: a cross does in a form that has empty boxes and no other tick."""
    return {"tick"} if "tick" in kinds or "blank" not in kinds else {"cross"}


def ticked(lines: Lines) -> Lines | None:
    """What is ticked of the options in a text, each as a line; None where no box is ticked, or none is not."""
    kinds = {box.lastgroup for line in lines for box in _BOX.finditer(line.text)}
    ticks = _ticks(kinds)
    if not (kinds & ticks and kinds - ticks):
        return None
    out: list[Line] = []
    for line, text in chosen(lines):
        for found in _KEPT.finditer(text):
            low, high = trimmed(text, *found.span(), _AROUND)
            out += [cut(line, low, high, kind=LineKind.PARAGRAPH)] if low < high else []
    return tuple(out)


def has_box(line: Line) -> bool:
    """Whether a box stands on a line."""
    return _BOX.search(line.text) is not None


def _is_typed(texts: Sequence[str]) -> bool:
    if not any("_" in text for text in texts):
        return False
    filled = [text.strip() for text in texts if text.strip()]
    found = [box for text in filled if (box := _TYPED.match(text))]
    return len(found) == len(filled) and {
        box.lastgroup for text in filled for box in _TYPED.finditer(text)
    } == {"blank", "tick"}


def _is_crossed(lines: Lines) -> bool:
    """Whether some entries of a list begin with a cross, and others do not."""
    return {_CROSSED.match(line.text) is None for line in lines if line.kind in LISTED} == {True, False}


def _unstruck(line: Line) -> str:
    if not any(run.struck for run in line.runs):
        return line.text
    return "".join(NOT_CHOSEN * len(run.text) if run.struck else run.text for run in line.runs)


def _all_begin(boxes: Sequence[Sequence[re.Match[str]]], texts: Sequence[str]) -> bool:
    """Whether there are boxes, and each begins its line."""
    rows = [(row, text) for row, text in zip(boxes, texts, strict=True) if row]
    return bool(rows) and all(not text[: row[0].start()].strip() for row, text in rows)


def _ticked(text: str, boxes: Sequence[re.Match[str]], ticks: Set[str]) -> str:
    """A line with what belongs to a box that is not ticked masked, and the boxes too."""
    out: list[str] = []
    for start, end, box in _options(text, boxes):
        taken = box.lastgroup in ticks
        mark = NOT_CHOSEN * (box.end() - box.start())
        if taken:
            out += [text[start : box.start()], mark, text[box.end() : end]]
        else:
            out.append(NOT_CHOSEN * (end - start))
    return "".join(out) if out else text


def _options(text: str, boxes: Sequence[re.Match[str]]) -> Iterator[tuple[int, int, re.Match[str]]]:
    """The stretch of each box: up to the next box, or where boxes stand after their option, from the last one."""
    if not boxes:
        return
    before = not any(sign.isalnum() for sign in text[: boxes[0].start()]) or any(
        sign.isalnum() for sign in text[boxes[-1].end() :]
    )
    edges = (
        [0, *(box.start() for box in boxes[1:]), len(text)]
        if before
        else [0, *(box.end() for box in boxes[:-1]), len(text)]
    )
    for box, (start, end) in zip(boxes, pairwise(edges), strict=True):
        yield start, end, box
