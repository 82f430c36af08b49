"""Signatures in a line: whose they are, when they were made, and where they begin and end.

The signer is told from the links, else from a typed prefix, else from the text before the talk link or the time.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from indababot.lexicon import lexicon
from indababot.lexicon.patterns import late
from indababot.reading.values.signatures import names
from indababot.reading.values.signatures.tokens import (
    ACCOUNTS,
    CLAIMED,
    CONTRIBUTIONS,
    SEPARATORS,
    STAMP,
    TALK,
    USER,
    Atom,
    Tokens,
)
from indababot.reading.values.signatures.written import DASHES, is_name, is_remark, last_of, typed
from indababot.reading.values.wording import any_of, is_organisation

_SAID = lexicon().signatures
_WORDS = any_of(_SAID.talk)
_SHORT = any_of(_SAID.short)
_BEFORE_DATE = any_of(
    (*_SAID.before_date, *(day for days in lexicon().dates.weekdays.values() for day in days))
)
_LINK = f"[{TALK}{CONTRIBUTIONS}]"
_BETWEEN = rf"\s*[{SEPARATORS}]?\s*"
_ANY = rf"(?:{_LINK}|(?:{_WORDS}|{_SHORT})(?!\w))"
_BRACKET = (
    rf"[(\[（]\s*(?:(?:{_LINK}|(?:{_WORDS})(?!\w))(?:{_BETWEEN}{_ANY})*|(?:{_SHORT}){_BETWEEN}{_LINK}"
    rf"|(?:{_SHORT})(?:\s*[|•·/]\s*{_ANY}|(?=\s*[)\]）]\s*(?:(?:{_BEFORE_DATE})[,،]?\s){{0,3}}\s*{STAMP})))\s*[)\]）]"
)
_TIME = rf"\s*(?:[^\w\s(\[{USER}-{CLAIMED}]{{1,3}}\s*){{0,2}}(?:(?:{_BEFORE_DATE})[:.,،\s]\s*){{0,3}}{STAMP}+"
_TAIL = late(
    # The last of the brackets and links ends the row of them, not what stands between two.
    rf"(?:(?:{_BRACKET}|{_LINK})[\s.{SEPARATORS}]*)+(?<=[)\]）{TALK}{CONTRIBUTIONS}])(?:{_TIME})?|{STAMP}+",
    re.IGNORECASE,
)
_SIGNS = re.compile(f"[(\\[（{TALK}{CONTRIBUTIONS}{STAMP}]")
"""What a tail begins with."""
_BEFORE_TIME = late(rf"(?:[\s{SEPARATORS}]|(?<!\w)(?:{_BEFORE_DATE})(?=[\s:.,،])[:.]?)*$", re.IGNORECASE)
"""Separators and little words between a name and its time."""
_REPLY = late(
    rf"\s*(?:[(\[]\s*(?:{any_of(_SAID.reply)})\s*[)\]]|(?:{any_of(_SAID.reply)})(?!\w))+", re.IGNORECASE
)
_LEADING_DASHES = re.compile(r"[\s—–―~-]*[—–―~-]\s*$")
_BAR = re.compile(r"\s*[|•·–—-]\s*")
"""Between whoever signed and where that person is from: ``Ada (talk) | Club of Accra | 10:00, …``."""
_LOW_WORD = re.compile(r"(?<![^\W_])[^\WA-Z\d_]+$")
_STOP = re.compile(r"\s{0,2}[.!?:؟]")
_NEAR = re.compile(r"[^\w()]{0,16}")
_REMARKED = re.compile(r"\s+[–—-]+\s+(?=\w)")
"""Between whoever signed and what is said before the talk link; other words there adorn the name."""
_CUSTOM = re.compile(r"[^.!?;:,()\n]{0,40}")
_REACH = 400
"""How far before a signature's end its link may stand, in characters."""
_UNSIGNED = late(rf"[-—–\s]*(?:\w{{1,4}}\s)?(?:{any_of(_SAID.unsigned)})\s*$", re.IGNORECASE)


class Signature(NamedTuple):
    """Who signed and when (None where no time stands there); ``[start, end)`` is the whole signature in the shape.

    ``name`` is the place of what names the signer: inside the signature, or before it where a text stands between that and the time.
    """

    account: str
    moment: datetime | None
    start: int
    end: int
    name: tuple[int, int]


def find(tokens: Tokens) -> Iterator[Signature]:
    """The signatures of a line, in order, none overlapping another."""
    position = 0
    open_: Signature | None = None
    first_sign = _SIGNS.search(tokens.shape)
    for tail in _TAIL.finditer(tokens.shape, first_sign.start()) if first_sign else ():
        start, end = tail.span()
        reach = start if tokens.shape[start] != STAMP else _before_time(tokens.shape, position, start)
        signer = _signer(tokens, position, reach, start, end)
        if signer is None or not signer[0]:
            continue
        account, first, last = signer
        written = last > first and tokens.shape[last - 1] not in ACCOUNTS and tokens.shape[start] == STAMP
        if written:
            remarked = _is_no_signer(tokens, open_, first, last)
        else:
            remarked = open_ is not None and _is_own_link(tokens, open_, account, first, start)
        if open_ and remarked:  # a remark stands between a signature and its time
            yield Signature(open_.account, tokens.moment(start, end), reach, end, (open_.name[0], open_.end))
            open_, position = None, end
            continue
        if written and position and tokens.shape[first:last].strip().islower():
            continue  # ``edited`` and another time behind a signature
        reply = _REPLY.match(tokens.shape, end)
        end = reply.end() if reply else end
        linked = last > first and tokens.shape[last - 1] in ACCOUNTS
        told = tokens.shape[start] == STAMP or _REMARKED.match(tokens.shape, last, reach) is not None
        apart = linked and told and not _NEAR.fullmatch(tokens.shape, last, reach)
        apart = apart or (written and is_remark(tokens.shape[last:reach]))
        begin = reach if apart else _lead(tokens.shape, position, first)
        if open_:
            yield open_
        open_ = Signature(account, tokens.moment(start, end), begin, end, (first, last))
        position = end
        if open_.moment:
            yield open_
            open_ = None
    if open_:
        yield open_


def _is_no_signer(tokens: Tokens, open_: Signature | None, first: int, last: int) -> bool:
    """Whether a text before a time is no name of a signer: a remark, or where somebody is from whose links stand before it.

    A word that joins it to them makes it a second signer: ``Ada (talk) and Ben 10:00, …``.
    """
    shape = tokens.shape
    text = shape[first:last]
    if open_ is None or not (text[0].isupper() and is_name(text)) or is_organisation(text):
        return True
    linked = open_.name[1] > open_.name[0] and shape[open_.name[1] - 1] in ACCOUNTS
    between = shape[open_.end : first]
    return bool(_BAR.fullmatch(between)) or (
        linked and not any(map(str.isalnum, between)) and "&" not in between
    )


def _is_own_link(tokens: Tokens, open_: Signature, account: str, first: int, tail: int) -> bool:
    """Whether a link before a time leads to a page of the one who signed before it, and a remark ends with it."""
    between = tokens.shape[open_.end : first]
    own = account == open_.account and tokens.shape[tail] == STAMP and first in tokens.atoms
    return own and between.strip() != "" and _is_page(tokens.atoms[first])


def _is_page(atom: Atom) -> bool:
    """Whether a link to a page of an account's shows that page, and not whose it is: ``my plan``, ``User:Ada/Plan``."""
    shown = atom.text.strip()
    return "/" in shown or (shown[:1].islower() and names.key(shown) != names.key(atom.account))


def _signs_nothing(tokens: Tokens, lead: str, tail: str, place: int) -> bool:
    """Whether a link to a talk page alone signs nothing: nobody stands before it, or words that lead to it (*ask me on* my talk page)."""
    if place not in tokens.atoms or len(tail.rstrip(" .,")) != 1:
        return False
    return not lead or (_LOW_WORD.search(lead) is not None and _is_page(tokens.atoms[place]))


def _is_said(tokens: Tokens, before: int, place: int) -> bool:
    """Whether a link to a page of the signer's ends what is said, and the signature comes behind it: see ``User:Ada/Plan``. Ada"""
    atom = tokens.atoms[before]
    stopped = _STOP.match(tokens.shape, before + 1, place) is not None
    lead = tokens.shape[:before].rstrip()
    told = lead[-1:].isalpha() or lead[-1:] == ":"
    return told and stopped and (_is_page(atom) or ":" in atom.text or tokens.shape[place] == USER)


def _before_time(shape: str, low: int, start: int) -> int:
    """Where the separators and little words before a time begin."""
    low = max(low, start - 40)
    found = _BEFORE_TIME.search(shape[low:start])
    return low + found.start() if found else start


def _lead(shape: str, low: int, first: int) -> int:
    """Where a signature begins: with the dashes, or the words about a missing one, before its name."""
    window = max(low, first - 120)
    text = shape[window:first]
    unsigned = _UNSIGNED.search(text)
    if unsigned:
        return window + unsigned.start()
    dashes = _LEADING_DASHES.search(text)
    return window + dashes.start() if dashes else first


def _signer(tokens: Tokens, low: int, start: int, tail: int, end: int) -> tuple[str, int, int] | None:
    """The account, and the place of its name, for a tail at ``[tail, end)`` after the signature that ended at ``low``.

    Names end at ``start``: there the separators and little words before a time begin, else the tail.
    """
    shape = tokens.shape
    low = max(low, tail - _REACH)
    stamped = STAMP in shape[tail:end]
    last = max(shape.rfind(mark, low, start) for mark in ACCOUNTS)
    own = next((tokens.atoms[place].account for place in range(start, end) if place in tokens.atoms), None)
    if last >= 0:
        account = tokens.atoms[last].account
        said = _REMARKED.match(shape, last + 1, start)
        alone = said is not None and not DASHES.search(shape, said.end(), start)
        custom = own == account and (alone or _CUSTOM.fullmatch(shape, last + 1, start))
        apart = shape[tail] == STAMP and not DASHES.search(shape, last + 1, start)
        if custom or apart or _NEAR.fullmatch(shape, last + 1, start):
            first = _first_of(tokens, low, last)
            if own is None and _is_page(tokens.atoms[last]):
                first, last = _signed_first(tokens, low, first, last)
            return account, first, last + 1
    if own is not None:
        lead = shape[low:start].rstrip()
        if not stamped and _signs_nothing(tokens, lead, shape[tail:end].rstrip(), tail):
            return None
        return _beside(tokens, own, max(low, last + 1), start)
    named = typed(tokens, max(low, last + 1, shape.rfind(STAMP, low, start) + 1), start, stamped)
    if last >= 0 and shape[tail] == STAMP and not (named and is_name(shape[named[1] : named[2]])):
        # A remark stands before the time: what is said, asked (``– Is it so?``), or longer than any name.
        return tokens.atoms[last].account, _first_of(tokens, low, last), last + 1
    return named


def _first_of(tokens: Tokens, low: int, place: int) -> int:
    """The first of the links side by side that lead to one account: a custom signature may be made of several."""
    account = tokens.atoms[place].account
    while True:
        before = max(tokens.shape.rfind(mark, low, place) for mark in ACCOUNTS)
        if (
            before < 0
            or tokens.atoms[before].account != account
            or not _NEAR.fullmatch(tokens.shape, before + 1, place)
        ):
            return place
        if DASHES.search(tokens.shape, before + 1, place) or _is_said(tokens, before, place):
            return place
        place = before


def _signed_first(tokens: Tokens, low: int, first: int, last: int) -> tuple[int, int]:
    """The links that sign, at the beginning of a line, where those before its time end a remark: Ada – see *my notes* 10:02, …"""
    shape, account = tokens.shape, tokens.atoms[last].account
    before = max(shape.rfind(mark, low, first) for mark in ACCOUNTS)
    if before < 0 or tokens.atoms[before].account != account or shape[low:before].strip(" \t#*•-–—"):
        return first, last
    return (before, before) if any(map(str.isalnum, shape[before + 1 : first])) else (first, last)


def _beside(tokens: Tokens, account: str, low: int, start: int) -> tuple[str, int, int]:
    """The signer that only the talk link names: the name is written before it, or what stands behind dashes."""
    text = tokens.shape[low:start].rstrip()
    wanted = names.key(account)
    if names.key(text[-len(account) :]) == wanted:
        return account, low + len(text) - len(account), low + len(text)
    dash = last_of(DASHES, text)
    if dash and 0 < len(text) - dash.end() <= 40:
        first = dash.end() + len(text[dash.end() :]) - len(text[dash.end() :].lstrip())
        return account, low + first, low + len(text)
    return account, start, start
