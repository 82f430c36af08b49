"""Files that options name: whatever they are, what is wrong with them is one line."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.starter import say
from tests.update.place import Place

DEEP = "[" * 100_000 + "]" * 100_000
OPTIONS = {
    "edition": "-e {}.toml parse draft.wiki",
    "check": "editions check {}.toml",
    "limits": "validate draft.wiki -e generic --rules-file {}.toml",
    "baseline": "validate draft.wiki -e generic --baseline {}.json",
    "since": "changes -e generic -w wiki --since {}.json",
    "newer": "changes -e generic --since wiki {}.json",
    "plan": "update -e generic -w wiki --plan {}.json",
    "templatedata": "editions init draft.wiki --templatedata {}.json",
    "form": "editions init {}.wiki",
}
OUTPUTS = {
    "export": "export draft.wiki -e generic -o {}.csv",
    "findings": "validate draft.wiki -e generic -o {}.json",
    "new baseline": "validate draft.wiki -e generic --write-baseline {}.json",
    "report": "update -e wikiindaba-2023 -w wiki --report {}.json",
    "new plan": "update -e wikiindaba-2023 -w wiki --save-plan {}.json",
}
Run = Callable[[str], "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs indababot in a folder with a draft and a wiki."""
    Place(tmp_path).submit(0)
    (tmp_path / "draft.wiki").write_text("'''Title:''' Wells\n")

    def call(line: str) -> "subprocess.CompletedProcess[str]":
        clean = {key: value for key, value in os.environ.items() if not key.startswith("INDABABOT_")}
        return say(*line.split(), cwd=tmp_path, env={**clean, "INDABABOT_STATE": str(tmp_path / "state")})

    return call


def put(folder: Path, kind: str) -> None:
    """Puts one kind of odd file there, with each suffix."""
    for suffix in ("toml", "json", "wiki", "csv"):
        path = folder / f"odd.{suffix}"
        if kind == "device":
            path.symlink_to("/dev/zero")
        elif kind == "circle":
            path.symlink_to(path)
        elif kind == "huge":
            with path.open("wb") as file:
                file.truncate(1 << 30)
        else:
            path.write_text(
                {"deep": DEEP, "numbers": "[1, NaN, 1e999]", "long": "[" + "9" * 6000 + "]"}[kind]
            )


@pytest.mark.parametrize("option", OPTIONS)
@pytest.mark.parametrize("kind", ["device", "circle", "huge", "deep", "numbers", "long"])
def test_odd_files_that_are_read(run: Run, tmp_path: Path, kind: str, option: str) -> None:
    """A device without end, links in a circle, a gigabyte, what nests without end, and what is something else."""
    put(tmp_path, kind)
    done = run(OPTIONS[option].format("odd"))
    if option == "form" and kind in ("deep", "numbers", "long"):
        assert "Traceback" not in done.stderr
        return
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr, done.stderr
    assert len(done.stderr.splitlines()) + (option == "check") <= 2, done.stderr


@pytest.mark.parametrize("option", OUTPUTS)
def test_links_in_a_circle_are_not_written(run: Run, tmp_path: Path, option: str) -> None:
    """It is one line, and 2."""
    put(tmp_path, "circle")
    done = run(OUTPUTS[option].format("odd"))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr, done.stderr
    assert "odd." in done.stderr
