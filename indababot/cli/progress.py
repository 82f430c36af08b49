"""How far long work is: a line on a terminal, once it takes more than a second; nothing in a log or pipe."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.live import Live
    from rich.spinner import Spinner

Item = TypeVar("Item")
Step = Callable[[str, int], None]
"""Told what is done now, and how much of it is."""
WAIT = 1.0
"""Seconds until something is shown."""
_OFTEN = 0.1
"""Seconds between two pictures of a bar."""
_WIDTH = 30
"""Columns of a bar."""


class _Line:
    """The line on the terminal, which is there once the work takes long."""

    def __init__(self, spinner: "Spinner", live: "Live") -> None:
        self._spinner = spinner
        self.live = live
        self.shown = False
        self._started = time.monotonic()

    def show(self, what: "RenderableType") -> None:
        self._spinner.update(text=what)
        if not self.shown and time.monotonic() - self._started > WAIT:
            self.shown = True
            self.live.start()


_lines: list[_Line] = []
"""The lines of the blocks that run: one, or none."""


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Step]:
    """Shows steps on a terminal for the length of the block; what is written meanwhile stands above the line, whole."""
    if quiet or not sys.stderr.isatty():
        yield lambda step, done: None
        return
    from rich.console import Console
    from rich.live import Live
    from rich.spinner import Spinner

    spinner = Spinner("dots", style="status.spinner")
    # Standard output is led above the line where it is a terminal only: elsewhere it takes the data that is written meanwhile.
    console, above = Console(stderr=True), sys.stdout.isatty()
    line = _Line(spinner, Live(spinner, console=console, transient=True, redirect_stdout=above))
    _lines.append(line)
    try:
        yield lambda name, done: line.show(f"{name}: {done}" if done else name)
    finally:
        _lines.remove(line)
        if line.shown:
            line.live.stop()


def share(name: str) -> Callable[[int, int], None]:
    """What shows a bar, with the time that is left, on the line of the block that runs; it is told how much is done, and of how much."""
    first: tuple[float, int] | None = None
    last = 0.0

    def reached(done: int, whole: int) -> None:
        nonlocal first, last
        now = time.monotonic()
        first = first or (now, done)
        if not _lines or now - last < _OFTEN:
            return
        last = now
        started, before = first
        left = (whole - done) * (now - started) / (done - before) if done > before else None
        _lines[-1].show(_bar(name, done, whole, left))

    return reached


def _bar(name: str, done: int, whole: int, left: float | None) -> "RenderableType":
    from datetime import timedelta

    from rich.progress_bar import ProgressBar
    from rich.table import Table

    row = Table.grid(padding=(0, 1))
    estimate = "" if left is None else f"{timedelta(seconds=round(left))} left"
    row.add_row(name, ProgressBar(whole, done, width=_WIDTH), f"{done * 100 // max(whole, 1)} %", estimate)
    return row


def counted(items: Iterable[Item], name: str, step: Step) -> Iterator[Item]:
    """The items, each told as a step."""
    for done, item in enumerate(items, 1):
        step(name, done)
        yield item
