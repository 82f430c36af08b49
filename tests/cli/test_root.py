"""The command line as a whole: help, shared options, and errors as one line with the right exit code."""

import json
import os
import shlex
import subprocess
from pathlib import Path

import click
import pytest

from indababot.cli import COMMANDS, SECTIONS, cli
from indababot.cli.help import EXAMPLES
from tests.starter import say

ROOT = Path(__file__).parent.parent.parent


def run(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs indababot as a person does, without a terminal and without settings of this machine."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("INDABABOT_")}
    own = {"PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    return say(*arguments, cwd=cwd, env={**clean, **own, **environment})


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    """``indababot COMMAND --help`` explains the command and every option of it."""
    done = run(command, "--help")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"Usage: indababot {command}")
    assert len(done.stdout.splitlines()) > 6
    assert ("--edition" in done.stdout) is (command not in ("rules", "editions", "setup", "completion"))
    assert ("--write-pause" in done.stdout) is (command in ("update", "setup"))
    assert "  indababot " in done.stdout, "an example"
    assert [line for line in done.stdout.splitlines() if len(line) > 80] == []


@pytest.mark.parametrize("line", [line for lines in EXAMPLES.values() for line in lines])
def test_examples_are_calls(line: str) -> None:
    """Each example of the help is a call that the command line understands."""
    _, *words = shlex.split(line)
    context = cli.make_context("indababot", words)
    while isinstance(context.command, click.Group):
        _, command, rest = context.command.resolve_command(context, [*context._protected_args, *context.args])
        assert command is not None
        context = command.make_context(command.name, rest, parent=context)


@pytest.mark.parametrize("command", ["rules", "status"])
def test_shared_options_are_understood_everywhere(command: str) -> None:
    """An option that a command has no use for is not shown in its help, and no error either."""
    done = run(command, "--write-pause", "1", "-e", "generic", "--wiki", "fixtures/demo")
    assert "No such option" not in done.stderr


@pytest.mark.parametrize("words", [("parse",), ("validate",), ("export",)])
def test_nothing_configured(words: tuple[str, ...], tmp_path: Path) -> None:
    """With nothing configured a command says what to give it; alone, indababot shows first steps."""
    done = run(*words, cwd=tmp_path, HOME=str(tmp_path))
    assert done.returncode == 2
    assert "give a file, a folder or --page TITLE" in done.stderr
    assert "'indababot editions list' shows all" in done.stderr
    assert "First steps:" in run(cwd=tmp_path, HOME=str(tmp_path)).stderr


@pytest.mark.parametrize(
    ("command", "out"),
    [
        (("parse", "--format", "json"), '"page"'),
        (("export", "--columns", "page"), "one"),
        (("validate", "--format", "json"), "missing-username"),
        (("validate", "--format", "full"), "missing-username"),
        (("dashboard", "-o", "site"), ""),
    ],
)
def test_a_source_that_is_not_there_stops_nothing(tmp_path: Path, command: tuple[str, ...], out: str) -> None:
    """The call is wrong, which its exit code says; what else it names is read and written all the same."""
    for name in ("one", "two"):
        (tmp_path / f"{name}.wiki").write_text(f"{{{{WikiIndaba 2023 submission|title={name}|username=}}}}")
    done = run(*command, "one.wiki", "tow.wiki", "two.wiki", "-e", "wikiindaba-2023", cwd=tmp_path)
    assert done.returncode == 2
    assert out in done.stdout
    assert "two" in done.stdout or (tmp_path / "site" / "index.html").exists()
    assert "did you mean" in done.stdout + done.stderr
    if command[-1] == "json":
        assert isinstance(json.loads(done.stdout), list)
    alone = run(*command, "tow.wiki", "-e", "wikiindaba-2023", cwd=tmp_path)
    assert (alone.returncode, alone.stdout) == (2, "")
    assert "There is no file or folder 'tow.wiki'" in alone.stderr


@pytest.mark.parametrize(
    "command",
    [
        ("parse", "--format", "json"),
        ("export", "--columns", "title"),
        ("export", "--columns", "title,findings"),
        ("dashboard", "-o", "site"),
        ("changes", "--since", "pages"),
    ],
)
def test_pages_that_cannot_be_read_are_told_by_every_command(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    """Of a whole wiki, as of files: a line names each, in the reader's language, and the exit code is 1; the others go on."""
    drafts = tmp_path / "pages" / "WikiIndaba 2023" / "Submissions"
    drafts.mkdir(parents=True)
    (drafts / "Good.wiki").write_text("'''Title:''' Une vallée\n'''Author(s):''' Ada\n", encoding="cp1252")
    (drafts / "Picture.wiki").write_bytes(b"\x89PNG")
    (drafts / "Away.wiki").symlink_to("/nowhere")
    done = run(*command, "-w", "pages", "-e", "wikiindaba-2023", "--lang", "fr", cwd=tmp_path)
    assert done.returncode == 1
    told = done.stderr.splitlines()
    for words in (
        "Good.wiki est écrit en cp1252",
        "Picture.wiki ne peut pas être lu",
        "Away.wiki : c’est un lien",
    ):
        assert [words in line.replace("\u00a0", " ") for line in told].count(True) in (1, 2), words
    assert "is written in" not in done.stderr
    assert "this is a PNG" not in done.stdout


def test_help_lists_every_command() -> None:
    """``indababot --help`` names each command with a few words on it."""
    done = run("--help")
    assert done.returncode == 0
    assert sorted(name for names in SECTIONS.values() for name in names) == sorted(COMMANDS)
    assert [line for line in done.stdout.splitlines() if len(line) > 80] == []
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
