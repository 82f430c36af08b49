"""Sections -> the fields of a form, each once and without its hints, and what no field claims."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from indababot.editions import FormField
from indababot.lexicon import fold
from indababot.pages import Page
from indababot.reading.form.hints import without_hints
from indababot.reading.form.labels import LONG, PEOPLE, PROSE, Shape
from indababot.reading.form.near import are_authors
from indababot.reading.form.ranks import EACH, is_counted, is_ranked
from indababot.reading.form.section import Section
from indababot.reading.form.spelling import spellings
from indababot.reading.form.value import Noise, Value, is_limit, value_of
from indababot.reading.markup import LISTED, Line, LineKind, Lines, LinkKind, Run, cut, plain
from indababot.records import FieldKey, Item, Remark, RemarkKind, Span, Unrecognised

_NUMBER = re.compile(r"\d{1,2}")
_ONE_LINE = (FieldKey.TITLE, FieldKey.NUMBER, FieldKey.DURATION, FieldKey.COUNTRY, FieldKey.STATUS)
_INVISIBLE = " \t\n\u00a0\u00ad\ufeff\u200b\u200e\u200f\u2060"


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


def fields_of(sections: Sequence[Section], noise: Noise, page: Page) -> Fields:
    """The fields of a page, each once, and what is left over."""
    _unbullet(sections)
    fields = Fields(unrecognised=without_hints(sections, page))
    for part in (one for section in sections for one in _named_by_headings(section)):
        part.lines = [line for line in part.lines if line.text not in noise.texts]
        if part.form is None and part.label and part.label in noise.texts:  # a heading of the form itself
            part.label, part.odd = None, False
        if part.near:
            fields.remarks.append(
                Remark(kind=RemarkKind.NEAR_LABEL, span=part.label_span, text=part.near, key=part.key)
            )
        if part.form is None or part.form.key is FieldKey.OTHER:
            _leave(part, fields)
            if part.odd:
                told = part.label or ""
                fields.remarks.append(Remark(kind=RemarkKind.UNKNOWN_FIELD, span=part.label_span, text=told))
        else:
            if part.options and not part.filled:
                part.lines, part.inline = [part.options], False
            _without_captions(part, part.form, fields)
            _without_templates(part, part.form, fields)
            _without_paragraphs(part, part.form, fields)
            _keep(value_of(part, part.form, noise, page), fields, noise)
    return fields


def _without_captions(part: Section, form: FormField, fields: Fields) -> None:
    """Leaves captions of pictures, but in prose: they are nobody's name and no short answer."""
    if form.key not in PROSE or form.key is FieldKey.PARTICIPANTS:
        _leave_lines([line for line in part.lines if line.kind is LineKind.CAPTION], part, fields)


def _leave_lines(away: list[Line], part: Section, fields: Fields) -> None:
    if away:
        gone = set(map(id, away))  # of thousands, each would be compared with each
        part.lines = [line for line in part.lines if id(line) not in gone]
        for line in away:
            text = " ".join(line.text.split())
            fields.unrecognised.append(Unrecognised(text=text, span=Span(line.start, line.end)))


def _without_templates(part: Section, form: FormField, fields: Fields) -> None:
    """Leaves the calls of templates that nobody knows, each on a line of its own below a value: a box that ends or begins there.

    Below a long value, which may show some, they are those at its end that have no parameters.
    """
    if len(part.lines) < 2 or form.key is FieldKey.PARTICIPANTS:
        return
    first = next((index for index, line in enumerate(part.lines) if line.runs), 0) + 1
    below: Iterable[Line] = part.lines[first:]
    if form.key in LONG:
        below = takewhile(_is_end, reversed(part.lines[first:]))
    _leave_lines([line for line in below if line.is_template], part, fields)


def _without_paragraphs(part: Section, form: FormField, fields: Fields) -> None:
    """Leaves what stands below a blank line in a field of one line: a title, a length."""
    if form.key not in _ONE_LINE or len(part.lines) < 2:
        return
    first = next((index for index, line in enumerate(part.lines) if line.runs), len(part.lines))
    blank = next((index for index, line in enumerate(part.lines) if index > first and not line.runs), first)
    below = part.lines[blank:] if blank > first else []
    _leave_lines([line for line in below if line.runs and line.kind is LineKind.PARAGRAPH], part, fields)


def _is_end(line: Line) -> bool:
    """Whether a line is blank, or only ends a box."""
    return not line.runs or (line.is_template and "|" not in line.text)


def _named_by_headings(part: Section) -> list[Section]:
    """People whose names are headings, each with a text about them: the names are the field, the texts are no part of it."""
    first = next((line for line in part.lines if line.text.strip()), None)
    people = part.key in (FieldKey.AUTHORS, FieldKey.USERNAMES)
    if not people or first is None or first.kind is not LineKind.HEADING:
        return [part]
    level = min(line.depth for line in part.lines if line.kind is LineKind.HEADING)
    is_name = [line.kind is LineKind.HEADING and line.depth == level for line in part.lines]
    owned = [not name and _is_account(line) for line, name in zip(part.lines, is_name, strict=True)]
    rest = [
        Line(LineKind.PARAGRAPH, (), line.start, line.start)
        if name or own
        else line  # what stands below each name is apart
        for line, name, own in zip(part.lines, is_name, owned, strict=True)
    ]
    kind = LineKind.TERM if any(owned) else LineKind.PARAGRAPH
    part.lines = [
        replace(line, kind=LineKind.DEFINITION, depth=1)
        if own
        else replace(cut(line, 0, len(line.text.rstrip(" :：")), kind=kind), depth=1)
        for line, name, own in zip(part.lines, is_name, owned, strict=True)
        if name or own
    ]
    place = Span(rest[0].start, rest[0].start)
    return [part, Section(None, None, place, place.start, None, lines=rest)]


def _is_account(line: Line) -> bool:
    """Whether a line holds links to an account and its talk page, and no words beside them: below a name it is whose name that is."""
    linked = [run.link.kind for run in line.runs if run.link]
    told = any(map(str.isalnum, "".join(run.text for run in line.runs if not run.link)))
    return LinkKind.USER in linked and LinkKind.EXTERNAL not in linked and not told


def _unbullet(found: Sequence[Section]) -> None:
    """In a form whose values are written as a bullet below the label, one bullet alone is no list."""
    alone = [part for part in found if part.label and _sole_bullet(part)]
    if any(part.form and part.key not in LONG for part in alone):
        for part in alone:
            if part.key is not FieldKey.PARTICIPANTS:
                part.lines = [replace(line, kind=LineKind.PARAGRAPH, depth=0) for line in part.lines]


def _sole_bullet(part: Section) -> bool:
    filled = [line for line in part.lines if line.runs]
    return len(filled) == 1 and filled[0].kind in LISTED


def _keep(value: Value, fields: Fields, noise: Noise) -> None:
    """A field that is there twice: the first one that is filled counts; of one call's parameters, as in MediaWiki, the last.

    The edition's own label counts before another word for the field, which may be what a part of an abstract is called.
    """
    part, key = value.section, value.form.key
    before = fields.values.get(key)
    if before is None:
        fields.values[key] = value
        return
    if key in PEOPLE | EACH and _is_next(before.section.label or "", part.label or ""):
        if not before.section.filled:
            fields.values[key] = value
            return
        apart = any(
            before.span.end <= one.section.label_span.start < value.span.start
            for one in fields.values.values()
        )
        joined = not (apart or value.empty)
        span = Span(before.span.start, value.span.end) if joined else before.span
        further = (*before.further, value.span) if apart and not value.empty else before.further
        lines = (*before.lines, *value.lines) if key in PEOPLE else _below(before.lines, value.lines)
        before.section.lines += part.lines  # another of the first label may take its place
        empty = before.empty and value.empty
        fields.values[key] = replace(before, lines=lines, empty=empty, span=span, further=further)
        return
    if key is FieldKey.PARTICIPANTS and _goes_on(before, value, fields):
        return
    parameters = part.shape is before.section.shape is Shape.PARAMETER and part.call == before.section.call
    own = noise.is_own(part.label, value.form) and not noise.is_own(before.section.label, value.form)
    later = before.empty or ((parameters or own) and not value.empty)
    fields.values[key], rest = (value, before) if later else (before, value)
    if rest.section.filled and not rest.placeholder:
        _leave(rest.section, fields)
    told, other = part.label or "", before.section.label or ""
    if fold(told) == fold(other) or not (value.empty or before.empty):
        # Else a form asks for one thing under two labels, and one of them was left empty.
        fields.remarks.append(
            Remark(kind=RemarkKind.DUPLICATE_FIELD, span=part.label_span, text=told, key=key)
        )


def _goes_on(before: Value, value: Value, fields: Fields) -> bool:
    """Takes the people below another label among them into their list: *Attendees* below a heading *Interested participants*."""
    part = value.section
    start, end = before.section.label_span.start, part.label_span.start
    other = any(start < one.section.label_span.start < end for one in fields.values.values())
    below = before.section.shape is Shape.HEADING is not part.shape
    if (
        other
        or before.empty
        or value.empty
        or not below
        or fold(part.label or "") == fold(before.section.label or "")
    ):
        return False
    fields.unrecognised.append(Unrecognised(text=part.label, span=part.label_span))
    before.section.lines += part.lines
    span = Span(before.span.start, value.span.end)
    fields.values[FieldKey.PARTICIPANTS] = replace(before, lines=(*before.lines, *value.lines), span=span)
    return True


def _below(lines: Lines, others: Lines) -> Lines:
    """One person's answer to a question of one line, and another's on the next line."""
    return tuple(replace(line, depth=line.depth or 1) for line in (*lines, *others) if line.text.strip())


def _is_next(label: str, other: str) -> bool:
    """Whether two labels differ in their number, or a word says who is meant: ``Co-author``, ``Facilitator`` below ``Author``."""
    if (is_ranked(label) or is_ranked(other)) and fold(label) != fold(other):
        return True
    if are_authors(label) and are_authors(other) and not _are_alike(label, other):
        return True
    if _NUMBER.findall(label) == _NUMBER.findall(other):
        return False
    # Who adds ``Author 2`` below the form's ``Author(s)`` counts on from it.
    return is_counted(other) or fold(_NUMBER.sub("", label)) == fold(_NUMBER.sub("", other))


def _are_alike(label: str, other: str) -> bool:
    """Whether one label is the other, or its plural."""
    one, two = (min(spellings(text), key=len) for text in (label, other))
    return one.startswith(two) or two.startswith(one)


def _leave(part: Section, fields: Fields) -> None:
    """A label or text that no field claims; what the form itself says of an answer that nobody gave is none."""
    text = text_of(part.lines)
    if part.key is FieldKey.OTHER and text and is_limit(text):  # ``**Slides** (optional)``
        text = None
    if text or (part.label and part.key is not FieldKey.OTHER):
        last = part.lines[-1].end if part.lines else part.label_span.end
        span = Span(part.label_span.start, max(last, part.label_span.end))
        # MediaWiki renders a no-break blank before a colon.
        label = " ".join(part.name.split()) if part.label else part.label
        fields.unrecognised.append(Unrecognised(label=label, text=text, span=span))


def text_of(lines: Sequence[Line]) -> str | None:
    """Plain text; behind a link whose text hides an account or an address, that in brackets."""
    linked = (any(run.link for run in line.runs) for line in lines)
    text = plain(
        [
            replace(line, runs=tuple(_shown(line))) if links else line
            for line, links in zip(lines, linked, strict=True)
        ]
    )
    return text if text and text.strip(_INVISIBLE) else None


def _shown(line: Line) -> Iterator[Run]:
    """The runs of a line with the targets that a reader would lose."""
    whole = " ".join(line.text.casefold().split())
    for place, run in enumerate(line.runs):
        yield run
        link = run.link
        following = line.runs[place + 1].link if place + 1 < len(line.runs) else None
        if link is None or link.kind is LinkKind.PAGE or link == following or not link.target:
            continue
        if link.target.casefold() not in whole and (link.kind is not LinkKind.EXTERNAL or ":" in link.target):
            named = link.target if link.kind is LinkKind.EXTERNAL else f"User:{link.target}"
            yield run._replace(text=f" ({named})", link=None, exact=False)
