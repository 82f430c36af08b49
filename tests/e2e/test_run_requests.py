"""How many requests a run takes, by the server's own log."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.proxy import FaultProxy
from tests.mediawiki import Account, MediaWiki
from tests.starter import say
from tests.update.place import overview, submission

pytestmark = [pytest.mark.wiki, pytest.mark.faults]

ROOT = Path(__file__).parent.parent.parent


def test_a_run_with_nothing_to_do(mediawiki: MediaWiki, bot: Account, tmp_path: Path) -> None:
    """500 submissions and four lists take 8 requests at most, 4 without any text with what a run before has left, through a proxy too.
    After one submission changed it is one more, and four for each list that changes: 9 where it is one.

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
    known = (ROOT / "indababot/editions/wikiindaba-2023.toml").read_text("utf-8")
    own = known.replace("WikiIndaba 2023", "Counted").replace('"wikiindaba-2023"', '"counted"')
    (tmp_path / "edition.toml").write_text(own.replace("Counted/Stop the bot", "Counted/Stop"), "utf-8")
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
                    "PYTHONPATH": str(ROOT),
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

        first, _ = run("state")
        assert "4 saved" in first
        told, warm = run("state")
        assert "4 unchanged" in told
        sent = len(proxy.seen)
        assert not [asked for asked in proxy.seen[sent - warm :] if "content" in asked.get("rvprop", "")], (
            first + told
        )
        mediawiki.put(
            "Counted/Submissions/Talk 007",
            submission(7, **{"Type of submission": "Panel"}).replace(
                "WikiIndaba 2023/Submissions", "Counted"
            ),
        )
        told, changed = run("state")
        saved = told.count("saved     ")
        assert 1 <= saved < 4
        told, cold = run("empty")
        assert "4 unchanged" in told
    assert cold <= 8
    assert warm <= 4
    assert changed <= 5 + 4 * saved
    assert list(here.iterdir()) == []
    assert list(home.iterdir()) == []


def test_editions_share_what_they_ask(mediawiki: MediaWiki, bot: Account, tmp_path: Path) -> None:
    """Two editions in one run ask for less than two runs do, whether there is something to write or not, and write the same."""
    known = (ROOT / "indababot/editions/wikiindaba-2023.toml").read_text("utf-8").partition("[[outputs]]")[0]
    for name in ("Shared", "Other"):
        own = known.replace("WikiIndaba 2023", name).replace('"wikiindaba-2023"', f'"{name.lower()}"')
        (tmp_path / f"{name}.toml").write_text(own, "utf-8")
        talks = {
            f"{name}/Submissions/Talk {number}": submission(number).replace("WikiIndaba 2023", name)
            for number in range(3)
        }
        mediawiki.import_pages({**talks, f"{name}/Home": overview("view=submissions")})

    def run(*names: str) -> int:
        mediawiki.mark()
        done = say(
            *("update", "-e", ",".join(f"{name}.toml" for name in names)),
            cwd=tmp_path,
            env={
                "PATH": os.environ["PATH"],
                "INDABABOT_STATE": str(tmp_path / "state"),
                "INDABABOT_WIKI": mediawiki.api,
                **bot.environment(),
            },
        )
        assert done.returncode == 0, done.stderr
        assert f"{len(mediawiki.requests())} requests." in done.stderr.splitlines()[-1]
        return len(mediawiki.requests())

    run("Shared", "Other")
    for name in ("Shared", "Other"):
        assert (mediawiki.text(f"{name}/Home") or "").count(f"[[:{name}/Submissions/Talk") == 3
    run("Shared", "Other")  # each sees what the other has written
    together = run("Shared", "Other")
    assert together <= 6
    assert together < run("Shared") + run("Other")
    mediawiki.put("Other/Submissions/Talk 1", submission(9).replace("WikiIndaba 2023", "Other"))
    run("Shared", "Other")
    assert "Person 9" in (mediawiki.text("Other/Home") or "")
