"""Killed at any moment, the run leaves a wiki and a state from which the next one converges."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from indababot.updating.state import State
from tests.shares import SOAK
from tests.update.place import Place, overview

ROOT = Path(__file__).parent.parent.parent
PAGES = [f"WikiIndaba 2023/List {number}" for number in range(8)]

RUN = """
import sys
from pathlib import Path
from indababot.editions import load
from indababot.update import State, update
from indababot.wikis.folder import FolderWiki

print("ready", flush=True)
sys.stdin.readline()
update(FolderWiki(Path(sys.argv[1])), load("wikiindaba-2023"), state=State(Path(sys.argv[2])))
"""


def fill(place: Place) -> None:
    for number, title in enumerate(PAGES):
        place.put(title, overview("theme=Technology" if number % 2 else "view=submissions"))


def pages(place: Place) -> dict[str, bytes]:
    return {name: data for name, data in place.all().items() if "Submissions" not in name}


def killed(place: Place, after: float) -> bool:
    """Starts a run and kills it; whether it was still at work then."""
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, str(place.root), str(place.state.folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process.stdin as go, process.stdout as said:
        assert said.readline() == b"ready\n"
        go.write(b"\n")
        go.flush()
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        return process.wait() == -signal.SIGKILL


def duration(place: Place) -> float:
    """How long a whole run on a fresh wiki takes, without its imports."""
    started = time.monotonic()
    assert place.run().exit_code == 0
    return time.monotonic() - started


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_killed_at_random_moments(tmp_path: Path) -> None:
    """After any number of kills one clean run gives the wiki that an untroubled run gives, and leaves nothing behind."""
    kills = 200 if SOAK else 10
    seed = int(os.environ.get("INDABABOT_SOAK_SEED", "1"))
    moments = random.Random(seed)
    (tmp_path / "calm").mkdir()
    (tmp_path / "rough").mkdir()
    calm, rough = Place(tmp_path / "calm"), Place(tmp_path / "rough")
    for place in (calm, rough):
        fill(place)
        place.submit(*range(30))
    whole = duration(calm)
    hit = 0
    for number in range(kills):
        for place in (calm, rough):  # new data, so that there is something to write when the kill comes
            place.submit(*range(30), **{"Author(s)": f"Amina {number}"})
        hit += killed(rough, moments.uniform(0, whole * 1.2))
        assert all(b"Mind the gap." in data for name, data in pages(rough).items() if "/List " in name)
    assert hit > kills // 4, "most runs ended before their kill: the test shows nothing"
    assert calm.run().exit_code == 0
    assert rough.run().exit_code == 0
    assert pages(rough) == pages(calm)
    assert not list(rough.root.rglob(".*"))
    before = rough.all()
    assert {page.result.value for page in rough.run().pages} == {"unchanged"}
    assert rough.all() == before


def test_a_kill_between_the_write_and_the_memory_of_it(place: Place) -> None:
    """A page that was saved and not remembered counts as written: no edit follows, and a later hand change is respected."""
    place.put(PAGES[0], overview())
    place.run()
    before = place.all()
    place.state = State(place.state.folder / "new")
    report = place.run()
    assert {page.result.value for page in report.pages} == {"unchanged"}
    assert place.all() == before
    place.put(PAGES[0], place.text(PAGES[0]).replace("Session 07", "Session seven"))
    assert place.run().exit_code == 0
    assert "Session seven" in place.text(PAGES[0])
