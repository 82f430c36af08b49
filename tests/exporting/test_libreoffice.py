"""What a spreadsheet makes of an exported file: LibreOffice opens it, where it is installed."""

import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from indababot.exporting import Kind, csv, export
from indababot.exporting.rows import Table
from indababot.privacy import Public, with_personal_data
from indababot.records import PageRef, Submission
from tests.exporting.samples import hostile

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice Calc is not installed"),
    pytest.mark.timeout(180),
]

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

HOSTILE = [
    "=1+1",
    "@SUM(A1)",
    "\t=1+1",
    "＝1+1",
    "﹦1+1",
    " =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "+1+1",
    "-1+cmd",
    '=HYPERLINK("http://127.0.0.1")',
    "=cmd|' /C calc'!A0",
    "x;=1+1",
    'x",=1+1',
    "x\n=1+1",
    "'=1+1",
]


def made(title: str) -> Public:
    return with_personal_data(Submission(edition="test", page=PageRef(title=f"T/{title}"), title=title))


def opened(text: str, folder: Path, form: str = "csv") -> list[tuple[str, str | None]]:
    """The cells that LibreOffice has, row by row: what it shows, and its formula where it has one."""
    source = folder / f"export.{form}"
    source.write_text(text, encoding="utf-8", newline="")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    separator = {"csv": 44, "tsv": 9}[form]
    in_utf8 = f"--infilter=CSV:{separator},34,76,1"  # what a person sees chosen in the dialogue of the import
    call = [
        str(SOFFICE),
        profile,
        "--headless",
        in_utf8,
        "--convert-to",
        "fods",
        "--outdir",
        str(folder),
        str(source),
    ]
    subprocess.run(call, check=True, capture_output=True, timeout=150)
    root = ET.parse(folder / "export.fods").getroot()
    cells = [cell for row in root.iter(f"{TABLE}table-row") for cell in row.iter(f"{TABLE}table-cell")]
    return [
        ("\n".join("".join(part.itertext()) for part in cell.iter(f"{TEXT}p")), cell.get(f"{TABLE}formula"))
        for cell in cells
    ]


def test_hostile_values_stay_text(tmp_path: Path) -> None:
    """Opened in LibreOffice, no hostile value has become a formula, and each stands in a cell of its own."""
    cells = opened("".join(export(map(made, HOSTILE), columns=["title"])), tmp_path)
    assert len(cells) == 1 + len(HOSTILE)
    assert [cell for cell in cells if cell[1] is not None or not cell[0]] == []


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_nothing_is_run_in_any_row(tmp_path: Path, form: str) -> None:
    """A hostile value in every field, account and header, of submissions, people, participants and findings, is a formula nowhere."""
    entries = [hostile(text) for text in HOSTILE]
    texts = ["".join(export(entries, form, rows=kind, separator=";")) for kind in Kind]
    headers = Table(tuple(HOSTILE), iter([tuple(HOSTILE)]))
    texts.append("".join(csv.lines(headers, delimiter="\t" if form == "tsv" else ",")))
    cells = opened("".join(texts), tmp_path, form)
    assert len(cells) > 30 * len(HOSTILE)  # like cells beside each other are one here
    assert [cell for cell in cells if cell[1] is not None] == []


def test_raw_values_are_run(tmp_path: Path) -> None:
    """With ``raw`` LibreOffice does run them: the test above tests something, and the help's warning is true."""
    cells = opened("".join(export(map(made, HOSTILE), columns=["title"], raw=True)), tmp_path)
    assert ("2", "of:=1+1") in cells


@pytest.mark.parametrize("bom", [False, True])
def test_accents_are_shown(tmp_path: Path, *, bom: bool) -> None:
    """Accents, Arabic and what joins letters are shown as they were written, and a byte order mark is not shown."""
    titles = ["Étude à deux", "عنوان العرض", "می\u200cخواهم", "Ẹ̀kọ́"]
    cells = opened("".join(export(map(made, titles), columns=["title"], bom=bom)), tmp_path)
    assert [text for text, _ in cells] == ["title", *titles]
