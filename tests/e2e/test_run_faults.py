"""Whole runs on a real MediaWiki where something is wrong (the table is `faults.py`): the right exit code, one clear
line, a run report, nothing lost, the other pages written, and the next run makes all lists true with one edit each.
"""

import itertools
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.e2e.faults import (
    ADDED,
    EDIT,
    INCOMPLETE,
    LIST,
    ON_THE_WIKI,
    ON_THE_WIRE,
    READ,
    SHORT,
    Case,
    Scene,
    wire,
)
from tests.e2e.proxy import Fault, FaultProxy, meanwhile, reset
from tests.e2e.runs import Conference, Run
from tests.mediawiki import Account, MediaWiki
from tests.mediawiki.server import free_port

pytestmark = [pytest.mark.wiki, pytest.mark.faults]
numbers = itertools.count(1)
RESULTS = {"s": "saved", "f": "failed", "k": "skipped", "u": "unchanged", "-": None}


@pytest.fixture
def scene(mediawiki: MediaWiki, bot: Account, tmp_path: Path) -> Iterator[Scene]:
    """A conference that no other test has seen, behind a proxy."""
    with FaultProxy(mediawiki.api) as proxy:
        conference = Conference(mediawiki, bot, tmp_path, f"Meeting {next(numbers)}")
        conference.api = proxy.api
        yield Scene(conference, proxy)
    conference.leave()


def judge(scene: Scene, case: Case) -> None:
    """Stages a fault around a run, and looks at all that it left; then runs again without the fault."""
    conference = scene.conference
    with case.stage(scene):
        run = conference.run(**case.environment)
        assert run.code == case.code, run.lines
        results = [run.result(title) for title in conference.lists]
        assert results == [RESULTS[letter] for letter in case.pages] or (
            results[1] == "skipped" and case.pages[1] == "-" and run.code == 0
        ), run.lines
        told_once(run, case, conference)
        reported(run, conference)
        untouched(conference, results)
    again = conference.run()
    assert again.code == 0, again.lines
    after = [again.result(title) for title in conference.lists]
    assert after == [RESULTS[letter] for letter in case.next], again.lines
    made_once(conference)


def told_once(run: Run, case: Case, conference: Conference) -> None:
    """One line says what ended the run, or what is the matter with a page."""
    ends = [line for line in run.lines if line.startswith("indababot: ")]
    fails = [line for line in run.lines if line.startswith("failed ")]
    assert len(ends) == (case.code in (2, 3, 4, 5)), run.lines
    assert len(fails) == case.pages.count("f"), run.lines
    assert all(case.says.lower() in line.lower() for line in ends + fails), run.lines
    assert conference.bot.secret not in "\n".join(run.lines)


def reported(run: Run, conference: Conference) -> None:
    """The report is kept, with the code, and with a reason for each page that was not simply saved or unchanged."""
    assert run.report is not None
    assert conference.kept_reports()[-1] == run.report
    assert run.report["exit_code"] == run.code
    assert bool(run.report["error"]) == (run.code in (2, 3, 4, 5))
    assert all(page["why"] for page in run.report["pages"] if page["result"] in ("skipped", "failed"))
    assert run.report["requests"] > 0


def untouched(conference: Conference, results: list[str | None]) -> None:
    """What was saved holds the list and the people's text, what was not saved has no edit by the bot."""
    for (title, history), result in zip(conference.histories().items(), results, strict=True):
        edits = conference.by_bot(history)
        assert len(edits) == (result == "saved"), title
        if edits:
            text = history[0].text
            assert "Session 3" in text
            assert text.startswith("Welcome, dear reader.")
            assert "Mind the gap." in text


def made_once(conference: Conference) -> None:
    """All lists that are there are true, by one edit each: flagged as a bot's, not minor, with a summary of counts."""
    for title, history in conference.histories().items():
        edits = conference.by_bot(history)
        if not history or history[0].text.startswith("#REDIRECT"):
            assert not edits, title
            continue
        [edit] = edits
        assert "Session 3" in history[0].text
        assert (edit.bot, edit.minor) == (True, False)
        assert edit.summary == f"IndabaBot, {conference.name}: submissions 6"


@pytest.mark.share(4)
@pytest.mark.parametrize("name", ON_THE_WIKI)
def test_a_fault_on_the_wiki(scene: Scene, name: str) -> None:
    """What can be written is, the rest is told with the right code, and once the fault is gone all lists are true."""
    if "revoked" in name:
        scene.conference.bot = scene.conference.wiki.account(f"Dismissed bot {next(numbers)}")
    judge(scene, ON_THE_WIKI[name])
    if "outside the region" in name:
        assert scene.text().rstrip().endswith(ADDED.strip()), "the person's line is lost"


@pytest.mark.share(4)
@pytest.mark.parametrize("name", ON_THE_WIRE)
def test_a_fault_on_the_wire(scene: Scene, name: str) -> None:
    """A fault that lasts ends the run with 4, before more is written; one that passes is survived, and the edit made once."""
    act = ON_THE_WIRE[name]
    case = Case(wire(act), 4, "skk", "not available", environment=SHORT)
    with case.stage(scene):
        run = scene.conference.run(**SHORT)
        assert run.code == 4, run.lines
        assert [run.result(title) for title in scene.conference.lists] == ["saved", "skipped", "skipped"]
        told_once(run, case, scene.conference)
        reported(run, scene.conference)
        untouched(scene.conference, ["saved", None, None])
    with wire(act, times=1)(scene):
        again = scene.conference.run(INDABABOT_PATIENCE="6")
    assert again.code == 0, again.lines
    assert [again.result(title) for title in scene.conference.lists] == ["unchanged", "saved", "saved"]
    made_once(scene.conference)


@pytest.mark.share(3)
@pytest.mark.parametrize("name", INCOMPLETE)
def test_a_hiccup_upstream(scene: Scene, name: str) -> None:
    """Submissions that cannot all be listed, or of which one that changed cannot be fetched, end the run before any write: no list
    shrinks, and the next run is as if nothing had been."""
    conference = scene.conference
    assert conference.run().code == 0
    before = conference.histories()
    act = INCOMPLETE[name]

    def struck(match: Mapping[str, str]) -> None:
        with wire(act, reading=match)(scene):
            run = conference.run(**SHORT)
        assert run.code == 4, run.lines
        told_once(run, Case(wire(act), 4, "---", "try again later"), conference)
        reported(run, conference)

    struck(LIST)
    title, text = next(iter(conference.submissions("first").items()))
    conference.wiki.put(title, f"{text}<!-- what no list shows -->")
    struck(READ)
    again = conference.run()
    assert (again.code, [again.result(title) for title in conference.lists]) == (0, ["unchanged"] * 3)
    assert conference.histories() == before


def test_connection_refused(mediawiki: MediaWiki, bot: Account, tmp_path: Path) -> None:
    """A wiki that nobody answers for is tried until patience ends, and one that comes back meanwhile is worked on."""
    conference = Conference(mediawiki, bot, tmp_path, f"Meeting {next(numbers)}")
    port = free_port()
    conference.api = f"http://127.0.0.1:{port}/api.php"
    run = conference.run(**SHORT)
    assert (run.code, run.lines[-1].count("refused")) == (4, 1), run.lines
    told_once(run, Case(wire(reset), 4, "---", "the connection is refused"), conference)
    process = conference.command("update")
    with FaultProxy(mediawiki.api, port=port):
        _, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    made_once(conference)


@pytest.mark.parametrize("editor", ["Organiser", "Indaba bot"])
def test_an_edit_conflict_in_the_same_second(scene: Scene, editor: str) -> None:
    """An edit made in the second in which the page was read, by the bot's own account even, is neither lost nor overwritten."""
    conference, wiki = scene.conference, scene.conference.wiki
    title = conference.lists[0]
    first, second = (f"{conference.texts()[0]}\n{word} line." for word in ("First", "Second"))
    stamps: list[str] = []
    read = Fault(meanwhile(lambda: wiki.put(title, first, user=editor)), {**READ})
    save = Fault(meanwhile(lambda: wiki.put(title, second, user=editor)), {**EDIT, "title": title})
    with scene.proxy.fault(read), scene.proxy.fault(save):
        run = conference.run()
    assert run.code == 0, run.lines
    history = wiki.history(title)
    stamps = [item.timestamp for item in history if item.text in (first, second)]
    assert len(stamps) == 2
    assert "Second line." in history[0].text
    assert "Session 3" in history[0].text


def test_a_blacklisted_title(mediawiki: MediaWiki, bot: Account, tmp_path: Path) -> None:
    """A page that the edition lists under a title that the wiki does not take is refused; the others are made."""
    name = f"Meeting {next(numbers)}"
    outputs = f'[[outputs]]\npage = "{name}/Forbidden list"\nview = "people"\n'
    outputs += f'[[outputs]]\npage = "{name}/Good list"\nview = "people"\n'
    conference = Conference(mediawiki, bot, tmp_path, name, more=outputs)
    mediawiki.put("MediaWiki:Titleblacklist", ".*Forbidden.*", user="Admin")
    mediawiki.kill_sessions()  # and caches
    run = conference.run()
    mediawiki.put("MediaWiki:Titleblacklist", "# empty", user="Admin")
    mediawiki.kill_sessions()
    assert run.code == 1
    assert [run.result(f"{name}/{title} list") for title in ("Forbidden", "Good")] == ["failed", "saved"]
    assert [line for line in run.lines if line.startswith("failed ") and "title is blacklisted" in line]
    again = conference.run()
    assert (again.code, again.result(f"{name}/Forbidden list")) == (0, "saved")
    made_once(conference)


def test_a_page_that_is_too_big_is_cut_to_what_the_wiki_says_it_takes(scene: Scene) -> None:
    """The wiki tells its page size, and a list that would pass it is cut with a stated count."""
    scene.conference.submit("x" * 110)
    with scene.conference.wiki.settings("$wgMaxArticleSize = 2;"):
        run = scene.conference.run()
    assert run.code == 0, run.lines
    text = scene.conference.texts()[0]
    assert len(text.encode()) <= 2048
    assert " of 6 rows are shown." in text
