"""What stands on a line of its own below a text and is no part of it: a signature, what somebody else says there and signs, a link back
to the top of the page."""

import re
from collections.abc import Sequence

from indababot.reading.form import PEOPLE, Section, text_of
from indababot.reading.markup import CELLS, Line, LineKind, LinkKind
from indababot.reading.values.signatures import names
from indababot.reading.values.signatures.finder import Signature, find
from indababot.reading.values.signatures.tokens import Tokens
from indababot.records import FieldKey, Span, Unrecognised

_UNSAVED = re.compile(r"[\s–—-]*~{3,5}\s*")
"""What a wiki makes a signature of when the page is saved."""
_SIGNERS = (LinkKind.USER, LinkKind.TALK)
_ENDS = " \t\u00a0.)]"


_NO_ENTRY = (LineKind.HEADING, *CELLS)


def claim(parts: Sequence[Section]) -> list[Unrecognised]:
    """Takes such lines out of the fields that hold no people, from their ends, and gives them; what stands beside a label is its answer."""
    gone: list[Unrecognised] = []
    own = _own(parts)
    for part in parts:
        if part.form is None or part.form.key in PEOPLE:
            continue
        filled = [place for place, line in enumerate(part.lines) if line.text.strip()]
        while len(filled) > part.inline and _is_below(line := part.lines[filled[-1]]):
            gone.append(_told(line))
            del part.lines[filled.pop() :]
        lines = [part.lines[place] for place in filled]
        first = _first_said(lines, own) if own else len(lines)
        if first < len(lines):
            headed = first > 1 and lines[first - 1].kind is LineKind.HEADING
            gone += [_headed(lines[first - 1 :])] if headed else map(_told, lines[first:])
            del part.lines[filled[first - headed] :]
    return gone


def _told(line: Line) -> Unrecognised:
    return Unrecognised(text=" ".join(line.text.split()), span=Span(line.start, line.end))


def _headed(lines: Sequence[Line]) -> Unrecognised:
    """What is said below a heading of its own: *Comments of the reviewers*."""
    label = " ".join(lines[0].text.split())
    return Unrecognised(label=label, text=text_of(lines[1:]), span=Span(lines[0].start, lines[-1].end))


def _own(parts: Sequence[Section]) -> str:
    """What the form tells of its own accounts, for comparing; nothing where it tells none, for then the author may have signed a text."""
    told: list[str] = []
    accounts = False
    for part in parts:
        if part.key in (FieldKey.AUTHORS, FieldKey.USERNAMES):
            runs = [run for line in part.lines for run in line.runs]
            linked = [names.target(run.link.target) for run in runs if run.link and run.link.kind in _SIGNERS]
            told += [*linked, *(line.text for line in part.lines)]
            accounts = accounts or bool(linked) or (part.key is FieldKey.USERNAMES and bool(runs))
    return names.key("\n".join(told)) if accounts else ""


def _first_said(lines: Sequence[Line], own: str) -> int:
    """From which line on others speak and the author answers, each with a signature; the first line is always the author's."""
    first = len(lines)
    for place in range(len(lines) - 1, 0, -1):
        signed = _signed(lines[place])
        if signed is None:
            break
        first = first if names.key(signed.account) in own else place
    return first


def _signed(line: Line) -> Signature | None:
    """The signature with its time that ends a line."""
    if line.kind in _NO_ENTRY or not any(run.link and run.link.kind in _SIGNERS for run in line.runs):
        return None
    tokens = Tokens(line)
    signed = [one for one in find(tokens) if one.moment]
    return signed[-1] if signed and not tokens.shape[signed[-1].end :].strip(_ENDS) else None


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
