"""Accounts beside a name that are made of it, or written as none but accounts are."""

import re

from indababot.lexicon import bare
from indababot.reading.values.people.accountline import LONGEST
from indababot.reading.values.people.pairs import MENTION
from indababot.reading.values.people.several import OWN_BRACKET
from indababot.reading.values.signatures import names
from indababot.reading.values.signatures.tokens import CONTRIBUTIONS, TALK, USER, Atom, Tokens
from indababot.reading.values.stretches import trimmed
from indababot.reading.values.wording import is_group, is_name, is_remark

_PAIR = re.compile(
    r"(?P<name>[^()/]*[^()/\s])\s*(?:/\s*(?P<after>[^\s()/]+)|\((?P<inside>[^\s()]+)\)"
    r"|(?:(?<=\s)[–—-]+\s|[:：]\s|(?<=\s)[:：])\s*(?P<beside>[^\s()/]+))"
    r"|\((?P<before>[^\s()]+)\)\s*(?P<named>[^()/]*[^()/\s])"
)
_MENTIONED = re.compile(
    r"(?P<name>[^@]*[^\s@(\[:–—/-])(?:\s+|\s*[(\[:–—/-]+\s*)(?P<account>@[^@()\[\]/,;،؛]+?)\s*(?P<more>[,;،؛][^@()\[\]]*)?[)\]]?"
    r"|[(\[]?(?P<first>@[^\s@()\[\]/]+)(?:[)\]]?\s*[(\[:–—/-]\s*|[)\]\s]\s*)(?P<named>[^@()\[\]/]*[^\s@()\[\]/])\s*[)\]]?"
    r"|[(\[]?(?P<alone>@[^@()\[\]/]+?)\s*[)\]]?"
)
_HANDLE = re.compile(r"(?=.*[^\W\d_])\w*(?:_|\d)[\w.-]*")
_CAMEL = re.compile(r"\w*[^\W\d_A-Z][A-Z][\w.-]*")
_IN_BRACKETS = re.compile(
    rf"[(\[（](?:(?P<typed>[^()\[\]{USER}]*+)|\s*+{USER}[\s{USER}{TALK}{CONTRIBUTIONS}·•|/,–-]*+)[)\]）]"
)
_SHORT = 3
_FEW = 2
"""Letters that an account has behind a part of a name."""


def is_own_account(tokens: Tokens, shape: str, start: int, end: int, name: str) -> bool:
    """Whether a piece is an account in brackets, or made of the name before it: ``Slim Gharbi, [[User:Slim G]]``, ``… (User:SlimG)``."""
    inside = _IN_BRACKETS.fullmatch(shape, start, end)
    if inside and (inside["typed"] is None or names.prefix_at(inside["typed"].strip())):
        return True
    atom = tokens.atoms.get(start) if end - start == 1 else None
    if atom is None:
        account = _typed(shape[start:end])
    else:
        if _initials(atom.text) == _initials("".join(word[0] for word in name.split())) or shows_part(
            atom, name
        ):
            return True
        account = atom.account if shows_account(atom) else ""
    head, _, own = account.partition(" (")
    account = head if OWN_BRACKET.fullmatch(own.rstrip(")")) else account
    left = bare(names.key(account).replace(" ", ""))
    words = bare(names.key(name)).split() if left else []
    first = next((word for word in words if len(word) > _SHORT and left.startswith(word)), "")
    if first and len(left) - len(first) <= _FEW and " " not in account:  # ``Oscar Muñoz, User:Oscarmv``
        return True
    for word in words:
        while left and left[0] == word[:1]:
            left, word = left[1:], word[1:]
    return bool(account) and not left.strip("0123456789")


def shows_account(atom: Atom) -> bool:
    """Whether a link to an account shows that and no other name: the account, with its prefix or without, or its address."""
    shown = atom.text
    told = names.from_address(shown) if names.ADDRESS.fullmatch(shown) else names.target(shown)
    return told is not None and names.key(told) == names.key(atom.account)


def shows_part(atom: Atom, name: str) -> bool:
    """Whether a link to an account shows words of a name: ``Oscar Muñoz, [[User:Om7|Oscar]]``."""
    shown = set(names.key(atom.text).replace(",", " ").split())
    return bool(shown) and shown <= set(names.key(name).split())


def _typed(text: str) -> str:
    """The account that an address or a prefix tells and that is all of a text; else nothing."""
    if names.ADDRESS.fullmatch(text):
        return names.from_address(text) or ""
    prefix = names.prefix_at(text)
    return names.target(text[prefix.end :]) if prefix else ""


def _initials(text: str) -> str:
    return text.strip().replace(".", "").casefold()


def mentioned(
    shape: str, start: int, end: int
) -> tuple[tuple[int, int], tuple[int, int], tuple[int, int]] | None:
    """Where the name, the mention of the account and a remark stand in ``Name (@Account, remark)``, ``Name @Account`` and the like.

    A mention alone is the name too.
    """
    told = end - start < LONGEST and "@" in shape[start:end]
    pair = _MENTIONED.fullmatch(shape, start, end) if told else None
    if pair is None:
        return None
    account = next(key for key in ("account", "first", "alone") if pair[key])
    named = {"account": "name", "first": "named", "alone": "alone"}[account]
    if not MENTION.fullmatch(pair[account]) or (account != "alone" and not is_name(pair[named])):
        return None
    low, high = pair.span(named)
    if shape.count("(", low, high) != shape.count(")", low, high):
        return None  # ``Name (elsewhere: @Account)``
    place = pair.start(account) + 1, pair.end(account)
    return (low + (account == "alone"), high), place, pair.span("more")


def paired(shape: str, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Where the name and the account stand in ``Name/Account``, ``Name (Account)``, ``Name - Account`` and ``(Account) Name``.

    One word beside a name is an account where it is written as none but accounts are, or made of the name: a place or a group is not.
    """
    pair = _PAIR.fullmatch(shape, *trimmed(shape, start, end)) if end - start < LONGEST else None
    if pair is None:
        return None
    named = "name" if pair["name"] else "named"
    account = next(key for key in ("after", "inside", "beside", "before") if pair[key])
    name, text = pair[named], pair[account]
    if is_remark(text) or OWN_BRACKET.fullmatch(text) or not is_name(name):
        return None
    looks = _HANDLE.fullmatch(text) or (account == "after" and _CAMEL.fullmatch(text))
    return (pair.span(named), pair.span(account)) if looks or _is_made_of(text, name) else None


def is_plainly_own(text: str, name: str) -> bool:
    """Whether a word behind the comma after a name is an account made of it, and no place or group: Ada Obi, *AdaO*."""
    own = _CAMEL.fullmatch(text) is not None or _HANDLE.fullmatch(text) is not None
    key = names.key(text)
    begun = any(key.startswith(word) for word in names.key(name).split() if len(word) > _FEW)
    return own and begun and is_name(name) and not is_remark(text)


def _is_made_of(text: str, name: str) -> bool:
    """Whether a word begins as a part of a name does and has a large letter inside, or more letters (``KofiM`` of Kofi Mensah)."""
    key = names.key(text)
    words = [word for word in names.key(name).split() if len(word) > 2]
    camel = _CAMEL.fullmatch(text) is not None
    return any(key.startswith(word) and (camel or len(key) > len(word) > 3) for word in words)


def is_akin(text: str, account: str) -> bool:
    """Whether a name of two words or more shares one with an account, or its beginning; a group's, all that it or the account has."""
    known = names.key(account).replace(" ", "")
    if is_group(text):  # ``[[User:WikiAda|Ada]] from Wikimedia Norge``
        whole = names.key(text).replace(" ", "")
        return known in whole or whole in known
    words = [word for word in names.key(text).split() if len(word) > 2]
    named = len(text.split()) > 1 and is_name(text)
    return named and any(word[:4] in known for word in words)
