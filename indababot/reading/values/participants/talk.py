"""What stands below the list of who comes, under a heading or caption of its own: people talk there, and enter nobody."""

import re

from indababot.lexicon import lexicon
from indababot.lexicon.patterns import late
from indababot.reading.form import text_of
from indababot.reading.markup import CELLS, LISTED, Line, LineKind, Lines
from indababot.reading.values.signatures.finder import find
from indababot.reading.values.signatures.tokens import Tokens
from indababot.reading.values.wording import any_of
from indababot.records import Span, Unrecognised

_WORDS = any_of(lexicon().participants.comment_columns)
TITLE = late(rf"\s*(?:{_WORDS})(?!\w)", re.IGNORECASE)
"""So begins a heading of questions and comments."""
_CAPTION = late(rf"\W*(?:{_WORDS})\W*", re.IGNORECASE)


def without_talk(lines: Lines) -> tuple[Lines, list[Unrecognised]]:
    """The lines of the list, and what is said below them: under a heading, up to the next of its level, or under a caption, to the end."""
    lines, gone = _untitled(lines)
    for place, line in enumerate(lines):
        plain = line.kind not in LISTED and line.kind not in CELLS
        if plain and _CAPTION.fullmatch(line.text) and any(map(_enters, lines[:place])):
            return lines[:place], [*gone, *(_told(one) for one in lines[place:] if one.runs)]
    return lines, gone


def _untitled(lines: Lines) -> tuple[Lines, list[Unrecognised]]:
    titles = [place for place, line in enumerate(lines) if line.kind is LineKind.HEADING]
    first = next((place for place, line in enumerate(lines) if line.text.strip()), 0)
    start = next((place for place in titles if place > first and TITLE.match(lines[place].text)), len(lines))
    if start == len(lines):
        return lines, []
    depth = lines[start].depth
    end = next((place for place in titles if place > start and lines[place].depth <= depth), len(lines))
    label = " ".join(lines[start].text.split())
    span = Span(lines[start].start, lines[end - 1].end)
    told = Unrecognised(label=label, text=text_of(lines[start + 1 : end]), span=span)
    return (*lines[:start], *lines[end:]), [told]


def _enters(line: Line) -> bool:
    """Whether a line is one of a list: an entry, a cell, or in a copy, which has no bullets, something that is signed."""
    return bool(line.runs) and (line.kind in LISTED or line.kind in CELLS or any(find(Tokens(line))))


def _told(line: Line) -> Unrecognised:
    return Unrecognised(text=" ".join(line.text.split()), span=Span(*line.source(0, len(line.text))))
