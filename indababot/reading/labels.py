"""The one label matcher: which texts of a page are labels of the edition's form."""

import re
from enum import IntEnum
from typing import NamedTuple

from indababot.editions.model import Edition, FormField
from indababot.pages import Markup
from indababot.reading.inline import Line, LineKind
from indababot.reading.prepared import prepared
from indababot.reading.spelling import (
    fold,
    hint_words,
    inline_pattern,
    may_be_label,
    parameter_name,
    spellings,
)
from indababot.records import FieldKey

PROSE = frozenset(
    (FieldKey.ABSTRACT, FieldKey.BENEFIT, FieldKey.TAKEAWAYS, FieldKey.EXTRA, FieldKey.PARTICIPANTS)
)
"""Fields whose text may hold paragraphs, lists and colons of its own."""
PEOPLE = frozenset((FieldKey.AUTHORS, FieldKey.USERNAMES, FieldKey.PARTICIPANTS))

_COLON = re.compile("[:：﹕︰]")
_HINT = re.compile(r"\s*[(\[][^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*[)\]]\s*$")
_AFTER_BOLD = re.compile(
    r"[ \t\u00a0]*(?:(?:\([^()]{3,}\)[ \t\u00a0]*){1,4}(?=[:：]|$))?(?:[:：]|$)?[ \t\u00a0]*"
)
_EDIT_WORD = re.compile(
    r"[\s\u00a0]*\[?\s*(?:edit|edit source|modifier|modifier le code|modifier le wikicode)(?:\s*\|\s*\w[\w ]*)?\s*\]?$",
    re.I,
)
_PICTURE = re.compile(r"(?:\b(?:logo|icon|banner|image|picture|photo)|\.(?:png|svg|jpe?g|gif|webp))$", re.I)
_NUMBER = re.compile(r"\s*([^\W\d_].*?)[\s\u00a0]+(#?\d[\w-]*)\s*")
_LED = re.compile(r"\s*(?:Q\.?\s?)?\d{1,2}(?:\.\d)?\s*[.):–-]\s*(?=[^\W\d])|[^\w\s(\[]+\s*(?=[^\W\d])")
"""The number or sign before a label: ``3. Abstract``."""
_LATIN = re.compile("[A-Za-z]")
_OPENING = re.compile(r"(?<=[\s\u00a0])[(\[]")
_HINT_WORDS = re.compile(r"[^\W\d_][^\W_]+|\d+[^\W\d_][^\W_]+")
_MAX_LABEL = 240
_MAX_HITS = 40
"""A line with more labels than this is no card's row."""


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


class Hit(NamedTuple):
    """A label in a line: its visible characters ``[start, end)``, with its colon, and the field; None where the form has no such label.

    ``noise`` is where noise before the label begins, else ``start``.
    """

    start: int
    end: int
    field: FormField | None
    shape: Shape
    label: str
    noise: int = -1


class Labels:
    """The labels of one edition."""

    def __init__(self, edition: Edition) -> None:
        self._labels: dict[str, FormField] = {}
        self._parameters: dict[str, FormField] = {}
        for field in edition.fields:
            for text in (label for texts in field.labels.values() for label in texts):
                for spelling in spellings(text):
                    self._labels.setdefault(spelling, field)
            for name in field.parameters:
                self._parameters.setdefault(parameter_name(name), field)
        for field in edition.fields:
            if field.key is not FieldKey.OTHER:
                for name in (field.key.value, field.key.value.removesuffix("s")):
                    self._parameters.setdefault(parameter_name(name), field)
        for label, field in self._labels.items():
            self._parameters.setdefault(parameter_name(label), field)
        self._inline = inline_pattern(edition)
        self._words = hint_words(edition)
        self._lookups: dict[str, FormField | None] = {}

    def strange(self, text: str) -> int:
        """Where in a label's text a bracket begins that holds words which no label, hint or choice has; -1 without one."""
        bracket = _OPENING.search(text)
        if bracket is None:
            return -1
        words = _HINT_WORDS.findall(fold(text[bracket.end() :]))
        return bracket.start() if any(word not in self._words for word in words) else -1

    def is_picture(self, text: str) -> bool:
        """Whether a text says no more than which picture stands there: the conference's name and what sort of picture it is."""
        return all(word in self._words for word in _HINT_WORDS.findall(fold(text)))

    def parameter(self, name: str) -> FormField | None:
        """The field of a template parameter."""
        return self._parameters.get(parameter_name(name))

    def is_parameter(self, name: str) -> bool:
        """Whether a template parameter is a field."""
        return self.parameter(name) is not None

    def lookup(self, text: str) -> FormField | None:
        """The field of a text that is a whole label, with or without a hint in brackets, in one language or two."""
        if len(text) > _MAX_LABEL or text.endswith(("..", "…")):  # a label with a placeholder behind it
            return None
        if text in self._lookups:
            return self._lookups[text]
        found = self._find(text)
        if len(self._lookups) < 10_000:
            self._lookups[text] = found
        return found

    def _find(self, text: str) -> FormField | None:
        found = self._labels.get(fold(text))
        if found is None and text.rstrip().endswith((")", "]", "):", "]:", ") :")):
            bare = _HINT.sub("", text.rstrip(" \t\u00a0:："))
            found = self._labels.get(fold(bare)) if bare else None
        if found is None and "/" in text:
            found = self._bilingual(text)
        if found is None and (led := _LED.match(text)):
            found = self._find(text[led.end() :])
        return found

    def _bilingual(self, text: str) -> FormField | None:
        """``Author of the submission / صاحب التقديم``: one of the parts is a label, the other one too or in another script."""
        parts = [part for part in re.split(r"\s*/\s*", text) if part.strip()]
        known = [
            self._labels.get(fold(part)) or self._labels.get(fold(_HINT.sub("", part.rstrip(" :："))))
            for part in parts
        ]
        named = [field for field in known if field]
        if not named or any(field is not named[0] for field in named):
            return None
        strange = [part for part, field in zip(parts, known, strict=True) if field is None]
        ascii_known = any(part.isascii() for part, field in zip(parts, known, strict=True) if field)
        return named[0] if all(ascii_known and not _LATIN.search(part) for part in strange) else None

    def find(self, line: Line, markup: Markup, *, first: bool = False) -> list[Hit]:
        """The labels that stand in a line, in order; unknown ones too, where they look like labels. ``first``: no field came before."""
        text = line.text
        if line.kind in (LineKind.HEADING, LineKind.TERM):
            return self._titled(line, text)
        if line.kind in (LineKind.CELL, LineKind.HEADER_CELL) and (hit := self._whole(text, Shape.CELL)):
            return [hit]
        if hits := self._bold(line, text):
            return hits
        if first and (pictured := self._after_picture(text)):
            return [pictured]
        listed = line.kind in (LineKind.BULLET, LineKind.NUMBER, LineKind.INDENT)
        hit = self._colon(text, Shape.BULLET if listed else Shape.COLON)
        if hit is None and not listed:
            hit = (
                self._whole(text, Shape.LINE)
                or self._edited(text, markup)
                or self._numbered(text, Shape.LINE)
            )
        if hit is None:
            return []
        return self._inlined(text, hit) if markup is Markup.TEXT and not listed else [hit]

    def _titled(self, line: Line, text: str) -> list[Hit]:
        shape = Shape.HEADING if line.kind is LineKind.HEADING else Shape.TERM
        hit = self._whole(text, shape) or self._edited(text, Markup.TEXT, shape) or self._colon(text, shape)
        hit = hit or self._numbered(text, shape)
        return [hit or Hit(0, len(text), None, shape, text.strip())]

    def _whole(self, text: str, shape: Shape) -> Hit | None:
        stripped = text.strip()
        field = self.lookup(stripped) if stripped and len(stripped) <= _MAX_LABEL else None
        start = len(text) - len(text.lstrip())
        return Hit(start, len(text), field, shape, stripped) if field else None

    def _edited(self, text: str, markup: Markup, shape: Shape = Shape.LINE) -> Hit | None:
        """A heading with the noise of its edit link: ``Interested participants edit``."""
        if markup is not Markup.TEXT or not (noise := _EDIT_WORD.search(text, max(0, len(text) - 80))):
            return None
        hit = self._whole(text[: noise.start()], shape)
        return Hit(hit.start, len(text), hit.field, shape, hit.label) if hit else None

    def _numbered(self, text: str, shape: Shape) -> Hit | None:
        """``Submission no. 033``: a number needs no colon before it."""
        match = _NUMBER.fullmatch(text) if len(text) <= _MAX_LABEL else None
        field = self.lookup(match[1]) if match else None
        if match is None or field is None or field.key is not FieldKey.NUMBER:
            return None
        return Hit(match.start(1), match.start(2), field, shape, match[1].strip())

    def _colon(self, text: str, shape: Shape) -> Hit | None:
        """``Label: value``, and ``Is it a label? value``."""
        for count, colon in enumerate(_COLON.finditer(text, 0, _MAX_LABEL)):
            if field := self.lookup(text[: colon.end()]):
                return Hit(
                    len(text) - len(text.lstrip()), colon.end(), field, shape, text[: colon.start()].strip()
                )
            if count == 2:
                break
        mark = text.find("?", 0, _MAX_LABEL)
        if mark > 0 and (field := self.lookup(text[: mark + 1])):
            return Hit(0, mark + 1, field, shape, text[: mark + 1].strip())
        return None

    def _bold(self, line: Line, text: str) -> list[Hit]:
        """Bold labels, at the line's start or inside it."""
        hits: list[Hit] = []
        for start, end in _bold_stretches(line)[:_MAX_HITS]:
            label = text[start:end]
            if not label.strip() or len(label) > _MAX_LABEL:
                continue
            after = _AFTER_BOLD.match(text, end)
            stop = after.end() if after else end
            told = bool(_COLON.search(text[end - 1 : stop]) or label.rstrip().endswith((":", "：", "?")))
            at_start = not text[:start].strip()
            field = self.lookup(label)
            if field and (told or at_start):
                hits.append(Hit(start, stop, field, Shape.BOLD, label.strip(" \t\u00a0:：")))
            elif field is None and (inner := self._colon(label, Shape.BOLD)) and (at_start or hits):
                hits.append(Hit(start + inner.start, start + inner.end, inner.field, Shape.BOLD, inner.label))
            elif (
                told
                and at_start
                and line.kind not in (LineKind.BULLET, LineKind.NUMBER, LineKind.INDENT)
                and may_be_label(label)
            ) or (told and hits and may_be_label(label) and label.rstrip().endswith((":", "："))):
                hits.append(Hit(start, stop, None, Shape.BOLD, label.strip(" \t\u00a0:：")))
        return hits

    def _after_picture(self, text: str) -> Hit | None:
        """``Indaba 2023 Logo ID : TITLE``: what stands before the first label is a picture's text."""
        for match in self._inline.finditer(text, 0, _MAX_LABEL):
            field = self.lookup(match[1])
            before = text[: match.start()].strip()
            if field and before and _PICTURE.search(before):
                noise = 0 if self.is_picture(before) else -1
                return Hit(match.start(1), match.end(), field, Shape.COLON, match[1], noise=noise)
        return None

    def _inlined(self, text: str, hit: Hit) -> list[Hit]:
        """Further labels in a line of bare text that began with one, as long as the field before is a short one."""
        hits = [hit]
        for match in self._inline.finditer(text, hit.end):
            before = hits[-1].field
            field = self.lookup(match[1])
            if before is None or before.key in PROSE or len(hits) >= _MAX_HITS:
                break
            if field and match[1][0].isupper() == _first(field, match[1]).isupper() and field is not before:
                hits.append(Hit(match.start(1), match.end(), field, Shape.INLINE, match[1]))
        return hits


def _first(field: FormField, label: str) -> str:
    folded = fold(label)
    return next(
        (text[0] for texts in field.labels.values() for text in texts if fold(text) == folded), label[0]
    )


def _bold_stretches(line: Line) -> list[tuple[int, int]]:
    stretches: list[tuple[int, int]] = []
    position = 0
    for run in line.runs:
        end = position + len(run.text)
        if run.bold:
            if stretches and stretches[-1][1] == position:
                stretches[-1] = (stretches[-1][0], end)
            else:
                stretches.append((position, end))
        position = end
    return stretches


labels_of = prepared(Labels)
"""The labels of an edition, compiled once."""
