"""Standard streams that are closed, full or left by their reader: no traceback, the documented exit code, and lists that are right."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from indababot.cli import sources
from tests.update.place import HOME, Place

ROOT = Path(__file__).parent.parent.parent
FULL = Path("/dev/full")

Shell = Callable[[str], tuple[int, str, str]]

pytestmark = pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full here")


@pytest.fixture
def shell(place: Place, tmp_path: Path) -> Shell:
    """Runs a line of bash in which ``$I`` is indababot; its exit code and what it wrote."""

    def run(line: str) -> tuple[int, str, str]:
        clean = {key: value for key, value in os.environ.items() if not key.startswith("INDABABOT_")}
        done = subprocess.run(
            ["bash", "-c", line],
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            cwd=tmp_path,
            env={
                **clean,
                "I": f"{sys.executable} -m indababot",
                "PYTHONPATH": str(ROOT),
                "INDABABOT_WIKI": str(place.root),
                "INDABABOT_EDITION": "wikiindaba-2023",
                "INDABABOT_STATE": str(tmp_path / "state"),
            },
            timeout=60,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        assert "Exception ignored" not in done.stderr, done.stderr
        return done.returncode, done.stdout, done.stderr

    return run


@pytest.mark.parametrize("how", [">/dev/full", ">&-"])
@pytest.mark.parametrize(
    "command", ["parse", "validate --format json", "export", "update --dry-run", "--help"]
)
def test_data_that_are_lost(shell: Shell, command: str, how: str) -> None:
    """What cannot be written to standard output is told in one line, and ends with 2."""
    code, _, err = shell(f"$I {command} {how}")
    assert code == 2
    [line] = [line for line in err.splitlines() if "Standard output cannot be written" in line]
    assert ("No space left" if "full" in how else "it is closed") in line


@pytest.mark.parametrize("how", ["2>/dev/full", "2>&- <&-"])
def test_talk_that_is_lost(shell: Shell, how: str) -> None:
    """Without standard error or input the data come, and a wrong call still ends with 2."""
    code, out, _ = shell(f"$I export --columns title {how}")
    assert (code, out.splitlines()[:2]) == (0, ['"title"', '"Session 00"'])
    assert shell(f"$I export --columns titel {how}")[0] == 2


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        ("editions list", "\u2013"),
        ("parse --format text", "Ngozi \u2014 \u4e95"),
        ("parse --format ndjson", "Ngozi \u2014 \u4e95"),
        ("export", "Ngozi \u2014 \u4e95"),
        ("--lang ar rules IB101", "IB101"),
    ],
)
@pytest.mark.parametrize("encoding", ["ascii", "iso-8859-1", "ascii:strict"])
def test_a_pipe_is_utf_8(shell: Shell, tmp_path: Path, command: str, shown: str, encoding: str) -> None:
    """A program that reads the data gets the same bytes, whatever encoding the locale has."""
    folder = tmp_path / "odd"
    folder.mkdir()
    (folder / "draft.wiki").write_text("'''Author(s):''' Ngozi \u2014 \u4e95\n", encoding="utf-8")
    source = "odd" if command.startswith(("parse", "export")) else ""
    code, out, _ = shell(f"PYTHONIOENCODING={encoding} $I {command} {source}")
    assert (code, shown in out) == (0, True)


def test_a_terminal_without_signs(shell: Shell) -> None:
    """On a terminal what its encoding lacks is escaped."""
    code, out, _ = shell('export PYTHONIOENCODING=ascii; script -qec "$I editions list" /dev/null')
    assert (code, "2023-11-03 \\u2013" in out) == (0, True)


@pytest.mark.parametrize("command", ["export", "validate --format json", "update --report -"])
def test_a_reader_that_leaves(shell: Shell, place: Place, command: str) -> None:
    """``| head`` is quiet, and the exit code is that of the work."""
    place.submit(*range(100))  # more than a pipe holds
    code, out, err = shell(f"$I {command} | true; echo ${{PIPESTATUS[0]}}")
    assert (code, out) == (0, "0\n")
    assert "cannot be written" not in err
    assert "roken" not in err


def test_findings_and_a_reader_that_leaves(shell: Shell, place: Place) -> None:
    """A reader who has seen enough does not make findings go away."""
    place.put("WikiIndaba 2023/Submissions/Empty", "'''Author(s):'''\n\n'''Abstract:'''\n")
    assert shell("$I validate | true; echo ${PIPESTATUS[0]}")[1] == "1\n"


@pytest.mark.parametrize(
    ("how", "code"),
    [(">&- 2>&- <&-", 0), ("--report - --log-format json >/dev/full 2>/dev/full", 2)],
)
def test_a_run_whose_talk_is_lost(shell: Shell, place: Place, how: str, code: int) -> None:
    """The wiki's lists are written all the same, and the next run has nothing to do."""
    assert shell(f"$I update {how}")[0] == code
    assert "Session 05" in place.text(HOME)
    assert shell("$I update")[2].splitlines()[-1].startswith("4 unchanged")
    assert place.text(HOME).count("IndabaBot list end") == 1


def test_closed_streams_are_not_other_files(shell: Shell, place: Place, tmp_path: Path) -> None:
    """What is said never lands in a file that was opened where a stream was closed."""
    shell("$I update -vv >&- 2>&- <&-; $I export -vv -o out.csv >&- 2>&-")
    texts = [path.read_text(errors="replace") for path in tmp_path.rglob("*") if path.is_file()]
    assert (tmp_path / "out.csv").read_text().startswith('"')
    assert not [text for text in texts if "unchanged;" in text or "INFO" in text or "indababot: " in text]


def test_standard_input_that_is_closed(shell: Shell) -> None:
    """Asked for, it is told as what it is: a file that cannot be read."""
    code, out, err = shell("$I validate --format concise - <&-; $I parse - <&-")
    assert (code, "unreadable-file: standard input is closed" in out) == (1, True)
    assert "standard input is closed" in err
    assert shell("$I editions init - <&- && exit 0; $I update --ask <&-")[0] == 2


@pytest.mark.parametrize("option", ["--report", "--save-plan"])
def test_a_report_or_plan_that_cannot_be_written(
    shell: Shell, place: Place, tmp_path: Path, option: str
) -> None:
    """The exit code says it in one line; a run has written its lists, and a good old file stays."""
    code, _, err = shell(f"$I update {option} none/x.json")
    assert code == 2
    assert sum(line.startswith("indababot: ") for line in err.splitlines()) == 1
    old = tmp_path / "old.json"
    old.write_text("good")
    code, _, err = shell(f"ulimit -f 0; trap '' XFSZ; $I update {option} old.json")
    assert (code, old.read_text()) == (2, "good")
    assert ("Session 05" in place.text(HOME)) is (option == "--report")
    assert not list(tmp_path.glob(".indababot-*"))


def test_a_silent_pipe_is_waited_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that has looked for text in a pipe does not look again where it reads its sources."""
    looks: list[bool] = []

    def silent() -> bool:
        looks.append(True)
        return False

    monkeypatch.setattr(sources, "pipe_has_text", silent)
    looked = sources.with_pipe(sources.Sources(reads_pipe=True))
    assert sources.with_pipe(looked) == looked
    assert (looked.paths, len(looks)) == ((), 1)
