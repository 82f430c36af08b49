"""Which submissions an export holds, and in which order."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from indababot.privacy import Public

FILTERS: Mapping[str, Callable[[Public], tuple[str, ...]]] = {
    "type": lambda item: item.types,
    "theme": lambda item: item.themes,
    "level": lambda item: item.levels,
    "language": lambda item: item.languages,
    "mode": lambda item: (item.mode,) if item.mode else (),
    "status": lambda item: (item.status.value,),
}
"""What can be filtered by, and the values that a submission has for it."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Keeps submissions that have one of the values; case is not looked at."""

    name: str
    values: tuple[str, ...]

    def keeps(self, submission: Public) -> bool:
        """Whether a submission stays."""
        wanted = {value.casefold() for value in self.values}
        return any(value.casefold() in wanted for value in FILTERS[self.name](submission))


def select(submissions: Iterable[Public], filters: Iterable[Filter]) -> list[Public]:
    """The submissions that every filter keeps."""
    each = tuple(filters)
    return [item for item in submissions if all(one.keeps(item) for one in each)]


def sort(submissions: Iterable[Public]) -> list[Public]:
    """By title, then page id, then page: the same data give the same order, so that a diff shows what is new."""
    return sorted(
        submissions,
        key=lambda item: (item.title.casefold(), item.title, item.page.page_id or 0, item.page.title),
    )
