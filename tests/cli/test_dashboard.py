"""``indababot dashboard``: what it writes where, and what it refuses."""

import shutil
import sys
from pathlib import Path

import pytest

from indababot.cli import main

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "fixtures" / "demo"


def run(*words: str) -> int:
    with pytest.raises(SystemExit) as end:
        main(["dashboard", *words])
    return int(end.value.code or 0)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_demo(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A site of a folder of pages; twice the same, cards of pages that are gone are removed, and nothing goes to standard output."""
    pages, out = tmp_path / "pages", tmp_path / "out"
    shutil.copytree(DEMO, pages)
    options = ("-e", "wikiindaba-2023", "-w", str(pages), "--lang", "en", "-o")
    assert run(*options, str(out)) == 0
    first = contents(out)
    assert {"index.html", "submissions.html", "people.html", "clashes.html", "assets/list.js"} <= first.keys()
    assert len([name for name in first if name.startswith("submission/")]) == 12
    assert run(*options, str(tmp_path / "again")) == 0
    assert contents(tmp_path / "again") == first
    next(pages.rglob("The wells*")).unlink()
    assert run(*options, str(out)) == 0
    assert len(contents(out)) == len(first) - 1
    assert capsys.readouterr().out == ""


def test_sources_and_addresses(tmp_path: Path) -> None:
    """Files may be given; their pages are linked where the wiki is named, and findings stand on the cards in the language asked for."""
    options = ("-e", "wikiindaba-2023", "--lang", "fr", "--page-address", "https://meta.example/wiki/$1")
    assert run(str(DEMO), *options, "-o", str(tmp_path / "out")) == 0
    cards = [
        text.decode() for name, text in contents(tmp_path / "out").items() if name.startswith("submission/")
    ]
    assert all('href="https://meta.example/wiki/WikiIndaba_2023/Submissions/' in card for card in cards)
    (wells,) = [card for card in cards if "<h1><bdi>The wells of one valley" in card]
    assert "IB301" in wells
    assert "aucun compte" in wells


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    assert run("-e", "wikiindaba-2023", "-w", str(DEMO), "-o", str(tmp_path)) == 2
    assert list(contents(tmp_path)) == ["thesis.txt"]
    assert "new or empty folder" in capsys.readouterr().err


@pytest.mark.parametrize("address", ["javascript:$1", "https://meta.example/wiki/", "meta.example/$1"])
def test_an_address_that_leads_nowhere(tmp_path: Path, address: str) -> None:
    assert (
        run("-e", "wikiindaba-2023", "-w", str(DEMO), "--page-address", address, "-o", str(tmp_path / "x"))
        == 2
    )
    assert not (tmp_path / "x").exists()


def test_what_is_left_out_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A page of another edition is told where it is left out, and the others are shown."""
    other = ("--edition", "wikiindaba-2021", "--edition", "wikiindaba-2023")
    (tmp_path / "in" / "WikiIndaba 2024" / "Proposal").mkdir(parents=True)
    (tmp_path / "in" / "WikiIndaba 2024" / "Proposal" / "Late.wiki").write_text("x")
    assert (
        run(
            str(DEMO / "WikiIndaba 2023" / "Submissions"),
            str(tmp_path / "in"),
            *other,
            "-o",
            str(tmp_path / "x"),
        )
        == 1
    )
    assert "Late.wiki was left out: it is from wikiindaba-2024." in capsys.readouterr().err
    assert (tmp_path / "x" / "index.html").exists()


def test_nothing_to_show(tmp_path: Path) -> None:
    """A wiki without submissions is told, with the exit code for that."""
    (tmp_path / "empty").mkdir()
    assert run("-e", "wikiindaba-2023", "-w", str(tmp_path / "empty"), "-o", str(tmp_path / "x")) == 3


@pytest.mark.parametrize("package", ["jinja2", "altair", "vl_convert"])
def test_a_missing_extra_is_one_line(
    package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It names the extra, before anything is written."""
    monkeypatch.setitem(sys.modules, package, None)
    assert run("-e", "wikiindaba-2023", "-w", str(DEMO), "-o", str(tmp_path / "x")) == 2
    assert "pip install 'indababot[dashboard]'" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()
