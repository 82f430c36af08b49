"""What people do to the bot's lists, and what earlier bots did to people: whole runs on a real MediaWiki."""

import html
import itertools
import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.e2e.faults import END, START
from tests.e2e.runs import Conference
from tests.mediawiki import Account, MediaWiki

pytestmark = [pytest.mark.wiki, pytest.mark.faults]
numbers = itertools.count(1)


@pytest.fixture
def conference(mediawiki: MediaWiki, bot: Account, tmp_path: Path) -> Iterator[Conference]:
    """A conference that no other test has seen, whose lists are true."""
    conference = Conference(mediawiki, bot, tmp_path, f"Summit {next(numbers)}")
    assert conference.run().code == 0
    yield conference
    conference.leave()


def results(conference: Conference, *arguments: str) -> tuple[int, list[str | None]]:
    """The exit code of a run, and what became of the lists."""
    run = conference.run(*arguments)
    return run.code, [run.result(title) for title in conference.lists]


@pytest.mark.parametrize("how", ["revert", "change"])
def test_a_person_is_not_fought(conference: Conference, how: str) -> None:
    """A reverted or changed list stays so, run after run, until the data change; a lost state folder makes it news, once."""
    title = conference.lists[0]
    edited, first = conference.wiki.history(title)[:2]
    mine = first.text if how == "revert" else edited.text.replace("Session 3<", "Session three<")
    conference.wiki.put(title, mine)
    for _ in range(2):
        run = conference.run()
        assert (run.code, run.result(title)) == (0, "skipped"), run.lines
        assert "a person changed this list" in run.why(title)
    assert conference.wiki.text(title) == mine.rstrip()
    conference.submit("second")
    assert results(conference) == (0, ["saved"] * 3)
    assert "second" in conference.texts()[0]
    conference.wiki.put(title, mine)
    shutil.rmtree(conference.state)
    assert results(conference) == (0, ["saved", "unchanged", "unchanged"])
    conference.wiki.put(title, mine)
    assert results(conference) == (0, ["skipped", "unchanged", "unchanged"])


def test_recent_changes(conference: Conference) -> None:
    """Recent changes show each edit once, as a bot's, not minor, with a summary of counts."""
    changes = conference.wiki.call(
        action="query", list="recentchanges", rcprop="title|user|comment|flags", rcuser=conference.bot.name, rclimit="500"
    )["query"]["recentchanges"]  # fmt: skip
    own = [item for item in changes if item["title"] in conference.lists]
    assert sorted(item["title"] for item in own) == conference.lists
    for item in own:
        assert (item["bot"], item["minor"]) == (True, False)
        assert item["comment"] == f"IndabaBot, {conference.name}: submissions 6"


@pytest.mark.parametrize("gone", [6, 3])
def test_lists_are_not_emptied_or_shrunken(conference: Conference, gone: int) -> None:
    """When submissions vanish, the lists stay and the run ends with 5, until somebody has looked; what comes back changes nothing."""
    before, pages = conference.histories(), conference.submissions("first")
    for title in list(pages)[:gone]:
        conference.wiki.delete(title)
    for _ in range(2):
        run = conference.run()
        assert run.code == 5, run.lines
        [end] = [line for line in run.lines if line.startswith("indababot: ")]
        assert "--allow-shrink" in end
    assert conference.histories() == before
    conference.wiki.import_pages(pages)
    assert results(conference) == (0, ["unchanged"] * 3)
    for title in list(pages)[:2]:
        conference.wiki.delete(title)
    assert results(conference)[0] == 5
    assert results(conference, "--allow-shrink") == (0, ["saved"] * 3)


def test_a_list_is_not_doubled_when_its_end_is_lost(conference: Conference) -> None:
    """A page that lost its end marker is refused with its line, run after run; its text is not touched, the others are kept."""
    title = conference.lists[1]
    whole = conference.texts()[1]
    broken = whole.replace(END, "")
    conference.wiki.put(title, broken)
    conference.submit("second")
    assert results(conference) == (1, ["saved", "failed", "saved"])
    run = conference.run()
    assert (run.code, run.result(title)) == (1, "failed")
    assert "line 3" in run.why(title)
    assert conference.wiki.text(title) == broken.rstrip()
    conference.wiki.put(title, whole)
    assert results(conference) == (0, ["unchanged", "saved", "unchanged"])
    assert conference.texts()[1].count("{|") == 1


def test_no_edit_for_order_or_time(conference: Conference) -> None:
    """Submissions saved anew in another order, with other blanks, at another time, change no list."""
    before = conference.histories()
    for title, text in reversed(conference.submissions("first").items()):
        conference.wiki.put(title, f"{text}\n\n<!-- touched -->\n")
    for title in reversed(conference.lists):
        conference.wiki.put(title, (conference.wiki.text(title) or "") + "\nA line.")
    assert results(conference) == (0, ["unchanged"] * 3)
    assert [len(history) for history in conference.histories().values()] == [
        len(history) + 1 for history in before.values()
    ]


def test_text_that_a_pattern_would_take_for_its_own(conference: Conference) -> None:
    """Backslashes, groups and dollars in what people write arrive as they are."""
    conference.submit(r"\1 \g<0> $0 ${1} \n")
    assert results(conference) == (0, ["saved"] * 3)
    assert r"\1 \g<0> $0 ${1} \n" in html.unescape(conference.wiki.html(conference.lists[0]))


def test_a_page_that_lost_its_markers_is_not_replaced(
    mediawiki: MediaWiki, bot: Account, tmp_path: Path
) -> None:
    """A listed page without markers stays as people made it, and the run says what to do; it is not made anew."""
    name = f"Summit {next(numbers)}"
    title = f"{name}/Everyone"
    more = f'[[outputs]]\npage = "{title}"\nview = "people"\n'
    conference = Conference(mediawiki, bot, tmp_path, name, more=more)
    mediawiki.put(title, "Our own page.")
    run = conference.run()
    assert (run.code, run.result(title)) == (1, "failed")
    assert "{{IndabaBot list}}" in run.why(title)
    assert mediawiki.text(title) == "Our own page."
    mediawiki.put(title, f"Our own page. {START}{END}")
    assert conference.run().code == 0
    assert str(mediawiki.text(title)).startswith("Our own page. {{IndabaBot list")


def test_a_bot_that_is_dead_is_noticed(conference: Conference) -> None:
    """`status` tells a failed last run and one that is too old by its exit code, and says when it was well last."""
    assert conference.say("status")[0] == 0
    assert conference.run(INDABABOT_PASSWORD="0" * 32, INDABABOT_STATE=str(conference.state)).code in (0, 2)
    conference.wiki.put(conference.stop, "Stop.")
    conference.submit("second")
    assert conference.run().code == 5
    code, out, _ = conference.say("status")
    assert code == 1
    assert "last good run: " in out
    conference.wiki.put(conference.stop, "")
    assert conference.run().code == 0
    newest = sorted(conference.state.glob("*/*/0*.json"))[-1]
    old = datetime.now(UTC) - timedelta(days=3)
    report = json.loads(newest.read_text("utf-8")) | {"started": old.isoformat(), "ended": old.isoformat()}
    newest.write_text(json.dumps(report), "utf-8")
    code, out, _ = conference.say("status")
    assert code == 1
    assert "3 days ago" in out
    assert all(len(line) <= 200 for line in out.splitlines())


def test_pages_outside_the_prefixes(conference: Conference) -> None:
    """A page elsewhere that asks for a list is not touched; the report tells it, and so does -v."""
    title = f"Outside {conference.name}"
    conference.wiki.put(title, START + END)
    run = conference.run()
    assert (run.code, run.result(title)) == (0, "skipped")
    assert not [line for line in run.lines if title in line]
    loud = conference.run("-v")
    assert len([line for line in loud.lines if line.startswith("skipped ") and title in line]) == 1
    assert conference.wiki.text(title) == START + END
