"""Ambiguous texts of accounts, resolved against the users of a wiki."""

from collections.abc import Collection, Iterable

import pytest

from indababot.reading.values.people.resolve import resolve
from indababot.records import Evidence, PageRef, Submission, Username


class Users:
    """A list of users that keeps what it was asked."""

    def __init__(self, *names: str) -> None:
        self.names = frozenset(names)
        self.calls: list[list[str]] = []

    def __call__(self, names: Iterable[str]) -> Collection[str]:
        self.calls.append(list(names))
        return self.names.intersection(self.calls[-1])


def submission(*usernames: tuple[str, Evidence]) -> Submission:
    return Submission(
        edition="x",
        page=PageRef(title="P"),
        title="P",
        usernames=tuple(Username(name=name, evidence=evidence) for name, evidence in usernames),
    )


def shown(one: Submission) -> list[str]:
    return [f"{username.name} {username.evidence.value}" for username in one.usernames]


@pytest.mark.parametrize(
    ("users", "expected"),
    [
        (("Owula kpakpo", "Bukky658"), ["Owula kpakpo resolved", "Bukky658 resolved"]),
        (("Owula", "Kpakpo", "Bukky658"), ["Owula resolved", "Kpakpo resolved", "Bukky658 resolved"]),
        (("Owula kpakpo Bukky658",), ["Owula kpakpo Bukky658 resolved"]),
        (("Owula kpakpo", "Bukky658", "Owula", "Kpakpo"), ["Owula kpakpo Bukky658 ambiguous"]),
        (("Owula kpakpo", "Owula"), ["Owula kpakpo Bukky658 ambiguous"]),
        ((), ["Owula kpakpo Bukky658 ambiguous"]),
    ],
)
def test_a_text_is_resolved_when_one_cutting_fits(users: tuple[str, ...], expected: list[str]) -> None:
    """Only the one cutting whose parts all exist is taken; several or none leave the text ambiguous."""
    text = submission(("Owula kpakpo Bukky658", Evidence.AMBIGUOUS))
    assert shown(resolve([text], Users(*users))[0]) == expected


def test_everything_is_asked_in_one_call_and_the_rest_stays() -> None:
    """Many submissions cost one question; other accounts, their order and unambiguous submissions stay as they are."""
    mixed = submission(
        ("Ada Obi", Evidence.LINK), ("Bob Cee", Evidence.AMBIGUOUS), ("Dora Eze", Evidence.LIST)
    )
    other = submission(("Eve Foo", Evidence.AMBIGUOUS))
    plain = submission(("Ada Obi", Evidence.LINK))
    users = Users("Bob", "Cee", "Eve", "Foo", "Ada", "Obi")
    resolved = resolve([mixed, other, plain], users)
    assert [shown(one) for one in resolved] == [
        ["Ada Obi link", "Bob resolved", "Cee resolved", "Dora Eze list"],
        ["Eve resolved", "Foo resolved"],
        ["Ada Obi link"],
    ]
    assert users.calls == [["Bob", "Bob Cee", "Cee", "Eve", "Eve Foo", "Foo"]]


def test_nothing_ambiguous_asks_nothing() -> None:
    """Without an ambiguous text there is no question, and so no request."""
    users = Users()
    assert resolve([submission(("Ada", Evidence.LIST))], users)
    assert users.calls == []


def test_a_long_text_asks_for_nothing() -> None:
    """A text of very many words is left ambiguous instead of asking for thousands of names."""
    users = Users("A")
    long = submission((" ".join("a" * 500), Evidence.AMBIGUOUS))
    assert resolve([long], users) == [long]
    assert users.calls == []
