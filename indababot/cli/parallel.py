"""Pure work on many items, on all cores: what a person waits for is the clock, not the processor."""

import os
from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

WORTH = 100
"""Fewer items are done sooner without other processes."""


def mapped(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """What pure work makes of each item, in order.

    Processes are forked, where the system can: they have what was imported already, and send back results only.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    if len(items) < WORTH or cores == 1:
        return [work(item) for item in items]
    from multiprocessing import get_context

    with get_context("fork").Pool(cores) as pool:
        return pool.map(work, items, chunksize=-(-len(items) // (2 * cores)))
