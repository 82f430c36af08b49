"""The lines of a field of people: authors as names, and accounts with what makes us take them for such."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from indababot.reading.markup.inline import Lines
from indababot.reading.values import names, signatures
from indababot.reading.values.accounts import found_in
from indababot.reading.values.flow import CLAIMED, Flow
from indababot.reading.values.found import Found, Loose
from indababot.reading.values.pieces import cut
from indababot.reading.values.wording import is_nobody, is_nothing
from indababot.records import Evidence, Item, Unrecognised, Username

_SUFFIX = re.compile(
    r"(?:jr|sr|ph\.?\s?d|m\.?d|m\.?sc|b\.?sc|m\.?a|b\.?a|mba|llb|llm|esq|dr|prof|eng|ii|iii|iv)\.?(?:\s*\([^()]*\))?",
    re.IGNORECASE,
)


class People(NamedTuple):
    """The names in a field, and each as it stands there."""

    names: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()


class Accounts(NamedTuple):
    """The accounts in a field, and each as it stands there.

    ``names`` are the people who stand beside an account (``Name (Account)``); ``leftovers`` are what is neither (a plea, ``among
    others``): they are for a person to look at.
    """

    usernames: tuple[Username, ...] = ()
    names: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    leftovers: tuple[Unrecognised, ...] = ()


def authors(lines: Lines) -> People:
    """The names in a field of authors, as a reader sees them; a signature behind a name is no part of it."""
    items: list[Item] = []
    for line in lines:
        flow = Flow(line)
        shape, alone = _unsigned(flow)
        before: tuple[int, int] | None = None
        for start, end in [*cut(shape), *alone]:
            if before and _SUFFIX.fullmatch(shape, start, end) and items:
                start = before[0]
                items.pop()
            before = (start, end)
            items += _author(flow, shape, start, end)
    return People(tuple(dict.fromkeys(item.text for item in items)), tuple(items))


def signers(lines: Lines) -> tuple[Username, ...]:
    """The accounts that a field of authors names by links or signatures: where the page has no field of accounts."""
    found = [one for line in lines for one in found_in(Flow(line), frozenset()) if isinstance(one, Found)]
    return _once(
        [one for one in found if one.evidence in (Evidence.LINK, Evidence.SIGNATURE, Evidence.PREFIX)]
    )


def _author(flow: Flow, shape: str, start: int, end: int) -> Iterator[Item]:
    stop = shape.find(CLAIMED, start, end)
    stop = end if stop < 0 or stop == start else stop
    text = " ".join(flow.visible(start, stop).split()).strip("-–—~ ")
    if text and not is_nothing(text):
        yield Item(text, flow.span(start, stop))


def _unsigned(flow: Flow) -> tuple[str, list[tuple[int, int]]]:
    """The shape with its signatures out of the way, and the names of signers who stand there alone."""
    shape = flow.shape
    alone: list[tuple[int, int]] = []
    for signature in signatures.find(flow):
        start = signature.start
        before = shape[:start].rstrip()
        if not before or before[-1] in ",;،":  # nobody is named before it: the signer is who is meant
            alone.append(signature.name)
        shape = shape[:start] + " " * (signature.end - start) + shape[signature.end :]
    return shape, alone


def accounts(lines: Lines, authors: tuple[str, ...]) -> Accounts:
    """The accounts in a field. ``authors`` are the page's, which tell a name from an account where both stand there.

    A text that only blanks divide is one ambiguous item where the page names more authors than accounts.
    """
    known = frozenset(names.key(author) for author in authors)
    found: list[Found] = []
    loose: list[Loose] = []
    for line in lines:
        for one in found_in(Flow(line), known):
            if isinstance(one, Found):
                found.append(one)
            else:
                loose.append(one)
    short = len({one.account for one in found}) < len(authors)
    if short and len(found) == 1 and found[0].doubtful:
        found = [found[0].ambiguous()]
    if short:
        found, loose = _with_loose(found, loose, len(authors))
    return Accounts(
        usernames=_once(found),
        names=tuple(dict.fromkeys(one.author for one in found if one.author)),
        items=tuple(Item(one.account, one.span) for one in found),
        leftovers=tuple(Unrecognised(text=one.text, span=one.span) for one in loose),
    )


def _with_loose(found: list[Found], loose: list[Loose], wanted: int) -> tuple[list[Found], list[Loose]]:
    """Takes a text that only a blank divides from an account for an ambiguous one, as long as accounts are missing."""
    out, rest = list(found), []
    for one in loose:
        if one.maybe and len(out) < wanted:
            out.append(Found(names.account(one.text), Evidence.AMBIGUOUS, one.span))
        else:
            rest.append(one)
    return sorted(out, key=lambda one: one.span), rest


_STRENGTH = (
    Evidence.SIGNATURE,
    Evidence.LINK,
    Evidence.PREFIX,
    Evidence.RESOLVED,
    Evidence.LIST,
    Evidence.AMBIGUOUS,
)


def _once(found: list[Found]) -> tuple[Username, ...]:
    """Each account once, in order, with the best evidence that the field has for it."""
    best: dict[str, Found] = {}
    for one in found:
        before = best.get(one.account)
        if before is None or _STRENGTH.index(one.evidence) < _STRENGTH.index(before.evidence):
            author = one.author or (before.author if before else None)
            best[one.account] = Found(one.account, one.evidence, one.span, author)
    return tuple(
        Username(name=one.account, evidence=one.evidence, span=one.span, author=one.author)
        for one in best.values()
        if not is_nobody(one.account)
    )
