"""Memory does not grow with the number of pages: what a command takes at most, for few pages and for many."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.shares import SOAK

FEW, MANY = (2_000, 100_000) if SOAK else (200, 1_000)
GROWTH = 80 if SOAK else 12
"""Megabytes that the many pages may take more than the few: what is kept of each page are keys."""
LIMIT = 150
WIKI = (2_000, 20_000) if SOAK else (200, 1_000)
"""Pages of a wiki whose lists are written."""
KEPT = 200 if SOAK else 16
"""Megabytes that the many may take more than the few: all records are held, for the lists."""
WIKI_LIMIT = 300
_WATCH = """\
import os, sys
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(child, 0)
print(os.waitstatus_to_exitcode(status), usage.ru_maxrss)
"""
TALK = """\
'''ID:''' Talk {n}

'''Author(s):''' Ada Example {n}, Ben
'''Username(s):''' [[User:Ada{n}]], [[User:Ben]]
'''Type of submission:''' Lecture
'''Theme(s):''' Partnerships
'''Abstract:''' {prose}
'''Level of advancement:''' Medium

== Interested participants ==
# [[User:Cy {n}|Cy]] ([[User talk:Cy {n}|talk]]) 13:49, 15 January 2023 (UTC)
"""


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A folder of few pages and one of many; each page's text is its own."""
    found = []
    for count in (FEW, MANY):
        folder = tmp_path_factory.mktemp(f"pages{count}")
        fill(folder, count)
        found.append(folder)
    return found[0], found[1]


def fill(folder: Path, count: int) -> None:
    """Puts so many submissions into a folder."""
    for number in range(count):
        prose = f"In town {number} people keep archives, shelf by shelf, as page {number} tells. " * 15
        text = TALK.format(n=number, prose=prose)
        (folder / f"Talk {number}.wiki").write_text(text, encoding="utf-8")


def peak(*arguments: str) -> float:
    """The most memory that a command, or one of its processes, has taken, in megabytes."""
    call = [sys.executable, "-m", "indababot", *arguments, "-e", "wikiindaba-2023"]
    # Started by a small process: Linux counts to a child what its parent held when it was started.
    told = subprocess.run([sys.executable, "-c", _WATCH, *call], capture_output=True, text=True, check=True)
    code, kilobytes = map(int, told.stdout.splitlines()[-1].split())
    assert code in (0, 1), told.stderr
    return kilobytes / 1024


@pytest.mark.soak
@pytest.mark.share(3)
@pytest.mark.timeout(0 if SOAK else 300)
@pytest.mark.parametrize(
    "arguments",
    [
        ["parse", "--format", "ndjson"],
        ["export", "--format", "csv"],
        ["export", "--format", "tsv"],
        ["validate", "--format", "json"],
        ["export", "--format", "ndjson"],
        ["export", "--format", "xlsx"],
    ],
    ids=" ".join,
)
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts memory in Linux's unit")
def test_flat(arguments: list[str], folders: tuple[Path, Path], tmp_path: Path) -> None:
    """Many pages take hardly more memory than few."""
    outputs = [tmp_path / f"{folder.name}.out" for folder in folders]
    few, many = (
        peak(*arguments, "-o", str(output), str(folder))
        for folder, output in zip(folders, outputs, strict=True)
    )
    assert all(output.stat().st_size > 0 for output in outputs)
    assert many < few + GROWTH
    assert many < LIMIT


@pytest.mark.soak
@pytest.mark.timeout(0 if SOAK else 300)
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts memory in Linux's unit")
def test_a_run_holds_little_of_each_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run over a wiki of many pages keeps what its lists may show, and not the pages."""
    peaks = []
    for count in WIKI:
        wiki = tmp_path / f"wiki{count}"
        (pages := wiki / "WikiIndaba 2023" / "Submissions").mkdir(parents=True)
        fill(pages, count)
        monkeypatch.setenv("INDABABOT_STATE", str(tmp_path / f"state{count}"))
        peaks.append(peak("update", "--wiki", str(wiki)))
        assert f"Talk {count - 1}" in "".join(
            path.read_text(encoding="utf-8") for path in wiki.rglob("*participants*")
        )
    few, many = peaks
    assert many < few + KEPT
    assert many < WIKI_LIMIT
