"""The accounts that links and typed prefixes mention in a line, and the people whom an entry enters."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from indababot.lexicon import lexicon
from indababot.lexicon.patterns import late
from indababot.reading.values.people.behind import typed_end
from indababot.reading.values.people.several import OWN_BRACKET
from indababot.reading.values.signatures import names
from indababot.reading.values.signatures.comments import EDGES, said_in, unnumbered
from indababot.reading.values.signatures.tokens import ACCOUNTS, Tokens
from indababot.reading.values.stretches import unadorned
from indababot.reading.values.wording import OTHERS, SENTENCE, any_of
from indababot.records import Span

_ATOM = re.compile(f"[{ACCOUNTS}]")
_SHORT = rf"\b(?:[^\W\d_]|{any_of(lexicon().people.abbreviations)})\."
_NAME_END = late(
    rf"(?P<own>\((?:{OWN_BRACKET.pattern})\)|{_SHORT}(?=\s+(?!(?-i:{SENTENCE.pattern}))(?-i:[^\Wa-z\d_])[\w.]))|(?P<last>{_SHORT}(?=\s|$))"
    r"|\s[-–—|]+\s|(?<=\S)\s@|--|[,;:()\[\]!?،؛؟/]|\.(?=\s|$)",
    re.IGNORECASE,
)
"""What ends a name; an initial or ``Dr.`` goes on where another name follows, and else is its last word."""
INITIAL = re.compile(r"\s[^\W\d_]\.\Z")
"""An initial that ends an account: ``User:Ada B.``"""
_CONJUNCTION = any_of(lexicon().people.conjunctions)
_ENDS_JOINED = late(rf"\s+(?:[&+]|{_CONJUNCTION})\s*\Z", re.IGNORECASE)
"""What joins a typed account to the one behind it: ``User:A and User:B``."""
BETWEEN = re.compile(rf"(?:[\W_]|\b(?:{_CONJUNCTION})\b)*")
_JOINED = late(
    rf"\s*(?P<said>\([^()]*\))?\s*(?:[,;،؛]|(?P<and>[&+]|(?<!\w)(?:{_CONJUNCTION})(?!\w)))\s*", re.IGNORECASE
)
_BRACKET = re.compile(r"\s*(?:\([^()]*\)\s*)?")
_SAID = re.compile(r"\s*(?:[(–—]|-+\s)")


class Person(NamedTuple):
    """Somebody who is entered: the account, who signed for it and when."""

    account: str
    span: Span
    signed_by: str | None = None
    signed_at: datetime | None = None
    said: str = ""
    """What stands in a bracket behind this one of several people, and of none of the others."""


@dataclass(slots=True)
class Entry:
    """The people of one entry, and what is said in it, a text a line."""

    people: list[Person]
    said: list[str] = field(default_factory=list)

    def add(self, one: Person, said: str) -> None:
        """Adds somebody, and what is said of that one."""
        self.people.append(one._replace(said=said) if self.people else one)
        self.said += [said] if said and len(self.people) == 1 else []


def entry_of(people: list[Person], *said: str) -> Entry:
    """An entry with what is said in it; empty texts say nothing."""
    return Entry(people, list(filter(None, said)))


class Mention(NamedTuple):
    """An account that a link or a prefix mentions, at ``[start, end)``."""

    account: str
    start: int
    end: int


def person(
    tokens: Tokens, mark: Mention, signed_by: str | None = None, signed_at: datetime | None = None
) -> Person:
    """Whoever has an account that is mentioned, as somebody who is entered."""
    return Person(mark.account, tokens.span(mark.start, mark.end), signed_by, signed_at)


def named(tokens: Tokens, start: int, end: int) -> Person:
    """Whoever a stretch names that nothing marks as an account."""
    start, end = unadorned(tokens.shape, start, end)
    return Person(names.account(tokens.visible(start, end).strip(" ~@")), tokens.span(start, end))


def mentions_in(tokens: Tokens, start: int, end: int) -> list[Mention]:
    """The accounts that links and typed prefixes mark inside a stretch."""
    shape = tokens.shape
    atoms = [one.span() for one in _ATOM.finditer(shape, start, end)]
    typed = names.prefixes(shape, start, end) if names.has_colon(shape[start:end]) else ()
    found = sorted([*atoms, *typed])
    out: list[Mention] = []
    for place, (first, behind) in enumerate(found):
        if first in tokens.atoms:
            out.append(Mention(tokens.atoms[first].account, first, behind))
            continue
        stop = found[place + 1][0] if place + 1 < len(found) else end
        said = SENTENCE.search(shape, behind, stop)
        last = name_end(shape, behind, said.start() if said else stop)
        joint = _ENDS_JOINED.search(shape, behind, last) if place + 1 < len(found) else None
        last = typed_end(shape, *unadorned(shape, behind, joint.start() if joint else last))
        others = OTHERS.search(shape, behind, last)
        last = others.start() if others else last
        kept = INITIAL.search(shape, behind, last) is not None
        account = names.target(shape[behind:last].rstrip(EDGES + ("" if kept else ".")))
        if account:
            out.append(Mention(account, first, last))
    return out


def name_end(shape: str, start: int, end: int) -> int:
    """Where a name ends that begins at ``start`` and that nothing marks; a bracket of its own belongs to it."""
    for one in _NAME_END.finditer(shape, start, end):
        if not one["own"]:
            return one.end() if one["last"] else one.start()
    return end


def bracket_behind(shape: str, start: int, end: int) -> bool:
    """Whether nothing more than one bracket stands in a stretch behind somebody: ``(maybe)``."""
    return _BRACKET.fullmatch(shape, start, end) is not None


def joined(tokens: Tokens, mentions: list[Mention]) -> Entry | None:
    """Several accounts that begin an entry together, where something is said of them; else None.

    ``A & B, both from Mali``, ``A (maybe), B (online)``; after ``A, B`` alone a text may be what the first one says of the second.
    """
    shape = tokens.shape
    if len(mentions) < 2 or shape[unnumbered(shape) : mentions[0].start].strip():
        return None
    gaps: list[tuple[int, int]] = [(mentions[0].start, mentions[0].end)]
    sure = _SAID.match(shape, mentions[-1].end) is not None
    people = [person(tokens, mark) for mark in mentions]
    coupled = False
    for place, (before, mark) in enumerate(pairwise(mentions)):
        found = _JOINED.fullmatch(shape, before.end, mark.start)
        if found is None:
            return None
        coupled = bool(found["and"])
        sure = sure or coupled or bool(found["said"])
        if place and found["said"]:
            people[place] = people[place]._replace(said=found["said"])
        gaps.append((found.end("said") if found["said"] and not place else before.end, mark.end))
    end = len(shape)
    if (
        not coupled
        and (said := shape[mentions[-1].end :].strip())
        and bracket_behind(shape, mentions[-1].end, end)
    ):
        people[-1] = people[-1]._replace(said=said)  # behind ``A and B`` it may be said of both
        gaps.append((mentions[-1].end, end))
    return entry_of(people, said_in(tokens, 0, end, gaps)) if sure else None


def joined_to(tokens: Tokens, end: int) -> list[Mention]:
    """The accounts alone that end a line behind a signature and what joins them to it: ``…, [[User:A]] & [[User:B]]``."""
    joint = _JOINED.match(tokens.shape, end)
    mentions = mentions_in(tokens, end, len(tokens.shape)) if joint and not joint["said"] else []
    return mentions if mentions and is_only(tokens, mentions, low=end) else []


def is_only(tokens: Tokens, mentions: list[Mention], end: int | None = None, low: int = 0) -> bool:
    """Whether nothing but separators stands around some accounts, from ``low`` up to ``end``."""
    position = low or unnumbered(tokens.shape)
    for mark in mentions:
        if not BETWEEN.fullmatch(tokens.shape, position, mark.start):
            return False
        position = mark.end
    stop = len(tokens.shape) if end is None else end
    return BETWEEN.fullmatch(tokens.shape, position, stop) is not None
