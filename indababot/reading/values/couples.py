"""Names and accounts that take turns: ``Ada Obi, User:Zed9, Ben Oto, User:Kibo``. One pair alone may be two people."""

import re
from collections.abc import Sequence

from indababot.reading.values import names
from indababot.reading.values.pairs import Account
from indababot.reading.values.separators import trimmed
from indababot.reading.values.tokens import ACCOUNTS, Tokens
from indababot.records import Evidence

_DIVIDED = re.compile(rf"[,;،؛\n({ACCOUNTS}]|\s\S+\s")
_FEWEST = 4
"""Pieces, of two pairs."""


def are_couples(tokens: Tokens, shape: str, pieces: Sequence[tuple[int, int]]) -> bool:
    """Whether the pieces of a line are names, each with its account behind it."""
    return len(pieces) >= _FEWEST and take_turns([bool(owned(tokens, shape, *piece)) for piece in pieces])


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
