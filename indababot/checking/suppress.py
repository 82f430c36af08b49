"""Comments in a page that suppress findings: ``<!-- indababot: ignore IB201, too-long -- the call allows it -->``.

Behind something on its line, a comment is for that line. Alone on its line, inside the form, it is for the next line too. Alone on a
line before or after the form it is for the whole page. Without a code it is for every rule. The reason is for people.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from indababot.checking.near import nearest
from indababot.checking.rule import Context, Finding, Proposal, Rule
from indababot.checking.rules import BY_NAME, RULES
from indababot.checking.rules.text import unused_suppression
from indababot.diagnostics import Applicability
from indababot.i18n import N_
from indababot.records import RemarkKind, Span
from indababot.wikicode.hidden import COMMENT, hidden

DETAILED = 100
"""Of how many unused comments, and of how many unknown codes of one, the suggestion and the fix are looked for."""
_OURS = re.compile(r"\s*+indababot\s*+:\s*+ignore\b", re.IGNORECASE)
_MARKUP = re.compile("[<>]")
"""What no list of codes has: such a comment is none of ours."""
_REASON = re.compile(r"\s--(?:\s|$)")
_SIGN = re.compile(r"\S")


class Suppression(NamedTuple):
    """One comment: the codes that it names (none means all), what is no code, and the rows that it is for (None: all)."""

    span: Span
    codes: frozenset[str]
    unknown: tuple[str, ...]
    rows: range | None

    def covers(self, code: str, row: int) -> bool:
        """Whether a finding of this code on this row is suppressed."""
        fits = code in self.codes or not (self.codes or self.unknown)
        return fits and (self.rows is None or row in self.rows)


def suppressions(context: Context) -> list[Suppression]:
    """The comments of a page; none of a page that is too big or too deep to be read."""
    unread = any(remark.kind is RemarkKind.UNPARSABLE for remark in context.submission.remarks)
    if unread or "indababot" not in context.page.text.lower():
        return []
    ends: dict[int, tuple[int, int]] = {}
    return [_read(context, start, end, codes, ends) for start, end, codes in _comments(context.page.text)]


def _comments(text: str) -> Iterator[tuple[int, int, str]]:
    """Where our comments stand, and the codes that they name."""
    for one in hidden(text):
        if one.name == COMMENT and one.closed and (ours := _OURS.match(text, one.inner, one.inner_end)):
            codes = text[ours.end() : one.inner_end]
            if reason := _REASON.search(codes):
                codes = codes[: reason.start()]
            if not _MARKUP.search(codes):
                yield one.start, one.end, codes


def _read(
    context: Context, start: int, end: int, codes: str, ends: dict[int, tuple[int, int]]
) -> Suppression:
    found = {word: find(word) for word in re.split(r"[\s,;]+", codes) if word}
    known = frozenset(rule.code for rule in found.values() if rule)
    unknown = tuple(word for word, rule in found.items() if rule is None)
    lines, form = context.lines, context.submission.form_span
    first, last = lines.row(start), lines.row(end - 1)
    for row in (first, last):
        if row not in ends:
            ends[row] = _edges(context.page.text, *lines.span(row))
    alone = ends[first][0] >= start and ends[last][1] <= end
    rows: range | None = range(first, last + 1 + alone)
    if alone and (end <= form.start or start >= form.end):
        rows = None
    return Suppression(Span(start, end), known, unknown, rows)


def _edges(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the first sign of a line begins that is no blank, and where the last one ends."""
    first = _SIGN.search(text, start, end)
    return (first.start() if first else end), start + len(text[start:end].rstrip())


def find(word: str) -> Rule | None:
    """The rule with a code or a name."""
    return RULES.get(word.upper()) or BY_NAME.get(word.lower())


def suppress(
    context: Context, found: Iterable[tuple[Rule, Finding]], *, judge_unused: bool = True
) -> Iterator[tuple[Rule, Finding]]:
    """The findings that no comment suppresses, and one for each comment that suppresses nothing.

    A code whose rule could not run here (the wiki was not asked, other pages were not seen) is never called unused.
    """
    comments = suppressions(context)
    covering = _Covering(comments)
    for rule, finding in found:
        row = context.lines.row(finding.span.start) if comments else 0
        if not covering.covers(rule.code, row):
            yield rule, finding
    if judge_unused:
        told = 0
        for number, comment in enumerate(comments):
            for judged in _unused(context, comment, covering.used[number], detailed=told < DETAILED):
                told += 1
                yield judged


class _Covering:
    """Which rules comments suppress on which rows, looked up once for each; a page may hold very many comments.

    ``used`` are the codes that each comment was of use for.
    """

    def __init__(self, comments: Sequence[Suppression]) -> None:
        self.used: dict[int, set[str]] = defaultdict(set)
        self._comments = comments
        self._everywhere = [number for number, comment in enumerate(comments) if comment.rows is None]
        self._on: dict[int, list[int]] = defaultdict(list)
        for number, comment in enumerate(comments):
            for row in comment.rows or ():
                self._on[row].append(number)
        self._known: dict[tuple[str, int | None], bool] = {}

    def covers(self, code: str, row: int) -> bool:
        """Whether some comment suppresses a rule on a row."""
        everywhere, here = self._looked_up(code, None), self._looked_up(code, row)
        return everywhere or here

    def _looked_up(self, code: str, row: int | None) -> bool:
        if (code, row) not in self._known:
            numbers = self._everywhere if row is None else self._on.get(row, [])
            covering = [number for number in numbers if self._comments[number].covers(code, row or 0)]
            for number in covering:
                self.used[number].add(code)
            self._known[code, row] = bool(covering)
        return self._known[code, row]


def _unused(
    context: Context, comment: Suppression, used: set[str], *, detailed: bool
) -> Iterator[tuple[Rule, Finding]]:
    """What is wrong with a comment; without ``detailed`` neither a suggestion nor a fix is looked for, since nobody will see it."""
    ran = {
        code
        for code in comment.codes
        if not RULES[code].over_pages and (context.online or not RULES[code].needs_wiki)
    }
    idle = sorted(ran - used)
    nothing = not (comment.codes or comment.unknown or used)
    for number, word in enumerate(comment.unknown):
        near = nearest(word[:60], _known(), cutoff=60) if detailed and number < DETAILED else None
        values = {"code": word[:60], "suggestion": near.text if near else ""}
        text = N_("Did you mean '{suggestion}'?") if near else ""
        yield (
            unused_suppression,
            Finding(comment.span, N_("there is no rule '{code}' to ignore"), values, text),
        )
    if idle or nothing:
        whole = nothing or (len(idle) == len(comment.codes) and not comment.unknown)
        fix = (
            Proposal(N_("Delete the comment"), Applicability.SAFE, (_removal(context, comment.span),))
            if whole and detailed
            else None
        )
        values = {"codes": ", ".join(idle)}
        message = (
            N_("this comment suppresses nothing: {codes}") if idle else N_("this comment suppresses nothing")
        )
        yield unused_suppression, Finding(comment.span, message, values, fix=fix)


def _removal(context: Context, span: Span) -> tuple[int, int, str]:
    """The edit that takes a comment out: with its line where it stands alone, else with the blanks before it."""
    text, lines = context.page.text, context.lines
    start, end = lines.span(lines.row(span.start))[0], lines.span(lines.row(max(span.start, span.end - 1)))[1]
    if text[start : span.start].strip() or text[span.end : end].strip():
        return (
            span.start - (len(text[start : span.start]) - len(text[start : span.start].rstrip(" \t"))),
            span.end,
            "",
        )
    following = 2 if text.startswith("\r\n", end) else min(1, len(text) - end)
    return start, end + following, ""


def _known() -> Sequence[tuple[str, str]]:
    return [(word, word) for rule in RULES.values() for word in (rule.code, rule.name)]
