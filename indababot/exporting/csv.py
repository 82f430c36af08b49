"""Comma- and tab-separated values that a spreadsheet shows and never runs; see :mod:`indababot.exporting.cells`.

Every cell is quoted, so that one that holds a semicolon is not cut where spreadsheets separate by those.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from indababot.exporting.cells import safe
from indababot.exporting.columns import SEPARATOR
from indababot.exporting.rows import Table, text

BOM = "\ufeff"


def lines(
    table: Table,
    *,
    delimiter: str = ",",
    separator: str = SEPARATOR,
    raw: bool = False,
    bom: bool = False,
) -> Iterator[str]:
    """A header and a line for each row; ``raw`` gives the values as they are, ``bom`` helps Excel with accents.

    ``delimiter`` stands between cells, ``separator`` between the values of a list in one cell.
    """
    if bom:
        yield BOM
    line = _lines(delimiter, raw=raw)
    yield line(table.header)
    for row in table.rows:
        yield line(text(value, separator) for value in row)


def _lines(delimiter: str, *, raw: bool) -> Callable[[Iterable[str]], str]:
    """Makes a line of the texts of cells."""
    from defusedcsv import csv as defused

    out = io.StringIO()
    form: dict[str, Any] = {"delimiter": delimiter, "lineterminator": "\n", "quoting": csv.QUOTE_ALL}
    writer = csv.writer(out, **form) if raw else defused.writer(out, **form)

    def line(texts: Iterable[str]) -> str:
        out.seek(0)
        out.truncate()
        writer.writerow(texts if raw else map(safe, texts))
        return out.getvalue()

    return line
