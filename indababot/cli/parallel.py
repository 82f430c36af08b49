"""Pure work on many items, on all cores."""

import os
import pickle
import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

WORTH = 64
"""Fewer items are done sooner without another process."""


def mapped(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """What pure work makes of each item, in order.

    Processes are forked, so that they have the items and what was imported already, and send back results only. Where
    that is not possible, or one of them fails, this process does the work itself, and raises what it raises.
    """
    cores = _cores() if len(items) >= WORTH and threading.active_count() == 1 and hasattr(os, "fork") else 1
    children = [_forked(work, items[share::cores]) for share in range(1, cores)]
    results: list[Result | None] = [None] * len(items)
    results[::cores] = [work(item) for item in items[::cores]]
    for share, (child, pipe) in enumerate(children, start=1):
        with os.fdopen(pipe, "rb") as file:
            data = file.read()
        _, status = os.waitpid(child, 0)
        # The bytes are our own child's, over a pipe that nobody else has.
        done = pickle.loads(data) if status == 0 else [work(item) for item in items[share::cores]]  # noqa: S301
        results[share::cores] = done
    return [result for result in results if result is not None]


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _forked(work: Callable[[Item], Result], items: Sequence[Item]) -> tuple[int, int]:
    """A process that does some of the work, and the pipe that its results come through."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    status = 1
    try:
        with os.fdopen(writing, "wb") as file:
            pickle.dump([work(item) for item in items], file, pickle.HIGHEST_PROTOCOL)
        status = 0
    finally:
        os._exit(status)  # nothing of the parent's is flushed or closed a second time
