"""Who is who over many submissions: one person for the spellings, names and accounts that belong together."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import groupby
from typing import TypeAlias

from indababot.records import Evidence, Submission
from indababot.spool import Spool

_DIGEST = 16
"""Bytes of a digest: two keys with one are not to be met."""
_PARTS = 16
"""In how many parts digests are sorted."""

Aliases = Mapping[str, Sequence[str]]
"""An edition's spellings of one person, names or accounts, by the name to use."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a session: the name to show, the accounts, and the submissions' pages, in their order, with what each is called."""

    name: str
    accounts: tuple[str, ...]
    pages: tuple[str, ...]
    titles: tuple[str, ...] = field(default=(), compare=False)


@dataclass(slots=True)
class Claim:
    """What one page says of one person: a name, an account, or both."""

    name: str | None
    account: str | None
    page: str
    title: str
    """What the page's session is called."""


Claims: TypeAlias = Sequence[Claim] | Spool[Claim]


def canonical(name: str, aliases: Aliases) -> str:
    """The name to use for a spelling of it, else the name itself. Case and runs of blanks are not looked at."""
    return _index(aliases).get(_key(name), name)


def persons(submissions: Iterable[Submission], aliases: Aliases) -> list[Person]:
    """Everybody who is named by some submissions, each once, in the order of their first page.

    Two mentions are one person where they share an account, or an alias says so, or they share a name and do not pair it
    with different accounts. A name and an account of one page belong together where the page pairs them, spells them alike
    or names just one of each; an ambiguous text belongs to nobody but itself.
    """
    return list(persons_of([claim for submission in submissions for claim in claims_of(submission)], aliases))


def persons_of(claims: Claims, aliases: Aliases) -> Iterator[Person]:
    """What :func:`persons` gives for the submissions that these claims are of.

    Claims may stand on the disk: little is kept of each, and they are read again where a person is made of them.
    """
    known = _index(aliases)
    groups = _Groups(len(claims))
    _join_accounts(claims, known, groups)
    _join_names(claims, groups)
    for members in groups.members():
        yield _person(map(claims.__getitem__, members), known)


def _index(aliases: Aliases) -> dict[str, str]:
    return {_key(text): name for name, texts in aliases.items() for text in (name, *texts)}


def claims_of(submission: Submission) -> Iterator[Claim]:
    """What a submission says of people."""
    page, title = submission.page.title, submission.title
    certain = [one for one in submission.usernames if one.evidence is not Evidence.AMBIGUOUS]
    pairs = {_key(one.name): one.name for one in certain}  # an author who signs with the account's very name
    pairs |= {_key(one.author): one.name for one in certain if one.author}
    if len(submission.authors) == len(submission.usernames) == len(certain) == 1:
        pairs = {_key(submission.authors[0]): certain[0].name}
    taken = set()
    for author in submission.authors:
        account = pairs.get(_key(author))
        taken.add(account)
        yield Claim(author, account, page, title)
    for one in submission.usernames:
        if one.evidence is Evidence.AMBIGUOUS:
            yield Claim(one.name, None, page, title)
        elif one.name not in taken:
            yield Claim(one.author, one.name, page, title)


def _join_accounts(claims: Claims, known: Mapping[str, str], groups: "_Groups") -> None:
    """Joins the claims with one account or one entry of the aliases."""
    keys = _Keys()
    for place, claim in enumerate(claims):
        if claim.account:
            keys.add(f"account {claim.account}", place)
        for text in (claim.name, claim.account):
            if text and _key(text) in known:
                keys.add(f"alias {known[_key(text)]}", place)
    for places in keys.shared():
        for place in places:
            groups.join(places[0], place)


def _join_names(claims: Claims, groups: "_Groups") -> None:
    """Joins the claims with one name, unless that would give it accounts that no page brings together."""
    keys = _Keys()
    accounts = set()
    for place, claim in enumerate(claims):
        if claim.account:
            accounts.add(groups.root(place))
        if claim.name:
            keys.add(_key(claim.name), place)
    for same in keys.shared():
        places = same
        if (
            len({root for root in map(groups.root, same) if root in accounts}) > 1
        ):  # different people may have one name
            places = [place for place in same if groups.root(place) not in accounts]
        for place in places:
            groups.join(places[0], place)


def _person(claims: Iterable[Claim], known: Mapping[str, str]) -> Person:
    """Who is meant by these claims, of which one is in memory at a time: somebody may be named by a hundred thousand pages."""
    names: dict[str, None] = {}
    accounts: dict[str, None] = {}
    sessions: dict[str, str] = {}
    alias = None
    for claim in claims:
        if claim.name:
            names[claim.name] = None
        if claim.account:
            accounts[claim.account] = None
        sessions[claim.page] = claim.title
        texts = (text for text in (claim.name, claim.account) if text)
        alias = alias or next((known[_key(text)] for text in texts if _key(text) in known), None)
    name = alias or next(iter(names or accounts))
    return Person(name, tuple(accounts), tuple(sessions), tuple(sessions.values()))


class _Keys:
    """The keys of claims. Of each a digest is kept, so that a hundred thousand take some megabytes."""

    def __init__(self) -> None:
        self._digests = bytearray()
        self._places = array("L")

    def add(self, key: str, place: int) -> None:
        self._digests += blake2b(key.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest()
        self._places.append(place)

    def shared(self) -> list[list[int]]:
        """The places of each key that several have, in their order, by the first of them."""

        def digest(number: int) -> bytes:
            return bytes(self._digests[number * _DIGEST : (number + 1) * _DIGEST])

        firsts = self._digests[::_DIGEST]
        alike: list[list[int]] = []
        for part in range(_PARTS):  # sorted in parts, which take less memory at a time
            numbers = sorted(
                (number for number, first in enumerate(firsts) if first % _PARTS == part), key=digest
            )
            groups = ([self._places[number] for number in group] for _, group in groupby(numbers, digest))
            alike += (places for places in groups if len(places) > 1)
        return sorted(alike)


class _Groups:
    """Which claims belong together: a forest whose roots are the first of their group."""

    def __init__(self, size: int) -> None:
        self._parents = array("L", range(size))

    def root(self, place: int) -> int:
        while self._parents[place] != place:
            self._parents[place] = place = self._parents[self._parents[place]]
        return place

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.root(one), self.root(other)))
        self._parents[high] = low

    def members(self) -> Iterator[list[int]]:
        """The groups in the order of their first member."""
        size = len(self._parents)
        following, last = array("L", [0]) * size, array("L", range(size))
        for place in range(size):
            root = self.root(place)
            following[last[root]] = last[root] = place
        for root in range(size):
            if self.root(root) == root:
                group = [root]
                while group[-1] != last[root]:
                    group.append(following[group[-1]])
                yield group


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()
