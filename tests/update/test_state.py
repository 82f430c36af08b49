"""What a run leaves for the next one."""

import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from indababot.errors import UsageError
from indababot.pages import Page
from indababot.updating.report import Outcome, RunReport
from indababot.updating.state import KEEP, Memory, RegionMemory, State, folder_for, region_key
from tests.update.place import Place, overview

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def report(number: int = 0, ended: datetime = NOW) -> RunReport:
    return RunReport(wiki="w", edition="e", started=ended, ended=ended, seconds=number, exit_code=0)


def test_the_last_reports_are_kept_in_the_order_of_runs(tmp_path: Path) -> None:
    """The newest run comes first though its clock was set back; old reports go, a damaged one is skipped."""
    state = State(tmp_path)
    assert state.reports() == []
    for number in range(KEEP + 5):
        state.keep(report(number, NOW - timedelta(days=number)))
    assert [item.seconds for item in state.reports()] == list(range(KEEP + 4, 4, -1))
    (tmp_path / f"{KEEP + 5:08}.json").write_text("{")
    assert state.reports()[0].seconds == KEEP + 3
    state.keep(report(99))
    assert state.reports()[0].seconds == 99


def test_an_age_is_never_negative() -> None:
    """A run from the future, by a clock that was set back since, is new."""
    assert report(ended=NOW + timedelta(days=1)).age(NOW) == 0
    assert report(ended=NOW - timedelta(minutes=2)).age(NOW) == 120


def test_wikis_and_editions_have_folders_apart(tmp_path: Path) -> None:
    """Two wikis or editions never share a lock or a memory, whatever their names."""
    environment = {"INDABABOT_STATE": str(tmp_path)}
    names = ["meta:meta", "meta-meta", "https://a.example/w/api.php", "/home/a/pages", "../..", "/"]
    folders = {folder_for(name, edition, environment) for name in names for edition in ("one", "two")}
    assert len(folders) == 12
    assert all(folder.resolve().is_relative_to(tmp_path) for folder in folders)
    assert folder_for("meta:meta", "one", {}).name == "one"


def test_a_memory_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    """Where the folder is gone in mid-run, the error says what to do."""
    with pytest.raises(UsageError, match="INDABABOT_STATE"):
        State(tmp_path / "gone").remember(Memory())


def test_regions_are_known_by_their_parameters() -> None:
    """The order of parameters makes no other region; of two that are the same the second has a number."""
    first = region_key({"view": "people", "lang": "fr"}, {})
    assert region_key({"lang": "fr", "view": "people"}, {}) == first
    assert region_key({"lang": "fr", "view": "people"}, {first: 1}) == f"{first}#2"
    assert "kibo" not in region_key({"view": "kibo.nnko@drum.org"}, {})


def test_a_page_that_was_made_anew_is_another_one() -> None:
    """Nothing is known of a page with another number than the one that was written, nor of one that is not there."""
    memory, known = Memory(), {"x": RegionMemory(rendering="y", rows=3)}
    memory.learn(Page("P", "", page_id=1, revision_id=10), known)
    assert memory.of(Page("P", "", page_id=1, revision_id=11)) == known
    assert memory.of(Page("P", "", page_id=2, revision_id=12)) == {}
    assert memory.of(Page("P", "")) == {}


@pytest.mark.parametrize(
    ("revision", "parent", "goes_on"),
    [
        (10, 8, True),
        (11, 10, True),
        (12, 11, True),
        (8, 5, False),
        (8, None, False),
        (11, None, True),
        (11, 8, False),
    ],
)
def test_a_page_that_was_put_back_as_it_was_before(revision: int, parent: int | None, goes_on: bool) -> None:
    """Nothing is known of a page that does not go on from the revision that is remembered: it was deleted, and an older one restored."""
    memory, known = Memory(), {"x": RegionMemory(rendering="y", rows=3)}
    memory.learn(Page("P", "", page_id=1, revision_id=10, parent_id=8), known)
    now = Page("P", "", page_id=1, revision_id=revision, parent_id=parent)
    assert memory.of(now) == (known if goes_on else {})


def test_what_was_saved_is_told_though_it_cannot_be_remembered(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the state folder takes no more in mid-run, the run ends with 2, and says which pages it did write."""

    def fail(memory: Memory) -> None:
        raise UsageError("full")

    for letter in "AB":
        place.put(f"WikiIndaba 2023/{letter}", overview())
    monkeypatch.setattr(place.state, "remember", fail)
    done = place.run()
    assert (done.exit_code, done.error) == (2, "full")
    assert [page.result for page in done.pages][:2] == [Outcome.SAVED, Outcome.SKIPPED]
    monkeypatch.undo()
    assert place.run().exit_code == 0
    assert "Session 29" in place.text("WikiIndaba 2023/B")


def test_a_folder_that_holds_the_state_is_left_as_it_is(tmp_path: Path) -> None:
    """The state folder and that of its wiki are made private, and nothing above them: it may be everybody's, as /tmp is."""
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    for folder in (shared / "state", folder_for("wiki", "edition", {"INDABABOT_STATE": str(shared)})):
        with State(folder).locked():
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(folder.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(shared.stat().st_mode) == 0o1777


def test_names_of_folders_hold_no_password() -> None:
    """A password in a wiki's address stands in no name of a folder or family, and does not choose another folder."""
    from indababot.wikis.live.family import family_of
    from indababot.wikis.live.folders import base_dir

    wiki, bare = "https://bot:hunter2@wiki.example/api.php", "https://wiki.example/api.php"
    assert folder_for(wiki, "x") == folder_for(bare, "x")
    assert base_dir(wiki) == base_dir(bare)
    config = SimpleNamespace(family_files={})
    assert family_of(wiki, config)[0] == family_of(bare, config)[0]


def test_a_history_that_is_a_pipe_or_a_link(tmp_path: Path) -> None:
    """It is not waited for, and not followed."""
    state = State(tmp_path / "state")
    state.folder.mkdir()
    os.mkfifo(state.folder / "history.json")
    assert state.histories().moments == {}
    (state.folder / "history.json").unlink()
    (tmp_path / "other.json").write_text('{"moments": {"2023": {"1": 2}}}')
    (state.folder / "history.json").symlink_to(tmp_path / "other.json")
    assert state.histories().moments == {}
