"""Logins from pywikibot's own files, and state folders that cannot be used."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.mediawiki import Account, MediaWiki

pytestmark = pytest.mark.wiki

ROOT = Path(__file__).parent.parent.parent

ASK = """
import sys
from indababot.errors import IndababotError
from indababot.wikis import Query, connect
try:
    wiki = connect(sys.argv[1], patience=3)
    account = wiki.account()
    print(account and account.name)
    if len(sys.argv) > 2:
        [page] = wiki.find(Query(titles=(sys.argv[2],)))
        print(wiki.save(page, page.text + " more", summary="").result)
except IndababotError as error:
    print(type(error).__name__, error)
"""


def ask(*arguments: str, cwd: Path, **environment: str) -> str:
    """What a process of its own says, with nothing but this in its environment, and no terminal."""
    done = subprocess.run(
        [sys.executable, "-c", ASK, *arguments],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(cwd), **environment},
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout.strip()


def files(folder: Path, mediawiki: MediaWiki, bot: Account, *, secret: str | None) -> None:
    """pywikibot's own files for this wiki: its family, the account and, where there is one, the password."""
    folder.mkdir()
    lines = [
        f"family_files['conference'] = {mediawiki.api!r}",
        f"usernames['conference']['conference'] = {bot.name!r}",
    ]
    if secret is not None:
        app = bot.login.partition("@")[2]
        (folder / "secrets.py").write_text(f"({bot.name!r}, BotPassword({app!r}, {secret!r}))\n", "utf-8")
        (folder / "secrets.py").chmod(0o600)
        lines.append("password_file = 'secrets.py'")
    (folder / "user-config.py").write_text("\n".join(lines) + "\n", "utf-8")
    (folder / "user-config.py").chmod(0o600)


@pytest.mark.parametrize("by_address", [True, False])
def test_pywikibots_own_files(mediawiki: MediaWiki, bot: Account, tmp_path: Path, by_address: bool) -> None:
    """A user-config.py with a password file logs in, whether the wiki is named by its family or by its address."""
    files(tmp_path / "pwb", mediawiki, bot, secret=bot.secret)
    title = f"Own files/{by_address}"
    mediawiki.put(title, "text")
    spec = mediawiki.api if by_address else "conference:conference"
    state = tmp_path / "state"
    said = ask(spec, title, cwd=tmp_path, PYWIKIBOT_DIR=str(tmp_path / "pwb"), INDABABOT_STATE=str(state))
    assert said.splitlines() == [bot.name, "saved"]
    assert mediawiki.text(title) == "text more"
    assert sorted(path.name for path in (tmp_path / "pwb").iterdir()) == ["secrets.py", "user-config.py"]
    assert {path.name for path in tmp_path.iterdir()} == {"pwb", "state"}


def test_a_user_config_without_a_password(mediawiki: MediaWiki, bot: Account, tmp_path: Path) -> None:
    """Without a terminal nobody is asked for a password: reading goes on, and saving says what to set."""
    files(tmp_path / "pwb", mediawiki, bot, secret=None)
    mediawiki.put("No password", "text")
    environment = {"PYWIKIBOT_DIR": str(tmp_path / "pwb"), "INDABABOT_STATE": str(tmp_path)}
    account, saving = ask(mediawiki.api, "No password", cwd=tmp_path, **environment).splitlines()
    assert account == "None"
    assert saving.startswith("LoginError")
    assert "INDABABOT_PASSWORD" in saving


def test_a_state_folder_that_cannot_be(mediawiki: MediaWiki, bot: Account, tmp_path: Path) -> None:
    """A state folder that cannot be made costs the kept login, not the run."""
    (tmp_path / "file").touch()
    mediawiki.put("State/Page", "text")
    state = str(tmp_path / "file" / "state")
    said = ask(mediawiki.api, "State/Page", cwd=tmp_path, INDABABOT_STATE=state, **bot.environment())
    assert said.splitlines() == [bot.name, "saved"]
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize(
    "damage", [lambda data: data[: len(data) // 2], lambda data: b"", lambda data: b"\xff\x00" * 50]
)
def test_a_damaged_state_folder(
    mediawiki: MediaWiki, bot: Account, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    """What a killed run or a full disk has left half-written in the state folder does not stop the next run."""
    environment = {"INDABABOT_STATE": str(tmp_path / "state"), **bot.environment()}
    mediawiki.put("User:Damaged", "text")
    assert ask(mediawiki.api, "User:Damaged", cwd=tmp_path, **environment).splitlines() == [bot.name, "saved"]
    kept = [path for path in (tmp_path / "state").rglob("*") if path.is_file()]
    assert kept
    assert all(path.stat().st_mode & 0o077 == 0 for path in kept if path.suffix == ".lwp")
    for path in kept:
        path.write_bytes(damage(path.read_bytes()))
    assert ask(mediawiki.api, "User:Damaged", cwd=tmp_path, **environment).splitlines() == [bot.name, "saved"]
