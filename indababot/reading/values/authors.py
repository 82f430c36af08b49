"""One line of a field of authors: the names, without the accounts, signatures and remarks that stand beside them."""

import re
from collections.abc import Iterator

from indababot.lexicon import lexicon
from indababot.reading.values import names, signatures
from indababot.reading.values.accounts import Mark, marks_in, role_label
from indababot.reading.values.akin import is_own_account, paired
from indababot.reading.values.pairs import BRACKET, Account, Rest
from indababot.reading.values.separators import cut, parted, trimmed
from indababot.reading.values.several import (
    OWN_BRACKET,
    are_names,
    divided,
    is_description,
    is_whole_name,
    stretches,
)
from indababot.reading.values.tokens import Tokens
from indababot.reading.values.wording import (
    OTHERS,
    any_of,
    is_biography,
    is_name,
    is_nobody,
    is_nothing,
    is_organisation,
    is_post,
    is_prose,
    is_refusal,
    is_remark,
    is_role,
)
from indababot.records import Evidence, Item

_SUFFIX = re.compile(
    rf"(?:{any_of(lexicon().people.suffixes)})\.?(?:\s*\([^()]*\))?".replace(r"\.", r"\.?\s?"), re.IGNORECASE
)
"""What belongs to the name before a comma."""
_ASIDE = re.compile(r"[(\[<](?P<inside>[^()\[\]<>]*)[)\]>]")
_TAIL = re.compile(r"(?:/|\s[-–—]\s|[–—]|--|[:：]\s)(?P<text>[^/–—:：]{1,80})$")
_EDGES = " \t\u00a0()[]{}-–—:/=*•~|,;<>@"
_COMMAS = (",", ";", "،", "؛")
_DASH = re.compile(r"\s[-–—]\s")
_FEWEST_DIGITS = 7
"""Of a number of a telephone or the like: nobody is called so."""
_MOST_WORDS = 6


def names_in(tokens: Tokens, accounts: frozenset[str] = frozenset()) -> Iterator[Item | Account | Rest]:
    """The names of one line, the accounts that plainly stand beside one, and what is neither, in order.

    ``accounts`` are the words of the page's field of accounts, folded: none of them describes somebody.
    """
    shape, alone = _unsigned(tokens)
    pieces = [piece for part in stretches(shape) for piece in cut(shape, *part)]
    dash = _DASH.search(shape)
    start, end = trimmed(shape, 0, dash.start() if dash else 0)
    told = dash is not None and is_whole_name(shape[start:end])
    if is_biography(shape, len(pieces)) or (told and is_prose(shape[dash.end() :] if dash else "")):
        if dash and told:
            yield from _name(tokens, shape, start, end)
            start = dash.end()
        yield _rest(tokens, *trimmed(shape, start, len(shape)))
        return
    before = ""
    described = False
    for start, end in _suffixed(shape, list(parted(shape, pieces))):
        if before and is_own_account(tokens, shape, start, end, before):
            continue
        described = is_description(shape, start, end, before, described=described) and (
            names.key(shape[start:end]) not in accounts
        )
        if described:
            yield _rest(tokens, start, end)
            continue
        for one in _piece(tokens, shape, start, end):
            before = one.text if isinstance(one, Item) else before
            yield one
    for start, end in alone:
        yield from _name(tokens, tokens.shape, start, end)


def _piece(tokens: Tokens, shape: str, start: int, end: int) -> Iterator[Item | Account | Rest]:
    """What stands between two separators."""
    others = OTHERS.search(shape, start, end)
    stop = others.start() if others else end
    named = role_label(shape, start, stop)
    if named > start:
        yield _rest(tokens, start, start + len(shape[start:named].rstrip(" :：")))
    first, last = trimmed(shape, named, stop)
    people = divided(shape, first, last)
    if len(people) < 2 or not are_names([shape[slice(*one)] for one in people]):
        people = [(first, last)]
    for one in people:
        yield from _beside_accounts(tokens, shape, *one)
    if others:
        yield _rest(tokens, *trimmed(shape, others.start(), end))


def _unsigned(tokens: Tokens) -> tuple[str, list[tuple[int, int]]]:
    """The shape with its signatures out of the way, and the names of signers who stand there alone."""
    shape = tokens.shape
    alone: list[tuple[int, int]] = []
    parts: list[str] = []
    last = 0
    before = ""
    for signature in signatures.find(tokens):
        start = signature.start
        before = shape[last:start].rstrip() or before
        if not before or before[-1] in ",;،":
            alone.append(signature.name)  # nobody is named before it: the signer is who is meant
        parts += [shape[last:start], " " * (signature.end - start)]
        last = signature.end
    return "".join([*parts, shape[last:]]), alone


def _suffixed(shape: str, pieces: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The pieces, with ``Jr.`` and ``Ph.D.`` put to the name before their comma."""
    before: tuple[int, int] | None = None
    for piece in pieces:
        if before and _SUFFIX.fullmatch(shape, *piece):
            before = (before[0], piece[1])
            continue
        if before:
            yield before
        before = piece
    if before:
        yield before


def _beside_accounts(tokens: Tokens, shape: str, start: int, end: int) -> Iterator[Item | Account | Rest]:
    """The names of a piece that stand before its accounts; an account that stands alone is the name that it shows."""
    marks = marks_in(shape, start, end)
    position = start
    for place, mark in enumerate(marks):
        if mark.start < position:
            continue
        stop = marks[place + 1].start if place + 1 < len(marks) else end
        first, last = _edged(shape, position, mark.start)
        if first < last and any(map(str.isalnum, shape[first:last])):
            yield from _name(tokens, shape, first, last)
            position = stop if mark.kind != "atom" else mark.end
            continue
        shown, rest = _shown(tokens, shape, mark, stop)
        yield from shown
        position = rest
    first, last = _edged(shape, position, end) if marks else (start, end)
    if first < last:
        yield from _name(tokens, shape, first, last) if not marks else [_rest(tokens, first, last)]


def _shown(tokens: Tokens, shape: str, mark: Mark, stop: int) -> tuple[list[Item | Account | Rest], int]:
    """The name of an account with nothing before it: what follows in brackets or after a dash, where it is akin, else what it shows."""
    end = mark.end if mark.kind in ("atom", "address") else stop
    bracket = BRACKET.search(shape, mark.end, stop)
    if mark.kind == "prefix" and bracket and not OWN_BRACKET.fullmatch(bracket["inside"]):
        end = bracket.start()
    account = tokens.atoms[mark.start].account if mark.kind == "atom" else names.target(shape[mark.end : end])
    first, last = _edged(shape, end, stop)
    named = (
        first < last and mark.kind == "atom" and _is_named(tokens, mark.start, tokens.visible(first, last))
    )
    if named or (first < last and _is_akin(tokens.visible(first, last), account)):
        return list(_name(tokens, shape, first, last)), stop
    return list(_name(tokens, shape, mark.start, stop)), stop


def _is_named(tokens: Tokens, place: int, text: str) -> bool:
    """Whether a name of two words or more follows a link that shows its account with the prefix: that is no name to show."""
    shown = names.prefix_at(tokens.atoms[place].text) is not None
    return shown and len(text.split()) > 1 and is_name(text, _MOST_WORDS) and text[0].isupper()


def _is_akin(text: str, account: str) -> bool:
    """Whether a name of two words or more shares one with an account, or its beginning."""
    words = [word for word in names.key(text).split() if len(word) > 2]
    known = names.key(account).replace(" ", "")
    return len(text.split()) > 1 and is_name(text, _MOST_WORDS) and any(word[:4] in known for word in words)


def _name(tokens: Tokens, shape: str, start: int, end: int) -> Iterator[Item | Account | Rest]:
    """A name without roles and remarks in brackets, after a slash or a dash; prose is none."""
    asides = [one.span() for one in _ASIDE.finditer(shape, start, end) if _is_aside(one["inside"])]
    stop = end
    while not asides or asides[0][1] == stop:
        tail = _TAIL.search(shape, start, stop)
        halved = tail and tail["text"].count("(") != tail["text"].count(")")
        if (
            not tail
            or halved
            or tail.start() <= start
            or not _is_said_of(shape[start : tail.start()], tail["text"])
        ):
            break
        stop = tail.start()
        asides.insert(0, tail.span())
    kept = [(low, high) for low, high in _between(asides, start, end) if shape[low:high].strip()]
    if not kept:
        kept, asides = [(start, end)], []
    pair = paired(shape, *kept[0]) if len(kept) == 1 else None
    if pair:
        kept = [pair[0]]
    text = " ".join(" ".join(tokens.visible(low, high) for low, high in kept).split()).strip("-–—~ ")
    first, last = kept[0][0], kept[-1][1]
    bare = BRACKET.sub(" ", text)
    nobody = is_nobody(bare) and not is_nothing(bare)
    # What a colon introduced is a link, which is gone.
    number = not any(map(str.isalpha, bare)) and sum(map(str.isdigit, bare)) >= _FEWEST_DIGITS
    if (
        nobody
        or number
        or is_role(bare)
        or is_prose(bare)
        or bare.endswith(":")
        or _describes(shape, start, bare)
    ):
        yield _rest(tokens, start, end)
        return
    if text and not is_nothing(text):
        yield Item(text, tokens.span(*trimmed(shape, first, last)))
    if pair:
        yield Account(
            names.account(shape[slice(*pair[1])]), Evidence.LIST, tokens.span(*pair[1]), author=text
        )
    for first, last in (_edged(shape, *aside) for aside in asides):
        if first < last:
            yield _rest(tokens, first, last)


def _is_said_of(name: str, text: str) -> bool:
    """Whether a text after a dash or a slash is a role, a word in small letters about a person, or says that there is no account."""
    small = text.strip().islower() and text.strip().isalpha()
    said = (small or is_post(text)) and is_whole_name(name.strip())
    return said or is_role(text) or is_refusal(text)


def _describes(shape: str, start: int, text: str) -> bool:
    """Whether a text after a comma tells what the person before it is: ``librarian at the City Library``, ``Programme Manager``."""
    if shape[:start].rstrip()[-1:] not in _COMMAS:
        return False
    return is_post(text) or (text[:1].islower() and len(text.split()) > 2 and is_remark(text))


def _is_aside(text: str) -> bool:
    """Whether a bracket beside a name is empty, an address or a role, and no place, no group and no part of the name."""
    if not text.strip() or "@" in text or "://" in text:
        return True
    return is_post(text) or (is_remark(text) and not is_organisation(text) and len(text.split()) > 1)


def _between(gaps: list[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    for low, high in gaps:
        yield start, low
        start = high
    yield start, end


def _edged(shape: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the brackets, dashes and blanks around it; a bracket that closes inside stays."""
    piece = shape[start:end]
    first = start + len(piece) - len(piece.lstrip(_EDGES))
    last = max(first, end - len(piece) + len(piece.rstrip(_EDGES)))
    if shape[first:last].count("(") > shape[first:last].count(")") and shape[last:end].startswith(")"):
        last += 1
    return first, last


def _rest(tokens: Tokens, start: int, end: int) -> Rest:
    return Rest(" ".join(tokens.visible(start, end).split()), tokens.span(start, end))
