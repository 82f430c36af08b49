"""The view ``clashes``: pairs of sessions that a programme should not put side by side."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from indababot.i18n import N_
from indababot.records import Status
from indababot.writing.table import Block
from indababot.writing.views.columns import COMMA, Key, collated, counted, session
from indababot.writing.views.entry import Context, Entries, Entry, shown_name
from indababot.writing.views.listing import Listing
from indababot.writing.views.options import Options
from indababot.writing.views.people import people
from indababot.writing.wikitext import join, number

OUT = frozenset({Status.REJECTED, Status.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Clash:
    """Two sessions, by their pages' titles, the speakers that they share, and the interested people."""

    first: Entry
    second: Entry
    speakers: tuple[str, ...]
    interested: tuple[str, ...]


def clashes(entries: Entries, context: Context, minimum: int) -> list[Clash]:
    """The pairs that share a speaker, or at least ``minimum`` interested people."""
    by_page = {entry.page: entry for entry in entries}
    pages = sorted(by_page)
    speakers = {
        person.name: [entry.page for entry in person.sessions] for person in people(entries, context.edition)
    }
    fans: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        for participant in by_page[page].submission.participants:
            fans[participant.username].add(page)
    held, wanted = _shared(speakers), _shared(fans)
    pairs = set(held) | {pair for pair, names in wanted.items() if len(names) >= minimum}
    return [
        Clash(by_page[first], by_page[second], held.get((first, second), ()), wanted.get((first, second), ()))
        for first, second in sorted(pairs)
    ]


def _shared(pages_by_name: Mapping[str, Iterable[str]]) -> dict[tuple[str, str], tuple[str, ...]]:
    """For each pair of pages who stands on both."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in sorted(pages_by_name):
        for pair in combinations(sorted(pages_by_name[name]), 2):
            found[pair].append(name)
    return {pair: tuple(names) for pair, names in found.items()}


KEYS: dict[str, Key[Clash]] = {
    "first": Key(N_("Session"), lambda row, _: session(row.first), lambda row: collated(row.first.page)),
    "second": Key(
        N_("Clashes with"), lambda row, _: session(row.second), lambda row: collated(row.second.page)
    ),
    "speakers": Key(
        N_("Shared speakers"),
        lambda row, _: join(COMMA, (shown_name(name) for name in row.speakers)),
        lambda row: counted(len(row.speakers)),
    ),
    "interested": Key(
        N_("Shared interested people"),
        lambda row, _: number(len(row.interested)),
        lambda row: counted(len(row.interested)),
        numbers=True,
    ),
    "people": Key(
        N_("Interested in both"),
        lambda row, _: join(COMMA, (shown_name(name) for name in row.interested)),
        lambda row: counted(len(row.interested)),
    ),
}
NAMES = {key: key for key in KEYS}

_LISTING = Listing(
    keys=KEYS,
    columns=("first", "second", "speakers", "interested"),
    sort=(("speakers", True), ("interested", True)),
    tie=lambda row: f"{row.first.page}\n{row.second.page}",
    empty=N_("No two sessions clash."),
)


def blocks(entries: Entries, options: Options, context: Context) -> tuple[Block, ...]:
    """A table with a row a pair. What was rejected or withdrawn clashes with nothing, unless it is asked
    for.
    """
    if "status" not in options.filters:
        entries = [entry for entry in entries if entry.submission.status not in OUT]
    return _LISTING.blocks(clashes(entries, context, options.minimum), options, context)
