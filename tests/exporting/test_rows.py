"""Rows that stand for people, participants and findings: the same in every format."""

import csv
import io
import json
import re
import sys
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from indababot.entries import Entry
from indababot.errors import UsageError
from indababot.exporting import HEADERS, TABLES, Kind, export, export_workbook, schema
from indababot.records import Evidence, Participant, Username
from indababot.writing.views.columns import SESSION_KEYS
from tests.exporting.samples import SIGNED, finding, hostile, make

ADA = Username(name="Ada", evidence=Evidence.LINK)
WELLS = Entry(
    make(
        "Wells",
        url="https://example.org/wiki/T/Wells",
        authors=("Ada Example", "Ben Sample"),
        usernames=(ADA.model_copy(update={"author": "Ada Example"}),),
        participants=(Participant(username="Cee", comment="Good", signed_by="Dee", signed_at=SIGNED), Participant(username="Eve")),
    ),
    (finding("'Abstract' is missing"), finding("'Level' is missing", row=9)),
)  # fmt: skip
SONGS = Entry(make("Songs", authors=("Ada Eze",), usernames=(ADA,)))
ENTRIES = [WELLS, SONGS]


def rows(kind: Kind, **options: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(export(ENTRIES, rows=kind, **options)), newline="")))


def test_a_row_a_person() -> None:
    """Two names with one account are one person, with the sessions and their pages; whoever has no account is there too."""
    assert rows(Kind.PERSON) == [
        {"person": "Ada Eze", "accounts": "Ada", "count": "2", "sessions": "Songs; Wells", "pages": "T/Songs; T/Wells"},
        {"person": "Ben Sample", "accounts": "", "count": "1", "sessions": "Wells", "pages": "T/Wells"},
    ]  # fmt: skip


def test_an_edition_says_who_is_who() -> None:
    """The edition's aliases join people and name them."""
    found = rows(Kind.PERSON, aliases={"Benjamin Sample": ["Ben Sample", "Ada Eze"]})
    assert [row["person"] for row in found] == ["Benjamin Sample"]


def test_a_row_a_participant() -> None:
    """Each interested person is a row, with the session, the remark and who signed when."""
    first, second = rows(Kind.PARTICIPANT)
    assert list(first.values()) == ["T/Wells", "Wells", "Cee", "Good", "Dee", "2022-08-01T20:10:00Z"]
    assert list(second.values()) == ["T/Wells", "Wells", "Eve", "", "", ""]


def test_a_row_a_finding() -> None:
    """Each finding is a row with its place."""
    first, second = rows(Kind.FINDING)
    assert first == {
        "page": "T/Wells",
        "title": "Wells",
        "code": "IB101",
        "name": "missing-field",
        "severity": "error",
        "message": "'Abstract' is missing",
        "row": "3",
        "column": "1",
        "url": "https://example.org/wiki/T/Wells",
    }
    assert second["row"] == "9"


def test_rows_are_sorted_and_limited() -> None:
    """Rows that are no submissions are sorted by their own columns, and so many of them are kept."""
    found = rows(Kind.FINDING, order=["-row"], limit=1, columns=["row", "code"])
    assert found == [{"row": "9", "code": "IB101"}]
    assert [row["person"] for row in rows(Kind.PERSON, order=["count"])] == ["Ben Sample", "Ada Eze"]
    # What has no value comes last either way.
    assert [row["person"] for row in rows(Kind.PERSON, order=["-accounts"])] == ["Ada Eze", "Ben Sample"]
    with pytest.raises(UsageError, match="did you mean 'severity'"):
        export([], rows=Kind.FINDING, order=["severty"])
    with pytest.raises(UsageError, match="did you mean 'person'"):
        export([], rows=Kind.PERSON, columns=["persons"])


def test_json_has_types() -> None:
    """In JSON numbers are numbers, lists are lists, and what is not there is null."""
    (ada, _), lines = (
        json.loads("".join(export(ENTRIES, "json", rows=Kind.PERSON))),
        "".join(export(ENTRIES, "ndjson", rows=Kind.PARTICIPANT)).splitlines(),
    )
    assert (ada["count"], ada["accounts"], ada["sessions"]) == (2, ["Ada"], ["Songs", "Wells"])
    assert json.loads(lines[1])["comment"] is None
    assert json.loads(lines[0])["signed_at"] == "2022-08-01T20:10:00Z"
    assert json.loads("".join(export([], "json", rows=Kind.FINDING))) == []


def test_every_column_of_the_wikis_lists_is_one_of_exports() -> None:
    """A list's columns are understood by every format: what is found on a page, and what it says as written, where they are named."""
    names = list(SESSION_KEYS)
    (header, first, _) = csv.reader(io.StringIO("".join(export(ENTRIES, columns=names)), newline=""))
    assert header == names
    assert dict(zip(header, first, strict=True))["findings"] == "'Abstract' is missing; 'Level' is missing"
    lines = "".join(export(ENTRIES, "ndjson", columns=names)).splitlines()
    assert list(json.loads(lines[0])) == names
    assert json.loads(lines[0])["findings"] == ["'Abstract' is missing", "'Level' is missing"]
    assert (json.loads(lines[0])["interested"], json.loads(lines[1])["findings"]) == (2, [])
    file = io.BytesIO()
    export_workbook(ENTRIES, file, columns=names)
    assert [cell.value for cell in next(load_workbook(file)["submissions"].rows)] == names


@pytest.mark.parametrize("kind", list(HEADERS))
@pytest.mark.parametrize("form", ["csv", "tsv", "json", "ndjson"])
def test_columns_are_the_same_in_every_format(kind: Kind, form: str) -> None:
    """A table's header and a record's keys are the same, in one order."""
    text = "".join(export([hostile("x")], form, rows=kind))
    if form in ("csv", "tsv"):
        found = next(csv.reader(io.StringIO(text), delimiter="\t" if form == "tsv" else ","))
    else:
        found = list(json.loads(text.splitlines()[0]) if form == "ndjson" else json.loads(text)[0])
    assert tuple(found) == HEADERS[kind]


def test_a_workbook_has_a_sheet_of_each() -> None:
    """Without a kind there is a sheet of each kind with its rows; a column of a list is one cell, a time a date."""
    file = io.BytesIO()
    export_workbook(ENTRIES, file, columns=["title"], separator=" / ")
    book = load_workbook(file)
    found = {sheet.title: [[cell.value for cell in row] for row in sheet.rows] for sheet in book}
    assert found["submissions"] == [["title"], ["Wells"], ["Songs"]]
    assert found["people"][1] == ["Ada Eze", "Ada", 2, "Songs / Wells", "T/Songs / T/Wells"]
    assert found["participants"][1][-1] == SIGNED.replace(tzinfo=None)
    assert [row[6:8] for row in found["findings"]] == [["row", "column"], [3, 1], [9, 1]]
    assert book["findings"].auto_filter.ref == "A1:I3"


def test_a_workbook_of_one_kind_has_one_sheet() -> None:
    """With a kind there is its sheet only, with the columns that were asked for."""
    file = io.BytesIO()
    export_workbook(ENTRIES, file, rows=Kind.PERSON, columns=["count", "person"])
    (sheet,) = load_workbook(file)
    assert sheet.title == "people"
    assert [[cell.value for cell in row] for row in sheet.rows] == [
        ["count", "person"],
        [2, "Ada Eze"],
        [1, "Ben Sample"],
    ]


def test_the_published_schema_is_fresh_and_true() -> None:
    """The package's schema is that of the code, and every row of every kind is valid; a row of another shape is not."""
    published = json.loads(schema.FILE.read_text("utf-8"))
    assert published == schema.rows_schema(), "run python -m indababot.exporting.schema"
    Draft202012Validator.check_schema(published)
    for kind in HEADERS:
        check = Draft202012Validator(published | {"anyOf": [{"$ref": f"#/$defs/{kind.value}"}]})
        found = json.loads("".join(export([*ENTRIES, hostile("x")], "json", rows=kind)))
        assert found
        assert [error.message for row in found for error in check.iter_errors(row)] == []
        assert not check.is_valid({**found[0], "else": 1})
        assert not check.is_valid({"page": 7})


def test_the_format_that_contributors_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """The module in CONTRIBUTING.md, named where the page says, writes a table; no cell is markup or leaves its line."""
    page = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^   ```python\n(.*?)^   ```$", page, re.MULTILINE | re.DOTALL)
    (block,) = [one for one in blocks if "Table" in one]
    module: dict[str, Any] = {}
    exec(dedent(block), module)  # noqa: S102 - our own page
    tables = {**TABLES, "md": module["lines"]}
    here = sys.modules["indababot.exporting.export"]
    monkeypatch.setattr(here, "TABLES", tables)
    monkeypatch.setattr(here, "FORMATS", (*tables, "json", "ndjson"))
    told = "".join(export([make("a|b\n<script>*x*")], "md", columns=["title", "types"]))
    assert told == "| title | types |\n| --- | --- |\n| a\\|b<br>\\<script\\>\\*x\\* |  |\n"
