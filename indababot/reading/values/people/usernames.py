"""One line of an account field, piece by piece: what is an account, whose it is, and what is neither."""

import re
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from indababot.lexicon import lexicon
from indababot.lexicon.patterns import late
from indababot.reading.values.people import called
from indababot.reading.values.people.accountline import (
    LONGEST,
    Account,
    AccountLine,
    Rest,
    is_divided,
    unstopped,
)
from indababot.reading.values.people.asides import before_pronoun
from indababot.reading.values.people.behind import typed_end
from indababot.reading.values.people.pairs import BESIDE, before_wiki, plain
from indababot.reading.values.people.separators import cut
from indababot.reading.values.people.several import is_place
from indababot.reading.values.signatures import names
from indababot.reading.values.signatures.finder import Signature, find
from indababot.reading.values.signatures.tokens import ACCOUNTS, CLAIMED, Tokens
from indababot.reading.values.stretches import edged, trimmed, unadorned
from indababot.reading.values.wording import (
    BRACKET,
    OTHERS,
    ROLE,
    SENTENCE,
    any_of,
    before_handle,
    is_biography,
    is_name,
    is_personal,
    is_remark,
    is_role,
)
from indababot.records import Evidence

_MARK = re.compile(
    rf"(?P<atom>[{ACCOUNTS}])|(?P<signed>{CLAIMED})|(?P<address>{names.ADDRESS.pattern})", re.IGNORECASE
)
_ATOM = re.compile(f"[{ACCOUNTS}{CLAIMED}]")
_LABEL = late(rf"(?:{any_of(lexicon().people.labels)})", re.IGNORECASE)
_LEADS = any_of((*lexicon().people.introducing, *lexicon().labels.additions))
_INSTEAD = rf"(?:{any_of(lexicon().people.arrivals)})(?:\s+[^\W\d_]+){{0,3}}"
_HEADS = rf"(?:{_LEADS}|{_INSTEAD}|(?:[^\W\d_]+\s+){{0,3}}(?:{any_of(lexicon().people.teams)}))"
_PROPOSED = rf"(?:(?:{any_of(lexicon().labels.proposals)})\s+)?"
_ROLE_LABEL = late(
    rf"(?:(?:[^\W\d_]+\s+)?{ROLE}(?:\([^\s()]\))?(?:\s*#?\d{{1,2}})?|{_HEADS})\s*[:：]\s*(?=\S)",
    re.IGNORECASE,
)
_BY = late(
    rf"{_PROPOSED}(?:{any_of(lexicon().people.introducing)})\s+(?-i:(?=[^\W\d_a-z]|[{ACCOUNTS}]))",
    re.IGNORECASE,
)
"""``By`` and the like before somebody, without a colon."""
_ASIDE = re.compile(r"(?P<name>[^()]*[^()\s])\s*\((?P<inside>[^()]+)\)")
"""Somebody with a bracket behind the name."""
_OPEN = re.compile(r"(?P<name>[^()]*[^()\s])\s*\((?P<inside>[^()]+)")
SPACED = re.compile(r"\s+[-–—]+\s+")
"""A dash that no account's name holds."""
_DASHED = re.compile(r"\s*(?:[-–—]{1,2}|[-=]>|→)\s+")
_DEGREE = late(rf"(?:{any_of(lexicon().people.suffixes)})\.?", re.IGNORECASE)
_LONE = re.compile(r"[\[\]()]")
_GOES_ON = re.compile(r"[\w'’]+\s+\S")
_edged = partial(edged, signs=" \t\u00a0()[]{}-–—:/=*•~\"'“”«»<>|,;.")
"""A stretch without what stands around accounts."""
_QUOTES = "\"'“”‘’«»"
_ENDS = " \t\u00a0-–—:=/*•·~|,;،"


def accounts_in(tokens: Tokens, authors: frozenset[str]) -> Iterator[Account | Rest]:
    """The accounts and the other texts of one line, in order. ``authors`` are the keys of the page's names."""
    line = account_line(tokens, authors)
    pieces = cut(line.shape)
    if is_biography(line.shape, len(pieces)) and not marks_in(line.shape, 0, len(line.shape)):
        yield line.rest(*trimmed(line.shape, 0, len(line.shape)))
        return
    more = len(pieces) > max(1, len(authors))
    for start, end in _sentences(line.shape, pieces):
        if more and start > pieces[0][0] and _is_said(line, line.shape[start:end]):
            yield line.rest(start, end)
        else:
            yield from _piece(line, start, end)


def _is_said(line: AccountLine, text: str) -> bool:
    """Whether a piece is a country or a degree of whoever has the account before it: AdaO, *Ghana*; and is no author's."""
    of = any(names.key(text) in author.split() for author in line.authors)
    return not of and (is_place(text) or _DEGREE.fullmatch(text) is not None)


def account_line(tokens: Tokens, authors: frozenset[str]) -> AccountLine:
    """A line with each of its signatures as one token."""
    signed: dict[int, Signature] = {}
    parts: list[str] = []
    last = 0
    for one in find(tokens):
        signed[one.start] = one
        parts += [tokens.shape[last : one.start], CLAIMED, " " * (one.end - one.start - 1)]
        last = one.end
    return AccountLine(tokens, called.introduced("".join([*parts, tokens.shape[last:]])), signed, authors)


class Mark(NamedTuple):
    """An ``atom`` (a link), a ``signed`` claim, an ``address`` or a typed ``prefix`` at ``[start, end)``."""

    start: int
    end: int
    kind: str


def marks_in(shape: str, start: int, end: int) -> list[Mark]:
    """The links, signatures, addresses and typed prefixes in a stretch."""
    text = shape[start:end]
    if not (_ATOM.search(text) or names.has_colon(text)):
        return []
    every = [Mark(*one.span(), one.lastgroup or "") for one in _MARK.finditer(shape, start, end)]
    every += [Mark(*one, "prefix") for one in names.prefixes(shape, start, end)]
    out: list[Mark] = []
    for mark in sorted(every):
        if not out or mark.start >= out[-1].end:
            out.append(mark)
    return out


def role_label(shape: str, start: int, end: int) -> int:
    """Where a role ends that introduces people (``Moderator: …``, ``Presented by …``), else ``start``."""
    colon = shape.find(":", start, end) >= 0 or shape.find("：", start, end) >= 0
    dash = _DASHED.match(shape, start, end)  # before it somebody stood who is struck
    first = dash.end() if dash else start
    found = (_ROLE_LABEL.match(shape, first, end) if colon else None) or _BY.match(shape, first, end)
    return found.end() if found else start


def _sentences(shape: str, pieces: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The pieces, with the parts of one sentence put together again: "if you are in, write to us"."""
    start = end = 0
    for piece in pieces:
        text = shape[slice(*piece)]
        goes_on = text[0].islower() and _GOES_ON.match(text) and not marks_in(text, 0, len(text))
        if end and goes_on:
            end = piece[1]
            continue
        if end:
            yield start, end
        start, end = piece if SENTENCE.search(text) and not marks_in(text, 0, len(text)) else (0, 0)
        if not end:
            yield piece
    if end:
        yield start, end


def _piece(line: AccountLine, start: int, end: int) -> Iterator[Account | Rest]:
    """What stands between two separators."""
    if before_handle(line.shape, start, end) == start:
        yield line.rest(start, end)
        return
    others = OTHERS.search(line.shape, start, end)
    start, last = unadorned(line.shape, *trimmed(line.shape, start, others.start() if others else end))
    said = min(before_pronoun(line.shape, start, last), before_handle(line.shape, start, last))
    if said < last:
        yield line.rest(*_edged(line.shape, said, last))
        last = said
    start = called.worded(line.shape, called.account_start(line.shape, start, last), last)
    behind = _before_prefix(line.shape, start, called.longer_account_start(line.shape, start, last))
    if behind > start:
        yield line.rest(*_edged(line.shape, start, behind))
        start = behind
    named = role_label(line.shape, start, last)
    if named > start:
        yield line.rest(*_edged(line.shape, start, named))
        start = named
    if start < last:
        marks = marks_in(line.shape, start, last)
        yield from _marked(line, marks, start, last) if marks else plain(line, start, last)
    if others:
        yield line.rest(others.start(), end)


def _before_prefix(shape: str, start: int, behind: int) -> int:
    """Where a label of an account ends, without a typed prefix that is the end of it: *also* ``User:Ada``."""
    prefix = next(names.prefixes(shape, start, behind), None) if behind > start else None
    return prefix.start if prefix and prefix.end >= behind else behind


def _marked(line: AccountLine, marks: list[Mark], start: int, end: int) -> list[Account | Rest]:
    """The accounts at some marks, with the names before, between and after them."""
    out: list[Account | Rest] = []
    position = start
    for mark, following in zip(marks, [*(mark.start for mark in marks[1:]), end], strict=True):
        found, last = _account(line, mark, following)
        author = _lead(line, out, position, mark.start, wanted=found is not None and found.author is None)
        position = last
        if found is not None:
            out.append(found._replace(author=author) if author else found)
    _tail(line, out, position, end)
    return out


def _account(line: AccountLine, mark: Mark, following: int) -> tuple[Account | None, int]:
    """The account at a mark, and where it ends; None for a prefix that nothing follows."""
    first, last, kind = mark
    span = line.tokens.span
    if kind == "signed":
        one = line.signed[first]
        named = one.name if one.name[0] < one.name[1] else (first, one.end)
        return Account(one.account, Evidence.SIGNATURE, span(*named)), one.end
    if kind == "atom":
        atom = line.tokens.atoms[first]
        shown = " ".join(atom.text.split())
        author = shown if _is_other_name(line, shown, atom.account) else None
        return Account(atom.account, Evidence.LINK, span(first, last), author), last
    if kind == "address":
        owner = names.from_address(line.shape[first:last])
        return (Account(owner, Evidence.LINK, span(first, last)), last) if owner else (None, first)
    return _prefixed(line, first, last, following)


def _prefixed(line: AccountLine, first: int, start: int, end: int) -> tuple[Account | None, int]:
    """The account after a typed prefix: up to a bracket that is none of its own, to a sentence, or to a role."""
    shape = line.shape
    bracket = BRACKET.search(shape, start, end)
    end = typed_end(shape, start, end)
    sentence = SENTENCE.search(shape, start, end)
    if sentence and shape[start : sentence.start()].strip():
        end = sentence.start()
    end = before_wiki(shape, *trimmed(shape, start, end))
    own = bracket.end() if bracket and bracket.end() <= end else start
    lone = _LONE.search(shape, own, end)
    behind = stop = end = lone.start() if lone else end
    if pieces := cut(shape, start, end):  # inside a bracket separators are left
        stop = end = pieces[0][1]
    behind = end if len(pieces) > 1 else behind
    author = None
    pair = BESIDE.fullmatch(shape, start, trimmed(shape, start, end)[1]) if end - start < LONGEST else None
    if pair and line.knows(pair["account"]):
        author, stop = pair["account"], pair.end("name")
    elif pair and (
        SPACED.fullmatch(shape, pair.end("name"), pair.start("account")) or is_remark(pair["account"])
    ):
        stop = end = pair.end("name")
    else:
        slash = shape.find("/", start, end)
        stop = end = slash if slash >= 0 and is_role(shape[slash + 1 : end]) else end
    stop = start + len(shape[start:stop].rstrip(_ENDS))
    if shape[first - 1 : first] in _QUOTES:
        stop = start + len(shape[start:stop].rstrip(_QUOTES))
    account = names.typed(unstopped(shape[start:stop]))
    divided = is_divided(shape[start:stop])
    span = line.tokens.span(first, stop)
    found = Account(account, Evidence.PREFIX, span, author, divided) if account else None
    behind = behind if pieces and end == pieces[0][1] else end
    return found, behind if found else max(start, stop)


def _lead(line: AccountLine, out: list[Account | Rest], start: int, end: int, *, wanted: bool) -> str | None:
    """The name that stands before an account; a text that is none goes to ``out``."""
    first, last = _edged(line.shape, start, end)
    if first >= last:
        return None
    closes = line.shape[last:end].strip().startswith(")")
    if out and closes and line.shape[start:first].strip().startswith("("):
        _tail(line, out, start, end)
        return None
    role = BESIDE.fullmatch(line.shape, first, last)
    if role and is_role(role["account"]):
        out.append(line.rest(*role.span("account")))
        last = role.end("name")
    aside = _ASIDE.fullmatch(line.shape, first, last)
    if aside and not line.knows(line.text(first, last)):
        out.append(line.rest(*aside.span("inside")))
        last = aside.end("name")
    last, elsewhere = _before_open(line, out, first, last)
    text = line.text(first, last)
    if elsewhere and " " not in text and not line.knows(text):
        out.append(line.listed(first, last))
        return None
    if wanted and _is_person(line, text):
        if "/" not in line.shape[last:end] or not line.is_other(text):
            return text
        out.append(line.listed(first, last))
        return None
    if any(map(str.isalnum, text)):
        out.append(line.rest(first, last))
    return None


def _before_open(line: AccountLine, out: list[Account | Rest], first: int, last: int) -> tuple[int, bool]:
    """Where a text ends before a bracket that says where the account is that follows in it, and whether one does:
    AdaO *(on Meta:* ``User:Ada Obi``)."""
    found = _OPEN.fullmatch(line.shape, first, last)
    if found is None or not is_remark(found["inside"]):
        return last, False
    out.append(line.rest(*found.span("inside")))
    return found.end("name"), True


def _tail(line: AccountLine, out: list[Account | Rest], start: int, end: int) -> None:
    """What stands after an account: its owner's name where the page knows it as an author, else a text of its own."""
    first, last = _edged(line.shape, start, end)
    text = line.text(first, last) if first < last else ""
    if not any(map(str.isalnum, text)):
        return
    before = out[-1] if out else None
    beside = not line.shape[start:first].strip() and isinstance(before, Account)
    alone = not beside or len(out) == 1
    if isinstance(before, Account) and before.author is None and alone and line.knows(text):
        out[-1] = before._replace(author=text)
        return
    if "/" in line.shape[start:first] and line.is_other(text) and not (is_remark(text) or is_role(text)):
        out.append(line.listed(first, last))
        return
    maybe = beside and not text[0].islower() and not is_remark(text) and is_name(text)
    out.append(line.rest(first, last, maybe=maybe))


def _is_person(line: AccountLine, text: str) -> bool:
    """Whether a text before an account reads as a person's name."""
    if line.knows(text):
        return True
    if is_remark(text) or _LABEL.fullmatch(text) or "@" in text:
        return False
    return is_name(text) and is_personal(text)


def _is_other_name(line: AccountLine, shown: str, account: str) -> bool:
    """Whether a link shows a person's name and not its account."""
    if line.knows(shown):
        return True
    if shown.replace("_", " ").endswith(f"/{account}"):  # ``Special:CentralAuth/Ada``
        return False
    differs = " " in shown and not names.prefix_at(shown) and names.key(shown) != names.key(account)
    return differs and _is_person(line, shown)
