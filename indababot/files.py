"""Writing files: each is written whole or not at all, in one way for the whole package.

The new content goes to a file beside the old one, reaches the disk, and takes its place in one step: who reads meanwhile, or a
run that dies, finds the old file or the new one.
"""

import os
import secrets
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

PRIVATE = 0o600
"""The mode of files that only their owner may read."""
TEMPORARY = ".indababot-"
"""How the names of unfinished files begin; the process that writes one stands after it."""


@contextmanager
def replacing(
    path: Path, *, mode: int | None = None, follow: bool = True, new: bool = False
) -> Iterator[BinaryIO]:
    """A binary file whose content is at ``path`` when the block ends, and nowhere where it raises.

    The file keeps the mode that it had; a new one has ``mode``, which holds for an old one too where it is given. Where
    ``path`` is a link, the file that it points to is replaced, or with ``follow=False`` the link itself. With ``new`` nothing
    is replaced.

    Raises:
        FileExistsError: ``new`` was asked for, and there is one.
        OSError: it cannot be written, or something that is no regular file stands there.
    """
    path = path.resolve() if follow else path
    with suppress(FileNotFoundError):
        found = path.lstat().st_mode
        if stat.S_ISDIR(found) or not (stat.S_ISREG(found) or stat.S_ISLNK(found)):
            raise OSError(None, "it is no regular file", str(path))
        if mode is None and stat.S_ISREG(found):
            mode = stat.S_IMODE(found)
    temporary = path.with_name(f"{TEMPORARY}{os.getpid()}-{secrets.token_hex(4)}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    try:
        with os.fdopen(os.open(temporary, flags, 0o666 if mode is None else PRIVATE), "wb") as file:
            yield file
            file.flush()
            if mode is not None:
                temporary.chmod(mode)
            os.fsync(file.fileno())
        if new:
            _put(temporary, path)
        else:
            temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def write_bytes(path: Path, data: bytes, *, mode: int | None = None, follow: bool = True) -> None:
    """Writes a file; see :func:`replacing`."""
    with replacing(path, mode=mode, follow=follow) as file:
        file.write(data)


def write_text(
    path: Path, pieces: str | Iterable[str], *, mode: int | None = None, follow: bool = True
) -> None:
    """Writes a text in UTF-8, piece by piece, with its line ends as they are; see :func:`replacing`."""
    with replacing(path, mode=mode, follow=follow) as file:
        for piece in (pieces,) if isinstance(pieces, str) else pieces:
            file.write(piece.encode())


def sweep(folder: Path) -> None:
    """Removes what killed processes left in a folder; a file of a process that still runs stays."""
    for path in folder.glob(f"{TEMPORARY}*.tmp"):
        number = path.name.removeprefix(TEMPORARY).removesuffix(".tmp").partition("-")[0]
        if number.isdecimal() and not _alive(int(number)):
            path.unlink(missing_ok=True)


def _put(temporary: Path, path: Path) -> None:
    """Puts a new file in its place, and fails where there is one; in one step where the file system has hard links."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        if path.exists():
            raise FileExistsError(path) from None
        temporary.replace(path)


def _alive(process: int) -> bool:
    if process == os.getpid():
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
