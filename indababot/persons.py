"""Who is who over many submissions: one person for the spellings, names and accounts that belong together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from indababot.records import Evidence, Submission

Aliases = Mapping[str, Sequence[str]]
"""An edition's spellings of one person, names or accounts, by the name to use."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a session: the name to show, the accounts, and the submissions' page titles, in the order of the submissions."""

    name: str
    accounts: tuple[str, ...]
    pages: tuple[str, ...]


@dataclass(slots=True)
class Claim:
    """What one page says of one person: a name, an account, or both."""

    name: str | None
    account: str | None
    page: str


def canonical(name: str, aliases: Aliases) -> str:
    """The name to use for a spelling of it, else the name itself. Case and runs of blanks are not looked at."""
    return _index(aliases).get(_key(name), name)


def persons(submissions: Iterable[Submission], aliases: Aliases) -> list[Person]:
    """Everybody who is named by some submissions, each once, in the order of their first page.

    Two mentions are one person where they share an account, or an alias says so, or they share a name and do not pair it
    with different accounts. A name and an account of one page belong together where the page pairs them, spells them alike
    or names just one of each; an ambiguous text belongs to nobody but itself.
    """
    return persons_of([claim for submission in submissions for claim in claims_of(submission)], aliases)


def persons_of(claims: Sequence[Claim], aliases: Aliases) -> list[Person]:
    """What :func:`persons` gives for the submissions that these claims are of; claims take less room than submissions."""
    known = _index(aliases)
    groups = _Groups(len(claims))
    _join_accounts(claims, known, groups)
    _join_names(claims, groups)
    return [_person([claims[place] for place in members], known) for members in groups.members()]


def _index(aliases: Aliases) -> dict[str, str]:
    return {_key(text): name for name, texts in aliases.items() for text in (name, *texts)}


def claims_of(submission: Submission) -> Iterator[Claim]:
    """What a submission says of people."""
    page = submission.page.title
    certain = [one for one in submission.usernames if one.evidence is not Evidence.AMBIGUOUS]
    pairs = {_key(one.name): one.name for one in certain}  # an author who signs with the account's very name
    pairs |= {_key(one.author): one.name for one in certain if one.author}
    if len(submission.authors) == len(submission.usernames) == len(certain) == 1:
        pairs = {_key(submission.authors[0]): certain[0].name}
    taken = set()
    for author in submission.authors:
        account = pairs.get(_key(author))
        taken.add(account)
        yield Claim(author, account, page)
    for one in submission.usernames:
        if one.evidence is Evidence.AMBIGUOUS:
            yield Claim(one.name, None, page)
        elif one.name not in taken:
            yield Claim(one.author, one.name, page)


def _join_accounts(claims: Sequence[Claim], known: Mapping[str, str], groups: "_Groups") -> None:
    """Joins the claims with one account or one entry of the aliases."""
    first: dict[tuple[str, str], int] = {}
    for place, claim in enumerate(claims):
        keys = [("account", claim.account)] if claim.account else []
        keys += [
            ("alias", known[_key(text)])
            for text in (claim.name, claim.account)
            if text and _key(text) in known
        ]
        for key in keys:
            groups.join(first.setdefault(key, place), place)


def _join_names(claims: Sequence[Claim], groups: "_Groups") -> None:
    """Joins the claims with one name, unless that would give it accounts that no page brings together."""
    named: dict[str, list[int]] = {}
    accounts = {groups.root(place) for place, claim in enumerate(claims) if claim.account}
    for place, claim in enumerate(claims):
        if claim.name:
            named.setdefault(_key(claim.name), []).append(place)
    for same in named.values():
        places = same
        rooted = {place: groups.root(place) for place in places}
        if len(accounts.intersection(rooted.values())) > 1:  # different people may have one name
            places = [place for place, root in rooted.items() if root not in accounts]
        for place in places:
            groups.join(places[0], place)


def _person(claims: Sequence[Claim], known: Mapping[str, str]) -> Person:
    texts = [text for claim in claims for text in (claim.name, claim.account) if text]
    alias = next((known[_key(text)] for text in texts if _key(text) in known), None)
    name = alias or next((claim.name for claim in claims if claim.name), texts[0])
    accounts = dict.fromkeys(claim.account for claim in claims if claim.account)
    return Person(name, tuple(accounts), tuple(dict.fromkeys(claim.page for claim in claims)))


class _Groups:
    """Which claims belong together: a forest whose roots are the first of their group."""

    def __init__(self, size: int) -> None:
        self._parents = list(range(size))

    def root(self, place: int) -> int:
        while self._parents[place] != place:
            self._parents[place] = place = self._parents[self._parents[place]]
        return place

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.root(one), self.root(other)))
        self._parents[high] = low

    def members(self) -> list[list[int]]:
        """The groups in the order of their first member."""
        out: dict[int, list[int]] = {}
        for place in range(len(self._parents)):
            out.setdefault(self.root(place), []).append(place)
        return list(out.values())


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()
