"""Signatures that end a text of several lines: they say who wrote the page, and are no part of the text."""

import re

from indababot.reading.markup.inline import Line, LineKind, Lines, LinkKind
from indababot.reading.values.signatures import find
from indababot.reading.values.tokens import Tokens
from indababot.records import Span, Unrecognised

_UNSAVED = re.compile(r"[\s–—-]*~{3,5}\s*")
"""What a wiki makes a signature of when the page is saved."""
_SIGNERS = (LinkKind.USER, LinkKind.TALK)


def unsigned(lines: Lines) -> tuple[Lines, tuple[Unrecognised, ...]]:
    """The lines without a signature on a line of its own at their end, and that; a text that is nothing else stays."""
    filled = [place for place, line in enumerate(lines) if line.text.strip()]
    if len(filled) < 2 or not _is_signature(line := lines[filled[-1]]):
        return lines, ()
    told = Unrecognised(text=" ".join(line.text.split()), span=Span(line.start, line.end))
    return lines[: filled[-1]], (told,)


def _is_signature(line: Line) -> bool:
    """Whether a line is a signature with its time and nothing else, or tildes that were never saved."""
    if line.kind not in (LineKind.PARAGRAPH, LineKind.INDENT):
        return False
    if "~" in line.text and _UNSAVED.fullmatch(line.text):
        return True
    if not any(run.link and run.link.kind in _SIGNERS for run in line.runs):
        return False
    tokens = Tokens(line)
    signed = [one for one in find(tokens) if one.moment]
    return (
        len(signed) == 1
        and not tokens.shape[: signed[0].start].strip() + tokens.shape[signed[0].end :].strip()
    )
