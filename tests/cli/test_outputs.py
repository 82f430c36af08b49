"""What a command is told to write is neither what it reads nor nameless."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from indababot.cli import cli
from indababot.errors import UsageError

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
DEMO = str(FIXTURES / "demo")
CARD = FIXTURES / "wikiindaba-2021" / "programme-card.wiki"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, [*arguments], catch_exceptions=False)


@pytest.mark.parametrize("source", ["talk.wiki", ".", "*.wiki", "link.wiki"])
@pytest.mark.parametrize(
    "command", [["export"], ["parse", "--format", "json"], ["validate", "--output-format", "json"]]
)
def test_what_is_read_is_not_written_over(
    command: list[str], source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A draft that is also named as the output stays as it was, in whatever way it is named."""
    monkeypatch.chdir(tmp_path)
    draft = tmp_path / "talk.wiki"
    shutil.copy(CARD, draft)
    if source == "link.wiki":
        (tmp_path / source).symlink_to(draft)
    with pytest.raises(UsageError, match="is read too, and would be lost"):
        run(*command, "-e", "wikiindaba-2021", source, "-o", str(draft))
    assert draft.read_bytes() == CARD.read_bytes()


def test_a_dump_and_an_earlier_export_are_not_written_over(tmp_path: Path) -> None:
    """What is compared, or read as a wiki, is kept too."""
    dump = tmp_path / "wiki.xml"
    dump.write_text('<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/"></mediawiki>', "utf-8")
    old = tmp_path / "old.json"
    old.write_text("[]", "utf-8")
    wiki = ("-e", "wikiindaba-2023", "-w", str(dump))
    for words in (
        ("export", *wiki, "-o", str(dump)),
        ("changes", *wiki, "--since", "2023-08-01", "--format", "json", "-o", str(dump)),
        ("changes", *wiki, "--since", str(old), "-o", str(old)),
        ("changes", *wiki, "--since", "2023-08-01", str(old), "-o", str(old)),
    ):
        before = dump.read_bytes(), old.read_bytes()
        with pytest.raises(UsageError, match="would be lost"):
            run(*words)
        assert (dump.read_bytes(), old.read_bytes()) == before


def test_a_report_among_the_drafts_is_written_again_and_never_read(tmp_path: Path) -> None:
    """A report beside the drafts has a suffix that drafts have too: it is no draft, and the second one is as the first."""
    (tmp_path / "talk.wiki").write_text("'''Title:''' Wells\n\n'''Abstract:''' ...\n", "utf-8")
    report = tmp_path / "report.txt"
    told = []
    for _ in range(2):
        run("validate", "-e", "wikiindaba-2021", "--exit-zero", "-o", str(report), str(tmp_path))
        told.append(report.read_text("utf-8"))
    assert told[0] == told[1]
    assert "talk.wiki" in told[0]


def test_a_page_of_a_folder_wiki_is_not_written_over(tmp_path: Path) -> None:
    """A page that is read from a wiki in a folder is kept as a draft is."""
    (tmp_path / "WikiIndaba 2021").mkdir()
    page = tmp_path / "WikiIndaba 2021" / "Talk.wiki"
    shutil.copy(CARD, page)
    with pytest.raises(UsageError, match="would be lost"):
        run(
            "export",
            "-e",
            "wikiindaba-2021",
            "-w",
            str(tmp_path),
            "--page",
            "WikiIndaba 2021/Talk",
            "--format",
            "csv",
            "-o",
            str(page),
        )
    assert page.read_bytes() == CARD.read_bytes()


def test_a_file_that_was_written_beside_the_drafts_is_written_again(tmp_path: Path) -> None:
    """A table in the folder is no draft: it is made anew each time."""
    shutil.copy(CARD, tmp_path / "talk.wiki")
    for _ in range(2):
        done = run("export", "-e", "wikiindaba-2021", str(tmp_path), "-o", str(tmp_path / "talks.csv"))
        assert done.exit_code == 0, done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("export", ""),
        ("parse", ""),
        ("validate", ""),
        ("export", DEMO, "-o", ""),
        ("changes", "--since", ""),
        ("changes", "--since", "2023-08-01", ""),
        ("dashboard", "-o", ""),
        ("update", "--save-plan", ""),
    ],
)
def test_an_empty_name_is_no_folder(words: tuple[str, ...]) -> None:
    """A shell variable that is not set does not mean the folder one stands in."""
    done = run(*words[:1], "-e", "wikiindaba-2023", *words[1:])
    assert (done.exit_code, "'' does not exist" in done.stderr) == (2, True), done.stderr


@pytest.mark.parametrize("since", ["0", "000"])
def test_there_is_no_revision_zero(since: str) -> None:
    """A wiki counts its revisions from 1: everything is not news since a revision that never was."""
    with pytest.raises(UsageError, match="is neither a file or folder"):
        run("changes", "-e", "wikiindaba-2023", "-w", DEMO, "--since", since)
