"""Names and what stands after each: accounts that take turns with them, another name, an address, where somebody is from.

One name and one account alone may be two people: ``Ada Obi, User:Zed9``.
"""

import re
from collections.abc import Sequence

from indababot.reading.values.people.accountline import Account, Rest, account_at, rest_of
from indababot.reading.values.people.akin import (
    is_akin,
    is_own_account,
    is_plainly_own,
    shows_account,
    shows_part,
)
from indababot.reading.values.people.asides import asides_in, before_where, is_also
from indababot.reading.values.people.behind import own_end, typed_end
from indababot.reading.values.people.pairs import MENTION
from indababot.reading.values.people.several import is_person, is_place, is_whole_name
from indababot.reading.values.people.usernames import marks_in
from indababot.reading.values.signatures import names
from indababot.reading.values.signatures.tokens import ACCOUNTS, USER, Tokens
from indababot.reading.values.stretches import edged, trimmed
from indababot.reading.values.wording import BRACKET, is_group, is_mail, is_post
from indababot.records import Evidence

_DIVIDED = re.compile(rf"[,;،؛\n({ACCOUNTS}]|\s\S+\s")
_COMMA, _SEMICOLON = re.compile("[,،]"), re.compile("[;؛]")
_GROUP = re.compile(r"(?P<group>[^()\[\]]*[^()\[\]\s])\s*[(\[]\s*(?P<account>[^()\[\]]+?)\s*[)\]]")
_EDGES = " \t\u00a0-–—/|:()[]"
_FEWEST = 4
"""Pieces, of two pairs."""


def are_couples(tokens: Tokens, shape: str, pieces: Sequence[tuple[int, int]], *, lined: bool) -> bool:
    """Whether the pieces of a line are names, each with its account behind it; one such couple where others stand on other lines."""
    if lined and len(pieces) > 2 and all(_is_said(shape[slice(*piece)].strip()) for piece in pieces[2:]):
        pieces = pieces[:2]  # ``Ada Obi, [[User:Zed9]], Wiki Girls``
    sign = shape[pieces[0][1] : pieces[1][0]].strip() if len(pieces) == 2 else ""
    one = sign == "|" or (lined and sign != "" and sign in ",;،؛/")
    few = not one and len(pieces) < _FEWEST
    told = [] if few else [bool(owned(tokens, shape, low, own_end(shape, low, high))) for low, high in pieces]
    return told == [False, True] if one else take_turns(told)


def are_pairs(shape: str, *, lined: bool) -> bool:
    """Whether each person of a line is a name, a comma and an account, with a group or a post behind or not: ``Ada Obi, User:AO; …``."""
    people = [_COMMA.split(person) for person in _SEMICOLON.split(shape) if person.strip()]
    if not people or (len(people) < 2 and not lined):
        return False
    told = (len(pair) > 1 and not is_marked(pair[0]) and is_marked(pair[1]) for pair in people)
    return all(told) and all(_is_said(text.strip()) for pair in people for text in pair[2:])


def is_marked(text: str) -> bool:
    """Whether a text is an account that a link or a prefix tells, and no more."""
    text = text.strip()
    told = names.ADDRESS.fullmatch(text) or names.prefix_at(text)
    return text == USER or (USER not in text and told is not None)


Row = tuple[tuple[int, int], list[tuple[int, int]], Account]
"""A name's place, the places of what is said of whoever has it, and the account."""


def rows(tokens: Tokens, shape: str, pieces: Sequence[tuple[int, int]]) -> list[Row]:
    """The people of a line, each a name, what is said of whoever has it, and the account; none where somebody is not so.

    ``Ada Obi – City Museum, User:Zed9; Ben Oto, Wiki Girls, User:Kibo``
    """
    out: list[Row] = []
    start = 0
    for place, piece in enumerate(pieces):
        if owned(tokens, shape, *piece) is not None:
            one = _row(tokens, shape, pieces[start : place + 1])
            if one is None:
                return []
            out.append(one)
            start = place + 1
    return out if start == len(pieces) else []


def _row(tokens: Tokens, shape: str, pieces: Sequence[tuple[int, int]]) -> Row | None:
    account = owned(tokens, shape, *pieces[-1]) if len(pieces) > 1 else None
    if account is None or marks_in(shape, *pieces[0]):
        return None
    start, end = pieces[0]
    grouped = BRACKET.search(shape, start, end)  # a group in brackets is a part of the name as it is given
    aside = next((low for low, _ in asides_in(shape, start, end)), end)
    stop = aside if grouped else min(aside, before_where(shape, start, end))
    said = [*([edged(shape, stop, end, signs=_EDGES)] if stop < end else []), *pieces[1:-1]]
    name = edged(shape, start, stop, signs=_EDGES)
    more = [shape[slice(*piece)] for piece in pieces[1:-1]]
    if any(is_own_account(tokens, shape, *pieces[-1], text) for text in more):
        return None  # somebody else's, or the group's own: ``Ada Obi, librarian, Ben Oto, User:BenO``
    posted = next((place for place, text in enumerate(more) if is_post(text)), len(more))
    # Behind a post stands where somebody has it: ``curator, Seed Bank``.
    told = is_person(BRACKET.sub("", shape[slice(*name)]).strip()) and all(map(_is_said, more[:posted]))
    return (name, said, account) if told and (said or grouped) else None


def said_between(lines: Sequence[Tokens]) -> list[Tokens]:
    """The lines between a name and its account, where all lines are people so: ``Ada Obi``, ``Librarian, City Museum``, ``User:Zed9``."""
    out: list[Tokens] = []
    start = 0
    for place, tokens in enumerate(lines):
        if is_account(tokens):
            name, said = lines[start], lines[start + 1 : place]
            if start == place or not is_person(name.shape.strip()):
                return []
            if not all(_is_said(one.shape.strip()) for one in said):
                return []
            out += said
            start = place + 1
    return out if start == len(lines) else []


def _is_said(text: str) -> bool:
    return is_group(text) or is_place(text) or is_post(_COMMA.split(text)[0])


def take_turns(told: Sequence[bool]) -> bool:
    """Whether texts of which some are told to be accounts are a name and an account, twice or more."""
    return len(told) >= _FEWEST and len(told) % 2 == 0 and not any(told[::2]) and all(told[1::2])


def is_account(tokens: Tokens) -> bool:
    """Whether a line is an account, below the name of its owner, and no more than what is said of that one behind it."""
    start, end = trimmed(tokens.shape, 0, len(tokens.shape))
    return owned(tokens, tokens.shape, start, own_end(tokens.shape, start, end)) is not None


def owned(tokens: Tokens, shape: str, start: int, end: int, owner: str | None = None) -> Account | None:
    """The account that is all of a stretch, by a link that shows no other name or by a prefix; ``owner`` stands before it."""
    text = shape[start:end]
    if (atom := tokens.atoms.get(start)) and end - start == 1:
        shown = Account(atom.account, Evidence.LINK, tokens.span(start, end), owner)
        return shown if shows_account(atom) or (owner and shows_part(atom, owner)) else None
    if names.ADDRESS.fullmatch(text) and (told := names.from_address(text)):
        return Account(told, Evidence.LINK, tokens.span(start, end), owner)
    prefix = None if _DIVIDED.search(text) else names.prefix_at(text)
    account = names.typed(text[prefix.end :]) if prefix else ""
    return Account(account, Evidence.PREFIX, tokens.span(start, end), owner) if account else None


def beside(
    tokens: Tokens, shape: str, start: int, end: int, name: str, *, mention: bool, coupled: bool
) -> list[Account | Rest] | None:
    """What a piece tells of the person before it: an account, another name, an address, where from; None where it is somebody else.

    ``mention``: the piece before is one, so that this is another; ``coupled``: each person has an account.
    """
    stop = own_end(shape, start, end)
    if is_own_account(tokens, shape, start, stop, name) or (coupled and is_marked(shape[start:stop])):
        account = owned(tokens, shape, start, stop, name)
        found: list[Account | Rest] = [account] if account else []
        return [*found, rest_of(tokens, *edged(shape, stop, end, signs=_EDGES))] if stop < end else found
    if is_plainly_own(shape[start:end], name):
        return [account_at(tokens, shape, start, end, name)]
    stop = typed_end(shape, start + 1, end) if shape[start] == "@" and not mention else start
    said = edged(shape, stop, end, signs=_EDGES)
    if stop > start and MENTION.fullmatch(shape, start, stop) and not is_person(shape[slice(*said)]):
        more = [rest_of(tokens, *said)] if said[0] < said[1] else []
        return [account_at(tokens, shape, start, stop, name), *more]
    if is_also(shape, start, end):
        return [] if marks_in(shape, start, end) else [rest_of(tokens, start, end)]
    if is_mail(shape[start:end]):
        return [rest_of(tokens, start, end)]
    behind = _behind_group(tokens, shape, start, end, name)
    return list(behind) if behind else None


def _behind_group(tokens: Tokens, shape: str, start: int, end: int, name: str) -> tuple[Rest, Account] | None:
    """A place or group and an account in brackets that are of the person before the comma: Ada Obi, *Wiki Girls (User:Zed9)*."""
    found = _GROUP.fullmatch(shape, start, end) if shape[:start].rstrip().endswith((",", "،")) else None
    if found is None or not is_whole_name(name) or not (is_group(found["group"]) or is_place(found["group"])):
        return None
    account = owned(tokens, shape, *found.span("account"), name)
    if account is None or is_akin(found["group"], account.name):  # the group's own
        return None
    return rest_of(tokens, *found.span("group")), account
