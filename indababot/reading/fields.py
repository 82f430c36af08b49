"""Found labels and lines -> the fields of a form, and what no field claims."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from indababot.editions.model import Edition, FormField
from indababot.pages import Markup, Page
from indababot.reading.grouping import Found
from indababot.reading.inline import Line, LineKind, Lines, Run, cut, plain
from indababot.reading.labels import PEOPLE, PROSE, Shape
from indababot.records import FieldKey, Item, Remark, RemarkKind, Span, Unrecognised

_NOTHING = frozenset(("n/a", "n/a.", "none", "none.", "-", "–", "—"))
_LISTED = frozenset((LineKind.BULLET, LineKind.NUMBER))
_MARKED = _LISTED | {LineKind.INDENT, LineKind.HEADING, LineKind.TERM, LineKind.DEFINITION}
_LONGEST_HINT = 600
_LEAD = re.compile(r"\s*\(([^()]{3,600})\)[ \t\u00a0]*(?=\S)")
_INVISIBLE = " \t\n\u00a0\u00ad\ufeff\u200b\u200e\u200f\u2060"


@dataclass(slots=True)
class Value:
    """A field that is in the page, and the lines of its value without hints."""

    found: Found
    form: FormField
    lines: Lines
    empty: bool
    placeholder: bool
    span: Span


@dataclass(slots=True)
class Fields:
    """What a page holds: the fields by key, the rest, and what there is to tell of it."""

    values: dict[FieldKey, Value] = field(default_factory=dict)
    unrecognised: list[Unrecognised] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    items: dict[FieldKey, tuple[Item, ...]] = field(default_factory=dict)

    def filled(self, key: FieldKey) -> Value | None:
        """The field with a key, if there is a value in it."""
        value = self.values.get(key)
        return value if value and not value.empty else None


class Noise:
    """The texts of an edition that mean nothing, or stand for nothing."""

    def __init__(self, edition: Edition) -> None:
        self._noise = {_same(text) for text in edition.form.noise}
        self._longest = 2 * max((len(text) for text in edition.form.noise), default=0)
        placeholders = frozenset(_same(text) for text in edition.form.placeholders)
        self._hints = {
            form.key: placeholders | {_same(hint) for hint in form.hints} for form in edition.fields
        }

    def hints(self, form: FormField) -> frozenset[str]:
        """The texts that stand for an empty value of a field."""
        return self._hints[form.key]

    def among(self, line: Line) -> bool:
        """Whether a line is noise."""
        return self.says(line.text)

    def says(self, text: str) -> bool:
        """Whether a text is noise."""
        return len(text) <= self._longest and _same(text) in self._noise


@lru_cache(maxsize=4096)
def _same(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).strip(" ()[]<>'\"")


def collect(found: Sequence[Found], noise: Noise, page: Page) -> Fields:
    """The fields of a page, each once, and what is left over."""
    _unbullet(found)
    fields = Fields()
    for part in found:
        part.lines = [line for line in part.lines if not noise.among(line)]
        if part.form is None and part.label and noise.says(part.label):  # a heading of the form itself
            part.label, part.odd = None, False
        if part.form is None or part.form.key is FieldKey.OTHER:
            _leave(part, fields, page)
            if part.odd:
                told = part.label or ""
                fields.remarks.append(Remark(kind=RemarkKind.UNKNOWN_FIELD, span=part.label_span, text=told))
        else:
            _keep(_value(part, part.form, noise, page), fields, page)
    return fields


def _unbullet(found: Sequence[Found]) -> None:
    """In a form whose values are written as a bullet below the label, one bullet alone is no list."""
    alone = [part for part in found if part.label and not part.inline and _sole_bullet(part)]
    if any(part.form and part.form.key not in PROSE | PEOPLE for part in alone):
        for part in alone:
            if part.form is None or part.form.key is not FieldKey.PARTICIPANTS:
                part.lines = [replace(line, kind=LineKind.PARAGRAPH, depth=0) for line in part.lines]


def _sole_bullet(part: Found) -> bool:
    filled = [line for line in part.lines if line.runs]
    return len(filled) == 1 and filled[0].kind in _LISTED


def _keep(value: Value, fields: Fields, page: Page) -> None:
    """A field that is there twice: the first one that is filled counts; of a call's parameters, as in MediaWiki, the last."""
    part, key = value.found, value.form.key
    before = fields.values.get(key)
    if before is None:
        fields.values[key] = value
        return
    parameters = part.shape is before.found.shape is Shape.PARAMETER
    later = before.empty or (parameters and not value.empty)
    fields.values[key], rest = (value, before) if later else (before, value)
    if rest.found.filled:
        _leave(rest.found, fields, page)
    told = part.label or ""
    fields.remarks.append(Remark(kind=RemarkKind.DUPLICATE_FIELD, span=part.label_span, text=told, key=key))


def _leave(part: Found, fields: Fields, page: Page) -> None:
    """A label or text that no field claims."""
    text = _told(part.lines, page)
    if text or part.label:
        last = part.lines[-1].end if part.lines else part.label_span.end
        span = Span(part.label_span.start, max(last, part.label_span.end))
        fields.unrecognised.append(Unrecognised(label=part.label, text=text, span=span))


def _told(lines: Sequence[Line], page: Page) -> str | None:
    """Plain text; the source where a link would lose its target."""
    text = plain(lines)
    if text and not text.strip(_INVISIBLE):
        return None
    if text and any(_hides(run, page) for line in lines for run in line.runs):
        spans = [(line.start, line.end) for line in lines if line.runs]
        return page.text[spans[0][0] : max(end for _, end in spans)].strip()
    return text


def _hides(run: Run, page: Page) -> bool:
    """Whether a link's text is not all that it says: its target, or further parameters."""
    if run.link is None:
        return False
    if page.text.startswith("{{", run.start):
        return page.text.count("|", run.start, run.end) > 1
    return bool(run.link.target) and run.link.target not in run.text


def _value(part: Found, form: FormField, noise: Noise, page: Page) -> Value:
    filled = [line for line in part.lines if line.runs]
    span = _span(part, filled, page)
    visible = " ".join([line.text for line in filled]).strip()
    if not visible and not any(run.link for line in filled for run in line.runs):
        return Value(part, form, tuple(part.lines), empty=True, placeholder=False, span=span)
    lines, hints = part.lines, noise.hints(form)
    placeholder = len(visible) < _LONGEST_HINT and _same(visible) in hints
    if not placeholder and len(filled) > 1 and form.key is not FieldKey.PARTICIPANTS:
        lines = [line for line in lines if not line.runs or not _is_hint(line, hints)]
        placeholder = not any(line.runs for line in lines)
    lines = _without_lead(lines, hints)
    empty = placeholder or (len(visible) < 6 and visible.casefold() in _NOTHING)
    return Value(part, form, tuple(lines), empty, placeholder, span)


def _without_lead(lines: list[Line], hints: frozenset[str]) -> list[Line]:
    """The lines without a hint in brackets that the form puts in front of the value: ``(about 200 words) We …``."""
    lead = _LEAD.match(lines[0].text) if lines else None
    if lead is None or _same(lead[1]) not in hints:
        return lines
    return [cut(lines[0], lead.end()), *lines[1:]]


def _is_hint(line: Line, hints: frozenset[str]) -> bool:
    return len(line.text) < _LONGEST_HINT and _same(line.text) in hints


def _span(part: Found, filled: Sequence[Line], page: Page) -> Span:
    """Where a field's value stands, without the blanks around it, with the marks of its first list entry."""
    if not filled:
        return Span(part.behind, part.behind)
    text, first = page.text, filled[0]
    start = part.behind if part.inline else first.start
    if not part.inline and page.markup is not Markup.HTML:
        own = first.kind in _MARKED and "\n" in text[part.behind : start]
        if own or first.kind is LineKind.PARAGRAPH:
            start = max(text.rfind("\n", 0, start) + 1, min(part.behind, start))
    value = text[start : max(filled[-1].end, start)]
    bare = value.strip()
    if part.shape is Shape.BOLD and bare.endswith("'''") and bare.count("'''") % 2:
        bare = bare[:-3]  # the label and its value are bold together
    start += len(value) - len(value.lstrip())
    return Span(start, start + len(bare))


_BY_EDITION: dict[int, tuple[Edition, Noise]] = {}
_KEPT = 16


def noise_of(edition: Edition) -> Noise:
    """The noise of an edition, prepared once."""
    known = _BY_EDITION.get(id(edition))
    if known is None or known[0] is not edition:
        if len(_BY_EDITION) >= _KEPT:
            _BY_EDITION.clear()
        known = _BY_EDITION[id(edition)] = (edition, Noise(edition))
    return known[1]
