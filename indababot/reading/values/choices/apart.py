"""Paragraphs below an answer that are none of it."""

import re

from indababot.editions import FormField
from indababot.reading.markup import Line, LineKind, Lines
from indababot.reading.values.choices import field as choices
from indababot.records import FieldKey

_MOST_WORDS = 12
"""Of an answer that the vocabulary does not have, above paragraphs that are none of it."""
_STOP = re.compile(r"[.!?…؟۔。](?=\s|$)")
_FEWEST_WORDS, _FEWEST_STOPS = 25, 2
"""Of a paragraph that is no answer, whatever it names: the text of a form whose next label is gone."""
_SHORT = (FieldKey.TYPES, FieldKey.LANGUAGES, FieldKey.MODE)
"""What nobody answers with paragraphs; for whom a session is may be told so."""
_LONG = 60
"""Words of such paragraphs where nothing else answers."""


def divided(lines: Lines, field: FormField) -> tuple[Lines, Lines]:
    """The lines of an answer, and paragraphs below a blank line that have no value of the vocabulary where the answer has one.

    Below a few words that are no sentence, paragraphs of whole sentences are none of the answer either, and from a long one on nothing
    is. Long paragraphs alone answer nothing: the form's next label is gone, and the value is empty.
    """
    first = next((place for place, line in enumerate(lines) if line.runs), len(lines))
    blank = next((place for place, line in enumerate(lines) if place > first and not line.runs), len(lines))
    if not any(line.runs for line in lines[blank:]):
        return lines, ()
    text = " ".join(line.text for line in lines[:blank]).strip()
    if field.key in _SHORT and _tells(text) and _is_long(lines, _LONG):
        return (), tuple(line for line in lines if line.runs)
    known = _names(lines[:blank], field)
    depth = lines[first].depth
    if not known and (_STOP.search(text) or not 0 < len(text.split()) <= _MOST_WORDS):
        return lines, ()
    lines, rest = _above_text(lines, blank)
    below = [
        line
        for line in lines[blank:]
        if line.runs and line.kind is LineKind.PARAGRAPH and line.depth <= depth
        if (not _names((line,), field) if known else _tells(line.text))
    ]
    gone = set(map(id, below))  # of thousands, each would be compared with each
    return tuple(line for line in lines if id(line) not in gone), (*below, *rest)


def _above_text(lines: Lines, blank: int) -> tuple[Lines, Lines]:
    """The lines before the first long paragraph below an answer, and it with all that follows."""
    start = next((place for place, line in enumerate(lines) if place > blank and _is_text(line)), len(lines))
    return lines[:start], tuple(line for line in lines[start:] if line.runs)


def _is_text(line: Line) -> bool:
    return line.kind is LineKind.PARAGRAPH and _is_long((line,), _FEWEST_WORDS)


def _is_long(lines: Lines, words: int) -> bool:
    """Whether lines have so many words, and several sentences."""
    stops = sum(1 for line in lines for _ in _STOP.finditer(line.text))
    return stops >= _FEWEST_STOPS and sum(len(line.text.split()) for line in lines) >= words


def told_in(lines: Lines) -> Lines:
    """The lines from the first one on that has whole sentences, and more words than an answer that is no text."""
    start = next((place for place, line in enumerate(lines) if _tells(line.text)), len(lines))
    return tuple(line for line in lines[start:] if line.runs)


def _tells(text: str) -> bool:
    """Whether a paragraph has whole sentences, and more words than an answer."""
    return len(text.split()) > _MOST_WORDS and _STOP.search(text) is not None


def _names(lines: Lines, field: FormField) -> bool:
    """Whether lines name a value of the vocabulary."""
    return any(item.known for item in choices.match(lines, field).items)
