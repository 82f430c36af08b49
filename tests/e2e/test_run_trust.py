"""Whole runs on a real MediaWiki that people make hard: regions with hostile parameters, and pages that are not what they should be."""

import itertools
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.faults import END, START
from tests.e2e.runs import Conference
from tests.mediawiki import Account, MediaWiki, Revision
from tests.update.place import overview, submission

pytestmark = [pytest.mark.wiki, pytest.mark.faults]
numbers = itertools.count(1)


@pytest.fixture
def conference(mediawiki: MediaWiki, bot: Account, tmp_path: Path) -> Iterator[Conference]:
    """A conference that no other test has seen."""
    conference = Conference(mediawiki, bot, tmp_path, f"Trust {next(numbers)}")
    yield conference
    conference.leave()


def test_pages_that_show_a_list_stay_in_it(conference: Conference) -> None:
    """A navigation template that shows an overview page on every submission makes none of them a list; a stray marker keeps its row."""
    wiki, name = conference.wiki, conference.name
    assert conference.run().code == 0
    wiki.put(f"Template:{name} tabs", f"{{{{:{conference.lists[0]}}}}}")
    for title, text in conference.submissions("second").items():
        wiki.put(title, f"{{{{{name} tabs}}}}\n{text}")
    stray = f"{name}/Submissions/Session 4"
    wiki.put(stray, (wiki.text(stray) or "") + END)
    run = conference.run()
    assert run.report is not None
    assert run.report["submissions"] == 6
    assert run.result(stray) == "failed"
    assert run.code == 1
    text = conference.texts()[0]
    assert all(f"Session {number}|" in text for number in range(6))


def test_a_stop_page_that_is_a_redirect(conference: Conference) -> None:
    """Any text on the stop page stops the bot, a redirect that leads nowhere too."""
    for target in (f"{conference.name}/Nowhere", conference.lists[0], conference.stop):
        conference.wiki.put(conference.stop, f"#REDIRECT [[{target}]]")
        run = conference.run()
        assert (run.code, "stop page" in run.lines[-1]) == (5, True), run.lines
    conference.wiki.put(conference.stop, "")
    assert conference.run().code == 0


def test_a_list_that_comes_back(mediawiki: MediaWiki, bot: Account, tmp_path: Path) -> None:
    """A page that was deleted and made anew, by a person or by the bot, gets its rows; a redirect to nowhere is told as that."""
    name = f"Trust {next(numbers)}"
    outputs = f'[[outputs]]\npage = "{name}/All"\nview = "submissions"\n'
    conference = Conference(mediawiki, bot, tmp_path, name, more=outputs)
    assert conference.run().code == 0
    for title in (conference.lists[0], f"{name}/All"):
        mediawiki.delete(title)
    mediawiki.put(conference.lists[0], overview())
    run = conference.run()
    assert (run.code, run.result(f"{name}/All"), run.result(conference.lists[0])) == (0, "saved", "saved")
    assert "Session 3" in (mediawiki.text(f"{name}/All") or "")
    assert "Session 3" in conference.texts()[0]
    mediawiki.put(f"{name}/All", "#REDIRECT [[No such page at all]]")
    run = conference.run()
    assert (run.code, run.result(f"{name}/All")) == (1, "failed")
    assert "redirect that leads to no page" in run.why(f"{name}/All")


Way = Callable[[MediaWiki, str], Iterator[str]]
"""What people do to a page: first its list is lost, then it comes back; each step gives the title where it stands."""


def _restored(*more: str) -> Way:
    def way(wiki: MediaWiki, title: str) -> Iterator[str]:
        first = wiki.history(title)[-1]
        wiki.delete(title)
        yield title
        wiki.undelete(title, [first])
        for text in more:
            wiki.put(title, f"{first.text}\n{text}")
        yield title

    return way


def _wait_for_another_second(revision: Revision) -> None:
    """MediaWiki puts revisions back by their second: what comes after this one must have another."""
    while time.strftime("%Y%m%d%H%M%S", time.gmtime()) <= revision.timestamp:
        time.sleep(0.05)


def _anew(change: Callable[[str], str]) -> Way:
    def way(wiki: MediaWiki, title: str) -> Iterator[str]:
        old = wiki.text(title) or ""
        wiki.delete(title)
        yield title
        wiki.put(title, change(old))
        yield title

    return way


def _cut(left: str, then: str, where: str = "") -> Way:
    def way(wiki: MediaWiki, title: str) -> Iterator[str]:
        wiki.put(title, left)
        yield title
        wiki.put(title + where, then)
        yield title + where

    return way


def _moved(*, redirect: bool) -> Way:
    def way(wiki: MediaWiki, title: str) -> Iterator[str]:
        there = f"{title} moved"
        wiki.move(title, there, redirect=redirect)
        wiki.put(there, overview())
        yield there
        yield there

    return way


WAYS: dict[str, Way] = {
    "deleted and made anew": _anew(lambda old: overview()),
    "deleted and made anew with other rows": _anew(lambda old: old.replace("Session 3|", "Session three|")),
    "put back as it first was": _restored(),
    "put back and edited": _restored("More."),
    "cut, and pasted later": _cut("Soon.", overview()),
    "its end cut, and pasted later": _cut(START, f"Hi. {overview()}"),
    "cut, and pasted elsewhere": _cut("See there.", overview(), " there"),
    "moved": _moved(redirect=True),
    "moved without a redirect": _moved(redirect=False),
}


@pytest.mark.share(3)
@pytest.mark.parametrize(
    ("way", "run_between"),
    [
        *((way, False) for way in WAYS),
        ("put back as it first was", True),
        ("cut, and pasted later", True),
        ("its end cut, and pasted later", True),
        ("moved", True),
    ],
)
def test_a_list_that_is_lost_and_comes_back(conference: Conference, way: str, run_between: bool) -> None:
    """It gets its rows, with or without a run before it comes back; where a person takes them away after that, they stay away."""
    wiki = conference.wiki
    _wait_for_another_second(wiki.history(conference.lists[0])[0])
    assert conference.run().code == 0
    steps = WAYS[way](wiki, conference.lists[0])
    next(steps)
    if run_between:
        conference.run()
    there = next(steps)
    run = conference.run()
    assert run.code == 0, run.lines
    full = wiki.text(there) or ""
    assert all(f"Session {number}|" in full for number in range(6)), run.report
    for number in range(2):
        wiki.put(there, f"Visit {number}. {overview()}" if number else overview())
        run = conference.run()
        assert (run.code, run.result(there)) == (0, "skipped"), run.lines
        assert "a person changed this list" in run.why(there)
    wiki.put(there, "")


def test_hostile_parameters(conference: Conference) -> None:
    """Whatever a region asks for, the other lists are right, no marker is made, and no word of it stands in a summary."""
    wiki, name = conference.wiki, conference.name
    wiki.put("Template:Harmless row", "#REDIRECT [[Template:IndabaBot list end]]")
    wiki.put("Template:Elsewhere row", f"#REDIRECT [[{name}/List C]]")
    hostile = {
        "row=Harmless row": "no template that a row can be made with",
        "row=Elsewhere row": "no template that a row can be made with",
        "row=Template:Indaba\u200eBot list end": "no template that a row can be made with",
        "row=:Main Page": "no template that a row can be made with",
        "view=The treasurer ada@mail.example": "there is no",
        f"sort={','.join(['title'] * 3000)}": "sort",
        f"columns={'title,' * 9000}": "longer than",
        "view=submissions|view=people": "given twice",
        "|".join(f"x{number}=1" for number in range(500)): "more than 30 parameters",
    }
    pages = {f"{name}/Hostile {number}": overview(text) for number, text in enumerate(hostile)}
    wiki.import_pages(pages)
    run = conference.run()
    assert run.code == 0, run.lines
    assert all(run.result(title) == "saved" for title in conference.lists)
    for title, words in zip(pages, hostile.values(), strict=True):
        assert run.result(title) == "saved"
        text = wiki.text(title) or ""
        region = text.split("}}\n", 1)[1].split(END)[0]
        assert words in region
        assert "mail.example" not in region
        assert "{{" not in region
        assert text.count(END) == 1
        [edit] = conference.edits(title)
        assert "treasurer" not in edit.summary
    again = conference.run()
    assert (again.code, {again.result(title) for title in pages}) == (0, {"unchanged"})


def test_a_page_that_is_no_wikitext(conference: Conference) -> None:
    """Code is neither written, whatever it transcludes, nor a submission; a page of a model that the wiki does not know keeps its row."""
    wiki, name = conference.wiki, conference.name
    with wiki.settings("$wgNamespaceContentModels[0] = 'wikitext'; $wgHooks['ContentHandlerDefaultModelFor'][] = "
        "function ( $t, &$m ) { if ( str_ends_with( $t->getText(), '.code' ) ) { $m = 'css'; } };"):  # fmt: skip
        wiki.put(f"{name}/Page.code", f"/* {START}{END} */")
        run = conference.run()
        assert run.code == 0, run.lines
        assert run.result(f"{name}/Page.code") in (None, "skipped")
        assert conference.edits(f"{name}/Page.code") == []


def test_pages_of_a_content_model_that_the_wiki_does_not_know(conference: Conference) -> None:
    """A submission of it keeps its row with a finding, a list of it is skipped; the others are right, and so is the run after it."""
    wiki, name = conference.wiki, conference.name
    assert conference.run().code == 0
    lost = [f"{name}/Submissions/Session 0", f"{name}/Submissions/Session 4", conference.lists[1]]
    for title in lost:
        wiki.give_model(title, "weird-model")
    try:
        for result in ("saved", "unchanged"):
            run = conference.run(*(["--refresh"] if result == "unchanged" else []))
            assert run.report is not None
            assert (run.code, run.report["submissions"], run.result(conference.lists[0])) == (0, 6, result), (
                run.lines
            )
            assert all(
                any(title in note and "weird-model" in note for note in run.report["notes"]) for title in lost
            )
        rows = conference.texts()[0]
        assert rows.count("its content model is weird-model") == 2
        assert all(f"Session {number}|" in rows for number in range(6))
    finally:
        for title in lost:
            wiki.give_model(title, "wikitext")
    assert conference.run().code == 0
    assert "weird-model" not in conference.texts()[0]


def test_a_sub_page_that_a_person_made(conference: Conference) -> None:
    """A copy of a part of a list, with its notice, is not the bot's to empty, also where the state folder is lost."""
    copy = (
        '<p class="indababot-note" lang="en" dir="ltr">This page is written by IndabaBot&#58; changes made here are lost.</p>\n'
        "What we had in 2023.\n{{IndabaBot list end}}"
    )
    title = f"{conference.lists[0]}/Archive 2023"
    conference.wiki.put(title, copy)
    for _ in range(2):
        run = conference.run()
        assert (run.code, run.result(title)) == (0, "skipped"), run.lines
        assert "a person made" in run.why(title)
    assert conference.wiki.text(title) == copy


def test_pages_without_a_form_are_asked_for_once(mediawiki: MediaWiki, bot: Account, tmp_path: Path) -> None:
    """How the wiki renders a page is asked once for each of its revisions."""
    conference = Conference(mediawiki, bot, tmp_path, f"Trust {next(numbers)}")
    bare = {f"{conference.name}/Submissions/Bare {number}": "Just words." for number in range(12)}
    mediawiki.import_pages(bare)
    first, second = conference.run(), conference.run()
    assert first.report is not None
    assert second.report is not None
    assert first.report["submissions"] == second.report["submissions"] == 18
    assert second.report["requests"] <= first.report["requests"] - 12
    mediawiki.put(
        f"{conference.name}/Submissions/Bare 1", submission(1).replace("WikiIndaba 2023", conference.name)
    )
    assert conference.run().code == 0
