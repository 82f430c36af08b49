"""Exports: every cell is what a person wrote, and none is run by a spreadsheet."""

import csv
import io
import json
import re
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indababot.columns import ALIASES, column
from indababot.editions import load
from indababot.errors import UsageError
from indababot.exporting import Filter, export, known_filters, select, sort
from indababot.exporting.cells import safe
from indababot.exporting.columns import COLUMNS
from indababot.exporting.rows import Kind
from indababot.privacy import Public, with_personal_data
from indababot.records import Evidence, PageRef, Participant, Status, Submission, Unrecognised, Username
from indababot.writing.views.columns import NAMES, SESSION_KEYS
from indababot.writing.views.people import NAMES as PEOPLE


def make(title: str, page_id: int | None = None, **more: object) -> Public:
    data = {"edition": "test", "page": PageRef(title=f"T/{title}", page_id=page_id), "title": title, **more}
    return with_personal_data(Submission.model_validate(data))


RICH = make(
    "Étude, deux",
    7,
    authors=("Ada Example", "Ben Sample"),
    usernames=(Username(name="Ada", evidence=Evidence.LINK), Username(name="Ben", evidence=Evidence.LIST)),
    types=("Lecture", "Workshop"),
    themes=("Technology",),
    status=Status.ACCEPTED,
    abstract="One.\n\nTwo; three.",
    participants=(
        Participant(username="Cee", signed_at=datetime(2022, 8, 1, 20, 10, tzinfo=UTC)),
        Participant(username="Dee"),
    ),
    unrecognised=(Unrecognised(label="Shoe size", text="41"), Unrecognised(text="lost")),
    raw={"authors": "Ada (ada@example.org)"},
)


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_row_a_submission_with_lists_joined() -> None:
    """Each submission is one row; lists are joined by a semicolon and a blank."""
    (row,) = table("".join(export([RICH])))
    assert list(row) == list(COLUMNS)
    assert row["authors"] == "Ada Example; Ben Sample"
    assert row["usernames"] == "Ada; Ben"
    assert row["evidence"] == "link; list"
    assert row["abstract"] == "One.\n\nTwo; three."
    assert row["participants"] == "Cee; Dee"
    assert row["interested"] == "2"
    assert row["unrecognised"] == "Shoe size: 41; lost"
    assert (row["page"], row["page_id"], row["status"], row["mode"]) == ("T/Étude, deux", "7", "accepted", "")


HIDERS = ["", " ", "\t", "\r", "\n", "\r\n", "\u00a0", "\ufeff", "\u200b", "\x00", "\u2028", "  \t"]
FORMULAS = ["=1+1", "+1+cmd", "-1+x", "@SUM(A1)", "＝1+1", "＋x", "－x", "＠x", "|calc", "%x"]


@pytest.mark.parametrize("hider", HIDERS)
@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_begins_a_formula(hider: str, formula: str) -> None:
    """A value that a spreadsheet would run, however it is hidden, stands behind an apostrophe in the file."""
    (row,) = table("".join(export([make(hider + formula)])))
    assert row["title"].startswith("'")
    assert row["title"].strip("'\\")[0] in "=+-@|%"


@given(st.text(max_size=20))
def test_no_text_at_all_begins_a_formula(text: str) -> None:
    """Whatever the value, its first visible character starts no formula, unless it is a plain number."""
    (row,) = table("".join(export([make(text)], columns=["title"])))
    first = row["title"].lstrip("\u200b\ufeff\u00a0 \t\r\n")[:1]
    assert first not in set("=@＝＋－＠|%") or row["title"].startswith("'")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        *(("-1", "-1"), ("+1,5", "+1,5"), ("-3.5%", "-3.5%")),
        *(("-1+1", "'-1+1"), ("+1 x", "'+1 x"), ("-1|cmd", "'-1|cmd"), ("-2%=1", "'-2%=1"), ("-1.", "'-1.")),
    ],
)
def test_a_number_stays_and_what_begins_like_one_does_not(text: str, cell: str) -> None:
    """A sign before a number is no formula; before anything more it may be one."""
    assert safe(text) == cell


def test_raw_values_stay_as_they_are() -> None:
    """With ``raw`` nothing is defused."""
    assert table("".join(export([make("\t=1+1")], raw=True)))[0]["title"] == "\t=1+1"


def test_a_semicolon_does_not_open_a_cell() -> None:
    """Every cell is quoted, and what follows a separator of another reader begins no formula."""
    assert '"x;\'=1+1"' in "".join(export([make("x;=1+1")]))


@pytest.mark.parametrize("separator", [";", ",", "\t", "|", ":", " ", "\n", '"', '",', "; ", "\r\n", "'"])
@pytest.mark.parametrize("sign", ["=1+1", "+cmd", "-cmd", "@SUM(A1)", "＝1+1"])
def test_no_other_separator_opens_a_formula(separator: str, sign: str) -> None:
    """However the file is cut, no piece begins with a formula."""
    text = "".join(export([make(f"x{separator}{sign}")], columns=["title"]))
    pieces = re.split(r"[;,\t|: \n\"]+", text.partition("\n")[2])
    assert not [piece for piece in pieces if piece[:1] and piece[0] in "=+-@＝"]


def test_no_cell_is_longer_than_excel_takes() -> None:
    """A longer value is cut, and says so; surrogates count as two."""
    for text in ("x" * 40_000, "\U0001f600" * 20_000):
        (row,) = table("".join(export([make(text)], columns=["title"])))
        assert len(row["title"].encode("utf-16-le")) // 2 <= 32_767
        assert row["title"].endswith(f"… [cut: {len(text)} characters]")
        assert len(row["title"].encode("utf-16-le")) // 2 > 32_700


def test_signs_that_are_seen_hide_nothing() -> None:
    """A sign before numbers is seen, though Unicode calls it a format character: the value is kept as written."""
    for text in ("\u0600=1", "\u06dd=1"):
        assert table("".join(export([make(text)], columns=["title"])))[0]["title"] == text


def test_a_byte_order_mark_is_put_when_asked() -> None:
    """``bom`` puts one mark, at the very start."""
    assert "".join(export([RICH], bom=True)).startswith('\ufeff"edition"')
    assert "\ufeff" not in "".join(export([RICH]))


def test_columns_are_chosen_in_order() -> None:
    """The columns asked for stand in that order; an unknown one is told with a suggestion."""
    assert "".join(export([RICH], columns=["Title", "page_id"])) == '"title","page_id"\n"Étude, deux","7"\n'
    with pytest.raises(UsageError, match="did you mean 'authors'"):
        export([RICH], columns=["autors"])
    with pytest.raises(UsageError, match="twice"):
        export([RICH], columns=["title", "title"])
    with pytest.raises(UsageError, match="'emails'"):
        export([RICH], columns=["emails"])


@pytest.mark.parametrize("form", ["csv", "tsv", "ndjson"])
def test_columns_are_known_in_singular_and_plural(form: str) -> None:
    """The names of columns are the same in every format, and the singular is understood; the file has the plural."""
    names = ["author", "account", "Type", "theme", "participant"]
    header = "".join(export([RICH], form, columns=names)).splitlines()[0]
    assert [name for name in ("authors", "usernames", "types", "themes", "participants") if name in header]
    assert "".join(export([RICH], form, columns=["type"])) == "".join(export([RICH], form, columns=["types"]))
    with pytest.raises(UsageError, match="twice"):
        list(export([RICH], form, columns=["author", "authors"]))


@pytest.mark.parametrize("name", sorted({*COLUMNS, *SESSION_KEYS}))
def test_every_column_is_known_by_its_other_number(name: str) -> None:
    """Every column has a plural and a singular, in files and in regions, and none means another column."""
    every = {"country": "countries", "status": "statuses"}
    other = every.get(name) or (name.removesuffix("s") if name.endswith("s") else f"{name}s")
    rows = "".join(export([RICH], columns=[other])).splitlines()
    assert rows[0] == f'"{name}"'
    assert name not in SESSION_KEYS or NAMES[other] == name
    assert column(other.upper(), COLUMNS) in (name, None)


def test_the_columns_of_people_are_known_by_their_other_number() -> None:
    """What is another word for accounts among sessions is no other column among people."""
    names = ["people", "account", "session", "counts", "page"]
    header = "".join(export([RICH], rows=Kind.PERSON, columns=names)).splitlines()[0]
    assert header == '"person","accounts","sessions","count","pages"'
    assert [PEOPLE[name] for name in names[:4]] == ["person", "accounts", "sessions", "count"]


def test_every_alias_names_a_column_of_some_table() -> None:
    """An alias that leads to no column of exports or regions would be dead."""
    assert set(ALIASES.values()) <= {*COLUMNS, *SESSION_KEYS, "emails"}


def test_tabs_separate_and_lists_are_joined_as_asked() -> None:
    """TSV is CSV with tabs; the separator of lists is the caller's, and no way to open a formula."""
    text = "".join(export([RICH], "tsv", columns=["title", "authors"], separator=" | "))
    assert text == '"title"\t"authors"\n"Étude, deux"\t"Ada Example | Ben Sample"\n'
    hostile = make("x", authors=("a", "=1+1"))
    assert '";=' not in "".join(export([hostile], columns=["authors"], separator=";"))
    assert "\n=" not in "".join(export([hostile], columns=["authors"], separator="\n"))


def test_sorting_by_columns_is_total() -> None:
    """Numbers go by size, a minus turns the order round, and what has no value comes last either way."""
    items = [make("a", number="10"), make("b", number="9"), make("c"), make("d", number="9")]
    assert [item.title for item in sort(items, ["number"])] == ["b", "d", "a", "c"]
    assert [item.title for item in sort(reversed(items), ["-number", "title"])] == ["a", "b", "d", "c"]
    assert sort([make("x", themes=("B",)), make("y", themes=("A",))], ["theme"])[0].title == "y"
    with pytest.raises(UsageError, match="did you mean 'number'"):
        sort([], ["numbr"])


def test_a_filter_value_that_nobody_has_is_an_error() -> None:
    """A value is known where the edition or a submission has it, by any of the edition's spellings."""
    edition = load("wikiindaba-2023")
    assert known_filters([Filter("type", ("WORKSHOP", "panel"))], [], [edition]) == [
        Filter("type", ("Workshop", "Panel"))
    ]
    assert known_filters([Filter("theme", ("technology",))], [RICH]) == [Filter("theme", ("Technology",))]
    with pytest.raises(UsageError, match="no type 'Workshp': did you mean 'Workshop'"):
        known_filters([Filter("type", ("Workshp",))], [RICH], [edition])
    with pytest.raises(UsageError, match="did you mean 'accepted'"):
        known_filters([Filter("status", ("acepted",))], [RICH])
    with pytest.raises(UsageError, match="no submission has one"):
        known_filters([Filter("mode", ("hybrid",))], [make("x")])


def addresses(submission: Submission) -> list[str]:
    return re.findall(r"[^ ()]+@[^ ()]+", " ".join(submission.raw.values()))


def test_personal_data_have_a_column_of_their_own() -> None:
    """With personal data there is a column, and a key, of e-mail addresses."""
    assert table("".join(export([RICH], emails=addresses)))[0]["emails"] == "ada@example.org"
    assert json.loads("".join(export([RICH], "json", emails=addresses)))[0]["emails"] == ["ada@example.org"]
    assert "emails" not in json.loads("".join(export([RICH], "json")))[0]


def test_records_are_those_of_the_contract() -> None:
    """JSON is a list of records, NDJSON one record a line, and both say the same."""
    listed = json.loads("".join(export([RICH, make("x")], "json")))
    lines = [json.loads(line) for line in "".join(export([RICH, make("x")], "ndjson")).splitlines()]
    assert listed == lines
    assert listed[0]["participants"][0]["signed_at"] == "2022-08-01T20:10:00Z"
    assert listed[1]["authors"] == []
    assert json.loads("".join(export([], "json"))) == []
    with pytest.raises(UsageError, match="no format 'ods'"):
        export([], "ods")


def test_the_order_is_total() -> None:
    """The same submissions in any order give the same order."""
    items = [make("b", 2), make("a", 9), make("A", 3), make("b", 1), RICH]
    titles = [(item.title, item.page.page_id) for item in sort(reversed(items))]
    assert titles == [(item.title, item.page.page_id) for item in sort(items)]
    assert titles == [("A", 3), ("a", 9), ("b", 1), ("b", 2), ("Étude, deux", 7)]
    twins = [make("x").model_copy(update={"page": PageRef(title=title)}) for title in ("P/b", "P/a")]
    assert [item.page.title for item in sort(twins)] == ["P/a", "P/b"]


def test_filters_keep_what_has_one_of_their_values() -> None:
    """Several filters all have to fit, of one filter's values one; case does not matter."""
    assert select([RICH, make("x")], [Filter("type", ("workshop", "poster"))]) == [RICH]
    assert select([RICH], [Filter("type", ("Workshop",)), Filter("status", ("draft",))]) == []
    assert select([RICH], [Filter("mode", ("hybrid",))]) == []


@given(st.lists(st.text(max_size=30), min_size=1, max_size=5))
def test_every_raw_value_comes_back(texts: list[str]) -> None:
    """Whatever the values, a reader of CSV gets each of them back from a raw file, line breaks and quotes as written."""
    rows = table("".join(export([make(text) for text in texts], columns=["title"], raw=True)))
    assert [row["title"] for row in rows] == [make(text).title or "" for text in texts]


@given(
    st.lists(
        st.from_regex(r"[A-Za-zÀ-ÿ؀-؛؞-ۿ0-9][\w .,;:!?()…’\n]{0,40}", fullmatch=True),
        min_size=1,
        max_size=5,
    )
)
@example(["\u0600 12", "\u0605x"])  # Arabic signs before numbers: format characters, and seen
def test_what_no_spreadsheet_runs_comes_back_as_written(texts: list[str]) -> None:
    """A value that begins with a letter or a digit is in the file to the letter: only what could be run is changed."""
    rows = table("".join(export([make(text) for text in texts], columns=["title"])))
    assert [row["title"] for row in rows] == [make(text).title or "" for text in texts]


def test_the_same_submissions_give_the_same_file() -> None:
    """A file of tomorrow differs from today's in the rows that changed, and in nothing else."""
    today = "".join(export(sort([make("b", 2), make("a", 1)]))).splitlines()
    tomorrow = "".join(export(sort([make("a", 1), make("aa", 3), make("b", 2)]))).splitlines()
    assert [line for line in tomorrow if line not in today] == [tomorrow[2]]
    assert [line for line in tomorrow if line in today] == today
