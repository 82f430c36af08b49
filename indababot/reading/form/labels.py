"""The one label matcher: which texts of a page are labels of the edition's form."""

import re
from enum import IntEnum
from functools import cache, cached_property
from typing import NamedTuple

from indababot.editions import Edition, FormField
from indababot.lexicon import languages, lexicon, unpictured
from indababot.lexicon.nothing import says_nothing
from indababot.lexicon.patterns import late
from indababot.reading.form.conditions import without_condition, without_request
from indababot.reading.form.near import NearLabel, NearLabels, stems
from indababot.reading.form.parameters import Parameters
from indababot.reading.form.ranks import COUNTED, of_each, rest_of_ranked
from indababot.reading.form.spelling import (
    hint_words,
    label_key,
    leading_pattern,
    spellings,
)
from indababot.reading.gendered import ungendered
from indababot.reading.prepared import prepared
from indababot.records import FieldKey

PROSE = frozenset(
    (FieldKey.ABSTRACT, FieldKey.BENEFIT, FieldKey.TAKEAWAYS, FieldKey.EXTRA, FieldKey.PARTICIPANTS)
)
"""Fields whose text may hold paragraphs, lists and colons of its own."""
PEOPLE = frozenset((FieldKey.AUTHORS, FieldKey.USERNAMES, FieldKey.PARTICIPANTS))
LONG = PROSE | PEOPLE
"""Fields that may hold many lines."""
DIVIDING = "-–—=→⟶⇒➔➜➡▶►👉»›>|"
DIVIDER = r"(?:[-–—=]{1,2}>?|[→⟶⇒➔➜➡▶►👉]\ufe0f?|[»›>]|\|{1,2})(?=[ \t\u00a0]+\S)"
"""What stands between a label in bold and its value in the place of a colon."""

_BETWEEN = re.compile(r"\s*[/|·•]\s*|\s+[-–—=]\s+")
"""What stands between a label and its translation."""
_DIVIDING = re.compile("[/|·•–—=-]")
_JOINED = late(rf"\s+(?:{'|'.join(map(re.escape, lexicon().people.conjunctions))})\s+|\s*/\s*", re.IGNORECASE)
"""What stands between two labels of one field: ``Auteurs et autrices``."""
_HINT = re.compile(r"[(\[][^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*[)\]]\s*$")
_ENDS = " \t\n\u00a0:：.。۔"
_QUESTIONS = "|".join(map(re.escape, lexicon().labels.questions))
_ORDINALS = "|".join(map(re.escape, lexicon().labels.ordinals))
_LED = re.compile(
    rf"\s*+(?:(?:(?:{_QUESTIONS})\.?\s?)?\d{{1,2}}(?:\.\d|[\u00ba\u00aa°])?|(?:{_ORDINALS}))\s*+[.):–-]\s*+(?=¿?[^\W\d]|\*\*)"
    rf"|\s*+(?:{_QUESTIONS})\s?[.:]\s++(?=¿?[^\W\d][^?]*+\?)"
    r"|\s*+\d{1,2}[\u00ba\u00aa]\s++(?=¿?[^\W\d])|\s*+[^\w\s(\[¿]++\s*+(?=¿?[^\W\d])",
    re.IGNORECASE,
)
"""The number or sign before a label: ``3. Abstract``, ``Qn. 3: Abstract``, ``Qn. Who comes?``."""
_BRACKETS = re.compile(r"[(\[][^()\[\]]*+[)\]]")
_NO_TRANSLATION = re.compile(r"[A-Za-z]|[:：]\s*\S")
"""What no translation into another script has; a colon inside it ends the label."""
_LATIN = re.compile("[A-Za-z]")
_OPENING = re.compile(r"\((?![^\W\d_]{1,4}\))|\[")
_LETTERS = re.compile(r"[^\W\d_]+")
_HINT_WORDS = re.compile(r"[^\W\d_][^\W_]+|\d+[^\W\d_][^\W_]+")
_ASKED = late(rf"\s*(?:{'|'.join(map(re.escape, lexicon().labels.asking))})(?!\w)", re.IGNORECASE)
_ADDED = late(
    rf"(?:{'|'.join(map(re.escape, lexicon().labels.additions))})(?:[\s.,:#/([–—-][^?!]{{0,30}}\d[^?!]{{0,30}}|\s?\d)?[\s.:：]*",
    re.IGNORECASE,
)
MAX_LABEL = 240
"""No label is longer."""
SENTENCE = 50
"""A shorter text may be a label more often than not, and a rank may be joined to its first word: ``Copresenter``."""
MOST = 40
"""A line with more labels than this is no card's row."""
_MOST_KEPT = 4096


class Shape(IntEnum):
    """How a label is written; the weaker ones come last."""

    PARAMETER = 0
    HEADING = 1
    CELL = 2
    TERM = 3
    BOLD = 4
    COLON = 5
    LINE = 6
    BULLET = 7
    INLINE = 8
    LED = 9


class Label(NamedTuple):
    """A label in a line: its visible characters ``[start, end)``, with its colon, and the field; None where the form has no such label.

    ``noise`` is where noise before the label begins, else ``start``.
    """

    start: int
    end: int
    field: FormField | None
    shape: Shape
    text: str
    noise: int = -1
    near: str | None = None
    """The edition's label, where the page's is only nearly it."""
    told: bool = True
    """Whether a colon, or what follows, says that it is a label; a bold line without one, or an entry of a list, may be one."""

    @property
    def key(self) -> FieldKey | None:
        """The key of its field."""
        return self.field.key if self.field else None


class Labels:
    """The labels of one edition."""

    def __init__(self, edition: Edition) -> None:
        self._labels: dict[str, FormField] = {}
        for field in edition.fields:
            for text in field.spellings:
                for spelling in spellings(text):
                    self._labels.setdefault(spelling, field)
        self._parameters = Parameters(edition, self._labels)
        self._edition = edition
        self._lookups: dict[str, FormField | None] = {}
        self._nears: dict[str, NearLabel | None] = {}

    @cached_property
    def leading(self) -> re.Pattern[str]:
        """Labels that begin a line and have no colon; only bare text asks for it."""
        return leading_pattern(self._edition)

    @cached_property
    def _by_word(self) -> dict[str, list[frozenset[str]]]:
        """The words of each label, by the longest of them."""
        found: dict[str, list[frozenset[str]]] = {}
        for spelling in self._labels:
            words = _LETTERS.findall(spelling)
            found.setdefault(max(words, key=len, default=""), []).append(frozenset(words))
        return found

    def _has_words(self, text: str) -> bool:
        """Whether a text has all words of a label, without which none stands in it: few sentences have, and this is looked up at once."""
        key = label_key(text)
        words = {"", *_LETTERS.findall(key)}
        if "-" in key:
            words.update(_LETTERS.findall(key.replace("-", "")))
        return any(words >= label for word in words & self._by_word.keys() for label in self._by_word[word])

    @cached_property
    def _words(self) -> frozenset[str]:
        """The words of all labels, hints and choices."""
        return hint_words(self._edition)

    def strange(self, text: str) -> int:
        """Where in a label's text a bracket begins that holds words which no label, hint or choice has; -1 without one."""
        bracket = _OPENING.search(text)
        if bracket is None or says_nothing(text[bracket.start() :]):
            return -1
        parts = _BETWEEN.split(text) if _BETWEEN.search(text) else []
        latin = [part for part in parts if _LATIN.search(part)]
        said = text[bracket.end() :]
        if latin and len(latin) < len(
            parts
        ):  # what stands in another script is the translation, with its own hint
            said = " ".join(part[found.end() :] for part in latin if (found := _OPENING.search(part)))
        words = _HINT_WORDS.findall(label_key(said))
        return bracket.start() if any(word not in self._words for word in words) else -1

    def is_known(self, text: str) -> bool:
        """Whether labels, hints, choices or the conference's name have all words of a text: it says nothing of a submission."""
        return self._words.issuperset(_HINT_WORDS.findall(label_key(text)))

    def is_partly_known(self, text: str) -> bool:
        """Whether labels and the like have most words of a text, and lack one: a translation with a slip in it."""
        words = _HINT_WORDS.findall(label_key(text))
        known = sum(word in self._words for word in words)
        return known < len(words) < 2 * known

    @cached_property
    def _near(self) -> NearLabels:
        return NearLabels((label, field) for field in self._edition.fields for label in field.spellings)

    def near(self, text: str) -> NearLabel | None:
        """The edition's label that a text nearly is, with or without hints and a translation; the text must look like a label."""
        if len(text) > MAX_LABEL or text.rstrip(" :：").endswith(("..", "…")):
            return None
        if text not in self._nears:
            if len(self._nears) >= _MOST_KEPT:
                self._nears.clear()
            plain = unpictured(text)
            led = _LED.match(plain)
            self._nears[text] = self._nearly(plain[led.end() :] if led else plain)
        return self._nears[text]

    def _nearly(self, text: str) -> NearLabel | None:
        text = ungendered(text)
        asked = _ASKED.match(text)
        if asked and (
            near := self._near.find(text[asked.end() :])
        ):  # *Who is the author?* is not *Who is it for?*
            return near
        if near := self._told(text) or next(filter(None, map(self._told, self._conditioned(text))), None):
            return near
        near = self._near.find(rest) if (rest := rest_of_ranked(text)) else None
        return near if near and of_each(near.field) else None

    def _told(self, text: str) -> NearLabel | None:
        """The same, in one language or two."""
        parts = [part for part in _BETWEEN.split(_BRACKETS.sub(" ", text)) if part.strip(" :：")]
        near = self._translated(parts) if len(parts) > 1 else None
        return near if near or (len(parts) > 1 and "/" in text) else self._near.find(text)

    def _translated(self, parts: list[str]) -> NearLabel | None:
        """The label that some parts all are, nearly or in another language."""
        known = [self._near.find(part) for part in parts]
        named = [near for near in known if near]
        if not named or any(near.field is not named[0].field for near in named):
            return None
        strange = [part for part, near in zip(parts, known, strict=True) if near is None]
        key = named[0].field.key.value
        apart = any(_NO_TRANSLATION.search(part) and not _is_of(key, part) for part in strange)
        return None if apart else named[0]

    def parameter(self, name: str) -> FormField | None:
        """The field of a template parameter."""
        return self._parameters.find(name)

    def is_parameter(self, name: str) -> bool:
        """Whether a template parameter is a field."""
        return self.parameter(name) is not None

    def is_usual(self, text: str) -> bool:
        """Whether forms have such a label, though the edition's has none."""
        return label_key(text) in _usual()

    def is_part(self, text: str) -> bool:
        """Whether a part of an abstract may be called so."""
        return label_key(text) in _parts() or self.is_within(text)

    def is_within(self, text: str) -> bool:
        """Whether so begins what was added to a text later, or what it says again in another language: ``Update (12 July)``, ``FR``."""
        return label_key(text) in _spoken() or _ADDED.fullmatch(text.strip()) is not None

    def lookup(self, text: str) -> FormField | None:
        """The field of a text that is a whole label, with or without a hint in brackets, in one language or two."""
        if len(text) > MAX_LABEL or text.endswith(("..", "…")):  # a label with a placeholder behind it
            return None
        if text in self._lookups:
            return self._lookups[text]
        found = self._find(text) if len(text) < SENTENCE or self._has_words(text) else None
        if len(self._lookups) >= _MOST_KEPT:
            self._lookups.clear()
        self._lookups[text] = found
        return found

    def _find(self, text: str, *, asked: bool = False) -> FormField | None:
        key = label_key(text)
        found = self._labels.get(key)
        if found is None and (closed := text.rstrip(_ENDS)).endswith((")", "]")):
            bare = _HINT.sub("", closed)
            heads = (bare, *self._conditioned(bare))
            found = next(filter(None, (self._labels.get(label_key(head)) for head in heads)), None)
        if found is None and _DIVIDING.search(text) and _BETWEEN.search(text):
            found = self._bilingual(text)
        if found is None:
            found = self._joined(text)
        if found is None and (led := _LED.match(text)):
            found = self._find(text[led.end() :])
        if found is None:
            found = next(filter(None, map(self._find, self._conditioned(text))), None)
        if found is None and not asked:
            shorter = (self._find(one, asked=True) for one in without_request(text))
            found = next(filter(None, shorter), None)
        if found is None and key[-1:].isdecimal() and (counted := COUNTED.search(text)):
            found = of_each(self._find(text[: counted.start()]))
        if found is None and "-" in key:  # ``Kurz-Beschreibung``
            found = self._labels.get(key.replace("-", ""))
        return found or of_each(self._ranked(text))

    def _conditioned(self, text: str) -> list[str]:
        """What may be a label before words that say what the answer may be, each of them known: others are the author's own."""
        return [head for head in without_condition(text) if self.is_known(text[len(head) :])]

    def _ranked(self, text: str) -> FormField | None:
        """The field of a label without the word that says which of several people it is for."""
        return self._labels.get(rest_of_ranked(text) or "")

    def _joined(self, text: str) -> FormField | None:
        """``Auteurs et autrices``: two labels of one field; ``Speaker / username`` asks in two ways who it is."""
        parts = _JOINED.split(text, maxsplit=2)
        known = [field for part in parts if (field := self._labels.get(label_key(part)))]
        if len(parts) != 2 or len(known) != 2:
            return None
        keys = [field.key for field in known]
        both = keys == [FieldKey.AUTHORS, FieldKey.USERNAMES]
        return known[0] if both or known[0] is known[1] else None

    def _bilingual(self, text: str) -> FormField | None:
        """``Author of the submission / صاحب التقديم``: one of the parts is a label, the other one too or in another script."""
        parts = [part for part in _BETWEEN.split(text) if part.strip()]
        known = [
            self._labels.get(label_key(part))
            or self._labels.get(label_key(_HINT.sub("", part.rstrip(_ENDS))))
            for part in parts
        ]
        named = [field for field in known if field]
        if not named or any(field is not named[0] for field in named):
            return None
        # What a hint behind the translation says is no part of that.
        strange = [
            _HINT.sub("", part.rstrip(" :：")) or part
            for part, field in zip(parts, known, strict=True)
            if field is None
        ]
        if not all(any(map(str.isalpha, part)) for part in strange):
            return None  # a number, say, which is the answer
        ascii_known = any(part.isascii() for part, field in zip(parts, known, strict=True) if field)
        return named[0] if all(ascii_known and not _NO_TRANSLATION.search(part) for part in strange) else None


@cache
def _usual() -> frozenset[str]:
    """The usual labels of all languages."""
    return frozenset(
        spelling
        for texts in lexicon().labels.fields.values()
        for text in texts
        for spelling in spellings(text)
    )


def _is_of(key: str, text: str) -> bool:
    """Whether each word of a text that matters stands in some language's label of a field: ``Besoins`` beside ``Special requirements``."""
    words = stems(text)
    return bool(words) and _words_of(key).issuperset(words)


@cache
def _words_of(key: str) -> frozenset[str]:
    """The words that matter in a field's labels of all languages."""
    return frozenset(word for text in lexicon().labels.fields.get(key, ()) for word in stems(text))


@cache
def _parts() -> frozenset[str]:
    """What parts of an abstract are called in all languages."""
    return frozenset(map(label_key, lexicon().labels.parts))


@cache
def _spoken() -> frozenset[str]:
    """The languages and their codes."""
    named = lexicon().choices.names.get(FieldKey.LANGUAGES.value, {})
    texts = (
        *named,
        *(text for texts in named.values() for text in texts),
        *(one.code for one in languages()),
    )
    return frozenset(map(label_key, texts))


labels_of = prepared(Labels)
"""The labels of an edition, compiled once."""
