"""Comments in a page that suppress findings: ``<!-- indababot: ignore IB201, too-long -- the call allows it -->``.

Behind something on its line, a comment is for that line. Alone on its line, inside the form, it is for the next line too. Alone on a
line before or behind the form it is for the whole page. Without a code it is for every rule. The reason is for people.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from indababot.checking.near import nearest
from indababot.checking.rule import Context, Finding, Proposal, Rule
from indababot.checking.rules import BY_NAME, RULES
from indababot.checking.rules.text import unused_suppression
from indababot.diagnostics import Applicability
from indababot.i18n import N_
from indababot.records import Span

_COMMENT = re.compile(
    r"<!--\s*indababot\s*:\s*ignore\b(?P<codes>[^<>]*?)(?:\s--\s(?P<reason>.*?))?\s*-->",
    re.IGNORECASE | re.DOTALL,
)


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
    """The comments of a page."""
    if "indababot" not in context.page.text.lower():
        return []
    return [_read(context, match) for match in _COMMENT.finditer(context.page.text)]


def _read(context: Context, match: re.Match[str]) -> Suppression:
    named = [word for word in re.split(r"[\s,;]+", match["codes"].strip()) if word]
    found = {word: find(word) for word in named}
    codes = frozenset(rule.code for rule in found.values() if rule)
    unknown = tuple(word for word, rule in found.items() if rule is None)
    lines, form = context.lines, context.submission.form_span
    first, last = lines.row(match.start()), lines.row(match.end() - 1)
    line = context.page.text[lines.span(first)[0] : lines.span(last)[1]]
    alone = not (line.replace(match.group(), "", 1)).strip()
    rows: range | None = range(first, last + 1 + alone)
    if alone and (match.end() <= form.start or match.start() >= form.end):
        rows = None
    return Suppression(Span(*match.span()), codes, unknown, rows)


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
    used: set[tuple[int, str]] = set()
    for rule, finding in found:
        row = context.lines.row(finding.span.start) if comments else 0
        covering = [number for number, comment in enumerate(comments) if comment.covers(rule.code, row)]
        used.update((number, rule.code) for number in covering)
        if not covering:
            yield rule, finding
    if judge_unused:
        for number, comment in enumerate(comments):
            yield from _unused(context, comment, {code for place, code in used if place == number})


def _unused(context: Context, comment: Suppression, used: set[str]) -> Iterator[tuple[Rule, Finding]]:
    ran = {
        code
        for code in comment.codes
        if not RULES[code].over_pages and (context.online or not RULES[code].needs_wiki)
    }
    idle = sorted(ran - used)
    nothing = not (comment.codes or comment.unknown or used)
    for word in comment.unknown:
        near = nearest(word, _known(), cutoff=60)
        values = {"code": word, "suggestion": near.text if near else ""}
        text = N_("Did you mean '{suggestion}'?") if near else ""
        yield (
            unused_suppression,
            Finding(comment.span, N_("there is no rule '{code}' to ignore"), values, text),
        )
    if idle or nothing:
        whole = nothing or (len(idle) == len(comment.codes) and not comment.unknown)
        fix = (
            Proposal(N_("Delete the comment"), Applicability.SAFE, (_removal(context, comment.span),))
            if whole
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
