"""Work done in a process of its own: the library that draws charts ends its process where it gets no memory or open file."""

import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TypeVar

from indababot.errors import UsageError
from indababot.i18n import NOT_GIVEN
from indababot.textfiles import why

Made = TypeVar("Made")


def apart(make: Callable[[], Made]) -> Made:
    """What is made, in a forked process; in this one where the system has none.

    Raises:
        UsageError: there is no room for a process, or it ended in the middle of it.
        Exception: what ``make`` raises.
    """
    if "fork" not in multiprocessing.get_all_start_methods():
        return make()
    forks = multiprocessing.get_context("fork")
    try:
        receiver, sender = forks.Pipe(duplex=False)
        child = forks.Process(target=_make, args=(make, sender))
        child.start()
    except OSError as error:
        raise UsageError(NOT_GIVEN, why=why(error)) from error
    sender.close()
    made: Made
    try:
        made, raised = receiver.recv()
    except EOFError:
        raise UsageError(NOT_GIVEN, why="vl-convert") from None
    finally:
        child.kill()  # it has sent all it has to say, or nobody waits for it any more
        child.join()
        receiver.close()
    if raised is not None:
        raise raised
    return made


def _make(make: Callable[[], object], sender: Connection) -> None:
    """Makes it and sends it without a word: what a library says as it dies helps nobody."""
    silent = os.open(os.devnull, os.O_WRONLY)
    for number in (1, 2):
        os.dup2(silent, number)
    try:
        sender.send((make(), None))
    except Exception as raised:  # noqa: BLE001 - it is raised again where somebody waits for it
        sender.send((None, raised))
