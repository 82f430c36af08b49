"""Another wiki answers in the middle of a run: the run ends with 4, nothing is written there, and the next run goes on."""

import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.e2e.proxy import Act, Fault, FaultProxy, _Handler
from tests.e2e.runs import Conference
from tests.mediawiki import Account, MediaWiki
from tests.shares import SOAK

pytestmark = [pytest.mark.wiki, pytest.mark.timeout(600)]
numbers = itertools.count(1)

MOMENTS: dict[str, tuple[Callable[[Conference], dict[str, str]], int]] = {
    "texts are read": (
        lambda place: {"prop": "info|revisions|categories", "rvprop": "ids|timestamp|content"},
        1,
    ),
    "the stop page is looked at": (lambda place: {"titles": place.stop}, 1),
    "a list is saved": (lambda place: {"action": "edit", "title": place.lists[1]}, 0),
    "a token is asked for": (lambda place: {"type": "csrf"}, 0),
}
"""Before which request of a run, and how many such requests later."""

CASES = [
    pytest.param(moment, known, id=f"{moment}-{'knows the bot' if known else 'does not'}")
    for place, moment in enumerate(MOMENTS)
    for known in (True, False)
    if SOAK or known is bool(place % 2)
]
"""In short, each moment with one of the two wikis: one that knows the bot, and one that does not."""


@pytest.fixture(scope="module")
def other(
    mediawiki: MediaWiki, bot: Account, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MediaWiki]:
    """A copy of the wiki with all its accounts and pages, as a test wiki may be one of the real one."""
    folder = tmp_path_factory.mktemp("other") / "site"
    copy = MediaWiki(folder)
    shutil.copytree(mediawiki.server.folder, folder, ignore=shutil.ignore_patterns("*.log"))
    settings = folder / "LocalSettings.php"
    told = settings.read_text("utf-8").replace(str(mediawiki.server.folder), str(folder))
    settings.write_text(told, encoding="utf-8")
    copy.server.start()
    yield copy
    copy.server.remove()


def leads_to(wiki: MediaWiki) -> Act:
    """From this request on another wiki answers."""

    def act(handler: _Handler) -> None:
        handler.server.upstream = urlsplit(wiki.api)
        handler.pass_on()

    return act


@pytest.mark.soak
@pytest.mark.parametrize(("moment", "known"), CASES)
def test_another_wiki_in_mid_run(
    mediawiki: MediaWiki, other: MediaWiki, bot: Account, tmp_path: Path, moment: str, known: bool
) -> None:
    """One line, exit 4, no edit there; what was saved before is told, and the next run saves the rest."""
    place = Conference(mediawiki, bot, tmp_path, f"Astray {next(numbers)}")
    if known:
        for title in place.lists:
            other.put(title, mediawiki.text(title) or "")
    else:
        other.revoke_bot_password(bot)
        other.kill_sessions()
    match, skip = MOMENTS[moment]
    with (
        FaultProxy(mediawiki.api) as proxy,
        proxy.fault(Fault(leads_to(other), match(place), skip=skip)) as fault,
    ):
        place.api = proxy.api
        run = place.run(INDABABOT_PATIENCE="60")
    assert fault.struck, "no such request was made"
    assert run.code == 4, run.lines
    [line] = [line for line in run.lines if line.startswith("indababot: ")]
    assert "another wiki answers" in line
    assert not any(place.by_bot(other.history(title)) for title in place.lists)
    place.api = mediawiki.api
    assert place.run().code == 0
    assert all("Session 3" in text for text in place.texts())
