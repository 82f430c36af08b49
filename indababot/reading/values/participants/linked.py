"""Unsigned entries of participants with accounts that a link or a prefix mentions."""

import re

from indababot.reading.values.participants.mentions import (
    BETWEEN,
    Entry,
    Mention,
    bracket_behind,
    entry_of,
    is_only,
    joined,
    name_end,
    named,
    person,
)
from indababot.reading.values.participants.proxies import ADDED_BY, ON_BEHALF, entered_by_link
from indababot.reading.values.people.called import label_end
from indababot.reading.values.people.separators import cut
from indababot.reading.values.people.several import is_place
from indababot.reading.values.signatures import names
from indababot.reading.values.signatures.comments import EDGES, NUMBERED, said_in, unnumbered
from indababot.reading.values.signatures.dates import is_day, is_day_of_year
from indababot.reading.values.signatures.tokens import Tokens
from indababot.reading.values.wording import (
    LISTED_WORDS,
    is_name,
    is_organisation,
    is_personal,
    is_post,
    is_sentence,
)

_MOST_PIECES = 30
_MOST_SAID = 3
"""Words behind an account that no dash parts from what is said before."""
_DASHES = ("--", "—", "–", "―")
_DIVIDING = tuple("):：;,،–—-")
_INTRODUCED = re.compile(r"[^:：.!?@]{1,40}[:：]\s*")
_IN_BRACKET = re.compile(r"[^()\[\]]{0,80}[)\]]\W*")
"""What is said behind whoever entered another, in the bracket that tells it: ``(added by Ada at her request)``."""
_REMARK = re.compile(r"\W*\([^()]*\)\W*")
"""A bracket behind an account that ends an entry."""


def linked(tokens: Tokens, mentions: list[Mention]) -> Entry | None:
    """An unsigned entry with accounts that a link or a prefix mentions: all of them in a list, else the one at an end."""
    if is_only(tokens, mentions):
        moment = tokens.moment(0, len(tokens.shape))  # a time before its signer
        return Entry([person(tokens, mark, mark.account if moment else None, moment) for mark in mentions])
    return (
        _added(tokens, mentions)
        or _named_beside(tokens, mentions)
        or joined(tokens, mentions)
        or (entered_by_link(tokens, mentions[0]) if len(mentions) == 1 else None)
        or _introduced(tokens, mentions)
        or _held(tokens, mentions)
        or _at_an_end(tokens, mentions)
    )


def _added(tokens: Tokens, mentions: list[Mention]) -> Entry | None:
    """Two accounts of which one entered the other, as the words between say."""
    if len(mentions) != 2 or not is_only(tokens, mentions[:1], mentions[0].end):
        return None
    between = tokens.shape[mentions[0].end : mentions[1].start]
    ends = BETWEEN.fullmatch(tokens.shape, mentions[1].end) is not None
    if ADDED_BY.fullmatch(between) and (ends or _IN_BRACKET.fullmatch(tokens.shape, mentions[1].end)):
        said = said_in(tokens, mentions[1].end, len(tokens.shape), [])
        return entry_of([person(tokens, mentions[0], mentions[1].account)], said)
    if not ends:
        return None
    return Entry([person(tokens, mentions[1], mentions[0].account)]) if ON_BEHALF.fullmatch(between) else None


def _introduced(tokens: Tokens, mentions: list[Mention]) -> Entry | None:
    """Several accounts behind a word with a colon: ``Online: A, B``."""
    first = mentions[0].start
    lead = _before(tokens, mentions)
    told = lead and len(mentions) > 1 and _INTRODUCED.fullmatch(tokens.shape, 0, first)
    only = told and is_only(tokens, mentions, low=first)
    return Entry([person(tokens, mark) for mark in mentions], [lead]) if only else None


def _held(tokens: Tokens, mentions: list[Mention]) -> Entry | None:
    """Several accounts in a bracket behind the group that they are: ``Club of Accra (A and B)``."""
    shape, first = tokens.shape, mentions[0].start
    lead = shape[:first].rstrip()
    if len(mentions) < 2 or lead[-1:] not in ("(", "[") or not is_only(tokens, mentions, low=first):
        return None
    said = _before(tokens, mentions)
    return entry_of([person(tokens, mark) for mark in mentions], said) if said else None


def _before(tokens: Tokens, mentions: list[Mention]) -> str:
    """What stands before the first of some accounts."""
    return NUMBERED.sub("", tokens.shape[: mentions[0].start]).strip(EDGES + "([")


def _at_an_end(tokens: Tokens, mentions: list[Mention]) -> Entry | None:
    """The account with which an entry begins or ends; what stands on both sides must be a name, a remark or a day."""
    lead = _before(tokens, mentions)
    tail = tokens.shape[mentions[-1].end :].strip(EDGES + ")].!")
    dated = is_day(tail)
    remark = _REMARK.fullmatch(tokens.shape, mentions[-1].end) if lead else None
    paired = len(mentions) == 1 and _is_paired(tokens, mentions[0], lead)
    if lead and tail and not (is_day_of_year(tail) or remark or paired or _is_signed(tokens, mentions, tail)):
        return None
    if paired:
        return _paired(tokens, mentions[0])
    mark = mentions[-1] if lead else mentions[0]
    short = bool(lead and tail) and not (dated or remark)  # a day without its year is told
    end = mentions[-1].end if dated or short else len(tokens.shape)
    said = said_in(tokens, 0, end, [(label_end(tokens.shape, 0, mark.start), mark.end)])
    if short:
        said = f"{said}, {tail}" if said[-1:].isalnum() else f"{said} {tail}"
    return entry_of([person(tokens, mark)], "" if names.key(said) == names.key(mark.account) else said)


def _is_signed(tokens: Tokens, mentions: list[Mention], tail: str) -> bool:
    """Whether an account stands where a signature does, behind dashes or what is said, and a few words behind it: ``Yes! Ada at noon``."""
    before = tokens.shape[: mentions[0].start]
    if len(mentions) > 1:
        return False
    if is_sentence(tail):
        return before.endswith(_DASHES)  # right before the link, as a signature has it
    last = before.rstrip()
    return last.endswith(_DASHES) or (last.endswith("!") and len(tail.split()) <= _MOST_SAID)


def _is_paired(tokens: Tokens, mark: Mention, name: str) -> bool:
    """Whether a name stands before its account, and what that person says behind it: ``Ada (User:AO): may I film?``."""
    divided = tokens.shape[mark.end :].lstrip()[:1] in _DIVIDING
    return divided and is_name(name, LISTED_WORDS) and is_personal(name)


def _paired(tokens: Tokens, mark: Mention) -> Entry:
    """The entry of such a person: the account, and the name with what is said."""
    shape = tokens.shape
    last = label_end(shape, 0, mark.start)
    name = tokens.visible(0, len(shape[:last].rstrip(f"{EDGES}(")))
    spoken = tokens.visible(mark.end, len(shape)).lstrip(" )").rstrip(EDGES)
    blank = "" if spoken[:1] in (",", ";", "،") else " "
    text = " ".join(f"{name}{blank}{spoken}".split())
    return Entry([person(tokens, mark)], [text])


def _named_beside(tokens: Tokens, mentions: list[Mention]) -> Entry | None:
    """Three people or more in a list, some of them by a bare name: ``User:A, User:B, Cy``."""
    pieces = cut(tokens.shape, unnumbered(tokens.shape))
    if not 2 < len(pieces) < _MOST_PIECES or (len(mentions) == 1 and pieces[0][0] == mentions[0].start):
        return None
    out = Entry([])
    for place, piece in enumerate(pieces):
        marked = [mark for mark in mentions if piece[0] <= mark.start < piece[1]]
        end = name_end(tokens.shape, *piece)
        text = tokens.visible(piece[0], end).strip()
        if (
            len(marked) == 1
            and marked[0].start == piece[0]
            and bracket_behind(tokens.shape, marked[0].end, piece[1])
        ):
            out.add(person(tokens, marked[0]), said_in(tokens, marked[0].end, piece[1], []))
        elif not marked and is_bare(text) and (place or " " not in text):
            out.add(named(tokens, piece[0], end), said_in(tokens, end, piece[1], []))
        else:
            return None
    return out


def is_bare(text: str) -> bool:
    """Whether a text is the name of a person, and no place, role or group."""
    named = text[:1].isalpha() and is_name(text, LISTED_WORDS) and is_personal(text)
    return named and not (is_place(text) or is_post(text) or is_organisation(text))
