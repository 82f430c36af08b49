"""One line of a field of authors: the names, without the accounts, signatures and remarks that stand beside them."""

import re
from collections.abc import Iterator
from itertools import pairwise

from indababot.lexicon import lexicon
from indababot.reading.values import about, called, names, signatures
from indababot.reading.values.accounts import Mark, marks_in, role_label
from indababot.reading.values.akin import (
    is_akin,
    is_own_account,
    mentioned,
    paired,
)
from indababot.reading.values.asides import asides_in, before_also, before_where
from indababot.reading.values.beside import beside
from indababot.reading.values.couples import are_couples, are_pairs
from indababot.reading.values.pairs import BRACKET, Account, Rest, rest_of
from indababot.reading.values.separators import cut, is_separated, parted, trimmed
from indababot.reading.values.several import (
    OWN_BRACKET,
    before_companion,
    divided,
    family_first,
    is_description,
    is_long,
    is_origin,
    is_person,
    is_place,
    is_whole_name,
    several,
    stretches,
)
from indababot.reading.values.tokens import USER, Tokens
from indababot.reading.values.wording import (
    OTHERS,
    any_of,
    before_handle,
    is_biography,
    is_group,
    is_honorific,
    is_name,
    is_nobody,
    is_nothing,
    is_post,
    is_pronoun,
    is_prose,
    is_role,
)
from indababot.records import Evidence, Item

_SUFFIX = re.compile(
    rf"(?:{any_of(lexicon().people.suffixes)})\.?(?:\s*\([^()]*\))?".replace(r"\.", r"\.?\s?"), re.IGNORECASE
)
"""What belongs to the name before a comma."""
_EDGES = " \t\u00a0()[]{}-–—:/=*•~|,;<>@"
_QUOTES = "\"'“”„«»‘’"
_LEAD = " \t\u00a0-–—,،؛;:：."
"""What stands between a name and what is said of it."""
_DASH = re.compile(r"\s[-–—]\s")
_COMMA, _SEMICOLON = re.compile("[,،]"), re.compile("[;؛]")
_MOST_COUNTED = 2
"""Of a number that counts, or of a footnote."""
_FEWEST_DIGITS = 7
"""Of a number of a telephone or the like: nobody is called so."""
_AROUND = "-–—~/*•· " + "".join(map(chr, range(0x1F1E6, 0x1F200)))
"""Signs that are no part of the name before or behind which they stand; flags are written with the last."""
_MOST_WORDS = 6
_LONGEST = 200
_FEW_WORDS = 4
"""A name of no more may have a word that goes on after one."""


def names_in(
    tokens: Tokens, accounts: frozenset[str] = frozenset(), *, lined: bool = False
) -> Iterator[Item | Account | Rest]:
    """The names of one line, the accounts that plainly stand beside one, and what is neither, in order.

    ``accounts`` are the words of the page's field of accounts, folded: none of them describes somebody. ``lined``: other people stand
    on other lines, so that a comma need not divide people.
    """
    shape, alone = _unsigned(tokens)
    if told := about.people_in(shape):
        yield from _told(tokens, shape, told)
        return
    pieces = family_first(shape) or [piece for part in stretches(shape) for piece in cut(shape, *part)]
    if are_couples(tokens, shape, slashed := divided(shape, 0, len(shape)), lined=False):
        pieces = slashed
    couples = are_couples(tokens, shape, pieces, lined=lined)
    last = None if couples else _prose(shape, len(pieces))
    if last is not None:
        yield from _told(tokens, shape, [(0, last)])
        return
    coupled = couples or are_pairs(shape, lined=lined)
    yield from _listed(tokens, shape, list(parted(shape, pieces)), accounts, lined=lined, coupled=coupled)
    for start, end in alone:
        yield from _name(tokens, tokens.shape, start, end)


def _told(tokens: Tokens, shape: str, people: list[tuple[int, int]]) -> Iterator[Item | Account | Rest]:
    """The names with which sentences begin, and the rest of these."""
    for part in people:
        for piece in _suffixed(shape, cut(shape, *part)):
            yield from _piece(tokens, shape, *piece)
    for low, high in _between(people, 0, len(shape)):
        first, last = trimmed(shape, low + len(shape[low:high]) - len(shape[low:high].lstrip(_LEAD)), high)
        if first < last:
            yield rest_of(tokens, first, last)


def _prose(shape: str, pieces: int) -> int | None:
    """Where the name ends with which a line of prose begins, 0 where none does; None where the line is no prose."""
    dash = _DASH.search(shape)
    first, last = trimmed(shape, 0, dash.start() if dash else 0)
    named = dash is not None and is_whole_name(shape[first:last])
    if dash and named and USER not in shape[dash.end() :] and is_prose(shape[dash.end() :]):
        return last
    if not is_biography(shape, pieces):
        return None
    if named:
        return last
    origin = about.origin_in(shape, 0, len(shape))
    return origin if origin < len(shape) else about.before_role(shape) or before_companion(shape)


def _listed(
    tokens: Tokens,
    shape: str,
    pieces: list[tuple[int, int]],
    accounts: frozenset[str],
    *,
    lined: bool,
    coupled: bool,
) -> Iterator[Item | Account | Rest]:
    """The names in a list, without what is said of each."""
    before = ""
    described = posted = mention = False
    semicolons = ";" in shape and ";" in BRACKET.sub("", shape)
    for (start, end), following in pairwise([*_suffixed(shape, pieces), (0, 0)]):
        if (
            before
            and (told := beside(tokens, shape, start, end, before, mention=mention, coupled=coupled))
            is not None
        ):
            yield from told
            continue
        if (own := called.account_start(shape, start, end)) > start:
            if not marks_in(shape, own, end):  # what a link or a prefix tells is an account all the same
                yield _account(tokens, shape, own, end, before)
            continue
        mention = shape[start] == "@"
        origin = is_origin(shape, start, end, shape[slice(*following)], before, described=described)
        described = (origin or is_description(shape, start, end, before, described=described)) and (
            names.key(shape[start:end]) not in accounts
        )
        theirs = lined and " " in shape[start:end] and before != "" and not is_group(before)
        named = semicolons and shape[:start].rstrip()[-1:] != ";" and is_whole_name(before)
        whose = (posted or theirs or named) and about.is_whose(shape, start, end)
        if (
            before and not whose and following[1] and is_group(shape[start:end])
        ):  # ``Ada Obi, Wiki Girls, [[User:AdaO]]``
            whose = is_own_account(tokens, shape, *following, before)
        elsewhere = "@" in shape[start:end] and before_handle(shape, start, end) == start
        if described or whose or elsewhere or (before and called.tells_more(shape, start, end)):
            yield rest_of(tokens, start, end)
            continue
        posted = False
        for one in _piece(tokens, shape, start, end):
            before = one.text if isinstance(one, Item) else before
            posted = isinstance(one, Rest) and (is_post(one.text) or is_pronoun(one.text))
            yield one


def _piece(tokens: Tokens, shape: str, start: int, end: int) -> Iterator[Item | Account | Rest]:
    """What stands between two separators."""
    others = OTHERS.search(shape, start, end)
    stop = others.start() if others else end
    opening = shape.rfind("(", start, stop) if others else -1
    stop = opening if opening > start and shape.find(")", opening, stop) < 0 else stop
    start = called.name_start(shape, start, stop)
    named = role_label(shape, start, stop)
    if named > start:
        yield rest_of(tokens, start, start + len(shape[start:named].rstrip(" :：")))
    first, last = trimmed(shape, named, stop)
    for one in several(shape, first, last):
        yield from _people(tokens, shape, *one)
    if others:
        yield rest_of(tokens, *trimmed(shape, stop, end))


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
        if not before or is_separated(before):
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


def _people(tokens: Tokens, shape: str, start: int, end: int) -> Iterator[Item | Account | Rest]:
    """Who stands in a piece, in whatever way the account is told."""
    if "@" in shape[start:end] and (low := before_handle(shape, start, end)) < end:
        yield from _people(tokens, shape, *trimmed(shape, start, low))
        yield rest_of(tokens, *_edged(shape, low, end))
    elif "@" in shape[start:end] and (pair := mentioned(shape, start, end)):
        yield from _mentioned(tokens, shape, *pair)
    elif found := called.in_bracket(shape, start, end):
        whole, own = found
        first, last = trimmed(shape, start, whole[0])
        yield from _people(tokens, shape, first, last)
        if not marks_in(shape, *own):
            yield _account(tokens, shape, *own, " ".join(tokens.visible(first, last).split()))
        first, last = _edged(shape, whole[1], end)
        if first < last:
            yield rest_of(tokens, first, last)
    elif another := called.companion(shape, start, end):
        who, lead = another
        yield from _people(tokens, shape, *trimmed(shape, start, lead[0]))
        if lead[1] > 0:
            yield rest_of(tokens, *_edged(shape, *lead))
        yield from _people(tokens, shape, *who)
    else:
        yield from _beside_accounts(tokens, shape, start, end)


def _beside_accounts(tokens: Tokens, shape: str, start: int, end: int) -> Iterator[Item | Account | Rest]:
    """The names of a piece that stand before its accounts; an account that stands alone is the name that it shows."""
    marks = marks_in(shape, start, end)
    position = start
    for place, mark in enumerate(marks):
        if mark.start < position:
            continue
        stop = marks[place + 1].start if place + 1 < len(marks) else end
        first, last = _edged(shape, position, before_also(shape, position, mark.start))
        if shape[mark.end : mark.end + 1] in _QUOTES:
            last = first + len(shape[first:last].rstrip(_QUOTES + " "))
        titled = mark.kind == "atom" and is_honorific(shape[first:last])
        if titled and names.prefix_at(tokens.atoms[mark.start].text):  # ``Dr. [[User:Ada]]``
            yield rest_of(tokens, first, last)
        elif first < last and any(map(str.isalnum, shape[first:last])):
            where = before_where(shape, first, last)
            if titled:  # ``Dr. [[User:Ada|Ada Obi]]``
                where = last = mark.end
            yield from _name(tokens, shape, first, where)
            if where < last:
                yield rest_of(tokens, *_edged(shape, where, last))
            position = stop if mark.kind != "atom" else mark.end
            closed = called.behind_bracket(shape, last, mark.start, end)
            if any(one.start < closed for one in marks[place + 1 :]):  # several accounts of one person
                told = cut(shape, mark.start, closed - 1)
                bare = [part for part in told if not any(part[0] <= one.start < part[1] for one in marks)]
                yield from [rest_of(tokens, *part) for part in bare]
                position = closed
            continue
        shown, rest = _shown(tokens, shape, mark, stop)
        yield from shown
        position = rest
    first, last = _edged(shape, position, end) if marks else (start, end)
    if shape[first:last].strip(_QUOTES):
        yield from _name(tokens, shape, first, last) if not marks else [rest_of(tokens, first, last)]


def _mentioned(
    tokens: Tokens, shape: str, name: tuple[int, int], account: tuple[int, int], more: tuple[int, int]
) -> Iterator[Item | Account | Rest]:
    """A name and the account that a mention pairs with it."""
    yield from _name(tokens, shape, *name)
    owner = " ".join(tokens.visible(*name).split())
    yield Account(names.account(shape[slice(*account)]), Evidence.LIST, tokens.span(*account), author=owner)
    if more[0] >= 0:
        yield rest_of(tokens, *_edged(shape, *more))


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
    if named or (first < last and is_akin(tokens.visible(first, last), account)):
        return list(_name(tokens, shape, first, last)), stop
    if mark.kind == "atom" and "://" in tokens.atoms[mark.start].text:  # no address is a name to show
        return [Item(account, tokens.span(mark.start, mark.end))], mark.end
    group = tokens.visible(first, last) if mark.kind == "atom" and first < last else ""
    name = tokens.atoms[mark.start].text if group else ""
    told = is_group(group) or is_place(group) or about.origin_in(f"{name} {group}", 0, _LONGEST) == len(name)
    if told and is_whole_name(name):  # only a blank stands between
        return [*_name(tokens, shape, mark.start, mark.end), rest_of(tokens, first, last)], stop
    return list(_name(tokens, shape, mark.start, stop)), stop


def _is_named(tokens: Tokens, place: int, text: str) -> bool:
    """Whether a whole name follows a link that shows its account: with the prefix, which is no name to show, or in one word."""
    atom = tokens.atoms[place]
    if names.prefix_at(atom.text) is not None:
        return is_long(text) and is_name(text, _MOST_WORDS) and not text[0].islower()
    shown = names.key(atom.text)
    return shown == names.key(atom.account) and " " not in shown and is_person(text) and not is_place(text)


def _name(tokens: Tokens, shape: str, start: int, end: int) -> Iterator[Item | Account | Rest]:
    """A name without roles and remarks in brackets, after a slash or a dash; prose is none."""
    asides = asides_in(shape, start, end)
    if not shape[start:end].strip(_EDGES):
        return  # what stood between signatures
    kept = [(low, high) for low, high in _between(asides, start, end) if shape[low:high].strip()]
    if not kept:
        kept, asides = [(start, end)], []
    pair = paired(shape, *kept[0]) if len(kept) == 1 else None
    if pair:
        kept = [pair[0]]
    text = " ".join(" ".join(tokens.visible(low, high) for low, high in kept).split()).strip(_AROUND)
    first, last = kept[0][0], kept[-1][1]
    bare = BRACKET.sub(" ", text)
    nobody = is_nobody(bare) and not is_nothing(bare)
    meant = BRACKET.search(shape, start, end) if nobody else None
    if meant and is_whole_name(meant["inside"]):  # ``Myself (Ada Nkosi)``
        yield rest_of(tokens, start, start + len(shape[start : meant.start()].rstrip()))
        yield from _name(tokens, shape, *meant.span("inside"))
        return
    # What a colon introduced is a link, which is gone.
    digits = 0 if any(map(str.isalpha, bare)) else sum(map(str.isdigit, bare))
    number = 0 < digits <= _MOST_COUNTED or digits >= _FEWEST_DIGITS
    if (
        nobody
        or number
        or is_role(bare)
        or is_prose(bare)
        or (len(bare.split()) > _FEW_WORDS and about.tells(bare))
        or about.begins_sentence(bare)
        or bare.endswith(":")
        or about.describes(shape, start, bare)
    ):
        yield rest_of(tokens, start, end)
        return
    if text and not is_nothing(text):
        yield Item(text, tokens.span(*trimmed(shape, first, last)))
    if pair:
        yield Account(
            names.account(shape[slice(*pair[1])]), Evidence.LIST, tokens.span(*pair[1]), author=text
        )
    for first, last in (_edged(shape, *aside) for aside in asides):
        if first < last:
            yield rest_of(tokens, first, last)


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


def _account(tokens: Tokens, shape: str, start: int, end: int, author: str) -> Account:
    """An account that a word introduces."""
    return Account(
        names.account(shape[start:end]), Evidence.LIST, tokens.span(start, end), author=author or None
    )
