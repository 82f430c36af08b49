"""Comma-separated values that a spreadsheet shows and never runs; see :mod:`indababot.exporting.cells`.

Every cell is quoted, so that one that holds a semicolon is not cut where spreadsheets separate by those.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping

from indababot.exporting.cells import safe
from indababot.privacy import Public

BOM = "\ufeff"


def rows(
    submissions: Iterable[Public],
    columns: Mapping[str, Callable[[Public], str]],
    *,
    raw: bool = False,
    bom: bool = False,
) -> Iterator[str]:
    """A header and a line for each submission; ``raw`` gives the values as they are, ``bom`` helps Excel with accents."""
    if bom:
        yield BOM
    yield _line(columns, raw=raw)
    for submission in submissions:
        yield _line((cell(submission) for cell in columns.values()), raw=raw)


def _line(values: Iterable[str], *, raw: bool) -> str:
    out = io.StringIO()
    if raw:
        csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerow(values)
    else:
        from defusedcsv import csv as defused

        writer = defused.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
        writer.writerow(safe(value) for value in values)
    return out.getvalue()
