"""The guard: a hiccup upstream never empties a list."""

import shutil

import pytest

from indababot.editions.model import Guard
from indababot.updating.guard import growth, shrink, stops
from indababot.updating.report import Outcome, RunReport
from tests.update.place import HOME, Place, overview


@pytest.fixture
def ready(place: Place) -> Place:
    """A wiki where the bot has run once."""
    place.put(HOME, overview() + overview("theme=Technology"))
    assert place.run().exit_code == 0
    return place


def skipped(report: RunReport) -> set[str]:
    return {page.title for page in report.pages if page.result is Outcome.SKIPPED}


@pytest.mark.parametrize("lost", [False, True], ids=["remembered", "state lost"])
@pytest.mark.parametrize("gone", [range(12), range(30)], ids=["a part", "all"])
def test_a_fall_is_not_written(ready: Place, gone: range, lost: bool) -> None:
    """A list that would lose more than its share stays as it is, run after run, until somebody has looked."""
    before = {title: data for title, data in ready.all().items() if "Submissions" not in title}
    ready.withdraw(*gone)
    if lost:
        shutil.rmtree(ready.state.folder)
    for _ in range(3):
        report = ready.run()
        assert report.exit_code == 5
        assert report.error is not None
        assert "--allow-shrink" in report.error
        assert HOME in skipped(report)
        after = {title: data for title, data in ready.all().items() if "Submissions" not in title}
        assert after[f"{HOME}.wiki"] == before[f"{HOME}.wiki"]
        assert after["WikiIndaba 2023/Overview.wiki"] == before["WikiIndaba 2023/Overview.wiki"]
    assert ready.run(allow_shrink=True).exit_code == 0
    assert "Session 03" not in ready.text(HOME)
    assert ready.run().exit_code == (3 if len(gone) == 30 else 0)


def test_a_small_fall_is_written(ready: Place) -> None:
    """A few withdrawn submissions leave their lists without anybody's leave."""
    ready.withdraw(1, 2, 3, 4, 5)
    assert ready.run().exit_code == 0
    assert "Session 04" not in ready.text(HOME)


@pytest.mark.parametrize("parameters", ["view=incomplete", "view=submissions|complete=no"])
def test_work_that_is_done_leaves_its_list(ready: Place, parameters: str) -> None:
    """A list of what is still to be done may become short: only where submissions went away too it is kept."""
    ready.put(HOME, overview(parameters))
    ready.submit(*range(20), Abstract="...")
    assert ready.run().exit_code == 0
    ready.submit(*range(18))
    report = ready.run()
    assert report.exit_code == 0, report.error
    assert "Session 03" not in ready.text(HOME)
    assert "Session 19" in ready.text(HOME)
    ready.withdraw(*range(10, 30))
    before = ready.text(HOME)
    assert ready.run().exit_code == 5
    assert ready.text(HOME) == before


def test_a_list_that_a_person_narrowed_is_written(ready: Place) -> None:
    """Asking for another list is no shrinking: the new parameters' rows have no earlier number."""
    ready.put(HOME, ready.text(HOME).replace("view=submissions}}", "theme=Education}}"))
    assert ready.run().exit_code == 0
    assert "Session 01" in ready.text(HOME)
    assert "Session 02" not in ready.text(HOME)


def test_pages_that_grow_are_written_while_others_are_kept(ready: Place) -> None:
    """The guard keeps a list, not the run: other pages and lists go on."""
    ready.withdraw(*(number for number in range(30) if number % 3 == 0 and number > 5))
    ready.submit(*(number for number in range(40, 80) if number % 3 == 1))
    report = ready.run()
    assert report.exit_code == 5
    (home,) = [page for page in report.pages if page.title == HOME]
    assert home.result is Outcome.SAVED
    assert [region.change for region in home.regions] == ["write", "blocked"]
    assert home.why is not None
    assert "from 10 to 2 rows" in home.why
    assert "Session 40" in ready.text(HOME)


@pytest.mark.parametrize(
    ("before", "now", "total", "total_before", "kept"),
    [
        (30, 21, 100, 100, False),
        (30, 20, 100, 100, True),
        (4, 0, 100, 100, False),
        (4, 0, 0, 100, True),
        (5, 3, 100, 100, True),
        (None, 0, 100, 100, False),
        (None, 0, 60, 100, True),
        (10, 11, 60, 100, False),
        (10, 10, 60, 100, True),
        (0, 0, 100, None, False),
    ],
)
def test_what_may_shrink(
    before: int | None, now: int, total: int, total_before: int | None, kept: bool
) -> None:
    """Small lists may shrink freely, large ones by their share, none when the submissions themselves are gone."""
    why = shrink(before=before, now=now, submissions=total, submissions_before=total_before, guard=Guard())
    assert (why is not None) is kept


@pytest.mark.parametrize(
    ("before", "now", "kept"),
    [
        (None, 500, False),
        (0, 500, False),
        (4, 20, False),
        (10, 10 + Guard().min_growth, False),
        (100, 101 + Guard().min_growth, False),
        (100, 401, True),
        (10, 11 + max(Guard().min_growth, round(10 * Guard().max_growth)), True),
    ],
)
def test_what_may_grow(before: int | None, now: int, kept: bool) -> None:
    """A flood is a rise by both the share and the number: a small list may double, a large one may get some more."""
    assert (growth(before=before, now=now, submissions_before=None, guard=Guard()) is not None) is kept
    assert growth(before=before, now=now, submissions_before=100, guard=Guard()) is None
    assert (stops(before=before, now=now, guard=Guard()) is not None) is kept
    assert stops(before=before, now=now, guard=Guard(), allow_growth=True) is None


@pytest.mark.parametrize(
    ("before", "now", "kept"), [(3, 0, True), (3, 1, False), (0, 0, False), (None, 0, False)]
)
def test_few_submissions_may_fall_but_not_to_none(before: int | None, now: int, kept: bool) -> None:
    """Where all submissions are gone the run stops, however few there were."""
    assert (stops(before=before, now=now, guard=Guard()) is not None) is kept
    assert stops(before=before, now=now, guard=Guard(), allow_shrink=True) is None


def test_a_list_whose_parameters_were_wrong_for_a_while(place: Place) -> None:
    """What a list with a complaint holds is what it held before: when its values are back, too few of them are guarded."""
    # A theme as people wrote it: where nobody has it any longer, it is one of the edition's misspelt.
    own = {"Theme(s)": "Educatoin"}
    place.submit(*range(10), **own)
    place.put(HOME, overview("theme=Educatoin"))
    assert place.run().exit_code == 0
    place.submit(*range(10))
    place.run()
    assert "indababot-problem" in place.text(HOME), "nothing is complained of"
    assert "Session 03" in place.text(HOME)
    place.submit(1, **own)
    assert place.run().exit_code == 5
    assert "Session 03" in place.text(HOME)
