"""IB2xx: does a field hold what the edition asks for there?"""

import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import accumulate, chain, islice, pairwise
from pathlib import PurePath

from indababot.checking.near import Near, bare, nearest
from indababot.checking.rule import Context, Finding, Proposal, rule, shown
from indababot.checking.words import count
from indababot.diagnostics import Applicability, Severity
from indababot.editions import FormField
from indababot.i18n import N_
from indababot.lexicon import fold, lexicon
from indababot.lexicon.patterns import pattern
from indababot.records import FieldKey, FieldText, Item, RemarkKind, Span

_Likest = Callable[[str], Near | None]
"""What tells which choice of a field a text is most like."""
_CALL = N_("The call for submissions, which lists the choices and the limits.")


@rule(
    "IB201",
    "unknown-value",
    Severity.ERROR,
    summary=N_("A value that is none of the form's choices."),
    why=N_(
        "Overviews, filters and statistics group by these values: a misspelt one makes a group of its own."
    ),
    help=N_("Use one of: {choices}."),
    wrong="'''Type of submission:''' Lectrue",
    right="'''Type of submission:''' Lecture",
    source=_CALL,
    fixable=(Applicability.SAFE, Applicability.UNSAFE),
)
def unknown_value(context: Context) -> Iterator[Finding]:
    for described, found in context.filled:
        unknown = [item for item in found.items if item.known is None and item.text.strip()]
        if not described.choices or not unknown:
            continue
        spellings = tuple(
            (name, choice.name) for choice in described.choices for name in (choice.name, *choice.aliases)
        )
        likest = cache(partial(nearest, known=spellings, cutoff=80 if described.open else 70))
        for item in unknown:
            told = tuple(_judged(context, described, item, likest))
            apart = _apart(context, item) if described.open and not told else ()
            yield from told or chain.from_iterable(
                _judged(context, described, part, likest) for part in apart
            )


_TOLD = re.compile(r"(?<=\S)\s*+[(（][^()（）]*+[)）][\s.;,]*+$")
"""What an author tells of a choice in brackets behind it: no part of its name, and not to be lost with it."""


def _judged(context: Context, described: FormField, item: Item, likest: _Likest) -> Iterator[Finding]:
    """The finding on one unknown value; in an open vocabulary only a near miss is one."""
    name = item.text.strip(" .;,")
    near = likest(name)
    if near is None or not _TOLD.search(near.spelling):
        name = _TOLD.sub("", item.text).strip(" .;,") or name
        near = likest(name)
    if near is not None and _is_part(name, near.spelling):
        near = None  # "presentation" is no slip for "poster presentation"
    if near is None and described.open:
        return
    severity = Severity.WARNING if described.open else Severity.ERROR
    names = [choice.name for choice in described.choices]
    choices = ("; " if any("," in name for name in names) else ", ").join(names)
    values = context.label(described.key) | {"text": shown(item.text), "choices": choices}
    message = N_("'{field}' has the unknown value '{text}'")
    if near is None:
        meant = ", ".join(_parts(name, likest))
        suggested = {"suggestion": meant} if meant else {}
        text = N_("Did you mean '{suggestion}'?") if meant else ""
        yield Finding(item.span, message, values | suggested, text, severity=severity)
        return
    start, end = item.span
    written = context.page.text[start:end]
    fix = None
    if written.strip(" .;,") == item.text.strip(" .;,"):
        # else markup stands inside, and what to replace is not certain
        start += written.index(name)
        end = start + len(name)
        kind = Applicability.SAFE if near.certain and not described.open else Applicability.UNSAFE
        fix = Proposal(N_("Write '{suggestion}'"), kind, ((start, end, near.spelling),))
    values["suggestion"] = near.spelling  # in the language of the author
    yield Finding(item.span, message, values, N_("Did you mean '{suggestion}'?"), fix, severity)


def _is_part(text: str, choice: str) -> bool:
    """Whether a text is some of a choice's words, and lacks the others: what tells the choice from others may be among them."""
    return set(fold(text).split()) < set(fold(choice).split())


@cache
def _separators() -> re.Pattern[str]:
    return re.compile(rf"[,;/&+]|(?<=\s){pattern(lexicon().forms.joins)}(?=\s)")


def _apart(context: Context, item: Item) -> Iterator[Item]:
    """The parts of a list of which nothing is known, each with its place, where no markup stands inside."""
    start, end = item.span
    written = context.page.text[start:end]
    if " ".join(written.split()) != item.text:
        return
    signs = [found.span() for found in islice(_separators().finditer(written), _MOST_PARTS)]
    for (_, low), (high, _) in pairwise([(0, 0), *signs, (len(written),) * 2]):
        part = written[low:high]
        first = start + low + len(part) - len(part.lstrip())
        if part := part.strip():
            yield Item(" ".join(part.split()), Span(first, first + len(part)))


_MOST_PARTS = 40
"""Nobody reads a suggestion of more choices."""


def _parts(text: str, likest: _Likest) -> list[str]:
    """The choices that a text of several may mean, each part by itself; none where one of them is like no choice."""
    parts = [part.strip(" .") for part in _separators().split(text, _MOST_PARTS)]
    filled = [part for part in parts if part]
    if len(parts) > _MOST_PARTS or len(filled) < 2:
        return []
    near = [likest(part) for part in filled]
    found = {one.text: one.spelling for one in near if one is not None}
    return list(found.values()) if all(near) else []


@rule(
    "IB202",
    "too-many-values",
    Severity.ERROR,
    summary=N_("More choices than the form allows."),
    why=N_("A session gets one room and one length: the committee would have to choose for the author."),
    help=N_("Keep those that fit best, {limit} at most."),
    wrong="'''Type of submission:''' Lecture, Panel, Workshop",
    right="'''Type of submission:''' Workshop",
    source=_CALL,
)
def too_many_values(context: Context) -> Iterator[Finding]:
    for described, found in context.filled:
        given = len({item.known or item.text for item in found.items})
        if described.max_values is not None and given > described.max_values:
            values = context.label(described.key) | {"count": str(given), "limit": str(described.max_values)}
            yield Finding(
                context.place(found), N_("'{field}' has too many values ({count}, limit: {limit})"), values
            )
    for remark in context.submission.remarks:
        if remark.kind is RemarkKind.TOO_MANY and remark.key:
            values = context.label(remark.key) | {"limit": remark.text}
            yield Finding(
                remark.span, N_("'{field}' has too many people: from here on they are not read"), values
            )


def _words(context: Context, found: FieldText) -> int:
    """The words that a reader sees in a field."""
    value = getattr(context.submission, found.key.value, None)
    return count(value if isinstance(value, str) else found.text)


@rule(
    "IB203",
    "too-short",
    Severity.ERROR,
    summary=N_("A text with fewer words than the call asks for."),
    why=N_("A text that is much shorter leaves the committee guessing, and is often turned down for it."),
    help=N_("Say what the session is about, whom it is for, and what they take away."),
    wrong="'''Abstract:''' About Wikidata.",
    right="'''Abstract:''' How three user groups describe local archives in Wikidata, … (as many words as the call asks for)",
    source=_CALL,
)
def too_short(context: Context) -> Iterator[Finding]:
    for described, found in context.filled:
        if described.min_words is not None and (words := _words(context, found)) < described.min_words:
            values = context.label(described.key) | {"count": str(words), "limit": str(described.min_words)}
            yield Finding(
                context.place(found), N_("'{field}' is too short (words: {count}, at least {limit})"), values
            )


@rule(
    "IB204",
    "too-long",
    Severity.ERROR,
    summary=N_("A text with more words than the call allows."),
    why=N_("Reviewers read hundreds of proposals, and programme books cut a text at the limit."),
    help=N_("Cut it down (words: {limit} at most); details fit on a page of their own."),
    wrong="'''Abstract:''' How three user groups describe local archives, … (more words than the call allows)",
    right="'''Abstract:''' How three user groups describe local archives.",
    source=_CALL,
)
def too_long(context: Context) -> Iterator[Finding]:
    for described, found in context.filled:
        if described.max_words is not None and (words := _words(context, found)) > described.max_words:
            values = context.label(described.key) | {"count": str(words), "limit": str(described.max_words)}
            yield Finding(
                context.place(found), N_("'{field}' is too long (words: {count}, at most {limit})"), values
            )


@rule(
    "IB205",
    "title-mismatch",
    Severity.INFO,
    summary=N_("The title in the form is another one than the page's."),
    why=N_("People look for a session under one name and find it under another; links in programmes break."),
    help=N_("Make them the same: change the form, or move the page."),
    wrong="'''ID:''' Growing new editors (on the page “WikiIndaba 2023/Submissions/Training trainers”)",
    right="'''ID:''' Training trainers (on the page “WikiIndaba 2023/Submissions/Training trainers”)",
    source=N_("Overviews of past editions, where titles in the form and of the page differ."),
)
def title_mismatch(context: Context) -> Iterator[Finding]:
    found = context.by_key.get(FieldKey.TITLE)
    if not context.has_form or found is None or found.empty or found.placeholder or not _titled(context):
        return
    header, title = bare(context.submission.title), context.page.title
    number = bare(context.submission.number or "")
    if header and not any(_ends_with(title, one) for one in (header, header.removeprefix(number))):
        values = {"title": shown(context.submission.title), "page": shown(title.rpartition("/")[2])}
        yield Finding(
            context.place(found), N_("the title '{title}' differs from the page's, '{page}'"), values
        )


def _ends_with(title: str, header: str) -> bool:
    """Whether a header says the same as a page's title, or as its last parts."""
    parts = [bare(part) for part in title.split("/")]
    ends = accumulate(map(len, reversed(parts)))
    return len(header) in ends and "".join(parts).endswith(header)


def _titled(context: Context) -> bool:
    """Whether the page has a title that a person chose: a text given to the library may have none, a draft's is made of its file's name."""
    page = context.page
    if not page.title:
        return False
    if (
        page.page_id is not None
        or page.filename is None
        or page.title.startswith(context.edition.pages.prefixes)
    ):
        return True
    return page.title != PurePath(page.filename.strip("<>")).stem and "/" not in page.title


@rule(
    "IB206",
    "duplicate-title",
    Severity.WARNING,
    summary=N_("Two submissions have the same title."),
    why=N_(
        "One of them is often a forgotten draft or was sent twice: in the programme nobody can tell them apart."
    ),
    help=N_("Turn the page that is not needed into a redirect, or give one of the two another title."),
    wrong="'''ID:''' Training trainers (on two pages)",
    right="'''ID:''' Training trainers, part two",
    source=N_("Overviews of past editions, where proposals were entered twice."),
    over_pages=True,
)
def duplicate_title(context: Context) -> Iterator[Finding]:
    """Found by :func:`indababot.checking.over_pages`, which sees all pages."""
    del context
    return iter(())


RULES = (unknown_value, too_many_values, too_short, too_long, title_mismatch, duplicate_title)
