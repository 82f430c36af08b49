"""Comma- and tab-separated values that a spreadsheet shows and never runs; see :mod:`indababot.exporting.cells`.

Every cell is quoted, so that one that holds a semicolon is not cut where spreadsheets separate by those.
"""

import csv
import io
from collections.abc import Iterable, Iterator

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
    yield _line(table.header, delimiter, raw=raw)
    for row in table.rows:
        yield _line((text(value, separator) for value in row), delimiter, raw=raw)


def _line(values: Iterable[str], delimiter: str, *, raw: bool) -> str:
    out = io.StringIO()
    if raw:
        writer = csv.writer(out, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL)
        writer.writerow(values)
    else:
        from defusedcsv import csv as defused

        writer = defused.writer(out, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL)
        writer.writerow(safe(value) for value in values)
    return out.getvalue()
