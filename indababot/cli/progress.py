"""How far long work is: a line on a terminal, once it takes more than a second; nothing in a log or pipe."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

Item = TypeVar("Item")
Step = Callable[[str, int], None]
"""Told what is done now, and how much of it is."""
WAIT = 1.0
"""Seconds until something is shown."""


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Step]:
    """Shows steps on a terminal for the length of the block; what is written meanwhile stands above the line, whole."""
    if quiet or not sys.stderr.isatty():
        yield lambda step, done: None
        return
    from rich.console import Console
    from rich.live import Live
    from rich.spinner import Spinner

    started = time.monotonic()
    spinner = Spinner("dots", style="status.spinner")
    # Standard output is led above the line where it is a terminal only: elsewhere it takes the data that is written meanwhile.
    status = Live(spinner, console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty())
    shown = False

    def step(name: str, done: int) -> None:
        nonlocal shown
        spinner.update(text=f"{name}: {done}" if done else name)
        if not shown and time.monotonic() - started > WAIT:
            shown = True
            status.start()

    try:
        yield step
    finally:
        if shown:
            status.stop()


def counted(items: Iterable[Item], name: str, step: Step) -> Iterator[Item]:
    """The items, each told as a step."""
    for done, item in enumerate(items, 1):
        step(name, done)
        yield item
