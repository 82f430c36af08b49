"""The status of a page, and the text outside its fields that told it."""

from collections.abc import Sequence
from dataclasses import replace

from indababot.editions import Edition
from indababot.pages import Page
from indababot.reading.form import Section, tells_reviewers
from indababot.reading.markup import Line, LinkKind, Stream
from indababot.reading.values.status import rules
from indababot.records import FieldKey, Span, Status

_LONGEST = 600
"""A longer line is no banner."""


def status(page: Page, edition: Edition, stream: Stream, found: list[Section]) -> Status:
    """The status, as the edition's rules give it.

    A line outside the fields that tells it becomes the status field's value, where the page has none: so it is claimed.
    """
    written = _written(found, edition)
    title = next((part for part in found if part.key is FieldKey.TITLE), None)
    struck = _is_struck([title] if title else [part for part in found if part.form])
    if title and written is None and not struck and (beside := _beside_struck(title, edition)):
        _claim(found, title, beside, edition)
        written = found[-1]
    lines = _lines(stream, found, edition)
    texts = [text for _, _, told in lines for text in told] + _headings(found) + _forms(stream, edition)
    texts = list(dict.fromkeys(texts))  # each text is looked at by every rule: once is enough
    carried = replace(page, categories=(*page.categories, *stream.categories)) if stream.categories else page
    decided = rules.status_of(edition, carried, tuple(written.lines) if written else None, texts, struck)
    if written is None:
        silent: set[tuple[str, ...]] = set()
        for part, line, told in lines:
            if told not in silent and rules.telling(edition, decided, told):
                _claim(found, part, line, edition)
                break
            silent.add(told)
    return decided


def _written(found: Sequence[Section], edition: Edition) -> Section | None:
    """The field that tells the status: the first one, or where that is open still the first of another name that decides."""
    told = [part for part in found if part.key is FieldKey.STATUS and part.filled]
    if not told or rules.decides(edition, told[0].lines):
        return told[0] if told else None
    others = (part for part in told if part.label != told[0].label and rules.decides(edition, part.lines))
    return next(others, told[0])


def _is_struck(parts: Sequence[Section]) -> bool:
    """Whether all that a reader sees in some fields is struck; on a page without a title these are all that it has."""
    runs = [run for part in parts for line in part.lines for run in line.runs if run.text.strip()]
    return bool(runs) and all(run.struck for run in runs)


def _lines(
    stream: Stream, found: Sequence[Section], edition: Edition
) -> list[tuple[Section, Line, tuple[str, ...]]]:
    """The lines that may be banners, with what each says: those outside the fields, and templates alone on a line."""
    calls = {banner.start: banner for banner in stream.banners}
    out: list[tuple[Section, Line, tuple[str, ...]]] = []
    for part in found:
        if (part.form is not None and not calls) or tells_reviewers(part.label or ""):
            continue
        for line in part.lines:
            filled = [run for run in line.runs if run.text.strip() and not run.struck]
            if all(_leads_away(run.link) for run in filled):
                continue
            call = calls.get(filled[0].start) if len(filled) == 1 else None
            if len(line.text) > _LONGEST and call is None:
                continue
            if call:
                out.append((part, line, (*rules.texts_of(call, edition), rules.standing(line))))
            elif part.form is None:
                out.append((part, line, (rules.standing(line), *rules.heads(line))))
    return out


def _beside_struck(title: Section, edition: Edition) -> Line | None:
    """What stands beside a struck title or below it and tells the status: ``(withdrawn)``. It is taken from the title, which is read as
    if it stood."""
    struck = False
    for place, line in enumerate(title.lines):
        struck = struck or any(run.struck for run in line.runs)
        told = [rules.standing(line), *(run.text for run in line.runs if run.bold and not run.struck)]
        if struck and any(rules.is_status(edition, text) for text in told):
            title.lines[place] = replace(line, runs=tuple(run for run in line.runs if run.struck))
            return replace(line, runs=tuple(run for run in line.runs if not run.struck))
    return None


def _leads_away(link: object) -> bool:
    """Whether a text is a link to another page: an entry of a navigation, no banner."""
    return getattr(link, "kind", None) is LinkKind.PAGE


def _headings(found: Sequence[Section]) -> list[str]:
    return [part.label for part in found if part.form is None and part.label]


def _forms(stream: Stream, edition: Edition) -> list[str]:
    """The names of the templates that are called with parameters of the form: of these, the name alone is looked at."""
    return [
        text for banner in stream.banners if not banner.values for text in rules.texts_of(banner, edition)
    ]


def _claim(found: list[Section], part: Section, line: Line, edition: Edition) -> None:
    """Make a line the value of the status field."""
    part.lines = [other for other in part.lines if other is not line]
    form = edition.field(FieldKey.STATUS)
    found[:] = [one for one in found if not (one.key is FieldKey.STATUS and not one.filled)]
    place = Span(line.start, line.start)
    found.append(Section(form, None, place, line.start, None, lines=[line], inline=True))
