"""The values that a form lists: in a hint, in bullets, with a description or minutes behind them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indababot.editions.init.found import unmarked
from indababot.editions.init.wording import IS_LENGTH, demanded
from indababot.editions.toml import clean
from indababot.lexicon import fold, lexicon
from indababot.lexicon.patterns import compiled, pattern
from indababot.wikicode.light import list_signs

_FORMS = lexicon().forms
_CHOOSE = pattern(_FORMS.choose)
_LISTS = rf"(?:{pattern(_FORMS.articles)}\s+)*{pattern(_FORMS.lists)}"
_LEADS = (
    rf"{pattern((*_FORMS.choose, *_FORMS.strike))}[^:,;|]*:",
    pattern(_FORMS.lead_ins),
    rf"{_LISTS}[^:,;|]{{0,40}}:",
    rf"{_LISTS}\s*{pattern(_FORMS.are)}",
    rf"{pattern(_FORMS.examples)}[,:]?",
)
_LEAD = re.compile(rf"^(?:{pattern(_FORMS.please)}\s+)?(?:{'|'.join(_LEADS)})\s*:?\s*", re.IGNORECASE)
_ASIDE = re.compile(r"\(([^()]*)\)$")
_FEW = 3
"""Words that say whether an answer is required."""
_ORDERED = re.compile(r"\(([^()]*)\)\s*")
_ORDER = compiled((*_FORMS.choose, *_FORMS.strike))
_EXAMPLE = compiled(_FORMS.examples)
_AND_SO_ON = re.compile(rf"[,;/|]?\s*(?:{pattern(_FORMS.and_so_on)}|\.\.\.|…)\s*$", re.IGNORECASE)
_LAST = re.compile(rf"\s+{pattern(_FORMS.joins_or)}\s+", re.IGNORECASE)
_JOINED = re.compile(rf"^{pattern((*_FORMS.joins, *_FORMS.joins_or))}\s+", re.IGNORECASE)
_SENTENCE = compiled(_FORMS.sentence)
_BOX = re.compile(
    r"\s*(?:\[[ xX]?\]|\([ xX]?\)|[\u2610-\u2612\u25a0\u25a1\u25cb\u25cf\u25ef\u2713\u2714])\s*"
)
"""A box to tick."""
_NUMBERS = {word.casefold(): number for number, words in _FORMS.numbers.items() for word in words}
_COUNT = rf"(\d|{pattern(_NUMBERS)})(?![^\W_])"
_UNITS = pattern((*_FORMS.words, *_FORMS.characters, *_FORMS.other_units))
_NOT_WORDS = rf"(?!\s*(?:-\s*\d|\d|[.,]\d|{_UNITS}))"
_AT_MOST = rf"{pattern(_FORMS.at_most)}\s*:?\s*"
_PICK = rf"{_CHOOSE}\s+(?:{pattern(_FORMS.just)}\s+)?"
_TO = rf"(?:-|–|{pattern((*_FORMS.range_words, *_FORMS.joins_or))})"
_ONLY = pattern(_FORMS.only)
_MOST = re.compile(
    rf"{_AT_MOST}{_COUNT}{_NOT_WORDS}|"
    rf"\b{_COUNT}\s*{pattern(_FORMS.at_most_after)}|"
    rf"{_PICK}(?:{_COUNT}\s*{_TO}\s*)?{_COUNT}{_NOT_WORDS}|"
    rf"(?:{_ONLY}\s)?\b{_COUNT}\s+{_ONLY}|{_ONLY}\s+{_COUNT}{_NOT_WORDS}",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“„«]\s*([^\"“”„«»]{2,80}?)\s*[\"”“»]")
_BETWEEN = re.compile(rf"(?:\0|\W|{pattern(_FORMS.joins)}|\([^()]*\))*", re.IGNORECASE)
"""What joins values that were seen: marks, "and" and "or", remarks in brackets."""
_STRONG = re.compile(r"\s*(?:;|\n|•|\||\s/\s)\s*")
_MINUTES = rf"(?:{pattern(_FORMS.minutes)}|['\u2019\u2032])"
_DURATION = rf"(\d{{1,3}})(?:\s*(?:-|–|—|{pattern(_FORMS.range_words)})\s*(\d{{1,3}}))?"
_WITH_MINUTES = re.compile(
    rf"^(.*?[^\W\d])\s*[(\[,:–—-]?\s*{_DURATION}\s*{_MINUTES}\s*[)\]]?$", re.IGNORECASE
)
_LENGTH = re.compile(rf"({_DURATION})\s*-?\s*{_MINUTES}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Options:
    """The values that a hint lists, and whether it says that there are more."""

    values: tuple[str, ...] = ()
    more: bool = False


def options(text: str) -> Options:
    """The values that a text lists, as ``lecture, panel or workshop``; none where it is no list of short names."""
    text = unmarked(text)
    body = _BOX.sub("; ", text) if len(_BOX.findall(text)) > 1 else text
    body = re.sub(r"^[(\[<](.*)[)\]>]$", r"\1", " ".join(body.split()).strip(" ';")).strip(" '")
    body = _MOST.sub("", body) if _MOST.fullmatch(body) else body
    if (aside := _ASIDE.search(body)) and (demanded(aside[1]) is not None or _ORDER.search(aside[1])):
        body = body[: aside.start()].strip(" '")
    lead, stop, rest = body.partition(". ")
    body = rest if stop and len(lead.split()) <= _FEW and demanded(lead) is not None else body
    if (order := _ORDERED.match(body)) and _ORDER.search(order[1]):
        body = body[order.end() :]
    more = bool(_EXAMPLE.search(body))
    body = _LEAD.sub("", body, count=1).rstrip(" :")
    if _AND_SO_ON.search(body):
        more, body = True, _AND_SO_ON.sub("", body)
    if len(quoted := _QUOTED.findall(body)) >= 2:
        return Options(tuple(dict.fromkeys(clean(name) for name in quoted)), more)
    separator = _separator(body)
    parts = [body] if separator is None else body.split(separator)
    if separator in (",", None, "، "):
        *first, last = parts
        parts = first + _LAST.split(last)
    values = tuple(dict.fromkeys(_JOINED.sub("", part.strip()).strip(" .'\"*") for part in parts))
    values = tuple(
        value for value in values if value and demanded(value) is None and not IS_LENGTH.search(value)
    )
    good = len(values) >= 2 and not any(map(_is_prose, values))
    return Options(values, more) if good else Options()


def _is_prose(value: str) -> bool:
    """Whether a text is no name of a choice: it is long, speaks to the reader, or tells them what to do."""
    words = len(value.split())
    return words > 8 or bool(_SENTENCE.search(value)) or (words > 2 and bool(_ORDER.match(value)))


def _separator(body: str) -> str | None:
    """What stands between the values of a list: names may hold commas where something stronger, or more frequent, cuts them."""
    spaced, commas = body.count(" / "), body.count(",")
    dashes = (dash for dash in (" – ", " — ", " - ") if body.count(dash) > 1)
    marks = (";", "|", "•", *((" / ",) if spaced > commas else ()), ",", " / ", "، ", "/", *dashes)
    return next((mark for mark in marks if mark in body), None)


def most_values(text: str) -> int | None:
    """How many values a text allows: "choose one", "max. 3", "up to two themes"; None where it does not say."""
    match = _MOST.search(text)
    if match is None:
        return None
    number = [group.casefold() for group in match.groups() if group][-1]
    return _NUMBERS.get(number) or int(number) or None


def listed(value: str, *, described: bool) -> list[str]:
    """The values that stand below a label: its bullets, boxes to tick, or lines of a few words; ``described``: with a colon behind."""
    lines = [line for line in value.split("\n") if line.strip()]
    bullets = [line for line in lines if list_signs(line) or _BOX.match(line)]
    if not bullets and len(lines) > 1:
        plain = [
            line
            for line in lines
            if not (_ORDER.search(line) or _LEAD.match(line) or demanded(line) is not None)
        ]
        short = all(len(line.split()) <= 6 and not _SENTENCE.search(line) for line in plain)
        bullets = plain if len(plain) > 1 and short else []
    if not bullets:
        return list(options(value).values)
    texts = [text for line in bullets for text in _BOX.split(line[list_signs(line) :].strip()) if text]
    texts = [described_option(text) if described else text for text in texts]
    return [text for text in texts if text and not _AND_SO_ON.fullmatch(text.strip(" :"))]


def described_option(text: str) -> str:
    """The name of an option that is described: ``Lecture: a talk of 30 minutes`` gives ``Lecture (30 min)``."""
    text = unmarked(text).strip(" ;,.")
    match = re.match(r"^(.{2,60}?)\s*(?::|\s[–—-]\s)\s*(.+)$", text)
    if not match:
        return text
    length = _LENGTH.search(match[2])
    return f"{match[1]} ({length[1]} min)" if length else match[1]


def minutes(name: str) -> tuple[str, tuple[int, int] | None]:
    """A type's name, and the minutes that stand behind it: ``talk (20–30 min)`` gives ``talk`` and 20 to 30."""
    match = _WITH_MINUTES.match(name)
    if not match:
        return name, None
    low = int(match[2])
    high = int(match[3] or low)
    return (match[1], (low, high)) if 0 < low <= high else (name, None)


def written(value: str) -> list[str]:
    """The values that a person wrote, cut where nothing but an end can be meant; commas may be a part of a name."""
    parts = [part[list_signs(part) :].strip(" .:") for part in _STRONG.split(unmarked(value))]
    return [part for part in parts if re.search(r"\w", part) and len(part.split()) <= 12]


def distinct(seen: Sequence[str]) -> list[str]:
    """The values behind what people wrote, most frequent first: ``A or B`` and ``A (online)`` go where ``A`` and ``B`` are there.

    A name may hold commas: it is only cut where a part of it was written alone too.
    """
    known: dict[str, str] = {}
    for value in seen:
        known.setdefault(fold(value), value)
    out: dict[str, str] = {}
    for value in known.values():
        others = sorted((other for other in known if other != fold(value)), key=len, reverse=True)
        rest = fold(value)
        for other in others:
            rest = re.sub(rf"(?<!\w){re.escape(other)}(?!\w)", "\0", rest)
        if "\0" in rest and _BETWEEN.fullmatch(rest):
            continue
        parts = [part.strip() for part in value.split(",")]
        for part in parts if any(fold(part) in known for part in parts) else [value]:
            out.setdefault(fold(part), part)
    return list(out.values())
