"""A page and its edition -> the record: the steps in order."""

import re
from dataclasses import replace

from indababot.editions import Edition, StatusSource
from indababot.pages import Markup, Page
from indababot.reading import record
from indababot.reading.form import Labels, labels_of, sections_of, speaks_of_interest
from indababot.reading.markup import Stream, composed, numbered, unpasted, wikitext
from indababot.records import FieldKey, Remark, RemarkKind, Span, Submission, Unrecognised
from indababot.wikicode import Misread

_LONE_RETURN = re.compile(r"\r(?!\n)")
MAX_LENGTH = 120_000
"""Longer pages are not read: the longest submission seen has 30,000 characters; 120,000 hostile ones take about a second."""
MAX_LINES = 10_000
"""Nor are pages of more lines: each is an object with its place, and no submission has a tenth of it."""


MISREAD = "a fault of indababot; please report the page"
"""Why a page was not read whose tree does not give its text back: the pages beside it are read all the same."""


def read(page: Page, edition: Edition) -> Submission:
    """The record of one page."""
    if why := _excess(page):
        return _unread(page, edition, why)
    try:
        return _whole(page, edition)
    except Misread:
        return _unread(page, edition, MISREAD)


def _whole(page: Page, edition: Edition) -> Submission:
    if "\r" in page.text and (ends := _LONE_RETURN.sub("\n", page.text)) != page.text:
        # A lone return ends a line too; the text keeps its length, so that all places stay true.
        return _as_written(_read(replace(page, text=ends), edition), page.text)
    return _read(page, edition)


def _excess(page: Page) -> str | None:
    """Why a page is too long to be read; None where it is not."""
    text = page.text
    if page.markup is Markup.HTML:
        from indababot.reading.markup import htmlsource

        if why := htmlsource.excess(text):
            return why
        text = text[slice(*htmlsource.content(text))]
    if len(text) > MAX_LENGTH:
        return f"{len(text)} characters"
    lines = text.count("\n") + len(_LONE_RETURN.findall(text))
    return f"{lines} lines" if lines > MAX_LINES else None


def _read(page: Page, edition: Edition) -> Submission:
    labels = labels_of(edition)
    stream = numbered(composed(unpasted(stream_of(page, edition, labels), page.text)))
    return record.submission(page, edition, stream, sections_of(page, edition, stream))


def _as_written(submission: Submission, text: str) -> Submission:
    """The record with the wikitext of its fields taken from another text of the same length."""
    fields = tuple(
        field._replace(text=text[field.value_span.start : field.value_span.end])
        for field in submission.fields
    )
    return submission.model_copy(
        update={"fields": fields, "raw": {field.key.value: field.written(text) for field in fields}}
    )


def stream_of(page: Page, edition: Edition, labels: Labels) -> Stream:
    """What a page shows, whatever its markup."""
    if page.markup is Markup.HTML:
        from indababot.reading.markup import html

        return html.read(page.text)
    if page.markup is Markup.TEXT:
        from indababot.reading.markup import baretext

        prefixes = (*edition.pages.prefixes, *edition.pages.programme)
        return baretext.read(
            page.text,
            page.title,
            _category_names(edition),
            prefixes,
            lambda text: labels.lookup(text) is not None,
            lambda text: _invites(labels, text),
        )
    return wikitext.read(page.text, page.title, labels.is_parameter, edition.pages.templates)


def _invites(labels: Labels, text: str) -> bool:
    """Whether people sign below a text."""
    field = labels.lookup(text)
    return field.key is FieldKey.PARTICIPANTS if field else speaks_of_interest(text)


def _category_names(edition: Edition) -> frozenset[str]:
    """The categories that an edition speaks of, folded: whole, and their last part."""
    names = [name for rule in edition.statuses if rule.source is StatusSource.CATEGORY for name in rule.match]
    names += edition.pages.categories
    return frozenset(text.casefold() for name in names for text in (name, name.rsplit("/", 1)[-1]))


def _unread(page: Page, edition: Edition, why: str) -> Submission:
    return Submission(
        edition=edition.id,
        page=record.page_ref(page),
        title=record.title_of(page, edition),
        status=edition.status,
        unrecognised=(Unrecognised(text=page.text, span=Span(0, len(page.text))),),
        remarks=(Remark(kind=RemarkKind.UNPARSABLE, span=Span(0, 0), text=why),),
    )
