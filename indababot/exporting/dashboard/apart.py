"""Work done in a process of its own: the library that draws charts ends its process where it gets no memory or open file."""

import os
import pickle
import signal
from collections.abc import Callable
from typing import TypeVar

from indababot.errors import UsageError
from indababot.i18n import NOT_GIVEN

Made = TypeVar("Made")


def apart(make: Callable[[], Made]) -> Made:
    """What is made, in a forked process; in this one where there is no other to be had.

    Raises:
        UsageError: the process ended in the middle of it.
        Exception: what ``make`` raises.
    """
    try:
        reading, writing = os.pipe()
        child = os.fork()
    except (OSError, AttributeError):
        return make()
    if child == 0:
        _be_the_child(make, writing)
    os.close(writing)
    try:
        with os.fdopen(reading, "rb") as pipe:
            data = pipe.read()
    except BaseException:
        os.kill(child, signal.SIGKILL)
        raise
    finally:
        os.waitpid(child, 0)
    if not data:
        raise UsageError(NOT_GIVEN, why="vl-convert")
    made, error = pickle.loads(data)  # noqa: S301 - our own process's
    if error is not None:
        raise error
    result: Made = made
    return result


def _be_the_child(make: Callable[[], Made], writing: int) -> None:
    """Makes it, writes it into the pipe, and ends without a word: what a library says as it dies helps nobody."""
    try:
        silent = os.open(os.devnull, os.O_WRONLY)
        for number in (1, 2):
            os.dup2(silent, number)
        made, error = None, None
        try:
            made = make()
        except Exception as raised:  # noqa: BLE001 - it is raised again where somebody waits for it
            error = raised
        data = pickle.dumps((made, error))
        while data:
            data = data[os.write(writing, data) :]
    finally:  # whatever happens: what follows is the parent's to do
        os._exit(0)
