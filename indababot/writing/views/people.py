"""The view ``people``: who holds which session, a row a person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from indababot.editions.model import Edition
from indababot.i18n import N_
from indababot.records import Evidence, Submission, Username
from indababot.writing.table import Block
from indababot.writing.views.columns import COMMA, Key, account, collated, counted, session
from indababot.writing.views.entry import Context, Entries, Entry, shown_name
from indababot.writing.views.listing import Listing
from indababot.writing.views.options import Options
from indababot.writing.wikitext import join, number


@dataclass(slots=True)
class _Person:
    """What is being gathered about one person."""

    name: str
    accounts: dict[str, Username] = field(default_factory=dict)
    sessions: dict[str, Entry] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a session: the name to show, the accounts, and the sessions by their pages' titles."""

    name: str
    accounts: tuple[Username, ...]
    sessions: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class _Claim:
    """One person as one submission names them: a name, an account, or both."""

    name: str
    account: Username | None


def people(entries: Entries, edition: Edition) -> list[Person]:
    """Everybody who holds a session, each once where their account, their name or the edition's aliases say
    so.

    A name and an account are one person only where the page pairs them or has just one of each.
    """
    known = {_key(alias): named for named, aliases in edition.aliases.items() for alias in (named, *aliases)}
    claims = [(entry, claim) for entry in entries for claim in _claims(entry.submission)]
    owners = _owners([claim for _, claim in claims], known)
    found: dict[str, _Person] = {}
    for entry, claim in claims:
        named = known.get(_key(claim.name), claim.name)
        if claim.account is not None:
            named = owners[_key(claim.account.name)]
        person = found.setdefault(_key(named), _Person(named))
        person.sessions[entry.page] = entry
        if claim.account is not None:
            person.accounts.setdefault(claim.account.name, claim.account)
    return [
        Person(
            person.name,
            tuple(person.accounts[name] for name in sorted(person.accounts)),
            tuple(person.sessions[page] for page in sorted(person.sessions)),
        )
        for person in found.values()
    ]


def _owners(claims: Iterable[_Claim], known: Mapping[str, str]) -> dict[str, str]:
    """For each account the name to show: an alias's first, else the first name that a page pairs it with,
    else its own.
    """
    paired: dict[str, str] = {}
    names: dict[str, str] = {}
    for claim in claims:
        if claim.account is None:
            continue
        key = _key(claim.account.name)
        names.setdefault(key, claim.account.name)
        alias = known.get(key) or known.get(_key(claim.name))
        if alias or _key(claim.name) != key:
            paired.setdefault(key, alias or claim.name)
    return names | paired


def _claims(submission: Submission) -> Iterable[_Claim]:
    paired = {username.author: username for username in submission.usernames if username.author}
    certain = [item for item in submission.usernames if item.evidence is not Evidence.AMBIGUOUS]
    if len(submission.authors) == 1 and len(submission.usernames) == 1 and certain:
        paired = {submission.authors[0]: certain[0]}
    for author in submission.authors:
        yield _Claim(author, paired.get(author))
    taken = {paired[author].name for author in submission.authors if author in paired}
    for username in submission.usernames:
        if username.name not in taken:
            yield _Claim(username.name, username)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


KEYS: dict[str, Key[Person]] = {
    "person": Key(N_("Person"), lambda row, _: shown_name(row.name), lambda row: collated(row.name)),
    "accounts": Key(
        N_("Accounts"),
        lambda row, _: join(COMMA, (account(username) for username in row.accounts)),
        lambda row: collated(", ".join(username.name for username in row.accounts)),
    ),
    "sessions": Key(
        N_("Sessions"),
        lambda row, _: join(COMMA, (session(entry) for entry in row.sessions)),
        lambda row: counted(len(row.sessions)),
        style="min-width:14em",
    ),
    "count": Key(
        N_("Number"),
        lambda row, _: number(len(row.sessions)),
        lambda row: counted(len(row.sessions)),
        numbers=True,
    ),
}
NAMES = {key: key for key in KEYS} | {"usernames": "accounts", "name": "person", "number": "count"}

_LISTING = Listing(
    keys=KEYS,
    columns=("person", "accounts", "sessions"),
    sort=(("person", False),),
    tie=lambda row: row.name,
    empty=N_("Nobody has a session here yet."),
)


def blocks(entries: Entries, options: Options, context: Context) -> tuple[Block, ...]:
    """A table with a row a person."""
    return _LISTING.blocks(people(entries, context.edition), options, context)
