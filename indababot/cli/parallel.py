"""Pure work on many items, on all cores, in order, and with few items in memory at a time."""

import gc
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, TypeVar

import click

from indababot.cli.completion import Count
from indababot.cli.progress import threads
from indababot.cores import cores

if TYPE_CHECKING:
    from concurrent.futures import Future

Item = TypeVar("Item")
Result = TypeVar("Result")

WORTH = 64
"""Fewer items are done sooner without another process."""
_CHUNK = 16
"""Items that go to a process together."""
_COLLECTED = 512
"""Items after which garbage is looked for among what they left."""
_AHEAD = 3
"""Chunks for each process that are on their way; what the consumer has not taken yet keeps new ones from being read."""


def jobs_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the option that says how many processes work."""
    return click.option(
        "--jobs",
        "-j",
        type=Count(),
        metavar="N",
        help="How many processes work on many pages; 1 starts none.  [default: one for each core]",
    )(command)


def mapped(
    work: Callable[[Item], Result], items: Iterable[Item], *, jobs: int | None = None
) -> Iterator[tuple[Item, Result]]:
    """Each item with what pure work makes of it, in order; items are taken as results are.

    Processes are forked, so that they have what was imported and loaded already, and ``work`` need not be picklable; items and results
    are. Where processes cannot be had, or one dies, this process does the work instead and says so. What the work raises is raised here.
    ``jobs`` is how many processes work, by default one for each core.
    """
    coming = _collecting(iter(items))
    first = list(islice(coming, WORTH))
    count = jobs or cores()
    gc.freeze()  # what is loaded stays: looking through it took a sixth of the time, and made forked processes copy it
    gc.set_threshold(10_000)  # trees of pages are cycles: with a hundred thousand, 2,000 pages took 40 MB
    if (
        count == 1
        or len(first) < WORTH
        or threading.active_count() > 1 + threads()
        or not hasattr(os, "fork")
    ):
        yield from ((item, work(item)) for item in chain(first, coming))
        return
    # One item is done before: what the work loads and prepares is there in every process then.
    yield first[0], work(first[0])
    from indababot.cli.workers import Workers  # loaded where there is much to do only

    every = chain(first[1:], coming)
    del first
    with Workers(work, count) as workers:
        workers.start()
        waiting: deque[tuple[list[Item], Future[list[Result]] | None]] = deque()
        while chunk := list(islice(every, _CHUNK)):
            waiting.append((chunk, workers.begin(chunk)))
            while waiting and (len(waiting) >= _AHEAD * count or not workers.alive):
                yield from workers.finish(*waiting.popleft())
        while waiting:
            yield from workers.finish(*waiting.popleft())


def _collecting(items: Iterator[Item]) -> Iterator[Item]:
    """The items; every so many, what was made of those before is let go of, and what is kept of it is not looked through again."""
    for number, item in enumerate(items, 1):
        if number % _COLLECTED == 0:
            gc.collect()
            gc.freeze()
        yield item
