"""Work on all cores gives what work on one gives, and leaves nothing behind."""

import errno
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from indababot import cores
from indababot.cli import progress
from indababot.cli.parallel import WORTH, mapped

TALK = "'''Author(s):''' Ada\n'''Username(s):''' [[User:Ada]]\n'''Abstract:''' Talk {n} about {n} things.\n"


@pytest.fixture(autouse=True)
def no_process_left() -> Iterator[None]:
    """No test leaves a process behind."""
    yield
    assert not multiprocessing.active_children()


def pid(item: int) -> tuple[int, int]:
    """An item, and who has worked on it."""
    return item, os.getpid()


@pytest.mark.parametrize("count", [0, 1, WORTH - 1, WORTH, WORTH * 3 + 1])
def test_results_in_order(count: int) -> None:
    """Each item's result stands beside it, in order, however many there are."""
    found = list(mapped(lambda item: [item, "x" * 2000], range(count), jobs=2))
    assert found == [(item, [item, "x" * 2000]) for item in range(count)]


def test_processes_work() -> None:
    """More than one process works where there is much, and only this one with one job."""
    assert len({who for _, (_, who) in mapped(pid, range(WORTH * 4), jobs=2)}) > 1
    assert {who for _, (_, who) in mapped(pid, range(WORTH * 4), jobs=1)} == {os.getpid()}


def test_errors_come_through() -> None:
    """What the work raises is raised here, even where another process did it."""
    with pytest.raises(ZeroDivisionError):
        list(mapped(lambda item: 1 // (item - WORTH + 1), range(WORTH), jobs=2))


def test_few_items_are_on_their_way() -> None:
    """What the consumer has not taken keeps items from being read, so that memory stays flat."""
    items = iter(range(100_000))
    results = mapped(pid, items, jobs=2)
    for _ in range(200):
        next(results)
    assert next(items) < 200 + WORTH + 200
    del results


def test_processes_work_below_a_line_on_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """The thread that draws how far the work is is none of those; the line may be there before the first item."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(progress, "WAIT", 0.05)
    with progress.progress() as step:
        step("working", 0)
        time.sleep(0.2)
        assert len({who for _, (_, who) in mapped(pid, range(WORTH * 4), jobs=2)}) > 1
    assert threading.active_count() == 1


def test_threads_keep_it_in_one_process() -> None:
    """With another thread running nothing is forked: a lock that it holds would stay locked."""
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert {who for _, (_, who) in mapped(pid, range(WORTH), jobs=2)} == {os.getpid()}
    finally:
        stop.set()
        thread.join()


def killed_at(place: int) -> Callable[[int], int]:
    """Work whose process is killed at an item, unless it is this one."""
    here = os.getpid()

    def work(item: int) -> int:
        if item == place and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return item * 2

    return work


@pytest.mark.parametrize("place", [1, 40, WORTH * 3, WORTH * 4 - 1])
def test_a_worker_dies(place: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a process is killed, this one does its work: nothing is lost or there twice, and one line tells it."""
    items = range(WORTH * 4)
    assert list(mapped(killed_at(place), items, jobs=2)) == [(item, item * 2) for item in items]
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1
    assert "in one process" in told[0]


@pytest.mark.parametrize("allowed", [0, 1])
@pytest.mark.parametrize("error", [OSError(errno.EAGAIN, "Resource temporarily unavailable"), MemoryError()])
def test_no_more_processes(
    allowed: int, error: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where a fork fails, the first or a later one, this process does the work, and one line tells it."""
    fork, left = os.fork, [allowed]

    def forked() -> int:
        if not left[0]:
            raise error
        left[0] -= 1
        return fork()

    monkeypatch.setattr(os, "fork", forked)
    found = list(mapped(pid, range(WORTH * 2), jobs=2))
    assert [item for item, _ in found] == list(range(WORTH * 2))
    assert {who for _, (_, who) in found} == {os.getpid()}
    assert len(capsys.readouterr().err.splitlines()) == 1


def children(of: int) -> list[int]:
    """The processes that a process has started."""
    return [int(word) for word in Path(f"/proc/{of}/task/{of}/children").read_text().split()]


def runs(process: int) -> bool:
    """Whether a process is there and has not ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux's list of child processes")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_ended_from_outside(name: str, tmp_path: Path) -> None:
    """Ctrl-C and SIGTERM end a run quietly; no process is left, even where the run is killed, and no unfinished file."""
    for number in range(1000):
        (tmp_path / f"{number}.wiki").write_text(TALK.format(n=number), encoding="utf-8")
    output = tmp_path / "out.ndjson"
    run = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "indababot",
            "parse",
            "-e",
            "wikiindaba-2023",
            "--jobs",
            "2",
            "-o",
            output,
            tmp_path,
        ],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        deadline = time.monotonic() + 60
        while len(found := children(run.pid)) < 2 and time.monotonic() < deadline:
            time.sleep(0.01)
        number = getattr(signal, name)
        if name == "SIGINT":
            os.killpg(run.pid, number)  # a terminal sends it to all of them
        else:
            run.send_signal(number)
        _, told = run.communicate(timeout=60)
    finally:
        run.kill()
    assert len(found) == 2
    assert "Traceback" not in told
    assert run.returncode in {"SIGINT": (130,), "SIGTERM": (143,), "SIGKILL": (-signal.SIGKILL,)}[name]
    assert not output.exists()
    while any(map(runs, found)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(runs, found))
    if name != "SIGKILL":
        assert not list(tmp_path.glob(".indababot-*"))


@pytest.mark.parametrize(
    ("files", "most"),
    [
        ({"cpu.max": "50000 100000\n"}, 1),
        ({"cpu.max": "150000 100000\n"}, 2),
        ({"cpu.max": "max 100000\n"}, 64),
        ({"cpu.max": "nonsense"}, 64),
        ({"cpu/cpu.cfs_quota_us": "100000\n", "cpu/cpu.cfs_period_us": "100000\n"}, 1),
        ({"cpu/cpu.cfs_quota_us": "-1\n", "cpu/cpu.cfs_period_us": "100000\n"}, 64),
        ({}, 64),
    ],
)
def test_a_container_has_the_time_of_few_cores(
    files: dict[str, str], most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a machine of 64 cores a job that may use half of one starts no processes: each would take memory and no time would be won."""
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.setattr(cores, "_GROUPS", tmp_path)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(64)))
    assert cores.cores() == most
