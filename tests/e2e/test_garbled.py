"""Answers in which one thing is not what a MediaWiki says: the run ends with 4 and one line, or does its work right, whatever it is.

The answers of a real run are recorded, and said again with null, a list, an object, a text, a number or true in each place.
"""

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from indababot.editions import load
from indababot.editions.model import Edition
from indababot.update import State, update
from indababot.updating.wishes import Wishes
from indababot.wikis.live import LiveWiki
from tests.e2e.proxy import FaultProxy
from tests.e2e.replay import Exchange, Replay, at, places, recorded, replaced
from tests.e2e.runs import Conference
from tests.mediawiki import Account, MediaWiki
from tests.shares import SOAK

pytestmark = [pytest.mark.wiki, pytest.mark.soak, pytest.mark.timeout(0)]

NAME = "Garbled"
PATIENCE = 0.4
"""Less than the first pause: nothing is tried twice, so that each run is short."""
VALUES: tuple[Any, ...] = (None, [], {}, "x", 1, True)
EACH = 1 if SOAK else 41
"""Of so many changes one is tried."""


GENERAL = ("query", "general")
"""What every answer to a query says of the wiki: all of it is changed once, and which wiki it is in each."""


class Bench:
    """Runs on a wiki that says again what was recorded, each run with a state folder of its own."""

    def __init__(self, exchanges: list[Exchange], edition: Edition, folder: Path, bot: Account) -> None:
        self.exchanges = exchanges
        self.server = Replay(exchanges)
        self._edition = edition
        self._folder = folder
        self._environment = bot.environment()
        self._numbers = itertools.count()

    def run(self, put: dict[int, Any] | None = None) -> tuple[int, str]:
        """The exit code of a run, and the error that ended it."""
        folder = self._folder / str(next(self._numbers))
        only = Wishes(only=(f"{NAME}/List A", f"{NAME}/All"))
        self.server.reset(put)
        with pytest.MonkeyPatch.context() as patch:
            for name, value in {"INDABABOT_STATE": str(folder), **self._environment}.items():
                patch.setenv(name, value)
            wiki = LiveWiki(self.server.api, patience=PATIENCE)
            try:
                report = update(wiki, self._edition, state=State(folder / "run"), online=True, wishes=only)
            finally:
                wiki.close()
        shutil.rmtree(folder)
        return report.exit_code, report.error or ""


@pytest.fixture(scope="module")
def bench(mediawiki: MediaWiki, bot: Account, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """What the wiki said in a run that writes a list and makes a page, and renders a page without a form."""
    folder = tmp_path_factory.mktemp("garbled")
    output = f'[[outputs]]\npage = "{NAME}/All"\nview = "people"\n'
    place = Conference(mediawiki, bot, folder, NAME, more=output)
    mediawiki.put(f"{NAME}/Submissions/Bare", "Just words.")
    with FaultProxy(mediawiki.api) as proxy:
        place.api = proxy.api
        run = place.run("--online", "--page", f"{NAME}/List A", "--page", f"{NAME}/All")
        assert run.code == 0, run.lines
        exchanges = recorded(proxy)
    bench = Bench(exchanges, load(str(folder / "edition.toml")), folder, bot)
    with bench.server:
        yield bench


def test_garbled(bench: Bench) -> None:
    """Each run ends as expected, in one line; what is of a wrong kind ends it with 4, or does not matter; no list is written wrong."""
    assert bench.run() == (0, "")
    assert bench.server.unknown == []
    right = bench.server.texts
    assert [title for title, _ in right] == [f"{NAME}/All", f"{NAME}/List A"]
    first = next(
        number for number, one in enumerate(bench.exchanges) if "general" in one.answer.get("query", {})
    )
    changes = [
        (number, place, value)
        for number, exchange in enumerate(bench.exchanges)
        for place in places(exchange.answer)
        if number == first or place[:2] != GENERAL or place[2:3] in [(), ("wikiid",)]
        for value in VALUES
        if value != at(exchange.answer, place)
    ]
    wrong = []
    for number, place, value in changes[::EACH]:
        old = at(bench.exchanges[number].answer, place)
        told = f"{bench.exchanges[number].name} {place}: {old!r:.40} -> {value!r}"
        try:
            code, said = bench.run({number: replaced(bench.exchanges[number].answer, place, value)})
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            wrong.append(f"{told}: {error!r}")
            continue
        texts = bench.server.texts
        of_its_kind = type(value) is type(old)
        if "\n" in said or code not in ((0, 4) if not of_its_kind else (0, 1, 2, 3, 4, 5)):
            wrong.append(f"{told}: {code} {said}")
        elif not of_its_kind and texts != right[: len(texts)]:
            wrong.append(f"{told}: {code} and another list")
    assert wrong == [], "\n".join([f"{len(wrong)} of {len(changes)}", *wrong])
