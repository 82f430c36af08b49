"""Ambiguous texts of accounts, resolved against a wiki's list of users."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from indababot.reading.values.signatures import names
from indababot.records import Evidence, Submission, Username

MOST_WORDS = 12
"""A longer text is left as it is: n words have n(n+1)/2 possible names, and this asks for at most 78 a text."""

Exists = Callable[[Iterable[str]], Collection[str]]
"""Which of some account names exist, spelled as they were asked for."""


def resolve(submissions: Sequence[Submission], exists: Exists) -> list[Submission]:
    """The submissions with each ambiguous text replaced by its accounts, where exactly one way to cut it has them all existing.

    A text is cut at blanks only. All names of all submissions are asked for in one call, and none is made where nothing is ambiguous.
    The other accounts and the order stay; a text that several ways fit, or none, stays ambiguous.
    """
    asked = {
        name: None
        for submission in submissions
        for username in submission.usernames
        for _, _, name in _candidates(username)
    }
    if not asked:
        return list(submissions)
    known = frozenset(exists(list(asked)))
    return [_resolved(submission, known) for submission in submissions]


def _resolved(submission: Submission, known: Collection[str]) -> Submission:
    cut = [(username, _accounts(username, known)) for username in submission.usernames]
    if not any(accounts for _, accounts in cut):
        return submission
    out: dict[str, Username] = {}
    for username, accounts in cut:
        for one in accounts or [username]:
            out.setdefault(one.name, one)
    return submission.model_copy(update={"usernames": tuple(out.values())})


def _accounts(username: Username, known: Collection[str]) -> list[Username]:
    """The accounts that a text is, when exactly one way to cut it fits; else none."""
    fitting: dict[int, list[tuple[int, str]]] = {}
    for start, end, name in _candidates(username):
        if name in known:
            fitting.setdefault(start, []).append((end, name))
    last = len(username.name.split())
    # ways[i]: how many cuttings the words from i on have, counted no further than is needed to know that it is one
    ways = {last: 1}
    for start in range(last - 1, -1, -1):
        ways[start] = min(2, sum(ways[end] for end, _ in fitting.get(start, ())))
    if not fitting or ways[0] != 1:
        return []
    parts: list[str] = []
    place = 0
    while place < last:
        place, name = next((end, name) for end, name in fitting[place] if ways[end])
        parts.append(name)
    return [Username(name=name, evidence=Evidence.RESOLVED, span=username.span) for name in parts]


def _candidates(username: Username) -> Iterator[tuple[int, int, str]]:
    """Every run of an ambiguous text's words, as ``(first, last, account)``; a typed prefix is no part of a name."""
    words = username.name.split() if username.evidence is Evidence.AMBIGUOUS else []
    if len(words) > MOST_WORDS:
        return
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            name = names.target(" ".join(words[start:end]))
            if name:
                yield start, end, name
