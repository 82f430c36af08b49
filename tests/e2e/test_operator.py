"""An operator's pywikibot: ``simulate`` writes nothing, and a process beside pywikibot finds it as it was."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.runs import ROOT, Conference
from tests.mediawiki import Account, MediaWiki

pytestmark = pytest.mark.wiki

BESIDE = """
import logging, sys, warnings
import pywikibot
from pywikibot import bot, config
from pywikibot.comms import http

def state():
    loggers = [logging.getLogger(name) for name in ("pywiki", "py.warnings")]
    settings = {key: repr(value) for key, value in vars(config).items() if not key.startswith("__")}
    return (
        settings, http.session, http.cookie_jar, list(http.cookie_jar), dict(http.session.adapters),
        [(list(one.handlers), one.level, one.propagate) for one in loggers],
        http.user_agent(), vars(bot.ui).copy(), warnings.showwarning, list(warnings.filters),
    )

pywikibot.info("pywikibot speaks first")
before = state()
from indababot.wikis import Query, connect
wiki = connect(sys.argv[1], patience=5)
[page] = wiki.find(Query(titles=(sys.argv[2],)))
print(wiki.save(page, page.text + " more", summary="").result)
after = state()
wiki.close()
print([one == two for one, two in zip(before, after)])
"""


def configured(folder: Path, line: str) -> str:
    """A folder with a user-config.py of this one line."""
    folder.mkdir()
    (folder / "user-config.py").write_text(f"{line}\n", "utf-8")
    (folder / "user-config.py").chmod(0o600)
    return str(folder)


def test_simulate_writes_nothing(mediawiki: MediaWiki, bot: Account, tmp_path: Path) -> None:
    """With ``simulate`` a run is a dry run that says so; without it the same run writes."""
    place = Conference(mediawiki, bot, tmp_path, "Simulated 2031")
    before = place.texts()
    pwb = configured(tmp_path / "pwb", "simulate = True")
    code, out, err = place.say("update", PYWIKIBOT_DIR=pwb)
    assert (code, "dry run" in err, "Traceback" in err) == (0, True, False), err
    assert "+" in out
    assert place.texts() == before
    assert place.run("--page", place.lists[0], "--summary", "By hand").code == 0
    assert [edit.summary for edit in place.edits(place.lists[0])] == ["By hand"]
    assert place.texts()[1:] == before[1:]


def test_beside_pywikibot(mediawiki: MediaWiki, bot: Account, tmp_path: Path) -> None:
    """Settings, session, cookies, loggers, user agent, prompts and warnings of pywikibot are the same after our calls as before."""
    mediawiki.put("Beside", "text")
    done = subprocess.run(
        [sys.executable, "-c", BESIDE, mediawiki.api, "Beside"],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "HOME": str(tmp_path),
            "INDABABOT_STATE": str(tmp_path / "state"),
            "PYWIKIBOT_DIR": configured(tmp_path / "pwb", "user_agent_description = 'mine'"),
            **bot.environment(),
        },
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stdout.splitlines() == ["saved", str([True] * 10)], done.stdout + done.stderr
