"""Processes that do pure work for this one, and end with it, however it ends."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

from indababot.cli.messages import tell
from indababot.i18n import said

Item = TypeVar("Item")
Result = TypeVar("Result")


class Workers(Generic[Item, Result]):
    """Processes that do some work, for the length of a block; ``alive`` until they fail."""

    def __init__(self, work: Callable[[Item], Result], count: int) -> None:
        self._work = work
        self._pool = ProcessPoolExecutor(
            count, multiprocessing.get_context("fork"), initializer=_begin, initargs=(work,)
        )
        self._processes: set[multiprocessing.process.BaseProcess] = set()
        self.alive = True

    def __enter__(self) -> "Workers[Item, Result]":
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
            why = (
                said("one ended") if isinstance(error, BrokenProcessPool) else str(error) or said("no memory")
            )
            tell(
                said(
                    "the work goes on in one process, which takes longer: others cannot be had ({why})",
                    why=why,
                )
            )
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
