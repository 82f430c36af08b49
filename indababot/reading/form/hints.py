"""Hints of the form in italics that an author left above an answer: ``''Please describe your session''``."""

import re
from collections.abc import Sequence

from indababot.lexicon import lexicon
from indababot.lexicon.patterns import late, pattern
from indababot.pages import Page
from indababot.reading.form.section import Section
from indababot.reading.markup import Line, cut
from indababot.records import Span, Unrecognised

_OPENED = re.compile(r"(?:(?<!')''|<(?:i|em)(?:\s[^<>]*)?>)$")
_CLOSED = re.compile(r"(?:''(?!')|</(?:i|em)>)(?:</small>)?[ \t]*(?=\r?\n|<|$)")
_ENDS = re.compile(r"''|</(?:i|em)>|[\r\n]")
_ASKS = late(pattern(lexicon().forms.please), re.IGNORECASE)
_LONGEST_OPENER = 80
_LONGEST = 300
_SEVERAL = 2


def without_hints(sections: Sequence[Section], page: Page) -> list[Unrecognised]:
    """Takes the hints out of the fields: lines in italics that begin several answers of a page, or one that asks please; and gives them."""
    heads = [(part, line, end) for part in sections if part.form for line, end in _head(part, page)]
    asking = [_ASKS.search(line.text, 0, end) is not None for _, line, end in heads]
    several = asking.count(False) >= _SEVERAL
    out: list[Unrecognised] = []
    for (part, line, end), asks in zip(heads, asking, strict=True):
        text = line.text[:end]
        if several or asks:
            rest = cut(line, end + len(line.text[end:]) - len(line.text[end:].lstrip()))
            part.lines = [rest if one is line else one for one in part.lines if one is not line or rest.text]
            part.inline = part.inline and bool(rest.text)
            out.append(Unrecognised(text=" ".join(text.split()), span=Span(*line.source(0, end))))
    return out


def _head(part: Section, page: Page) -> list[tuple[Line, int]]:
    """The first line of a section and where in it a text in italics ends that is a line of the page's, where an answer follows."""
    filled = [line for line in part.lines if line.runs]
    if not filled or not (end := _italics(filled[0], page.text)):
        return []
    answered = len(filled) > 1 or filled[0].text[end:].strip() != ""
    return [(filled[0], end)] if answered else []


def _italics(line: Line, source: str) -> int:
    start = line.runs[0].start
    if not _OPENED.search(source[max(0, start - _LONGEST_OPENER) : start]):
        return 0
    end = _ENDS.search(source, start, start + _LONGEST)
    if end is None or not _CLOSED.match(source, end.start()):
        return 0
    seen = sum(len(run.text) for run in line.runs if run.start < end.start())
    same = line.text[:seen].split() == source[start : end.start()].split()
    return seen if same and not line.text[seen:][:1].strip() else 0
