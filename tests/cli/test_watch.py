"""``validate --watch``: a file that is replaced is still watched, and what the check writes starts no other check."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.test_validate import ROOT, WRONG


def until(found: Path, count: int) -> str:
    """What was told, once the watch has begun so often."""
    end = time.monotonic() + 60
    while (text := found.read_text()).count("Watching for changes") < count and time.monotonic() < end:
        time.sleep(0.1)
    return text


@pytest.mark.parametrize("source", ["draft.wiki", "."])
def test_files_are_replaced(source: str, tmp_path: Path) -> None:
    """Editors and ``--fix`` put a new file in the old one's place, again and again; Ctrl-C ends it without a word."""
    folder = tmp_path / "drafts"
    folder.mkdir()
    (folder / "draft.wiki").write_text(WRONG)
    told = tmp_path / "told"
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [sys.executable, "-m", "indababot", "-e", "wikiindaba-2023", "validate", "--watch"]
    with told.open("wb") as out:
        process = subprocess.Popen(
            [*command, source, "-o", "report.txt"],
            cwd=folder,
            env=kept | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
            stdout=out,
            stderr=out,
        )
    try:
        for number in (1, 2, 3):
            assert until(told, number).count("Watching for changes") == number
            time.sleep(2)  # the watch begins, and sees that its own report is no change
            (tmp_path / "new").write_text(WRONG.replace("Lectrue", f"Lectrue{number}"))
            (tmp_path / "new").replace(folder / "draft.wiki")
        text = until(told, 4)
        assert text.count("Watching for changes") == 4
        assert "Lectrue3" in (folder / "report.txt").read_text()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
    finally:
        process.kill()
    assert "KeyboardInterrupt" not in told.read_text()


def test_a_folder_that_comes_back(tmp_path: Path) -> None:
    """A folder that goes away and comes back, as when a branch is changed, is watched again."""
    folder = tmp_path / "drafts"
    folder.mkdir()
    (folder / "draft.wiki").write_text(WRONG)
    told = tmp_path / "told"
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [sys.executable, "-m", "indababot", "-e", "wikiindaba-2023", "validate", "--watch", "drafts"]
    with told.open("wb") as out:
        process = subprocess.Popen(
            command,
            cwd=tmp_path,
            env=kept | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
            stdout=out,
            stderr=out,
        )
    try:
        until(told, 1)
        time.sleep(2)
        folder.rename(tmp_path / "away")
        assert "There is no file or folder 'drafts'" in until(told, 2)
        time.sleep(2)
        folder.mkdir()
        (folder / "other.wiki").write_text(WRONG)
        assert "other.wiki:" in until(told, 3)
        time.sleep(2)
        (folder / "other.wiki").write_text(WRONG.replace("Lectrue", "Lectrue4"))
        until(told, 4)
        assert "Lectrue4" in told.read_text()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
    finally:
        process.kill()
