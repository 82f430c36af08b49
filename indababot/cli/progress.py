"""How far long work is: a line on a terminal, once it takes more than a second; nothing in a log or pipe."""

import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar

from indababot.cli.messages import told_here
from indababot.i18n import N_, said

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.live import Live
    from rich.spinner import Spinner

STEPS = (
    N_("asking the wiki"),
    N_("reading pages"),
    N_("reading forms"),
    N_("reading the dump"),
    N_("reading what pages said earlier"),
    N_("looking for what the pages have in common"),
    N_("checking pages"),
    N_("writing"),
    N_("writing files"),
    N_("writing pages"),
    N_("writing submissions"),
)
"""What is done now, as commands tell it: marked here, so that they need not."""

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
    """The line on the terminal, which is there once the work has taken long, whether or not it has told a step since."""

    def __init__(self, spinner: "Spinner", live: "Live") -> None:
        self._spinner = spinner
        self._live = live
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._draw, daemon=True)
        self._thread.start()

    def show(self, what: "RenderableType") -> None:
        self._spinner.update(text=what)

    def end(self) -> None:
        self._ended.set()
        self._thread.join()

    def _draw(self) -> None:
        if self._ended.wait(WAIT):
            return
        with self._live:
            while not self._ended.wait(_OFTEN):
                self._live.refresh()


_lines: list[_Line] = []
"""The line of the block that runs: one, or none."""


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Step]:
    """Shows steps on a terminal for the length of the block; what is written meanwhile stands above the line, whole.

    A block within another shows its steps on the line of that.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda step, done: None
        return
    if _lines:
        yield partial(_show, _lines[-1])
        return
    from rich.console import Console
    from rich.live import Live
    from rich.spinner import Spinner

    spinner = Spinner("dots", style="status.spinner")
    # Standard output is led above the line where it is a terminal only: elsewhere it takes the data that is written meanwhile.
    console, above = Console(stderr=True), sys.stdout.isatty()
    live = Live(spinner, console=console, transient=True, auto_refresh=False, redirect_stdout=above)
    line = _Line(spinner, live)
    _lines.append(line)
    try:
        yield partial(_show, line)
    finally:
        _lines.remove(line)
        line.end()


def threads() -> int:
    """How many threads draw: a process that is forked meanwhile has nothing of theirs to wait for."""
    return len(_lines)


def _show(line: _Line, name: str, done: int) -> None:
    told = told_here(said(name))
    line.show(f"{told}: {done}" if done else told)


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
    estimate = "" if left is None else told_here(said("{time} left", time=timedelta(seconds=round(left))))
    row.add_row(
        told_here(said(name)),
        ProgressBar(whole, done, width=_WIDTH),
        f"{done * 100 // max(whole, 1)} %",
        estimate,
    )
    return row


def counted(items: Iterable[Item], name: str, step: Step) -> Iterator[Item]:
    """The items, each told as a step."""
    for done, item in enumerate(items, 1):
        step(name, done)
        yield item


def waited_for(items: Iterable[Item], name: str) -> Iterator[Item]:
    """The items, with a line while the first takes long: where each is written to the terminal, that shows how far it is from then on."""
    coming = iter(items)
    with progress() as step:
        step(name, 0)
        first = list(islice(coming, 1))
    yield from chain(first, coming)
