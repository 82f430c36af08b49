"""The lines below "Interested participants": who is interested, who signed, and what was said.

A list entry of the first level, or a paragraph, is a participant; what is nested below it is a reply and becomes a line of its comment.
A reply's text is what a reader sees, without the signature of whoever wrote it: a reply makes nobody a participant, unless the nested
line holds nothing but an account.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from indababot.reading.markup.inline import Line, LineKind, Lines
from indababot.reading.values.entries import entry, reply
from indababot.reading.values.flow import Flow
from indababot.reading.values.marks import Entry
from indababot.records import FieldKey, Participant, Remark, RemarkKind, Span, Unrecognised

_ITEMS = (LineKind.BULLET, LineKind.NUMBER)
_INDENTS = (LineKind.INDENT, LineKind.DEFINITION)
_TITLES = (LineKind.HEADING, LineKind.HEADER_CELL, LineKind.TERM)
_HINT = re.compile(
    r"[\W_]*|\s*<[^<>]*>\s*|[^\w~]*~{3,5}[^\w~]*"
    r"|\W*(?:please\s+)?(?:add|insert|put|write|sign|enter|register)\b[^.!?]{0,40}?\b(?:your\s+(?:user\s?)?name|signature|here|below)\b.{0,60}"
    r"|\W*(?:your\s+)?user\s?name(?:\s+here)?\W*|\W*(?:n/a|none)\W*",
    re.IGNORECASE | re.DOTALL,
)


class Participants(NamedTuple):
    """The people who are interested, in the page's order, the texts that are no entry, and what is to be told about them."""

    participants: tuple[Participant, ...] = ()
    unrecognised: tuple[Unrecognised, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(slots=True)
class _List:
    """What has been read so far."""

    entries: list[Entry] = field(default_factory=list)
    others: list[Unrecognised] = field(default_factory=list)
    anchor: Line | None = None
    """The line of the last entry of the first level."""


def read(lines: Lines, hints: Sequence[str]) -> Participants:
    """The participants in some lines; ``hints`` are the texts that the form itself puts there, which are none."""
    known = _known(tuple(hints))
    base = min((line.depth for line in lines if line.kind in _ITEMS), default=0)
    out = _List()
    for line in lines:
        text = line.text
        if _is_empty(line) or _bare(text) in known:
            continue
        if line.kind in _TITLES:
            out.others.append(_unrecognised(line))
        elif out.entries and _is_reply(line, out.anchor, base):
            _add_reply(out, line)
        else:
            _add_entry(out, line)
    return Participants(tuple(_participants(out.entries)), tuple(out.others), tuple(_remarks(out.entries)))


@lru_cache(maxsize=64)
def _known(hints: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_bare(hint) for hint in hints)


def _is_empty(line: Line) -> bool:
    """Whether a line is blank or a hint; a link that shows nothing still names its account."""
    return _HINT.fullmatch(line.text) is not None and not any(run.link for run in line.runs)


def _is_reply(line: Line, anchor: Line | None, base: int) -> bool:
    if anchor is None:
        return False
    if line.kind in _ITEMS:
        return line.depth > (anchor.depth if anchor.kind in _INDENTS else base)
    if line.kind in _INDENTS:
        return anchor.kind not in _INDENTS or line.depth > anchor.depth
    return False


def _add_entry(out: _List, line: Line) -> None:
    found = entry(Flow(line), listed=line.kind in (*_ITEMS, *_INDENTS))
    if found is None:
        out.others.append(_unrecognised(line))
        out.anchor = None
        return
    out.entries.append(found)
    out.anchor = line


def _add_reply(out: _List, line: Line) -> None:
    found = reply(Flow(line))
    if isinstance(found, Entry):
        out.entries.append(found)
    elif found:
        out.entries[-1].said.extend(found)


def _participants(entries: list[Entry]) -> list[Participant]:
    out: list[Participant] = []
    for one in entries:
        for place, person in enumerate(one.people):
            said = one.said if place == 0 else []
            out.append(
                Participant(
                    username=person.account,
                    comment="\n".join(said) or None,
                    signed_by=person.signed_by,
                    signed_at=person.signed_at,
                    span=person.span,
                )
            )
    return out


def _remarks(entries: list[Entry]) -> list[Remark]:
    return [
        Remark(kind=RemarkKind.UNSIGNED, span=person.span, text=person.account, key=FieldKey.PARTICIPANTS)
        for one in entries
        for person in one.people
        if person.signed_by is None
    ]


def _unrecognised(line: Line) -> Unrecognised:
    return Unrecognised(text=" ".join(line.text.split()), span=Span(*line.source(0, len(line.text))))


def _bare(text: str) -> str:
    """A text for comparing with a hint: without case, blanks and the brackets and stops around it."""
    return " ".join(text.split()).strip(" ()[]<>.*•#").casefold()
