"""Runs whose own machine is in trouble: a full or read-only disk, a second run, a clock set back, kills."""

import contextlib
import itertools
import json
import os
import random
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.faults import EDIT, Scene
from tests.e2e.proxy import Fault, FaultProxy, meanwhile
from tests.e2e.runs import Conference
from tests.mediawiki import Account, MediaWiki
from tests.shares import SOAK
from tests.update.place import overview

pytestmark = [pytest.mark.wiki, pytest.mark.faults]
numbers = itertools.count(1)


@pytest.fixture
def scene(mediawiki: MediaWiki, bot: Account, tmp_path: Path) -> Iterator[Scene]:
    """A conference that no other test has seen, behind a proxy."""
    with FaultProxy(mediawiki.api) as proxy:
        conference = Conference(mediawiki, bot, tmp_path, f"Congress {next(numbers)}")
        conference.api = proxy.api
        yield Scene(conference, proxy)
    conference.leave()


@contextlib.contextmanager
def disk(folder: Path, options: str) -> Iterator[None]:
    """A disk of its own at a folder, as root can have it."""
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no mount here")
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("options", ["size=64k", "ro"])
def test_a_state_folder_that_takes_nothing(scene: Scene, options: str) -> None:
    """A full disk or a read-only folder ends the run with 2 and one line, before anything is written on the wiki."""
    conference = scene.conference
    with disk(conference.state, options):
        if options != "ro":
            (conference.state / "filler").write_bytes(b"\0" * 40_000)
        run = conference.run()
        assert run.code == 2, run.lines
        ends = [line for line in run.lines if line.startswith("indababot: ")]
        assert len(ends) == 1
        assert "INDABABOT_STATE" in ends[0]
        assert not any(conference.by_bot(history) for history in conference.histories().values())
    again = conference.run()
    assert (again.code, [again.result(title) for title in conference.lists]) == (0, ["saved"] * 3)


def test_a_disk_that_is_full_in_mid_run(scene: Scene) -> None:
    """The run ends with 2; what it saved is told as saved, though no report can be kept; the next run writes the rest, once."""
    conference = scene.conference
    filler = conference.state / "filler"

    def fill() -> None:
        with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
            while file.write(b"\0" * 1024):
                pass

    with disk(conference.state, "size=2m"):
        with scene.proxy.fault(Fault(meanwhile(fill), {**EDIT, "title": conference.lists[0]})):
            run = conference.run()
        assert run.code == 2, run.lines
        assert [run.result(title) for title in conference.lists] == ["saved", "skipped", "skipped"]
        assert sum(line.startswith("indababot: ") for line in run.lines) == 1
        filler.unlink()
        again = conference.run()
        assert again.code == 0, again.lines
        assert [again.result(title) for title in conference.lists] == ["unchanged", "saved", "saved"]
    assert [len(conference.by_bot(history)) for history in conference.histories().values()] == [1, 1, 1]


def test_two_runs_at_once(scene: Scene) -> None:
    """A second run ends at once with 4 and one line, and leaves the first one alone."""
    conference = scene.conference
    reached, go = threading.Event(), threading.Event()

    def wait() -> None:
        reached.set()
        go.wait(60)

    with scene.proxy.fault(Fault(meanwhile(wait), {**EDIT, "title": conference.lists[0]})):
        first = conference.command("update")
        assert reached.wait(60)
        second = conference.run()
        go.set()
        _, err = first.communicate(timeout=60)
    assert second.code == 4
    assert [line for line in second.lines if "Another run is at work" in line] == list(second.lines)
    assert first.returncode == 0, err
    assert [len(conference.by_bot(history)) for history in conference.histories().values()] == [1, 1, 1]


def test_a_clock_that_was_set_back(scene: Scene) -> None:
    """What an earlier run left with times to come neither stops a run nor makes an edit, and the newest run counts for `status`."""
    conference = scene.conference
    assert conference.run().code == 0
    for file in conference.state.rglob("*"):
        if file.name.startswith("0000"):
            report = json.loads(file.read_text("utf-8"))
            future = report | {
                "started": "2099-01-01T00:00:00Z",
                "ended": "2099-01-01T00:01:00Z",
                "exit_code": 5,
            }
            file.write_text(json.dumps(future), "utf-8")
        if file.is_file():
            os.utime(file, (4e9, 4e9))
    again = conference.run()
    assert (again.code, [again.result(title) for title in conference.lists]) == (0, ["unchanged"] * 3)
    code, out, _ = conference.say("status")
    assert code == 0
    assert "exit code 0" in out


@pytest.mark.share(2)
@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\x00" * 99, b'{"pages": {"x": 1}}'])
def test_a_memory_that_is_damaged(scene: Scene, damage: bytes) -> None:
    """A memory that cannot be read counts as lost and is told; true lists are still not edited."""
    conference = scene.conference
    assert conference.run().code == 0
    [memory] = conference.state.glob("*/*/memory.json")
    memory.write_bytes(damage)
    again = conference.run()
    assert (again.code, [again.result(title) for title in conference.lists]) == (0, ["unchanged"] * 3)
    assert any("damaged" in line for line in again.lines) is (damage != b"{}")


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_killed_at_random_moments(scene: Scene) -> None:
    """After any number of kills one clean run gives the wiki that an untroubled run gives, and no edit was made twice."""
    conference = scene.conference
    kills = 200 if SOAK else 6
    seed = int(os.environ.get("INDABABOT_SOAK_SEED", "7"))
    moments = random.Random(seed)
    started = time.monotonic()
    assert conference.run().code == 0
    whole = time.monotonic() - started
    hit = 0
    for number in range(kills):
        if number % 2 == 0:
            conference.submit(f"Amina {number}")
        hit += conference.killed(moments.uniform(0.1 * whole, 0.8 * whole))
    assert hit > kills // 4, "most runs ended before their kill: the test shows nothing"
    twin = f"{conference.name}/List D"
    conference.wiki.put(twin, overview())
    assert conference.run().code == 0
    calm = conference.wiki.text(twin) or ""
    assert f"Amina {(kills - 1) // 2 * 2}" in calm
    before = conference.histories()
    for title, history in before.items():
        texts = [item.text for item in history]
        assert len(texts) == len(set(texts)), f"{title}: an edit was made twice"
        assert texts[0] == calm
    assert conference.run().code == 0
    assert conference.histories() == before
