"""Which field of a record a label means, guessed by the labels of the generic edition and the lexicon."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import chain

from indababot.editions.init.wording import language
from indababot.editions.load import load
from indababot.lexicon import fold, lexicon
from indababot.lexicon.patterns import compiled, pattern
from indababot.records import FieldKey

_SIGNS = (
    FieldKey.EMAILS, FieldKey.OTHER, FieldKey.PARTICIPANTS, FieldKey.USERNAMES, FieldKey.TAKEAWAYS, FieldKey.BENEFIT, FieldKey.LEVELS,
    FieldKey.DURATION, FieldKey.LANGUAGES, FieldKey.COUNTRY, FieldKey.AFFILIATION, FieldKey.REQUIREMENTS, FieldKey.THEMES, FieldKey.TYPES,
    FieldKey.ABSTRACT, FieldKey.TITLE, FieldKey.AUTHORS, FieldKey.MODE, FieldKey.STATUS, FieldKey.NUMBER, FieldKey.EXTRA,
)  # fmt: skip
"""The order in which the lexicon's signs are looked for where no label is known; the first that is found wins."""


_COUNTED = re.compile(r"^\W*[^\W\d_]{0,2}\d{1,2}\s?[.):]\s*")
"""A number before a label: ``Q2.``, ``3)``."""
_ALIKE = 85
"""So much of a hundred two spellings of a word share: ``type`` and ``types``, and not ``form`` and ``format``."""
_LISTED = re.compile("^[#*]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Guess:
    """A field's key and how sure it is: the lexicon has the label, or only a word in it speaks for the key."""

    key: FieldKey
    sure: bool = False
    known: bool = True
    """False where nothing speaks for any key."""


def normal(label: str) -> str:
    """What spellings of a label share: case, blanks, endings in brackets, punctuation and little words are not looked at."""
    text = _endings().sub("", _COUNTED.sub("", label.casefold()).replace("’", "'").replace("_", " "))
    words = re.findall(r"[^\W_]+|&", text)
    return " ".join(word for word in words if word not in _little()) or " ".join(words)


@cache
def _endings() -> re.Pattern[str]:
    """Endings in brackets and between dots: ``(s)``, ``·rice·s``."""
    one = "|".join(map(re.escape, sorted(lexicon().forms.endings, key=len, reverse=True)))
    return re.compile(rf"\((?:{one}|\(e\)s)\)|\(e\)s|[·.](?:{one})[·.]s", re.IGNORECASE)


@cache
def _little() -> frozenset[str]:
    return frozenset(word.casefold() for word in lexicon().forms.little)


@cache
def _signs() -> dict[FieldKey, re.Pattern[str]]:
    said = lexicon().forms.signs
    return {key: compiled(said[key.value]) for key in _SIGNS}


@cache
def _joins() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{pattern(lexicon().forms.joins)}|&)\s+", re.IGNORECASE)


@cache
def _own_names() -> re.Pattern[str]:
    return compiled(lexicon().forms.own_names)


@cache
def _remarks() -> frozenset[str]:
    """Of a form these are the author's remarks; the generic edition knows them as the notes that a programme card links to."""
    return frozenset(word.casefold() for word in lexicon().forms.remarks)


@cache
def _labels() -> dict[str, FieldKey]:
    words: dict[str, FieldKey] = {}
    for field in load("generic").fields:
        for text in chain(chain.from_iterable(field.labels.values()), field.parameters):
            words.setdefault(normal(text), field.key)
    return words


@cache
def _languages() -> dict[str, list[str]]:
    """Languages of the generic labels as they are, and without endings and little words where those tell none apart."""
    words: dict[str, list[str]] = {}
    for spelling in (fold, normal):
        for field in load("generic").fields:
            for code, texts in field.labels.items():
                for text in texts:
                    words.setdefault(spelling(text), []).append(code)
    return words


def spoken(label: str) -> str:
    """The language of a label: the first that has it in the lexicon, else a guess by its letters."""
    return next(
        iter(_languages().get(fold(label)) or _languages().get(normal(label)) or [language(label) or "en"])
    )


def is_told(label: str) -> bool:
    """Whether the lexicon, its letters or its words tell which language a label is in."""
    known = _languages()
    return fold(label) in known or normal(label) in known or language(label) is not None


def is_of(label: str, code: str) -> bool:
    """Whether a language has a label in the lexicon, in this very spelling."""
    return code in _languages().get(fold(label), ())


def translations(label: str) -> list[str]:
    """The spellings of a label that stands there in several languages, ``Author / Auteur``; itself alone in most cases."""
    for between, doubtful in ((r"\s+[/|–—]\s+|\s*／\s*", False), (r"\s+-\s+|/", True)):
        parts = [part for text in re.split(between, label) if (part := text.strip(" :：\u00a0"))]
        if (
            len(parts) > 1
            and len({spoken(part) for part in parts}) == len(parts)
            and (not doubtful or all(_guess(part).sure for part in parts))
        ):
            return parts
    return [label]


def guess(label: str, said: str = "") -> Guess:
    """The field that a label means most likely; ``other`` where nothing speaks for one.

    Of a label in several languages, the spelling that is surest counts. Where a form says at it, in ``said``, that a list is to be signed,
    that speaks for people who are interested.
    """
    found = max(map(_guess, translations(label)), key=lambda found: (found.sure, found.known))
    return (
        Guess(FieldKey.PARTICIPANTS) if not found.sure and "~~~" in said and _LISTED.search(said) else found
    )


def _are_alike(words: list[str], others: list[str]) -> bool:
    """Whether the words of two labels that are nearly one are alike each: *Submission form* is no *Submission format*.

    One may have a word more, but none that joins two: *Author affiliation* is no *Author and affiliation*.
    """
    from rapidfuzz import fuzz

    if len(words) != len(others):
        return {"&", *lexicon().forms.joins}.isdisjoint({*words} ^ {*others})
    return all(fuzz.ratio(*pair) >= _ALIKE for pair in zip(words, others, strict=True))


@cache
def _guess(label: str) -> Guess:
    from rapidfuzz import fuzz, process

    if len(label) > 250:  # a paragraph, no label
        return Guess(FieldKey.OTHER, known=False)
    text = normal(label)
    if text in _remarks():
        return Guess(FieldKey.EXTRA)
    if key := _labels().get(text):
        return Guess(key, sure=True)
    near = (
        process.extractOne(text, list(_labels()), scorer=fuzz.ratio, score_cutoff=90)
        if len(text) >= 5
        else None
    )
    if near and _are_alike(text.split(), near[0].split()):
        return Guess(_labels()[near[0]], sure=True)
    if _signs()[FieldKey.AUTHORS].search(_joins().split(label)[0]) and _joins().search(label):
        return Guess(FieldKey.AUTHORS)  # "Speakers and affiliation"
    for key, signs in _signs().items():
        if signs.search(label) or (
            key is FieldKey.AUTHORS and _own_names().fullmatch(_endings().sub("", label).strip())
        ):
            return Guess(key)
    return Guess(FieldKey.OTHER, known=False)
