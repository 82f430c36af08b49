"""What the words of a form say: a label and its hint, limits, options, whether an answer is demanded."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from unicodedata import name

from indababot.lexicon import languages, lexicon, unpictured
from indababot.lexicon.patterns import compiled, pattern

_FORMS = lexicon().forms
_NUMBER = r"(\d{1,3}(?:[ ,.\u00a0]\d{3})|\d{1,5})"
_WORDS = rf"\s*[-\u2010\u00a0 ]?\s*{pattern(_FORMS.words)}"
_NOT = "".join(rf"(?<!(?<![^\W_]){word}\s)" for word in _FORMS.negations)
"""Not after a word that turns what follows round: "no less than"."""
_MOST = rf"(?:{pattern(_FORMS.at_most)}|{_NOT}{pattern(_FORMS.below)})"
_LEAST = rf"{_NOT}(?:{pattern(_FORMS.at_least)}|{pattern(_FORMS.above)})"
_TO = rf"(?:-|–|—|{pattern(_FORMS.range_words)})"
_RANGES = (
    re.compile(rf"{_NUMBER}\s*{_TO}\s*{_NUMBER}{_WORDS}", re.IGNORECASE),
    re.compile(rf"(?<![^\W_]){pattern(_FORMS.words)}\s+{_NUMBER}\s*{_TO}\s*{_NUMBER}", re.IGNORECASE),
)
_MAXIMA = (
    re.compile(rf"{_MOST}\s*:?\s*{_NUMBER}{_WORDS}", re.IGNORECASE),
    re.compile(rf"{_NUMBER}{_WORDS}\s*{pattern(_FORMS.at_most_after)}", re.IGNORECASE),
    re.compile(rf"{pattern(_FORMS.word_limit)}\s*:?\s*{_NUMBER}", re.IGNORECASE),
    re.compile(rf"{pattern(_FORMS.words)}\s+{_MOST}\s+{_NUMBER}", re.IGNORECASE),
)
_MINIMA = (
    re.compile(rf"{_LEAST}\s*:?\s*{_NUMBER}{_WORDS}", re.IGNORECASE),
    re.compile(
        rf"{_LEAST}\s*:?\s*{_NUMBER}(?=\s*(?:,|{pattern((*_FORMS.range_words, *_FORMS.unless))}).{{0,40}}?\d{_WORDS})",
        re.IGNORECASE,
    ),
    re.compile(rf"{_NUMBER}{_WORDS}\s*{pattern(_FORMS.at_least_after)}", re.IGNORECASE),
    re.compile(rf"{pattern(_FORMS.words)}\s+{_LEAST}\s+{_NUMBER}", re.IGNORECASE),
)
_ALSO_MOST = re.compile(rf"{_WORDS}.{{0,20}}?{_MOST}\s*:?\s*{_NUMBER}(?!\s*[^\W\d])", re.IGNORECASE)
"""A limit beside one in words: "at least 100 words, at most 300"."""
IS_LENGTH = re.compile(rf"\d(?:{_WORDS}|\s*{pattern(_FORMS.characters)})", re.IGNORECASE)
_PLAIN = re.compile(rf"{_NUMBER}{_WORDS}", re.IGNORECASE)
_OPTIONAL = compiled(_FORMS.optional)
_DEMANDED = re.compile(rf"{_NOT}{pattern(_FORMS.required)}", re.IGNORECASE)
_ENDING = re.compile(rf"(?:{'|'.join(map(re.escape, _FORMS.endings))}|e\)\(s)", re.IGNORECASE)
"""What stands in brackets for an ending, as in ``Author(s)``, and is no hint."""
_DIGIT = re.compile(r"\d")
_SCRIPTS = (
    ("ARABIC", "ar"), ("CYRILLIC", "ru"), ("GREEK", "el"), ("ARMENIAN", "hy"), ("HEBREW", "he"), ("GEORGIAN", "ka"), ("ETHIOPIC", "am"),
    ("DEVANAGARI", "hi"), ("HIRAGANA", "ja"), ("KATAKANA", "ja"), ("CJK", "zh"),
)  # fmt: skip
"""The language that a letter's script gives away, by the first word of its name in Unicode; kana before the signs that Chinese has too."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Words from and to; None where nothing is said."""

    low: int | None = None
    high: int | None = None


_MARK = re.compile(r"(?<=\S)\s*(?:\*+|[(\[]\s*\*+\s*[)\]]|\u2217|＊)$")
"""The star of a required field."""


def split_label(text: str) -> tuple[str, str]:
    """A label without what surrounds it, and its hints, a line each: ``Abstract* (up to 300 words):`` gives ``Abstract`` and the rest.

    A star that marks a required field goes to the hint as the word ``required``; little pictures say nothing.
    """
    label, hints = " ".join(unpictured(text).split()), []
    while True:
        label = label.strip().rstrip(":：").rstrip()
        if mark := _MARK.search(label):
            hints.append("required")
            label = label[: mark.start()]
            continue
        if (
            (match := re.search(r"[(\[（]([^()\[\]（）]*)[)\]）]$", label))
            and not _ENDING.fullmatch(match[1])
            and match.start()
        ):
            hints.append(match[1].strip())
            label = label[: match.start()]
            continue
        return label.strip(), "\n".join(reversed(hints))


def limits(text: str) -> Limits:
    """The limits in words that a text states: "up to 300 words", "at least 300", "300 mots maximum", "100–300 words"."""
    if not _DIGIT.search(text):
        return Limits()
    for between in _RANGES:
        if (match := between.search(text)) and _count(match[1]) < _count(match[2]):
            return Limits(_count(match[1]), _count(match[2]))
    low = next((_count(match[1]) for one in _MINIMA if (match := one.search(text))), None)
    high = next((_count(match[1]) for one in _MAXIMA if (match := one.search(text))), None)
    if low is not None and high is None and (match := _ALSO_MOST.search(text)):
        high = _count(match[1])
    if low is None and high is None and (match := _PLAIN.search(text)):
        high = _count(match[1])
    return Limits(low, high)


def _count(digits: str) -> int:
    return int(re.sub(r"\D", "", digits))


def demanded(text: str) -> bool | None:
    """Whether a text says that an answer is required (True) or optional (False); None where it says neither."""
    if _OPTIONAL.search(text):
        return False
    return True if _DEMANDED.search(text) else None


_WORD = re.compile(r"[^\W\d_]+'?")
_ENOUGH = 500
_WORTH = 60  # what a sign of one language counts; it can be shared by two to six


def language(text: str) -> str | None:
    """A guess at a label's language: by its script, else by the letters and words that give one away; None where none does."""
    scripts = {name(sign, "").partition(" ")[0] for sign in text[:_ENOUGH] if not sign.isascii()}
    if written := next((code for script, code in _SCRIPTS if script in scripts), None):
        return written
    folded = text[:_ENOUGH].casefold().replace("’", "'")
    scores = Counter[str]()
    for sign in {*folded, *map(_as_word, _WORD.findall(folded))}:
        codes = _telling().get(sign, ())
        for code in codes:
            scores[code] += _WORTH // len(codes)  # what several languages have tells less
    best = max(scores.values(), default=0)
    return next((one.code for one in languages() if best and scores[one.code] == best), None)


def _as_word(word: str) -> str:
    return f" {word.casefold()} "


@cache
def _telling() -> dict[str, list[str]]:
    """The languages that a letter or a word tells: *y* is a word of one, and a letter of many."""
    telling: dict[str, list[str]] = {}
    for one in languages():
        for sign in {*"".join(one.forms.letters), *map(_as_word, one.forms.language_words)}:
            telling.setdefault(sign, []).append(one.code)
    return telling
