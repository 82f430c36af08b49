"""A signed line of a list of participants: the signers, who signs for whom, and what is said around."""

import re

from indababot.reading.values.participants.mentions import (
    BETWEEN,
    Entry,
    Mention,
    Person,
    entry_of,
    is_only,
    joined_to,
    mentions_in,
    person,
)
from indababot.reading.values.participants.proxies import proxy
from indababot.reading.values.signatures import names
from indababot.reading.values.signatures.comments import said_in
from indababot.reading.values.signatures.dates import is_day
from indababot.reading.values.signatures.finder import Signature
from indababot.reading.values.signatures.tokens import STAMP, Tokens

_RIGHT_BEFORE = re.compile(r"\s*(?:\([^()]*\)|[(\[])\s*")
"""Between a name and the rest of its signature: a bracket, or one that lost its end."""
_STAMPED = re.compile(rf"(?<!{STAMP})(?P<time>{STAMP}++)[\s–—-]*+$")


def signed_by(tokens: Tokens, signed: list[Signature]) -> Entry:
    """A signed entry: one signer, more who sign on the same line, or somebody who is entered by the signer."""
    first = signed[0]
    more = joined_to(tokens, signed[-1].end)
    last = signed[-1].end if more else len(tokens.shape)
    end = signed[1].start if len(signed) > 1 else last
    out = proxy(tokens, first, end) or _own(tokens, first, end if len(signed) == 1 else first.end)
    position = first.end
    for one in signed[1:]:
        said = said_in(tokens, position, one.start, [])
        if said and not BETWEEN.fullmatch(tokens.shape, position, one.start):
            out.said.append(said)
        elif one.account != out.people[-1].account:
            out.people.append(_signer(tokens, one))
        if one.account == out.people[-1].account == out.people[-1].signed_by and not out.people[-1].signed_at:
            out.people[-1] = out.people[-1]._replace(signed_at=one.moment)
        position = one.end
    rest = said_in(tokens, position, last, []) if len(signed) > 1 else ""
    out.said += [rest] if rest else []
    out.people += [person(tokens, mark) for mark in more if mark.account != out.people[-1].account]
    return out


def _signer(tokens: Tokens, one: Signature) -> Person:
    start, end = one.name if one.name[0] < one.name[1] else (one.start, one.end)
    return Person(one.account, tokens.span(start, end), one.account, one.moment)


def apart(one: Signature) -> list[tuple[int, int]]:
    """What names the signer, where a remark stands between that and the time."""
    return [one.name] if one.name[1] <= one.start else []


def _own(tokens: Tokens, one: Signature, end: int) -> Entry:
    """The signer's own entry. The same account before it, as in ``User:A – A (talk)``, is no comment."""
    mentions = mentions_in(tokens, 0, one.start)
    gaps = [(mark.start, mark.end) for mark in mentions if _is_signers(tokens, mentions, mark, one)]
    stamped = _STAMPED.search(tokens.shape, 0, one.start) if one.moment is None else None
    if stamped:  # a time before its signer
        one = one._replace(moment=tokens.moment(*stamped.span("time")))
        gaps.append(stamped.span())
    edges = [0, *(edge for place in apart(one) for edge in place), one.start]
    around = [said_in(tokens, low, high, gaps) for low, high in zip(edges[::2], edges[1::2], strict=True)]
    lead = " ".join(filter(None, around))
    lead = "" if names.key(lead) == names.key(one.account) else lead
    rest = said_in(tokens, one.end, end, [])
    said = " ".join(part for part in (lead, "" if is_day(rest) else rest) if part)
    return entry_of([_signer(tokens, one)], said)


def _is_signers(tokens: Tokens, mentions: list[Mention], mark: Mention, one: Signature) -> bool:
    """Whether an account before a signature is the signer's, and begins the entry or stands right before it: ``… Ada (she) (talk) …``."""
    if mark.account != one.account:
        return False
    if mark is mentions[0] and is_only(tokens, mentions[:1], mark.end):
        return True
    return mark is mentions[-1] and _RIGHT_BEFORE.fullmatch(tokens.shape, mark.end, one.start) is not None
