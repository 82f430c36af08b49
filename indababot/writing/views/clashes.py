"""The view ``clashes``: pairs of sessions that a programme should not put side by side."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from indababot.i18n import N_
from indababot.records import Status
from indababot.writing.entry import Context, Entries, Entry, shown_name
from indababot.writing.table import Block
from indababot.writing.views.columns import Key, collated, counted, listed, session
from indababot.writing.views.listing import Listing
from indababot.writing.views.options import Options
from indababot.writing.views.people import speakers
from indababot.writing.wikitext import number

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
    holders = [
        (person.name, [entry.page for entry in person.sessions])
        for person in speakers(entries, context.edition)
    ]
    fans: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        for participant in by_page[page].submission.participants:
            fans[participant.username].add(page)
    held, wanted = _shared(holders), _shared(fans.items())
    pairs = set(held) | {pair for pair, names in wanted.items() if len(names) >= minimum}
    return [
        Clash(by_page[first], by_page[second], held.get((first, second), ()), wanted.get((first, second), ()))
        for first, second in sorted(pairs)
    ]


def _shared(people: Iterable[tuple[str, Iterable[str]]]) -> dict[tuple[str, str], tuple[str, ...]]:
    """For each pair of pages who stands on both."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, pages in sorted((name, sorted(pages)) for name, pages in people):
        for first, second in combinations(pages, 2):
            found[first, second].append(name)
    return {pair: tuple(names) for pair, names in found.items()}


KEYS: dict[str, Key[Clash]] = {
    "first": Key(N_("Session"), lambda row, _: session(row.first), lambda row: collated(row.first.page)),
    "second": Key(
        N_("Clashes with"), lambda row, _: session(row.second), lambda row: collated(row.second.page)
    ),
    "speakers": Key(
        N_("Shared speakers"),
        lambda row, context: listed(map(shown_name, row.speakers), context),
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
        lambda row, context: listed(map(shown_name, row.interested), context),
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
