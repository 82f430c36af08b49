"""Pieces of plain text in an account field: a bare account, or a pair of a person's name and an account."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from indababot.lexicon import languages, lexicon
from indababot.lexicon.patterns import late
from indababot.reading.markup import LANGUAGE, PROJECTS
from indababot.reading.values.people import called
from indababot.reading.values.people.accountline import LONGEST, Account, AccountLine, Rest
from indababot.reading.values.people.asides import before_number
from indababot.reading.values.people.behind import typed_end
from indababot.reading.values.people.separators import cut
from indababot.reading.values.people.several import OWN_BRACKET, divided, is_long, is_person, is_place, listed
from indababot.reading.values.signatures import names
from indababot.reading.values.stretches import edged, trimmed
from indababot.reading.values.wording import (
    BRACKET,
    any_of,
    is_group,
    is_nobody,
    is_nothing,
    is_organisation,
    is_prose,
    is_refusal,
    is_remark,
    is_role,
    is_sentence,
)
from indababot.records import Evidence

BESIDE = re.compile(r"(?P<name>.*?\S)\s*(?:\s[-–—=]\s|:\s|\s:|[–—]|--)\s*(?P<account>\S.*)")
_NAME_ACCOUNT = re.compile(
    rf"(?P<name>[^()]*[^()\s](?:\s?\((?:{OWN_BRACKET.pattern})\))?)\s*\((?P<account>[^()]*(?:\([^()]*\))?)\)\.?",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"(?:(?=[^()]*[^()\s])[^()]*+\([^()]*+\)){2,}\s*")
_BRACKET_NAME = re.compile(r"\((?P<name>[^()]*)\)\s*(?P<account>[^()\s][^()]*)")
_SLASH = re.compile(r"(?P<name>[^/]*[^/\s])\s*/\s*(?P<account>[^/\s][^/]*)")
_SIGN = re.compile(r"(?:--+|[~―—]+)\s*(?=\S)")
MENTION = re.compile(r"@\s?(?!\w[\w-]*(?:\.[\w-]+)*\.[a-z]{2,6}$)[^\W_][^@()\[\]/]*")
"""``@Ada`` mentions an account; what ends as an address does is none."""
_TYPED = re.compile(r"[-–—*•]\s+(?=\S)")
_COVERS = ("()", "[]", '""', "“”", "„“", "«»", "‘’", "''", "’’")
_PROJECT = rf"(?i:(?:{PROJECTS})(?:[ -]?wiki)?)"
_WIKI = re.compile(rf"{_PROJECT}|{LANGUAGE}")
"""A bracket behind an account that says on which wiki it is."""
_ON = late(rf"\s+(?:{any_of(lexicon().people.remarks)})\s+{_PROJECT}$")
_ON_WIKI = re.compile(rf"(?:{PROJECTS})\s*:\s*(?=\S)", re.IGNORECASE)
_COLON = re.compile(r"\s*[:：]\s*(?=\S)")
_LABEL_WORD = late(
    rf"(?<!\w)(?:{any_of(lexicon().people.labels)}|{_PROJECT}|{LANGUAGE}\.?wiki)(?!\w)", re.IGNORECASE
)
"""What words before a colon have that say whose account follows, or where it is."""
_FEWEST_DIGITS = 7
"""Of a number of a telephone beside an account."""
_HANDLE = re.compile(r"@[^\s:()\[\]/]+")
_EDGES = " \t\u00a0-–—:|·•()[]"
_AT = re.compile(r"\s*[/–—-]?\s+(?=@\w)|\s*/(?=@\w)")


def plain(line: AccountLine, start: int, end: int) -> Iterator[Account | Rest]:
    """An account by its bare name, or in a pair with a person's; a role, a sentence, prose and the number of a telephone are neither."""
    number = before_number(line.shape, start, end)
    if start < number:
        yield from _plain(line, start, number)
    if number < end:
        yield line.rest(*trimmed(line.shape, number, end))


def _plain(line: AccountLine, start: int, end: int) -> Iterator[Account | Rest]:
    sign = _SIGN.match(line.shape, start, end)
    if sign and (sign[0][0] == "~" or not is_organisation(line.text(sign.end(), end))):
        account = names.account(line.text(sign.end(), end))
        yield Account(account, Evidence.SIGNATURE, line.tokens.span(start, end))
        return
    if on := _ON_WIKI.match(line.shape, start, end):  # ``Commons: Ada``
        start = on.end()
    low, high = _uncovered(line.shape, start, end)
    text = line.text(low, high)
    if is_nothing(text):
        return
    if text[0] == "@" and (told := _mentions(line, low, high)):
        yield from told
        return
    small = text[0].islower() and is_remark(text) and not is_group(text)  # ``formerly Ada``
    if end - start > LONGEST or _says_something(text) or small:
        yield line.rest(start, end)
        return
    start, end = low, high
    if (wiki := before_wiki(line.shape, start, end)) < end:
        yield line.rest(*trimmed(line.shape, wiki, end))
        end = wiki
        text = line.text(start, end)
    first, _, where = text.partition(" ")
    everywhere = where[:1].islower() and " " in where and is_group(where)
    if everywhere and not line.knows(text):  # ``Ada on all wikis``
        stop = start + len(first)
        yield line.listed(start, stop)
        yield line.rest(*trimmed(line.shape, stop, end))
        return
    several = _several(line, start, end) or _bracketed(line, start, end) or _beside(line, start, end)
    colon = None if several else _COLON.search(line.shape, start, end)
    yield from several or (_behind_colon(line, start, colon, end) if colon else _alone(line, start, end))


def _alone(line: AccountLine, start: int, end: int) -> list[Account | Rest]:
    """An account, and what is said behind it of whoever has it: ``AdaO from Mali``, ``AdaO [moderator]``."""
    stop = end if line.knows(line.text(start, end)) else typed_end(line.shape, start, end)
    more = [line.rest(*edged(line.shape, stop, end, signs=_EDGES))] if stop < end else []
    return [line.listed(start, stop), *more]


def _mentions(line: AccountLine, start: int, end: int) -> list[Account | Rest]:
    """Several mentions, ``@Ada @Ben``, or one that more is told of, ``@Ada (moderator)``; nothing where it is one alone."""
    if ats := list(_AT.finditer(line.shape, start, end)):
        edges = [start, *(one.end() for one in ats), end]
        parts = [(low, trimmed(line.shape, low, high)[1]) for low, high in pairwise(edges)]
        ends = [low + len(line.shape[low:stop].rstrip(" /–—-")) for low, stop in parts]
        return [one for (low, _), stop in zip(parts, ends, strict=True) for one in _plain(line, low, stop)]
    behind = _handle_end(line, start, end)
    if behind == end:
        return []
    return [*_plain(line, start, behind), line.rest(*edged(line.shape, behind, end, signs=_EDGES))]


def _handle_end(line: AccountLine, start: int, end: int) -> int:
    """Where a mention ends that is told more of: @AdaO *(moderator)*, … *from Mali*; else ``end``."""
    handle = _HANDLE.match(line.shape, start, end)
    said = line.shape[handle.end() : end] if handle else ""
    told = said.strip(_EDGES)
    if handle and told and is_remark(told) and said.lstrip()[0] in _EDGES and not line.knows(told):
        return handle.end()
    return typed_end(line.shape, start + 1, end)


def _behind_colon(line: AccountLine, start: int, colon: re.Match[str], end: int) -> Iterator[Account | Rest]:
    """An account behind words that say that one follows; else all of it is told, as no account's name holds a colon."""
    said = line.text(start, colon.start())
    if _WIKI.fullmatch(line.text(colon.end(), end)):  # ``Ada: Meta``
        yield line.listed(start, colon.start())
        yield line.rest(colon.end(), end)
        return
    label = _LABEL_WORD.search(said)
    if (label is None and said not in _codes()) or not line.text(colon.end(), end):
        yield line.rest(start, end)
        return
    author = said[: label.start()].strip() if label else ""
    named = is_person(author)
    if not named:
        yield line.rest(start, colon.start())
    yield line.listed(colon.end(), end, author if named else None)


@cache
def _codes() -> frozenset[str]:
    """Languages of wikis, as before an account: ``fr: Ada``; of other short words some say a telephone or another site."""
    return frozenset(language.code for language in languages())


def before_wiki(shape: str, start: int, end: int) -> int:
    """Where an account ends that says on which wiki it is: Ada *on Meta*; else ``end``."""
    on = _ON.search(shape, start, end)
    return on.start() if on else end


def _uncovered(shape: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without a dash typed before it, and without quotation marks or brackets around all of it."""
    dash = _TYPED.match(shape, start, end)
    start = dash.end() if dash else start
    if end - start > 2 and shape[start] + shape[end - 1] in _COVERS:
        inner = BRACKET.sub("", shape[start + 1 : end - 1])
        if shape[start] not in inner and shape[end - 1] not in inner:
            return trimmed(shape, start + 1, end - 1)
    return start, end


def _says_something(text: str) -> bool:
    bare = BRACKET.sub("", text).strip() or text  # an answer may stand wholly in brackets
    return is_nobody(text) or is_role(text) or is_sentence(bare) or is_prose(bare)


def _bracketed(line: AccountLine, start: int, end: int) -> list[Account | Rest]:
    """``Name (Account)`` or ``(Name) Account``; a bracket that belongs to the account is left alone, a remark is none."""
    if _SEVERAL.fullmatch(line.shape, start, end):  # only blanks between pairs: brackets end them
        edges = [start, *(one.end() for one in BRACKET.finditer(line.shape, start, end))]
        parts = [edged(line.shape, low, high, signs=" \t\u00a0/") for low, high in pairwise(edges)]
        return [one for part in parts for one in plain(line, *part)]
    pair = _BRACKET_NAME.fullmatch(line.shape, start, end)
    if pair:
        outer, inner = trimmed(line.shape, *pair.span("account")), trimmed(line.shape, *pair.span("name"))
        name = line.text(*inner)
        if _is_aside(line, name):
            return [*([line.rest(*inner)] if name else []), line.listed(*outer)]
        return [line.listed(*outer, author=name)]
    pair = _NAME_ACCOUNT.fullmatch(line.shape, start, end)
    if not pair or OWN_BRACKET.fullmatch(pair["account"].strip()) or pair["name"].endswith("_"):
        return []
    outer, inner = pair.span("name"), trimmed(line.shape, *pair.span("account"))
    inner = called.account_start(line.shape, *inner), inner[1]
    name, inside = line.text(*outer), line.text(*inner)
    placed = (is_place(inside) or is_group(inside)) and not line.knows(name)
    if (
        placed
        or _is_aside(line, inside)
        or (_WIKI.fullmatch(inside) and (is_group(inside) or not line.knows(name)))
    ):
        none = line.tells(name) and (is_refusal(inside) or is_nothing(inside))
        whole = [] if none else _beside(line, *outer) or [line.listed(*outer)]
        return [*whole, *([line.rest(*inner)] if inside else [])]
    told = line.tells(inside) or _is_told(line, inside, name)
    if (line.knows(inside) and not line.knows(name)) or (told and not line.tells(name)):
        return [line.listed(*outer, author=inside)]
    parts = [(inner[0] + low, inner[0] + high) for low, high in cut(line.shape[slice(*inner)])]
    asides = [_is_aside(line, line.text(*part)) for part in parts]
    if any(asides) and line.authors and not line.knows(name):  # ``Account (role, place)``
        return [line.listed(*outer), *(line.rest(*part) for part in parts)]
    return [
        line.rest(*part) if aside else line.listed(*part, author=name)
        for part, aside in zip(parts, asides, strict=True)
    ]


def _is_told(line: AccountLine, name: str, account: str) -> bool:
    """Whether a person's whole name stands beside one word, on a page that names no authors: Ada Obi – *AdaO*."""
    return not line.authors and is_person(name) and not is_place(name) and not is_long(account)


def _is_aside(line: AccountLine, text: str) -> bool:
    """Whether what stands in brackets beside an account is neither its owner nor an account."""
    if line.knows(text):
        return False
    if MENTION.fullmatch(text):
        return False
    if sum(map(str.isdigit, text)) >= _FEWEST_DIGITS and not text.isalnum():
        return True
    return is_nobody(text) or is_sentence(text) or is_remark(text) or "@" in text or "://" in text


def _beside(line: AccountLine, start: int, end: int) -> list[Account | Rest]:
    """``Name/Account``; ``Name - Account`` and ``Name: Account`` where the page knows the name; with a role, the account alone."""
    slash = _SLASH.fullmatch(line.shape, start, end)
    pair = BESIDE.fullmatch(line.shape, start, end)
    pair = pair if pair and is_nothing(pair["account"]) else slash or pair  # ``Ada: n/a``
    if not pair:
        return _slashed(line, start, end)
    left, right = pair.span("name"), pair.span("account")
    before, after = line.text(*left), line.text(*right)
    if line.tells(before) and (is_refusal(after) or is_nothing(after)):
        return [line.rest(*right)]
    where = slash is not None and (_WIKI.fullmatch(after) or OWN_BRACKET.fullmatch(after))
    if (is_remark(after) or where) and not line.knows(after):  # ``Ada / Meta-Wiki``
        return [line.listed(*left), line.rest(*right)]
    if is_role(before):
        return [line.rest(*left), line.listed(*right)]
    if line.knows(after) and not line.knows(before):
        return [line.listed(*left, author=after)]
    lettered = any(map(str.isalpha, before)) and any(map(str.isalpha, after))
    if slash and lettered and line.is_other(before) and line.is_other(after):
        return [line.listed(*_uncovered(line.shape, *part)) for part in (left, right)]
    if (slash and lettered) or line.tells(before) or _is_told(line, before, after):
        return [line.listed(*right, author=before)]
    return []


def _several(line: AccountLine, start: int, end: int) -> list[Account | Rest]:
    """Accounts between slashes or dashes; pairs between slashes, where the page knows each name: ``Name: Account / Name: Account``."""
    parts = divided(line.shape, start, end) if line.authors and "/" in line.shape[start:end] else []
    told = [names.key(line.text(*part)) for part in parts]
    if len(told) > 3 and len(told) % 2 == 0 and line.authors.issuperset(told[::2]):
        pairs = zip(parts[::2], parts[1::2], strict=True)
        return [line.listed(*account, author=line.text(*name)) for name, account in pairs]
    heads = tuple(name + sign for name in line.authors for sign in " :")
    if len(told) > 1 and all(one.startswith(heads) for one in told):
        return [one for part in parts for one in plain(line, *part)]
    parts = listed(line.shape, start, end, line.authors)
    bare = [_uncovered(line.shape, *part) for part in parts]
    return [one for part in bare for one in _alone(line, *part)] if len(parts) > 1 else []


def _slashed(line: AccountLine, start: int, end: int) -> list[Account | Rest]:
    """``Ada/moderator/speaker``: the account, and its roles."""
    first, slash, roles = line.shape[start:end].partition("/")
    if not slash or not first.strip() or not all(map(is_role, roles.split("/"))):
        return []
    middle = start + len(first)
    return [
        line.listed(*trimmed(line.shape, start, middle)),
        line.rest(*trimmed(line.shape, middle + 1, end)),
    ]
