"""Who stands in one piece of a line of authors: the name, without the accounts, roles and remarks beside it."""

import re
from collections.abc import Iterator
from functools import partial

from indababot.reading.values.people import about, called
from indababot.reading.values.people.accountline import Account, Rest, account_at, rest_of
from indababot.reading.values.people.akin import is_akin, mentioned, shows_account
from indababot.reading.values.people.asides import before_also, before_where
from indababot.reading.values.people.behind import mention_end, typed_end
from indababot.reading.values.people.fullname import name_of
from indababot.reading.values.people.separators import cut
from indababot.reading.values.people.several import (
    is_long,
    is_person,
    is_place,
    is_whole_name,
)
from indababot.reading.values.people.usernames import SPACED, Mark, marks_in
from indababot.reading.values.signatures import names
from indababot.reading.values.signatures.tokens import USER, Tokens
from indababot.reading.values.stretches import edged, trimmed
from indababot.reading.values.wording import (
    before_handle,
    is_group,
    is_honorific,
    is_name,
)
from indababot.records import Item

_EDGES = " \t\u00a0()[]{}-–—:/=*•~|,;<>@"
_edged = partial(edged, signs=_EDGES)
"""A stretch without what stands around names."""
_QUOTES = "\"'“”„«»‘’"
_NAMED = re.compile(r"\s*\((?P<name>[^()]*)\)")
"""A name in a bracket behind its account."""
_DIVIDER = re.compile(rf"{SPACED.pattern}|\s/\s")
"""What ends an account that a prefix tells."""
_LONGEST = 200


def people_of(tokens: Tokens, shape: str, start: int, end: int) -> Iterator[Item | Account | Rest]:
    """Who stands in a piece, in whatever way the account is told."""
    if (low := before_handle(shape, start, end)) < end or (low := mention_end(shape, start, end)) < end:
        yield from people_of(tokens, shape, *trimmed(shape, start, low))
        yield rest_of(tokens, *_edged(shape, low, end))
    elif pair := mentioned(shape, start, end):
        yield from _mentioned(tokens, shape, *pair)
    elif found := called.in_bracket(shape, start, end):
        whole, own = found
        first, last = trimmed(shape, start, whole[0])
        yield from people_of(tokens, shape, first, last)
        if not marks_in(shape, *own):
            (own, *said) = cut(shape, *own)
            yield account_at(tokens, shape, *own, " ".join(tokens.visible(first, last).split()) or None)
            yield from (rest_of(tokens, *trimmed(shape, *part)) for part in said)
        first, last = _edged(shape, whole[1], end)
        if first < last:
            yield rest_of(tokens, first, last)
    elif another := called.companion(shape, start, end):
        who, lead = another
        yield from people_of(tokens, shape, *trimmed(shape, start, lead[0]))
        if lead[1] > 0:
            yield rest_of(tokens, *_edged(shape, *lead))
        yield from people_of(tokens, shape, *who)
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
        first, last = _before(shape, position, mark)
        titled = mark.kind == "atom" and is_honorific(shape[first:last])
        if titled and names.prefix_at(tokens.atoms[mark.start].text):  # ``Dr. [[User:Ada]]``
            yield rest_of(tokens, first, last)
        elif first < last and any(map(str.isalnum, shape[first:last])):
            where = before_where(shape, first, last)
            if titled:  # ``Dr. [[User:Ada|Ada Obi]]``
                where = last = mark.end
            yield from name_of(tokens, shape, first, where)
            if where < last:
                yield rest_of(tokens, *_edged(shape, where, last))
            if not _is_another(tokens, shape, mark, first, last):
                position = _account_end(shape, mark, stop)
                closed = called.behind_bracket(shape, last, mark.start, end)
                if any(one.start < closed for one in marks[place + 1 :]):  # several accounts of one person
                    yield from _bracketed(tokens, shape, mark.start, closed - 1, marks)
                    position = closed
                continue
        shown, position = _alone(tokens, shape, mark, stop, end, marks)
        yield from shown
    first, last = _edged(shape, position, end) if marks else (start, end)
    if shape[first:last].strip(_QUOTES):
        yield from name_of(tokens, shape, first, last) if not marks else [rest_of(tokens, first, last)]


def _before(shape: str, start: int, mark: Mark) -> tuple[int, int]:
    """What stands before an account: without words for another name, and without the quote that opens around the account."""
    first, last = _edged(shape, start, before_also(shape, start, mark.start))
    quoted = shape[mark.end : mark.end + 1] in _QUOTES
    return first, first + len(shape[first:last].rstrip(_QUOTES + " ")) if quoted else last


def _alone(
    tokens: Tokens, shape: str, mark: Mark, stop: int, end: int, marks: list[Mark]
) -> tuple[list[Item | Account | Rest], int]:
    """What an account tells with no name before it, and where that ends: with a bracket that holds another account of the same person.

    ``[[User:Ada]] (formerly [[User:Adaobi]])``
    """
    closed = called.behind_bracket(shape, mark.end, stop, end) if stop < end else stop
    if closed == stop:
        return _shown(tokens, shape, mark, stop)
    opening = shape.rfind("(", mark.end, stop)
    shown, _ = _shown(tokens, shape, mark, opening)
    return [*shown, *_bracketed(tokens, shape, opening + 1, closed - 1, marks)], closed


def _bracketed(tokens: Tokens, shape: str, start: int, end: int, marks: list[Mark]) -> Iterator[Rest]:
    """The words in a bracket of accounts that are of somebody before it."""
    for low, high in cut(shape, start, end):
        inside = [one.start for one in marks if low <= one.start < high]
        first, last = _edged(shape, low, inside[0] if inside else high)
        if first < last:
            yield rest_of(tokens, first, last)


def _mentioned(
    tokens: Tokens, shape: str, name: tuple[int, int], account: tuple[int, int], more: tuple[int, int]
) -> Iterator[Item | Account | Rest]:
    """A name and the account that a mention pairs with it."""
    name = name[0], before_also(shape, *name)
    yield from name_of(tokens, shape, *name)
    owner = " ".join(tokens.visible(*name).split())
    yield account_at(tokens, shape, *account, owner)
    if more[0] >= 0:
        yield rest_of(tokens, *_edged(shape, *more))


def _shown(tokens: Tokens, shape: str, mark: Mark, stop: int) -> tuple[list[Item | Account | Rest], int]:
    """The name of an account with nothing before it: what follows in brackets or after a dash, where it is akin, else what it shows."""
    end = mark.end if mark.kind == "address" else _account_end(shape, mark, stop)
    account = tokens.atoms[mark.start].account if mark.kind == "atom" else names.target(shape[mark.end : end])
    own = _NAMED.match(shape, end, stop)
    bare = mark.kind != "atom" or shows_account(tokens.atoms[mark.start])
    if own and bare and is_person(own["name"]) and not is_place(own["name"]):
        first, last = _edged(shape, own.end(), stop)  # ``[[User:Ada]] (Ada Obi) – Wiki Girls``
        said = [rest_of(tokens, first, last)] if first < last else []
        return [*name_of(tokens, shape, *own.span("name")), *said], stop
    first, last = _edged(shape, end, stop)
    text = tokens.visible(first, last)
    if mark.kind == "atom":
        named = text != "" and _is_named(tokens, mark.start, text)
    else:
        named = SPACED.match(shape, end, stop) is not None and is_person(text) and not is_place(text)
    if "@" not in shape[first:last] and (named or (text and is_akin(text, account))):
        return list(name_of(tokens, shape, first, last)), stop
    if mark.kind == "atom" and "://" in tokens.atoms[mark.start].text:  # no address is a name to show
        return [Item(account, tokens.span(mark.start, mark.end))], mark.end
    group = text if mark.kind == "atom" else ""
    name = tokens.atoms[mark.start].text if group else ""
    told = is_group(group) or is_place(group) or about.origin_in(f"{name} {group}", 0, _LONGEST) == len(name)
    # ``[[User:Ada|Ada]] from Wiki Girls``: whoever has an account is a person
    whence = name != "" and about.origin_in(f"{USER} {group}", 0, _LONGEST) == 1
    if whence or (told and is_whole_name(name)):  # only a blank stands between
        return [*name_of(tokens, shape, mark.start, mark.end), rest_of(tokens, first, last)], stop
    return list(name_of(tokens, shape, mark.start, stop)), stop


def _account_end(shape: str, mark: Mark, stop: int) -> int:
    """Where an account ends: that of a link with it, a typed one before what is said of whoever has it."""
    if mark.kind == "atom":
        return mark.end
    if mark.kind != "prefix":
        return stop
    divider = _DIVIDER.search(shape, mark.end, stop)
    end = typed_end(shape, mark.end, divider.start() if divider else stop)
    pieces = cut(shape, mark.end, end)  # inside a bracket separators are left: ``(User:Ada, Wiki Girls)``
    return pieces[0][1] if len(pieces) > 1 else end


def _is_another(tokens: Tokens, shape: str, mark: Mark, start: int, end: int) -> bool:
    """Whether a link behind a slash shows the whole name of somebody else: ``Ada Obi / [[User:Zed9|Ben Eze]]``."""
    if mark.kind != "atom" or shape[end : mark.start].strip() != "/":
        return False
    shown = tokens.atoms[mark.start].text
    if names.prefix_at(shown):  # an account is shown, and no name
        return False
    return is_whole_name(shape[start:end]) and is_whole_name(shown) and not is_akin(shape[start:end], shown)


def _is_named(tokens: Tokens, place: int, text: str) -> bool:
    """Whether a whole name follows a link that shows its account: with the prefix, which is no name to show, or in one word."""
    atom = tokens.atoms[place]
    if names.prefix_at(atom.text) is not None:
        large = is_name(text) and not text[0].islower()
        return is_long(text) and large and not is_group(text) and not is_place(text)
    shown = names.key(atom.text)
    return shown == names.key(atom.account) and " " not in shown and is_person(text) and not is_place(text)
