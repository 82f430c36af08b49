"""Paragraphs below an answer that are none of it."""

import re

from indababot.editions import FormField
from indababot.reading.markup import LineKind, Lines
from indababot.reading.values.choices import field as choices

_MOST_WORDS = 12
"""Of an answer that the vocabulary does not have, above paragraphs that are none of it."""
_STOP = re.compile(r"[.!?…؟۔。](?=\s|$)")


def divided(lines: Lines, field: FormField) -> tuple[Lines, Lines]:
    """The lines of an answer, and paragraphs below a blank line that have no value of the vocabulary where the answer has one.

    Below a few words that are no sentence, paragraphs of whole sentences are none of the answer either.
    """
    first = next((place for place, line in enumerate(lines) if line.runs), len(lines))
    blank = next((place for place, line in enumerate(lines) if place > first and not line.runs), len(lines))
    if not any(line.runs for line in lines[blank:]):
        return lines, ()
    known = _names(lines[:blank], field)
    depth = lines[first].depth
    text = " ".join(line.text for line in lines[:blank]).strip()
    if not known and (_STOP.search(text) or not 0 < len(text.split()) <= _MOST_WORDS):
        return lines, ()
    below = [
        line
        for line in lines[blank:]
        if line.runs and line.kind is LineKind.PARAGRAPH and line.depth <= depth
        if (not _names((line,), field) if known else _tells(line.text))
    ]
    gone = set(map(id, below))  # of thousands, each would be compared with each
    return tuple(line for line in lines if id(line) not in gone), tuple(below)


def _tells(text: str) -> bool:
    """Whether a paragraph has whole sentences, and more words than an answer."""
    return len(text.split()) > _MOST_WORDS and _STOP.search(text) is not None


def _names(lines: Lines, field: FormField) -> bool:
    """Whether lines name a value of the vocabulary."""
    return any(item.known for item in choices.match(lines, field).items)
