"""What a run leaves for the next one, in a folder for each wiki and edition: a lock, what was written last, run reports.

The folder is ``INDABABOT_STATE``, else the user's state folder of the system. Every file is written in one step, so that a run that
is killed leaves the old one or the new one. All of it may be lost: the next run then takes every difference on the wiki for news.
"""

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from indababot.errors import UsageError, WikiUnavailable
from indababot.files import PRIVATE, given_state, private_folder, read_regular, write_text
from indababot.i18n import N_, said
from indababot.pages import Page
from indababot.privacy import anonymous, masked
from indababot.textfiles import why
from indababot.updating.database import Database
from indababot.updating.history import Histories
from indababot.updating.messages import KEPT
from indababot.updating.report import RunReport

KEEP = 30
"""How many run reports are kept."""
_KEY_LENGTH = 500
"""A region's parameters that are longer, or hold personal data, are remembered by their hash."""

_OF_WIKI = re.compile(r".*-[0-9a-f]{8}")
"""What :func:`folder_for` calls the folder of a wiki."""


class RegionMemory(BaseModel):
    """What the data last gave for a region that then stood so in its page: the text's hash, and its rows."""

    model_config = ConfigDict(frozen=True)

    rendering: str
    rows: int


class Memory(BaseModel):
    """What the bot remembers of an edition on a wiki: regions by page and key, and how many submissions there were."""

    submissions: int | None = None
    pages: dict[str, dict[str, RegionMemory]] = Field(default_factory=dict)
    ids: dict[str, int] = Field(default_factory=dict)
    """The wiki's numbers of these pages: a page that was deleted and made anew is another one, and nothing is known of it."""
    revisions: dict[str, int] = Field(default_factory=dict)
    """The revisions that these pages had then: a page that does not go on from there was put back as it was before."""

    def of(self, page: Page) -> dict[str, RegionMemory]:
        """What is known of a page as it was read, by the keys of its regions; nothing of one that is not there yet."""
        if page.revision_id is None and page.filename is None:
            return {}
        same = self.ids.get(page.title) in (None, page.page_id)
        return self.pages.get(page.title, {}) if same and self._goes_on(page) else {}

    def _goes_on(self, page: Page) -> bool:
        """Whether a page is at the revision that is remembered, or was edited since."""
        before = page.revision_id if page.parent_id is None else page.parent_id
        then = self.revisions.get(page.title)
        return then is None or before is None or then == page.revision_id or then <= before

    def learn(self, page: Page, regions: dict[str, RegionMemory]) -> None:
        """Keeps what is known of a page from now on."""
        self.forget([page.title])
        self.pages[page.title] = regions
        if page.page_id is not None:
            self.ids[page.title] = page.page_id
        if page.revision_id is not None:
            self.revisions[page.title] = page.revision_id

    def forget(self, titles: Iterable[str]) -> None:
        """Keeps nothing of these pages: a list that comes back there is a new one."""
        for title in titles:
            for known in (self.pages, self.ids, self.revisions):
                known.pop(title, None)


def folder_for(wiki: str, edition: str, environment: Mapping[str, str] = os.environ) -> Path:
    """The state folder of an edition on a wiki; it need not be there.

    Raises:
        UsageError: ``INDABABOT_STATE`` names the home of a user who is not known.
    """
    from platformdirs import user_state_path

    try:
        base = given_state(environment) or user_state_path("indababot")
    except OSError as error:
        raise UsageError(
            "INDABABOT_STATE is {path}, and {why}.", path=error.filename, why=why(error)
        ) from None
    wiki = anonymous(wiki)
    readable = re.sub(r"[^A-Za-z0-9.-]+", "-", wiki).strip("-.")[-40:].lstrip("-.")
    return base / f"{readable}-{hashlib.sha256(wiki.encode()).hexdigest()[:8]}" / edition


_MEMORY_UNREADABLE = N_(
    "{path} cannot be read ({why}) and was not used: every difference on the wiki counts as news."
)
_MEMORY_DAMAGED = N_("{path} is damaged and was not used: every difference on the wiki counts as news.")


class State:
    """The state folder of one edition on one wiki."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Holds the lock, which goes with the process that holds it, however that ends.

        Raises:
            UsageError: the folder cannot be made or written.
            WikiUnavailable: another run holds it.
        """
        from filelock import FileLock, Timeout

        try:
            # A parent that is not of our making is its owner's: /tmp, say.
            private_folder(
                *([self.folder.parent] if _OF_WIKI.fullmatch(self.folder.parent.name) else []), self.folder
            )
            self._probe()
            lock = FileLock(self.folder / "lock", mode=PRIVATE)
            lock.acquire(timeout=0)
        except Timeout:
            raise WikiUnavailable(
                "Another run is at work on this wiki and edition: try again when it has ended."
            ) from None
        except (OSError, NotImplementedError) as error:
            raise self._unwritable(error) from error
        try:
            yield
        finally:
            lock.release()

    def memory(self) -> tuple[Memory, str | None]:
        """What is remembered, and a line to tell where that is damaged and was put aside."""
        path = self.folder / "memory.json"
        try:
            return Memory.model_validate_json(read_regular(path, follow=False)), None
        except FileNotFoundError:
            return Memory(), None
        except NotADirectoryError:
            return Memory(), None
        except (OSError, ValidationError) as error:
            if isinstance(error, OSError):
                return Memory(), said(_MEMORY_UNREADABLE, path=path, why=why(error))
            return Memory(), said(_MEMORY_DAMAGED, path=path)

    def remember(self, memory: Memory) -> None:
        """Keeps what the next run has to know.

        Raises:
            UsageError: it cannot be written.
        """
        self._write("memory.json", memory.model_dump_json(indent=1))

    def database(self, key: str, *, writable: bool = True) -> Database:
        """What earlier runs have read, as far as it was made with the same ``key``; one that is not ``writable`` is never changed."""
        return Database(self.folder, key, writable=writable)

    def histories(self) -> Histories:
        """Which revisions pages had at the moments that lists ask for; nothing where that is damaged, which costs requests only."""
        try:
            return Histories.model_validate_json(read_regular(self.folder / "history.json", follow=False))
        except (OSError, ValidationError):
            return Histories()

    def remember_histories(self, learnt: Histories) -> None:
        """Keeps which revisions pages had.

        Raises:
            UsageError: it cannot be written.
        """
        self._write("history.json", Histories(moments=learnt.learnt).model_dump_json())

    def reports(self) -> list[RunReport]:
        """The run reports that are kept, the last one first; a damaged one, and a link, is skipped.

        Raises:
            UsageError: they are not this user's to read.
        """
        found = []
        try:
            for path in sorted(self._report_files(), reverse=True):
                with suppress(ValidationError):
                    found.append(RunReport.model_validate_json(self._report(path)))
        except PermissionError:
            raise UsageError(
                "The state folder {folder} cannot be read by this user: ask as the one that runs the bot.",
                folder=self.folder,
            ) from None
        return found

    def _report(self, path: Path) -> bytes:
        """A report's text; an empty one where it cannot be read.

        Raises:
            PermissionError: it is another user's.
        """
        try:
            return read_regular(path, follow=False)
        except PermissionError:
            raise
        except OSError:
            return b""

    def keep(self, report: RunReport) -> None:
        """Keeps a run report, and lets go of the oldest. Reports are numbered, so that a clock set back does not matter.

        Raises:
            UsageError: it cannot be written.
        """
        files = sorted(self._report_files())
        number = int(files[-1].stem) + 1 if files else 1
        self._write(f"{number:08}.json", report.model_dump_json(indent=1, context=KEPT))
        for path in files[: max(0, len(files) + 1 - KEEP)]:
            path.unlink(missing_ok=True)

    def _report_files(self) -> list[Path]:
        try:
            return [path for path in self.folder.iterdir() if re.fullmatch(r"\d{8}\.json", path.name)]
        except (FileNotFoundError, NotADirectoryError):
            return []

    def _probe(self) -> None:
        """Finds out that nothing can be written here before anything is written on the wiki."""
        with tempfile.TemporaryFile(dir=self.folder) as probe:
            probe.write(b"\0" * 65536)

    def _write(self, name: str, text: str) -> None:
        try:
            write_text(self.folder / name, text + "\n", mode=PRIVATE, follow=False)
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: Exception) -> UsageError:
        reason = why(error)
        return UsageError(
            "The state folder {folder} cannot be written ({reason}): fix that, or set INDABABOT_STATE "
            "to another.",
            folder=self.folder,
            reason=reason,
        )


def region_key(parameters: Mapping[str, str], others: Mapping[str, object]) -> str:
    """A region's name in its page: its parameters, and a number where others have the same."""
    key = json.dumps(dict(sorted(parameters.items())), ensure_ascii=False)
    if len(key) > _KEY_LENGTH or masked(key) != key:
        key = hashlib.sha256(key.encode(errors="replace")).hexdigest()
    number = 1
    while (name := key if number == 1 else f"{key}#{number}") in others:
        number += 1
    return name


def fingerprint(text: str) -> str:
    """A text's hash, whatever its line ends."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()
