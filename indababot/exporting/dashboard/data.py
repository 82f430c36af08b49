"""The dashboard's numbers, from records alone: each number with the address of the list that it counts."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from urllib.parse import quote, urlencode

from indababot.diagnostics import Diagnostic, Severity
from indababot.editions import Edition
from indababot.exporting.select import FILTERS
from indababot.persons import Person, persons
from indababot.privacy import Public
from indababot.records import FieldKey, Status

LIST = "submissions.html"
"""The page of the list; filters stand in its address's fragment."""
_OUT = frozenset({Status.REJECTED, Status.WITHDRAWN})
_UNASKED = frozenset({FieldKey.TITLE, FieldKey.STATUS, FieldKey.NUMBER, FieldKey.EMAILS, FieldKey.OTHER})
"""Fields that say nothing about how complete a submission is; the others but the audience's do."""
INTEREST = ((0, "0"), (1, "1-4"), (5, "5-9"), (10, "10-19"), (20, "20+"))
"""From how many interested people on a session is in which group."""

_ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
"""Controls, overrides of direction and what no file can hold; joiners and marks of direction are letters' own."""


@dataclass(frozen=True, slots=True)
class Session:
    """A submission that may be shown, with the findings about it in the language of the site."""

    record: Public
    findings: tuple[Diagnostic, ...] = ()
    spellings: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """How all editions of the site spell a filter's value, by the filter and the value in small letters."""
    made: datetime | None = None
    """When the page was made, where the source tells."""

    @property
    def counted(self) -> datetime | None:
        """The time by which it is counted: when its page was made, else when it was edited last."""
        return self.made or self.record.page.timestamp

    @property
    def ident(self) -> str:
        """What tells it from all others, in addresses and names of files: the same as long as its page has its title."""
        told = f"{self.record.edition}\n{self.record.page.title}"
        return f"{self.record.edition}-{hashlib.sha256(told.encode('utf-8', 'replace')).hexdigest()[:12]}"

    @property
    def path(self) -> str:
        """The card's file."""
        return f"submission/{self.ident}.html"

    @property
    def complete(self) -> bool:
        """Nothing about it has to be fixed; warnings may be left."""
        return not any(one.severity is Severity.ERROR for one in self.findings)

    @property
    def audience(self) -> list[tuple[str, list[str]]]:
        """Who is interested, each once, with what they have said."""
        found: dict[str, list[str]] = {}
        for one in self.record.participants:
            found.setdefault(plain(one.username), []).extend([one.comment] if one.comment else [])
        return list(found.items())

    @property
    def interested(self) -> int:
        """How many people are interested, each once."""
        return len(self.audience)


@dataclass(frozen=True, slots=True)
class Clash:
    """Two sessions, by their pages' titles, that should not be at one time: who speaks in both, who is interested in both."""

    first: str
    second: str
    speakers: tuple[str, ...]
    interested: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One edition with its sessions, in the order of the list."""

    edition: Edition
    sessions: tuple[Session, ...]
    clashes: tuple[Clash, ...] = ()

    @property
    def deadline(self) -> date | None:
        """The last day on which a submission is in time."""
        last = self.edition.deadline
        return last.date() if isinstance(last, datetime) else last


@dataclass(frozen=True, slots=True)
class Count:
    """How many sessions have a value, and where their list is; the empty value is theirs who have none."""

    value: str
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class Filled:
    """How many of the sessions that were asked for a field have filled it in, and the list of those that have not."""

    key: FieldKey
    label: str
    filled: int
    asked: int
    href: str


@dataclass(frozen=True, slots=True)
class Growth:
    """How many sessions there were at the end of each day on which some came."""

    edition: Edition
    days: tuple[tuple[date, int], ...]
    deadline: date | None
    edited: int
    """How many of them are counted by the last edit, since it is not known when their pages were made."""

    def before(self, reference: date) -> list[tuple[int, int]]:
        """The same by days before a day; what came after it has negative ones."""
        return [((reference - day).days, count) for day, count in self.days]


def address(**filters: str | Sequence[str]) -> str:
    """The address of a list: sessions that have, for each filter, one of its values."""
    return f"{LIST}#{urlencode(filters, doseq=True, quote_via=quote)}" if filters else LIST


def plain(text: str) -> str:
    """A text without what acts on a page in which it is shown."""
    return _ACTING.sub("", text)


def every(parts: Iterable[Part]) -> list[Session]:
    """The sessions of all editions."""
    return [session for part in parts for session in part.sessions]


def unified(parts: Sequence[Part]) -> list[Part]:
    """The editions with one spelling of each value, the first edition's, where others differ in capital letters only."""
    spellings: dict[tuple[str, str], str] = {}
    for session in every(parts):
        for name in FILTERS:
            for value in values(session, name):
                spellings.setdefault((name, value.casefold()), value)
    return [
        replace(part, sessions=tuple(replace(one, spellings=spellings) for one in part.sessions))
        for part in parts
    ]


def values(session: Session, name: str) -> tuple[str, ...]:
    """What a session has for a filter of records."""
    if name == "edition":
        return (session.record.edition,)
    own = [plain(value) for value in FILTERS[name](session.record)]
    return tuple(dict.fromkeys(session.spellings.get((name, value.casefold()), value) for value in own))


def counts(parts: Sequence[Part], name: str) -> list[Count]:
    """How many sessions have each value, in the vocabulary's order where there is one edition, else the most frequent first;
    last those that have none.
    """
    found = Counter(value for session in every(parts) for value in values(session, name) or ("",))
    bare = found.pop("", 0)
    rank = {value: place for place, value in enumerate(_vocabulary(parts, name))}
    ordered = sorted(found, key=lambda value: (rank.get(value, len(rank)), -found[value], value))
    listed = [*ordered, *[""] * bool(bare)]
    return [Count(value, found[value] or bare, address(**{name: value})) for value in listed]


def _vocabulary(parts: Sequence[Part], name: str) -> list[str]:
    """The values whose order is known: that of statuses and editions, and of the choices of the only edition."""
    if name == "edition":
        return [part.edition.id for part in parts]
    if name == "status":
        return [status.value for status in Status]
    keys = [key for key in FieldKey if key.value in (name, f"{name}s")]
    described = parts[0].edition.by_key.get(keys[0]) if len(parts) == 1 and keys else None
    return [choice.name for choice in described.choices] if described else []


def grid(parts: Sequence[Part], rows: str, columns: str) -> dict[tuple[str, str], Count]:
    """How many sessions have each pair of values."""
    found = Counter(
        (row, column)
        for session in every(parts)
        for row in values(session, rows) or ("",)
        for column in values(session, columns) or ("",)
    )
    return {
        pair: Count(" × ".join(pair), count, address(**{rows: pair[0], columns: pair[1]}))
        for pair, count in sorted(found.items())
    }


def filled(parts: Sequence[Part], language: str) -> list[Filled]:
    """Each field that some edition asks its authors for, in the order of the forms."""
    labels: dict[FieldKey, str] = {}
    asked, given = Counter[FieldKey](), Counter[FieldKey]()
    for part in parts:
        for key in asked_of(part.edition):
            labels.setdefault(key, part.edition.by_key[key].label_in(language))
            asked[key] += len(part.sessions)
            given[key] += sum(bool(getattr(session.record, key.value)) for session in part.sessions)
    return [
        Filled(key, label, given[key], asked[key], address(missing=key.value))
        for key, label in labels.items()
        if asked[key]
    ]


def asked_of(edition: Edition) -> list[FieldKey]:
    """The fields that an edition asks authors for."""
    return [
        field.key
        for field in edition.fields
        if field.key not in _UNASKED and field.key is not FieldKey.PARTICIPANTS
    ]


def missing(session: Session, edition: Edition) -> list[str]:
    """The keys of the fields that a session was asked for and does not have."""
    return [key.value for key in asked_of(edition) if not getattr(session.record, key.value)]


def growth(part: Part) -> Growth:
    """An edition's sessions over time, in UTC, by the day on which their pages were made, else edited last."""
    dated = [(stamp, session) for session in part.sessions if (stamp := session.counted)]
    per_day = Counter(stamp.date() for stamp, _ in dated)
    total, days = 0, []
    for day in sorted(per_day):
        total += per_day[day]
        days.append((day, total))
    return Growth(part.edition, tuple(days), part.deadline, sum(session.made is None for _, session in dated))


def months(sessions: Iterable[Session]) -> list[Count]:
    """How many pages were made, or else last edited, in which month."""
    found = Counter(month for session in sessions if (month := month_of(session)))
    return [Count(month, found[month], address(month=month)) for month in sorted(found)]


def month_of(session: Session) -> str:
    """The month in which a session is counted, as ``2023-08``; empty where it is not known."""
    stamp = session.counted
    return stamp.strftime("%Y-%m") if stamp else ""


def interest(sessions: Iterable[Session]) -> list[Count]:
    """How many sessions so many people are interested in."""
    found = Counter(interest_group(session) for session in sessions)
    return [Count(name, found[name], address(interest=name)) for _, name in INTEREST if found[name]]


def interest_group(session: Session) -> str:
    """The group of a session by its interested people."""
    return next(name for least, name in reversed(INTEREST) if session.interested >= least)


def wanted(sessions: Iterable[Session], most: int) -> list[Session]:
    """The sessions that most people are interested in."""
    some = [session for session in sessions if session.interested]
    return sorted(some, key=lambda one: (-one.interested, one.record.title.casefold(), one.ident))[:most]


def latest(sessions: Iterable[Session], most: int) -> list[Session]:
    """The sessions whose pages were edited last."""
    dated = [(stamp, session) for session in sessions if (stamp := session.record.page.timestamp)]
    dated.sort(key=lambda entry: entry[1].ident)
    dated.sort(key=lambda entry: entry[0], reverse=True)
    return [session for _, session in dated[:most]]


def interested(parts: Sequence[Part]) -> list[tuple[str, list[Session]]]:
    """Everybody who is interested in sessions, by name, with those sessions."""
    found: dict[str, list[Session]] = defaultdict(list)
    for session in every(parts):
        for name, _ in session.audience:
            found[name].append(session)
    return sorted(found.items(), key=lambda entry: (entry[0].casefold(), entry[0]))


def people(parts: Sequence[Part]) -> list[tuple[Person, list[Session]]]:
    """Everybody who holds a session, by name, with their sessions."""
    sessions = {session.record.page.title: session for session in every(parts)}
    aliases = {name: texts for part in parts for name, texts in part.edition.aliases.items()}
    found = persons((session.record for session in sessions.values()), aliases)
    listed = [(one, [sessions[page] for page in one.pages]) for one in found]
    return sorted(listed, key=lambda entry: (entry[0].name.casefold(), entry[0].name, entry[0].pages))


def clashing(parts: Iterable[Part], most: int) -> tuple[list[Session], list[tuple[Session, Session, Clash]]]:
    """The sessions with the most clashes, in the order of the list, and all clashing pairs, the heaviest first."""
    pairs: list[tuple[Session, Session, Clash]] = []
    listed: list[Session] = []
    for part in parts:
        by_page = {one.record.page.title: one for one in part.sessions if one.record.status not in _OUT}
        pairs += [
            (by_page[one.first], by_page[one.second], one)
            for one in part.clashes
            if one.first in by_page and one.second in by_page
        ]
        listed += by_page.values()
    pairs.sort(key=lambda one: (-len(one[2].speakers), -len(one[2].interested), one[0].ident, one[1].ident))
    kept: set[str] = set()
    for first, second, _ in pairs:
        both = kept | {first.ident, second.ident}
        kept = both if len(both) <= most else kept
    return [session for session in listed if session.ident in kept], pairs


def row(session: Session, edition: Edition, holders: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """What the list filters a session by: each filter's name, and the session's values.

    ``holders`` are the names of the people who hold a session, by its ident.
    """
    month = month_of(session)
    return {name: list(values(session, name)) for name in ("edition", *FILTERS)} | {
        "id": [session.ident],
        "complete": ["yes" if session.complete else "no"],
        "missing": missing(session, edition),
        "finding": sorted({one.code for one in session.findings}),
        "month": [month] if month else [],
        "interest": [interest_group(session)],
        "interested": [name for name, _ in session.audience],
        "person": [plain(name) for name in holders.get(session.ident, ())],
    }
