"""The view ``clashes``: pairs of sessions that a programme should not put side by side."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from math import ceil, exp, sqrt

from indababot.columns import collated, counted, spellings
from indababot.i18n import N_
from indababot.privacy import masked
from indababot.records import Status
from indababot.writing.entry import Context, Entries, Entry, shown_name
from indababot.writing.limits import AUDIENCE, PERSON_SESSIONS
from indababot.writing.table import Block, note
from indababot.writing.views.columns import Key, listed, session
from indababot.writing.views.listing import Listing
from indababot.writing.views.options import Options
from indababot.writing.views.people import Speaker, speakers
from indababot.writing.wikitext import number

_MANY = 500
"""From this mean on the Poisson distribution is taken for a normal one."""
OUT = frozenset({Status.REJECTED, Status.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Clash:
    """Two sessions, by their pages' titles, the speakers that they share, and the interested people."""

    first: Entry
    second: Entry
    speakers: tuple[str, ...]
    interested: tuple[str, ...]


Appearances = tuple[str, list[str]]
"""A name and the pages that it stands on, sorted."""


def clashes(entries: Entries, holders: Sequence[Speaker], minimum: int) -> list[Clash]:
    """The pairs that share a speaker, or an audience that is unusual: at least ``minimum`` people, as many as :func:`_least` asks for,
    no fewer than two audiences of their sizes share by chance, and more than would make more rows than there are sessions.
    """
    by_page = {entry.page: entry for entry in entries}
    speaking = [(person.name, sorted(entry.page for entry in person.sessions)) for person in holders]
    fans: dict[str, list[str]] = defaultdict(list)
    for page in sorted(by_page):
        people = dict.fromkeys(item.username for item in by_page[page].submission.participants)
        for name in islice(people, AUDIENCE):
            fans[name].append(page)
    telling = [(name, pages) for name, pages in fans.items() if len(pages) <= PERSON_SESSIONS]
    sizes = Counter(page for _, pages in telling for page in pages)
    held, wanted = _shared(speaking), _shared(telling)
    least = max(minimum, _least(len(by_page), sum(map(len, wanted.values()))))
    unusual = {
        pair: len(names)
        for pair, names in wanted.items()
        if len(names) >= least and len(names) * len(telling) >= sizes[pair[0]] * sizes[pair[1]]
    }
    while len(unusual) > len(by_page):  # what so many pairs have is not unusual
        least = 1 + min(unusual.values())
        unusual = {pair: count for pair, count in unusual.items() if count >= least}
    return [
        Clash(by_page[first], by_page[second], held.get((first, second), ()), wanted.get((first, second), ()))
        for first, second in sorted(unusual.keys() | held.keys())
    ]


def _least(sessions: int, shared: int) -> int:
    """From how many people on an audience that two sessions share is unusual.

    That is where chance would give fewer such pairs than there are sessions, if the people whom pairs share (``shared``, counted once for
    each pair) were spread over all pairs evenly (Poisson).
    """
    pairs = sessions * (sessions - 1) / 2
    if not shared or not pairs:
        return 1
    mean = shared / pairs
    if mean > _MANY:
        return ceil(mean + 3 * sqrt(mean))
    count, term, beyond = 0, exp(-mean), 1.0
    while beyond * pairs >= sessions and term > 0:
        beyond -= term
        count += 1
        term *= mean / count
    return count


def _shared(people: Iterable[Appearances]) -> dict[tuple[str, str], tuple[str, ...]]:
    """For each pair of pages who stands on both. Whoever stands on all too many says nothing: their pairs grow with the square."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, pages in sorted(people):
        if len(pages) <= PERSON_SESSIONS:
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
        lambda row, context: listed(row.speakers, shown_name, context),
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
        lambda row, context: listed(row.interested, shown_name, context),
        lambda row: counted(len(row.interested)),
    ),
}
NAMES = spellings(KEYS)

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
    holders = speakers(entries, context.edition)
    told = [
        note(
            context.say(
                N_("{name} has {count} sessions, too many to list each pair of them."),
                name=masked(person.name),
                count=str(len(person.sessions)),
            ),
            context.language,
        )
        for person in holders
        if len(person.sessions) > PERSON_SESSIONS
    ]
    return (*_LISTING.blocks(clashes(entries, holders, options.minimum), options, context), *told)
