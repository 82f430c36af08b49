"""The view ``people``: who holds which session, a row a person."""

from dataclasses import dataclass

from indababot.columns import collated, counted, spellings
from indababot.editions import Edition
from indababot.i18n import N_
from indababot.persons import persons
from indababot.records import Evidence, Username
from indababot.writing.entry import Context, Entries, Entry, shown_name
from indababot.writing.table import Block
from indababot.writing.views.columns import Key, account, listed, session
from indababot.writing.views.listing import Listing
from indababot.writing.views.options import Options
from indababot.writing.wikitext import number


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who holds a session: the name to show, the accounts, and the sessions by their pages' titles."""

    name: str
    accounts: tuple[Username, ...]
    sessions: tuple[Entry, ...]


def speakers(entries: Entries, edition: Edition) -> list[Speaker]:
    """Everybody who holds a session, each once."""
    by_page = {entry.page: entry for entry in entries}
    ordered = [by_page[page].submission for page in sorted(by_page)]
    evidence: dict[str, Username] = {}
    for username in (username for submission in ordered for username in submission.usernames):
        if username.name not in evidence or username.evidence is not Evidence.AMBIGUOUS:
            evidence[username.name] = username
    return [
        Speaker(
            person.name,
            # An ambiguous text is a person of its own without an account: it is shown as the doubtful account that it is.
            tuple(evidence[name] for name in sorted(person.accounts) or (person.name,) if name in evidence),
            tuple(by_page[page] for page in sorted(person.pages)),
        )
        for person in persons(ordered, edition.aliases)
    ]


def _tie(row: Speaker) -> str:
    """Different people may have one name."""
    told = (row.name, *(username.name for username in row.accounts), *(entry.page for entry in row.sessions))
    return "\n".join(told)


KEYS: dict[str, Key[Speaker]] = {
    "person": Key(N_("Person"), lambda row, _: shown_name(row.name), lambda row: collated(row.name)),
    "accounts": Key(
        N_("Accounts"),
        lambda row, context: listed(row.accounts, account, context),
        lambda row: collated(", ".join(username.name for username in row.accounts)),
    ),
    "sessions": Key(
        N_("Sessions"),
        lambda row, context: listed(row.sessions, session, context),
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
NAMES = {"usernames": "accounts", "name": "person", "number": "count"} | spellings(KEYS)

_LISTING = Listing(
    keys=KEYS,
    columns=("person", "accounts", "sessions"),
    sort=(("person", False),),
    tie=_tie,
    empty=N_("Nobody has a session here yet."),
)


def blocks(entries: Entries, options: Options, context: Context) -> tuple[Block, ...]:
    """A table with a row a person."""
    return _LISTING.blocks(speakers(entries, context.edition), options, context)
