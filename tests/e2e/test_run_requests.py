"""How many requests a run takes, by the server's own log."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.proxy import FaultProxy
from tests.mediawiki import Account, MediaWiki
from tests.update.place import overview, submission

pytestmark = [pytest.mark.wiki, pytest.mark.faults]

EDITION = """
id = "counted"
name = "Counted"
languages = ["en"]
extends = "wikiindaba-2023"
[pages]
prefixes = ["Counted/Submissions/"]
categories = ["Counted"]
programme = ["Counted/Program/"]
allowed = ["Counted"]
[[outputs]]
page = "Counted/Overview"
[[outputs]]
page = "Counted/People"
view = "people"
[guard]
stop_page = "Counted/Stop"
"""


def test_a_run_with_nothing_to_do(mediawiki: MediaWiki, bot: Account, tmp_path: Path) -> None:
    """500 submissions and three lists take 8 requests at most, 6 with what a run before has left, through a proxy too.

    Nothing is left in the current folder or in the person's home.
    """
    pages = {
        f"Counted/Submissions/Talk {number:03}": submission(number).replace(
            "WikiIndaba 2023/Submissions", "Counted"
        )
        for number in range(500)
    }
    mediawiki.import_pages({**pages, "Counted/Home": overview(), "Counted/Stop": ""})
    here, home = tmp_path / "here", tmp_path / "home"
    here.mkdir()
    home.mkdir()
    (tmp_path / "edition.toml").write_text(EDITION, "utf-8")
    with FaultProxy(mediawiki.api) as proxy:

        def run(state: str) -> tuple[str, int]:
            mediawiki.mark()
            before = len(proxy.seen)
            done = subprocess.run(
                [sys.executable, "-m", "indababot", "update"],
                cwd=here,
                capture_output=True,
                text=True,
                check=False,
                stdin=subprocess.DEVNULL,
                env={
                    "PATH": os.environ["PATH"],
                    "PYTHONPATH": str(Path.cwd()),
                    "HOME": str(home),
                    "INDABABOT_STATE": str(tmp_path / state),
                    "INDABABOT_EDITION": str(tmp_path / "edition.toml"),
                    "INDABABOT_WIKI": proxy.api,
                    **bot.environment(),
                },
            )
            assert done.returncode == 0, done.stderr
            count = len(mediawiki.requests())
            assert count == len(proxy.seen) - before
            assert f"{count} requests." in done.stderr
            return done.stderr, count

        assert run("state")[0].count("saved ") == 4
        told, warm = run("state")
        assert told.startswith("3 unchanged; 500 submissions")
        told, cold = run("empty")
        assert told.startswith("3 unchanged; 500 submissions")
    assert cold <= 8
    assert warm <= 6
    assert list(here.iterdir()) == []
    assert list(home.iterdir()) == []
