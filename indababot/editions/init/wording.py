"""What the words of a form say: a label and its hint, limits, options, whether an answer is demanded."""

import re
from dataclasses import dataclass

_LETTER_ENDING = re.compile(r"^(?:e?s|es|e|a|as|ene?s|e\)\(s|ne|rice)$", re.IGNORECASE)
"""What stands in brackets for an ending, as in ``Author(s)``, and is no hint."""

_NUMBER = r"(\d{1,3}(?:[ ,.\u00a0]\d{3})|\d{1,5})"
_WORDS = r"\s*[-\u2010\u00a0 ]?\s*(?:words?|mots?|palavras|palabras|maneno|كلم\w*)"
_UPPER = (
    r"(?:up to|max(?:imum)?\.?(?: of)?|at most|(?:no|not) more than|(?<!no )(?<!not )(?:less|fewer) than|under|limit(?:ed)?(?: to| of)?|"
    r"jusqu['’]à|au plus|pas plus de|moins de|até|no máximo|hadi|isizidi|بحد أقصى|حتى)"
)
_LOWER = (
    r"(?:at least|min(?:imum)?\.?(?: of)?|no(?:t)? (?:less|fewer) than|more than|over|au moins|plus de|pelo menos|no mínimo|"
    r"angalau|على الأقل)"
)
_RANGES = (re.compile(rf"{_NUMBER}\s*(?:-|–|—|to|à|a|and|et|e)\s*{_NUMBER}{_WORDS}", re.IGNORECASE),)
_MAXIMA = (
    re.compile(rf"{_UPPER}\s*:?\s*{_NUMBER}{_WORDS}", re.IGNORECASE),
    re.compile(
        rf"{_NUMBER}{_WORDS}\s*(?:max|or less|or fewer|at most|limit|au (?:plus|maximum)|ou moins|no máximo)",
        re.IGNORECASE,
    ),
    re.compile(rf"word limit\s*(?:of|is|:)?\s*{_NUMBER}", re.IGNORECASE),
    re.compile(rf"maneno\s+(?:yasiyozidi|yasizidi|hadi|chini ya)\s+{_NUMBER}", re.IGNORECASE),
)
_MINIMA = (
    re.compile(rf"(?<!no )(?<!not )(?<!pas ){_LOWER}\s*:?\s*{_NUMBER}{_WORDS}", re.IGNORECASE),
    re.compile(
        rf"(?<!no )(?<!not )(?<!pas ){_LOWER}\s*:?\s*{_NUMBER}(?=\s*(?:,|and\b|but\b|et\b|e\b).{{0,40}}?\d{_WORDS})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_NUMBER}{_WORDS}\s*(?:min|or more|at least|au minimum|au moins|ou plus|no mínimo)", re.IGNORECASE
    ),
)
IS_LENGTH = re.compile(rf"\d(?:{_WORDS}|\s*(?:char|caract|letters|signes))", re.IGNORECASE)
_PLAIN = re.compile(rf"{_NUMBER}{_WORDS}", re.IGNORECASE)

_OPTIONAL = re.compile(
    r"\b(?:optional(?:ly)?|if any|if applicable|if (?:you )?(?:have|want|wish)|not required|facultati(?:f|ve)|"
    r"optionnel(?:le)?|le cas échéant|si applicable|s['’]il y a lieu|opcional|se houver|si lazima)\b|اختياري|إن وجد",
    re.IGNORECASE,
)
_DEMANDED = re.compile(
    r"(?<!not )\b(?:required|mandatory|compulsory|obligatory|obligatoire|requis(?:e)?|obrigatório|lazima)\b|إلزامي|مطلوب",
    re.IGNORECASE,
)
_SCRIPTS = (
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("am", re.compile(r"[\u1200-\u137f]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
)
_FRENCH = re.compile(r"[éèêëàâîïôûùçœ·]|\b(?:le|la|les|de|du|des|et|ou|d['’]|l['’]|une?)\b", re.IGNORECASE)
_PORTUGUESE = re.compile(
    r"[ãõ]|\b(?:você|não|são|às|aos|do|da|dos|das|em|nome|eixo|qual|seu|sua)\b|\w(?:ático|ática)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Limits:
    """Words from and to; None where nothing is said."""

    low: int | None = None
    high: int | None = None


_MARK = re.compile(r"(?<=\S)\s*(?:\*+|[(\[]\s*\*+\s*[)\]]|\u2217|＊)$")
"""The star of a required field."""


def split_label(text: str) -> tuple[str, str]:
    """A label without what surrounds it, and its hints, a line each: ``Abstract* (up to 300 words):`` gives ``Abstract`` and the rest.

    A star that marks a required field goes to the hint as the word ``required``.
    """
    label, hints = " ".join(text.split()), []
    while True:
        label = label.strip().rstrip(":：").rstrip()
        if mark := _MARK.search(label):
            hints.append("required")
            label = label[: mark.start()]
            continue
        if (
            (match := re.search(r"[(\[（]([^()\[\]（）]*)[)\]）]$", label))
            and not _LETTER_ENDING.match(match[1])
            and match.start()
        ):
            hints.append(match[1].strip())
            label = label[: match.start()]
            continue
        return label.strip(), "\n".join(reversed(hints))


def limits(text: str) -> Limits:
    """The limits in words that a text states: "up to 300 words", "at least 300", "300 mots maximum", "100–300 words"."""
    for pattern in _RANGES:
        if (match := pattern.search(text)) and _count(match[1]) < _count(match[2]):
            return Limits(_count(match[1]), _count(match[2]))
    low = next((_count(match[1]) for pattern in _MINIMA if (match := pattern.search(text))), None)
    high = next((_count(match[1]) for pattern in _MAXIMA if (match := pattern.search(text))), None)
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


def language(text: str) -> str:
    """A guess at a label's language: by its script, else ``fr``, ``pt`` or ``en`` by what Latin letters give away."""
    for code, pattern in _SCRIPTS:
        if pattern.search(text):
            return code
    if _PORTUGUESE.search(text):
        return "pt"
    return "fr" if _FRENCH.search(text) else "en"
