"""The run on a folder wiki: what is written, what is left alone, and what ends it."""

import json
from pathlib import Path

import pytest

from indababot.errors import UsageError
from indababot.update import plan, update
from indababot.updating.diff import show
from indababot.updating.plan import Change, Plan
from indababot.updating.report import Outcome
from indababot.updating.state import State
from indababot.updating.wishes import Wishes
from indababot.wikis.folder import FolderWiki
from tests.update.place import HOME, Place, overview, results, submission

OUTPUTS = {
    "WikiIndaba 2023/Overview",
    "WikiIndaba 2023/Interested participants",
    "WikiIndaba 2023/Incomplete submissions",
}


def test_three_pages_are_written_and_the_broken_one_is_refused(place: Place) -> None:
    """Regions are filled, text around them stays byte for byte, a broken page is told with its line, and nothing more happens twice."""
    pages = {
        HOME: overview(),
        "WikiIndaba 2023/Themes": overview("view=submissions|theme=Technology")
        + overview("view=participants"),
        "WikiIndaba conference 2023": "\ufeff" + overview("view=incomplete"),
        "WikiIndaba 2023/Broken": "one\n\n{{IndabaBot list|view=submissions}}\nnever ended",
    }
    for title, text in pages.items():
        place.put(title, text)
    report = place.run()
    assert report.exit_code == 1
    assert report.submissions == 30
    assert results(report) == dict.fromkeys([*pages, *OUTPUTS], "saved") | {
        "WikiIndaba 2023/Broken": "failed"
    }
    (broken,) = [page for page in report.pages if page.result is Outcome.FAILED]
    assert broken.why is not None
    assert broken.why.startswith("line 3: ")
    for title, text in pages.items():
        now = place.text(title)
        assert now.startswith(text.partition("}}")[0])
        assert now.endswith(text.rpartition("{{IndabaBot list end}}")[2])
        assert now.count("Welcome, dear reader.\r\n") == text.count("Welcome, dear reader.\r\n")
    for number in range(30):
        assert place.text(HOME).count(f"Session {number:02}") >= 1
    assert place.text("WikiIndaba 2023/Broken") == pages["WikiIndaba 2023/Broken"]
    before = place.all()
    again = place.run()
    assert again.exit_code == 1
    assert {page.result for page in again.pages} == {Outcome.UNCHANGED, Outcome.FAILED}
    assert place.all() == before


def test_a_changed_submission_changes_just_the_regions_that_show_it(place: Place) -> None:
    """A list that does not show the submission is not edited."""
    place.put("WikiIndaba 2023/Technology", overview("theme=Technology"))
    place.put("WikiIndaba 2023/Education", overview("theme=Education"))
    assert place.run().exit_code == 0
    place.submit(3, **{"Author(s)": "Somebody Else"})
    report = place.run()
    changed = {page.title for page in report.pages if page.result is Outcome.SAVED}
    assert "WikiIndaba 2023/Technology" in changed
    assert "WikiIndaba 2023/Education" not in changed
    assert "Somebody Else" in place.text("WikiIndaba 2023/Technology")


def test_a_page_outside_the_allowed_prefixes_is_passed_over_and_told(place: Place) -> None:
    """Whatever is transcluded elsewhere, no page there is touched."""
    for title in ("Elsewhere", "WikiIndaba 2024/Home", "WikiIndaba 2023x"):
        place.put(title, overview())
    before = place.all()
    report = place.run()
    assert report.exit_code == 0
    for title in ("Elsewhere", "WikiIndaba 2024/Home", "WikiIndaba 2023x"):
        assert results(report)[title] == "skipped"
        assert place.path(title).read_bytes() == before[str(place.path(title).relative_to(place.root))]


def test_markers_in_comments_and_nowiki_are_none(place: Place) -> None:
    """A page that only speaks about the markers is left as it is."""
    text = "<!-- {{IndabaBot list}} --><nowiki>{{IndabaBot list}}</nowiki>"
    place.put(HOME, text)
    assert place.run().exit_code == 0
    assert place.text(HOME) == text


def test_a_listed_page_that_lost_its_markers_is_not_replaced(place: Place) -> None:
    """A page that the edition lists, and that holds no region any more, stays as people made it, and the run says so."""
    place.put("WikiIndaba 2023/Overview", "Our own page.")
    report = place.run()
    assert report.exit_code == 1
    assert results(report)["WikiIndaba 2023/Overview"] == "failed"
    assert place.text("WikiIndaba 2023/Overview") == "Our own page."


def test_a_listed_page_that_was_moved_is_found_by_its_redirect(place: Place) -> None:
    """A redirect at an output's title leads to the page that is kept; it is not made anew."""
    place.put("WikiIndaba 2023/Overview", "#REDIRECT [[WikiIndaba 2023/All sessions]]")
    place.put("WikiIndaba 2023/All sessions", overview())
    report = place.run()
    assert results(report)["WikiIndaba 2023/All sessions"] == "saved"
    assert place.text("WikiIndaba 2023/Overview") == "#REDIRECT [[WikiIndaba 2023/All sessions]]"


def test_a_submission_that_holds_a_list_is_told(place: Place) -> None:
    """A page with a region of ours does not count as a submission, and the report says so."""
    place.put("WikiIndaba 2023/Submissions/All of them", overview())
    report = place.run()
    assert report.submissions == 30
    assert any("All of them" in note for note in report.notes)


def test_wrong_parameters_keep_the_old_list_and_say_why(place: Place) -> None:
    """A region with a parameter that nobody knows keeps its table, below one line that explains."""
    place.put(HOME, overview())
    place.run()
    table = (
        place.text(HOME).split("{{IndabaBot list|view=submissions}}\n")[1].split("{{IndabaBot list end}}")[0]
    )
    place.put(HOME, place.text(HOME).replace("view=submissions}}", "view=submisions}}"))
    place.run()
    assert table in place.text(HOME)
    assert place.text(HOME).count("submisions") >= 2
    once = place.all()
    assert place.run().exit_code == 0
    assert place.all() == once


def test_a_file_that_is_no_text_keeps_its_row_and_is_told(place: Place) -> None:
    """A submission in another encoding stays in the lists; the run report names its file and line."""
    path = place.path("WikiIndaba 2023/Submissions/Session 04")
    path.write_bytes(submission(4).encode() + b"caf\xe9\n")
    report = place.run()
    assert report.submissions == 30
    assert report.exit_code == 0
    assert any("Session 04" in note and "UTF-8" in note for note in report.notes)


def test_a_page_that_keeps_bots_out_is_failed_and_the_others_go_on(place: Place) -> None:
    """One page's trouble never stops the others."""
    place.put(HOME, "{{nobots}}" + overview())
    report = place.run()
    assert report.exit_code == 1
    assert results(report) == dict.fromkeys(OUTPUTS, "saved") | {HOME: "failed"}


def test_a_plan_writes_nothing_and_is_always_the_same(place: Place) -> None:
    """A dry run leaves no file anywhere, and shows the same diff each time."""
    place.put(HOME, overview())
    before = place.all()
    diffs = ["\n".join(show(plan(place.wiki(), place.edition))) for _ in range(2)]
    assert diffs[0] == diffs[1]
    assert f"--- {HOME}\n+++ {HOME}\n" in diffs[0]
    assert "--- /dev/null\n+++ WikiIndaba 2023/Overview\n" in diffs[0]
    assert place.all() == before
    assert not place.state.folder.exists()
    assert "\x1b[" not in diffs[0]
    assert "\x1b[32m+" in "\n".join(show(plan(place.wiki(), place.edition), colour=True))


def test_a_diff_never_drives_a_terminal(place: Place) -> None:
    """Control characters from pages are shown, not sent."""
    place.put(HOME, overview(body="\x1b]0;title\x07 \u202eevil\n"))
    text = "\n".join(show(plan(place.wiki(), place.edition)))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "<U+001B>]0;title<U+0007> <U+202E>evil" in text


def test_a_saved_plan_is_applied_as_it_was_shown(place: Place, tmp_path: Path) -> None:
    """A plan comes back from its file, and writes what it holds though the data changed; a page that changed since is a conflict."""
    place.put(HOME, overview())
    file = tmp_path / "plan.json"
    made = plan(place.wiki(), place.edition)
    made.save(file)
    assert Plan.load(file) == made
    place.submit(5, **{"Author(s)": "Late Comer"})
    place.put("WikiIndaba 2023/Overview", "made by hand meanwhile")
    report = update(place.wiki(), place.edition, state=place.state, prepared=Plan.load(file))
    assert report.exit_code == 1
    assert results(report)["WikiIndaba 2023/Overview"] == "failed"
    assert results(report)[HOME] == "saved"
    assert "Late Comer" not in place.text(HOME)
    assert place.text("WikiIndaba 2023/Overview") == "made by hand meanwhile"


def test_a_file_that_is_no_plan_is_one_clear_line(tmp_path: Path) -> None:
    """A missing or foreign file is told, and so is a place that takes none."""
    (tmp_path / "x.json").write_text("{}")
    with pytest.raises(UsageError, match="holds no plan"):
        Plan.load(tmp_path / "x.json")
    with pytest.raises(UsageError, match="cannot be read"):
        Plan.load(tmp_path / "none.json")
    with pytest.raises(UsageError, match="cannot be saved"):
        Plan(wiki="w", edition="e", submissions=0).save(tmp_path)


def test_the_report_is_data(place: Place) -> None:
    """The report that is kept says the same as the one that is given, as JSON that anybody can read."""
    place.put(HOME, overview())
    report = place.run()
    (kept,) = place.state.reports()
    assert kept == report
    data = json.loads(report.model_dump_json())
    home = next(page for page in data["pages"] if page["title"] == HOME)
    assert home["result"] == "saved"
    assert home["regions"][0]["rows"] == 30
    assert data["started"].endswith("Z")
    assert data["exit_code"] == 0


class Small(FolderWiki):
    """A folder that says, as a wiki can, how large a page may be."""

    page_bytes = 5000


def test_rows_that_a_page_has_no_room_for_go_to_sub_pages(place: Place) -> None:
    """A region that asks for it is split; a page of people's own at a sub-page's title is not replaced."""
    place.put(HOME, overview("overflow=split"))
    report = place.run(Small(place.root))
    assert report.exit_code == 0
    assert results(report)[f"{HOME}/submissions 2"] == "saved"
    together = "".join(place.text(title) for title in results(report) if title.startswith(HOME))
    assert all(f"Session {number:02}" in together for number in range(30))
    before = place.all()
    assert place.run(Small(place.root)).exit_code == 0
    assert place.all() == before
    place.put(f"{HOME}/submissions 2", "Mine.")
    assert place.run(Small(place.root)).exit_code == 1
    assert place.text(f"{HOME}/submissions 2") == "Mine."


def test_sub_pages_of_a_list_that_shrank(place: Place) -> None:
    """A sub-page that its list needs no more is emptied, once; it is filled again when the list grows; nothing is found twice."""
    place.put(HOME, overview("overflow=split"))
    place.run(Small(place.root))
    part = f"{HOME}/submissions 2"
    place.put(HOME, place.text(HOME).replace("overflow=split", "overflow=split|theme=Technology|limit=3"))
    report = place.run(Small(place.root))
    assert (report.exit_code, results(report)[part]) == (0, "saved")
    assert "Session" not in place.text(part)
    assert f"[[:{HOME}" in place.text(part)
    before = place.all()
    assert results(place.run(Small(place.root)))[part] == "unchanged"
    assert place.all() == before
    place.put(HOME, place.text(HOME).replace("|theme=Technology|limit=3", ""))
    place.run(Small(place.root))
    assert "Session" in place.text(part)


def test_sub_pages_of_a_list_that_is_not_written(place: Place) -> None:
    """Where a list is left as it is (guarded, wrong parameters, broken or gone), its sub-pages are too, and that is told."""
    place.put(HOME, overview("overflow=split"))
    place.run(Small(place.root))
    part, good = f"{HOME}/submissions 2", place.text(HOME)
    full = place.text(part)
    for text in (
        good.replace("{{IndabaBot list end}}", ""),
        good.replace("overflow=split", "overflow=splat"),
        "Nothing here.",
    ):
        place.put(HOME, text)
        report = place.run(Small(place.root))
        assert results(report)[part] == "skipped"
        assert all(page.why for page in report.pages if page.result in ("skipped", "failed"))
        assert place.text(part) == full
    place.put(HOME, good)
    place.withdraw(*range(25))
    report = place.run(Small(place.root))
    assert (report.exit_code, results(report)[part], place.text(part)) == (5, "skipped", full)


def test_a_sub_page_that_a_person_changed(place: Place) -> None:
    """A person's change of a sub-page stands until the data change."""
    place.put(HOME, overview("overflow=split"))
    place.run(Small(place.root))
    part = f"{HOME}/submissions 3"
    place.put(part, place.text(part).replace("Session 29", "Session twenty-nine"))
    report = place.run(Small(place.root))
    assert (report.exit_code, results(report)[part]) == (0, "skipped")
    assert "Session twenty-nine" in place.text(part)
    place.submit(29, **{"Author(s)": "Somebody Else"})
    assert results(place.run(Small(place.root)))[part] == "saved"
    assert "Somebody Else" in place.text(part)


def test_a_region_changed_by_hand_is_overwritten_only_when_the_data_differ(place: Place) -> None:
    """A person's change, or revert, of a list stands until the data change; without the state it is news."""
    old = place.put(HOME, overview()).read_text()
    place.run()
    written = place.text(HOME)
    for theirs in (written.replace("Session 07", "Session seven"), old):
        place.put(HOME, theirs)
        report = place.run()
        assert report.exit_code == 0
        assert results(report)[HOME] == "skipped"
        assert place.path(HOME).read_bytes() == theirs.encode()
    place.submit(7, **{"Author(s)": "New Person"})
    assert results(place.run())[HOME] == "saved"
    assert "New Person" in place.text(HOME)
    place.put(HOME, place.text(HOME).replace("New Person", "Old Person"))
    place.state = State(place.state.folder / "lost")
    assert results(place.run())[HOME] == "saved"


def test_line_ends_alone_are_no_change(place: Place) -> None:
    """An editor that turned a page's line ends is not fought."""
    place.put(HOME, overview())
    place.run()
    turned = place.text(HOME).replace("\r\n", "\n").replace("\n", "\r\n")
    place.put(HOME, turned)
    assert results(place.run())[HOME] == "unchanged"
    assert place.path(HOME).read_bytes() == turned.encode()


def test_a_damaged_memory_is_told_and_the_run_goes_on(place: Place) -> None:
    """What cannot be read of the state counts as lost."""
    place.run()
    (place.state.folder / "memory.json").write_text("{")
    report = place.run()
    assert report.exit_code == 0
    assert any("damaged" in note for note in report.notes)
    assert place.state.memory()[0].submissions == 30


def test_changes_of_a_plan_are_named(place: Place) -> None:
    """A plan says of each region what it would do."""
    place.put(HOME, overview() + overview("theme=Technology"))
    (home,) = [page for page in plan(place.wiki(), place.edition).pages if page.title == HOME]
    assert [(region.change, region.rows, region.rows_before) for region in home.regions] == [
        (Change.WRITE, 30, 0),
        (Change.WRITE, 10, 0),
    ]
    assert home.summary == "IndabaBot, WikiIndaba 2023: submissions 40"


def test_changes_where_no_history_is_kept(place: Place) -> None:
    """A folder cannot tell what changed: the list stays, below a line that says why."""
    place.put("WikiIndaba 2023/New", overview("view=changes|since=2023-08-01", "old\n"))
    assert place.run().exit_code == 0
    text = place.text("WikiIndaba 2023/New")
    assert "this wiki keeps no history" in text
    assert "\nold\n" in text


def test_only_the_pages_that_are_asked_for(place: Place) -> None:
    """With their sub-pages; what is remembered of the others is kept."""
    place.put(HOME, overview("overflow=split"))
    other = place.put("WikiIndaba 2023/Other", overview())
    assert place.run(Small(place.root)).exit_code in (0, 1)
    part = f"{HOME}/submissions 2"
    place.put(
        "WikiIndaba 2023/Other", place.text("WikiIndaba 2023/Other").replace("Person 0", "Person nought")
    )
    place.submit(12, **{"Author(s)": "Somebody Else"})
    full = place.text(part)
    report = update(Small(place.root), place.edition, state=place.state, wishes=Wishes(only=(HOME,)))
    assert results(report)[part] == "saved"
    assert place.text(part) != full
    assert "WikiIndaba 2023/Other" in place.state.memory()[0].pages
    assert other.exists()
