"""IB6xx: what should not stand in a page's text, whatever it says."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from indababot.checking.rule import Context, Finding, Proposal, rule
from indababot.diagnostics import Applicability, Severity
from indababot.i18n import N_
from indababot.lexicon import fold
from indababot.pages import Markup
from indababot.privacy import Kind, find
from indababot.records import Span


@rule(
    "IB601",
    "personal-data",
    Severity.WARNING,
    summary=N_("An e-mail address or a phone number on a public page."),
    why=N_("The page and its history can be read and copied by everybody, for ever; spammers do."),
    help=N_("Take it out; Special:EmailUser reaches an author without showing the address."),
    wrong="'''Extra information:''' write to ada@example.org",
    right="'''Extra information:''' write to me by Special:EmailUser/Ada",
    source="https://foundation.wikimedia.org/wiki/Policy:Privacy_policy",
)
def personal_data(context: Context) -> Iterator[Finding]:
    for found in find(context.page.title, context.edition.regions):
        yield Finding(Span(0, 0), _ON_PAGE[found.kind])
    for found in context.personal.found:
        yield Finding(Span(found.start, found.end), _ON_PAGE[found.kind])


_ON_PAGE = {
    Kind.EMAIL: N_("an e-mail address on a public page"),
    Kind.PHONE: N_("what looks like a phone number on a public page"),
}


_ALWAYS = "\u00ad\u200b\u2060-\u2064\u206a-\u206f\u202d\u202e\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_DIRECTION = "\u200e\u200f\u202a-\u202c\u2066-\u2069"
_JOINERS = "\u200c\u200d"
_HIDDEN = re.compile(f"[{_ALWAYS}{_DIRECTION}]+|(?<=[A-Za-z0-9 ])[{_JOINERS}]+(?=[A-Za-z0-9 ])")
_SUSPECT = re.compile(f"[{_ALWAYS}{_DIRECTION}{_JOINERS}]")
_ONLY_DIRECTION = re.compile(f"[{_DIRECTION}]+")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_TAGGED_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007f]+")


@rule(
    "IB602",
    "hidden-characters",
    Severity.WARNING,
    summary=N_(
        "Characters that nobody sees: zero-width blanks, controls, direction marks, a no-break blank before a label's colon."
    ),
    why=N_(
        "They come along when text is pasted: searches, links and forms then miss what looks the same, and overrides turn text around."
    ),
    help=N_("Delete them."),
    wrong="'''Username(s):''' User:Exa\u200bmple",
    right="'''Username(s):''' User:Example",
    source="https://www.unicode.org/reports/tr36/",
    fixable=(Applicability.SAFE,),
)
def hidden_characters(context: Context) -> Iterator[Finding]:
    if context.page.markup is not Markup.WIKITEXT:
        return  # a rendered page has marks of its own, which no author can fix
    text = context.page.text
    rows: dict[int, list[re.Match[str]]] = {}
    for match in _HIDDEN.finditer(text) if _SUSPECT.search(text) else ():
        if not (match.start() == 0 and match.group() == "\ufeff"):
            rows.setdefault(context.lines.row(match.start()), []).append(match)
    for row, every in rows.items():
        found = list(_unwanted(context, row, every))
        if len(found) > _APART:
            yield _hidden(found, N_("hidden characters: {codes} ({count} places on this line)"))
        else:
            yield from (_hidden([match], N_("hidden characters: {codes}")) for match in found)
    yield from _colons(context)


_APART = 3
"""More places than these on one line are one fault: a paste, fixed by one fix."""


_MOST_EDITS = 100
"""More places than these are fixed by one edit of the whole stretch."""


def _hidden(found: list[re.Match[str]], message: str) -> Finding:
    """The finding on hidden characters of one line, at the first of them."""
    codes = " ".join(
        list(dict.fromkeys(f"U+{ord(sign):04X}" for match in found for sign in match.group()))[:8]
    )
    edits = tuple((match.start(), match.end(), "") for match in found)
    if len(found) > _MOST_EDITS:
        start, end = found[0].start(), found[-1].end()
        gaps = (found[0].string[one.end() : other.start()] for one, other in pairwise(found))
        edits = ((start, end, "".join(gaps)),)
    fix = Proposal(N_("Delete the hidden characters"), Applicability.SAFE, edits)
    return Finding(Span(*found[0].span()), message, {"codes": codes, "count": str(len(found))}, fix=fix)


def _unwanted(context: Context, row: int, found: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Those of a row without a meaning: direction marks have one beside right-to-left text, and tags inside a flag."""
    span = context.lines.span(row)
    right_to_left = _RIGHT_TO_LEFT.search(context.page.text, *span) is not None
    flags = [flag.span() for flag in _TAGGED_FLAG.finditer(context.page.text, *span)]
    for match in found:
        place = bisect_right(flags, match.start(), key=lambda flag: flag[0])
        in_flag = place > 0 and match.start() < flags[place - 1][1]
        if not in_flag and not (right_to_left and _ONLY_DIRECTION.fullmatch(match.group())):
            yield match


_BEFORE_COLON = re.compile("(?:'|[^\\S\u00a0\u202f]|[\u00a0\u202f]++(?!'*+:))*+([\u00a0\u202f]++)'*+:")


def _colons(context: Context) -> Iterator[Finding]:
    """No-break blanks between a label and its colon, but for French labels, where they belong."""
    if "\u00a0" not in context.page.text and "\u202f" not in context.page.text:
        return
    told: set[int] = set()  # one label may stand for two fields: "12 : Title"
    for found in context.submission.fields:
        described = context.edition.by_key.get(found.key)
        french = {fold(label) for label in (described.labels.get("fr", ()) if described else ())}
        if fold(found.label.rstrip(" :\u00a0\u202f")) in french:
            continue
        begin = found.label_span.start
        label = context.page.text[begin : found.label_span.end].rstrip(" :'\u00a0\u202f")
        match = _BEFORE_COLON.match(context.page.text, begin + len(label))
        if match is not None and match.start(1) not in told:
            start, end = match.span(1)
            told.add(start)
            fix = Proposal(N_("Delete the no-break blank"), Applicability.SAFE, ((start, end, ""),))
            yield Finding(
                Span(start, end),
                N_("a no-break blank before the colon of '{field}'"),
                context.label(found.key),
                fix=fix,
            )


@rule(
    "IB603",
    "unused-suppression",
    Severity.WARNING,
    summary=N_("A comment that suppresses a finding which is not there."),
    why=N_("It was fixed, or the code is misspelt: left there, the comment will hide the next fault."),
    help=N_("Delete the comment, or write the code of the finding that it is for."),
    wrong="'''Type of submission:''' Lecture <!-- indababot: ignore unknown-value -- the call allows it -->",
    right="'''Type of submission:''' Lecture",
    source="docs/rules.md",
    fixable=(Applicability.SAFE,),
)
def unused_suppression(context: Context) -> Iterator[Finding]:
    """Found by :mod:`indababot.checking.suppress`, which knows what the other rules found."""
    del context
    return iter(())


RULES = (personal_data, hidden_characters, unused_suppression)
