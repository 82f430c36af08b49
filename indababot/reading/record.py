"""The fields of a form -> the record."""

from collections.abc import Sequence
from typing import Any

from indababot.editions import Edition
from indababot.lexicon import without_signs
from indababot.pages import Page
from indababot.reading.form import (
    Fields,
    Labels,
    Section,
    Value,
    fields_of,
    label_key,
    labels_of,
    noise_of,
    numbered,
    text_of,
)
from indababot.reading.markup import Edge, Fence, Line, LineKind, Lines, Stream, plain
from indababot.reading.values import (
    MOST,
    banners,
    choices,
    claims,
    current,
    divided,
    is_struck,
    limited,
    participants,
    people,
    signed,
    ticked,
    told_in,
    unstruck,
    without_status,
)
from indababot.records import (
    Evidence,
    FieldKey,
    FieldText,
    PageRef,
    Participant,
    Remark,
    RemarkKind,
    Span,
    Submission,
    Unrecognised,
    Username,
)

_CHOICES = (FieldKey.TYPES, FieldKey.THEMES, FieldKey.LEVELS, FieldKey.LANGUAGES, FieldKey.MODE)
_TEXTS = (
    *(FieldKey.NUMBER, FieldKey.AFFILIATION, FieldKey.COUNTRY, FieldKey.REQUIREMENTS, FieldKey.EXTRA),
    *(FieldKey.DURATION, FieldKey.ABSTRACT, FieldKey.BENEFIT, FieldKey.TAKEAWAYS),
)
_SHORT = (FieldKey.TITLE, FieldKey.NUMBER, FieldKey.AFFILIATION, FieldKey.COUNTRY, FieldKey.DURATION)
"""Texts that are one answer, which another one replaces."""
_CHANGED = (FieldKey.TITLE, FieldKey.DURATION, FieldKey.AUTHORS, FieldKey.USERNAMES)
_ASKED = (FieldKey.DURATION, FieldKey.COUNTRY, FieldKey.REQUIREMENTS)
"""Texts for which a form may print options with boxes."""
_CERTAIN = frozenset((Evidence.LINK, Evidence.PREFIX, Evidence.SIGNATURE))
"""What tells an account in a field that asks for something else."""
_NO_FORM = frozenset((FieldKey.PARTICIPANTS, FieldKey.STATUS))
"""Fields that stand on pages without a form too."""
_MAX_UNCLOSED = 20
"""Where more brackets than this are unclosed, the first ones tell enough."""


def submission(page: Page, edition: Edition, stream: Stream, found: Sequence[Section]) -> Submission:
    """The record of a page whose labels have been found."""
    parts = numbered(found, edition, page)
    decided = banners.status(page, edition, stream, parts)
    claims.claim_interest(parts, edition)
    claims.claim_mode(parts, edition)
    below = signed.claim(parts)
    fields = fields_of(parts, noise_of(edition), page)
    fields.unrecognised += below
    for span in stream.unclosed[:_MAX_UNCLOSED]:
        told = page.text[span.start : span.end]
        fields.remarks.append(Remark(kind=RemarkKind.UNCLOSED, span=span, text=told))
    if stream.cut is not None:
        fields.remarks.append(Remark(kind=RemarkKind.CUT, span=Span(stream.cut, stream.cut)))
    known = any(key not in _NO_FORM for key in fields.values)
    if not known:
        fields.remarks.insert(0, Remark(kind=RemarkKind.NO_FORM, span=Span(0, 0)))
    data = _typed(fields, page, edition, stream)
    data["title"] = data["title"] or title_of(page, edition)
    texts = _field_texts(fields, page)
    fields.unrecognised += _asides(page, stream, texts, labels_of(edition), data["title"])
    return Submission(
        edition=edition.id,
        page=page_ref(page),
        status=decided,
        unrecognised=tuple(fields.unrecognised),
        raw={text.key.value: text.written(page.text) for text in texts},
        fields=texts,
        remarks=tuple(fields.remarks),
        form_span=_form_span(texts, stream, page.text) if known else Span(0, 0),
        **data,
    )


def _asides(
    page: Page, stream: Stream, texts: Sequence[FieldText], labels: Labels, title: str
) -> list[Unrecognised]:
    """Footnotes, and what no reader sees outside the fields, where it is more than a picture's name or the page's title."""
    if not (stream.asides or stream.notes or stream.told_notes):
        return []
    known = label_key(f"{page.title} {title}")
    out = [_shown(page, span) for span in stream.notes]
    told_notes = ((text_of(note.lines), note.span) for note in stream.told_notes)
    out += [Unrecognised(text=text, span=span) for text, span in told_notes if text]
    for span in stream.asides:
        told = page.text[span.start : span.end].strip()
        inside = any(value.start <= span.start < value.end for text in texts for value in text.spans)
        if not inside and not labels.is_known(told) and label_key(told) not in known:
            out.append(_shown(page, span))
    return out


def _shown(page: Page, span: Span) -> Unrecognised:
    return Unrecognised(text=" ".join(without_signs(page.text[span.start : span.end]).split()), span=span)


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
    """The last part of a page's title: what stands behind the edition's prefix, and behind parts that tell a status (``Drafts/``)."""
    for prefix in (*edition.pages.prefixes, *edition.pages.programme):
        if page.title.startswith(prefix) and len(page.title) > len(prefix):
            return without_status(page.title[len(prefix) :], edition)
    return page.title.rstrip("/").rsplit("/", 1)[-1] or page.title


def _typed(fields: Fields, page: Page, edition: Edition, stream: Stream) -> dict[str, Any]:
    """The record's values by key."""
    data: dict[str, Any] = {}
    _leave_former(fields)
    for key in _TEXTS:
        data[key.value] = _text(fields, value) if (value := fields.filled(key)) else None
    number = fields.filled(FieldKey.NUMBER)
    data["number"] = _number(_current(fields, number), page.text) if number else None
    title = fields.filled(FieldKey.TITLE)
    data["title"] = " ".join((plain(_current(fields, title)) or "").split()) if title else ""
    for key in _CHOICES:
        value = fields.filled(key)
        lines, below = divided(value.lines, value.form) if value else ((), ())
        fields.unrecognised += map(_told, below)
        printed = value is not None and value.section.options in value.section.lines
        matched = choices.match(lines, value.form, printed=printed) if value else None
        if value and matched and not matched.values:
            value.empty = True  # no box is ticked, or all is struck
        data[key.value] = matched.values if matched else ()
        fields.items[key] = matched.items if matched else ()
    data["mode"] = ", ".join(data["mode"]) or None
    if mailed := fields.filled(
        FieldKey.EMAILS
    ):  # no record shows this field: a text whose label is gone would be lost in it
        fields.unrecognised += [_told(line) for line in told_in(mailed.lines)]
    data["authors"], data["usernames"] = _people(fields)
    data["participants"] = _participants(fields, edition, data["usernames"])
    told = {remark.span for remark in fields.remarks if remark.kind is RemarkKind.PLACEHOLDER}
    for key, value in fields.values.items():
        if value.placeholder and value.span not in told and key is not FieldKey.PARTICIPANTS:
            text = page.text[value.span.start : value.span.end]
            fields.remarks.append(Remark(kind=RemarkKind.PLACEHOLDER, span=value.span, text=text, key=key))
    return data


def _told(line: Line) -> Unrecognised:
    return Unrecognised(text=text_of((line,)), span=Span(line.start, line.end))


def _leave_former(fields: Fields) -> None:
    """Takes what was before out of the values of which there is one answer, or people; a choice that was left stays in ``raw`` only."""
    for key, value in fields.values.items():
        if key in _CHANGED or key in _CHOICES:
            value.lines, gone = current(value.lines, titled=key is FieldKey.TITLE)
            fields.unrecognised += gone if key in _CHANGED else ()


def _text(fields: Fields, value: Value) -> str | None:
    """A text; of options with boxes what is ticked of them."""
    lines = _current(fields, value)
    if value.form.key in _ASKED and (options := ticked(lines)) is not None:
        return ", ".join(filter(None, (plain((line,)) for line in options))) or None
    return plain(lines)


def _number(lines: Lines, source: str) -> str | None:
    """A number is one line; of a term the wiki makes two, where a colon stands inside: ``;Submission no. 6020: Subject E3``."""
    out, end = "", 0
    for line in lines:
        if text := " ".join(line.text.split()):
            told = line.kind is LineKind.DEFINITION and "\n" not in source[end : line.start]
            out += f"{': ' if told else ' '}{text}" if out else text
            end = line.end
    return out or None


def _current(fields: Fields, value: Value) -> Lines:
    """The lines of a text; of a short one without what is struck where something stands in its place."""
    lines = value.lines
    struck = value.form.key in _SHORT and any(run.struck for line in lines for run in line.runs)
    if struck and not is_struck(lines):
        lines, gone = unstruck(lines)
        fields.unrecognised += gone
    return lines


def _people(fields: Fields) -> tuple[tuple[str, ...], tuple[Username, ...]]:
    author = fields.filled(FieldKey.AUTHORS)
    account = fields.filled(FieldKey.USERNAMES)
    beside = account.lines if account else ()
    authors = people.authors(_limited(fields, author), beside) if author else people.Authors()
    fields.items[FieldKey.AUTHORS] = authors.items
    fields.unrecognised += authors.leftovers
    if account is None:
        mailed = _mailed(fields, authors.names)
        return people.together(authors, mailed) if mailed.usernames else (authors.names, authors.usernames)
    accounts = people.accounts(_limited(fields, account), authors.names, authors.usernames)
    fields.items[FieldKey.USERNAMES] = accounts.items
    fields.unrecognised += accounts.leftovers
    return people.together(authors, accounts)


def _mailed(fields: Fields, authors: Sequence[str]) -> people.Accounts:
    """The accounts in the place of an address, where the page names none elsewhere: the field tells how to reach somebody.

    A plain name is one among more that are marked as accounts.
    """
    value = fields.filled(FieldKey.EMAILS)
    told = people.accounts(value.lines, authors).usernames if value else ()
    marked = tuple(one for one in told if one.evidence in _CERTAIN)
    return people.Accounts(told if len(marked) * 2 > len(told) else marked)


def _participants(fields: Fields, edition: Edition, authors: Sequence[Username]) -> tuple[Participant, ...]:
    value = fields.filled(FieldKey.PARTICIPANTS)
    if value is None:
        return ()
    hints = (*value.form.hints, *edition.form.noise, *edition.form.placeholders)
    entries = participants.read(_limited(fields, value), hints, [author.name for author in authors])
    fields.unrecognised += entries.unrecognised
    fields.remarks += entries.remarks
    return entries.participants


def _limited(fields: Fields, value: Value) -> Lines:
    """The lines of a field of people without who is struck; where there are too many, the others are left as they stand, and it is told."""
    lines, rest = limited(value.lines)
    if any(run.struck for line in lines for run in line.runs) and not _is_struck(fields):
        lines, gone = unstruck(lines, people=True)
        fields.unrecognised += gone
    if text := text_of(rest):
        place = Span(rest[0].start, rest[-1].end)
        fields.unrecognised.append(Unrecognised(text=text, span=place))
        told = str(MOST)
        fields.remarks.append(Remark(kind=RemarkKind.TOO_MANY, span=place, text=told, key=value.form.key))
    return lines


def _is_struck(fields: Fields) -> bool:
    """Whether the submission is struck, and not one of its people."""
    told = [value for key in (FieldKey.TITLE, FieldKey.AUTHORS) if (value := fields.filled(key))]
    return any(is_struck(value.lines) for value in told)


def _field_texts(fields: Fields, page: Page) -> tuple[FieldText, ...]:
    """The fields as they stand in the page, in their order there."""
    text = page.text
    out: list[FieldText] = []
    row, at = 1, 0
    for value in sorted(fields.values.values(), key=_place):
        start, end = value.span
        row += text.count("\n", at, start) if start >= at else -text.count("\n", start, at)
        at = start
        out.append(
            FieldText(
                key=value.form.key,
                label=value.section.name,
                label_span=value.section.label_span,
                value_span=value.span,
                text=text[start:end],
                line=row,
                column=start - text.rfind("\n", 0, start),
                empty=value.empty,
                placeholder=value.placeholder and value.form.key is not FieldKey.PARTICIPANTS,
                items=fields.items.get(value.form.key, ()),
                further=value.further,
            )
        )
    return tuple(out)


def _place(value: Value) -> int:
    return value.section.label_span.start


def _form_span(texts: Sequence[FieldText], stream: Stream, source: str) -> Span:
    """From the line where the form begins (of a table or a call, its first one) to the end of its last field."""
    own = [text for text in texts if text.key not in _NO_FORM]
    first = min(text.label_span.start for text in own)
    last = max(end for text in texts for end in (text.label_span.end, text.value_span.end))
    around: list[int] = []
    for item in stream.items:
        if item.start > first:
            break
        if isinstance(item, Fence):
            if item.edge in (Edge.TABLE, Edge.CALL):
                around.append(item.start)
            elif item.edge in (Edge.TABLE_END, Edge.CALL_END) and around:
                around.pop()
    start = around[-1] if around else first
    return Span(source.rfind("\n", 0, start) + 1, last)
