"""The pages that a walk through a dump has met, on disk: memory does not grow with them, and a walk that was killed goes on from there.

A SQLite file holds pages, redirects and how far the walk has come, and each commit is all of them together.
"""

import hashlib
import json
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from indababot.errors import UsageError
from indababot.i18n import kept, made
from indababot.pages import Page
from indababot.wikicode import light
from indababot.wikis.base import Query

_EVERY = 5.0
"""Seconds between two commits."""
_KEPT = 30 * 24 * 3600
"""Seconds that an unfinished walk is kept for."""
_VERSION = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS pages (title TEXT PRIMARY KEY, page TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS redirects (title TEXT PRIMARY KEY, target TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS walk (one INTEGER PRIMARY KEY CHECK (one = 1), position INTEGER, done INTEGER);
INSERT OR IGNORE INTO walk VALUES (1, 0, 0);
"""


class Spool:
    """Pages by title, and the walk that brings them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._committed = time.monotonic()
        connection.executescript(_TABLES)
        connection.execute("BEGIN IMMEDIATE")

    def add(self, pages: Iterable[Page]) -> None:
        """Takes pages up; a redirect as where it leads."""
        for page in pages:
            target = light.redirect(page.text)
            table, value = ("pages", _packed(page)) if target is None else ("redirects", target)
            self._connection.execute(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", (page.title, value))  # noqa: S608

    def reached(self, position: int, *, done: bool = False) -> None:
        """The walk has come to a place from which it can go on; kept from time to time, and when it is done."""
        self._connection.execute("UPDATE walk SET position = ?, done = ?", (position, done))
        if done or time.monotonic() - self._committed > _EVERY:
            self._connection.execute("COMMIT")
            self._connection.execute("BEGIN IMMEDIATE")
            self._committed = time.monotonic()

    @property
    def walk(self) -> tuple[int, bool]:
        """How far the walk has come, and whether it is done."""
        position, done = self._connection.execute("SELECT position, done FROM walk").fetchone()
        return position, bool(done)

    @property
    def redirects(self) -> dict[str, str]:
        """Where the redirects lead, by title."""
        return dict(self._connection.execute("SELECT title, target FROM redirects"))

    def missing(self, titles: Iterable[str]) -> set[str]:
        """Which of the titles no page has."""
        find = "SELECT 1 FROM pages WHERE title = ?"
        return {title for title in titles if not self._connection.execute(find, (title,)).fetchone()}

    def titles(self) -> Iterator[str]:
        """The titles of the pages, in order."""
        for (title,) in self._connection.execute("SELECT title FROM pages ORDER BY title"):
            yield title

    def pages(self) -> Iterator[Page]:
        """The pages, in the order of their titles."""
        for (text,) in self._connection.execute("SELECT page FROM pages ORDER BY title"):
            yield _unpacked(text)


@contextmanager
def spool(dump: Path, query: Query, folder: Path | None) -> Iterator[Spool]:
    """The spool of one query on one dump, as it was left in a folder where it was; it goes when all was read to the end.

    Without a folder, or where it cannot be written or another run has it, the spool is this run's alone.
    """
    file = _file(dump, query, folder) if folder else None
    connection = (file and _opened(file)) or sqlite3.connect("", isolation_level=None)
    finished = False
    try:
        yield Spool(connection)
        finished = True
    except UsageError:
        finished = True  # another walk would end like this one
        raise
    finally:
        connection.close()
        if finished and file:
            file.unlink(missing_ok=True)


def _file(dump: Path, query: Query, folder: Path) -> Path | None:
    status = dump.stat()
    known = (str(dump.resolve()), status.st_size, status.st_mtime_ns, repr(query), _VERSION)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for path in folder.glob("walk-*.sqlite"):
            if time.time() - path.stat().st_mtime > _KEPT:
                path.unlink(missing_ok=True)
    except OSError:
        return None
    return folder / f"walk-{hashlib.sha256(repr(known).encode()).hexdigest()[:24]}.sqlite"


def _opened(file: Path) -> sqlite3.Connection | None:
    """The database in a file, for this process alone; a damaged one is made anew; None where it cannot be had."""
    for _ in range(2):
        connection = None
        try:
            file.touch(mode=0o600)
            connection = sqlite3.connect(file, isolation_level=None, timeout=0)
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
            if connection.execute("PRAGMA quick_check").fetchone() == ("ok",):
                return connection
        except sqlite3.OperationalError:
            if connection:
                connection.close()
            return None
        except (sqlite3.DatabaseError, OSError):
            pass
        if connection:
            connection.close()
        with suppress(OSError):
            file.unlink(missing_ok=True)
    return None


_TIMES = ("timestamp", "made")


def _packed(page: Page) -> str:
    packed: dict[str, Any] = {
        name: getattr(page, name) for name in ("title", "text", "page_id", "revision_id", "url", "categories")
    }
    packed |= {"model": page.model, "talk": page.talk}
    packed |= {"unreadable": page.unreadable and kept(page.unreadable)}
    packed |= {name: time.isoformat() for name in _TIMES if (time := getattr(page, name))}
    return json.dumps(packed)


def _unpacked(text: str) -> Page:
    data: dict[str, Any] = json.loads(text)
    data["categories"] = tuple(data["categories"])
    data["unreadable"] = data["unreadable"] and made(data["unreadable"])
    data |= {name: datetime.fromisoformat(data[name]) for name in _TIMES if name in data}
    return Page(**data)
