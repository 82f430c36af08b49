"""What changed on a real MediaWiki since a date, a revision, or since sessions were accepted; and how many requests that takes."""

import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from indababot.changes import Change, moment_of
from indababot.cli import main
from indababot.discovery import paired, submission_pages
from indababot.editions import load
from indababot.editions.model import Edition
from indababot.errors import UsageError
from indababot.history import Changed, since_acceptance, since_moment
from indababot.reading import read
from indababot.update import State, update
from indababot.wikis.live import LiveWiki
from tests.mediawiki import Account, MediaWiki
from tests.update.place import submission

pytestmark = pytest.mark.wiki

ROOT = Path(__file__).parent.parent.parent
Make = Callable[..., "Meeting"]
BEFORE, SINCE, AFTER = "20230701120000", "2023-08-01", "20230901120000"


class Meeting:
    """A conference of a test's own, with pages that are written at any time."""

    def __init__(self, wiki: MediaWiki, folder: Path, name: str, rules: str = "[form]") -> None:
        self.wiki = wiki
        self.name = name
        known = (ROOT / "indababot/editions/wikiindaba-2023.toml").read_text(encoding="utf-8")
        own = known.partition("[[outputs]]")[0].replace("WikiIndaba 2023", name)
        own = own.replace("\n[form]", f"\n{rules}")
        self.file = folder / "edition.toml"
        self.file.write_text(own.replace('"wikiindaba-2023"', f'"{name.lower().replace(" ", "-")}"'), "utf-8")
        self.edition: Edition = load(str(self.file))
        self.live = LiveWiki(wiki.api, patience=20)
        self._minute = 0

    def title(self, name: str) -> str:
        return f"{self.name}/Submissions/{name}"

    def text(self, number: int, **fields: str) -> str:
        return submission(number, **fields).replace("WikiIndaba 2023", self.name)

    def write(self, *steps: tuple[str, dict[str, str]], user: str = "Organiser") -> list[int]:
        """Writes pages, by their last parts, at times that are a minute apart, and gives the first revision of each step."""
        commands: list[tuple[str, list[Any]]] = []
        for moment, pages in steps:
            self._minute += 1
            titles = {self.title(name): text for name, text in pages.items()}
            commands += [("clock", [f"{moment[:10]}{self._minute:02}00"]), ("put", [titles, user, ""])]
        return [next(iter(made.values())) for made in self.wiki.do(*commands)[1::2]]

    def now(self) -> tuple[list[Any], list[Any]]:
        pages = list(submission_pages(self.live, self.edition))
        return pages, list(paired([read(page, self.edition) for page in pages], self.edition))

    def since(self, moment: Any) -> Changed:
        if isinstance(moment, str):
            moment = moment_of(moment)
        return since_moment(self.live, self.edition, moment, *self.now())


@pytest.fixture
def meeting(mediawiki: MediaWiki, tmp_path: Path, login: Account) -> Iterator[Make]:
    made: list[Meeting] = []

    def make(name: str, *rules: str) -> Meeting:
        made.append(Meeting(mediawiki, tmp_path, name, *rules))
        return made[-1]

    yield make
    for one in made:
        one.live.close()


def told(changes: tuple[Change, ...]) -> list[tuple[str, str, str | None, list[str]]]:
    """Kind, the last part of the page's title, reason and fields."""
    return [
        (
            change.kind.value,
            change.page.title.rpartition("/")[2],
            change.reason and change.reason.value,
            [field.field for field in change.fields],
        )
        for change in changes
    ]


def test_what_changed_since_a_date(meeting: Make) -> None:
    """Edits, a revert, a move, deletions, a status, another category and markup: each page is told once, as it was and is."""
    one = meeting("Since date")
    names = (
        "Same",
        "Edited",
        "Reverted",
        "Old name",
        "Deleted",
        "Gone away",
        "Sketch",
        "Markup",
        "Twice",
        "Merged",
        "Way",
    )
    one.write(
        (BEFORE, {name: one.text(place) for place, name in enumerate(names)}),
        (
            BEFORE,
            {"Sketch": one.text(6) + "[[Category:Drafts]]", "Way": f"#REDIRECT [[{one.title('Same')}]]"},
        ),
        (AFTER, {"Edited": one.text(1, Abstract="What session 1 is about, in many more words.")}),
        (AFTER, {"Reverted": "A page of nonsense.", "Merged": f"#REDIRECT [[{one.title('Same')}]]"}),
        (AFTER, {"Reverted": one.text(2), "Sketch": one.text(6), "New": one.text(20)}),
        (AFTER, {"Markup": one.text(7).replace("Basic", "'''Basic''' ")}),
        *((AFTER, {"Twice": one.text(8, Abstract=f"Version {number}")}) for number in range(3)),
    )
    one.wiki.at(
        AFTER,
        ("move", [one.title("Old name"), one.title("New name"), False]),
        ("move", [one.title("Gone away"), f"{one.name} archive/Gone", False]),
        ("delete", [one.title("Deleted")]),
        ("put", [{one.title("Short-lived"): one.text(30)}, "Organiser", ""]),
        ("delete", [one.title("Short-lived")]),
    )
    made = one.since(SINCE)
    assert told(made.changes) == [
        ("added", "New", None, []),
        ("withdrawn", "Deleted", "deleted", []),
        ("withdrawn", "Gone away", "left", []),
        ("withdrawn", "Merged", "left", []),
        ("moved", "New name", None, ["title"]),
        ("changed", "Edited", None, ["abstract"]),
        ("changed", "Sketch", None, ["status"]),
        ("changed", "Twice", None, ["abstract"]),
    ]
    assert made.notes == ()
    moved = made.changes[4]
    assert moved.before is not None
    assert moved.before.title == one.title("Old name")
    assert moved.before.page_id == moved.page.page_id
    edited = made.changes[5].fields[0]
    assert edited.before == "What session 1 is about, in a few words."
    assert one.since("2023-10-01").changes == ()


def test_reverts_around_the_moment(meeting: Make) -> None:
    """What stood on a page at the moment and somebody else reverted later is no news; what its author takes back is."""
    one = meeting("Reverts around")
    names = ("Reverted", "Edited too", "Restored", "Twice", "Stands", "Own")
    texts = {name: one.text(place) for place, name in enumerate(names)}
    bad = {name: one.text(place, Abstract="Nonsense.") for place, name in enumerate(names)}
    more = {name: one.text(place, Abstract="Much more of it.") for place, name in enumerate(names)}
    passer = "Passer-by"
    one.write((BEFORE, texts))
    rubbish = bad["Twice"].replace("Nonsense", "Rubbish")
    first = one.write((BEFORE, {"Twice": rubbish}), (BEFORE, bad), user=passer)[1]
    one.write((AFTER, {name: texts[name] for name in names[:4]}))
    one.write((AFTER, {"Restored": bad["Restored"], "Own": texts["Own"]}), user=passer)
    one.write((AFTER, {"Restored": more["Restored"], "Edited too": more["Edited too"]}))
    made = one.since(SINCE)
    assert told(made.changes) == [
        ("changed", "Edited too", None, ["abstract"]),
        ("changed", "Own", None, ["abstract"]),
        ("changed", "Restored", None, ["abstract"]),
    ]
    befores = [change.fields[0].before for change in made.changes]
    assert befores == ["What session 1 is about, in a few words.", "Nonsense.", "Nonsense."]
    # What is known from before does not hide a revert that comes later.
    one.write((AFTER, {"Stands": texts["Stands"], "Twice": more["Twice"]}))
    again = since_moment(one.live, one.edition, first + len(names) - 1, *one.now(), known=made.known)
    assert told(again.changes)[-1] == ("changed", "Twice", None, ["abstract"])
    assert again.changes[-1].fields[0].before == "What session 3 is about, in a few words."
    assert again.changes[:-1] == made.changes


def test_since_a_revision(meeting: Make) -> None:
    """Edits of one second are told apart by the revision; one that the wiki does not have is wrong usage."""
    one = meeting("Since revision")
    first, second = one.wiki.at(
        BEFORE,
        ("put", [{one.title("A"): one.text(1), one.title("B"): one.text(2)}, "Organiser", ""]),
        ("put", [{one.title("A"): one.text(1, Abstract="First")}, "Organiser", ""]),
        ("put", [{one.title("B"): one.text(2, Abstract="Second")}, "Organiser", ""]),
    )[1:]
    first, second = first[one.title("A")], second[one.title("B")]
    assert told(one.since(first).changes) == [("changed", "B", None, ["abstract"])]
    assert one.since(second).changes == ()
    with pytest.raises(UsageError, match="no revision 99999999"):
        one.since(99999999)


@pytest.mark.parametrize("suppressed", [False, True])
def test_hidden_revisions_are_never_read(meeting: Make, suppressed: bool) -> None:
    """A page is as the latest revision that anybody may read; where there is none, it is named and not compared."""
    one = meeting(f"Hidden {suppressed}")
    _, hidden, _ = one.write(
        (BEFORE, {"Readable": one.text(1), "Secret": one.text(2, Abstract="A secret from the start.")}),
        (BEFORE, {"Readable": one.text(1, Abstract="A secret.")}),
        (AFTER, {"Readable": one.text(1, Abstract="Open."), "Secret": one.text(2)}),
    )
    first = one.wiki.history(one.title("Secret"))[-1].id
    one.wiki.hide(hidden, suppressed=suppressed)
    one.wiki.hide(first, suppressed=suppressed)
    made = one.since(SINCE)
    assert told(made.changes) == [("changed", "Readable", None, ["abstract"])]
    assert made.changes[0].fields[0].before == "What session 1 is about, in a few words."
    assert [note.partition(":")[0] for note in made.notes] == [one.title("Secret")]


def test_as_few_requests_as_possible(meeting: Make) -> None:
    """Pages that are the same cost nothing, and twelve that changed one request a step; known revisions cost one for all texts."""
    one = meeting("Few requests")
    edits = (
        {f"S {number:02}": one.text(number, Abstract=f"Edit {edit}") for number in range(12)} for edit in "AB"
    )
    one.write(
        (BEFORE, {f"S {number:02}": one.text(number) for number in range(16)}),
        *((AFTER, pages) for pages in edits),
    )
    pages, now = one.now()
    moment = one.live.revision(one.wiki.history(one.title("S 15"))[0].id).timestamp
    assert moment is not None
    before = one.live.requests
    made = since_moment(one.live, one.edition, moment, pages, now)
    assert len(made.changes) == 12
    cold = one.live.requests - before
    again = since_moment(one.live, one.edition, moment, pages, now, known=made.known)
    assert again.changes == made.changes
    warm = one.live.requests - before - cold
    # The logs take 2 requests (moves, deletions); the rest are steps and texts.
    assert cold <= 2 + 2 + 1
    assert warm <= 2 + 1


def test_one_page_with_many_edits(meeting: Make) -> None:
    """A page that was edited twelve times is not undone edit by edit."""
    one = meeting("Many edits")
    one.write(
        (BEFORE, {"Busy": one.text(1), "Calm": one.text(2)}),
        *((AFTER, {"Busy": one.text(1, Abstract=f"Edit {edit}")}) for edit in range(12)),
    )
    pages, now = one.now()
    before = one.live.requests
    moment = moment_of(SINCE)
    assert moment is not None
    made = since_moment(one.live, one.edition, moment, pages, now)
    assert told(made.changes) == [("changed", "Busy", None, ["abstract"])]
    assert one.live.requests - before <= 2 + 1 + 1


ACCEPTED = "\n[[Category:Accepted]]\n"
RULES = """
[[statuses]]
source = "category"
match = ["Accepted"]
status = "accepted"

[[statuses]]
source = "category"
match = ["Withdrawn"]
status = "withdrawn"

[form]"""


def test_what_changed_since_acceptance(meeting: Make) -> None:
    """Each accepted session is compared with what it was when it was accepted; blanked pages that were restored do not matter."""
    one = meeting("Since acceptance", RULES)
    one.wiki.put("Template:Yes to it", "<includeonly>[[Category:Accepted]]</includeonly>")
    one.write(
        (BEFORE, {name: one.text(place) for place, name in enumerate(("A", "B", "C", "D"))}),
        (BEFORE, {"B": one.text(1, Abstract="Better") + ACCEPTED, "C": one.text(2) + "{{Yes to it}}"}),
        (BEFORE, {"A": one.text(0, Abstract="Better"), "D": one.text(3) + ACCEPTED}),
        (AFTER, {"A": one.text(0, Abstract="Better") + ACCEPTED}),
        (AFTER, {"A": "", "B": one.text(1, Abstract="Best") + ACCEPTED}),
        (
            AFTER,
            {"A": one.text(0, Abstract="Better") + ACCEPTED, "D": one.text(3) + "[[Category:Withdrawn]]"},
        ),
        (AFTER, {"C": one.text(2, Abstract="More") + "{{Yes to it}}"}),
    )
    pages, now = one.now()
    made = since_acceptance(one.live, one.edition, pages, now)
    assert told(made.changes) == [
        ("withdrawn", "D", "status", ["status"]),
        ("changed", "B", None, ["abstract"]),
        ("changed", "C", None, ["abstract"]),
    ]
    before = one.live.requests
    again = since_acceptance(one.live, one.edition, pages, now, known=made.known)
    assert again.changes == made.changes
    assert one.live.requests - before == 1


def test_lists_of_changes_on_a_page(meeting: Make, tmp_path: Path) -> None:
    """A run fills the lists, the next one leaves them and knows where to look; a wrong date is told above the list."""
    one = meeting("Change lists", RULES)
    one.write(
        (BEFORE, {name: one.text(place) + ACCEPTED for place, name in enumerate(("A", "B", "C"))}),
        (AFTER, {"A": one.text(0, Abstract="Another day.") + ACCEPTED}),
    )
    home = f"{one.name}/What is new"
    asked = ("since=2023-08-01", "since=acceptance", "since=2023-08-01|lang=fr", "since=soon")
    lists = "\n".join(
        f"{{{{IndabaBot list|view=changes|{since}}}}}\n{{{{IndabaBot list end}}}}" for since in asked
    )
    one.wiki.put(home, f"What is new:\n{lists}\nGoodbye.")
    state = State(tmp_path / "state")

    def run() -> tuple[str, int]:
        before = one.live.requests
        report = update(one.live, one.edition, state=state)
        assert (report.exit_code, report.error) == (0, None)
        return next(page.result for page in report.pages if page.title == home), one.live.requests - before

    assert run()[0] == "saved"
    text = one.wiki.text(home) or ""
    assert text.count("<ins>Another day</ins>") == 3
    assert text.count("/A|<bdi>A</bdi>]]") == 3
    assert "modifiée" in text
    assert "since&#58; “soon” is neither a date such as" in text
    assert text.startswith("What is new:\n")
    assert text.endswith("\nGoodbye.")
    shown = one.wiki.html(home)
    assert shown.count("<ins>Another day</ins>") == 3
    result, requests = run()
    assert result == "unchanged"
    # Beside what a run takes without these lists: two logs, the texts of the one page that changed, and those of acceptance.
    assert requests <= 6 + 2 + 1 + 1


def test_pages_that_left_a_category(meeting: Make) -> None:
    """Where the category alone makes a submission, a page that was taken out of it is withdrawn."""
    one = meeting("Left category")
    pages = one.edition.pages.model_copy(update={"prefixes": (), "programme": ()})
    one.edition = one.edition.model_copy(update={"pages": pages})
    with one.wiki.settings("$wgRCWatchCategoryMembership = true;"):
        one.write((BEFORE, {"Stays": one.text(1), "Leaves": one.text(2)}))
        now = datetime.now(UTC)
        time.sleep(1.1)
        one.wiki.put(one.title("Leaves"), "No proposal any more.")
        one.wiki.put(one.title("Joins"), one.text(3))
        made = one.since(now)
    assert told(made.changes) == [("added", "Joins", None, []), ("withdrawn", "Leaves", "left", [])]


def test_the_command(
    meeting: Make, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command line tells the same."""
    one = meeting("By command", RULES)
    one.write(
        (BEFORE, {"A": one.text(1) + ACCEPTED, "B": one.text(2)}),
        (AFTER, {"A": one.text(1, Abstract="More.") + ACCEPTED, "B": one.text(2, Abstract="More.")}),
    )
    for since, titles in (("2023-08-01", ["A", "B"]), ("acceptance", ["A"])):
        with pytest.raises(SystemExit) as ended:
            main(
                [
                    "changes",
                    "--since",
                    since,
                    "--wiki",
                    one.wiki.api,
                    "--edition",
                    str(one.file),
                    "--format",
                    "json",
                ]
            )
        assert not ended.value.code
        assert [change["title"] for change in json.loads(capsys.readouterr().out)] == titles
