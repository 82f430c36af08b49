"""A multistream dump on a Dask cluster: a real scheduler and two workers on loopback, one of which is killed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from indababot.errors import MissingExtra, UsageError
from indababot.wikis.base import Query
from indababot.wikis.dump import DumpWiki
from indababot.wikis.dump.cluster import Cluster
from tests.wikis.dumps import multistream, page

ROOT = Path(__file__).parent.parent.parent
RUN = """
import os, signal, sys
from pathlib import Path
from indababot.wikis.base import Query
from indababot.wikis.dump import DumpWiki, pieces
from indababot.wikis.dump.cluster import Cluster
pieces.PIECE = 1
path, address, victim = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
order, killed = [], []
def watch(done, size):
    order.append(done)
    if done > size * 0.3 and not killed:
        killed.append(victim)
        os.kill(victim, signal.SIGKILL)
wiki = DumpWiki(path, watch=watch, cluster=Cluster(address))
print(*(page.title for page in wiki.find(Query(prefixes=("Talks/",)))), sep="\\n")
assert order == sorted(order) and killed
wiki.close()
"""


@contextmanager
def started(*words: str, folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A process of Dask, for the length of the block."""
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "DASK_DISTRIBUTED__WORKER__MEMORY__TERMINATE": "False",
        "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "5s",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", *words],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[tuple[str, list["subprocess.Popen[bytes]"]]]:
    """The address of a scheduler on loopback, and its workers."""
    file = folder / "scheduler.json"
    with ExitStack() as stack:
        scheduler = (
            "distributed.cli.dask_scheduler",
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "--no-dashboard",
            "--no-show",
        )
        stack.enter_context(started(*scheduler, "--scheduler-file", str(file), folder=folder))
        until = time.monotonic() + 20
        while not file.exists() or not file.read_text():
            assert time.monotonic() < until
            time.sleep(0.05)
        address: str = json.loads(file.read_text())["address"]
        worker = ("distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard")
        yield address, [stack.enter_context(started(*worker, folder=folder)) for _ in range(workers)]


def test_a_lost_worker_costs_its_pieces_and_no_more(tmp_path: Path) -> None:
    """All pages, in their order, and progress that only grows, although one of two workers is killed in mid-run."""
    path = tmp_path / "dump-multistream.xml.bz2"
    titles = [f"Talks/{number:03}" if number % 5 == 0 else f"Other {number}" for number in range(300)]
    multistream(path, [page(number + 1, title, "x" * 3000) for number, title in enumerate(titles)], titles)
    with cluster(tmp_path, 2) as (address, workers):
        _wait(address, 2)
        run = [sys.executable, "-c", RUN, str(path), address, str(workers[0].pid)]
        done = subprocess.run(run, capture_output=True, text=True, timeout=60, check=False, cwd=ROOT)
        assert done.returncode == 0, done.stderr
        assert workers[0].wait(5) == -signal.SIGKILL
        assert workers[1].poll() is None
    assert done.stdout.split() == [title for title in titles if title.startswith("Talks/")]


def _wait(address: str, workers: int) -> None:
    code = f"from distributed import Client\nClient({address!r}).wait_for_workers({workers}, timeout=30)"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60, capture_output=True)


def test_a_cluster_that_is_not_there_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """So is the extra that is not installed."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingExtra, match=r"indababot\[cluster\]"):
        Cluster("tcp://127.0.0.1:1")


def test_a_dump_of_one_stream_is_no_work_for_a_cluster(tmp_path: Path) -> None:
    """The option is told to be of no use rather than ignored."""
    path = tmp_path / "dump.xml"
    path.write_text("<mediawiki></mediawiki>")
    wiki = DumpWiki(path, cluster=Cluster.__new__(Cluster))
    with pytest.raises(UsageError, match="multistream"):
        list(wiki.find(Query(prefixes=("A",))))
