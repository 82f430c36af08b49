"""Somebody's name: without roles and remarks beside it, quotes and pictures around it; what is none is told apart."""

import re
from collections.abc import Iterator
from functools import partial

from indababot.lexicon import fold, lexicon
from indababot.reading.values.people import about, called
from indababot.reading.values.people.accountline import Account, Rest, account_at, rest_of
from indababot.reading.values.people.akin import paired
from indababot.reading.values.people.asides import asides_in
from indababot.reading.values.people.several import is_long, is_whole_name
from indababot.reading.values.signatures import names
from indababot.reading.values.signatures.tokens import Tokens
from indababot.reading.values.stretches import between, edged, trimmed, unadorned
from indababot.reading.values.wording import (
    BRACKET,
    FLAGS,
    is_answer,
    is_closing,
    is_length,
    is_no_account,
    is_nobody,
    is_nothing,
    is_prose,
    is_role,
)
from indababot.records import Item

_EDGES = " \t\u00a0()[]{}-–—:/=*•~|,;<>@"
_edged = partial(edged, signs=_EDGES)
"""A stretch without what stands around names."""
_MOST_COUNTED = 2
"""Of a number that counts, or of a footnote."""
_FEWEST_DIGITS = 7
"""Of a number of a telephone or the like: nobody is called so."""
_AROUND = f"-–—~/|*•· {FLAGS}"
"""Signs that are no part of the name before or behind which they stand; flags are written with the last."""
_DOUBLE = '"“”„«»'
_SINGLE = frozenset({"''", "‘’", "’’"})
_STOP = re.compile(r"(?:(?<!\w)(?P<word>[^\W\d_]{3,})|(?<=\))|\s+)\.$")
"""The stop of a sentence, unless a shortened word has it (``Esq.``); behind a remark in brackets too."""
_SHORT = frozenset(map(fold, (*lexicon().people.suffixes, *lexicon().people.honorifics)))
_FEW_WORDS = 4
"""A name of no more may have a word that goes on after one."""


def name_of(tokens: Tokens, shape: str, start: int, end: int) -> Iterator[Item | Account | Rest]:
    """A name without roles and remarks in brackets, after a slash or a dash; prose is none."""
    if not shape[start:end].strip(_EDGES):
        return  # what stood between signatures
    kept, asides = _kept(shape, start, end)
    pair = paired(shape, *kept[0]) if len(kept) == 1 else None
    if pair:
        kept = [pair[0]]
    text = " ".join(" ".join(tokens.visible(low, high) for low, high in kept).split()).strip(_AROUND)
    text = _cleaned(text)
    first, last = kept[0][0], kept[-1][1]
    bare = BRACKET.sub(" ", text)
    nobody = is_answer(bare) or (is_nobody(bare) and not is_nothing(bare)) or _is_filled_in(bare)
    meant = BRACKET.search(shape, start, end) if nobody else None
    if meant and is_whole_name(meant["inside"]):  # ``Myself (Ada Nkosi)``
        yield rest_of(tokens, start, start + len(shape[start : meant.start()].rstrip()))
        yield from name_of(tokens, shape, *meant.span("inside"))
        return
    if is_length(bare.strip() or text):
        yield rest_of(tokens, *_edged(shape, start, end))
        return
    if nobody or _is_no_name(shape, start, end, bare):
        yield rest_of(tokens, start, end)
        return
    if not is_nothing(text):
        yield Item(text, tokens.span(*trimmed(shape, first, last)))
    if pair:
        yield account_at(tokens, shape, *pair[1], text)
    for first, last in (_edged(shape, *aside) for aside in asides):
        if first < last:
            yield rest_of(tokens, first, last)


def _cleaned(text: str) -> str:
    """A name without little pictures, quotes and brackets around it, and the stop of a sentence behind it."""
    text = text[slice(*unadorned(text, 0, len(text)))].strip(_AROUND)
    for pair in ("[]", "{}"):
        text = text.strip(pair) if text.count(pair[0]) != text.count(pair[1]) else text
    if "|" in text and names.prefix_at(text):  # a link that nothing closes
        text = text.rpartition("|")[2].strip()
    ends = text[:1] + text[-1:]
    inner = text.strip(_DOUBLE + " ")
    if ends in _SINGLE:
        text = text[1:-1].strip()
    elif any(sign in _DOUBLE for sign in ends) and not any(sign in _DOUBLE for sign in inner):
        text = inner
    if is_whole_name(inner := text.strip("() ")) and "(" not in inner and ")" not in inner:
        text = inner
    stopped = _STOP.search(text)
    short = stopped is not None and fold(stopped["word"] or "") in _SHORT
    return text[:-1].rstrip() if stopped and not short else text


def _is_filled_in(text: str) -> bool:
    """Whether a text is an account in name only, as a form has it: ``User:Your username``."""
    return names.has_colon(text) and names.prefix_at(text) is not None and is_no_account(names.target(text))


def _kept(shape: str, start: int, end: int) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The stretches of a name and those of what stands beside it; where nothing else is, that is all."""
    asides = asides_in(shape, start, end)
    kept = [(low, high) for low, high in between(asides, start, end) if shape[low:high].strip()]
    return (kept, asides) if kept else ([(start, end)], [])


def _is_no_name(shape: str, start: int, end: int, text: str) -> bool:
    """Whether a text without its brackets is a number, a role, a sentence, or what a colon or a comma says of somebody."""
    return (
        _is_number(text)
        or is_role(text)
        or called.is_caption(text)
        or is_closing(text)
        or about.has_number(text)
        or is_prose(text)
        or (len(text.split()) > _FEW_WORDS and about.tells(text))
        or about.begins_sentence(text)
        or text.endswith(":")  # what a colon introduced is a link, which is gone
        or (shape[start:end].rstrip().endswith("!") and not is_long(text))  # ``Thanks!``
        or about.describes(shape, start, text)
    )


def _is_number(text: str) -> bool:
    """Whether a text is a number that counts, that of a footnote, or that of a telephone or the like."""
    digits = 0 if any(map(str.isalpha, text)) else sum(map(str.isdigit, text))
    return 0 < digits <= _MOST_COUNTED or digits >= _FEWEST_DIGITS
