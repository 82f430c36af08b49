"""Many records for a short time: on the disk once they are more than a few, so that memory does not grow with their number."""

import pickle
import weakref
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator
from heapq import merge
from itertools import islice
from typing import Generic, TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")

_IN_MEMORY = 4_000_000
"""Bytes that are kept in memory before the file is made."""
_RUN = 10_000
"""So many keys are sorted at a time."""


class Spool(Collection[Item]):
    """Items in the order in which they were added, to be looked at any number of times; each look makes them anew.

    They stand in a file without a name that only this process can open, and that is gone when the spool is.
    """

    def __init__(self, items: Iterable[Item] = ()) -> None:
        from tempfile import SpooledTemporaryFile  # not at the start of commands that need none

        self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - it lives as long as the spool
        weakref.finalize(self, self._file.close)
        self._ends = array("Q", [0])
        for item in items:
            self.add(item)

    def add(self, item: Item) -> None:
        """Adds an item, which has to be picklable."""
        data = pickle.dumps(item, pickle.HIGHEST_PROTOCOL)
        self._file.seek(self._ends[-1])
        self._file.write(data)
        self._ends.append(self._ends[-1] + len(data))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __contains__(self, item: object) -> bool:
        return any(one == item for one in self)

    def __getitem__(self, number: int) -> Item:
        start, end = self._ends[number], self._ends[number + 1]
        self._file.seek(start)
        item: Item = pickle.loads(self._file.read(end - start))  # noqa: S301 - our own, from a file that nobody else can open
        return item

    def __iter__(self) -> Iterator[Item]:
        return map(self.__getitem__, range(len(self)))

    def ordered(self, numbers: Iterable[int]) -> Iterator[Item]:
        """The items with these numbers, in this order."""
        return map(self.__getitem__, numbers)


class Each(Collection[Made], Generic[Item, Made]):
    """What is made of each item of a collection, anew at each look."""

    def __init__(self, items: Collection[Item], make: Callable[[Item], Made]) -> None:
        self._items = items
        self._make = make

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, item: object) -> bool:
        return any(one == item for one in self)

    def __iter__(self) -> Iterator[Made]:
        return map(self._make, self._items)


def by_key(keyed: Iterable[tuple[str, int]]) -> list[int]:
    """The numbers that come with some keys, in the order of these; of many keys a part is in memory at a time."""
    each = iter(keyed)
    spool: Spool[tuple[str, int]] = Spool()
    runs: list[range] = []
    while run := sorted(islice(each, _RUN)):
        start = len(spool)
        for one in run:
            spool.add(one)
        runs.append(range(start, len(spool)))
    return [number for _, number in merge(*map(spool.ordered, runs))]
