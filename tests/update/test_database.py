"""The database of what earlier runs have read: it may be lost, and nothing in it is trusted that does not fit."""

import os
import sqlite3
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from indababot.checking import check
from indababot.editions import load
from indababot.i18n import in_language, said
from indababot.pages import Listed, Page
from indababot.privacy import public
from indababot.reading import read
from indababot.update import State, update
from indababot.updating.database import NAME, Database, Row
from indababot.updating.known import Form, Known
from indababot.writing.split import emptied
from tests.e2e.test_run_state import disk
from tests.update.memorywiki import MemoryWiki
from tests.update.place import overview, submission

ROWS = [
    Row(number, number + 10, f"state {number}", None, f'{{"record": "Ünï {number}"}}') for number in (1, 2)
]


def filled(folder: Path, key: str = "key") -> None:
    """A database with two rows and a value."""
    database = Database(folder, key)
    database.keep(ROWS, {1, 2})
    database.keep_value("name", "value")
    database.close()
    assert database.trouble is None


def rows(
    folder: Path, key: str = "key", *, writable: bool = True
) -> tuple[list[Row], str | None, str | None]:
    """What a database gives: its rows, its value, and what it complains of."""
    database = Database(folder, key, writable=writable)
    found = list(database.rows({1, 2, 3}))
    value = database.value("name")
    database.close()
    return found, value, database.trouble


def test_rows_come_back(tmp_path: Path) -> None:
    """What was kept is there, also for one that may not write; what another program, edition or wiki has kept is not."""
    assert rows(tmp_path, writable=False) == ([], None, None)
    assert not list(tmp_path.iterdir())
    filled(tmp_path)
    assert rows(tmp_path) == rows(tmp_path, writable=False) == (ROWS, "value", None)
    assert rows(tmp_path, "other", writable=False) == ([], None, None)
    assert rows(tmp_path) == (ROWS, "value", None)
    assert rows(tmp_path, "other") == ([], None, None)
    assert rows(tmp_path) == ([], None, None)


def test_pages_that_are_gone_leave_the_file(tmp_path: Path) -> None:
    """A row that is not kept any more stands nowhere on the disk once the run has ended."""
    filled(tmp_path)
    database = Database(tmp_path, "key")
    database.keep([], {2})
    database.close()
    assert rows(tmp_path)[0] == ROWS[1:]
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert "Ünï 2".encode() in left
    assert "Ünï 1".encode() not in left


def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    """The file and those that SQLite puts beside it are private, whatever the umask is."""
    before = os.umask(0)
    try:
        database = Database(tmp_path, "key")
        database.keep(ROWS, {1, 2})
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
        database.close()
    finally:
        os.umask(before)
    assert NAME in modes
    assert set(modes.values()) == {0o600}


@pytest.mark.parametrize("name", [NAME, f"{NAME}-wal", f"{NAME}-shm", f"{NAME}-journal"])
def test_links_are_not_followed(tmp_path: Path, name: str) -> None:
    """What a link points to is neither read nor written nor made."""
    folder = tmp_path / "state"
    folder.mkdir()
    victim = tmp_path / "victim"
    filled(tmp_path)
    (tmp_path / NAME).rename(victim)
    before = victim.read_bytes()
    for target in (victim, tmp_path / "nowhere"):
        for path in folder.iterdir():
            path.unlink()
        (folder / name).symlink_to(target)
        if name == NAME:
            assert rows(folder, writable=False) == ([], None, None)
        found, _, trouble = rows(folder)
        assert found == []
        assert trouble is not None
        assert "link" in trouble
        filled(folder)
    assert victim.read_bytes() == before
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("keep", [0, 20, 100, 5000])
def test_damage_is_told_and_mended(tmp_path: Path, keep: int) -> None:
    """A file of anything is never trusted: it is made anew, which is told where it was no empty one."""
    filled(tmp_path)
    path = tmp_path / NAME
    path.write_bytes((path.read_bytes()[:keep] + b"\xff" * 9000) if keep else b"")
    assert rows(tmp_path, writable=False)[0] == []
    found, value, trouble = rows(tmp_path)
    assert (found, value) == ([], None)
    assert (trouble is None) == (keep == 0)
    filled(tmp_path)
    assert rows(tmp_path) == (ROWS, "value", None)


def test_every_byte_that_changes(tmp_path: Path) -> None:
    """Whichever part of the file is overwritten, what comes out was kept so, or nothing does."""
    filled(tmp_path)
    whole = (tmp_path / NAME).read_bytes()
    for place in range(0, len(whole), 97):
        (tmp_path / NAME).write_bytes(whole[:place] + b"\xa5\x00\x01" + whole[place + 3 :])
        found, value, _ = rows(tmp_path)
        assert all(row in ROWS for row in found)
        assert value in (None, "value")


def test_a_row_that_was_changed_by_hand(tmp_path: Path) -> None:
    """A row whose seal does not fit is left out, and the others are used."""
    filled(tmp_path)
    with sqlite3.connect(tmp_path / NAME) as by_hand:
        by_hand.execute("UPDATE pages SET record = '{}' WHERE page = 1")
        by_hand.execute("UPDATE meta SET value = 'x' WHERE name = 'name'")
    by_hand.close()
    assert rows(tmp_path) == (ROWS[1:], None, None)


def test_another_version_of_the_tables(tmp_path: Path) -> None:
    """Tables of other columns are made anew."""
    with sqlite3.connect(tmp_path / NAME) as other:
        other.execute("CREATE TABLE meta (k, v, w)")
        other.execute("CREATE TABLE pages (page)")
    other.close()
    found, _, trouble = rows(tmp_path)
    assert found == []
    assert trouble is not None
    filled(tmp_path)
    assert rows(tmp_path)[0] == ROWS


def test_a_lock_that_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that another process holds is gone without, and stays as it is."""
    monkeypatch.setattr("indababot.updating.database._WAIT", 0.1)
    filled(tmp_path)
    holder = sqlite3.connect(tmp_path / NAME, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    database = Database(tmp_path, "key")
    database.keep(ROWS, {1})
    assert database.trouble is not None
    assert "locked" in database.trouble
    holder.execute("ROLLBACK")
    holder.close()
    database.close()
    assert rows(tmp_path)[0] == ROWS


def test_a_disk_that_is_full(tmp_path: Path) -> None:
    """Where there is no room, the rows that were there stay, and a line tells."""
    with disk(tmp_path / "disk", "size=256k"):
        folder = tmp_path / "disk"
        filled(folder)
        database = Database(folder, "key")
        database.keep([Row(3, 1, "s", None, "x" * 400_000)], {1, 2, 3})
        assert database.trouble is not None
        database.close()
        assert rows(folder)[0] == ROWS


def wiki() -> MemoryWiki:
    """A wiki with three submissions and a list."""
    made = MemoryWiki()
    for number in range(3):
        made.put(f"WikiIndaba 2023/Submissions/Talk {number}", submission(number))
    made.put("WikiIndaba 2023/Home", overview())
    return made


def test_a_run_over_a_damaged_database(tmp_path: Path) -> None:
    """A run says in one line that the database was damaged, reads everything, and mends it."""
    here, state, edition = wiki(), State(tmp_path), load("wikiindaba-2023")
    assert update(here, edition, state=state).exit_code == 0
    (tmp_path / NAME).write_bytes(b"SQLite format 3\0" + b"\1" * 5000)
    here.texts_given = 0
    report = update(here, edition, state=state)
    assert (report.exit_code, len(report.notes)) == (0, 1)
    assert "damaged" in report.notes[0]
    assert here.texts_given >= 3
    here.texts_given = 0
    assert update(here, edition, state=state).notes == ()
    assert here.texts_given < 3 + 4


def test_a_hidden_text_leaves_the_state_folder(tmp_path: Path) -> None:
    """What is hidden or deleted on the wiki is nowhere in the state folder after the next run."""
    here, state, edition = wiki(), State(tmp_path), load("wikiindaba-2023")
    secret, gone = "WikiIndaba 2023/Submissions/Talk 1", "WikiIndaba 2023/Submissions/Talk 2"
    here.put(secret, submission(1, Abstract="The treasure is under the baobab."))
    here.put(gone, submission(2, Abstract="The well is behind the hill."))

    def kept() -> bytes:
        return b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())

    update(here, edition, state=state)
    assert b"baobab" in kept()
    here.hide(secret)
    here.delete(gone)
    update(here, edition, state=state, allow_shrink=True)
    assert b"baobab" not in kept()
    assert b"behind the hill" not in kept()


def test_what_a_page_came_to_survives(tmp_path: Path) -> None:
    """A record and its findings come back as they were, but for the places in the page; a text of anything else is nothing."""
    for path in sorted((Path(__file__).parents[2] / "fixtures" / "wikiindaba-2023").glob("*.wiki")):
        edition = load("wikiindaba-2023")
        page = Page(f"WikiIndaba 2023/Submissions/{path.stem}", path.read_text("utf-8"))
        submission = read(page, edition)
        record = public(submission, edition.regions)
        findings = tuple(check(submission, page, edition))
        known = Known(record, findings, record.status, "", bool(record.fields), Form.TEXT)
        back = Known.load(known.json())
        assert back is not None
        assert back.findings == findings
        assert back.record == record.model_copy(update={"fields": (), "remarks": ()})
    assert Known.load("{}") is Known.load("[") is Known.load('{"record": 1}') is None


def test_why_a_page_cannot_be_read_survives_as_a_message() -> None:
    """A reason of ours comes back with what it was put together from, so that any list says it in its own language."""
    edition = load("wikiindaba-2023")
    why = said("{why}: save it as UTF-8 text", why=said("this is a {kind} file, not text", kind="PNG"))
    page = Page("WikiIndaba 2023/Submissions/Image", "", unreadable=why)
    submission = read(page, edition)
    findings = tuple(check(submission, page, edition))
    known = Known(public(submission, edition.regions), findings, None, "", False, Form.NONE)
    back = Known.load(known.json())
    assert back is not None
    for one, again in zip(findings, back.findings, strict=True):
        assert again.values_in("fr") == one.values_in("fr")
    assert back.findings[0].values_in("fr")["reason"] == in_language("fr", why) != why


def test_an_unchanged_wiki_gives_no_text(tmp_path: Path) -> None:
    """After a run that wrote everything the next one is told of revisions only, and reports the same; any change brings texts again."""
    here, state, edition = wiki(), State(tmp_path), load("wikiindaba-2023")
    first = update(here, edition, state=state)
    assert {page.result for page in first.pages} == {"saved"}
    here.texts_given = 0
    for _ in range(2):
        report = update(here, edition, state=state)
        assert {page.result for page in report.pages} == {"unchanged"}
        assert [page.title for page in report.pages] == [page.title for page in first.pages]
        assert [page.regions for page in report.pages] != []
        assert report.submissions == 3
    assert here.texts_given == 0
    for change in (
        lambda: here.put("WikiIndaba 2023/Submissions/Talk 1", submission(1, Abstract="Other words.")),
        lambda: here.put("WikiIndaba 2023/Home", overview("view=people")),
        lambda: here.given.setdefault("WikiIndaba 2023/Submissions/Talk 1", set()).add("Drafts"),
        lambda: here.move(
            "WikiIndaba 2023/Submissions/Talk 2", "WikiIndaba 2023/Submissions/Talk 3", redirect=True
        ),
    ):
        change()
        here.texts_given = 0
        update(here, edition, state=state)
        assert 0 < here.texts_given <= 1 + 4 + 4
        here.texts_given = 0
        assert {page.result for page in update(here, edition, state=state).pages} == {"unchanged"}
        assert here.texts_given == 0
    update(here, edition, state=state, refresh=True)
    assert here.texts_given >= 7
    here.texts_given = 0
    update(here, edition, state=state, cache=False)
    assert here.texts_given >= 7


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("WikiElsewhere 2024/Home", overview("row=Their row")),
        ("WikiElsewhere 2024/Home", overview().replace("/end", "/other")),
        ("WikiElsewhere 2024/Home/2", emptied("WikiElsewhere 2024/Home", "en")),
        ("WikiIndaba 2023/Archive/submissions 2", emptied("WikiIndaba 2023/Archive", "en")),
        ("WikiElsewhere 2024/Ask treasurer@example.org", overview()),
        ("WikiElsewhere 2024/Call +254 700 555 0199", overview().replace("/end", "/other")),
    ],
)
def test_lists_of_others_cost_nothing(tmp_path: Path, title: str, text: str) -> None:
    """Another conference's lists on the same wiki, whatever they hold, and a person's copy of a part of a list do not make an unchanged
    run ask for texts; and no address of theirs is kept."""
    here, state, edition = wiki(), State(tmp_path), load("wikiindaba-2023")
    here.put(title, text)
    first = update(here, edition, state=state)
    assert {page.result for page in first.pages} == {"saved", "skipped"}
    here.texts_given = 0
    again = update(here, edition, state=state)
    assert {page.result for page in again.pages} == {"unchanged", "skipped"}
    assert [page.title for page in again.pages] == [page.title for page in first.pages]
    assert here.texts_given == 0
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"example.org" not in kept
    assert b"0199" not in kept


def test_digits_in_a_hash_are_no_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hash that looks like a telephone number to the mask does not make every run ask for texts."""
    from indababot.privacy import masked
    from indababot.updating import planning

    like = "6d7f855d00869027578d9ba98f"
    assert masked(like) != like
    monkeypatch.setattr(planning, "fingerprint", lambda text: f"{like}{len(text)}")
    here, state, edition = wiki(), State(tmp_path), load("wikiindaba-2023")
    update(here, edition, state=state)
    here.texts_given = 0
    assert {page.result for page in update(here, edition, state=state).pages} == {"unchanged"}
    assert here.texts_given == 0


def test_a_page_that_changes_while_it_is_fetched_again(tmp_path: Path) -> None:
    """A page whose status a new card changes is fetched again; what somebody writes at that moment is in the lists of the next run."""
    here, state, edition = wiki(), State(tmp_path), load("wikiindaba-2023")
    title = "WikiIndaba 2023/Submissions/Talk 1"
    update(here, edition, state=state)
    here.put("WikiIndaba 2023/Program/Talk 1", "{{Session|status=accepted}}")
    given, fetched = here.texts, []

    def edited(pages: Iterable[Listed]) -> Mapping[int, Page]:
        wanted = list(pages)
        fetched.append([page.title for page in wanted])
        if fetched[-1] == [title]:
            here.put(title, submission(1, **{"Author(s)": "Somebody new"}))
        return given(wanted)

    here.texts = edited  # type: ignore[method-assign]
    update(here, edition, state=state)
    assert [title] in fetched
    for _ in range(2):
        update(here, edition, state=state)
        assert "Somebody new" in here.pages["WikiIndaba 2023/Home"].text
