"""Labelled fields -> the record."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from indababot.editions.model import Edition, FormField
from indababot.pages import Markup, Page
from indababot.reading import choices, participants, people, status
from indababot.reading.grouping import Found
from indababot.reading.inline import Line, LineKind, Lines, LinkKind, Run, plain
from indababot.reading.labels import PEOPLE, PROSE, Shape
from indababot.reading.stream import Stream
from indababot.records import (
    FieldKey,
    FieldText,
    Item,
    PageRef,
    Participant,
    Remark,
    RemarkKind,
    Span,
    Submission,
    Unrecognised,
    Username,
)

_NOTHING = frozenset(("n/a", "n/a.", "none", "none.", "-", "–", "—"))
_CHOICES = (FieldKey.TYPES, FieldKey.THEMES, FieldKey.LEVELS, FieldKey.LANGUAGES, FieldKey.MODE)
_TEXTS = tuple(
    FieldKey(name)
    for name in ["affiliation", "country", "requirements", "extra", "duration", "abstract", "benefit", "takeaways", "number"]
)
_LIST_KINDS = frozenset(
    (LineKind.BULLET, LineKind.NUMBER, LineKind.INDENT, LineKind.HEADING, LineKind.TERM, LineKind.DEFINITION)
)
_LONGEST_HINT = 600
_INVISIBLE = " \t\n\u00a0\u00ad\ufeff\u200b\u200e\u200f\u2060"


@dataclass(slots=True)
class _Value:
    """A field that is in the page, and the lines of its value without hints and blank ends."""

    found: Found
    form: FormField
    lines: Lines
    empty: bool
    placeholder: bool
    span: Span


@dataclass(slots=True)
class _Reading:
    values: dict[FieldKey, _Value] = field(default_factory=dict)
    unrecognised: list[Unrecognised] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    items: dict[FieldKey, tuple[Item, ...]] = field(default_factory=dict)


class Places:
    """Rows and columns of a text, 1-based; columns in code points, a line ends with its line feed."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._row = 1
        self._at = 0

    def of(self, offset: int) -> tuple[int, int]:
        """The row and column of an offset; quickest when asked in order."""
        if offset < self._at:
            self._row, self._at = 1, 0
        self._row += self._text.count("\n", self._at, offset)
        self._at = offset
        return self._row, offset - (self._text.rfind("\n", 0, offset) + 1) + 1


def submission(page: Page, edition: Edition, stream: Stream, found: Sequence[Found]) -> Submission:
    """The record of a page whose fields have been found."""
    reading = _Reading()
    noise = _Noise(edition)
    _unbullet(found)
    for part in found:
        _take(part, reading, noise, page)
    reading.remarks += [
        Remark(kind=RemarkKind.UNCLOSED, span=span, text=page.text[span.start : span.end])
        for span in stream.unclosed[:20]
    ]
    known = [value for value in reading.values.values() if value.form.key is not FieldKey.PARTICIPANTS]
    if not known:
        reading.remarks.insert(0, Remark(kind=RemarkKind.NO_FORM, span=Span(0, 0)))
    data = _typed(reading, page, edition, noise)
    title = data.get("title") or title_of(page, edition)
    data["status"] = _status(page, edition, stream, reading)
    fields, raw = _field_texts(reading, page)
    spans = [*(part.label_span for part in fields), *(part.value_span for part in fields)]
    return Submission(
        edition=edition.id,
        page=page_ref(page),
        **(data | {"title": title}),
        unrecognised=tuple(reading.unrecognised),
        raw=raw,
        fields=fields,
        remarks=tuple(reading.remarks),
        form_span=Span(min(span.start for span in spans), max(span.end for span in spans))
        if known
        else Span(0, 0),
    )


def page_ref(page: Page) -> PageRef:
    """The page as the record names it."""
    return PageRef(
        title=page.title,
        page_id=page.page_id,
        revision_id=page.revision_id,
        timestamp=page.timestamp,
        url=page.url,
    )


def title_of(page: Page, edition: Edition) -> str:
    """The last part of a page's title: what stands behind the edition's prefix, where it has one."""
    for prefix in (*edition.pages.prefixes, *edition.pages.programme):
        if page.title.startswith(prefix) and len(page.title) > len(prefix):
            return page.title[len(prefix) :].removeprefix("Drafts/")
    return page.title.rstrip("/").rsplit("/", 1)[-1] or page.title


class _Noise:
    """The texts of an edition that mean nothing, or stand for nothing."""

    def __init__(self, edition: Edition) -> None:
        self.noise = {_same(text) for text in edition.form.noise}
        self.placeholders = {_same(text) for text in edition.form.placeholders}
        self.longest = 2 * max((len(text) for text in edition.form.noise), default=0)

    def hints(self, form: FormField) -> frozenset[str]:
        return frozenset(_same(hint) for hint in form.hints) | self.placeholders

    def is_noise(self, line: Line) -> bool:
        return len(line.text) <= self.longest and _same(line.text) in self.noise


@lru_cache(maxsize=4096)
def _same(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).strip(" ()[]<>'\"")


def _unbullet(found: Sequence[Found]) -> None:
    """In a form whose values are written as a bullet below the label, one bullet alone is no list."""
    alone = [part for part in found if part.label and not part.inline and _sole_bullet(part)]
    if any(part.form and part.form.key not in PROSE | PEOPLE for part in alone):
        for part in alone:
            if part.form is None or part.form.key is not FieldKey.PARTICIPANTS:
                part.lines = [replace(line, kind=LineKind.PARAGRAPH, depth=0) for line in part.lines]


def _sole_bullet(part: Found) -> bool:
    filled = [line for line in part.lines if line.runs]
    return len(filled) == 1 and filled[0].kind in (LineKind.BULLET, LineKind.NUMBER)


def _take(part: Found, reading: _Reading, noise: _Noise, page: Page) -> None:
    """Put one found part where it belongs: a field, or what is unrecognised."""
    part.lines = [line for line in part.lines if not noise.is_noise(line)]
    form = part.form
    if form is None or form.key is FieldKey.OTHER:
        _leave(part, reading, page)
        if part.odd:
            reading.remarks.append(
                Remark(kind=RemarkKind.UNKNOWN_FIELD, span=part.label_span, text=part.label or "")
            )
        return
    value = _value(part, form, noise, page)
    before = reading.values.get(form.key)
    if before is None:
        reading.values[form.key] = value
        return
    later_wins = before.empty or (part.shape is before.found.shape and part.shape == 0 and not value.empty)
    reading.values[form.key], rest = (value, before) if later_wins else (before, value)
    if rest.found.filled:
        _leave(rest.found, reading, page)
    reading.remarks.append(
        Remark(kind=RemarkKind.DUPLICATE_FIELD, span=part.label_span, text=part.label or "", key=form.key)
    )


def _leave(part: Found, reading: _Reading, page: Page) -> None:
    """A label or text that no field claims."""
    text = _told(part.lines, page)
    if text or part.label:
        last = part.lines[-1].end if part.lines else part.label_span.end
        span = Span(part.label_span.start, max(last, part.label_span.end))
        reading.unrecognised.append(Unrecognised(label=part.label, text=text, span=span))


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


def _value(part: Found, form: FormField, noise: _Noise, page: Page) -> _Value:
    hints = noise.hints(form)
    lines = part.lines
    whole = (
        _same(" ".join(line.text for line in lines))
        if sum(len(line.text) for line in lines) < _LONGEST_HINT
        else ""
    )
    placeholder = bool(whole) and whole in hints
    if form.key is not FieldKey.PARTICIPANTS and len(lines) > 1 and not placeholder:
        kept = [
            line
            for line in lines
            if not line.runs or len(line.text) > _LONGEST_HINT or _same(line.text) not in hints
        ]
        placeholder = len(kept) < len(lines) and not any(line.text.strip() for line in kept)
        lines = lines if placeholder else kept
    span = _span(part, page)
    visible = any(line.text.strip() or any(run.link for run in line.runs) for line in lines)
    empty = not visible or placeholder or _nothing(lines)
    return _Value(part, form, tuple(lines), empty, placeholder, span)


def _nothing(lines: Sequence[Line]) -> bool:
    """Whether a value says that there is none."""
    texts = [line.text.strip() for line in lines if line.runs]
    return len(texts) == 1 and texts[0].casefold() in _NOTHING


def _span(part: Found, page: Page) -> Span:
    """Where a field's value stands, without the blanks around it."""
    filled = [line for line in part.lines if line.runs]
    text = page.text
    if not filled:
        return Span(part.behind, part.behind)
    first = filled[0]
    start = part.behind
    if not part.inline:
        start = first.start
        if page.markup is Markup.HTML:
            pass
        elif (
            first.kind in _LIST_KINDS and "\n" in text[part.behind : start]
        ) or first.kind is LineKind.PARAGRAPH:
            start = max(text.rfind("\n", 0, start) + 1, min(part.behind, start))
    end = max(filled[-1].end, start)
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    start += len(text[start:end]) - len(text[start:end].lstrip())
    if part.shape is Shape.BOLD and text[start:end].endswith("'''") and text.count("'''", start, end) % 2:
        end -= 3  # the label and its value are bold together
    return Span(start, max(start, end))


def _typed(reading: _Reading, page: Page, edition: Edition, noise: _Noise) -> dict[str, Any]:
    """The record's values by key."""
    data: dict[str, Any] = {}
    for key in _TEXTS:
        data[key.value] = plain(value.lines) if (value := _filled(reading, key)) else None
    title = _filled(reading, FieldKey.TITLE)
    data["title"] = " ".join((plain(title.lines) or "").split()) if title else ""
    for key in _CHOICES:
        value = _filled(reading, key)
        matched = choices.match(value.lines, value.form) if value else None
        data[key.value] = matched.values if matched else ()
        reading.items[key] = matched.items if matched else ()
    data["mode"] = ", ".join(data["mode"]) or None
    data["authors"], data["usernames"] = _people(reading)
    data["participants"] = _participants(reading, edition, noise)
    for key, value in reading.values.items():
        if value.placeholder:
            remark = Remark(
                kind=RemarkKind.PLACEHOLDER,
                span=value.span,
                text=page.text[value.span.start : value.span.end],
                key=key,
            )
            if remark.span not in [
                other.span for other in reading.remarks if other.kind is RemarkKind.PLACEHOLDER
            ]:
                reading.remarks.append(remark)
    return data


def _filled(reading: _Reading, key: FieldKey) -> _Value | None:
    value = reading.values.get(key)
    return value if value and not value.empty else None


def _people(reading: _Reading) -> tuple[tuple[str, ...], tuple[Username, ...]]:
    author = _filled(reading, FieldKey.AUTHORS)
    authors = people.authors(author.lines) if author else None
    names = authors.names if authors else ()
    reading.items[FieldKey.AUTHORS] = authors.items if authors else ()
    account = _filled(reading, FieldKey.USERNAMES)
    if account is None:
        return names, ()
    accounts = people.accounts(account.lines, names)
    reading.items[FieldKey.USERNAMES] = accounts.items
    reading.unrecognised += accounts.leftovers
    return names or accounts.names, accounts.usernames


def _participants(reading: _Reading, edition: Edition, noise: _Noise) -> tuple[Participant, ...]:
    value = reading.values.get(FieldKey.PARTICIPANTS)
    if value is None:
        return ()
    hints = (*value.form.hints, *edition.form.noise, *edition.form.placeholders)
    if value.empty:
        return ()
    entries = participants.read(value.lines, hints)
    reading.unrecognised += entries.unrecognised
    reading.remarks += entries.remarks
    return entries.participants


def _status(page: Page, edition: Edition, stream: Stream, reading: _Reading) -> Any:
    """The status, as the edition says; a text that tells it is claimed by that."""
    value = reading.values.get(FieldKey.STATUS)
    banners = [
        *stream.banners,
        *(text for rest in reading.unrecognised for text in (rest.text,) if text and rest.label is None),
    ]
    title = reading.values.get(FieldKey.TITLE)
    runs = [run for line in title.lines for run in line.runs if run.text.strip()] if title else []
    carried = replace(page, categories=(*page.categories, *stream.categories)) if stream.categories else page
    return status.status_of(
        edition,
        carried,
        value.lines if value and not value.empty else None,
        banners,
        bool(runs) and all(run.struck for run in runs),
    )


def _field_texts(reading: _Reading, page: Page) -> tuple[tuple[FieldText, ...], dict[str, str]]:
    places = Places(page.text)
    texts: list[FieldText] = []
    for key, value in sorted(reading.values.items(), key=lambda pair: pair[1].found.label_span):
        text = page.text[value.span.start : value.span.end]
        line, column = places.of(value.span.start)
        texts.append(
            FieldText(
                key=key,
                label=value.found.label or "",
                label_span=value.found.label_span,
                value_span=value.span,
                text=text,
                line=line,
                column=column,
                empty=value.empty,
                placeholder=value.placeholder,
                items=reading.items.get(key, ()),
            )
        )
    return tuple(texts), {text.key.value: text.text for text in texts}


def links_of(lines: Iterable[Line]) -> list[str]:
    """The accounts that lines link to."""
    kinds = (LinkKind.USER, LinkKind.TALK)
    return [run.link.target for line in lines for run in line.runs if run.link and run.link.kind in kinds]
