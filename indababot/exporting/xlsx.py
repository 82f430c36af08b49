"""A workbook for spreadsheets: typed cells on a sheet each for submissions, people, participants, findings and counts, written row by row.

Nothing in it is a formula or a link. Rows go to the disk as they come, so memory does not grow with their number; only who is named by
which submission is kept, since a person's row is known when all are.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from indababot.errors import MissingExtra, UsageError
from indababot.exporting.cells import cut, harmless
from indababot.exporting.columns import SEPARATOR, Emails, chosen
from indababot.exporting.rows import (
    HEADERS,
    Item,
    Kind,
    People,
    Row,
    Table,
    Value,
    cells,
    entry,
    findings,
    participants,
    text,
)
from indababot.exporting.select import FILTERS
from indababot.i18n import NEEDS_EXTRA
from indababot.persons import Aliases

ROWS = 1_048_576
"""A sheet has no more, its header among them."""
SHEETS: Mapping[Kind, str] = {
    Kind.SUBMISSION: "submissions",
    Kind.PERSON: "people",
    Kind.PARTICIPANT: "participants",
    Kind.FINDING: "findings",
}
"""What the sheet of each kind of rows is called."""
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""When every workbook says that it was made, so that the same data give the same bytes."""
_FIRST_DAY = datetime(1900, 3, 1, tzinfo=UTC)
"""From here on all spreadsheets agree on dates; earlier ones are written as texts."""
_WIDE = frozenset(
    {
        "title",
        "abstract",
        "benefit",
        "takeaways",
        "comment",
        "page",
        "unrecognised",
        "message",
        "sessions",
        "pages",
    }
)
_LETTERS = 240
"""So many letters of a row can be read on a landscape page that is as wide as the row; a wider row goes over several pages."""
_STATISTICS = ("by", "value", "count")


def write(
    items: Iterable[Item],
    file: BinaryIO,
    *,
    columns: Sequence[str] = (),
    separator: str = SEPARATOR,
    emails: Emails | None = None,
    aliases: Aliases | None = None,
) -> None:
    """Writes the whole workbook into a file. ``separator`` stands between the values of a list in one cell.

    Raises:
        MissingExtra: XlsxWriter is not installed.
        UsageError: there is no such column, or there are more rows than a sheet takes.
    """
    wanted = chosen(columns, emails)
    headers = {**HEADERS, Kind.SUBMISSION: tuple(wanted)}
    with _book(file) as book:  # closed where a row has no room, too: its sheets are temporary files
        sheets = {kind: _Sheet(book, name, headers[kind], separator) for kind, name in SHEETS.items()}
        gathered = People(aliases or {})
        counts: dict[str, Counter[str]] = {name: Counter() for name in FILTERS}
        for one in map(entry, items):
            sheets[Kind.SUBMISSION].add(cells(one, wanted))
            sheets[Kind.PARTICIPANT].add_all(participants(one))
            sheets[Kind.FINDING].add_all(findings(one))
            gathered.add(one.submission)
            for name, values in FILTERS.items():
                counts[name].update(values(one.submission))
        sheets[Kind.PERSON].add_all(gathered.rows())
        statistics = _Sheet(book, "statistics", _STATISTICS, separator)
        for name, counter in counts.items():
            for value, count in sorted(counter.items()):
                statistics.add([name, value, count])
        for sheet in (*sheets.values(), statistics):
            sheet.end()


def write_table(made: Table, name: str, file: BinaryIO, *, separator: str = SEPARATOR) -> None:
    """Writes a workbook of one sheet into a file; see :func:`write`."""
    with _book(file) as book:
        sheet = _Sheet(book, name, made.header, separator)
        for row in made.rows:
            sheet.add(row)
        sheet.end()


class _Sheet:
    """A sheet that takes rows one after the other, below a header that stays in view."""

    def __init__(self, book: Any, name: str, header: Sequence[str], separator: str) -> None:
        self._sheet = book.add_worksheet(name)
        self._date = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._header = header
        self._separator = separator
        self._rows = 1
        self._text = book.add_format({"valign": "top"})  # of a text of several lines, a row shows the first
        bold = book.add_format({"bold": True})
        self._sheet.freeze_panes(1, 0)
        widths = [40 if title in _WIDE else 18 for title in header]
        for place, (title, width) in enumerate(zip(header, widths, strict=True)):
            self._sheet.set_column(place, place, width)
            self._sheet.write_string(0, place, title, bold)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)  # A4
        self._sheet.repeat_rows(0)
        self._sheet.set_footer("&C&A &P/&N")
        if sum(widths) <= _LETTERS:
            self._sheet.fit_to_pages(1, 0)

    def add(self, values: Sequence[Value]) -> None:
        """Writes a row."""
        if self._rows >= ROWS:
            raise UsageError(
                "A sheet takes {most} rows only: choose fewer by filters, or use --format csv.", most=ROWS
            )
        for place, value in enumerate(values):
            self._put(place, value)
        self._rows += 1

    def add_all(self, rows: Iterable[Row]) -> None:
        """Writes some rows, the columns by their names."""
        for row in rows:
            self.add([row[name] for name in self._header])

    def _put(self, place: int, value: Value) -> None:
        if isinstance(value, int):
            self._sheet.write_number(self._rows, place, value)
        elif isinstance(value, datetime) and value >= _FIRST_DAY:
            moment = value.astimezone(UTC).replace(tzinfo=None)
            self._sheet.write_datetime(self._rows, place, moment, self._date)
        elif value:
            shown = value.isoformat() if isinstance(value, datetime) else text(value, self._separator)
            self._sheet.write_string(self._rows, place, cut(harmless(shown)), self._text)

    def end(self) -> None:
        """Puts the filters above what is there."""
        self._sheet.autofilter(0, 0, self._rows - 1, len(self._header) - 1)


class _Target:
    """A file for a workbook that takes nothing more once it has failed: zipfile ends an archive that is thrown away, too."""

    def __init__(self, file: BinaryIO) -> None:
        self._file: BinaryIO | None = file
        self._place = 0

    def write(self, data: bytes) -> int:
        try:
            return len(data) if self._file is None else self._file.write(data)
        except OSError:
            self.end()
            raise

    def seek(self, place: int, whence: int = 0) -> int:
        self._place = place if self._file is None else self._file.seek(place, whence)
        return self._place

    def tell(self) -> int:
        return self._place if self._file is None else self._file.tell()

    def flush(self) -> None:
        if self._file is not None:
            self._file.flush()

    def end(self) -> None:
        """Takes nothing from now on."""
        self._file = None


@contextmanager
def _book(file: BinaryIO) -> Iterator[Any]:
    """A workbook that is written to a file when the block ends.

    Raises:
        OSError: there is no room for it.
    """
    try:
        from xlsxwriter import Workbook
        from xlsxwriter.exceptions import FileCreateError
    except ModuleNotFoundError:
        raise MissingExtra(NEEDS_EXTRA, what="--format xlsx", extra="xlsx") from None
    plain = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    target = _Target(file)
    with TemporaryDirectory(prefix="indababot-") as folder:  # for what xlsxwriter would leave behind
        try:
            with Workbook(target, {"constant_memory": True, "tmpdir": folder, **plain}) as book:
                book.set_properties({"created": _MADE.replace(tzinfo=None)})
                yield book
        except FileCreateError as error:
            raise error.args[0] from None
        finally:
            target.end()
