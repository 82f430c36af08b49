"""The login that a run leaves for the next one."""

import stat
from http.cookiejar import Cookie
from pathlib import Path
from types import SimpleNamespace

import pytest

from indababot.wikis.live import kept


def manager(password: str) -> SimpleNamespace:
    """What pywikibot logs in with."""
    return SimpleNamespace(login_name="Ada@bot", password=password)


MANAGER = manager("s3cret")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which pywikibot keeps cookies, and one cookie of a session."""
    config = pytest.importorskip("pywikibot").config
    from pywikibot.comms import http

    monkeypatch.setattr(config, "base_dir", str(tmp_path))
    monkeypatch.setattr(http, "cookie_jar", type(http.cookie_jar)())
    cookie = Cookie(
        0,
        "session",
        "abc",
        None,
        False,
        "127.0.0.1",
        False,
        False,
        "/",
        True,
        False,
        None,
        True,
        None,
        None,
        {},
    )
    http.cookie_jar.set_cookie(cookie)
    return tmp_path


def test_kept_for_the_next_run(folder: Path) -> None:
    """A login is found again with the same credentials; both files are their owner's alone, and nothing unfinished is left."""
    kept.keep("Ada", MANAGER)
    files = sorted(folder.iterdir())
    assert [path.suffix for path in files] == [".lwp", ".sign"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert kept.has_login("Ada", MANAGER)


def test_other_credentials(folder: Path) -> None:
    """What other credentials made is not used, and is removed."""
    kept.keep("Ada", MANAGER)
    assert not kept.has_login("Ada", manager("other"))
    assert not list(folder.iterdir())


def test_never_through_a_link(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A link in the place of the file is replaced; what it points to stays as it is."""
    target = tmp_path_factory.mktemp("other") / "precious"
    target.write_text("kept", encoding="utf-8")
    (folder / "pywikibot-Ada.sign").symlink_to(target)
    kept.keep("Ada", MANAGER)
    assert target.read_text(encoding="utf-8") == "kept"
    assert kept.has_login("Ada", MANAGER)


def test_no_room(folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """A disk that takes nothing is a warning, and leaves no half of a login."""

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(kept, "write_text", full)
    kept.keep("Ada", MANAGER)
    assert "No space left" in caplog.text
    assert not kept.has_login("Ada", MANAGER)
    assert not list(folder.iterdir())
