"""Runs the rules over submissions and turns what they find into diagnostics."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b

from indababot.checking.near import bare
from indababot.checking.online import OnlineFacts
from indababot.checking.rule import Context, Finding, Proposal, Rule, shown
from indababot.checking.rules import RULES
from indababot.checking.rules.pages import unreadable_file
from indababot.checking.rules.values import duplicate_title
from indababot.checking.select import overrides
from indababot.checking.suppress import suppress
from indababot.diagnostics import Diagnostic, Edit, Fix, Location, Severity
from indababot.editions import Edition
from indababot.errors import PageUnreadable
from indababot.i18n import N_, with_values
from indababot.pages import Page
from indababot.privacy import masked
from indababot.records import FieldKey, Span, Submission
from indababot.spool import Spool
from indababot.terminal import encodable

Entry = tuple[Submission, Page]
MOST = 100
"""How many findings of one rule on one page are told; what more there are is counted."""

MORE = N_("and {count} more like this")

_OF_THE_UNREADABLE = frozenset({"IB502", "IB601"})
"""The rules for a page whose text is hidden, lost or garbled: what else there is to be found in it is that one fault again."""


def check(
    submission: Submission,
    page: Page,
    edition: Edition,
    *,
    online: OnlineFacts | None = None,
    to_fix: bool = False,
) -> list[Diagnostic]:
    """What is to be told about one submission, in the order of its page, in English.

    Rules that the edition ignores and findings that a comment in the page suppresses are left out. Where many findings of a rule are
    one, this one has the fixes of all if they are what is looked for (``to_fix``), and else none.
    """
    context = Context(submission, page, edition, online)
    rules = [rule for rule in RULES.values() if not page.unreadable or rule.code in _OF_THE_UNREADABLE]
    found = ((rule, finding) for rule in rules for finding in rule.find(context))
    return _diagnostics(context, suppress(context, found), to_fix=to_fix)


def check_all(
    entries: Sequence[Entry], edition: Edition, *, online: OnlineFacts | None = None
) -> list[list[Diagnostic]]:
    """The findings on each of many submissions, those among them that only show when all are seen; in the order given."""
    found = [check(submission, page, edition, online=online) for submission, page in entries]
    return with_duplicates(entries, found, edition)


def with_duplicates(
    entries: Sequence[Entry], found: Iterable[list[Diagnostic]], edition: Edition
) -> list[list[Diagnostic]]:
    """The findings on each of many submissions, with those that only show when all are seen."""
    titles = Titles()
    whole = []
    for (submission, page), own in zip(entries, found, strict=True):
        other = titles.before(compared_title(submission, page, edition), page, edition)
        whole.append(own if other is None else with_duplicate(own, submission, page, edition, other))
    return whole


def unreadable(error: PageUnreadable) -> Diagnostic:
    """The finding that a file or page could not be read, at its very start."""
    rule, start = unreadable_file, Location(row=1, column=1)
    values = {
        name: with_values(value, lambda text: masked(encodable(text))) for name, value in error.values.items()
    }
    advice = rule.help if error.advice is None else error.advice
    return Diagnostic(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        message=error.reason.format_map(values),
        filename=encodable(error.filename) if error.filename else None,
        page=masked(encodable(error.title)),
        location=start,
        end_location=start,
        help=advice.format_map(values) or None,
        template=error.reason,
        help_template=advice,
        values=values,
    )


def compared_title(submission: Submission, page: Page, edition: Edition) -> str:
    """The title that no other proposal should have; empty where there is none, as on a programme card, which is no second proposal."""
    card = page.title.startswith(edition.pages.programme)
    return bare(submission.title) if submission.fields and not card else ""


class Titles:
    """The titles of the proposals so far: which page had one first. Of a page little is remembered, its names on the disk."""

    def __init__(self) -> None:
        self._first: dict[bytes, int] = {}
        self._names: Spool[tuple[str, str | None]] = Spool()

    def before(self, title: str, page: Page, edition: Edition) -> Page | None:
        """The first page of the edition with a title as :func:`compared_title` gives it, without its text; None where it is this one."""
        if not title:
            return None
        key = blake2b(f"{edition.id}\0{title}".encode("utf-8", "surrogatepass"), digest_size=16).digest()
        number = self._first.setdefault(key, len(self._names))
        if number == len(self._names):
            self._names.add((page.title, page.filename))
            return None
        name, filename = self._names[number]
        return None if (name, filename) == (page.title, page.filename) else Page(name, "", filename=filename)


def with_duplicate(
    found: Sequence[Diagnostic], submission: Submission, page: Page, edition: Edition, other: Page
) -> list[Diagnostic]:
    """A page's findings with the one that another page has its title, unless a comment suppresses that."""
    context = Context(submission, page, edition)
    place = context.place(context.by_key.get(FieldKey.TITLE))
    values = {
        "title": shown(submission.title),
        "other": other.filename or other.title,
        "other_page": other.title,  # for a report on a wiki, where a path of somebody's disk says nothing
    }
    finding = Finding(place, N_("the title '{title}' is that of '{other}' too"), values)
    told = _diagnostics(context, suppress(context, [(duplicate_title, finding)], judge_unused=False))
    return sorted([*found, *told], key=_order)


def _diagnostics(
    context: Context, found: Iterable[tuple[Rule, Finding]], *, to_fix: bool = False
) -> list[Diagnostic]:
    ignored, severities = overrides(context.edition.rules)
    kept = ((rule, finding) for rule, finding in found if rule.code not in ignored)
    few = _bounded(kept, context.page.text if to_fix else None)
    return sorted((_located(context, rule, finding, severities) for rule, finding in few), key=_order)


def _bounded(found: Iterable[tuple[Rule, Finding]], text: str | None) -> Iterator[tuple[Rule, Finding]]:
    """The first findings of each rule, and one that says how many more there are; it fixes them where there is a text to fix."""
    counts = Counter[str]()
    left: dict[str, tuple[Rule, list[Finding]]] = {}
    for rule, finding in found:
        counts[rule.code] += 1
        if counts[rule.code] <= MOST:
            yield rule, finding
        else:
            left.setdefault(rule.code, (rule, []))[1].append(finding)
    for rule, more in left.values():
        values = {**more[0].values, "count": str(len(more))}  # its help is the first one's
        fix = None if text is None else _joined([finding.fix for finding in more], text)
        yield rule, replace(more[0], message=MORE, values=values, fix=fix)


def _joined(proposals: Sequence[Proposal | None], text: str) -> Proposal | None:
    """Fixes of one kind as one, whose edit takes in all from the first to the last; None where they are not of one kind, or touch."""
    first = proposals[0]
    if first is None or any(one is None or one[:2] != first[:2] for one in proposals):
        return None
    edits = sorted(edit for one in proposals if one for edit in one.edits)
    start = position = edits[0][0]
    pieces: list[str] = []
    for low, high, content in edits:
        if low < position:
            return None
        pieces += (text[position:low], content)
        position = high
    return first._replace(edits=((start, position, "".join(pieces)),))


def _order(diagnostic: Diagnostic) -> tuple[int, int, str, str]:
    return diagnostic.start, diagnostic.end, diagnostic.code, diagnostic.message


def _located(context: Context, rule: Rule, finding: Finding, severities: dict[str, Severity]) -> Diagnostic:
    """A finding as people and programs get it: with rows and columns, and without anybody's address."""
    span = _within(finding.span, len(context.page.text))
    regions = context.edition.regions
    pieces = context.personal.near(span.start, span.end)
    values = {
        name: with_values(value, lambda text: pieces.masked(masked(encodable(text), regions)))
        for name, value in finding.values.items()
    }
    template = finding.help or rule.help
    fix = None
    if finding.fix is not None:
        fix = Fix(
            message=finding.fix.message.format_map(values),
            applicability=finding.fix.applicability,
            edits=tuple(_edit(context, *edit) for edit in finding.fix.edits),
            template=finding.fix.message,
        )
    return Diagnostic(
        code=rule.code,
        name=rule.name,
        severity=severities.get(rule.code) or finding.severity or rule.severity,
        message=finding.message.format_map(values),
        filename=context.page.filename,
        page=context.shown_page,
        location=context.lines.location(span.start),
        end_location=context.lines.location(span.end),
        fix=fix,
        help=template.format_map(values),
        start=span.start,
        end=span.end,
        template=finding.message,
        help_template=template,
        values=values,
    )


def _within(span: Span, length: int) -> Span:
    start = min(max(span.start, 0), length)
    return Span(start, min(max(span.end, start), length))


def _edit(context: Context, start: int, end: int, content: str) -> Edit:
    lines = context.lines
    return Edit(
        start=start,
        end=end,
        content=content,
        location=lines.location(start),
        end_location=lines.location(end),
    )
