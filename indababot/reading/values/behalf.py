"""Somebody who is entered by another person: named at the start, or after words that say so."""

import re

from indababot.reading.values import names
from indababot.reading.values.flow import Flow
from indababot.reading.values.marks import Entry, Mark, Person, is_only, marks_in
from indababot.reading.values.said import EDGES, NUMBERED, said_in
from indababot.reading.values.signatures import Signature
from indababot.reading.values.wording import is_nobody, is_sentence

ON_BEHALF = re.compile(
    r"[\s(]*(?:(?:signing up|adding|added|registering|signing|entered)\s*)?(?:on behalf of|in the name of|au nom de|de la part de"
    r"|em nome de|kwa niaba ya|نيابة عن)\s*:?\s*$|(?:^|[(–—-])\s*(?:for|pour)\s*$",
    re.IGNORECASE,
)
ADDED_BY = re.compile(
    r"[\s(\[,;–—-]*\b(?:(?:was|is|are|were)\s+)?(?:added|entered|registered|signed(?:\s+up)?|listed)"
    r"\s+(?:here\s+)?(?:by|for them by)\s*:?\s*$|[\s(\[,;–—-]*\b(?:ajoutée?|inscrite?)\s+par\s*:?\s*$"
    r"|\s*[(\[]\s*(?:by|par)\s*:?\s*$",
    re.IGNORECASE,
)
_ADDING = re.compile(
    r"\s*(?:i\s*(?:am|['’]m)\s+)?(?:adding|signing up|registering|j['’]ajoute)\s*:?\s*", re.IGNORECASE
)
_NAME_WORDS = 4


def behalf(flow: Flow, one: Signature, end: int) -> Entry | None:
    """Somebody whom the signer entered: named at the start, or after words that say so."""
    before = [mark for mark in marks_in(flow, 0, one.start) if mark.account != one.account]
    after = [mark for mark in marks_in(flow, one.end, end) if mark.account != one.account]
    spoken = [mark for mark in before if ON_BEHALF.search(flow.shape[max(0, mark.start - 80) : mark.start])]
    spoken += [
        mark for mark in after if ON_BEHALF.search(flow.shape[max(one.end, mark.start - 80) : mark.start])
    ]
    named = spoken or _entered(flow, before, one)
    if named:
        gaps = [_with_words(flow, mark, one.end if mark.start >= one.end else 0) for mark in named]
        added = ADDED_BY.search(flow.shape, max(0, one.start - 80), one.start)
        gaps += [added.span()] if added else []
        lead = "" if is_only(flow, named, one.start) else _without_words(said_in(flow, 0, one.start, gaps))
        rest = said_in(flow, one.end, end, gaps)
        said = " ".join(part for part in (lead, rest) if part)
        people = [_entered_by(flow, mark, one) for mark in named]
        return Entry(people, [said] if said else [])
    return _spoken(flow, one, end)


def _entered(flow: Flow, marks: list[Mark], one: Signature) -> list[Mark]:
    """The accounts at the start of an entry that another person signed; a greeting or a question enters nobody."""
    if not marks:
        return []
    lead = flow.shape[: marks[0].start]
    words = NUMBERED.sub("", lead)
    if "@" in lead or (words.strip(EDGES + "([") and not _ADDING.fullmatch(words)):
        return []
    if is_only(flow, marks, one.start):
        return marks
    rest = flow.shape[marks[0].end : one.start]
    if ADDED_BY.search(rest):
        return marks if is_only(flow, marks, marks[-1].end) else marks[:1]
    return [] if "?" in rest or rest.lstrip()[:1] in (",", ":", "!", "،") else marks[:1]


def _spoken(flow: Flow, one: Signature, end: int) -> Entry | None:
    """A bare name before ``added by`` or after ``on behalf of``."""
    added = ADDED_BY.search(flow.shape, 0, one.start)
    numbered = NUMBERED.match(flow.shape)
    start = numbered.end() if numbered else 0
    stop = added.start() if added else start
    if not added:
        lead = ON_BEHALF.match(flow.shape[: _first_word_end(flow.shape, one.start)]) or _ADDING.match(
            flow.shape, start, one.start
        )
        if not lead:
            return None
        start, stop = lead.end(), one.start
    text = flow.visible(start, stop).strip(EDGES + "()[].")
    if not text or not is_name(text):
        return None
    said = said_in(flow, one.end, end, [])
    return Entry([_entered_by(flow, Mark(names.account(text), start, stop), one)], [said] if said else [])


def _first_word_end(shape: str, limit: int) -> int:
    """Where the words of ``on behalf of`` end that open a text; 0 without them."""
    found = re.search(
        r"(?:behalf of|name of|nom de|part de|nome de|niaba ya|نيابة عن)\s*:?\s*",
        shape[:limit],
        re.IGNORECASE,
    )
    return found.end() if found else 0


def _entered_by(flow: Flow, mark: Mark, one: Signature) -> Person:
    return Person(mark.account, flow.span(mark.start, mark.end), one.account, one.moment)


def _with_words(flow: Flow, mark: Mark, floor: int) -> tuple[int, int]:
    """The place of an account with the ``on behalf of`` before it, which stands behind ``floor``."""
    low = max(floor, mark.start - 80)
    words = ON_BEHALF.search(flow.shape[low : mark.start])
    return (low + words.start() if words else mark.start), mark.end


def _without_words(text: str) -> str:
    """A text without the ``adding`` that it began with."""
    return "" if _ADDING.fullmatch(text) else text


def is_name(text: str) -> bool:
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
