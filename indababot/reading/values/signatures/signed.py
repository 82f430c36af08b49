"""What stands on a line of its own below a text and is no part of it: a signature, a link back to the top of the page."""

import re
from collections.abc import Iterable

from indababot.reading.form import PEOPLE, Section
from indababot.reading.markup import Line, LineKind, LinkKind
from indababot.reading.values.signatures.finder import find
from indababot.reading.values.signatures.tokens import Tokens
from indababot.records import Span, Unrecognised

_UNSAVED = re.compile(r"[\s–—-]*~{3,5}\s*")
"""What a wiki makes a signature of when the page is saved."""
_SIGNERS = (LinkKind.USER, LinkKind.TALK)


def claim(parts: Iterable[Section]) -> list[Unrecognised]:
    """Takes such lines out of the fields that hold no people, from their ends, and gives them; what stands beside a label is its answer."""
    gone: list[Unrecognised] = []
    for part in parts:
        if part.form is None or part.form.key in PEOPLE:
            continue
        filled = [place for place, line in enumerate(part.lines) if line.text.strip()]
        while len(filled) > part.inline and _is_below(line := part.lines[filled[-1]]):
            gone.append(Unrecognised(text=" ".join(line.text.split()), span=Span(line.start, line.end)))
            del part.lines[filled.pop() :]
    return gone


def _is_below(line: Line) -> bool:
    return _is_signature(line) or _stays(line)


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
