"""What reading the pages of an edition came to, kept for the next run: an SQLite file in the state folder, which may be lost.

Everything in it was made from what the wiki holds, masked, and is used only as long as the wiki says that the page is the same, and
the program and the edition are. Where the file is damaged, of another version, locked or out of room, it is made anew or gone without, and
one line tells so: every row has a seal, and nothing is taken from it that does not fit.
"""

import os
import sqlite3
import stat
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from indababot.files import PRIVATE
from indababot.i18n import said
from indababot.textfiles import why

NAME = "pages.sqlite"
_FILES = (NAME, f"{NAME}-wal", f"{NAME}-shm", f"{NAME}-journal")
_WAIT = 2.0
"""Seconds that another process is waited for."""
_PASSING = tuple(
    f"SQLITE_{name}"
    for name in ("BUSY", "LOCKED", "FULL", "IOERR", "READONLY", "CANTOPEN", "PERM", "NOMEM", "INTERRUPT")
)
"""How the names of SQLite's errors begin that do not say that the file is damaged."""
_TABLES = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pages (
    page INTEGER PRIMARY KEY, revision INTEGER NOT NULL, state TEXT NOT NULL, touched TEXT, record TEXT NOT NULL, seal TEXT NOT NULL
);
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One page: its number, its revision, what the wiki says of it as a hash, and what it came to as JSON.

    ``touched`` is what that depends on beside, for a page that was read as the wiki renders it.
    """

    page: int
    revision: int
    state: str
    touched: str | None
    record: str


class Database:
    """The rows of one edition on one wiki, as one version of the program has written them: ``key`` is the hash of all that.

    It never raises: after the first fault it holds nothing and keeps nothing, and ``trouble`` says why. Without ``writable`` the file
    is left as it is.
    """

    def __init__(self, folder: Path, key: str, *, writable: bool = True) -> None:
        self._folder = folder
        self._key = key
        self._writable = writable
        self._db: sqlite3.Connection | None = None
        self.trouble: str | None = None
        with self._careful():
            self._open()

    def _open(self) -> None:
        path = self._folder / NAME
        if not self._writable:
            if path.is_file() and not path.is_symlink():
                self._db = self._connect("ro")
                if self._value("key") != self._key:
                    self._leave()
            return
        self._clear_links()
        try:
            self._prepare()
        except sqlite3.Error as error:
            if not _damaged(error):
                raise
            self._remove()
            self._prepare()
            self.trouble = said("{path} was damaged and was made anew: all pages are read.", path=path)

    def _prepare(self) -> None:
        """Opens the file, which is made where it is missing, and drops rows that another program, edition or wiki has made."""
        flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        os.close(os.open(self._folder / NAME, flags, PRIVATE))
        self._db = db = self._connect("rw")
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=NORMAL")
        db.execute("PRAGMA secure_delete=ON")  # what is hidden on the wiki is not left in free pages
        db.executescript(_TABLES)
        if self._value("key") != self._key:
            with db:
                db.execute("DELETE FROM pages")
                db.execute("DELETE FROM meta")
                db.execute("INSERT INTO meta VALUES ('key', ?)", (self._key,))

    def _connect(self, mode: str) -> sqlite3.Connection:
        address = (self._folder / NAME).absolute().as_uri()
        return sqlite3.connect(f"{address}?mode={mode}", uri=True, timeout=_WAIT)

    def _clear_links(self) -> None:
        """Removes links where our files are, which SQLite would follow.

        Raises:
            OSError: something stands there that is no file of this user.
        """
        for path in (self._folder / name for name in _FILES):
            with suppress(FileNotFoundError):
                found = path.lstat()
                if stat.S_ISLNK(found.st_mode):
                    path.unlink()
                    self.trouble = said("{path} was a link and was removed.", path=path)
                elif not stat.S_ISREG(found.st_mode) or (
                    hasattr(os, "geteuid") and found.st_uid != os.geteuid()
                ):
                    raise OSError(None, said("it is no file of this user"), str(path))

    def _remove(self) -> None:
        self._leave()
        for name in _FILES:
            (self._folder / name).unlink(missing_ok=True)

    def rows(self, numbers: Collection[int]) -> Iterator[Row]:
        """The rows of some pages, as they were kept; one that was damaged since is left out."""
        with self._careful():
            if self._db is None:
                return
            for values in self._db.execute(
                "SELECT page, revision, state, touched, record, seal FROM pages ORDER BY page"
            ):
                row = Row(*values[:-1])
                if row.page in numbers and values[-1] == self._seal(row):
                    yield row

    def keep(self, rows: Iterable[Row], there: Collection[int]) -> None:
        """Adds rows, and drops those of pages that are not ``there``."""
        with self._careful():
            if self._db is None or not self._writable:
                return
            with self._db:
                known = [page for (page,) in self._db.execute("SELECT page FROM pages")]
                self._db.executemany(
                    "DELETE FROM pages WHERE page = ?", [(page,) for page in known if page not in there]
                )
                self._db.executemany(
                    "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?)",
                    (
                        (row.page, row.revision, row.state, row.touched, row.record, self._seal(row))
                        for row in rows
                    ),
                )

    def value(self, name: str) -> str | None:
        """What was kept by a name."""
        sealed = None
        with self._careful():
            sealed = self._value(name)
        seal, _, value = (sealed or "").partition("\n")
        return value if seal == self._hash(name, value) else None

    def keep_value(self, name: str, value: str | None) -> None:
        """Keeps a value by a name, or drops it where it is None."""
        with self._careful():
            if self._db is None or not self._writable:
                return
            with self._db:
                if value is None:
                    self._db.execute("DELETE FROM meta WHERE name = ?", (name,))
                else:
                    sealed = f"{self._hash(name, value)}\n{value}"
                    self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, sealed))

    def close(self) -> None:
        """Lets go of the file; what was dropped is gone from the disk then."""
        with self._careful():
            if self._db is not None and self._writable:
                self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._leave()

    def _leave(self) -> None:
        if self._db is not None:
            with suppress(sqlite3.Error):
                self._db.close()
        self._db = None

    def _value(self, name: str) -> str | None:
        found = self._db and self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(found[0]) if found else None

    def _seal(self, row: Row) -> str:
        return self._hash(row.page, row.revision, row.state, row.touched, row.record)

    def _hash(self, *values: object) -> str:
        return blake2b(
            "\0".join(map(str, (self._key, *values))).encode(errors="surrogatepass"), digest_size=16
        ).hexdigest()

    @contextmanager
    def _careful(self) -> Iterator[None]:
        """What goes wrong in the block ends the use of the file, and is told."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            self.trouble = said(
                "{path} cannot be used ({why}): this run goes without.",
                path=self._folder / NAME,
                why=why(error),
            )
            self._leave()
            if self._writable and _damaged(error):
                with suppress(OSError):
                    self._remove()


def _damaged(error: Exception) -> bool:
    """Whether an error says that the file is no database of ours, and not that it cannot be used just now."""
    name = getattr(error, "sqlite_errorname", "SQLITE_CORRUPT")
    return isinstance(error, sqlite3.Error) and not name.startswith(_PASSING)
