"""Runs on a real MediaWiki where something is wrong: the right exit code, one clear line, and the next run makes it good."""

import contextlib
import itertools
import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.e2e.runs import Conference
from tests.mediawiki import Account, MediaWiki

pytestmark = [pytest.mark.wiki, pytest.mark.xdist_group("run-faults")]
_numbers = itertools.count(1)


@pytest.fixture
def conference(mediawiki: MediaWiki, bot: Account, tmp_path: Path) -> Conference:
    """A conference that no other test has seen."""
    return Conference(mediawiki, bot, tmp_path, f"Meeting {next(_numbers)}")


@contextlib.contextmanager
def _protected(conference: Conference) -> Iterator[None]:
    conference.wiki.protect(conference.lists[1])
    yield
    conference.wiki.protect(conference.lists[1], level="")


@contextlib.contextmanager
def _blocked(conference: Conference, *titles: str) -> Iterator[None]:
    conference.wiki.block(conference.bot.name, titles=titles)
    yield
    conference.wiki.unblock(conference.bot.name)


@contextlib.contextmanager
def _stopped(conference: Conference) -> Iterator[None]:
    conference.wiki.put(conference.stop, "Please stop.")
    yield
    conference.wiki.put(conference.stop, "")


@contextlib.contextmanager
def _nobots(conference: Conference) -> Iterator[None]:
    title = conference.lists[1]
    text = conference.wiki.text(title) or ""
    conference.wiki.put(title, "{{nobots}}" + text)
    yield
    conference.wiki.put(title, (conference.wiki.text(title) or "").replace("{{nobots}}", ""))


@contextlib.contextmanager
def _broken(conference: Conference) -> Iterator[None]:
    title = conference.lists[1]
    text = conference.wiki.text(title) or ""
    conference.wiki.put(title, text + "{{IndabaBot list end}}")
    yield
    conference.wiki.put(title, text)


Fault = Callable[[Conference], AbstractContextManager[object]]
ALL, ONE, NONE = ["saved", "saved", "saved"], ["saved", "failed", "saved"], ["skipped", "skipped", "skipped"]

FAULTS: dict[str, tuple[Fault, int, list[str], str]] = {
    "read-only": (lambda c: c.wiki.settings("$wgReadOnly = 'Maintenance';"), 4, NONE, "read-only"),
    "blocked": (_blocked, 5, NONE, "block"),
    "blocked from a page": (lambda c: _blocked(c, c.lists[1]), 1, ONE, "block"),
    "protected": (_protected, 1, ONE, "protected"),
    "filtered": (lambda c: c.wiki.abuse_filter('page_prefixedtitle irlike "List B"'), 1, ONE, "filter"),
    "stop page": (_stopped, 5, NONE, "Stop"),
    "nobots": (_nobots, 1, ONE, "nobots"),
    "doubled marker": (_broken, 1, ONE, "IndabaBot list end"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_and_the_next_run_converges(conference: Conference, name: str) -> None:
    """What can be written is, the rest is told with the right code, and once the fault is gone all lists are true."""
    fault, code, results, says = FAULTS[name]
    before = conference.texts()
    with fault(conference):
        returned, err, pages = conference.run(INDABABOT_PATIENCE="3" if code == 4 else "30")
        assert returned == code, err
        assert [pages.get(letter, "skipped") for letter in "ABC"] == results
        assert says.lower() in err.lower()
        assert "Traceback" not in err
        for result, old, new in zip(results, before, conference.texts(), strict=True):
            assert ("Session 3" in new) is (result == "saved")
            assert new.startswith(old[:20]) or name == "nobots"
    returned, err, pages = conference.run()
    assert returned == 0, err
    assert all(text.count("Session 3") for text in conference.texts())
    edits = [
        sum(item.user == conference.bot.name for item in conference.wiki.history(title))
        for title in conference.lists
    ]
    assert edits == [1, 1, 1]


def test_a_wrong_password_ends_before_anything(conference: Conference) -> None:
    """A login that the wiki refuses is one line and code 2."""
    returned, err, _ = conference.run(INDABABOT_PASSWORD="0" * 32)
    assert returned == 2
    assert "Traceback" not in err
    assert "0" * 32 not in err


def test_a_revert_by_a_person_is_respected_until_the_data_change(conference: Conference) -> None:
    """The bot does not fight somebody who undoes its edit; new data are news."""
    before = conference.texts()[0]
    assert conference.run()[0] == 0
    conference.wiki.put(conference.lists[0], before)
    returned, _, pages = conference.run()
    assert (returned, pages["A"]) == (0, "skipped")
    assert conference.texts()[0].strip() == before.strip()
    conference.submit("second")
    returned, err, pages = conference.run()
    assert (returned, pages["A"]) == (0, "saved"), err


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_killed_at_random_moments(conference: Conference) -> None:
    """After any number of kills one clean run makes all lists true, and no edit was made twice."""
    kills = 200 if os.environ.get("INDABABOT_SOAK") else 6
    moments = random.Random(7)  # noqa: S311 - a test's moments, no secret
    hit = 0
    started = time.monotonic()
    assert conference.run()[0] == 0
    whole = time.monotonic() - started
    for number in range(kills):
        if number % 3 == 0:
            conference.submit(f"Author {number}")
        hit += conference.killed(moments.uniform(0.2 * whole, whole))
    assert hit > kills // 4, "most runs ended before their kill: the test shows nothing"
    assert conference.run()[0] == 0
    for title in conference.lists:
        texts = [item.text for item in conference.wiki.history(title)]
        assert len(texts) == len(set(texts))
        assert f"Author {(kills - 1) // 3 * 3}" in texts[0]
        assert texts[0].strip().endswith("Mind the gap.")
    edits = [len(conference.wiki.history(title)) for title in conference.lists]
    returned, err, pages = conference.run()
    assert (returned, pages) == (0, {"A": "unchanged", "B": "unchanged", "C": "unchanged"}), err
    assert edits == [len(conference.wiki.history(title)) for title in conference.lists]
