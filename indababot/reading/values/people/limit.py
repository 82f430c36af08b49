"""How many people are read in one field: more than any real list has, and no more work than that."""

from collections.abc import Iterator
from itertools import islice

from indababot.reading.markup import Line, LineKind, Lines, cut
from indababot.reading.values.people.separators import separated

MOST = 2_000
"""People in one field; the longest list of participants seen has 130."""
_OWN = 4
"""Separators and links that a line may have for one person: a signature's time has a comma, and a link to talk stands before it."""


def limited(lines: Lines) -> tuple[Lines, Lines]:
    """The lines of a field of people as far as they hold :data:`MOST`, and what follows, which is not to be read."""
    if len(lines) + sum([len(line.text) for line in lines]) <= MOST:
        return lines, ()
    left = MOST
    for place, line in enumerate(lines):
        for begin in (0, *islice(_beginnings(line), _OWN, None)) if line.runs else ():
            if not left:
                return _parted(lines, place, begin)
            left -= 1
    return lines, ()


def _parted(lines: Lines, place: int, begin: int) -> tuple[Lines, Lines]:
    """The lines before and after a character of one of them."""
    line = lines[place]
    if not begin:
        return lines[:place], lines[place:]
    begin += len(line.text[begin:]) - len(line.text[begin:].lstrip())
    rest = cut(line, begin, kind=LineKind.PARAGRAPH)
    return (*lines[:place], cut(line, 0, begin)), (rest, *lines[place + 1 :])


def _beginnings(line: Line) -> Iterator[int]:
    """Where further people may begin in a line: behind separators, and at links that follow each other."""
    position = 0
    links = 0
    for run in line.runs:
        if run.link is None:
            for end in separated(run.text):
                yield position + end
                links = 0
        else:
            if links:
                yield position
            links += 1
        position += len(run.text)
