"""A dump's bytes, decompressed as they are asked for: on all cores where the extra ``dumps`` is installed."""

import atexit
import bz2
import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, ParamSpec, TypeVar, cast

from indababot.cores import cores
from indababot.i18n import said
from indababot.wikis.dump.pages import CHUNK

P = ParamSpec("P")
R = TypeVar("R")

SUFFIXES = (".xml", ".bz2", ".gz", ".7z")
_GZIP_CHUNK = 512 << 10
"""How many packed bytes of a .gz file a thread takes at a time: some of them are held in memory, unpacked."""


@dataclass(frozen=True, slots=True)
class Stream:
    """The bytes of a dump, and how many bytes of its file were taken up for them."""

    read: Callable[[int], bytes]
    position: Callable[[], int]

    def chunks(self) -> Iterator[bytes]:
        """The bytes, to their end."""
        while data := self.read(CHUNK):
            yield data


@contextmanager
def opened(path: Path) -> Iterator[Stream]:
    """The stream of a dump.

    Raises:
        MissingExtra: a .7z file needs the extra ``dumps``.
        OSError: the file cannot be read, or is damaged.
        EOFError: it is cut off.
    """
    with path.open("rb") as raw:
        if path.suffix == ".bz2":
            with _bzip2(path, raw) as stream:
                yield stream
        elif path.suffix == ".gz":
            with _gzip(path, raw) as stream:
                yield stream
        elif path.suffix == ".7z":
            from indababot.wikis.dump.sevenzip import unpacked

            with unpacked(raw) as read:
                yield Stream(read, lambda: 0 if raw.closed else raw.tell())
        else:
            yield Stream(raw.read, raw.tell)


@contextmanager
def _bzip2(path: Path, raw: IO[bytes]) -> Iterator[Stream]:
    try:
        from rapidgzip import IndexedBzip2File
    except ImportError:
        with bz2.open(raw) as file:
            yield Stream(file.read, raw.tell)
        return
    with _closed_at_exit(lambda: IndexedBzip2File(str(path), cores())) as file:
        yield Stream(_guarded(file.read), lambda: file.tell_compressed() // 8)


@contextmanager
def _gzip(path: Path, raw: IO[bytes]) -> Iterator[Stream]:
    try:
        from rapidgzip import RapidgzipFile
    except ImportError:
        with gzip.open(raw) as plain:
            yield Stream(cast("IO[bytes]", plain).read, raw.tell)
        return
    with _closed_at_exit(lambda: RapidgzipFile(str(path), cores(), chunk_size=_GZIP_CHUNK)) as file:
        yield Stream(_guarded(file.read), lambda: file.tell_compressed() // 8)


@contextmanager
def _closed_at_exit(make: Callable[[], Any]) -> Iterator[Any]:
    """A file with threads of its own, closed before the interpreter ends, whoever still holds it then: else the process is aborted."""
    file = _guarded(make)()
    atexit.register(file.close)
    try:
        yield file
    finally:
        atexit.unregister(file.close)
        file.close()


def _guarded(call: Callable[P, R]) -> Callable[P, R]:
    """A library's call whose errors of several kinds all mean damaged data."""

    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return call(*args, **kwargs)
        except (RuntimeError, ValueError, ArithmeticError, LookupError) as error:
            raise OSError(said("its packed data are damaged: {error}", error=error)) from error

    return guarded
