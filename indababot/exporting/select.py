"""Which submissions an export holds, and in which order."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from indababot.columns import Order
from indababot.editions import Edition
from indababot.errors import UsageError
from indababot.exporting.columns import SORTABLE, order_of, resolved, suggestion
from indababot.exporting.rows import Item, entry
from indababot.i18n import said
from indababot.privacy import Public
from indababot.records import FieldKey, Status
from indababot.spool import by_key

FILTERS: Mapping[str, Callable[[Public], tuple[str, ...]]] = {
    "type": lambda item: item.types,
    "theme": lambda item: item.themes,
    "level": lambda item: item.levels,
    "language": lambda item: item.languages,
    "mode": lambda item: (item.mode,) if item.mode else (),
    "status": lambda item: (item.status.value,),
}
"""What can be filtered by, and the values that a submission has for it."""
_KEYS = {
    "type": FieldKey.TYPES,
    "theme": FieldKey.THEMES,
    "level": FieldKey.LEVELS,
    "language": FieldKey.LANGUAGES,
    "mode": FieldKey.MODE,
}


@dataclass(frozen=True, slots=True)
class Filter:
    """Keeps submissions that have one of the values; case is not looked at."""

    name: str
    values: tuple[str, ...]

    def keeps(self, submission: Public) -> bool:
        """Whether a submission stays."""
        wanted = {value.casefold() for value in self.values}
        return any(value.casefold() in wanted for value in FILTERS[self.name](submission))


def known_filters(
    filters: Iterable[Filter], submissions: Collection[Public], editions: Iterable[Edition] = ()
) -> list[Filter]:
    """The filters with their values as the editions call them.

    Raises:
        UsageError: neither an edition nor a submission has a value that is asked for.
    """
    each = tuple(editions)
    return [Filter(one.name, _known(one, submissions, each)) for one in filters]


def _known(one: Filter, submissions: Collection[Public], editions: Sequence[Edition]) -> tuple[str, ...]:
    known = {value.casefold(): value for item in submissions for value in FILTERS[one.name](item)}
    if one.name == "status":
        known |= {status.value: status.value for status in Status}
    for edition in editions:
        field = edition.by_key.get(_KEYS[one.name]) if one.name in _KEYS else None
        for choice in field.choices if field else ():
            known |= dict.fromkeys((text.casefold() for text in (*choice.aliases, choice.name)), choice.name)
    for value in one.values:
        if value.casefold() not in known:
            names = dict.fromkeys(known[key] for key in sorted(known))
            told = suggestion(value, names) if names else said("no submission has one.")
            raise UsageError(
                "There is no {filter} '{value}': {told}", filter=one.name, value=value, told=told
            )
    return tuple(known[value.casefold()] for value in one.values)


def select(submissions: Iterable[Public], filters: Iterable[Filter]) -> list[Public]:
    """The submissions that every filter keeps."""
    each = tuple(filters)
    return [item for item in submissions if all(one.keeps(item) for one in each)]


def sort(submissions: Iterable[Public], keys: Sequence[str] = ()) -> list[Public]:
    """The submissions in the order of :func:`order`."""
    every = list(submissions)
    return [every[number] for number in order(every, keys)]


def order(items: Iterable[Item], keys: Sequence[str] = (), filters: Iterable[Filter] = ()) -> list[int]:
    """The numbers, from 0, of the submissions that every filter keeps; each is looked at once, and only what it is sorted by is kept.

    They are sorted by the columns asked for, as lists on the wiki are, then by title, page id and page: the same data give the same
    order, so that a diff shows what is new. A minus before a column turns its order round; what has no value there comes last either way.
    To be sorted by findings they have to be entries with these.

    Raises:
        UsageError: there is no such column.
    """
    each = tuple(filters)
    names = resolved((key.strip().lstrip("-+") for key in keys), SORTABLE)
    columns: list[dict[int, Order]] = [{} for _ in names]

    def places() -> Iterator[tuple[str, int]]:
        for number, item in enumerate(map(entry, items)):
            if all(one.keeps(item.submission) for one in each):
                for name, column in zip(names, columns, strict=True):
                    if (place := order_of(item, name)) is not None:
                        column[number] = place
                yield _place(item.submission), number

    ordered = by_key(places())
    for key, column in reversed(list(zip(keys, columns, strict=True))):
        valued = [number for number in ordered if number in column]
        bare = [number for number in ordered if number not in column]
        valued.sort(key=column.__getitem__, reverse=key.strip().startswith("-"))
        ordered = valued + bare
    return ordered


def _place(item: Public) -> str:
    """What submissions are sorted by in the end."""
    page = item.page
    parts = (item.title.casefold(), item.title, f"{page.page_id or 0:020}", page.title)
    return "\0".join(parts)
