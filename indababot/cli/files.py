"""Files that a command writes: whole or not at all."""

import os
from collections.abc import Iterable
from pathlib import Path

from indababot.errors import UsageError


def write_file(name: str, pieces: Iterable[str]) -> None:
    """Writes a text file in one step: who reads it meanwhile, or a run that dies, finds the old one or the new one.

    Raises:
        UsageError: the file cannot be written.
    """
    path = Path(name)
    try:
        if path.exists() and not path.is_file():  # a pipe or a device has nothing to be kept
            _fill(path, pieces)
            return
        path = path.resolve()  # what a link points to is replaced, not the link
        temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        try:
            _fill(temporary, pieces)
            if path.exists():
                temporary.chmod(path.stat().st_mode & 0o7777)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"{name} cannot be written: {error.strerror or error}.") from error


def _fill(path: Path, pieces: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(pieces)
