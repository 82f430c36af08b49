"""pywikibot's global arguments after the script's name: they reach its configuration, and the rest is ours."""

from collections.abc import Iterator
from typing import Any

import pytest

from indababot.errors import UsageError
from indababot.wikis.live import configure, global_arguments

NAMES = ("family", "mylang", "simulate", "put_throttle", "read_maxlag", "write_maxlag", "step", "usernames")


@pytest.fixture
def config(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """pywikibot's configuration, which is as before when the test ends."""
    for name in ("INDABABOT_USERNAME", "INDABABOT_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    found = configure.load().config
    before = {name: getattr(found, name) for name in NAMES}
    users = {family: dict(accounts) for family, accounts in found.usernames.items()}
    yield found
    for name, value in before.items():
        setattr(found, name, value)
    found.usernames.clear()
    found.usernames.update(users)


@pytest.mark.parametrize(
    ("given", "left", "settings"),
    [
        (["-simulate", "update"], ["update"], {"simulate": True}),
        (["update", "-simulate", "--dry-run"], ["update", "--dry-run"], {"simulate": True}),
        (["-simulate:edit", "update"], ["update"], {"simulate": "edit"}),
        (
            ["export", "-family:wikipedia", "-lang:fr"],
            ["--wiki", "wikipedia:fr", "export"],
            {"family": "wikipedia", "mylang": "fr"},
        ),
        (["-code:sw", "-family:wikisource"], ["--wiki", "wikisource:sw"], {"mylang": "sw"}),
        (["-site:commons:commons", "parse"], ["--wiki", "commons:commons", "parse"], {"family": "commons"}),
        (["-site:meta", "parse"], ["--wiki", "meta:meta", "parse"], {"mylang": "meta"}),
        (["-pt:3", "update"], ["update"], {"put_throttle": 3}),
        (["-putthrottle:0.5", "update"], ["update"], {"put_throttle": 0.5}),
        (["-put_throttle:0.5", "update"], ["update"], {"put_throttle": 0.5}),
        (["-maxlag:99", "update"], ["update"], {"read_maxlag": 99, "write_maxlag": 99}),
        (["-step:7", "update"], ["update"], {"step": 7}),
        (["-dir:/somewhere", "-config:x.py", "-log", "-nolog", "-debug:comm", "-cc", "rules"], ["rules"], {}),
        (["-verbose", "update"], ["-v", "update"], {}),
        (["update", "-help"], ["update", "--help"], {}),
        (["-e", "generic", "-vv", "-w", "x", "-o", "-", "-"], ["-e", "generic", "-vv", "-w", "x", "-o", "-", "-"], {}),
        (["parse", "--", "-simulate"], ["parse", "--", "-simulate"], {"simulate": False}),
        (["update", "--summary", "-x:y"], ["update", "--summary", "-x:y"], {}),
    ],
)  # fmt: skip
def test_taken(config: Any, given: list[str], left: list[str], settings: dict[str, Any]) -> None:
    """Wherever they stand; a wiki that they choose is our ``--wiki``, and what is ours stays as it was."""
    assert global_arguments(given) == left
    assert {name: getattr(config, name) for name in settings} == settings


def test_a_pause_in_place_of_half_a_second(config: Any) -> None:
    """A pause of the operator's that is no whole number does not make the argument an unknown one."""
    config.put_throttle = 0.5
    assert global_arguments(["-put_throttle:3", "update"]) == ["update"]
    assert config.put_throttle == 3


@pytest.mark.parametrize("order", [1, -1])
def test_user(config: Any, order: int) -> None:
    """``-user`` is an account of the wiki that is chosen, before it or after it."""
    global_arguments(["-family:wikipedia", "-lang:fr", "-user:Ada"][::order])
    assert config.usernames["wikipedia"]["fr"] == "Ada"


def test_user_beside_the_environment(config: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is not that of the environment's bot password is refused: nobody's edits are made by another."""
    monkeypatch.setenv("INDABABOT_USERNAME", "Indaba_bot@app")
    monkeypatch.setenv("INDABABOT_PASSWORD", "x" * 32)
    assert global_arguments(["-user:Indaba bot"]) == []
    with pytest.raises(UsageError, match="INDABABOT_USERNAME"):
        global_arguments(["-user:Ada"])


@pytest.mark.parametrize(
    "given",
    ["-family:nosuch", "-site:nosuch:en", "-pt:soon", "-pt:nan", "-put_throttle:abc", "-maxlag:x", "-step:"],
)
def test_a_value_that_cannot_be(config: Any, given: str) -> None:
    """A wrong value is wrong usage, and names the argument."""
    with pytest.raises(
        UsageError,
        match=given.partition(":")[0]
        .replace("-pt", "-putthrottle")
        .replace("put_", "put")
        .replace("-site", "-family"),
    ):
        global_arguments([given])
