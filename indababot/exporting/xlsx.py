"""A workbook for spreadsheets: typed cells on a sheet each for submissions, participants and counts, written row by row.

Nothing in it is a formula or a link. Rows go to the disk as they come, so memory does not grow with their number.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, BinaryIO

from indababot.errors import MissingExtra, UsageError
from indababot.exporting.cells import cut, harmless
from indababot.exporting.columns import SEPARATOR, Column
from indababot.exporting.select import FILTERS
from indababot.privacy import Public

ROWS = 1_048_576
"""A sheet has no more, its header among them."""
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""When every workbook says that it was made, so that the same data give the same bytes."""
_FIRST_DAY = datetime(1900, 3, 1, tzinfo=UTC)
"""From here on all spreadsheets agree on dates; earlier ones are written as texts."""
_WIDE = frozenset({"title", "abstract", "benefit", "takeaways", "comment", "page", "unrecognised"})
_NUMBERS = frozenset({"page_id", "interested"})
"""The columns of numbers; a submission's own number is a text, since ``033`` is one."""
_PARTICIPANTS = ("page", "title", "username", "comment", "signed_by", "signed_at")
_STATISTICS = ("by", "value", "count")

Value = str | int | datetime | None


def write(
    submissions: Iterable[Public],
    columns: Mapping[str, Column],
    file: BinaryIO,
    *,
    separator: str = SEPARATOR,
) -> None:
    """Writes the workbook into a file. ``separator`` stands between the values of a list in one cell.

    Raises:
        MissingExtra: XlsxWriter is not installed.
        UsageError: there are more rows than a sheet takes.
    """
    with _book(file) as book:  # closed where a row has no room, too: its sheets are temporary files
        listed = _Sheet(book, "submissions", tuple(columns))
        interested = _Sheet(book, "participants", _PARTICIPANTS)
        counts: dict[str, Counter[str]] = {name: Counter() for name in FILTERS}
        for item in submissions:
            listed.add([_typed(name, cell(item), separator) for name, cell in columns.items()])
            for one in item.participants:
                about = (item.page.title, item.title)
                interested.add([*about, one.username, one.comment, one.signed_by, one.signed_at])
            for name, values in FILTERS.items():
                counts[name].update(values(item))
        statistics = _Sheet(book, "statistics", _STATISTICS)
        for name, counter in counts.items():
            for value, count in sorted(counter.items()):
                statistics.add([name, value, count])
        for sheet in (listed, interested, statistics):
            sheet.end()


class _Sheet:
    """A sheet that takes rows one after the other, below a header that stays in view."""

    def __init__(self, book: Any, name: str, header: Sequence[str]) -> None:
        self._sheet = book.add_worksheet(name)
        self._date = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._width = len(header)
        self._rows = 1
        bold = book.add_format({"bold": True})
        self._sheet.freeze_panes(1, 0)
        for place, text in enumerate(header):
            self._sheet.set_column(place, place, 40 if text in _WIDE else 18)
            self._sheet.write_string(0, place, text, bold)

    def add(self, values: Sequence[Value]) -> None:
        """Writes a row."""
        if self._rows >= ROWS:
            raise UsageError(f"A sheet takes {ROWS} rows only: choose fewer by filters, or use --format csv.")
        for place, value in enumerate(values):
            self._put(place, value)
        self._rows += 1

    def _put(self, place: int, value: Value) -> None:
        if isinstance(value, int):
            self._sheet.write_number(self._rows, place, value)
        elif isinstance(value, datetime) and value >= _FIRST_DAY:
            moment = value.astimezone(UTC).replace(tzinfo=None)
            self._sheet.write_datetime(self._rows, place, moment, self._date)
        elif value:
            text = value if isinstance(value, str) else value.isoformat()
            self._sheet.write_string(self._rows, place, cut(harmless(text)))

    def end(self) -> None:
        """Puts the filters above what is there."""
        self._sheet.autofilter(0, 0, self._rows - 1, self._width - 1)


def _typed(name: str, value: str | tuple[str, ...], separator: str) -> Value:
    text = value if isinstance(value, str) else separator.join(value)
    return int(text) if name in _NUMBERS and text else text


def _book(file: BinaryIO) -> Any:
    try:
        from xlsxwriter import Workbook
    except ImportError:
        raise MissingExtra("--format xlsx needs the extra 'xlsx': pip install 'indababot[xlsx]'.") from None
    plain = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    book = Workbook(file, {"constant_memory": True, **plain})
    book.set_properties({"created": _MADE.replace(tzinfo=None)})
    return book
