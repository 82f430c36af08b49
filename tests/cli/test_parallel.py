"""Work on all cores gives what work on one gives."""

import os
import threading

import pytest

from indababot.cli.parallel import WORTH, mapped


@pytest.mark.parametrize("count", [0, 1, WORTH - 1, WORTH, WORTH * 3 + 1])
def test_results_in_order(count: int) -> None:
    """Each item's result stands at its place, however many there are."""
    assert list(mapped(lambda item: [item, "x" * 2000], range(count))) == [
        (item, [item, "x" * 2000]) for item in range(count)
    ]


def test_errors_come_through() -> None:
    """What the work raises is raised here, even where another process did it."""
    with pytest.raises(ZeroDivisionError):
        list(mapped(lambda item: 1 // (item - WORTH + 1), range(WORTH)))


def test_threads_keep_it_in_one_process() -> None:
    """With another thread running nothing is forked: a lock that it holds would stay locked."""
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert {result for _, result in mapped(lambda _: os.getpid(), range(WORTH))} == {os.getpid()}
    finally:
        stop.set()
        thread.join()
