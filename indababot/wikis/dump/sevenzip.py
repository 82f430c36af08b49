"""A dump packed with 7z, as Wikimedia packs those with the history: the library pushes the bytes, a pipe lets them be read."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any

from indababot.errors import MissingExtra, UsageError
from indababot.i18n import NEEDS_EXTRA, said


@contextmanager
def unpacked(raw: IO[bytes]) -> Iterator[Callable[[int], bytes]]:
    """What reads the bytes of the one file in an archive.

    Raises:
        MissingExtra: the extra ``dumps`` is not installed.
        OSError: while reading, the archive is damaged, or holds several files.
    """
    try:
        import py7zr  # noqa: F401 - asked for here, so that its absence is told here
    except ModuleNotFoundError:
        raise MissingExtra(NEEDS_EXTRA, what=".7z", extra="dumps") from None
    reading, writing = os.pipe()
    failures: list[Exception] = []
    thread = threading.Thread(target=_unpack, args=(raw, writing, failures), daemon=True)
    thread.start()

    def read(size: int) -> bytes:
        data = pipe.read(size)
        if not data and failures:
            raise OSError(said("its packed data are damaged: {error}", error=failures[0])) from failures[0]
        return data

    with os.fdopen(reading, "rb") as pipe:
        yield read
    thread.join()


def _unpack(raw: IO[bytes], writing: int, failures: list[Exception]) -> None:
    """Writes the file in an archive to a pipe, to its end or until nobody reads on."""
    import py7zr

    factory: Any = _Factory(writing)
    try:
        with py7zr.SevenZipFile(raw) as archive:
            archive.extract(targets=[_only(archive.getnames())], factory=factory)
    except Exception as error:  # noqa: BLE001 - it is raised where the pipe is read
        failures.append(error)
    finally:
        os.close(writing)


def _only(names: list[str]) -> str:
    if len(names) != 1:
        raise UsageError("a dump's archive holds one file")
    return names[0]


class _Pipe:
    """What py7zr writes a file to; it asks for the methods of its ``Py7zIO``, whose class it does not look at."""

    def __init__(self, writing: int) -> None:
        self._writing = writing

    def write(self, data: bytes) -> int:
        left = memoryview(data)
        while left:
            left = left[os.write(self._writing, left) :]
        return len(data)

    def read(self, size: int | None = None) -> bytes:
        return b""

    def seek(self, offset: int, whence: int = 0) -> int:
        return 0

    def flush(self) -> None:
        """A pipe keeps nothing back."""

    def size(self) -> int:
        return 0

    def close(self) -> None:
        """The pipe is closed by who opened it."""


class _Factory:
    """What py7zr asks for a place to write to."""

    def __init__(self, writing: int) -> None:
        self._pipe = _Pipe(writing)

    def create(self, filename: str) -> _Pipe:
        return self._pipe
