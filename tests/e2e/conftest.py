"""The real MediaWiki of the end-to-end tests: one a test process, gone with it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.mediawiki import Account, MediaWiki, missing


@pytest.fixture(scope="session")
def mediawiki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MediaWiki]:
    """An empty MediaWiki on a free port; tests share it, each with pages of its own."""
    lack = missing()
    if lack is not None:
        if os.environ.get("CI") == "true":
            pytest.fail(lack, pytrace=False)
        pytest.skip(lack)
    with MediaWiki(tmp_path_factory.mktemp("mediawiki") / "site") as wiki:
        yield wiki


@pytest.fixture(scope="session")
def bot(mediawiki: MediaWiki) -> Account:
    """The bot's account: it has the bot flag and a bot password."""
    return mediawiki.account("Indaba bot")


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of the test's own, told through the environment."""
    folder = tmp_path / "state"
    monkeypatch.setenv("INDABABOT_STATE", str(folder))
    return folder


@pytest.fixture
def login(state: Path, bot: Account, monkeypatch: pytest.MonkeyPatch) -> Account:
    """The bot's account in the environment, where indababot looks for it."""
    for name, value in bot.environment().items():
        monkeypatch.setenv(name, value)
    return bot
