"""What stands on a line of its own below a text and is no part of it: a signature, a link back to the top of the page."""

import re

from indababot.reading.markup.inline import Line, LineKind, Lines, LinkKind
from indababot.reading.values.signatures import find
from indababot.reading.values.tokens import Tokens
from indababot.records import Span, Unrecognised

_UNSAVED = re.compile(r"[\s–—-]*~{3,5}\s*")
"""What a wiki makes a signature of when the page is saved."""
_SIGNERS = (LinkKind.USER, LinkKind.TALK)


def unsigned(lines: Lines) -> tuple[Lines, tuple[Unrecognised, ...]]:
    """The lines without a signature or a link inside the page on a last line of its own, and that; a text that is nothing else stays."""
    filled = [place for place, line in enumerate(lines) if line.text.strip()]
    if len(filled) < 2 or not (_is_signature(line := lines[filled[-1]]) or _stays(line)):
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


def _stays(line: Line) -> bool:
    """Whether a line is nothing but a link to another place of its page."""
    told = [run for run in line.runs if run.text.strip()]
    return all(run.link is not None and run.link.target.startswith("#") for run in told)
