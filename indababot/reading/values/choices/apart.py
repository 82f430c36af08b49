"""Paragraphs below an answer that are none of it."""

from indababot.editions import FormField
from indababot.reading.markup import LineKind, Lines
from indababot.reading.values.choices import field as choices


def divided(lines: Lines, field: FormField) -> tuple[Lines, Lines]:
    """The lines of an answer, and paragraphs below a blank line that have no value of the vocabulary where the answer has one."""
    blank = next((place for place, line in enumerate(lines) if place and not line.runs), len(lines))
    if not any(line.runs for line in lines[blank:]) or not _names(lines[:blank], field):
        return lines, ()
    below = [
        line
        for line in lines[blank:]
        if line.runs and line.kind is LineKind.PARAGRAPH and not line.depth and not _names((line,), field)
    ]
    gone = set(map(id, below))  # of thousands, each would be compared with each
    return tuple(line for line in lines if id(line) not in gone), tuple(below)


def _names(lines: Lines, field: FormField) -> bool:
    """Whether lines name a value of the vocabulary."""
    return any(item.known for item in choices.match(lines, field).items)
