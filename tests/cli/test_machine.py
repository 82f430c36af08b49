"""The machine a run works on: odd files in folders, signals, no memory or processes, and a state folder for its owner alone."""

import json
import os
import resource
import signal
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.update.place import HOME, Place, overview

ROOT = Path(__file__).parent.parent.parent
NOBODY = 65534

Start = Callable[..., "subprocess.Popen[str]"]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def start(place: Place, tmp_path: Path) -> Start:
    """Starts indababot on that wiki."""

    def call(
        *arguments: str, program: tuple[str, ...] = ("-m", "indababot"), state: str = "", **more: Any
    ) -> "subprocess.Popen[str]":
        clean = {key: value for key, value in os.environ.items() if not key.startswith("INDABABOT_")}
        return subprocess.Popen(
            [sys.executable, *program, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            text=True,
            cwd=more.pop("cwd", tmp_path),
            env={
                **clean,
                "HOME": str(tmp_path / "home"),
                "TMPDIR": str(tmp_path / "tmp"),
                "PYTHONPATH": str(ROOT),
                "PYTHONDONTWRITEBYTECODE": "1",
                "INDABABOT_WIKI": str(place.root),
                "INDABABOT_EDITION": "wikiindaba-2023",
                "INDABABOT_STATE": state or str(tmp_path / "state"),
            },
            **more,
        )

    (tmp_path / "tmp").mkdir()
    return call


@pytest.fixture
def run(start: Start) -> Run:
    """Runs indababot on that wiki: its exit code and what it says; it never shows a traceback."""

    def call(*arguments: str, **more: Any) -> tuple[int, str, str]:
        process = start(*arguments, **more)
        out, err = process.communicate(timeout=60)
        assert "Traceback" not in err, err
        return process.returncode, out, err

    return call


@pytest.fixture
def odd(place: Place) -> Iterator[list[str]]:
    """Files that are none, beside the submissions; the last parts of their names."""
    folder = place.path("WikiIndaba 2023/Submissions/X").parent
    os.mkfifo(folder / "pipe.wiki")
    with (folder / "huge.wiki").open("wb") as file:
        file.truncate(1 << 30)
    here = Path.cwd()
    try:
        os.chdir(folder)
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("socket.wiki")
        Path("deep").mkdir()
        os.chdir("deep")
        for _ in range(1000):
            Path("d").mkdir()
            os.chdir("d")
    finally:
        os.chdir(here)
    yield ["pipe.wiki", "huge.wiki", "socket.wiki", "d/d/d"]
    subprocess.run(["rm", "-rf", str(folder / "deep")], check=True)  # deeper than shutil can go


@pytest.mark.parametrize("given", [True, False])
def test_files_that_are_none(run: Run, place: Place, odd: list[str], given: bool) -> None:
    """A pipe, a socket, a huge file and a deep folder are told and skipped, in a folder of drafts and in a folder wiki."""
    source = (str(place.root),) if given else ()
    code, out, err = run("parse", "--format", "ndjson", *source)
    titles = [json.loads(line)["title"] for line in out.splitlines()]
    assert code == 1
    assert {f"Session {number:02}" for number in range(6)} <= set(titles)
    assert [name for name in odd if name not in err] == []
    code, out, _ = run("validate", "--format", "json", "--select", "unreadable-file", *source)
    found = [finding["filename"] for finding in json.loads(out)]
    assert (code, len(found)) == (1, 4)
    assert [name for name in odd if name not in " ".join(found)] == []


def test_a_run_beside_files_that_are_none(run: Run, place: Place, odd: list[str]) -> None:
    """The lists are written, and the notes name what is no page."""
    code, _, err = run("update")
    assert code == 0
    assert [name for name in odd if name not in err] == []
    assert "Session 05" in place.text(HOME)


SLOW = """
import sys, time
from indababot.wikis.folder import FolderWiki
save = FolderWiki.save
def slow(*args, **named):
    done = save(*args, **named)
    from indababot.wikis.live.folders import _passing_folder
    _passing_folder()
    print("saved", flush=True)
    time.sleep(60)
    return done
FolderWiki.save = slow
from indababot.cli import main
main(sys.argv[1:])
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_in_mid_run(
    start: Start, run: Run, place: Place, tmp_path: Path, number: signal.Signals
) -> None:
    """It leaves a line, a report for `status`, the exit code that shells know, and no temporary folder."""
    process = start("update", program=("-c", SLOW))
    assert process.stdout is not None
    assert process.stdout.readline() == "saved\n"
    assert list((tmp_path / "tmp").iterdir())
    process.send_signal(number)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 128 + number
    assert err.splitlines() == [f"indababot: It was ended by {number.name}."]
    assert not list((tmp_path / "tmp").iterdir())
    code, out, _ = run("status", "--format", "json")
    report = json.loads(out)
    assert (code, report["exit_code"]) == (1, 128 + number)
    assert number.name in report["error"]
    assert {page["result"] for page in report["pages"]} == {"skipped"}
    assert len(report["pages"]) == 4
    assert run("update")[0] == 0
    assert "Session 05" in place.text(HOME)


def test_a_signal_that_the_caller_ignores(start: Start) -> None:
    """Under `nohup` a run goes on when the terminal has gone."""

    def ignore() -> None:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)

    process = start("update", program=("-c", SLOW.replace("60", "0.3")), preexec_fn=ignore)
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGHUP)
    process.communicate(timeout=30)
    assert process.returncode == 0


LIMITED = """
import os, resource, sys
import indababot.update, indababot.cli.update, indababot.cli.export, indababot.reading, indababot.exporting, indababot.discovery
limit = int(sys.argv.pop(1))
def held(*args):
    with open("/proc/self/statm") as file:
        size = int(file.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + limit, size + limit))
import indababot.wikis.folder as folder
init = folder.FolderWiki.__init__
def slim(self, path):
    held()
    init(self, path)
folder.FolderWiki.__init__ = slim
from indababot.cli import main
main(sys.argv[1:])
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="there is no /proc here")
def test_no_more_memory(run: Run, place: Place) -> None:
    """It is one line, and 2."""
    place.put(f"{HOME} two", overview() + "x" * 15_000_000)
    code, _, err = run("export", program=("-c", LIMITED, "1000000"))
    assert code == 2, err
    assert "not enough memory" in err
    assert len([line for line in err.splitlines() if "machine" in line]) == 1


@pytest.mark.parametrize(
    ("limit", "number"), [("NOFILE", 8), ("NOFILE", 12), ("AS", 100_000_000), ("AS", 300_000_000)]
)
def test_no_room_for_charts(run: Run, limit: str, number: int) -> None:
    """The library that draws them dies of it: that is one line, no missing package, and not the end of our process."""

    def held() -> None:
        resource.setrlimit(getattr(resource, f"RLIMIT_{limit}"), (number, number))

    code, _, err = run("dashboard", "-o", "site", preexec_fn=held)
    assert code == 2, err
    assert len([line for line in err.splitlines() if "machine does not give" in line]) == 1
    assert [line for line in err.splitlines() if "reading all" not in line and "machine" not in line] == []


def private(folder: Path) -> bool:
    """Whether nobody but the owner may do anything with a folder and what is in it."""
    return all(path.lstat().st_mode & 0o077 == 0 for path in (folder, *folder.rglob("*")))


def test_the_state_folder_is_its_owners(run: Run, tmp_path: Path) -> None:
    """Files are 0600 and folders 0700 whatever the umask, and made so; `~` is the home."""
    state = tmp_path / "home" / "x"
    assert run("update", state="~/x", umask=0)[0] == 0
    assert private(state)
    assert {stat.S_IMODE(path.stat().st_mode) for path in state.rglob("*") if path.is_file()} == {0o600}
    for path in (*state.rglob("*"),):
        path.chmod(0o777 if path.is_dir() else 0o666)
    assert run("update", state="~/x", umask=0)[0] == 0
    assert all(private(path) for path in state.iterdir())
    code, _, err = run("update", state="~nosuch.user/x")
    assert (code, len(err.splitlines())) == (2, 1)


@pytest.mark.parametrize("name", ["lock", "memory.json", "00000001.json", "probe"])
def test_links_in_the_state_folder(run: Run, place: Place, tmp_path: Path, name: str) -> None:
    """What a link points to is neither read nor written, be it there or not."""
    victim, nowhere = tmp_path / "victim", tmp_path / "nowhere"
    victim.write_text('{"pages": {}}')
    for target in (victim, nowhere):
        [folder] = (tmp_path / "state").glob("*/*") if target is nowhere else [_folder(place, tmp_path)]
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(target)
        run("update")
        assert (victim.read_text(), nowhere.exists()) == ('{"pages": {}}', False)
        assert stat.S_IMODE(victim.stat().st_mode) != 0o600
    (folder / name).unlink(missing_ok=True)
    assert run("update")[0] == 0


def _folder(place: Place, tmp_path: Path) -> Path:
    from indababot.updating.state import folder_for

    folder = folder_for(
        str(place.root.resolve()), "wikiindaba-2023", {"INDABABOT_STATE": str(tmp_path / "state")}
    )
    folder.mkdir(parents=True)
    return folder


def test_a_state_folder_that_is_a_link(run: Run, place: Place, tmp_path: Path) -> None:
    """It is told, and nothing is written where it leads."""
    folder = _folder(place, tmp_path)
    folder.rmdir()
    (tmp_path / "elsewhere").mkdir()
    folder.symlink_to(tmp_path / "elsewhere")
    code, _, err = run("update")
    assert (code, len(err.splitlines())) == (2, 1)
    assert not list((tmp_path / "elsewhere").iterdir())


AS_NOBODY = f"""
import contextlib, io, os, resource, sys
from indababot.cli import cli, main
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    cli.main(sys.argv[1:], standalone_mode=False)  # loads what another user may have no right to
os.setgroups([]); os.setgid({NOBODY}); os.setuid({NOBODY})
resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
main(sys.argv[1:])
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another user")
def test_another_user_without_processes(run: Run) -> None:
    """`status` of another's state folder is one line; without any new process the work is done by the one that there is."""
    with tempfile.TemporaryDirectory() as own:  # pytest closes its own folders to others
        Path(own).chmod(0o755)
        there = Place(Path(own))
        there.submit(*range(100))
        more = {"state": f"{own}/state", "cwd": own}
        wiki = ("--wiki", str(there.root))
        assert run("update", *wiki, **more)[0] == 0
        code, _, err = run("status", *wiki, program=("-c", AS_NOBODY), **more)
        assert (code, len(err.splitlines())) == (2, 1)
        assert "cannot be read by this user" in err
        code, out, _ = run("export", *wiki, "--columns", "title", program=("-c", AS_NOBODY), **more)
        assert (code, len(out.splitlines())) == (0, 101)
