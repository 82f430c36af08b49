"""What ends a run on a folder wiki, and what happens to pages meanwhile: the stop page, blocks, conflicts, moves."""

from pathlib import Path

import pytest

from indababot.errors import AccountBlocked, NothingToDo, UsageError, WikiUnavailable
from indababot.pages import Page
from indababot.update import plan, update
from indababot.updating.report import Outcome
from indababot.updating.state import State
from indababot.wikis.base import Saved
from indababot.wikis.folder import FolderWiki
from tests.update.place import HOME, Place, overview, results


class Editing(FolderWiki):
    """A folder where somebody else saves a page just before the bot does, so many times."""

    def __init__(self, root: Path, times: int, text: str) -> None:
        super().__init__(root)
        self.left = times
        self.text = text

    def save(self, page: Page, text: str, *, summary: str) -> Saved:
        if page.title == HOME and self.left:
            self.left -= 1
            assert page.filename is not None
            Path(page.filename).write_bytes(f"{self.text} {self.left}\n{page.text}".encode())
        return super().save(page, text, summary=summary)


@pytest.mark.parametrize(("times", "result"), [(1, "saved"), (3, "saved"), (4, "failed")])
def test_an_edit_conflict_leads_to_a_fresh_plan_three_times_at_most(
    place: Place, times: int, result: str
) -> None:
    """What somebody else wrote meanwhile stays, and the list is filled in their text."""
    place.put(HOME, overview())
    report = place.run(Editing(place.root, times, "Hello"))
    assert results(report)[HOME] == result
    assert report.exit_code == (result == "failed")
    assert place.text(HOME).count("Hello") == times
    assert ("Session 07" in place.text(HOME)) is (result == "saved")


def test_markers_that_vanish_in_a_conflict_are_respected(place: Place) -> None:
    """Where the other edit took the region away, the page is left to people."""

    class Emptying(Editing):
        def save(self, page: Page, text: str, *, summary: str) -> Saved:
            if page.title == HOME and self.left:
                self.left -= 1
                place.put(HOME, "gone")
                return FolderWiki.save(self, page, text, summary=summary)
            return super().save(page, text, summary=summary)

    place.put(HOME, overview())
    report = place.run(Emptying(place.root, 1, ""))
    assert results(report)[HOME] == "skipped"
    assert place.text(HOME) == "gone"


def test_a_page_deleted_meanwhile_is_not_made_again(place: Place) -> None:
    """A page that is gone when it is saved is told, and stays gone."""

    class Deleting(FolderWiki):
        def save(self, page: Page, text: str, *, summary: str) -> Saved:
            if page.title == HOME:
                place.path(HOME).unlink()
            return super().save(page, text, summary=summary)

    place.put(HOME, overview())
    report = place.run(Deleting(place.root))
    assert results(report)[HOME] == "failed"
    assert not place.path(HOME).exists()


def test_the_stop_page_stops_before_a_write(place: Place) -> None:
    """While the stop page holds text nothing is written, and every page is told as skipped; emptied, the bot goes on."""
    place.guarded(stop_page="WikiIndaba 2023/Stop")
    place.put("WikiIndaba 2023/Stop", "Stop, please. ~~~~")
    place.put(HOME, overview())
    before = place.all()
    report = place.run()
    assert report.exit_code == 5
    assert report.error is not None
    assert "WikiIndaba 2023/Stop" in report.error
    assert {page.result for page in report.pages} == {Outcome.SKIPPED}
    assert place.all() == before
    place.put("WikiIndaba 2023/Stop", " \n")
    assert place.run().exit_code == 0


@pytest.mark.parametrize(("error", "code"), [(AccountBlocked, 5), (WikiUnavailable, 4)])
def test_a_block_and_an_unreachable_wiki_stop_all(place: Place, error: type[Exception], code: int) -> None:
    """What every page would meet ends the run; what was saved before is told as saved, the rest as skipped."""

    class Failing(FolderWiki):
        def save(self, page: Page, text: str, *, summary: str) -> Saved:
            if page.title == "WikiIndaba 2023/Interested participants":
                raise error("no more")
            return super().save(page, text, summary=summary)

    place.put(HOME, overview())
    report = place.run(Failing(place.root))
    assert report.exit_code == code
    assert results(report) == {
        HOME: "saved",
        "WikiIndaba 2023/Incomplete submissions": "saved",
        "WikiIndaba 2023/Interested participants": "skipped",
        "WikiIndaba 2023/Overview": "skipped",
    }
    assert place.run().exit_code == 0


def test_a_failed_fetch_writes_nothing(place: Place) -> None:
    """When the submissions cannot all be fetched, the run ends before any write, with a report."""

    class Cutting(FolderWiki):
        def find(self, query):  # type: ignore[no-untyped-def] # the same as the base's
            for number, page in enumerate(super().find(query)):
                if number == 12:
                    raise WikiUnavailable("cut off")
                yield page

    place.put(HOME, overview())
    before = place.all()
    report = place.run(Cutting(place.root))
    assert (report.exit_code, report.error) == (4, "cut off")
    assert place.all() == before


def test_nothing_to_work_on(tmp_path: Path) -> None:
    """Where there is no submission and no list, nothing is made, and the code says so."""
    place = Place(tmp_path)
    report = place.run()
    assert report.exit_code == 3
    assert place.all() == {}
    with pytest.raises(NothingToDo):
        plan(place.wiki(), place.edition)


def test_two_runs_at_once(place: Place) -> None:
    """A second run on the same wiki and edition ends at once, to be tried later."""
    with place.state.locked(), pytest.raises(WikiUnavailable, match="Another run"):
        place.run()
    assert place.run().exit_code == 0


def test_a_state_folder_that_takes_no_file_ends_the_run_before_any_write(
    place: Place, tmp_path: Path
) -> None:
    """Where nothing can be remembered nothing is written on the wiki."""
    (tmp_path / "file").write_text("")
    before = place.all()
    for folder in (tmp_path / "file", tmp_path / "file" / "below", Path("/proc/none")):
        with pytest.raises(UsageError, match="state folder"):
            update(place.wiki(), place.edition, state=State(folder))
    assert place.all() == before


def test_a_stop_page_that_appears_during_a_conflict(place: Place) -> None:
    """It is looked at before each try, not before the first only."""

    class Stopping(Editing):
        def save(self, page: Page, text: str, *, summary: str) -> Saved:
            if page.title == HOME and self.left:
                place.put("WikiIndaba 2023/Stop", "Stop!")
            return super().save(page, text, summary=summary)

    place.guarded(stop_page="WikiIndaba 2023/Stop")
    place.put(HOME, overview())
    report = place.run(Stopping(place.root, 1, "Hello"))
    assert (report.exit_code, results(report)[HOME]) == (5, "skipped")
    assert "Session" not in place.text(HOME)


def test_a_stop_page_that_cannot_be_read(place: Place) -> None:
    """What stands there may be a person's stop: nothing is written."""
    place.guarded(stop_page="WikiIndaba 2023/Stop")
    with place.put("WikiIndaba 2023/Stop", "").open("r+b") as file:
        file.truncate(20_000_001)
    before = set(place.all())
    assert place.run().exit_code == 5
    assert set(place.all()) == before


def test_a_page_that_is_moved_during_a_conflict(place: Place) -> None:
    """The page that its redirect leads to is another page, which this plan is not for."""
    elsewhere = "WikiIndaba 2023/Elsewhere"

    class Moving(FolderWiki):
        def save(self, page: Page, text: str, *, summary: str) -> Saved:
            if page.title == HOME:
                place.put(elsewhere, page.text)
                place.put(HOME, f"#REDIRECT [[{elsewhere}]]")
            return super().save(page, text, summary=summary)

    place.put(HOME, overview())
    assert results(place.run(Moving(place.root)))[HOME] == "failed"
    assert "Session" not in place.text(elsewhere)
