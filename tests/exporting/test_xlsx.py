"""Workbooks, as openpyxl reads them and as LibreOffice opens them."""

import io
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from indababot.entries import Entry
from indababot.errors import MissingExtra, UsageError
from indababot.exporting import export_workbook, xlsx
from indababot.exporting.rows import Table
from indababot.privacy import Public, with_personal_data
from indababot.records import PageRef, Participant, Submission
from tests.exporting.samples import SIGNED, hostile
from tests.exporting.test_libreoffice import HOSTILE, TABLE, TEXT

FIELDS = (
    "title",
    "number",
    "mode",
    "affiliation",
    "country",
    "requirements",
    "extra",
    "duration",
    "abstract",
)


def make(title: str, **more: Any) -> Public:
    return with_personal_data(
        Submission(edition="test", page=PageRef(title=f"T/{title}", page_id=7), title=title, **more)
    )


def made(submissions: Iterable[Public | Entry], **options: Any) -> bytes:
    file = io.BytesIO()
    export_workbook(submissions, file, **options)
    return file.getvalue()


def sheets(data: bytes) -> dict[str, list[list[Any]]]:
    book = load_workbook(io.BytesIO(data))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.rows] for sheet in book}


def test_cells_have_types() -> None:
    """Counts and page ids are numbers, signatures are dates, and a submission's own number keeps its zeros."""
    people = (Participant(username="Cee", comment="Good", signed_by="Cee", signed_at=SIGNED),)
    found = sheets(
        made([make("Wells", number="033", participants=people)], columns=["page_id", "number", "interested"])
    )
    assert list(found) == ["submissions", "people", "participants", "findings", "statistics"]
    assert found["submissions"] == [["page_id", "number", "interested"], [7, "033", 1]]
    assert found["participants"][1] == ["T/Wells", "Wells", "Cee", "Good", "Cee", SIGNED.replace(tzinfo=None)]
    assert ["status", "submitted", 1] in found["statistics"]


def test_headers_stay_and_filter() -> None:
    """The header of every sheet is frozen, and filters stand on all of its columns and rows."""
    book = load_workbook(io.BytesIO(made([make("a"), make("b")], columns=["title", "status"])))
    assert [sheet.freeze_panes for sheet in book] == ["A2"] * 5
    assert book["submissions"].auto_filter.ref == "A1:B3"


def test_pages_can_be_printed() -> None:
    """Each sheet is landscape with its header on every page, and its columns on one page where they can be read there."""
    book = load_workbook(io.BytesIO(made([make("a")])))
    assert [sheet.page_setup.orientation for sheet in book] == ["landscape"] * 5
    assert [sheet.print_title_rows for sheet in book] == ["$1:$1"] * 5
    wide = [bool(sheet.sheet_properties.pageSetUpPr and sheet.page_setup.fitToHeight == 0) for sheet in book]
    assert wide == [False, True, True, True, True]
    assert book["submissions"]["A2"].alignment.vertical == "top"  # a text of several lines begins in its row


def test_a_date_before_all_spreadsheets_is_a_text() -> None:
    """A year that spreadsheets disagree on is not lost."""
    people = (Participant(username="Cee", signed_at=datetime(1022, 8, 1, tzinfo=UTC)),)
    assert sheets(made([make("x", participants=people)]))["participants"][1][5] == "1022-08-01T00:00:00+00:00"


@pytest.mark.parametrize(
    "text", [*HOSTILE, "http://example.org", "mailto:x", "12", "_x0041_", "\x01=1+1", "x" * 40_000]
)
def test_no_value_is_more_than_text(text: str) -> None:
    """No cell is a formula, a link or a number by accident, and none is longer than Excel takes."""
    book = load_workbook(io.BytesIO(made([hostile(text)])))
    cells = [cell for sheet in book for row in sheet.rows for cell in row]
    assert {cell.data_type for cell in cells if cell.column_letter} <= {"s", "n", "d"}
    assert [cell.hyperlink for cell in cells if cell.hyperlink] == []
    row = {cells_[0].value: cells_[1] for cells_ in zip(*book["submissions"].rows, strict=True)}
    assert {row[name].data_type for name in FIELDS} == {"s"}
    assert all(len(str(cell.value)) <= 32_767 for cell in cells)


def test_no_header_is_more_than_text() -> None:
    """A sheet's header is text, whatever a column is called."""
    file = io.BytesIO()
    xlsx.write_table(Table(tuple(HOSTILE), iter([tuple(HOSTILE)])), "people", file)
    (sheet,) = load_workbook(file)
    header, row = sheet.rows
    assert {cell.data_type for cell in (*header, *row)} == {"s"}
    assert [cell.value for cell in header if cell.hyperlink] == []


def test_the_same_submissions_give_the_same_bytes() -> None:
    """A workbook holds nothing of the moment at which it was made."""
    assert made([make("a"), hostile("b")]) == made([make("a"), hostile("b")])


def test_too_many_rows_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a sheet has no room for is not lost in silence."""
    monkeypatch.setattr(xlsx, "ROWS", 3)
    made([make("a"), make("b")])
    with pytest.raises(UsageError, match="3 rows only"):
        made([make("a"), make("b"), make("c")])


def test_a_missing_extra_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without XlsxWriter the message names the extra."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtra, match=r"indababot\[xlsx\]"):
        made([])


MEASURED = """
import sys
from pathlib import Path
from indababot.exporting import export_workbook
from indababot.privacy import with_personal_data
from indababot.records import PageRef, Submission

def made(number):
    return with_personal_data(
        Submission(edition="x", page=PageRef(title=f"T {number}"), title="x", abstract=f"{number} " * 500)
    )

with open(sys.argv[1], "wb") as file:
    export_workbook(map(made, range(int(sys.argv[2]))), file)
print(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])  # getrusage counts the peak of its parent's, too
"""


def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    """A process that writes 40 times the submissions, 10 MB of texts, needs less than 4 MB more."""

    def peak(count: int) -> int:
        call = [sys.executable, "-c", MEASURED, str(tmp_path / "export.xlsx"), str(count)]
        return int(subprocess.run(call, check=True, capture_output=True, text=True).stdout)

    assert peak(4000) < peak(100) + 4096


@pytest.mark.timeout(180)
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice Calc is not installed")
def test_libreoffice_runs_nothing(tmp_path: Path) -> None:
    """Opened in LibreOffice, a hostile value in every field is a formula nowhere, and is shown."""
    source = tmp_path / "export.xlsx"
    source.write_bytes(made(map(hostile, HOSTILE)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    call = ["soffice", profile, "--headless", "--convert-to", "fods", "--outdir", str(tmp_path), str(source)]
    subprocess.run(call, check=True, capture_output=True, timeout=150)
    root = ET.parse(tmp_path / "export.fods").getroot()
    cells = list(root.iter(f"{TABLE}table-cell"))
    assert [cell.get(f"{TABLE}formula") for cell in cells if cell.get(f"{TABLE}formula")] == []
    assert list(root.iter(f"{TEXT}a")) == []
    shown = {"".join(part.itertext()) for part in root.iter(f"{TEXT}p")}
    assert {"=1+1", "@SUM(A1)", "+1+1"} <= shown
