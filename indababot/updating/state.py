"""What a run leaves for the next one, in a folder for each wiki and edition: a lock, what was written last, run reports.

The folder is ``INDABABOT_STATE``, else the user's state folder of the system. Every file is written in one step, so that a run that
is killed leaves the old one or the new one. All of it may be lost: the next run then takes every difference on the wiki for news.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from indababot.errors import UsageError, WikiUnavailable
from indababot.files import PRIVATE, write_text
from indababot.privacy import masked
from indababot.updating.report import RunReport

KEEP = 30
"""How many run reports are kept."""


class RegionMemory(BaseModel):
    """What the data last gave for a region that then stood so in its page: the text's hash, and its rows."""

    model_config = ConfigDict(frozen=True)

    rendering: str
    rows: int


class Memory(BaseModel):
    """What the bot remembers of an edition on a wiki: regions by page and key, and how many submissions there were."""

    submissions: int | None = None
    pages: dict[str, dict[str, RegionMemory]] = Field(default_factory=dict)

    def region(self, title: str, key: str) -> RegionMemory | None:
        """What is known of a region."""
        return self.pages.get(title, {}).get(key)


def folder_for(wiki: str, edition: str, environment: Mapping[str, str] = os.environ) -> Path:
    """The state folder of an edition on a wiki; it need not be there."""
    from platformdirs import user_state_path

    base = (
        Path(environment["INDABABOT_STATE"])
        if environment.get("INDABABOT_STATE")
        else user_state_path("indababot")
    )
    readable = re.sub(r"[^A-Za-z0-9.-]+", "-", wiki).strip("-.")[-40:].lstrip("-.")
    return base / f"{readable}-{hashlib.sha256(wiki.encode()).hexdigest()[:8]}" / edition


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
            self.folder.mkdir(parents=True, exist_ok=True)
            self._probe()
            lock = FileLock(self.folder / "lock")
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
            return Memory.model_validate_json(path.read_bytes()), None
        except FileNotFoundError:
            return Memory(), None
        except NotADirectoryError:
            return Memory(), None
        except (OSError, ValidationError):
            return (
                Memory(),
                f"{path} is damaged and was not used: every difference on the wiki counts as news.",
            )

    def remember(self, memory: Memory) -> None:
        """Keeps what the next run has to know.

        Raises:
            UsageError: it cannot be written.
        """
        self._write("memory.json", memory.model_dump_json(indent=1))

    def reports(self) -> list[RunReport]:
        """The run reports that are kept, the last one first; a damaged one is passed over."""
        found = []
        for path in sorted(self._report_files(), reverse=True):
            try:
                found.append(RunReport.model_validate_json(path.read_bytes()))
            except (OSError, ValidationError):
                continue
        return found

    def keep(self, report: RunReport) -> None:
        """Keeps a run report, and lets go of the oldest. Reports are numbered, so that a clock set back does not matter.

        Raises:
            UsageError: it cannot be written.
        """
        files = sorted(self._report_files())
        number = int(files[-1].stem) + 1 if files else 1
        self._write(f"{number:08}.json", report.model_dump_json(indent=1))
        for path in files[: max(0, len(files) + 1 - KEEP)]:
            path.unlink(missing_ok=True)

    def _report_files(self) -> list[Path]:
        try:
            return [path for path in self.folder.iterdir() if re.fullmatch(r"\d{8}\.json", path.name)]
        except (FileNotFoundError, NotADirectoryError):
            return []

    def _probe(self) -> None:
        """Finds out that nothing can be written here before anything is written on the wiki."""
        probe = self.folder / "probe"
        probe.write_bytes(b"\0" * 65536)
        probe.unlink()

    def _write(self, name: str, text: str) -> None:
        try:
            write_text(self.folder / name, text + "\n", mode=PRIVATE, follow=False)
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: Exception) -> UsageError:
        reason = getattr(error, "strerror", None) or error
        return UsageError(
            f"The state folder {self.folder} cannot be written ({reason}): mend that, or set INDABABOT_STATE to another."
        )


def region_key(parameters: Mapping[str, str], others: Mapping[str, object]) -> str:
    """A region's name in its page: its parameters, and a number where others have the same."""
    key = masked(json.dumps(dict(sorted(parameters.items())), ensure_ascii=False))
    number = 1
    while (name := key if number == 1 else f"{key}#{number}") in others:
        number += 1
    return name


def fingerprint(text: str) -> str:
    """A text's hash, whatever its line ends."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()
