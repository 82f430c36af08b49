"""A CSV file in LibreOffice, opened with each separator that its dialogue offers, and without quotes: nothing runs."""

import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from indababot.exporting import export
from indababot.privacy import Public, with_personal_data
from indababot.records import PageRef, Submission

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice Calc is not installed"),
    pytest.mark.timeout(180),
]
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
SEPARATORS = {";": 59, "\t": 9, ",": 44, "|": 124, " ": 32}
HOSTILE = (
    *("=1+1", "x;=1+1", "x\t=1+1", "x,=1+1", "x|=1+1", "x =1+1", "x\n=1+1", 'x",=1+1', "x;+1+1", "x\n-1+1"),
    *(
        "x; =1+1",
        "x\t@SUM(A1)",
        "a;=HYPERLINK(1)",
        "x ＝1+1",
        "x;\u200b=1+1",
        "x\u00a0=1+1",
        "'=1+1",
        '";=1+1;"',
    ),
)


def made(title: str) -> Public:
    return with_personal_data(Submission(edition="test", page=PageRef(title=f"T/{title}"), title=title))


def formulas(texts: dict[str, str], separator: int, quote: int, folder: Path) -> dict[str, list[str]]:
    """The formulas that LibreOffice has made of each file, opened with a separator and a sign for quotes (0: none)."""
    sources = []
    for name, text in texts.items():
        sources.append(folder / f"{name}.csv")
        sources[-1].write_text(text, encoding="utf-8", newline="")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    call = [str(SOFFICE), profile, "--headless", f"--infilter=CSV:{separator},{quote or ''},76,1"]
    call += ["--convert-to", "fods", "--outdir", str(folder), *map(str, sources)]
    subprocess.run(call, check=True, capture_output=True, timeout=150)
    roots = {name: ET.parse(folder / f"{name}.fods").getroot() for name in texts}
    return {
        name: [told for cell in root.iter(f"{TABLE}table-cell") if (told := cell.get(f"{TABLE}formula"))]
        for name, root in roots.items()
    }


@pytest.mark.share(3)
@pytest.mark.parametrize("quote", [34, 0], ids=["quoted", "without-quotes"])
@pytest.mark.parametrize("separator", SEPARATORS, ids=["semicolon", "tab", "comma", "bar", "blank"])
def test_nothing_runs(tmp_path: Path, separator: str, quote: int) -> None:
    """No value becomes a formula; what is written raw does, so that the check can fail."""
    rows = [made(text) for text in HOSTILE]
    texts = {
        "safe": "".join(export(rows, columns=["title", "page"])),
        "raw": "".join(export(rows, columns=["title", "page"], raw=True)),
    }
    found = formulas(texts, SEPARATORS[separator], quote, tmp_path)
    assert found["safe"] == []
    assert found["raw"] or not quote  # without quotes each cell begins with one, and is text
