"""Seconds that people give: on the command line, in the environment, in a user-config.py, to the library."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from indababot.cli import cli
from indababot.errors import UsageError
from indababot.wikis.live import LiveWiki, configure

NONE = ["nan", "inf", "-inf", "1e400", "-1", "-0.5", "1e300", "soon", ""]
API = "http://127.0.0.1:1/api.php"


@pytest.mark.parametrize("given", NONE)
@pytest.mark.parametrize("option", ["--patience", "--write-pause"])
def test_options(tmp_path: Path, option: str, given: str) -> None:
    """Wrong usage, whatever the wiki is, before anything else is looked at."""
    done = CliRunner().invoke(cli, ["--wiki", str(tmp_path), f"{option}={given}", "status"])
    assert (done.exit_code, "is no number of seconds" in done.output) == (2, True)


@pytest.mark.parametrize("given", [item for item in NONE if item])
def test_the_environment(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    """INDABABOT_PATIENCE is held to the same, by the command line and by the library."""
    monkeypatch.setenv("INDABABOT_PATIENCE", given)
    assert CliRunner().invoke(cli, ["status"]).exit_code == 2
    with pytest.raises(UsageError, match="INDABABOT_PATIENCE"):
        LiveWiki(API)


@pytest.mark.parametrize("given", [*map(float, NONE[:-2]), "soon", None, 10**400])
def test_the_library(given: float) -> None:
    """An argument too; a patience of None is the usual one."""
    if given is not None:
        with pytest.raises(UsageError, match="patience"):
            LiveWiki(API, patience=given)
        with pytest.raises(UsageError, match="write_pause"):
            LiveWiki(API, write_pause=given)


@pytest.mark.parametrize("given", [*map(float, NONE[:-2]), "soon", None])
def test_a_user_config(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, given: float) -> None:
    """`put_throttle` of pywikibot's own configuration too."""
    monkeypatch.setattr(configure, "user_config", lambda: tmp_path)
    monkeypatch.setattr(
        configure, "load", lambda: SimpleNamespace(config=SimpleNamespace(put_throttle=given))
    )
    with pytest.raises(UsageError, match="put_throttle"):
        configure.write_pause()


@pytest.mark.parametrize("given", ["9" * 400 + "d", "nan", "inf", "-1h", "1e400s"])
def test_an_age(tmp_path: Path, given: str) -> None:
    """`status --max-age` takes ages."""
    done = CliRunner().invoke(cli, ["--wiki", str(tmp_path), "status", f"--max-age={given}"])
    assert (done.exit_code, "is no age" in done.output) == (2, True)
