"""Pure work on many items, on all cores, in order, and with few items in memory at a time."""

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any, Generic, TypeVar

import click

from indababot.cli.context import tell

Item = TypeVar("Item")
Result = TypeVar("Result")

WORTH = 64
"""Fewer items are done sooner without another process."""
_CHUNK = 16
"""Items that go to a process together."""
_AHEAD = 3
"""Chunks for each process that are on their way; what the consumer has not taken yet keeps new ones from being read."""
_TERMINATED = 128 + 15


def jobs_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the option that says how many processes work."""
    return click.option(
        "--jobs",
        "-j",
        type=click.IntRange(min=1),
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
    coming = iter(items)
    first = list(islice(coming, WORTH))
    count = jobs or _cores()
    gc.freeze()  # what is loaded stays: looking through it took a sixth of the time, and made forked processes copy it
    gc.set_threshold(10_000)  # trees of pages are cycles: with a hundred thousand, 2,000 pages took 40 MB
    if count == 1 or len(first) < WORTH or threading.active_count() > 1 or not hasattr(os, "fork"):
        yield from ((item, work(item)) for item in chain(first, coming))
        return
    # One item is done before: what the work loads and prepares is there in every process then.
    yield first[0], work(first[0])
    every = chain(first[1:], coming)
    del first
    with _ends_on_sigterm(), _Workers(work, count) as workers:
        workers.start()
        waiting: deque[tuple[list[Item], Future[list[Result]] | None]] = deque()
        while chunk := list(islice(every, _CHUNK)):
            waiting.append((chunk, workers.begin(chunk)))
            while waiting and (len(waiting) >= _AHEAD * count or not workers.alive):
                yield from workers.finish(*waiting.popleft())
        while waiting:
            yield from workers.finish(*waiting.popleft())


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Workers(Generic[Item, Result]):
    """Processes that do some work, for the length of a block; ``alive`` until they fail."""

    def __init__(self, work: Callable[[Item], Result], count: int) -> None:
        self._work = work
        self._pool = ProcessPoolExecutor(
            count, multiprocessing.get_context("fork"), initializer=_begin, initargs=(work,)
        )
        self._processes: set[multiprocessing.process.BaseProcess] = set()
        self.alive = True

    def __enter__(self) -> "_Workers[Item, Result]":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self._stop()  # nobody waits for their work
        self._pool.shutdown(cancel_futures=True)

    def start(self) -> None:
        """Starts the processes. Ctrl-C waits meanwhile: no process could be told to leave it to us before it runs."""
        before = set(multiprocessing.active_children())
        with _uninterrupted():
            try:
                self._pool.submit(_chunk_done, [])
            except (OSError, RuntimeError, MemoryError) as error:
                self._failed(error)
            self._processes = set(multiprocessing.active_children()) - before
        if not self.alive:
            self._stop()

    def _stop(self) -> None:
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.join()

    def begin(self, chunk: list[Item]) -> "Future[list[Result]] | None":
        """Gives items to a process; None where there is none to take them."""
        if self.alive:
            try:
                return self._pool.submit(_chunk_done, chunk)
            except (OSError, RuntimeError, MemoryError) as error:
                self._failed(error)
        return None

    def finish(
        self, chunk: list[Item], future: "Future[list[Result]] | None"
    ) -> Iterator[tuple[Item, Result]]:
        """The items with their results, once they are there; made here where no process makes them."""
        if future is not None:
            try:
                return zip(chunk, future.result(), strict=True)
            except (BrokenProcessPool, MemoryError) as error:
                self._failed(error)
        return ((item, self._work(item)) for item in chunk)

    def _failed(self, error: BaseException) -> None:
        if self.alive:
            why = "one ended" if isinstance(error, BrokenProcessPool) else str(error) or "no memory"
            tell(f"the work goes on in one process, which takes longer: others cannot be had ({why})")
        self.alive = False


_work: Callable[[Any], Any]
"""What this process does, where it is a worker."""


def _begin(work: Callable[[Any], Any]) -> None:
    """Makes a forked process a worker: it leaves Ctrl-C to its parent, and ends when that ends, however that happens."""
    global _work
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGINT, signal.SIGTERM))
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _chunk_done(chunk: list[Any]) -> list[Any]:
    return [_work(item) for item in chunk]


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Signals that end the program wait until the block ends."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _ends_on_sigterm() -> Iterator[None]:
    """SIGTERM ends the program as an exception does, so that processes and unfinished files are put away."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(_number: int, _frame: object) -> None:
        raise SystemExit(_TERMINATED)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
