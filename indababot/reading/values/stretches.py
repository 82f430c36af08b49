"""Stretches of a line's shape, without what stands around them."""

import re
from collections.abc import Iterator

from indababot.lexicon import PICTOGRAMS

_ADORNMENTS = rf"{PICTOGRAMS}\u2705\u2611\u2713\u2714\s"
_ADORNED = re.compile(rf"[{_ADORNMENTS}]*+")
_ADORNED_END = re.compile(rf"(?<![{_ADORNMENTS}~])[{_ADORNMENTS}~]++$")


def trimmed(shape: str, start: int, end: int, signs: str | None = None) -> tuple[int, int]:
    """A stretch without the blanks, or other signs, around it."""
    piece = shape[start:end]
    first = start + len(piece) - len(piece.lstrip(signs))
    return first, max(first, end - len(piece) + len(piece.rstrip(signs)))


def edged(shape: str, start: int, end: int, *, signs: str) -> tuple[int, int]:
    """A stretch without the brackets, dashes and other signs around it; a bracket that closes inside stays."""
    first, last = trimmed(shape, start, end, signs)
    open_ = shape.count("(", first, last) > shape.count(")", first, last)
    return first, last + 1 if open_ and shape.startswith(")", last, end) else last


def unadorned(shape: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the little pictures and ticks around it, and the tildes of a signature that was never made."""
    head = _ADORNED.match(shape, start, end)
    start = head.end() if head else start
    tail = _ADORNED_END.search(shape, start, end)
    return start, tail.start() if tail else end


def between(gaps: list[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of ``[start, end)`` outside some gaps, which stand in order."""
    for low, high in gaps:
        yield start, low
        start = high
    yield start, end
