"""What happened between two lists of records."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indababot.changes import FIELDS, Change, Kind, Op, Reason, compare
from indababot.records import (
    Evidence,
    PageRef,
    Participant,
    Status,
    Submission,
    Unrecognised,
    Username,
)

PREFIX = "Conference/Submissions/"


def record(
    title: str = "Wells", page: str | None = None, number: int | None = None, **fields: Any
) -> Submission:
    """A record of an invented session; ``users`` are names of accounts."""
    users = tuple(Username(name=name, evidence=Evidence.LINK) for name in fields.pop("users", ()))
    return Submission(
        edition="conference",
        page=PageRef(title=f"{PREFIX}{title}" if page is None else page, page_id=number),
        title=title,
        usernames=users,
        **fields,
    )


def told(changes: list[Change]) -> list[tuple[str, str, str | None, list[str]]]:
    """Kind, title, reason and the fields that differ."""
    return [
        (
            change.kind.value,
            change.title,
            change.reason and change.reason.value,
            [one.field for one in change.fields],
        )
        for change in changes
    ]


WITHDRAWN = Status.WITHDRAWN
CASES = [
    pytest.param([], [record()], [("added", "Wells", None, [])], id="added"),
    pytest.param([record()], [], [("withdrawn", "Wells", "gone", [])], id="gone"),
    pytest.param([record()], [record()], [], id="the same"),
    pytest.param(
        [record(number=1)],
        [record(page="X/New", number=1)],
        [("moved", "Wells", None, [])],
        id="moved, by number",
    ),
    pytest.param(
        [record("Old", number=1, themes=("A",))],
        [record("New", number=1, themes=("B",))],
        [("moved", "New", None, ["title", "themes"])],
        id="moved and changed",
    ),
    pytest.param(
        [record(number=1)], [record(number=2)], [], id="deleted and made anew with the same words"
    ),
    pytest.param(
        [record("A", number=1)],
        [record("A", number=2, abstract="another"), record("B", number=1)],
        [("added", "A", None, []), ("moved", "B", None, ["title"])],
        id="moved, and another page in its place",
    ),
    pytest.param(
        [record("A", number=1), record("B", number=2)],
        [record("A", number=2), record("B", number=1)],
        [("moved", "A", None, ["title"]), ("moved", "B", None, ["title"])],
        id="two pages that changed places",
    ),
    pytest.param(
        [record()],
        [record(status=WITHDRAWN)],
        [("withdrawn", "Wells", "status", ["status"])],
        id="withdrawn by status",
    ),
    pytest.param(
        [record(status=WITHDRAWN)],
        [record(status=Status.SUBMITTED)],
        [("added", "Wells", "status", ["status"])],
        id="came back",
    ),
    pytest.param([record(status=WITHDRAWN)], [], [], id="withdrawn, then deleted"),
    pytest.param([], [record(status=WITHDRAWN)], [], id="made and withdrawn in between"),
    pytest.param(
        [record(status=WITHDRAWN)],
        [record(status=WITHDRAWN, abstract="x")],
        [("changed", "Wells", None, ["abstract"])],
        id="changed while withdrawn",
    ),
    pytest.param(
        [record(status=Status.SUBMITTED)],
        [record(status=Status.ACCEPTED)],
        [("changed", "Wells", None, ["status"])],
        id="accepted",
    ),
    pytest.param(
        [record(abstract="a  b\n\nc", raw={"abstract": "'''a''' b"})],
        [record(abstract="a b c", raw={"abstract": "a b"})],
        [],
        id="white space and markup",
    ),
    pytest.param([record(abstract="e\u0301t\u200be\u0301")], [record(abstract="été")], [], id="the same letters"),
    pytest.param([record(abstract=None)], [record(abstract="")], [], id="absent and empty"),
    pytest.param(
        [record(participants=(Participant(username="Ada"),))],
        [record(participants=(Participant(username="Ada"), Participant(username="Ben", comment="me too")))],
        [("changed", "Wells", None, ["participants"])],
        id="somebody is interested",
    ),
    pytest.param(
        [record(users=("Ada",))],
        [record().model_copy(update={"usernames": (Username(name="Ada", evidence=Evidence.PREFIX),)})],
        [],
        id="an account in another spelling",
    ),
    pytest.param(
        [record(unrecognised=(Unrecognised(label="Fee", text="none"),))],
        [record(unrecognised=(Unrecognised(label="Fee", text="ten"),))],
        [("changed", "Wells", None, ["unrecognised"])],
        id="what no field claimed",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), CASES)
def test_what_happened(
    old: list[Submission], new: list[Submission], expected: list[tuple[str, str, str | None, list[str]]]
) -> None:
    """Each submission that is not what it was is told once, with what became of it."""
    assert told(compare(old, new)) == expected


def test_a_rename_that_a_redirect_tells() -> None:
    """Without numbers a page is the one that its old title leads to."""
    changes = compare(
        [record("Old")], [record("New")], renamed={f"{PREFIX}Old": f"{PREFIX}New", "Other": f"{PREFIX}New"}
    )
    assert told(changes) == [("moved", "New", None, ["title"])]
    assert changes[0].before is not None
    assert (changes[0].before.title, changes[0].page.title) == (f"{PREFIX}Old", f"{PREFIX}New")


@pytest.mark.parametrize("reason", [Reason.DELETED, Reason.LEFT])
def test_why_a_page_is_gone(reason: Reason) -> None:
    """Whoever knows why a page is not there says so."""
    assert compare([record()], [], gone={f"{PREFIX}Wells": reason})[0].reason is reason


def test_the_order() -> None:
    """By kind, then by title, whatever the order of the records."""
    old = [record("C"), record("Z", number=1), record("M", abstract="x")]
    new = [record("b"), record("A"), record("Y", number=1), record("M", abstract="y")]
    expected = [("added", "A"), ("added", "b"), ("withdrawn", "C"), ("moved", "Y"), ("changed", "M")]
    assert [(one.kind.value, one.title) for one in compare(old, new)] == expected
    assert compare(old[::-1], new[::-1]) == compare(old, new)


def test_only_the_fields_that_are_known() -> None:
    """A list that holds some keys of the records only is compared by these."""
    old, new = [record(abstract=None, themes=("A",))], [record(abstract="x", themes=("B",))]
    assert told(compare(old, new, fields=("title", "themes"))) == [("changed", "Wells", None, ["themes"])]


MAIL, OTHER = "ada@mail.example", "ben@mail.example"


def test_a_change_of_what_is_masked() -> None:
    """That an address changed is told, and neither the old nor the new one is shown."""
    (change,) = compare([record(extra=f"Write to {MAIL}.")], [record(extra=f"Write to {OTHER}.")])
    (field,) = change.fields
    assert (field.field, field.masked, field.diff) == ("extra", True, ())
    assert "mail.example" not in change.model_dump_json()


@pytest.mark.parametrize("name", ["title", "authors", "abstract", "unrecognised", "users", "participants"])
def test_no_change_shows_an_address(name: str) -> None:
    """Wherever an address stands, before or after, the change holds its mask."""

    def with_text(text: str) -> Submission:
        values: dict[str, Any] = {
            "authors": (text,),
            "users": (text,),
            "participants": (Participant(username=text, comment=text),),
            "unrecognised": (Unrecognised(label=text, text=text),),
        }
        if name == "title":
            return record(text, number=1)
        return record(number=1, **{name: values.get(name, text)})

    for first, second in ((MAIL, "x"), ("x", MAIL), (MAIL, OTHER)):
        changes = compare([with_text(first)], [with_text(second)])
        assert len(changes) == 1
        assert "mail.example" not in changes[0].model_dump_json()


def test_the_record_is_no_part_of_the_json() -> None:
    """What a change holds for filters is not printed."""
    (change,) = compare([], [record(abstract="Long.")])
    assert change.record.abstract == "Long."
    assert "Long." not in change.model_dump_json()
    assert set(change.model_dump(mode="json")) == {
        "kind",
        "edition",
        "title",
        "page",
        "before",
        "reason",
        "fields",
    }


WORDS = st.text(alphabet="ab \n", max_size=6)
LISTS = st.lists(st.sampled_from(["A", "B", "C"]), max_size=3, unique=True).map(tuple)
RECORDS = st.lists(
    st.builds(
        record,
        st.sampled_from(["One", "Two", "Three", "Four"]),
        number=st.none() | st.integers(1, 4),
        status=st.sampled_from(list(Status)),
        abstract=st.none() | WORDS,
        themes=LISTS,
    ),
    max_size=4,
    unique_by=(lambda item: item.page.title, lambda item: item.page.page_id or item.page.title),
)


@given(RECORDS)
def test_nothing_changed_in_what_is_the_same(records: list[Submission]) -> None:
    """A list does not differ from itself."""
    assert compare(records, records[::-1]) == []


@given(RECORDS, RECORDS)
def test_changes_lead_from_one_list_to_the_other(old: list[Submission], new: list[Submission]) -> None:
    """What takes part now is what took part then, less what was withdrawn, and what was added; fields lead from one value to the other."""
    changes = compare(old, new)

    def there(records: list[Submission]) -> int:
        return sum(item.status is not WITHDRAWN for item in records)

    kinds = [change.kind for change in changes]
    assert there(new) == there(old) + kinds.count(Kind.ADDED) - kinds.count(Kind.WITHDRAWN)
    back = {Kind.ADDED: Kind.WITHDRAWN, Kind.WITHDRAWN: Kind.ADDED}
    assert sorted(kinds) == sorted(back.get(change.kind, change.kind) for change in compare(new, old))
    for field in (field for change in changes for field in change.fields):
        assert field.field in FIELDS
        for side, value in ((Op.ADDED, field.before), (Op.REMOVED, field.after)):
            parts = [part.text for part in field.diff if part.op is not side]
            assert parts == list(value) if isinstance(value, tuple) else "".join(parts) == (value or "")
