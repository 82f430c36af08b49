"""One line of a list of participants: the people that it enters, and the rest of what it says."""

import re
from itertools import pairwise

from indababot.lexicon import lexicon
from indababot.lexicon.patterns import late
from indababot.reading.values import names
from indababot.reading.values.about import origin_in
from indababot.reading.values.accounts import role_label
from indababot.reading.values.comments import EDGES, NUMBERED, said_in
from indababot.reading.values.dates import is_day, is_day_of_year
from indababot.reading.values.mentions import (
    BETWEEN,
    Entry,
    Mention,
    Person,
    is_only,
    joined,
    mentions_in,
    name_end,
)
from indababot.reading.values.proxies import ADDED_BY, NAME_WORDS, ON_BEHALF, entered_by_link, proxy
from indababot.reading.values.separators import cut, trimmed
from indababot.reading.values.several import are_accounts, divided, is_description, is_origin, is_place
from indababot.reading.values.signatures import Signature, find
from indababot.reading.values.tokens import Tokens
from indababot.reading.values.wording import (
    OTHERS,
    any_of,
    is_mail,
    is_name,
    is_organisation,
    is_personal,
    is_post,
    is_prose,
    is_sentence,
)

_DASHES = re.compile(r"(?:--+|[—–―~]|(?<!\S)-)\s*$")
_AGREES = late(
    rf"\s*(?:\+\s?1(?!\d)|(?:{any_of(lexicon().participants.agreeing)})(?!\w)(?=\s*[,.!:;،–—]|\s+-+\s))[\s,.!:;،–—-]*",
    re.IGNORECASE,
)
"""``Me too –`` before a name."""
_MOST_PIECES = 30
_DIVIDING = tuple("):：;,،–—-")
_STOPS = ("!", "?", "…", "؟", "。")
_LONGEST_HAND = 60
_HAND = re.compile(r"(?:\s*(?P<sign>--|~)|\s[-–—])\s*(?P<name>[^\W\d_][\w.'’ -]{0,40}?)\s*$")
_INTRODUCED = re.compile(r"[^:：.!?@]{1,40}[:：]\s*")
_REMARK = re.compile(r"\W*\([^()]*\)\W*")
"""A bracket behind an account that ends an entry."""


def entry(tokens: Tokens, *, listed: bool) -> Entry | None:
    """The entry that a line is, or None. A bare name counts in a list, and alone on a line."""
    signed = list(find(tokens))
    if signed:
        return _signed(tokens, signed)
    mentions = mentions_in(tokens, 0, len(tokens.shape))
    if mentions:
        return _marked(tokens, mentions)
    return _bare(tokens, listed=listed)


def reply(tokens: Tokens) -> Entry | list[str]:
    """What a nested line says, without its signatures; an entry where it holds nothing but accounts."""
    signed = list(find(tokens))
    gaps = [gap for one in signed for gap in ((one.start, one.end), *_apart(one))]
    said = said_in(tokens, 0, len(tokens.shape), gaps)
    mentions = mentions_in(tokens, 0, len(tokens.shape)) if not signed else []
    dashes = _DASHES.search(tokens.shape, 0, mentions[-1].start) if mentions else None
    if dashes and dashes.start() and not tokens.shape[mentions[-1].end :].strip(EDGES + "."):
        said = said_in(tokens, 0, dashes.start(), [])  # signed with three tildes, or by hand
    if (signed and not said) or (mentions and is_only(tokens, mentions)):
        return entry(tokens, listed=True) or []
    return [said] if said else []


def _signed(tokens: Tokens, signed: list[Signature]) -> Entry:
    """A signed entry: one signer, more who sign on the same line, or somebody who is entered by the signer."""
    first = signed[0]
    end = signed[1].start if len(signed) > 1 else len(tokens.shape)
    out = proxy(tokens, first, end) or _own(tokens, first, end if len(signed) == 1 else first.end)
    position = first.end
    for one in signed[1:]:
        said = said_in(tokens, position, one.start, [])
        if said:
            out.said.append(said)
        elif one.account != out.people[-1].account:
            out.people.append(_signer(tokens, one))
        if one.account == out.people[-1].account == out.people[-1].signed_by and not out.people[-1].signed_at:
            out.people[-1] = out.people[-1]._replace(signed_at=one.moment)
        position = one.end
    rest = said_in(tokens, position, len(tokens.shape), []) if len(signed) > 1 else ""
    out.said += [rest] if rest else []
    return out


def _signer(tokens: Tokens, one: Signature) -> Person:
    start, end = one.name if one.name[0] < one.name[1] else (one.start, one.end)
    return Person(one.account, tokens.span(start, end), one.account, one.moment)


def _apart(one: Signature) -> list[tuple[int, int]]:
    """What names the signer, where a remark stands between that and the time."""
    return [one.name] if one.name[1] <= one.start else []


def _own(tokens: Tokens, one: Signature, end: int) -> Entry:
    """The signer's own entry. The same account before it, as in ``User:A – A (talk)``, is no comment."""
    mentions = mentions_in(tokens, 0, one.start)
    gaps = [
        (mark.start, mark.end)
        for mark in mentions[:1]
        if mark.account == one.account and is_only(tokens, mentions[:1], mark.end)
    ]
    lead = said_in(tokens, 0, one.start, [*gaps, *_apart(one)])
    lead = "" if names.key(lead) == names.key(one.account) else lead
    rest = said_in(tokens, one.end, end, [])
    said = " ".join(part for part in (lead, "" if is_day(rest) else rest) if part)
    return Entry([_signer(tokens, one)], [said] if said else [])


def _marked(tokens: Tokens, mentions: list[Mention]) -> Entry | None:
    """An unsigned entry with accounts that a link or a prefix mentions: all of them in a list, else the one at an end."""
    if is_only(tokens, mentions):
        moment = tokens.moment(0, len(tokens.shape))  # a time before its signer
        return Entry(
            [
                Person(
                    mark.account, tokens.span(mark.start, mark.end), mark.account if moment else None, moment
                )
                for mark in mentions
            ]
        )
    if (
        len(mentions) == 2
        and is_only(tokens, mentions[:1], mentions[0].end)
        and BETWEEN.fullmatch(tokens.shape, mentions[1].end)
    ):
        between = tokens.shape[mentions[0].end : mentions[1].start]
        added = ADDED_BY.fullmatch(between) or ON_BEHALF.fullmatch(between)
        if added:
            who, signer = mentions if ADDED_BY.fullmatch(between) else reversed(mentions)
            return Entry([Person(who.account, tokens.span(who.start, who.end), signer.account)])
    if several := _named_beside(tokens, mentions):
        return several
    if together := joined(tokens, mentions):
        said = said_in(tokens, 0, len(tokens.shape), together)
        people = [Person(mark.account, tokens.span(mark.start, mark.end)) for mark in mentions]
        return Entry(people, [said] if said else [])
    if len(mentions) == 1 and (named := entered_by_link(tokens, mentions[0])):
        return named
    lead = NUMBERED.sub("", tokens.shape[: mentions[0].start]).strip(EDGES + "([")
    first = mentions[0].start
    introduced = lead and len(mentions) > 1 and _INTRODUCED.fullmatch(tokens.shape, 0, first)
    if introduced and is_only(tokens, mentions, low=first):  # ``Online: A, B``
        people = [Person(mark.account, tokens.span(mark.start, mark.end)) for mark in mentions]
        return Entry(people, [lead])
    tail = tokens.shape[mentions[-1].end :].strip(EDGES + ")].!")
    dated = tail != "" and is_day(tail)
    remark = _REMARK.fullmatch(tokens.shape, mentions[-1].end) if lead else None
    paired = len(mentions) == 1 and _is_paired(tokens, mentions[0], lead)
    if lead and tail and not (dated or remark or paired):
        return None
    if lead and paired:
        return _paired(tokens, mentions[0])
    mark = mentions[-1] if lead else mentions[0]
    said = said_in(tokens, 0, mentions[-1].end if dated else len(tokens.shape), [(mark.start, mark.end)])
    said = "" if names.key(said) == names.key(mark.account) else said
    return Entry([Person(mark.account, tokens.span(mark.start, mark.end))], [said] if said else [])


def _is_paired(tokens: Tokens, mark: Mention, name: str) -> bool:
    """Whether a name stands before its account, and what that person says behind it: ``Ada (User:AO): may I film?``."""
    divided = tokens.shape[mark.end :].lstrip()[:1] in _DIVIDING
    return divided and is_name(name, NAME_WORDS) and is_personal(name)


def _paired(tokens: Tokens, mark: Mention) -> Entry:
    """The entry of such a person: the account, and the name with what is said."""
    shape = tokens.shape
    name = tokens.visible(0, len(shape[: mark.start].rstrip(f"{EDGES}(")))
    spoken = tokens.visible(mark.end, len(shape)).lstrip(" )").rstrip(EDGES)
    blank = "" if spoken[:1] in (",", ";", "،") else " "
    text = " ".join(f"{name}{blank}{spoken}".split())
    return Entry([Person(mark.account, tokens.span(mark.start, mark.end))], [text])


def _named_beside(tokens: Tokens, mentions: list[Mention]) -> Entry | None:
    """Three people or more in a list, some of them by a bare name: ``User:A, User:B, Cy``."""
    numbered = NUMBERED.match(tokens.shape)
    pieces = cut(tokens.shape, numbered.end() if numbered else 0)
    if not 2 < len(pieces) < _MOST_PIECES or (len(mentions) == 1 and pieces[0][0] == mentions[0].start):
        return None
    out = Entry([])
    for place, piece in enumerate(pieces):
        marked = [mark for mark in mentions if piece[0] <= mark.start < piece[1]]
        end = name_end(tokens.shape, *piece)
        text = tokens.visible(piece[0], end).strip()
        if len(marked) == 1 and (marked[0].start, marked[0].end) == piece:
            out.people.append(Person(marked[0].account, tokens.span(*piece)))
        elif not marked and _is_bare(text) and (place or " " not in text):
            out.people.append(_named(tokens, piece[0], end))
            out.said += [said] if (said := said_in(tokens, end, piece[1], [])) else []
        else:
            return None
    return out


def _is_bare(text: str) -> bool:
    """Whether a text is the name of a person, and no place, role or group."""
    named = text[:1].isalpha() and is_name(text, NAME_WORDS) and is_personal(text)
    return named and not (is_place(text) or is_post(text) or is_organisation(text))


def _bare(tokens: Tokens, *, listed: bool) -> Entry | None:
    """An entry by bare name: a name, a list of names, or in a list a name and what it says."""
    shape = tokens.shape
    numbered = NUMBERED.match(shape)
    start = numbered.end() if numbered else 0
    if listed and (known := _agreed(tokens, start) or _by_hand(tokens, start)):
        return known
    pieces = cut(shape, start)
    people, said = _listed(tokens, pieces)
    if people and all(
        is_name(tokens.visible(*piece), NAME_WORDS) and name_end(shape, *piece) == piece[1]
        for piece in people
    ):
        return Entry([_named(tokens, *piece) for piece in people], [", ".join(said)] if said else [])
    named = role_label(shape, start, len(shape))
    end = name_end(shape, named, len(shape))
    name = tokens.visible(named, end)
    if not listed or (end == len(shape) and named == start) or not is_name(name, NAME_WORDS):
        return None
    if (
        is_prose(shape, len(pieces))
        and shape[end : end + 1] in (".", ",")
        and not (shape[end] == "," and is_personal(name))
    ):
        return None
    around = " ".join(filter(None, (said_in(tokens, start, named, []), said_in(tokens, end, len(shape), []))))
    return Entry([_named(tokens, named, end)], [around] if around else [])


def _agreed(tokens: Tokens, start: int) -> Entry | None:
    """A name behind what people say before they write it."""
    agrees = _AGREES.match(tokens.shape, start)
    if agrees is None:
        return None
    last = len(tokens.shape.rstrip(" !"))
    name = tokens.visible(agrees.end(), last)
    if not (is_name(name, NAME_WORDS) and is_personal(name)):
        return None
    said = said_in(tokens, start, agrees.end(), []).rstrip(" ،")
    return Entry([_named(tokens, agrees.end(), last)], [said] if said else [])


def _by_hand(tokens: Tokens, start: int) -> Entry | None:
    """What somebody says, with a name behind it in the place of a signature: ``I will come! – Ada``."""
    signed = _HAND.search(tokens.shape, max(start, len(tokens.shape) - _LONGEST_HAND))
    spoken = tokens.shape[start : signed.start()].strip() if signed else ""
    if not (signed and spoken) or not _is_bare(signed["name"]):
        return None
    ended = spoken[-1] in _STOPS
    if not ended and (is_name(spoken, NAME_WORDS) or not (signed["sign"] or is_sentence(spoken))):
        return None
    return Entry([_named(tokens, *signed.span("name"))], [said_in(tokens, start, signed.start(), [])])


def _listed(tokens: Tokens, pieces: list[tuple[int, int]]) -> tuple[list[tuple[int, int]], list[str]]:
    """Where the names of a list stand, with those divided that slashes divide, and the small words that describe one."""
    people: list[tuple[int, int]] = []
    said: list[str] = []
    for whole, following in pairwise([*pieces, (0, 0)]):
        others = OTHERS.search(tokens.shape, *whole)
        end = trimmed(tokens.shape, whole[0], others.start())[1] if others else whole[1]
        if end <= whole[0]:
            said.append(tokens.visible(*whole))
            continue
        piece = whole[0], origin_in(tokens.shape, whole[0], end)
        before = tokens.visible(*people[-1]) if people else ""
        after = tokens.shape[slice(*following)]
        if before and (
            is_description(tokens.shape, *piece, before, described=bool(said))
            or is_origin(tokens.shape, *piece, after, before, described=bool(said))
            or is_organisation(tokens.visible(*piece))
            or is_day_of_year(tokens.visible(*piece))
            or is_mail(tokens.shape[slice(*piece)])
            or (len(people) == 1 and (not after or is_mail(after)) and is_place(tokens.visible(*piece)))
        ):
            said.append(tokens.visible(*piece))
            continue
        if before and len(words := tokens.visible(*piece).split()) > 2 and all(map(str.islower, words)):
            said.append(" ".join(words))  # ``…, name to follow``
            continue
        parts = divided(tokens.shape, *piece)
        several = are_accounts([tokens.visible(*part) for part in parts], frozenset())
        people += parts if several else [piece]
        said += [tokens.visible(piece[1], whole[1]).strip()] if piece != whole else []
    return people, said


def _named(tokens: Tokens, start: int, end: int) -> Person:
    return Person(names.account(tokens.visible(start, end).strip(" ~@")), tokens.span(start, end))
