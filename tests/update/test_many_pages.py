"""Many pages: their texts come in batches, and their forms are read on all cores; the lists are the same."""

import threading
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

import pytest

from indababot.cli import parallel
from indababot.cli.parallel import WORTH, mapped
from indababot.editions.model import Edition
from indababot.pages import Listed, Page
from indababot.reading import read
from indababot.records import Submission
from indababot.update import State, update
from indababot.updating import gathering, incremental
from tests.update.memorywiki import MemoryWiki
from tests.update.place import overview, submission
from tests.update.test_histories import EDITION, HOME, WHERE, lists

PAGES = WORTH + 20


class Watched(MemoryWiki):
    """A wiki that notes how many texts are asked for at once."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[int] = []

    def texts(self, pages: Iterable[Listed]) -> Mapping[int, Page]:
        wanted = list(pages)
        self.asked.append(len(wanted))
        return super().texts(wanted)


@pytest.fixture
def wiki() -> Watched:
    """Submissions, some with one title, a page without a form and the card of a programme, and a list of them."""
    made = Watched()
    for number in range(PAGES):
        made.put(f"{WHERE}Talk {number:03}", submission(number, ID=f"Title {number % 70}"))
    made.put(f"{WHERE}Words", "Just words.")
    made.put("WikiIndaba 2023/Program/Talk 002", submission(2))
    made.put(HOME, overview("view=submissions"))
    return made


@pytest.fixture
def plain(wiki: Watched, tmp_path: Path) -> dict[str, str]:
    """The wiki's pages after a run that keeps nothing."""
    other = MemoryWiki()
    other.pages = dict(wiki.pages)
    update(other, EDITION, state=State(tmp_path / "plain"), cache=False, allow_growth=True)
    return lists(other)


@pytest.mark.parametrize(("batch", "held", "second"), [(7, 3, 1), (1, 0, 1), (500, 1000, 0)])
def test_batches(
    batch: int,
    held: int,
    second: int,
    wiki: Watched,
    plain: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However many texts are asked for at once, and however few are held for a second look, the lists are the same."""
    monkeypatch.setattr(gathering, "BATCH", batch)
    monkeypatch.setattr(incremental, "BATCH", batch)
    monkeypatch.setattr(incremental, "_HELD", held)
    report = update(wiki, EDITION, state=State(tmp_path / "kept"), allow_growth=True)
    assert report.exit_code == 0, report.error
    assert lists(wiki) == plain
    assert len([number for number in wiki.asked if number > batch]) == second, (
        "only a second look asks for more at once"
    )
    wiki.asked.clear()
    update(wiki, EDITION, state=State(tmp_path / "kept"), allow_growth=True)
    assert sum(wiki.asked) <= PAGES - 70 + 4, "what was read is kept"


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_all_cores(
    jobs: int, wiki: Watched, plain: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Processes read what one would, and leave this one little to read."""
    here: list[str] = []

    def noted(page: Page, edition: Edition) -> Submission:
        here.append(page.title)
        return read(page, edition)

    monkeypatch.setattr(incremental, "read", noted)
    # No process is forked beside threads that work: those that other tests left in this process are none of the run's.
    left = threading.active_count() - 1
    monkeypatch.setattr(parallel, "threads", lambda: left)
    report = update(
        wiki,
        EDITION,
        state=State(tmp_path / "kept"),
        allow_growth=True,
        mapped=partial(mapped, jobs=jobs),
    )
    assert report.exit_code == 0, report.error
    assert lists(wiki) == plain
    assert (len(here) < PAGES / 2) == (jobs > 1)
