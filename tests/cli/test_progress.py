"""Progress: on a terminal, after a second, without a garbled line; nowhere else."""

import contextlib
import os
import pty
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from indababot.cli import progress

ROOT = Path(__file__).parent.parent.parent
SPINNER = re.compile("[\u2801-\u28ff]")
LONG = """
import logging, time
from indababot.cli import progress
from indababot.cli.messages import say
from indababot.cli.logs import to_text
to_text(logging.INFO)
progress.WAIT = {wait}
with progress.progress() as step:
    step("starting", 0)
    time.sleep({quiet})
    for number in range(1, 4):
        time.sleep(0.15)
        step("reading pages", number)
        say(f"said {{number}}")
        logging.getLogger("indababot").warning("logged %d", number)
say("end")
"""


def at_terminal(wait: float, quiet: float = 0) -> str:
    """What a terminal gets; ``quiet`` is for how long the work tells nothing at first."""
    leader, follower = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "80"}
    process = subprocess.Popen(
        [sys.executable, "-c", LONG.format(wait=wait, quiet=quiet)],
        stdout=follower,
        stderr=follower,
        env=environment,
    )
    os.close(follower)
    out = read_all(leader)
    assert process.wait(30) == 0
    return out


def read_all(leader: int) -> str:
    """What comes out of a terminal until its other end is closed."""
    out = b""
    with contextlib.suppress(OSError):
        while chunk := os.read(leader, 4096):
            out += chunk
    os.close(leader)
    return out.decode()


def test_long_work_shows() -> None:
    """After the wait a line shows how far the work is; what is said and logged meanwhile stands on lines of its own."""
    out = at_terminal(0.1)
    assert "reading pages: 3" in out
    shown = [
        part.strip() for part in re.split(r"\x1b\[2K|[\r\n]", out)
    ]  # what a line holds once it has been erased
    for line in ("said 3", "WARNING: logged 3", "end"):
        assert line in shown, out


def test_work_that_tells_nothing_shows() -> None:
    """A line is there after the wait where no step was told since the first, as while a wiki is slow to answer."""
    assert "starting" in at_terminal(0.1, 0.6)


def test_a_block_within_another_has_its_line() -> None:
    """One line at a time: the inner block's steps stand on the outer's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
        with progress.progress() as outer, progress.progress() as inner:
            assert (outer.func, outer.args) == (inner.func, inner.args)  # type: ignore[attr-defined]


def test_short_work_does_not() -> None:
    """What is done within a second shows nothing."""
    assert "reading" not in at_terminal(30)


def test_a_log_gets_none() -> None:
    """A pipe gets what is said, and no progress."""
    done = subprocess.run(
        [sys.executable, "-c", LONG.format(wait=0, quiet=0)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=60,
        check=True,
    )
    assert "reading" not in done.stderr
    assert done.stderr.splitlines()[-1] == "end"


COMMANDS = (
    *(("parse", "--page", "X"), ("validate", "--page", "X"), ("export",), ("export", "-o", "x.json"), ("changes", "--since", "2023-08-01")),
    *(("dashboard", "-o", "site"), ("update",), ("update", "--dry-run"), ("doctor",), ("setup",)),
)  # fmt: skip
"""Every command that a wiki may keep waiting."""


@pytest.mark.enable_socket
def test_each_command_shows_that_it_waits(tmp_path: Path) -> None:
    """At a terminal each shows a line while a wiki does not answer, and takes it away before it tells that."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as silent:
        wiki = f"http://127.0.0.1:{silent.getsockname()[1]}/api.php"
        environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("INDABABOT_")},
            "PYTHONPATH": str(ROOT),
            "TERM": "xterm",
            "COLUMNS": "80",
            "LC_ALL": "C.UTF-8",
            "INDABABOT_WIKI": wiki,
            "INDABABOT_EDITION": "wikiindaba-2023",
            "INDABABOT_PATIENCE": "3",
        }
        started = []
        for number, words in enumerate(COMMANDS):
            leader, follower = pty.openpty()
            own = environment | {"INDABABOT_STATE": str(tmp_path / f"state {number}")}
            call = [sys.executable, "-m", "indababot", *words]
            process = subprocess.Popen(call, stdout=follower, stderr=follower, env=own, cwd=tmp_path)
            os.close(follower)
            started.append((words, process, leader))
        for words, process, leader in started:
            out = read_all(leader)
            assert process.wait(60) == 4, (words, out)
            assert SPINNER.search(out), (words, out)
            last = [part.strip() for part in re.split(r"\x1b\[2K|[\r\n]", out) if part.strip()][-1]
            assert not SPINNER.search(last), (words, last)
