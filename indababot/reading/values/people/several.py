"""Several people in one text, and what is said of them: slashes that divide people, and small words after a name and its comma.

One slash mostly stands between a name and its account, or its role; what speaks for several people is said here.
"""

import re
from collections.abc import Iterator
from itertools import islice

from indababot.lexicon import bare, lexicon
from indababot.lexicon.patterns import late
from indababot.reading.values.signatures import names
from indababot.reading.values.signatures.tokens import USER
from indababot.reading.values.stretches import trimmed, unadorned
from indababot.reading.values.wording import (
    BRACKET,
    FLAGS,
    any_of,
    is_group,
    is_honorific,
    is_name,
    is_personal,
    is_post,
    is_remark,
    is_role,
)

OWN_BRACKET = re.compile(rf"WM[A-Z]{{0,4}}|\d+|{any_of(lexicon().people.account_brackets)}", re.IGNORECASE)
"""What stands in a bracket that belongs to an account's name."""
_OWN = re.compile(rf"[^()]*[^()\s][\s_]*\((?:{OWN_BRACKET.pattern})\)", re.IGNORECASE)
_SLASH = re.compile(r"/(?![^()]{0,200}\))")
_SEMICOLON = re.compile("[;؛]")
_FAMILY_FIRST = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*,\s*[^\W\d_]+\.?(?:[-'’\s][^\W\d_]+\.?)?")
_SAID = re.compile(r"[,;،؛]|\s[-–—]\s")
"""Before what is said of somebody."""
_DESCRIBING = (",", "،")
_SMALL_WORD = re.compile(r"(?P<word>[^\W\d_]+(?:[-'’·][^\W\d_]+)*)\.?(?:\s*\([^()]*\))?")
_MENTION = re.compile(r"[\s:–—-]*@\S+")
_LATIN = re.compile("[A-Za-z]")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}")
"""Two signs of Chinese, Japanese or Korean."""
_WITH = any_of(lexicon().people.companions)
_COMPANION = late(rf"(?<!\S)(?:{_WITH})(?!\S)", re.IGNORECASE)
_LED = late(rf"(?:{_WITH})\s+", re.IGNORECASE)
_DASHES = re.compile(r"(?:\s[-–—]\s|\s*(?:--+|—)\s*)(?![^()]{0,200}\))")
_PLACES = frozenset(map(bare, lexicon().people.places))
_COUNTRIES = frozenset(map(bare, lexicon().people.countries))
_TOWNS = frozenset(map(bare, lexicon().people.towns))
_AROUND = f" .{FLAGS}"
"""Signs beside a place: a flag is written with the last."""
_MOST_PEOPLE = 30
_SHORTEST = 3
"""A part of a name that an account begins with has so many letters at least."""


def family_first(shape: str) -> list[tuple[int, int]]:
    """The people in ``Nkosi, Ada; Otieno, Ben``, where each is written with the family's name and a comma first; else nothing."""
    if _SEMICOLON.search(shape) is None:
        return []
    parts = _parts(_SEMICOLON, shape, 0, len(shape))
    return parts if len(parts) > 1 and all(_FAMILY_FIRST.fullmatch(shape, *part) for part in parts) else []


def stretches(shape: str) -> list[tuple[int, int]]:
    """The stretches of a line between slashes or dashes that divide whole names, each with what follows it after a comma; else the line."""
    for parts in _by_signs(shape, 0, len(shape)):
        texts = [_bare(shape[slice(*part)]) for part in parts]
        if _are_whole([_SAID.split(text, maxsplit=1)[0].strip() for text in texts]):
            return parts
        if len(parts) > 1 and all(_is_named_account(shape, *part) for part in parts):
            return parts
    return [(0, len(shape))]


def _is_named_account(shape: str, start: int, end: int) -> bool:
    """Whether a name and one account stand in a stretch."""
    atoms = shape.count(USER, start, end)
    typed = [] if atoms else list(names.prefixes(shape, start, end))
    named = end if atoms else typed[0].start if typed else start
    return atoms + len(typed) == 1 and any(map(str.isalpha, shape[start:named]))


def several(shape: str, start: int, end: int) -> list[tuple[int, int]]:
    """The people in a piece, where slashes, dashes or *with* divide several; else the piece."""
    led = _LED.match(shape, start, end)
    if led and (shape[led.end()] == USER or is_person(_bare(_unled(shape[led.end() : end])))):
        return [(led.end(), end)]
    for parts in _by_signs(shape, start, end):
        texts = [shape[slice(*part)] for part in parts]
        if are_names(texts) or _are_whole(list(map(_bare, texts))):
            return parts
    parts = _parts(_COMPANION, shape, start, end) if shape.find(" ", start, end) > 0 else []
    together = len(parts) > 1 and all(_is_meant(_bare(shape[slice(*part)])) for part in parts)
    return parts if together else [(start, end)]


def before_companion(shape: str) -> int:
    """Where a whole name ends that words for *with* follow: Ada Obi *with support from* …; else 0."""
    found = _COMPANION.search(shape)
    return (
        len(shape[: found.start()].rstrip(" ,"))
        if found and is_person(shape[: found.start()].rstrip(" ,"))
        else 0
    )


def is_companion(shape: str, place: int) -> bool:
    """Whether a word at a place is one of those for *with*: ``com`` *a* ``participação de``."""
    return any(found.start() < place < found.end() for found in _COMPANION.finditer(shape))


def _unled(text: str) -> str:
    """A name without the role in small letters before it: with *interpreter* Musa Garba."""
    word, _, rest = text.partition(" ")
    return rest if rest and word.islower() and is_role(word) else text


def _bare(text: str) -> str:
    """A name without a title before it, little pictures, what stands in brackets, and an account that is mentioned beside it."""
    text = BRACKET.sub(" ", text)
    text = (_MENTION.sub("", text) if "@" in text else text).strip()
    text = text[slice(*unadorned(text, 0, len(text)))]
    title, _, rest = text.partition(" ")
    return rest if rest and is_honorific(title) else text


def _by_signs(shape: str, start: int, end: int) -> Iterator[list[tuple[int, int]]]:
    """The stretches between the slashes of a text, those between its dashes, and those between words for *with*."""
    text = shape[start:end]
    if "/" in text:
        yield _parts(_SLASH, shape, start, end)
    if "-" in text or "–" in text or "—" in text:
        yield _parts(_DASHES, shape, start, end)
    if " " in text:
        yield _parts(_COMPANION, shape, start, end)


def divided(shape: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between the slashes of a text that stand outside brackets; all of it where there are none, or too many for people."""
    few = 0 < shape.count("/", start, end) < _MOST_PEOPLE
    return _parts(_SLASH, shape, start, end) if few else [(start, end)]


def _parts(sign: re.Pattern[str], shape: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between some signs; all of the text where there are none, or too many."""
    signs = [one.span() for one in islice(sign.finditer(shape, start, end), _MOST_PEOPLE)]
    if not 0 < len(signs) < _MOST_PEOPLE:
        return [(start, end)]
    lows, highs = [start, *(high for _, high in signs)], [*(low for low, _ in signs), end]
    return [trimmed(shape, low, high) for low, high in zip(lows, highs, strict=True)]


def are_accounts(texts: list[str], authors: frozenset[str]) -> bool:
    """Whether texts between slashes are an account each: one has a bracket of its own, or they are more than a name and its
    account, each written large.

    A text that is one of the page's authors (``authors``: their keys) speaks against it; that each is a part of another author, for it.
    """
    if len(texts) < 2 or any(names.key(text) in authors or not _is_somebody(text) for text in texts):
        return False
    large = not any(text[0].islower() for text in texts)
    return (len(texts) > 2 and large) or any(map(_OWN.fullmatch, texts)) or _are_of_several(texts, authors)


def listed(shape: str, start: int, end: int, authors: frozenset[str]) -> list[tuple[int, int]]:
    """The accounts between slashes, or between dashes where each is made of another author's name; else the text."""
    for sign, parts in enumerate(_by_signs(shape, start, end)):
        texts = [shape[slice(*part)] for part in parts]
        if "/" in shape[start:end]:
            told = not sign and are_accounts(texts, authors)
        else:  # ``Ada - Ben - Cy``
            told = len(parts) > 2 and not any(" " in text for text in texts)
        unnamed = len(parts) > 1 and authors.isdisjoint(map(names.key, texts))
        if told or (unnamed and _are_of_several(texts, authors)):
            return parts
    return [(start, end)]


def are_names(texts: list[str]) -> bool:
    """Whether texts between slashes are the name of a person each: whole names, or with a bracket of an account's own.

    An account beside a name is of whoever has that name, wherever they are from: ``Ada Obi / [[User:AdaO]] (Mali)``.
    """
    accounts = [text.startswith(USER) or names.prefix_at(text) is not None for text in texts]
    if any(accounts) and not all(accounts):
        return False
    own = len(texts) > 1 and any(map(_OWN.fullmatch, texts))
    return _are_whole(texts) or (own and all(map(_is_somebody, texts)))


def is_origin(
    shape: str, start: int, end: int, following: str, name: str, *, described: bool, linked: bool = False
) -> bool:
    """Whether a piece after a name and a comma is a known town, or after a whole name a country, or a town with its country following:
    ``…, Nairobi, Kenya``. ``linked``: the name is a link to an account."""
    if shape[:start].rstrip()[-1:] not in _DESCRIBING or USER in shape[start:end]:
        return False
    text = bare(shape[start:end].strip(_AROUND))
    if text in _TOWNS or text in _PLACES:
        return True
    told = described or is_whole_name(name)
    if text in _COUNTRIES:
        return told or linked
    return told and bare(following.strip(_AROUND)) in _COUNTRIES and (" " not in text or text in _PLACES)


def is_place(text: str) -> bool:
    """Whether a whole text is a town or a country."""
    folded = bare(text.strip(_AROUND))
    return folded in _TOWNS or folded in _COUNTRIES or folded in _PLACES


def is_description(shape: str, start: int, end: int, name: str, *, described: bool) -> bool:
    """Whether a piece is one small word after a comma behind a whole name, or joined to another such word: ``…, gardener and cook``.

    It says what the person is, in words that no list could hold; a script without small letters does not tell. ``described`` says
    that the piece before it is one too.
    """
    word = _SMALL_WORD.fullmatch(shape, start, end) if shape[start].islower() else None
    if word is None or not word["word"].islower():
        return False
    comma = shape[:start].rstrip()[-1:] in _DESCRIBING
    return described or (comma and is_whole_name(BRACKET.sub(" ", name)))


def is_whole_name(text: str) -> bool:
    """Whether a text is a name of two words or more, written large."""
    return is_long(text) and is_name(text) and is_personal(text)


def is_long(text: str) -> bool:
    """Whether a text has two words or more, or two signs of a script that writes no blanks between them."""
    return len(text.split()) > 1 or (not text.isascii() and _UNSPACED.search(text) is not None)


def is_person(text: str) -> bool:
    """Whether a text is the whole name of a person, and no role, place or group."""
    return is_whole_name(text) and _is_somebody(text) and not is_group(text)


def _is_called(text: str) -> bool:
    """Whether a text is somebody's name of one word or more, and no place or group: ``Ada`` with ``Fatou Sy``."""
    return _is_somebody(text) and is_personal(text) and not is_group(text) and not is_place(text)


def _is_meant(text: str) -> bool:
    """Whether a text is somebody's name, a link to an account, or both."""
    name = text.replace(USER, "").strip()
    return _is_called(name) if name else text.count(USER) == 1


def _are_whole(texts: list[str]) -> bool:
    """Whether two texts or more are whole names of persons, in one script and without a common word: else one may be the other's."""
    if len(texts) < 2 or not all(map(is_person, texts)):
        return False
    words = [set(names.key(text).split()) for text in texts]
    once = sum(map(len, words)) == len(set[str]().union(*words))
    return once and len({_LATIN.search(text) is None for text in texts}) == 1


def _is_somebody(text: str) -> bool:
    """Whether a text can be a name or an account, and is no role, group or remark."""
    told = is_post(text) or is_remark(text, ending=False) or bare(text) in _PLACES
    return is_name(text) and not told


def _is_of(key: str, words: list[str]) -> bool:
    long = [word for word in words if len(word) >= _SHORTEST]
    begins = any(key.startswith(word) for word in long)
    # ``TKiknadze``: an initial, and the name of the family
    initial = key[:1] == words[0][:1] and key[1:].lstrip(" .") in long
    return begins or initial or set(key.split()) <= set(words)


def _are_of_several(texts: list[str], authors: frozenset[str]) -> bool:
    """Whether each text is a part of another one of the page's authors, or begins as a part does: ``Ada_O/Bobby``, ``AObi/Bobby``."""
    of = [{author for author in authors if _is_of(names.key(text), author.split())} for text in texts]
    return all(map(len, of)) and sum(map(len, of)) == len(set[str]().union(*of))
