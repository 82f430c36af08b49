"""The command line as a whole: help, shared options, and errors as one line with the right exit code."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from indababot.cli import COMMANDS

ROOT = Path(__file__).parent.parent.parent


def run(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs indababot as a person does, without a terminal and without settings of this machine."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("INDABABOT_")}
    return subprocess.run(
        [sys.executable, "-m", "indababot", *arguments],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        cwd=cwd,
        env={**clean, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", **environment},
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    """``indababot COMMAND --help`` explains the command and every option of it."""
    done = run(command, "--help")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"Usage: indababot {command}")
    assert len(done.stdout.splitlines()) > 6
    assert "--edition" in done.stdout


def test_help_lists_every_command() -> None:
    """``indababot --help`` names each command with a few words on it."""
    done = run("--help")
    assert done.returncode == 0
    for command in COMMANDS:
        told = [line for line in done.stdout.splitlines() if line.split()[:1] == [command]]
        assert [len(line.split()) > 3 for line in told] == [True], command
        assert not told[0].endswith("..."), "cut off at 80 columns"


@pytest.mark.parametrize(
    ("arguments", "environment", "code", "says"),
    [
        (["vaildate"], {}, 2, "Did you mean 'validate'?"),
        (["parse", "--edition", "wikiindaba-2032", "README.md"], {}, 2, "did you mean 'wikiindaba-20"),
        (["--edition", "wikiindaba-2032", "parse", "README.md"], {}, 2, "did you mean 'wikiindaba-20"),
        (
            ["parse", "README.md"],
            {"INDABABOT_EDITION": "nothing-like-it"},
            2,
            "There is no edition 'nothing-like-it'",
        ),
        (
            ["parse", "no-such-file.wiki", "-e", "wikiindaba-2023"],
            {},
            2,
            "There is no file or folder 'no-such-file.wiki'",
        ),
        (["parse", "--frmat", "json"], {}, 2, "--format"),
        (["update", "-e", "wikiindaba-2023", "--wiki", "no-such-folder/"], {}, 2, "no-such-folder"),
        (["update", "--wiki", "fixtures/demo"], {}, 2, "--edition"),
        (
            ["update", "-e", "wikiindaba-2023", "--wiki", "http://127.0.0.1:9/api.php"],
            {"INDABABOT_PATIENCE": "2"},
            4,
            "127.0.0.1:9",
        ),
    ],
)
def test_a_wrong_call_is_one_clear_line(
    arguments: list[str], environment: dict[str, str], code: int, says: str, tmp_path: Path
) -> None:
    """A wrong call ends with the design's exit code and says what to do, without a traceback and without a prompt."""
    done = run(*arguments, cwd=ROOT, **{"INDABABOT_STATE": str(tmp_path), **environment})
    assert done.returncode == code, done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert len([line for line in done.stderr.splitlines() if line.startswith("indababot: ")]) == 1
    assert "Usage:" not in done.stderr
    assert done.stderr.endswith((".\n", "?\n"))
    assert done.stdout == ""


def test_a_misspelt_key_in_an_edition_file_is_named(tmp_path: Path) -> None:
    """An unknown key of an edition file is an error that names the key, the file, and the key that was meant."""
    file = tmp_path / "mine.toml"
    file.write_text('id = "mine-2030"\nname = "Mine"\n[pages]\nprefixs = ["Mine/"]\n')
    done = run("parse", "README.md", "--edition", str(file))
    assert done.returncode == 2
    assert "mine.toml" in done.stderr
    assert "'prefixs' in pages on line 4, did you mean 'prefixes'?" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_option_behind_the_command_wins(tmp_path: Path) -> None:
    """--edition is understood before and after the command, and what stands nearer to the command's end wins."""
    page = tmp_path / "WikiIndaba 2023.wiki"
    page.write_text("'''Abstract:''' Words\n")
    done = run(
        "--edition", "generic", "parse", str(page), "--edition", "wikiindaba-2023", "--format", "ndjson"
    )
    assert done.returncode == 0, done.stderr
    assert '"edition":"wikiindaba-2023"' in done.stdout.replace(": ", ":")


def test_nothing_is_written_where_the_command_is_called(tmp_path: Path) -> None:
    """A call leaves no file in the current folder."""
    page = ROOT / "fixtures"
    run("parse", str(page), "--edition", "wikiindaba-2023", cwd=tmp_path)
    assert list(tmp_path.iterdir()) == []
