"""What is said behind an account of whoever has it, and is no part of it: where from, a group, pronouns, a role."""

import re

from indababot.reading.values.people import about
from indababot.reading.values.people.several import OWN_BRACKET, is_place
from indababot.reading.values.signatures import names
from indababot.reading.values.signatures.tokens import USER
from indababot.reading.values.wording import BRACKET, is_group

_BRACKETED = re.compile(r"\s*[(\[](?P<inside>[^()\[\]:]*)[)\]]\s*")
_SQUARE = re.compile(r"\s+\[[^\[\]]*\]\s*$")
_DASHED = re.compile(r"\s[-–—|·•]\s+(?P<where>[^()\[\]:]+)$")
_BLANK = re.compile(r"\s+")
_LONGEST = 200
_MOST_BLANKS = 8
"""Words of a typed account behind which another may follow that tells of somebody."""


def typed_end(shape: str, start: int, end: int) -> int:
    """Where an account ends that a prefix tells: User:AdaO *from Mali*, … *(she/her)*, … *– Wiki Girls*, … *[moderator]*; else ``end``."""
    if end - start > _LONGEST:
        return end
    bracket = BRACKET.search(shape, start, end)
    if bracket and not OWN_BRACKET.fullmatch(bracket["inside"]) and shape[bracket.start() - 1] != "_":
        end = bracket.start()
    if square := _SQUARE.search(shape, start, end):
        end = square.start()
    if (dashed := _DASHED.search(shape, start, end)) and _is_where(dashed["where"]):
        end = dashed.start()
    blanks = list(_BLANK.finditer(shape, start, end))[:_MOST_BLANKS]
    return next(
        (one.start() for one in blanks if one.start() > start and _is_from(shape[one.start() : end])), end
    )


def mention_end(shape: str, start: int, end: int) -> int:
    """Where a name and the mention of its account end, if such words follow: Ada Obi @AdaO *(Mali)*; else ``end``."""
    at = shape.find("@", start, end)
    named = at > start and any(map(str.isalpha, shape[start:at])) and not shape[at - 1].isalnum()
    return typed_end(shape, at + 1, end) if named else end


def own_end(shape: str, start: int, end: int) -> int:
    """Where the account ends with which a piece begins, if only such words follow it; else ``end``."""
    if shape[start : start + 1] == USER:
        stop = start + 1
    elif address := names.ADDRESS.match(shape, start, end):
        stop = address.end()
    elif prefix := names.prefix_at(shape[start:end]):
        stop = typed_end(shape, start + prefix.end, end)
    else:
        return end
    said = shape[stop:end]
    bracket, dashed = _BRACKETED.fullmatch(said), _DASHED.fullmatch(said)
    told = bracket is not None and USER not in said and not OWN_BRACKET.fullmatch(bracket["inside"])
    told = told or (dashed is not None and _is_where(dashed["where"])) or _is_from(said)
    return stop if told else end


def _is_where(text: str) -> bool:
    return is_group(text) or is_place(text)


def _is_from(text: str) -> bool:
    """Whether small words and a place or a group are a whole text: ``from Mali``."""
    return about.origin_in(f"{USER} {text.strip()}", 0, _LONGEST) == 1
