"""IB3xx: can each author be found on the wiki?"""

import ipaddress
import re
from collections.abc import Iterator
from functools import lru_cache

from indababot.checking.near import nearest
from indababot.checking.rule import Context, Finding, Proposal, rule, shown
from indababot.checking.rules.fields import misspelt
from indababot.diagnostics import Applicability, Severity
from indababot.i18n import N_
from indababot.lexicon import fold
from indababot.lexicon.namespaces import Namespace, names, namespace
from indababot.records import Evidence, FieldKey, RemarkKind, Span, Username
from indababot.wikicode import light

_CALL = N_("The call for submissions: every author is named with an account.")
_NAMES = "https://meta.wikimedia.org/wiki/Help:Username"


def _place(context: Context, user: Username) -> Span:
    """Where an account stands, or the field that names it."""
    return user.span or context.place(context.by_key.get(FieldKey.USERNAMES))


@rule(
    "IB301",
    "missing-username",
    Severity.ERROR,
    summary=N_("No account of an author is given."),
    why=N_(
        "Accounts are how organisers reach authors on the wiki, and how scholarships and edits are matched to people."
    ),
    help=N_("Write the account of each author, as [[User:Example]]."),
    wrong="'''Username(s):'''",
    right="'''Username(s):''' [[User:Example]]",
    source=_CALL,
)
def missing_username(context: Context) -> Iterator[Finding]:
    described = context.edition.by_key.get(FieldKey.USERNAMES)
    if not context.has_form or described is None or not described.required or context.submission.usernames:
        return
    if _to_be_signed(context):
        return
    remarks = context.submission.remarks
    found = context.by_key.get(FieldKey.USERNAMES)
    left = any(
        remark.kind is RemarkKind.PLACEHOLDER and remark.key is FieldKey.USERNAMES for remark in remarks
    )
    if (
        left
        or _slips(context)
        or (found is not None and found.placeholder)
        or (found is None and FieldKey.USERNAMES in misspelt(context))
    ):
        return
    message = N_("no account in '{field}'") if found else N_("'{field}' is missing")
    yield Finding(context.place(found), message, context.label(FieldKey.USERNAMES))


def _to_be_signed(context: Context) -> bool:
    """Whether tildes stand for the people of a draft: the wiki makes a signature of them, the account in it, when it is saved."""
    named = (context.by_key.get(key) for key in (FieldKey.AUTHORS, FieldKey.USERNAMES))
    return any(found is not None and "~~~" in found.text for found in named)


_FORBIDDEN = re.compile("[#<>\\[\\]|{}/@:\x00-\x1f\x7f\ud800-\udfff]")
_ADDRESS = re.compile(r"^https?://[\w.-]+/(?:wiki/|w/index\.php\?title=)")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_SECTION = re.compile(r"#[^\s,;|\[\]{}<>]+")


def _cut_at(context: Context, user: Username) -> Span | None:
    """Where a plain account goes on behind a ``#``, which no account has; in a link it would begin a section's name."""
    if user.span is None or user.evidence not in (Evidence.PREFIX, Evidence.LIST):
        return None
    rest = _SECTION.match(context.page.text, user.span.end)
    if rest is None and "#" not in context.page.text[slice(*user.span)]:
        return None
    return Span(user.span.start, rest.end() if rest else user.span.end)


def _unwrapped(context: Context, written: str) -> str:
    """An account without what people write around it: an address, ``@`` or ``~``, a wiki's language, the namespace in any language."""
    name = _ADDRESS.sub("", written).strip().lstrip("@~")
    before, colon, rest = name.partition(":")
    if (
        colon
        and namespace(before) is None
        and _LANGUAGE.fullmatch(before.strip())
        and not _slipped(context, before)
    ):
        name = rest
    while (parts := name.partition(":"))[1] and (
        namespace(parts[0]) in (Namespace.USER, Namespace.USER_TALK) or _slipped(context, parts[0])
    ):
        name = parts[2].lstrip()
    return name.lstrip("@~: ").strip().replace("_", " ")


def _slipped(context: Context, before: str) -> bool:
    """Whether what stands before a colon is a slip for the namespace of accounts: ``Usr:Ada``."""
    typed = before.strip()
    return 2 < len(typed) < 20 and _is_like_user(typed, context.edition.languages)


@lru_cache(maxsize=1024)
def _is_like_user(typed: str, languages: tuple[str, ...]) -> bool:
    known = [(name, name) for language in (*languages, "en") for name in names(Namespace.USER, language)]
    return namespace(typed) is None and nearest(typed, known) is not None


_PREFIXED = re.compile(r"[\[*#:;\s]*+([^\W\d_]++)\s*+:\s*+([^\s|\[\]][^|\[\]]*+)")


def _slips(context: Context) -> list[tuple[Span, str]]:
    """The accounts in their field that were not read because of such a slip: each with its place from the slip on.

    They stand in what was not read, or in a link that shows another text.
    """
    found = context.by_key.get(FieldKey.USERNAMES)
    if found is None:
        return []
    text, (start, end) = context.page.text, found.value_span
    unread = [left.span for left in context.submission.unrecognised if left.span is not None]
    places = [*(place for place in unread if start <= place.start < end), *light.targets(text, start, end)]
    matches = [_PREFIXED.match(text, *place) for place in places]
    slips = {
        Span(match.start(1), match.end(2)): match[2].strip()
        for match in matches
        if match is not None and _slipped(context, match[1])
    }
    return sorted(slips.items())


def problem(name: str) -> bool:
    """Whether MediaWiki could not have an account of this name: bad characters, an IP address, or too long."""
    if not name.strip() or _FORBIDDEN.search(name) or len(name.encode()) > 255:
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


@rule(
    "IB302",
    "invalid-username",
    Severity.ERROR,
    summary=N_("A text that cannot be the name of an account."),
    why=N_("A link to it leads nowhere, and no notification reaches the author."),
    help=N_("Write the account as it stands at the top of its user page, as User:Example."),
    wrong="'''Username(s):''' @Example",
    right="'''Username(s):''' User:Example",
    source=_NAMES,
    fixable=(Applicability.SAFE,),
)
def invalid_username(context: Context) -> Iterator[Finding]:
    for user in context.submission.usernames:
        if user.evidence is Evidence.AMBIGUOUS:
            continue
        if (cut := _cut_at(context, user)) is not None:
            named = context.page.text[slice(*cut)]
            yield Finding(cut, N_("'{name}' cannot be an account"), {"name": shown(named)})
        span = _place(context, user)
        if any(span.start <= one.start < span.end for one in context.unclosed):
            continue  # its name goes on to where the markup should have ended
        written = context.page.text[span.start : span.end]
        mentioned = user.span is not None and written.startswith(
            "@"
        )  # as elsewhere on the web: here it notifies nobody
        if cut is not None or not (mentioned or problem(user.name)):
            continue
        place = _inside(written, span) if user.span else span
        inner = context.page.text[slice(*place)]
        name = _unwrapped(context, inner)
        fix = None
        values = {"name": shown(written if mentioned else user.name), "suggestion": f"User:{name}"}
        if user.span and name != written and not problem(name):
            edits = ((*place, f"User:{name}"),)
            fix = Proposal(N_("Write '{suggestion}'"), Applicability.SAFE, edits)
        yield Finding(span, N_("'{name}' cannot be an account"), values, fix=fix)
    yield from _misprefixed(context)


def _inside(written: str, span: Span) -> Span:
    """The place of a link's target, where it has no other text."""
    plain = light.linked(written) is not None and "|" not in written
    return Span(span.start + 2, span.end - 2) if plain else span


def _misprefixed(context: Context) -> Iterator[Finding]:
    opened = {one.end for one in context.unclosed}
    for span, account in _slips(context):
        if span.start in opened:
            continue  # told as markup without its end
        name = _unwrapped(context, account)
        values = {"name": shown(context.page.text[slice(*span)]), "suggestion": f"User:{name}"}
        edits = ((*span, f"User:{name}"),)
        fix = None if problem(name) else Proposal(N_("Write '{suggestion}'"), Applicability.SAFE, edits)
        yield Finding(span, N_("'{name}' cannot be an account"), values, fix=fix)


@rule(
    "IB303",
    "ambiguous-username",
    Severity.ERROR,
    summary=N_("It is not certain which accounts are meant."),
    why=N_(
        "Names of accounts may hold blanks: only a link or a comma tells where one ends. Guessing would credit strangers."
    ),
    help=N_("Link each account, as [[User:First]], [[User:Second]], or part them by commas."),
    wrong="'''Author(s):''' Ada Example, Ben Sample\n\n'''Username(s):''' User:First example Second",
    right="'''Author(s):''' Ada Example, Ben Sample\n\n'''Username(s):''' [[User:First example]], [[User:Second]]",
    source=_NAMES,
)
def ambiguous_username(context: Context) -> Iterator[Finding]:
    if _slips(context):
        return  # what was not read for a slip makes the names beside it uncertain
    for user in context.submission.usernames:
        if user.evidence is Evidence.AMBIGUOUS:
            message = N_("'{name}' may be one account or several")
            yield Finding(_place(context, user), message, {"name": shown(user.name)})


@rule(
    "IB304",
    "authors-without-username",
    Severity.WARNING,
    summary=N_("There are fewer accounts than authors."),
    why=N_("An author without an account is not told about decisions, and is missing in the list of people."),
    help=N_("Add the accounts of all authors; groups that the edition knows need none."),
    wrong="'''Author(s):''' Ada Example, Ben Sample\n\n'''Username(s):''' [[User:Ada]]",
    right="'''Author(s):''' Ada Example, Ben Sample\n\n'''Username(s):''' [[User:Ada]], [[User:Ben]]",
    source=_CALL,
)
def authors_without_username(context: Context) -> Iterator[Finding]:
    users = context.submission.usernames
    if not context.has_form or not users or any(user.evidence is Evidence.AMBIGUOUS for user in users):
        return
    groups = {fold(name) for name in context.edition.form.groups}
    authors = [name for name in context.submission.authors if fold(name) not in groups]
    if len(users) + len(_slips(context)) < len(authors):
        found = context.by_key.get(FieldKey.USERNAMES) or context.by_key.get(FieldKey.AUTHORS)
        values = {"authors": str(len(authors)), "accounts": str(len(users))}
        yield Finding(
            context.place(found),
            N_("fewer accounts than authors (accounts: {accounts}, authors: {authors})"),
            values,
        )


@rule(
    "IB305",
    "unknown-user",
    Severity.ERROR,
    summary=N_("The wiki has no account of this name."),
    why=N_(
        "It is a misspelt account or a person's name: no link, notification or scholarship will find its author."
    ),
    help=N_("Look the account up on Special:ListUsers, and write it as it stands there."),
    wrong="'''Username(s):''' [[User:Exmaple]]",
    right="'''Username(s):''' [[User:Example]]",
    source=_NAMES,
    needs_wiki=True,
)
def unknown_user(context: Context) -> Iterator[Finding]:
    for user in _asked(context):
        account = context.online.users[user.name] if context.online else None
        if account is not None and not account.exists:
            yield Finding(
                _place(context, user), N_("there is no account '{name}'"), {"name": shown(user.name)}
            )


@rule(
    "IB306",
    "blocked-user",
    Severity.WARNING,
    summary=N_("The account is blocked on the wiki."),
    why=N_(
        "Its owner cannot answer questions on the wiki, and the organisers may have to look at the reason."
    ),
    help=N_("Ask the author, or the wiki's administrators, why the account is blocked."),
    wrong="'''Username(s):''' [[User:Blocked example]]",
    right="'''Username(s):''' [[User:Example]]",
    source="https://meta.wikimedia.org/wiki/Blocking_policy",
    needs_wiki=True,
)
def blocked_user(context: Context) -> Iterator[Finding]:
    for user in _asked(context):
        account = context.online.users[user.name] if context.online else None
        if account is not None and account.exists and account.blocked:
            yield Finding(
                _place(context, user), N_("the account '{name}' is blocked"), {"name": shown(user.name)}
            )


def _asked(context: Context) -> list[Username]:
    """The accounts that the wiki was asked about, less those that another rule has already told about."""
    if context.online is None:
        return []
    known = context.online.users
    users = context.submission.usernames
    return [
        user
        for user in users
        if user.name in known and user.evidence is not Evidence.AMBIGUOUS and not problem(user.name)
    ]


RULES = (
    missing_username,
    invalid_username,
    ambiguous_username,
    authors_without_username,
    unknown_user,
    blocked_user,
)
