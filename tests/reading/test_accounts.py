"""Accounts: what makes a text one, with whom it is paired, and what is left for a person to look at."""

from collections.abc import Callable
from typing import Any

from indababot.reading.markup.inline import Lines
from indababot.reading.values import people
from indababot.records import Username


def shown(username: Username) -> str:
    pair = f" = {username.author}" if username.author else ""
    return f"{username.name} {username.evidence.value}{pair}"


def test_a_field_gives_its_accounts_with_their_evidence(
    lines: Callable[[str], Lines], accounts_case: dict[str, Any]
) -> None:
    """Each row of the table of people gives the accounts, the pairs and the leftovers that it means."""
    authors = tuple(accounts_case.get("authors", ()))
    result = people.accounts(lines(accounts_case["in"]), authors)
    assert [shown(username) for username in result.usernames] == accounts_case["out"]
    assert [left.text for left in result.leftovers] == accounts_case.get("left", [])
