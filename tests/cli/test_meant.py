"""What a person is told of words that lead nowhere: completion, and what was most likely meant."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_drafts import indababot
from tests.cli.test_validate import ROOT, SEED_FORM, WRONG, run


@pytest.mark.parametrize(
    ("command", "name"),
    [("export", "out.pdf"), ("parse", "out.csv"), ("validate", "out.html"), ("editions", "out.json")],
)
def test_an_unknown_suffix(command: str, name: str, tmp_path: Path) -> None:
    """A suffix that is no format of the command is an error that lists the known ones; nothing is written."""
    (tmp_path / "clean.wiki").write_text(SEED_FORM)
    words = (command, "init") if command == "editions" else (command,)
    done = indababot(*words, "clean.wiki", "-e", "wikiindaba-2023", "-o", name, folder=tmp_path)
    assert done.returncode == 2
    assert (b".toml" if command == "editions" else b".json") in done.stderr
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize(
    ("words", "name", "code"),
    [
        (("--diff",), "out.patch", 1),
        (("--diff",), "out.json", 2),
        (("--statistics",), "out.json", 1),
        (("--statistics",), "out.xml", 2),
        (("--show-files",), "out.sarif", 2),
        ((), "out.wikitext", 1),
    ],
)
def test_a_suffix_of_what_is_no_findings(
    words: tuple[str, ...], name: str, code: int, tmp_path: Path
) -> None:
    """A diff is no JSON, a list of files no SARIF."""
    (tmp_path / "wrong.wiki").write_text(WRONG)
    done = run("wrong.wiki", *words, "-o", name, folder=tmp_path)
    assert done.returncode == code, done.stderr
    assert (tmp_path / name).exists() is (code == 1)


def completed(words: str, folder: Path, shell: str = "zsh") -> str:
    """What a shell offers for the last word."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    typed = f"indababot {words}"
    variables = {
        "_INDABABOT_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(len(typed.split(" ")) - 1),
    }
    done = subprocess.run(
        [sys.executable, "-c", "from indababot.cli import cli; cli(prog_name='indababot')"],
        env=kept | variables | {"PYTHONPATH": str(ROOT)},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.stdout


@pytest.mark.parametrize(
    ("words", "offers"),
    [
        ("validate dra", "file"),
        ("--edition wikiindaba-", "wikiindaba-2023"),
        ("parse --edition wikim", "wikimania-2014"),
        ("validate --select unkn", "unknown-value"),
        ("validate --select IB101,unkn", "IB101,unknown-value"),
        ("export --columns title,aut", "title,authors"),
        ("export --status acc", "accepted"),
        ("validate --lang f", "fr"),
        ("rules IB1", "IB101"),
        ("editions show wikiindaba-", "wikiindaba-2023"),
        ("editions check o", "file"),
        ("export -o o", "file"),
    ],
)
def test_completion(words: str, offers: str, tmp_path: Path) -> None:
    """Editions, rules, columns, languages, states and file names complete."""
    assert offers in completed(words, tmp_path).split("\n")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("parse", "--page", "WikiIndaba 2023/Submissions/Cly pots"), 1, "(did you mean '{pots}'?)."),
        (("parse", "--page", "clay pots"), 1, "(did you mean '{pots}'?)."),
        (("export", "--page", "WikiIndaba 2023/Submission/Clay pot"), 1, "(did you mean '{pots}'?)."),
        (("parse", "--page", "Nothing of the kind"), 1, "There is no page 'Nothing of the kind' on 'wiki'."),
        (("parse", "--page", ""), 2, "'' is no address of a page: give the page's title."),
        (("export", "--category", " : "), 2, "give the page's title."),
        (("parse", "--history", "wiki"), 2, "--history goes with a dump, and wiki is none."),
        (("export", "--history", "--page", "{pots}"), 2, "--history goes with a dump"),
        (("update", "--page", "WikiIndaba 2023/Overveiw"), 2, "did you mean 'WikiIndaba 2023/Overview'?"),
        (
            ("parse", "--category", "WikiIndaba 2023/Submission"),
            3,
            "(did you mean 'WikiIndaba 2023/Submissions'?).",
        ),
        (("parse", "wikii/WikiIndaba 2023"), 2, "(did you mean 'wiki/WikiIndaba 2023'?)."),
        (
            ("parse", "wiki/WikiIndaba 2032/Submission/Clay pots.wiki"),
            2,
            "(did you mean 'wiki/{pots}.wiki'?).",
        ),
        (("parse", "elsewhere/x.wiki"), 2, "(a page on the wiki is asked for with --page)."),
        (("-w", "wikki", "parse"), 2, "'wikki' is no wiki: did you mean 'wiki'?"),
        (("-w", "./wikki", "parse"), 2, "'./wikki' is no wiki: did you mean 'wiki'?"),
        (("-e", "mien.toml", "parse", "wiki"), 2, "no edition file mien.toml: did you mean 'mine.toml'?"),
        (("-e", "mine.tml", "parse", "wiki"), 2, "did you mean 'mine.toml'?"),
        (("-e", "wikiindaba-2023.toml", "parse", "wiki"), 2, "did you mean 'wikiindaba-2023'?"),
        (("-e", "wikindaba", "parse", "wiki"), 2, "did you mean 'wikiindaba-2024'?"),
        (("validate", "--select", "IB9", "wiki"), 2, "no rule 'IB9' (select): 'indababot rules' lists all."),
        (("validate", "--select", "", "wiki"), 2, "select names no rule"),
        (("update", "--dry-run", "--report", "r.json"), 2, "--report tells what a run did"),
        (("validate", "--select", "IB110", "wiki"), 2, "did you mean 'IB10"),
        (("-w", "metta", "parse"), 2, "'metta' is no wiki: did you mean 'meta:meta'?"),
        (("check", "wiki"), 2, "No such command 'check'. Did you mean 'validate'?"),
        (("chekc", "wiki"), 2, "Did you mean 'validate'?"),
        (("explain", "IB101"), 2, "Did you mean 'rules'?"),
        (("run",), 2, "Did you mean 'update'?"),
        (("help",), 2, "Did you mean '--help'?"),
        (("-w", "comons:commons", "parse"), 2, "did you mean 'commons:commons'?"),
        (("-w", "dump.xlm", "parse"), 2, "'dump.xlm' is no wiki: did you mean 'dump.xml'?"),
        (("-w", "dmup.xml", "parse"), 2, "there is no dump 'dmup.xml'; did you mean 'dump.xml'?"),
    ],
)
def test_what_was_meant(words: tuple[str, ...], code: int, says: str, tmp_path: Path) -> None:
    """A misspelt page, category, file, folder, dump or wiki is told with the one that was most likely meant."""
    pots = "WikiIndaba 2023/Submissions/Clay pots"
    for title in (pots, "WikiIndaba 2023/Submissions/Iron bells", "WikiIndaba 2023/Overview"):
        file = tmp_path / "wiki" / f"{title}.wiki"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            "{{IndabaBot list|view=submissions}}\n{{IndabaBot list end}}\n"
            if title.endswith("Overview")
            else SEED_FORM,
            encoding="utf-8",
        )
    (tmp_path / "mine.toml").touch()
    (tmp_path / "dump.xml").write_text("<mediawiki></mediawiki>", encoding="utf-8")
    wiki = () if "-w" in words else ("-w", "wiki")
    done = indababot("-e", "wikiindaba-2023", *wiki, *words, folder=tmp_path)
    told = done.stderr.decode()
    assert done.returncode == code, told
    assert says.format(pots=pots) in told
    assert "Traceback" not in told


@pytest.mark.parametrize(
    "words",
    [
        ("--category", "WikiIndaba_2023/Submissions"),
        ("--category", "Category:WikiIndaba 2023/Submissions"),
        ("--category", "[[:Category:WikiIndaba_2023/Submissions]]"),
        ("--category", ":catégorie: wikiIndaba 2023/Submissions"),
        ("--category", "تصنيف:WikiIndaba 2023/Submissions"),
        ("--category", "https://meta.wikimedia.org/wiki/Category:WikiIndaba_2023/Submissions"),
        ("--page", ":WikiIndaba 2023/Submissions/Une place publique"),
        ("--page", "[[:wikiIndaba_2023/Submissions/Une place publique]]"),
    ],
)
def test_ways_to_name_a_page_and_a_category(words: tuple[str, ...]) -> None:
    """A title or a category is known as it is copied from wikitext, from a page's head or from a browser."""
    demo = str(ROOT / "fixtures" / "demo")
    done = indababot("-w", demo, "-e", "wikiindaba-2023", "export", "--columns", "title", *words, folder=ROOT)
    assert done.returncode == 0, done.stderr
    assert b'"Une place publique"' in done.stdout
