"""The accounts that links and typed prefixes mark in a line, and the people whom a list enters."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from indababot.reading.values import names
from indababot.reading.values.flow import ACCOUNTS, Flow
from indababot.reading.values.said import EDGES, NUMBERED
from indababot.reading.values.wording import SENTENCE
from indababot.records import Span

_ATOM = re.compile(f"[{ACCOUNTS}]")
NAME_END = re.compile(r"\s[-–—]+\s|--|[,;:()\[\]!?،]|\.(?=\s|$)")
BETWEEN = re.compile(r"(?:[\W_]|\b(?:and|et|و|e|na)\b)*")


class Person(NamedTuple):
    """Somebody who is entered: the account, who signed for it and when."""

    account: str
    span: Span
    signed_by: str | None = None
    signed_at: datetime | None = None


@dataclass(slots=True)
class Entry:
    """The people of one entry, and what is said in it, a text a line."""

    people: list[Person]
    said: list[str] = field(default_factory=list)


class Mark(NamedTuple):
    """An account that a link or a prefix marks, at ``[start, end)``."""

    account: str
    start: int
    end: int


def marks_in(flow: Flow, start: int, end: int) -> list[Mark]:
    """The accounts that links and typed prefixes mark inside a stretch."""
    text = flow.shape[start:end]
    atoms = [one.span() for one in _ATOM.finditer(flow.shape, start, end)]
    typed = names.prefixes(flow.shape, start, end) if names.has_colon(text) else ()
    found = sorted([*atoms, *typed])
    out: list[Mark] = []
    for place, (first, behind) in enumerate(found):
        if first in flow.atoms:
            out.append(Mark(flow.atoms[first].account, first, behind))
            continue
        stop = found[place + 1][0] if place + 1 < len(found) else end
        ends = [
            one.start()
            for pattern in (NAME_END, SENTENCE)
            if (one := pattern.search(flow.shape, behind, stop))
        ]
        last = min(ends, default=stop)
        account = names.target(flow.shape[behind:last].rstrip(EDGES + "."))
        if account:
            out.append(Mark(account, first, last))
    return out


def is_only(flow: Flow, marks: list[Mark], end: int | None = None) -> bool:
    """Whether nothing but separators stands around some accounts, up to ``end``."""
    position = 0
    numbered = NUMBERED.match(flow.shape)
    position = numbered.end() if numbered else 0
    for mark in marks:
        if not BETWEEN.fullmatch(flow.shape, position, max(position, mark.start)):
            return False
        position = mark.end
    stop = len(flow.shape) if end is None else end
    return BETWEEN.fullmatch(flow.shape, position, max(position, stop)) is not None
