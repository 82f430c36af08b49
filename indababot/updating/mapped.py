"""How pure work on many pages is done: one after the other, or as the caller says, on all cores say."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Mapped(Protocol):
    """Gives each item with what the work makes of it, in the order of the items. The work is pure; items and results can be pickled."""

    def __call__(
        self, work: Callable[[Item], Result], items: Iterable[Item], /
    ) -> Iterator[tuple[Item, Result]]: ...


def in_turn(work: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[tuple[Item, Result]]:
    """One item after the other, in this process."""
    return ((item, work(item)) for item in items)
