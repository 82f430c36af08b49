"""The columns of lists of sessions: every key of the record, its header, its cell and its order."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Generic, LiteralString, TypeVar

from indababot.columns import Order, collated, counted, spellings
from indababot.diagnostics import Diagnostic, Severity
from indababot.i18n import ARABIC_COMMA, N_
from indababot.records import Evidence, Participant, Status, Username
from indababot.writing.entry import TEXT_LIMIT, TITLE_LIMIT, Context, Entry, shown, shown_name
from indababot.writing.limits import CELL_BYTES
from indababot.writing.wikitext import (
    EMPTY,
    Wikitext,
    attribute,
    join,
    link,
    literal,
    number,
    page_title,
    user,
)

T = TypeVar("T")
BREAK = literal("<br>")
_COMMA, _ARABIC_COMMA = literal(", "), literal("، ")
_BREAKABLE, _END = literal('<span style="word-break:break-all">'), literal("</span>")
"""Around an address, which else is as wide as it is long."""
FINDINGS_SHOWN = 5
"""How many findings a cell shows, the worst first."""

STATUSES: dict[Status, str] = {
    Status.DRAFT: N_("draft"),
    Status.SUBMITTED: N_("submitted"),
    Status.ACCEPTED: N_("accepted"),
    Status.CONFIRMED: N_("confirmed"),
    Status.REJECTED: N_("rejected"),
    Status.WITHDRAWN: N_("withdrawn"),
}
EVIDENCE: dict[Evidence, str] = {
    Evidence.LINK: N_("link"),
    Evidence.PREFIX: N_("prefix"),
    Evidence.SIGNATURE: N_("signature"),
    Evidence.LIST: N_("list"),
    Evidence.AMBIGUOUS: N_("ambiguous"),
    Evidence.RESOLVED: N_("resolved"),
}
"""What an account was taken from, in the order in which the accounts stand."""
_MARKS: dict[Severity, tuple[Wikitext, Wikitext]] = {
    Severity.ERROR: (literal('<span style="color:#b32424" title="'), literal('">✗</span> ')),
    Severity.WARNING: (literal('<span style="color:#a66200" title="'), literal('">△</span> ')),
    Severity.INFO: (literal('<span style="color:#54595d" title="'), literal('">·</span> ')),
}
"""What stands before and after a finding's code, in the mark that tells its severity."""


@dataclass(frozen=True, slots=True)
class Key(Generic[T]):
    """A column: its header, its cell and its order for one row; no order where the row has no value."""

    header: str
    cell: Callable[[T, Context], Wikitext]
    order: Callable[[T], Order | None]
    numbers: bool = False
    style: LiteralString | None = None
    """CSS of the column's header."""


def session(entry: Entry) -> Wikitext:
    """A link to a submission's page that shows its title."""
    return linked(entry, entry.submission.title, TITLE_LIMIT)


def linked(entry: Entry, label: str, limit: int | None = None) -> Wikitext:
    """A link to a submission's page; by its number where its title cannot be shown, since an address in it is masked."""
    target, number_ = entry.page, entry.submission.page.page_id
    if number_ is not None and page_title(target) is None:
        target = f"Special:Redirect/page/{number_}"
    return link(target, label, limit)


def account(username: Username) -> Wikitext:
    """A link to an account; a text that may be several accounts stays a text, with a question mark."""
    if username.evidence is Evidence.AMBIGUOUS:
        return shown_name(username.name) + literal(" (?)")
    return user(username.name)


def finding(found: Diagnostic, context: Context, entry: Entry | None = None) -> Wikitext:
    """One finding's message in the region's language, with a mark for its severity; what is only worth knowing is small and grey.

    With an ``entry`` the message is a link to its page.
    """
    before, after = _MARKS[found.severity]
    told = context.message(found)
    text = shown_name(told, TEXT_LIMIT) if entry is None else linked(entry, told, TEXT_LIMIT)
    if found.severity is Severity.INFO:
        text = literal('<small style="color:#54595d">') + text + literal("</small>")
    return before + attribute(f"{found.code} {found.name}") + after + text


def linked_findings(entry: Entry, context: Context) -> Wikitext:
    """What :func:`findings` shows, each message a link to the page that it is about."""
    return findings(entry, context, linking=True)


def findings(entry: Entry, context: Context, *, linking: bool = False) -> Wikitext:
    """What is to be fixed, the worst first, and what is worth knowing; a tick where nothing is."""
    ordered = sorted(entry.findings, key=lambda found: (found.severity.rank, found.sort_key))
    if not ordered:
        return literal('<span style="color:#14866d">✓</span>')
    lines = [finding(found, context, entry if linking else None) for found in ordered[:FINDINGS_SHOWN]]
    if left := len(ordered) - FINDINGS_SHOWN:
        lines += [context.say(N_("… and {count} more"), count=str(left))] if left > 0 else []
    return join(BREAK, lines)


def _interested(participant: Participant) -> Wikitext:
    return user(participant.username)


def listed(
    items: Collection[T], make: Callable[[T], Wikitext], context: Context, between: Wikitext | None = None
) -> Wikitext:
    """Several things in one cell, with the comma of the region's language; how many are left out where they are too many."""
    made: list[Wikitext] = []
    left = CELL_BYTES
    for count, item in enumerate(items):
        made.append(make(item))
        left -= made[-1].size
        if left < 0 and count + 1 < len(items):
            made.append(context.say(N_("… and {count} more"), count=str(len(items) - count - 1)))
            break
    comma = _ARABIC_COMMA if context.language in ARABIC_COMMA else _COMMA
    return join(comma if between is None else between, made)


def _text(key: str, header: str, style: LiteralString | None = None) -> Key[Entry]:
    def value(entry: Entry) -> str | None:
        found = getattr(entry.submission, key)
        return None if found is None else str(found)

    return Key(
        header,
        lambda entry, _: shown_name(value(entry) or "", TEXT_LIMIT),
        lambda entry: collated(value(entry)),
        style=style,
    )


def _list(key: str, header: str, style: LiteralString | None = None) -> Key[Entry]:
    def items(entry: Entry) -> tuple[str, ...]:
        return tuple(getattr(entry.submission, key))

    return Key(
        header,
        lambda entry, context: listed(items(entry), shown_name, context),
        lambda entry: collated(", ".join(items(entry))),
        style=style,
    )


SESSION_KEYS: dict[str, Key[Entry]] = {
    "edition": _text("edition", N_("Edition")),
    "page": Key(N_("Page"), lambda entry, _: linked(entry, entry.page), lambda entry: collated(entry.page)),
    "page_id": Key(
        N_("Page number"),
        lambda entry, _: number(at) if (at := entry.submission.page.page_id) else EMPTY,
        lambda entry: counted(at) if (at := entry.submission.page.page_id) else None,
        numbers=True,
    ),
    "url": Key(
        N_("Address"),
        lambda entry, _: (
            _BREAKABLE + shown_name(url, TEXT_LIMIT) + _END if (url := entry.submission.page.url) else EMPTY
        ),
        lambda entry: collated(entry.submission.page.url),
    ),
    "title": Key(
        N_("Title"),
        lambda entry, _: session(entry),
        lambda entry: collated(entry.submission.title),
        style="min-width:14em",
    ),
    "number": _text("number", N_("Number")),
    "status": Key(
        N_("Status"),
        lambda entry, context: context.say(STATUSES[entry.submission.status]),
        lambda entry: counted(list(Status).index(entry.submission.status)),
    ),
    "authors": _list("authors", N_("Authors"), "min-width:9em"),
    "usernames": Key(
        N_("Accounts"),
        lambda entry, context: listed(entry.submission.usernames, account, context),
        lambda entry: collated(", ".join(username.name for username in entry.submission.usernames)),
    ),
    "evidence": Key(
        N_("Evidence"),
        lambda entry, context: listed(
            entry.submission.usernames, lambda one: context.say(EVIDENCE[one.evidence]), context
        ),
        lambda entry: collated(", ".join(one.evidence.value for one in entry.submission.usernames)),
    ),
    "types": _list("types", N_("Type")),
    "themes": _list("themes", N_("Theme")),
    "levels": _list("levels", N_("Level")),
    "languages": _list("languages", N_("Language")),
    "mode": _text("mode", N_("Mode")),
    "affiliation": _text("affiliation", N_("Affiliation")),
    "country": _text("country", N_("Country")),
    "requirements": _text("requirements", N_("Special requirements")),
    "extra": _text("extra", N_("Extra information")),
    "duration": _text("duration", N_("Duration")),
    "abstract": _text("abstract", N_("Abstract"), "min-width:20em"),
    "benefit": _text("benefit", N_("Benefit"), "min-width:20em"),
    "takeaways": _text("takeaways", N_("Takeaways"), "min-width:20em"),
    "participants": Key(
        N_("Interested people"),
        lambda entry, context: listed(entry.submission.participants, _interested, context),
        lambda entry: collated(", ".join(item.username for item in entry.submission.participants)),
    ),
    "interested": Key(
        N_("Interested"),
        lambda entry, _: number(len(entry.submission.participants)),
        lambda entry: counted(len(entry.submission.participants)),
        numbers=True,
    ),
    "unrecognised": Key(
        N_("Not recognised"),
        lambda entry, context: listed(
            entry.submission.unrecognised,
            lambda item: shown(": ".join(filter(None, (item.label, item.text)))),
            context,
            BREAK,
        ),
        lambda entry: counted(len(entry.submission.unrecognised)),
    ),
    "raw": Key(
        N_("As written"),
        lambda entry, context: listed(
            sorted(entry.submission.raw.items()), lambda item: shown(": ".join(item)), context, BREAK
        ),
        lambda entry: counted(len(entry.submission.raw)),
    ),
    "findings": Key(
        N_("Findings"),
        lambda entry, context: findings(entry, context),
        lambda entry: counted(len(entry.findings)),
        style="min-width:14em",
    ),
}

NAMES = spellings(SESSION_KEYS)
"""How a column of a list of sessions may be written, and its key."""
