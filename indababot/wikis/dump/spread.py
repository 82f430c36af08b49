"""Work on many pieces, on the cores of this machine or on a cluster, through the interface of ``concurrent.futures``."""

import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from typing import TypeVar

from indababot.cores import cores

Item = TypeVar("Item")
Result = TypeVar("Result")


def local() -> Executor:
    """The cores of this machine: processes, or threads where somebody's threads run already, which a fork would tear apart."""
    if threading.active_count() > 1 or not hasattr(os, "fork"):
        return ThreadPoolExecutor(cores())
    context = multiprocessing.get_context("fork")
    return ProcessPoolExecutor(cores(), context, initializer=_follow, initargs=(os.getpid(),))


def in_order(
    executor: Executor, work: Callable[[Item], Result], items: Iterable[Item], ahead: int
) -> Iterator[tuple[Item, Result]]:
    """Each item with what work makes of it, in order, ``ahead`` of them at a time; where the executor is broken, this process works."""
    waiting: deque[tuple[Item, Future[Result] | None]] = deque()
    try:
        for item in items:
            waiting.append((item, _begun(executor, work, item)))
            if len(waiting) >= ahead:
                yield _finished(work, *waiting.popleft())
        while waiting:
            yield _finished(work, *waiting.popleft())
    finally:
        for _, future in waiting:
            if future is not None:
                future.cancel()


def _begun(executor: Executor, work: Callable[[Item], Result], item: Item) -> Future[Result] | None:
    try:
        return executor.submit(work, item)
    except BrokenExecutor:
        return None


def _finished(
    work: Callable[[Item], Result], item: Item, future: Future[Result] | None
) -> tuple[Item, Result]:
    try:
        return item, work(item) if future is None else future.result()
    except BrokenExecutor:
        return item, work(item)


def _follow(parent: int) -> None:
    """A process of ours ends when its parent is gone, and leaves Ctrl-C to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
