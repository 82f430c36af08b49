"""Signals that end a process, as an exception: what is open is closed, temporary folders go, and a run leaves its report."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from indababot.errors import Interrupted

_ENDING = ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGXCPU")


@contextmanager
def ending() -> Iterator[None]:
    """Raises :class:`Interrupted` at the first such signal, and takes no other. What the caller ignores (``nohup``) stays so."""
    before = {}
    with suppress(ValueError):  # not the main thread: signals are somebody else's business
        for name in _ENDING:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                before[number] = signal.signal(number, _end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(number: int, frame: FrameType | None) -> None:
    for name in _ENDING:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    raise Interrupted(signal.Signals(number).name, number)
