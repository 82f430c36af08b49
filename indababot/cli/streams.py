"""Standard streams that may be closed, full, or have nobody at their other end: a write to them never raises.

What is lost of standard error is lost, since there is nobody to tell. What is lost of standard output is data: :func:`lost` says why,
and the command line ends with 2. A reader that leaves early (``| head``) has what it wanted: :func:`reader_gone`.
"""

import errno
import io
import os
import select
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from indababot.i18n import said
from indababot.textfiles import why

_MODES = (os.O_RDONLY, os.O_RDONLY, os.O_WRONLY)
"""How the null device stands in for a closed stream: standard output stays one that cannot be written, and standard input is empty."""
PIPE_WAIT = 3.0
"""Seconds until a pipe that was not asked for (``-``) is held to bring nothing: some systems leave one open for ever."""


class _Stream(io.FileIO):
    """A descriptor that takes all that is written, and remembers what became of it."""

    lost: str | None = None
    gone = False

    def write(self, data: Any) -> int:
        """Writes what can be written; the rest goes nowhere."""
        while not (self.gone or self.lost):
            try:
                written = super().write(data)
                if written is not None:
                    return written
                select.select([], [self], [])  # it does not block, and has no room just now
            except BrokenPipeError:
                self.gone = True
            except OSError as error:
                self.lost = said("it is closed") if error.errno == errno.EBADF else why(error)
        return len(data)


_STDERR = 2
_out: _Stream | None = None


@contextmanager
def safe() -> Iterator[None]:
    """Makes this process's standard streams safe for the length of the block; what somebody has put in their place stays."""
    global _out
    _occupy()
    before = sys.stdout, sys.stderr
    if sys.stdout is sys.__stdout__ and os.name == "posix":
        _out = _Stream(1, "w", closefd=False)
        sys.stdout = _text(_out, before[0])
    if sys.stderr is sys.__stderr__ and os.name == "posix":
        sys.stderr = _text(_Stream(2, "w", closefd=False), before[1])
    try:
        yield
        flush()
    finally:
        sys.stdout, sys.stderr = before


def flush() -> None:
    """Writes what waits to be written."""
    sys.stdout.flush()
    sys.stderr.flush()


def lost() -> str | None:
    """Why data that were written to standard output are lost; None where none are."""
    return _out.lost if _out else None


def reader_gone() -> bool:
    """Whether nobody reads standard output any more, so that no more need be written."""
    return _out is not None and _out.gone


def _occupy() -> None:
    """Opens descriptors 0 to 2 where they are closed: else the next file that is opened would be a standard stream."""
    for number, mode in enumerate(_MODES):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, mode)  # the lowest number that is free: this one


def _text(stream: _Stream, like: TextIO | None) -> TextIO:
    """A text stream over a descriptor, in UTF-8, and on a terminal in its encoding: what that lacks is escaped.

    Programs that read the data get the same bytes whatever the locale is.
    """
    errors = like.errors if like else None
    return io.TextIOWrapper(
        io.BufferedWriter(stream),
        encoding=like.encoding if like and stream.isatty() else "utf-8",
        errors=errors if errors and errors != "strict" else "backslashreplace",
        line_buffering=stream.isatty() or stream.fileno() == _STDERR,
    )


def pipe_has_text() -> bool:
    """Whether standard input is a pipe or file that brings text; an open pipe in which nothing comes is none."""
    try:
        descriptor = sys.stdin.fileno()
        kind = os.fstat(descriptor).st_mode
        if not (stat.S_ISFIFO(kind) or stat.S_ISSOCK(kind) or stat.S_ISREG(kind)):
            return False
        ready, _, _ = select.select([descriptor], [], [], PIPE_WAIT)
        source = sys.stdin.buffer
        return bool(ready) and isinstance(source, io.BufferedReader) and bool(source.peek(1))
    except (AttributeError, OSError, ValueError):  # closed, or no real stream
        return False
