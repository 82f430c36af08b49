"""One line of a field of authors: the names, without the accounts, signatures and remarks that stand beside them."""

import re
from collections.abc import Iterator
from itertools import pairwise

from indababot.lexicon import fold, lexicon
from indababot.lexicon.namespaces import namespace
from indababot.reading.values.people import about, called, topics
from indababot.reading.values.people.accountline import Account, Rest, account_at, rest_of
from indababot.reading.values.people.akin import is_own_account
from indababot.reading.values.people.couples import are_couples, are_pairs, beside, rows
from indababot.reading.values.people.fullname import name_of
from indababot.reading.values.people.piece import people_of
from indababot.reading.values.people.separators import cut, is_separated, parted
from indababot.reading.values.people.several import (
    before_companion,
    divided,
    family_first,
    is_description,
    is_origin,
    is_person,
    is_whole_name,
    several,
    stretches,
)
from indababot.reading.values.people.usernames import marks_in, role_label
from indababot.reading.values.signatures import finder as signatures
from indababot.reading.values.signatures import names
from indababot.reading.values.signatures.tokens import USER, Tokens
from indababot.reading.values.stretches import between, trimmed
from indababot.reading.values.wording import (
    BRACKET,
    OTHERS,
    any_of,
    before_handle,
    is_biography,
    is_group,
    is_institution,
    is_post,
    is_pronoun,
    is_prose,
)
from indababot.records import Item

_SUFFIX = re.compile(
    rf"(?:{any_of(lexicon().people.suffixes)})\.?(?:\s*\([^()]*\))?".replace(r"\.", r"\.?\s?"), re.IGNORECASE
)
"""What belongs to the name before a comma."""
_ENDED = re.compile(r"\.?(?!\w)\s*(?:\Z|[^\w\s])|\d{1,2}\Z")
"""Behind such a suffix: nothing, an account, or what is said of the person."""
_LEAD = " \t\u00a0-–—,،؛;:：."
"""What stands between a name and what is said of it."""
_NEVER = frozenset(map(fold, lexicon().labels.never))
_ARTICLES = frozenset(map(fold, lexicon().choices.articles))
_PARTICLES = frozenset(map(fold, lexicon().people.particles))
_DASH = re.compile(r"\s[-–—]\s")
_WESTERN = str.maketrans("،؛", ",;")
"""Arabic signs that divide as these do."""


def names_in(
    tokens: Tokens, accounts: frozenset[str] = frozenset(), *, lined: bool = False
) -> Iterator[Item | Account | Rest]:
    """The names of one line, the accounts that plainly stand beside one, and what is neither, in order.

    ``accounts`` are the words of the page's field of accounts, folded: none of them describes somebody. ``lined``: other people stand
    on other lines, so that a comma need not divide people.
    """
    shape, alone = _unsigned(tokens)
    shape = topics.unquoted(shape)
    titles = topics.quoted(shape)
    yield from (rest_of(tokens, *title) for title in titles)
    shape = called.introduced(topics.closed(topics.without(shape, titles)), lined=lined)
    if about_one := topics.topic(shape):
        yield from _told(tokens, shape, [(0, about_one[0])])
        return
    if _is_note(shape) or (lined and (_is_remark(shape) or _heads_group(shape) or _describes(shape))):
        yield rest_of(tokens, *trimmed(shape, 0, len(shape)))
        return
    if told := about.people_in(shape):
        yield from _told(tokens, shape, told)
        return
    pieces = family_first(shape) or [piece for part in stretches(shape) for piece in cut(shape, *part)]
    if are_couples(tokens, shape, slashed := divided(shape, 0, len(shape)), lined=False):
        pieces = slashed
    for name, said, account in (people := rows(tokens, shape, pieces)):
        yield from name_of(tokens, shape, *name)
        yield from (rest_of(tokens, *part) for part in said)
        yield account._replace(author=" ".join(tokens.visible(*name).split()))
    if people:
        return
    couples = are_couples(tokens, shape, pieces, lined=lined)
    last = None if couples else _prose(shape, len(pieces))
    if last is not None:
        yield from _told(tokens, shape, [(0, last)])
        return
    coupled = couples or are_pairs(shape, lined=lined)
    yield from _listed(tokens, shape, list(parted(shape, pieces)), accounts, lined=lined, coupled=coupled)
    for start, end in alone:
        yield from name_of(tokens, tokens.shape, start, end)


def _is_note(shape: str) -> bool:
    """Whether a line begins with a word before a colon that is no label and no name: ``Note: we are late``."""
    head, colon, _ = shape.partition(":")
    return colon != "" and fold(head) in _NEVER and namespace(head) is None


def _is_remark(shape: str) -> bool:
    """Whether a line is a bracket, and says something of the people on the lines around it."""
    found = BRACKET.fullmatch(shape.strip())
    return found is not None and about.is_aside(found["inside"])


def _heads_group(shape: str) -> bool:
    """Whether a line says of which group the people on other lines are: ``Drum & Dance User Group board:``."""
    return shape.rstrip().endswith((":", "：")) and USER not in shape and is_group(shape)


def _describes(shape: str) -> bool:
    """Whether a line says what somebody on another line is: ``A weaver since 2005``; the ``A`` of ``A van Dyk`` is a name's."""
    first, _, rest = shape.strip().partition(" ")
    following = rest.partition(" ")[0].rstrip(".,;")
    told = fold(first) in _ARTICLES and following.isalpha() and following.islower()
    return told and (len(first) > 1 or following not in _PARTICLES) and USER not in shape


def _told(tokens: Tokens, shape: str, people: list[tuple[int, int]]) -> Iterator[Item | Account | Rest]:
    """The names with which sentences begin, and the rest of these."""
    for part in people:
        yield from _listed(tokens, shape, cut(shape, *part), frozenset(), lined=False, coupled=False)
    for low, high in between(people, 0, len(shape)):
        first, last = trimmed(shape, low + len(shape[low:high]) - len(shape[low:high].lstrip(_LEAD)), high)
        if first < last:
            yield rest_of(tokens, first, last)


def _prose(shape: str, pieces: int) -> int | None:
    """Where the name ends with which a line of prose begins, 0 where none does; None where the line is no prose."""
    dash = _DASH.search(shape)
    first, last = trimmed(shape, 0, dash.start() if dash else 0)
    before = [shape[slice(*piece)] for piece in cut(shape, first, last)]
    named = bool(before) and all(piece == USER or is_whole_name(piece) for piece in before)
    if dash and named and USER not in shape[dash.end() :] and is_prose(shape[dash.end() :]):
        return last
    if not is_biography(shape, pieces) or len(several(shape, *trimmed(shape, 0, len(shape)))) > 1:
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
    described = posted = mention = linked = False
    signs = shape.translate(_WESTERN)
    semicolons = ";" in signs and ";" in (unbracketed := BRACKET.sub("", signs))
    in_twos = semicolons and all(part.count(",") == 1 for part in unbracketed.split(";"))
    for (start, end), following in pairwise([*_suffixed(shape, pieces), (0, 0)]):
        if (
            before
            and (told := beside(tokens, shape, start, end, before, mention=mention, coupled=coupled))
            is not None
        ):
            yield from told
            continue
        own = called.account_start(shape, start, end)
        if own == start and (own := called.longer_account_start(shape, start, end)) > start:
            yield rest_of(tokens, start, start + len(shape[start:own].rstrip(" :：=")))
        if own > start:
            if not marks_in(shape, own, end):  # what a link or a prefix tells is an account all the same
                yield account_at(tokens, shape, own, end, before or None)
            continue
        mention = shape[start] == "@"
        then = shape[slice(*following)]
        origin = is_origin(shape, start, end, then, before, described=described, linked=linked)
        described = (origin or is_description(shape, start, end, before, described=described)) and (
            names.key(shape[start:end]) not in accounts
        )
        apart = lined and (
            " " in shape[start:end] or (about.is_code(shape[start:end]) and is_whole_name(before))
        )
        theirs = apart and before != "" and not is_group(before)
        theirs = theirs or (linked and before != "")
        named = semicolons and signs[:start].rstrip()[-1:] != ";" and (linked or is_whole_name(before))
        from_there = is_person(before) and is_institution(shape[start:end])
        whose = (posted or theirs or named or from_there) and about.is_whose(shape, start, end)
        whose = whose or (posted and about.goes_on(shape[start:end]))
        whose = whose or (is_whole_name(before) and about.works(shape, start, end))
        word = shape[start:end]  # ``Ada Obi, Lira; Bob Eze, UCT``
        whose = whose or (named and in_twos and word.isalpha() and names.key(word) not in accounts)
        if before and not whose and following[1] and is_group(shape[start:end]):
            # ``Ada Obi, Wiki Girls, [[User:AdaO]]``
            whose = is_own_account(tokens, shape, *following, before)
        elsewhere = before_handle(shape, start, end) == start
        if described or whose or elsewhere or (before and called.tells_more(shape, start, end)):
            yield rest_of(tokens, start, end)
            continue
        posted, linked = False, shape[start] == USER
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
    if (behind := called.longer_name_start(shape, start, stop)) > start:
        yield rest_of(tokens, start, start + len(shape[start:behind].rstrip(" :：=")))
        start = behind
    if (sure := called.certain_start(shape, start, stop)) > start:
        yield rest_of(tokens, start, start + len(shape[start:sure].rstrip()))
        start = sure
    named = max(role_label(shape, start, stop), about.group_label(shape, start, stop))
    if named > start:
        yield rest_of(tokens, start, start + len(shape[start:named].rstrip(" :：")))
    first, last = trimmed(shape, named, stop)
    for one in several(shape, first, last):
        yield from people_of(tokens, shape, *one)
    if others:
        yield rest_of(tokens, stop, end)


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


def _goes_on(shape: str, start: int, end: int) -> bool:
    """Whether what follows a suffix is said of the person: no other name (``Ing. Ben Oto``), and no post (``PhD student``)."""
    rest = f"{USER} {shape[start:end].strip()}"
    return _ENDED.match(shape, start, end) is not None or about.origin_in(rest, 0, len(rest)) == 1


def _suffixed(shape: str, pieces: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The pieces, with ``Jr.`` and ``Ph.D.`` put to the name before their comma."""
    before: tuple[int, int] | None = None
    for piece in pieces:
        found = _SUFFIX.match(shape, *piece) if before else None
        if before and found and _goes_on(shape, found.end(), piece[1]):
            before = (before[0], piece[1])
            continue
        if before:
            yield before
        before = piece
    if before:
        yield before
