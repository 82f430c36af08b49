"""One line of a list of participants: the people that it enters, and the rest of what it says."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from indababot.reading import names
from indababot.reading.flow import ACCOUNTS, Flow
from indababot.reading.pieces import cut
from indababot.reading.said import EDGES, NUMBERED, said_in
from indababot.reading.signatures import Signature, find
from indababot.reading.wording import SENTENCE, is_nobody, is_sentence
from indababot.records import Span

_MARK = re.compile(rf"(?P<atom>[{ACCOUNTS}])|(?P<prefix>{names.PREFIX.pattern})", re.IGNORECASE)
_ATOM = re.compile(f"[{ACCOUNTS}]")
_NAME_END = re.compile(r"\s[-–—]+\s|--|[,;:()\[\]!?،]|\.(?=\s|$)")
_ON_BEHALF = re.compile(
    r"[\s(]*(?:(?:signing up|adding|added|registering|signing|entered)\s*)?(?:on behalf of|in the name of|au nom de|de la part de"
    r"|em nome de|kwa niaba ya|نيابة عن)\s*:?\s*$|(?:^|[(–—-])\s*(?:for|pour)\s*$",
    re.IGNORECASE,
)
_ADDED_BY = re.compile(
    r"[\s(\[,;–—-]*\b(?:(?:was|is|are|were)\s+)?(?:added|entered|registered|signed(?:\s+up)?|listed)"
    r"\s+(?:here\s+)?(?:by|for them by)\s*:?\s*$|[\s(\[,;–—-]*\b(?:ajoutée?|inscrite?)\s+par\s*:?\s*$"
    r"|\s*[(\[]\s*(?:by|par)\s*:?\s*$",
    re.IGNORECASE,
)
_ADDING = re.compile(
    r"\s*(?:i\s*(?:am|['’]m)\s+)?(?:adding|signing up|registering|j['’]ajoute)\s*:?\s*", re.IGNORECASE
)
_BETWEEN = re.compile(r"(?:[\W_]|\b(?:and|et|و|e|na)\b)*")
_NAME_WORDS = 4


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


class _Mark(NamedTuple):
    """An account that a link or a prefix marks, at ``[start, end)``."""

    account: str
    start: int
    end: int


def entry(flow: Flow, *, listed: bool) -> Entry | None:
    """The entry that a line is, or None. A bare name counts in a list, and alone on a line."""
    signed = list(find(flow))
    if signed:
        return _signed(flow, signed)
    marks = _marks(flow, 0, len(flow.shape))
    if marks:
        return _marked(flow, marks)
    return _bare(flow, listed=listed)


def reply(flow: Flow) -> Entry | list[str]:
    """What a nested line says, without its signatures; an entry where it holds nothing but accounts."""
    signed = list(find(flow))
    gaps = [(one.start, one.end) for one in signed]
    said = said_in(flow, 0, len(flow.shape), gaps)
    marks = _marks(flow, 0, len(flow.shape)) if not signed else []
    if (signed and not said) or (marks and _only(flow, marks)):
        return entry(flow, listed=True) or []
    return [said] if said else []


def _signed(flow: Flow, signed: list[Signature]) -> Entry:
    """A signed entry: one signer, more who sign on the same line, or somebody who is entered by the signer."""
    first = signed[0]
    end = signed[1].start if len(signed) > 1 else len(flow.shape)
    out = _behalf(flow, first, end) or _own(flow, first, end if len(signed) == 1 else first.end)
    position = first.end
    for one in signed[1:]:
        said = said_in(flow, position, one.start, [])
        if said:
            out.said.append(said)
        elif one.account != out.people[-1].account:
            out.people.append(_signer(flow, one))
        position = one.end
    rest = said_in(flow, position, len(flow.shape), []) if len(signed) > 1 else ""
    out.said += [rest] if rest else []
    return out


def _signer(flow: Flow, one: Signature) -> Person:
    start, end = one.name if one.name[0] < one.name[1] else (one.start, one.end)
    return Person(one.account, flow.span(start, end), one.account, one.moment)


def _own(flow: Flow, one: Signature, end: int) -> Entry:
    """The signer's own entry. The same account before it, as in ``User:A – A (talk)``, is no comment."""
    marks = _marks(flow, 0, one.start)
    gaps = [
        (mark.start, mark.end)
        for mark in marks[:1]
        if mark.account == one.account and _only(flow, marks[:1], mark.end)
    ]
    lead = said_in(flow, 0, one.start, gaps)
    said = " ".join(part for part in (lead, said_in(flow, one.end, end, [])) if part)
    return Entry([_signer(flow, one)], [said] if said else [])


def _behalf(flow: Flow, one: Signature, end: int) -> Entry | None:
    """Somebody whom the signer entered: named at the start, or after words that say so."""
    before = [mark for mark in _marks(flow, 0, one.start) if mark.account != one.account]
    after = [mark for mark in _marks(flow, one.end, end) if mark.account != one.account]
    spoken = [mark for mark in before if _ON_BEHALF.search(flow.shape[max(0, mark.start - 80) : mark.start])]
    spoken += [
        mark for mark in after if _ON_BEHALF.search(flow.shape[max(one.end, mark.start - 80) : mark.start])
    ]
    named = spoken or _entered(flow, before, one)
    if named:
        gaps = [_with_words(flow, mark, one.end if mark.start >= one.end else 0) for mark in named]
        added = _ADDED_BY.search(flow.shape, max(0, one.start - 80), one.start)
        gaps += [added.span()] if added else []
        lead = "" if _only(flow, named, one.start) else _without_words(said_in(flow, 0, one.start, gaps))
        rest = said_in(flow, one.end, end, gaps)
        said = " ".join(part for part in (lead, rest) if part)
        people = [_entered_by(flow, mark, one) for mark in named]
        return Entry(people, [said] if said else [])
    return _spoken(flow, one, end)


def _entered(flow: Flow, marks: list[_Mark], one: Signature) -> list[_Mark]:
    """The accounts at the start of an entry that another person signed; a greeting or a question enters nobody."""
    if not marks:
        return []
    lead = flow.shape[: marks[0].start]
    words = NUMBERED.sub("", lead)
    if "@" in lead or (words.strip(EDGES + "([") and not _ADDING.fullmatch(words)):
        return []
    if _only(flow, marks, one.start):
        return marks
    rest = flow.shape[marks[0].end : one.start]
    if _ADDED_BY.search(rest):
        return marks if _only(flow, marks, marks[-1].end) else marks[:1]
    return [] if "?" in rest or rest.lstrip()[:1] in (",", ":", "!", "،") else marks[:1]


def _spoken(flow: Flow, one: Signature, end: int) -> Entry | None:
    """A bare name before ``added by`` or after ``on behalf of``."""
    added = _ADDED_BY.search(flow.shape, 0, one.start)
    numbered = NUMBERED.match(flow.shape)
    start = numbered.end() if numbered else 0
    stop = added.start() if added else start
    if not added:
        lead = _ON_BEHALF.match(flow.shape[: _first_word_end(flow.shape, one.start)]) or _ADDING.match(
            flow.shape, start, one.start
        )
        if not lead:
            return None
        start, stop = lead.end(), one.start
    text = flow.visible(start, stop).strip(EDGES + "()[].")
    if not text or not _is_name(text):
        return None
    said = said_in(flow, one.end, end, [])
    return Entry([_entered_by(flow, _Mark(names.account(text), start, stop), one)], [said] if said else [])


def _first_word_end(shape: str, limit: int) -> int:
    """Where the words of ``on behalf of`` end that open a text; 0 without them."""
    found = re.search(
        r"(?:behalf of|name of|nom de|part de|nome de|niaba ya|نيابة عن)\s*:?\s*",
        shape[:limit],
        re.IGNORECASE,
    )
    return found.end() if found else 0


def _entered_by(flow: Flow, mark: _Mark, one: Signature) -> Person:
    return Person(mark.account, flow.span(mark.start, mark.end), one.account, one.moment)


def _with_words(flow: Flow, mark: _Mark, floor: int) -> tuple[int, int]:
    """The place of an account with the ``on behalf of`` before it, which stands behind ``floor``."""
    low = max(floor, mark.start - 80)
    words = _ON_BEHALF.search(flow.shape[low : mark.start])
    return (low + words.start() if words else mark.start), mark.end


def _without_words(text: str) -> str:
    """A text without the ``adding`` that it began with."""
    return "" if _ADDING.fullmatch(text) else text


def _marked(flow: Flow, marks: list[_Mark]) -> Entry | None:
    """An unsigned entry with accounts that a link or a prefix marks: all of them in a list, else the one at an end."""
    if _only(flow, marks):
        return Entry([Person(mark.account, flow.span(mark.start, mark.end)) for mark in marks])
    if (
        len(marks) == 2
        and _only(flow, marks[:1], marks[0].end)
        and _BETWEEN.fullmatch(flow.shape, marks[1].end)
    ):
        between = flow.shape[marks[0].end : marks[1].start]
        added = _ADDED_BY.fullmatch(between) or _ON_BEHALF.fullmatch(between)
        if added:
            who, signer = marks if _ADDED_BY.fullmatch(between) else reversed(marks)
            return Entry([Person(who.account, flow.span(who.start, who.end), signer.account)])
    lead = NUMBERED.sub("", flow.shape[: marks[0].start]).strip(EDGES + "([")
    tail = flow.shape[marks[-1].end :].strip(EDGES + ")].!")
    if lead and tail:
        return None
    mark = marks[-1] if lead else marks[0]
    said = said_in(flow, 0, len(flow.shape), [(mark.start, mark.end)])
    return Entry([Person(mark.account, flow.span(mark.start, mark.end))], [said] if said else [])


def _bare(flow: Flow, *, listed: bool) -> Entry | None:
    """An entry by bare name: a name, a list of names, or in a list a name and what it says."""
    numbered = NUMBERED.match(flow.shape)
    start = numbered.end() if numbered else 0
    pieces = [(start + low, start + high) for low, high in cut(flow.shape[start:])]
    if pieces and all(
        _is_name(flow.visible(*piece)) and not _NAME_END.search(flow.shape, *piece) for piece in pieces
    ):
        return Entry([_named(flow, *piece) for piece in pieces])
    end = _NAME_END.search(flow.shape, start)
    if end is None or not listed or not _is_name(flow.visible(start, end.start())):
        return None
    said = said_in(flow, end.start(), len(flow.shape), [])
    return Entry([_named(flow, start, end.start())], [said] if said else [])


def _named(flow: Flow, start: int, end: int) -> Person:
    return Person(names.account(flow.visible(start, end).strip(" ~@")), flow.span(start, end))


def _is_name(text: str) -> bool:
    """Whether a bare text reads as an account."""
    words = text.split()
    if not 0 < len(words) <= _NAME_WORDS or is_sentence(text) or is_nobody(text):
        return False
    return any(character.isalpha() for character in text) and words[0].casefold() not in (
        "i",
        "we",
        "je",
        "yes",
        "no",
        "the",
    )


def _marks(flow: Flow, start: int, end: int) -> list[_Mark]:
    """The accounts that links and typed prefixes mark inside a stretch."""
    text = flow.shape[start:end]
    found = (
        list(_MARK.finditer(flow.shape, start, end)) if _ATOM.search(text) or names.has_colon(text) else []
    )
    out: list[_Mark] = []
    for place, mark in enumerate(found):
        stop = found[place + 1].start() if place + 1 < len(found) else end
        if mark["atom"]:
            out.append(_Mark(flow.atoms[mark.start()].account, *mark.span()))
            continue
        ends = [
            one.start()
            for pattern in (_NAME_END, SENTENCE)
            if (one := pattern.search(flow.shape, mark.end(), stop))
        ]
        last = min(ends, default=stop)
        account = names.target(flow.shape[mark.end() : last].rstrip(EDGES + "."))
        if account:
            out.append(_Mark(account, mark.start(), last))
    return out


def _only(flow: Flow, marks: list[_Mark], end: int | None = None) -> bool:
    """Whether nothing but separators stands around some accounts, up to ``end``."""
    position = 0
    numbered = NUMBERED.match(flow.shape)
    position = numbered.end() if numbered else 0
    for mark in marks:
        if not _BETWEEN.fullmatch(flow.shape, position, max(position, mark.start)):
            return False
        position = mark.end
    stop = len(flow.shape) if end is None else end
    return _BETWEEN.fullmatch(flow.shape, position, max(position, stop)) is not None
