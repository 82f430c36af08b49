"""Comma- and tab-separated values that a spreadsheet shows and never runs; see :mod:`indababot.exporting.cells`.

Every cell is quoted, so that one that holds a semicolon is not cut where spreadsheets separate by those.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from indababot.exporting.cells import safe
from indababot.exporting.columns import SEPARATOR, Column
from indababot.privacy import Public

BOM = "\ufeff"


def rows(
    submissions: Iterable[Public],
    columns: Mapping[str, Column],
    *,
    delimiter: str = ",",
    separator: str = SEPARATOR,
    raw: bool = False,
    bom: bool = False,
) -> Iterator[str]:
    """A header and a line for each submission; ``raw`` gives the values as they are, ``bom`` helps Excel with accents.

    ``delimiter`` stands between cells, ``separator`` between the values of a list in one cell.
    """
    if bom:
        yield BOM
    yield _line(columns, delimiter, raw=raw)
    for submission in submissions:
        values = (cell(submission) for cell in columns.values())
        texts = (value if isinstance(value, str) else separator.join(value) for value in values)
        yield _line(texts, delimiter, raw=raw)


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
