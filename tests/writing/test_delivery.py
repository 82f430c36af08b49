"""The view ``delivery``: a list for MassMessage."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from indababot.privacy import Public
from indababot.records import Evidence, Status, Username
from indababot.writing.views import Entry, render
from tests.writing.samples import EDITION, entry

TARGET = re.compile(r"^\{\{#target:User talk:(.*)\}\}$", re.MULTILINE)


def text(entries: Sequence[Entry], parameters: Mapping[str, str] | None = None) -> str:
    """What a region shows that has nothing to complain of."""
    rendered = render({"view": "delivery"} | dict(parameters or {}), entries, EDITION)
    assert rendered.problem is None, rendered.problem
    return rendered.text.text


def session(title: str, *usernames: Username, **fields: Any) -> Entry:
    made = entry(title, **fields)
    return Entry(Public(made.submission.model_copy(update={"usernames": usernames})))


def user(name: str, evidence: Evidence = Evidence.LINK) -> Username:
    return Username(name=name, evidence=evidence)


def test_each_account_once_in_order() -> None:
    """Whoever holds several sessions stands there once, one target a line, in the alphabet's order whatever the pages'."""
    sessions = [session("A", user("Zed"), user("Ada")), session("B", user("Ada"))]
    assert text(sessions).strip().split("\n") == ["{{#target:User talk:Ada}}", "{{#target:User talk:Zed}}"]
    assert text(sessions) == text(sessions[::-1])


def test_a_name_is_no_address() -> None:
    """A wiki without MassMessage shows the call as text, in which a name that reads as an address must not become a link."""
    assert text([session("A", user("Bitcoin:x"))]).strip() == "{{#target:User talk:Bitcoin&#58;x}}"


def test_only_the_people_of_the_sessions_that_pass() -> None:
    """The filters of regions choose whose people are reached."""
    sessions = [
        session("A", user("Ada"), status=Status.ACCEPTED),
        session("B", user("Ben"), status=Status.DRAFT),
    ]
    assert TARGET.findall(text(sessions, {"status": "accepted"})) == ["Ada"]
    assert TARGET.findall(text(sessions, {"status": "draft; accepted"})) == ["Ada", "Ben"]
    assert "#target" not in text(sessions, {"status": "rejected"})


def test_who_is_left_out_is_told() -> None:
    """A text that may be several accounts, a name that none can have and a person without one are no target, and are named."""
    sessions = [
        session("A", user("Ada Ben", Evidence.AMBIGUOUS), user("Ok")),
        session("B", user("x/y"), user("[e-mail]")),
        entry("C", authors=("Nobody Known",)),
    ]
    shown = text(sessions)
    assert TARGET.findall(shown) == ["Ok"]
    for name in ("Ada Ben", "x/y", "Nobody Known"):
        assert f"<bdi>{name}</bdi>" in shown
    assert "e-mail" in shown


def test_an_account_that_is_certain_on_another_page_is_reached() -> None:
    """A doubtful text that another page shows to be one account is that account."""
    sessions = [
        session("A", user("Ada Ben", Evidence.AMBIGUOUS)),
        session("B", user("Ada Ben")),
    ]
    assert TARGET.findall(text(sessions)) == ["Ada Ben"]


@pytest.mark.parametrize(
    "name",
    [
        "}}{{Delete",
        "x|y",
        "x\ny",
        "{{subst:x",
        "<!--",
        "~~~~",
        "a#b",
        "''b",
        "=1",
        "Éléonore",
        "O'Neil (WMF)",
    ],
)
def test_a_hostile_account_makes_no_markup(name: str) -> None:
    """Whatever an account is called, the line is one call with one target, or the account is left out."""
    shown = text([session("A", user(name))])
    targets = TARGET.findall(shown)
    assert shown.count("{{") == shown.count("}}") == len(targets)
    assert len(targets) <= 1
    assert not [target for target in targets if re.search(r"[\[\]{}|<>\n'=~]", target)]
