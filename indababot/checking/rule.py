"""What a rule is: data that explains it, and a small function that finds its faults.

Codes are stable and grouped: IB1xx fields, IB2xx values, IB3xx accounts, IB4xx participants, IB5xx pages and markup, IB6xx text.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from indababot.checking.located import LineIndex
from indababot.checking.online import OnlineFacts
from indababot.diagnostics import Applicability, Severity
from indababot.editions import Edition, FormField
from indababot.pages import Markup, Page
from indababot.privacy import Whole, masked, short
from indababot.records import FieldKey, FieldText, RemarkKind, Span, Submission
from indababot.terminal import encodable
from indababot.wikicode.quotes import inside
from indababot.wikicode.unclosed import Unclosed, unclosed

_MARKS = re.compile(r"[\s*#:;•]*")
_HINT = re.compile(r"\s*[(\[][^()\[\]]{5,}+[)\]][\s:：]*$")
"""What a form says in brackets behind a label; a plural, ``(s)``, is none."""
_AROUND = " \t:'\u00a0\u202f"


@dataclass(frozen=True)
class Context:
    """What a rule looks at. ``online`` is None where the wiki was not asked."""

    submission: Submission
    page: Page
    edition: Edition
    online: OnlineFacts | None = None

    @cached_property
    def lines(self) -> LineIndex:
        """The page's lines, indexed when they are asked for first."""
        return LineIndex(self.page.text)

    @cached_property
    def shown_page(self) -> str:
        """The page's title, masked."""
        return masked(encodable(self.page.title), self.edition.regions)

    @cached_property
    def personal(self) -> Whole:
        """The addresses and numbers in the page's text."""
        return Whole(self.page.text, self.edition.regions)

    @cached_property
    def unclosed(self) -> list[Unclosed]:
        """Markup of the page without its end; a rendered page has none."""
        return unclosed(self.page.text) if self.page.markup is Markup.WIKITEXT else []

    @cached_property
    def has_form(self) -> bool:
        """Whether there is a form that the rules on fields can speak about."""
        told = {remark.kind for remark in self.submission.remarks}
        return bool(self.submission.fields) and not told & {RemarkKind.NO_FORM, RemarkKind.UNPARSABLE}

    @cached_property
    def by_key(self) -> dict[FieldKey, FieldText]:
        """The page's fields, the first where one is there twice."""
        return {found.key: found for found in reversed(self.submission.fields)}

    @cached_property
    def filled(self) -> tuple[tuple[FormField, FieldText], ...]:
        """The fields that hold a value, each with what the edition says about it; none where there is no form."""
        if not self.has_form:
            return ()
        return tuple(
            (described, found)
            for described in self.edition.fields
            if described.key is not FieldKey.OTHER
            and (found := self.by_key.get(described.key)) is not None
            and not (found.empty or found.placeholder)
        )

    def label(self, key: FieldKey) -> dict[str, str]:
        """The values that name a field in a message: its label on the page, ``written``, without a hint, else the edition's."""
        described, found = self.edition.by_key.get(key), self.by_key.get(key)
        written = shown(_HINT.sub("", found.label).strip(f"{_AROUND}：")) if found else ""
        name = described.name if described else key.value
        return {"field": written or name, "key": key.value, "written": written}

    def place(self, found: FieldText | None) -> Span:
        """Where a finding on a field points: at its value, else its label, else the form's first line."""
        if found is None:
            return Span(*self.lines.span(self.lines.row(self.submission.form_span.start)))
        if found.value_span.end > found.value_span.start:
            return self.unmarked(found.value_span)
        return self.named(found)

    def unmarked(self, span: Span) -> Span:
        """A value's place without the list's own signs before its text, and the quotes around it."""
        match = _MARKS.match(self.page.text, span.start, span.end)
        start = match.end() if match else span.start
        return inside(self.page.text, Span(start, span.end) if start < span.end else span)

    def named(self, found: FieldText) -> Span:
        """A label's place without the colon and the quotation marks around it."""
        start, end = found.label_span
        label = self.page.text[start:end]
        bare = label.strip(_AROUND)
        begin = start + len(label) - len(label.lstrip(_AROUND))
        return Span(begin, begin + len(bare)) if bare else found.label_span


Replacement = tuple[int, int, str]
"""Replace the code points ``[start, end)`` by a text."""


class Proposal(NamedTuple):
    """A fix before it is located: ``message`` is a template for the finding's values."""

    message: str
    applicability: Applicability
    edits: tuple[Replacement, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: ``message`` and ``help`` are templates for ``values``; the rule's severity and help unless given."""

    span: Span
    message: str
    values: Mapping[str, str] = field(default_factory=dict)
    help: str = ""
    fix: Proposal | None = None
    severity: Severity | None = None


Find = Callable[[Context], Iterable[Finding]]


class Rule(NamedTuple):
    """A rule as people read about it. ``summary``, ``why`` and ``help`` are templates that are translated.

    ``wrong`` and ``right`` are samples of wikitext; ``source`` says where the rule comes from; ``fixable`` are the kinds
    of fixes that it may offer. ``needs_wiki``: only ``--online`` finds it. ``over_pages``: it looks at many pages at once.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    why: str
    help: str
    wrong: str
    right: str
    source: str
    find: Find
    needs_wiki: bool = False
    over_pages: bool = False
    fixable: tuple[Applicability, ...] = ()


def rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    summary: str,
    why: str,
    help: str,  # noqa: A002 - the word that compilers print
    wrong: str,
    right: str,
    source: str,
    needs_wiki: bool = False,
    over_pages: bool = False,
    fixable: tuple[Applicability, ...] = (),
) -> Callable[[Find], Rule]:
    """Makes a rule of its data and the function below it."""

    def made(find: Find) -> Rule:
        return Rule(
            code,
            name,
            severity,
            summary,
            why,
            help,
            wrong,
            right,
            source,
            find,
            needs_wiki,
            over_pages,
            fixable,
        )

    return made


def shown(text: str, limit: int = 60) -> str:
    """A value as a message shows it: masked, on one line, and cut where it is long."""
    return short(text, limit)
