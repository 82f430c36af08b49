"""The dashboard's numbers, from records alone, each with the address of its list."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from indababot.diagnostics import Diagnostic, Location, Severity
from indababot.editions import load
from indababot.exporting.dashboard import Clash, Part, Session, data
from indababot.privacy import public
from indababot.records import PageRef, Participant, Status, Submission

EDITION = load("wikiindaba-2023")
PLACE = Location(row=1, column=1)


def finding(severity: Severity, code: str = "IB101") -> Diagnostic:
    return Diagnostic(
        code=code,
        name="x",
        severity=severity,
        message="m",
        filename=None,
        page="p",
        location=PLACE,
        end_location=PLACE,
    )


def session(title: str, *found: Diagnostic, day: str = "", fans: int = 0, **keys: Any) -> Session:
    stamp = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    people = tuple(Participant(username=f"Fan {number}") for number in range(fans))
    record = Submission(
        edition=keys.pop("edition", EDITION.id),
        page=PageRef(title=f"P/{title}", timestamp=stamp),
        title=title,
        participants=people,
        **keys,
    )
    return Session(public(record), found)


def part(*sessions: Session, clashes: tuple[Clash, ...] = (), **changes: Any) -> Part:
    return Part(EDITION.model_copy(update=changes), sessions, clashes)


def test_counts_stand_in_the_vocabularys_order_and_those_without_a_value_last() -> None:
    """Each count is that of the list that it leads to; a session with two values counts in both."""
    sessions = (
        session("a", types=("Poster", "Panel")),
        session("b", types=("Panel",)),
        session("c"),
        session("d", types=("Duel",)),
    )
    found = [(one.value, one.count, one.href) for one in data.counts([part(*sessions)], "type")]
    assert found == [
        ("Panel", 2, "submissions.html#type=Panel"),
        ("Poster", 1, "submissions.html#type=Poster"),
        ("Duel", 1, "submissions.html#type=Duel"),
        ("", 1, "submissions.html#type="),
    ]


def test_one_spelling_for_all_editions() -> None:
    """Values that differ in capital letters only are one value; what an edition spells first is shown."""
    parts = data.unified(
        [part(session("a", types=("Lightning Talk",))), part(session("b", types=("lightning talk",)))]
    )
    assert [(one.value, one.count) for one in data.counts(parts, "type")] == [("Lightning Talk", 2)]
    assert data.row(parts[1].sessions[0], EDITION, {})["type"] == ["Lightning Talk"]


@pytest.mark.parametrize("value", ["A & B", "a#b=c", "50 %", "نص", "a+b", '"><script>'])
def test_addresses_hold_any_value(value: str) -> None:
    """An address gives its value back to the script, and breaks out of nothing."""
    from urllib.parse import parse_qs

    made = data.address(theme=value)
    assert parse_qs(made.partition("#")[2]) == {"theme": [value]}
    assert not set(made) & set("\"'<> ")


def test_pairs_of_type_and_theme() -> None:
    """A cell's list has both filters."""
    grid = data.grid([part(session("a", types=("Panel",), themes=("GLAM", "Technology")))], "type", "theme")
    assert {pair: one.href for pair, one in grid.items()} == {
        ("Panel", "GLAM"): "submissions.html#type=Panel&theme=GLAM",
        ("Panel", "Technology"): "submissions.html#type=Panel&theme=Technology",
    }


def test_completeness_by_field() -> None:
    """What the form does not ask for is not missing; what it asks for is counted by session, and agrees with the list's filter."""
    sessions = session("a", abstract="x"), session("b")
    found = {one.key.value: one for one in data.filled([part(*sessions)], "en")}
    assert (found["abstract"].filled, found["abstract"].asked) == (1, 2)
    assert "country" not in found
    assert "title" not in found
    assert ["abstract" in data.missing(one, EDITION) for one in sessions] == [False, True]


def test_an_error_makes_a_session_incomplete_and_a_warning_does_not() -> None:
    assert not session("a", finding(Severity.ERROR)).complete
    assert session("a", finding(Severity.WARNING), finding(Severity.INFO)).complete


def test_growth_is_cumulative_and_counted_before_the_deadline() -> None:
    """Days are those on which pages were made, in UTC, else edited last; pages without a time are not counted."""
    own = part(
        session("a", day="2023-05-01"),
        session("b", day="2023-05-01"),
        replace(session("c", day="2023-09-09"), made=datetime(2023, 6, 1, 23, 59, tzinfo=UTC)),
        session("d"),
    )
    grown = data.growth(own)
    assert grown.days == ((date(2023, 5, 1), 2), (date(2023, 6, 1), 3))
    assert grown.edited == 2
    assert grown.before(date(2023, 5, 31)) == [(30, 2), (-1, 3)]
    assert [(one.value, one.count) for one in data.months(own.sessions)] == [("2023-05", 2), ("2023-06", 1)]


def test_a_deadline_may_be_a_moment() -> None:
    assert part(deadline=datetime(2023, 7, 1, 23, 59, tzinfo=UTC)).deadline == date(2023, 7, 1)
    assert part(deadline=None).deadline is None


def test_interest() -> None:
    """Each person counts once; groups lead to their lists, and the most wanted come first."""
    sessions = [session("a", fans=12), session("b"), session("c", fans=3), session("d", fans=3)]
    assert [(one.value, one.count) for one in data.interest(sessions)] == [("0", 1), ("1-4", 2), ("10-19", 1)]
    assert [one.record.title for one in data.wanted(sessions, 2)] == ["a", "c"]


def test_who_is_interested_in_what() -> None:
    """Each person once with all sessions, and the list of those has as many."""
    sessions = [session("a", fans=2), session("b", fans=1)]
    found = [
        (name, [one.record.title for one in theirs]) for name, theirs in data.interested([part(*sessions)])
    ]
    assert found == [("Fan 0", ["a", "b"]), ("Fan 1", ["a"])]
    assert [data.row(one, EDITION, {})["interested"] for one in sessions] == [["Fan 0", "Fan 1"], ["Fan 0"]]


def test_latest() -> None:
    """The last edit first; what has no time is left out."""
    sessions = [session("a", day="2023-05-01"), session("b", day="2023-06-01"), session("c")]
    assert [one.record.title for one in data.latest(sessions, 5)] == ["b", "a"]


def test_people_have_their_sessions_over_all_editions() -> None:
    found = data.people([part(session("a", authors=("Ada",))), part(session("b", authors=("Ada", "Zuri")))])
    assert [(one.name, [item.record.title for item in own]) for one, own in found] == [
        ("Ada", ["a", "b"]),
        ("Zuri", ["b"]),
    ]


def test_the_matrix_has_whole_pairs_only() -> None:
    """The heaviest pairs come first, and no session stands in the matrix without one that it clashes with; withdrawn ones do not."""
    sessions = session("a"), session("b"), session("c"), session("d"), session("e", status=Status.WITHDRAWN)
    clashes = (
        Clash("P/a", "P/b", (), ("x", "y")),
        Clash("P/c", "P/d", ("Ada",), ()),
        Clash("P/a", "P/e", ("Ada",), ()),
    )
    listed, pairs = data.clashing([part(*sessions, clashes=clashes)], 3)
    assert [one.record.title for one in listed] == ["c", "d"]
    assert [(one.record.title, other.record.title) for one, other, _ in pairs] == [("c", "d"), ("a", "b")]


def test_names_of_files_hold_nothing_of_a_title() -> None:
    """A card's name is made of the edition and a hash: no title leads out of the folder."""
    one = session("../../etc/passwd")
    assert one.path == f"submission/{one.ident}.html"
    assert ".." not in one.path
    assert one.ident != session("../../etc/passwd2").ident
