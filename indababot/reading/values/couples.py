"""Names and accounts that take turns: ``Ada Obi, User:Zed9, Ben Oto, User:Kibo``. One pair alone may be two people."""

import re
from collections.abc import Sequence

from indababot.reading.values import names
from indababot.reading.values.pairs import Account
from indababot.reading.values.separators import trimmed
from indababot.reading.values.tokens import ACCOUNTS, USER, Tokens
from indababot.records import Evidence

_DIVIDED = re.compile(rf"[,;،؛\n({ACCOUNTS}]|\s\S+\s")
_COMMA, _SEMICOLON = re.compile("[,،]"), re.compile("[;؛]")
_FEWEST = 4
"""Pieces, of two pairs."""


def are_couples(tokens: Tokens, shape: str, pieces: Sequence[tuple[int, int]], *, lined: bool) -> bool:
    """Whether the pieces of a line are names, each with its account behind it; one such couple where others stand on other lines."""
    sign = shape[pieces[0][1] : pieces[1][0]].strip() if len(pieces) == 2 else ""
    one = sign == "|" or (lined and sign != "" and sign in ",;،؛/")
    told = [bool(owned(tokens, shape, *piece)) for piece in pieces] if one or len(pieces) >= _FEWEST else []
    return told == [False, True] if one else take_turns(told)


def are_pairs(shape: str, *, lined: bool) -> bool:
    """Whether each person of a line is a name, a comma and an account: ``Ada Obi, User:AO; Ben Oto, User:Kibo``."""
    people = [_COMMA.split(person) for person in _SEMICOLON.split(shape) if person.strip()]
    if not people or (len(people) < 2 and not lined):
        return False
    return all(len(pair) == 2 and not is_marked(pair[0]) and is_marked(pair[1]) for pair in people)


def is_marked(text: str) -> bool:
    """Whether a text is an account that a link or a prefix tells, and no more."""
    text = text.strip()
    return text == USER or (USER not in text and names.prefix_at(text) is not None)


def take_turns(told: Sequence[bool]) -> bool:
    """Whether texts of which some are told to be accounts are a name and an account, twice or more."""
    return len(told) >= _FEWEST and len(told) % 2 == 0 and not any(told[::2]) and all(told[1::2])


def is_account(tokens: Tokens) -> bool:
    """Whether a line is nothing but an account, below the name of its owner."""
    return owned(tokens, tokens.shape, *trimmed(tokens.shape, 0, len(tokens.shape))) is not None


def owned(tokens: Tokens, shape: str, start: int, end: int, owner: str | None = None) -> Account | None:
    """The account that is all of a stretch, by a link that shows no other name or by a prefix; ``owner`` stands before it."""
    text = shape[start:end]
    if (atom := tokens.atoms.get(start)) and end - start == 1:
        shows = names.key(names.target(atom.text)) == names.key(atom.account)
        return Account(atom.account, Evidence.LINK, tokens.span(start, end), owner) if shows else None
    prefix = None if _DIVIDED.search(text) else names.prefix_at(text)
    account = names.typed(text[prefix.end :]) if prefix else ""
    return Account(account, Evidence.PREFIX, tokens.span(start, end), owner) if account else None
