"""One field's section -> its value: the lines without hints, dashes and placeholders, and where they stand."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from indababot.editions import Edition, FormField
from indababot.lexicon import fold, lexicon
from indababot.lexicon.nothing import says_nothing
from indababot.lexicon.patterns import late
from indababot.pages import Markup, Page
from indababot.reading.form.conditions import LENGTH, LONGEST_HINT, OPTIONAL, chooses, is_condition, orders
from indababot.reading.form.labels import DIVIDING, PEOPLE, PROSE, Shape
from indababot.reading.form.section import Section
from indababot.reading.form.spelling import hint_words, label_key
from indababot.reading.markup import ENTRIES, Line, LineKind, Lines, LinkKind, cut
from indababot.reading.prepared import prepared
from indababot.records import FieldKey, Span
from indababot.wikicode.quotes import own_start, without_bold_end

_STOPS = " .{}()[]<>☐□_*·•'’\"“”„«»:：?？؟\ufe0f" + DIVIDING
"""Signs of which a value that is none may be made, those behind a label included."""
_AROUND = ("()", "[]", "<>", "{}")
_MARKED = ENTRIES | {LineKind.HEADING}
_LABELS = lexicon().labels
_LIMIT = re.compile(rf"{LENGTH}|[^()]*\b(?:{OPTIONAL})\b")
_DASH = re.compile(r"\s*[-–—=→]\s*")
_LEAD = re.compile(r"\s*(?:\(([^()]{3,600})\)|\[([^\[\]]{3,600})\])[ \t\u00a0:：]*(?=\S)")
_ANSWERED = late(
    rf"\s*(?:[_.…]{{4,}}|(?:{'|'.join(map(re.escape, _LABELS.answers))})\s?[:：])\s*", re.IGNORECASE
)
"""What a form prints before an answer: the word, or a line to write on."""
_COLON = re.compile("[:：]")
_INNER = re.compile(r"[()\[\]<>]")
_WORD = re.compile(r"[^\W\d_][^\W_]+")
_LONGEST_ANSWERED = 2 + max(map(len, _LABELS.answers))


@dataclass(slots=True)
class Value:
    """A field that is in the page, and the lines of its value without hints."""

    section: Section
    form: FormField
    lines: Lines
    empty: bool
    placeholder: bool
    span: Span
    further: tuple[Span, ...] = ()
    """Where the values of its other labels stand, where other fields stand between them."""


class Texts:
    """Texts that others are compared with, whatever their case, blanks and brackets."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._same = frozenset(map(_same, texts))
        self._longest = 2 * max(map(len, self._same), default=0) + 20

    def __contains__(self, text: str) -> bool:
        return len(text) <= self._longest and _same(text) in self._same


class Noise:
    """The texts of an edition that mean nothing, and by field those that stand for nothing."""

    def __init__(self, edition: Edition) -> None:
        self.texts = Texts(edition.form.noise)
        self._own = {form.key: label_key(form.name) for form in edition.fields} if edition.extends else {}
        self._words = hint_words(edition)
        self._placeholders = Texts(edition.form.placeholders)
        self._hints = {form.key: Texts((*edition.form.placeholders, *form.hints)) for form in edition.fields}

    def is_label(self, text: str, form: FormField) -> bool:
        """Whether a whole value is the field's own label in brackets, which a form has for a hint: ``[Title of your session]``."""
        if len(text) > LONGEST_HINT or text[:1] + text[-1:] not in _AROUND:
            return False
        return label_key(text[1:-1]) in {label_key(label) for label in form.spellings}

    def is_own(self, label: str | None, form: FormField) -> bool:
        """Whether a label is the one that the edition itself gives a field, and no other word for it."""
        return form.key in self._own and self._own[form.key] == label_key(label or "")

    def hints(self, form: FormField) -> Texts:
        """The texts that stand for an empty value of a field; a card's number is a field that no edition describes."""
        return self._hints.get(form.key, self._placeholders)

    def is_order(self, text: str, form: FormField) -> bool:
        """Whether a whole value is what a form tells its author to do, in words that forms have: ``(choose one)``, ``[your name]``.

        Without brackets it may be an answer of the author's: such an order has no word of the edition's own, and no sign inside.
        """
        bare = text.strip(" ()[]<>.…")
        if len(bare) > LONGEST_HINT or _INNER.search(bare):
            return False
        bracketed = text[:1] + text[-1:] in ("()", "[]", "<>") and " " in bare
        if not (orders(bare) if bracketed else form.key not in PROSE and chooses(bare)):
            return False
        return (self._words if bracketed else _usual()).issuperset(_WORD.findall(label_key(bare)))


@cache
def _usual() -> frozenset[str]:
    """The words of orders and hints in all languages."""
    forms = lexicon().forms
    texts = (*_LABELS.hints, *forms.please, *forms.choose, *forms.orders)
    return frozenset(word for text in texts for word in _WORD.findall(label_key(text)))


@lru_cache(maxsize=4096)
def _same(text: str) -> str:
    bare = fold(text).strip(" ()[]<>'\"")
    return bare.rstrip(" .!") or bare


def value_of(part: Section, form: FormField, noise: Noise, page: Page) -> Value:
    """What a field's section holds; its lines are those that the author wrote, and none where nothing but a hint stands there."""
    led = _led(part)
    filled = [line for line in part.lines if line.runs and line is not led]
    span = _span(part, filled, page, led)
    visible = " ".join([line.text for line in filled]).strip()
    if _is_unfilled(filled, visible):
        return Value(part, form, tuple(part.lines), empty=True, placeholder=False, span=span)
    own = [line for line in part.lines if line is not led]
    lines, hints = _unhinted(own, form), noise.hints(form)
    placeholder = (
        visible in hints
        or is_limit(visible)
        or noise.is_order(visible, form)
        or noise.is_label(visible, form)
    )
    if not placeholder and len(filled) > 1 and form.key is not FieldKey.PARTICIPANTS:
        lines = [line for line in lines if line.text not in hints]
        placeholder = not any(line.runs for line in lines)
    own, lines = lines, _without_lead(lines, hints, noise, form)
    visible = visible if lines is own else " ".join([line.text for line in lines if line.runs]).strip()
    placeholder = placeholder or (lines is not own and noise.is_order(visible, form))
    empty = placeholder or (visible != "" and (not visible.strip(_STOPS) or says_nothing(visible)))
    return Value(part, form, tuple(lines), empty, placeholder, span)


def _led(part: Section) -> Line | None:
    """A dash alone behind the label, where the value stands on the next line: it divides them, as before a value beside it."""
    if len(part.lines) < 2 or not part.inline or not part.lines[1].text.strip(_STOPS):
        return None
    return part.lines[0] if _DASH.fullmatch(part.lines[0].text) else None


def _is_unfilled(filled: Sequence[Line], visible: str) -> bool:
    """Whether there is nothing but links to users that nobody filled in; a link to somebody that shows nothing is an answer."""
    if visible:
        return all(
            run.link is not None and run.link.kind is LinkKind.USER and not run.link.target
            for line in filled
            for run in line.runs
            if run.text.strip()
        )
    return not any(run.link and run.link.target for line in filled for run in line.runs)


def _unhinted(lines: list[Line], form: FormField) -> list[Line]:
    """The lines without a first one that is a hint of the label: ``(up to 300 words)`` below it."""
    places = [place for place, line in enumerate(lines) if line.runs]
    first = lines[places[0]].text.strip() if len(places) > 1 else ""
    hint = _is_bracket(first) and is_condition(first[1:-1]) if form.key in PEOPLE else is_limit(first)
    return lines[places[0] + 1 :] if hint else lines


def is_limit(text: str) -> bool:
    """Whether a text in brackets says how long a value may be, or that it may be left out."""
    if len(text) > LONGEST_HINT or not _is_bracket(text):
        return False
    return _LIMIT.match(fold(text[1:-1])) is not None or is_condition(text[1:-1])


def _is_bracket(text: str) -> bool:
    return text[:1] + text[-1:] in ("()", "[]")


def _without_lead(lines: list[Line], hints: Texts, noise: Noise, form: FormField) -> list[Line]:
    """The lines without what the form puts in front of the value: a hint or order in brackets (``(about 200 words) We …``), ``Answer:``."""
    first = next((place for place, line in enumerate(lines) if line.runs), None)
    if first is None:
        return lines
    text = lines[first].text
    lead = _LEAD.match(text)
    if lead and not (
        (hint := lead[1] or lead[2]) in hints or is_condition(hint) or noise.is_order(f"({hint})", form)
    ):
        lead = None
    if lead is None and (_COLON.search(text, 0, _LONGEST_ANSWERED) or text.lstrip()[:1] in "_.…"):
        lead = _ANSWERED.match(text)
    return [*lines[:first], cut(lines[first], lead.end()), *lines[first + 1 :]] if lead else lines


def _span(part: Section, filled: Sequence[Line], page: Page, led: Line | None) -> Span:
    """Where a field's value stands, without the blanks around it and a dash that leads it, with the marks of its first list entry."""
    if not filled:
        return Span(part.behind, part.behind)
    text, first = page.text, filled[0]
    start = part.behind if part.inline and led is None else first.start
    if not part.inline and page.markup is not Markup.HTML:
        own = first.kind in _MARKED and "\n" in text[part.behind : start]
        if own or first.kind is LineKind.PARAGRAPH:
            start = max(text.rfind("\n", 0, start) + 1, min(part.behind, start))
    end = max(filled[-1].end, start)
    if page.markup is Markup.WIKITEXT:
        start = start if part.opens is None else min(start, part.opens)
        end = max(end, part.closes)
    value = text[start:end]
    bare = value.strip()
    start += len(value) - len(value.lstrip())
    end = start + len(bare)
    if part.inline and page.markup is Markup.WIKITEXT:
        start = min(own_start(text, part.label_span, start, bold=part.shape is Shape.BOLD), end)
    if part.shape is Shape.BOLD:  # the label and its value may be bold together
        end = start + len(without_bold_end(text[start:end]))
    return Span(start, end)


noise_of = prepared(Noise)
"""The noise of an edition, prepared once."""
