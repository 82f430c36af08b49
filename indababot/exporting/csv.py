"""Comma-separated values that a spreadsheet shows and never runs.

A cell that a spreadsheet would take for a formula gets an apostrophe before it (by defusedcsv). What hides a formula's first
character, blanks and control characters before it or its full-width form, is taken away first. Every cell is quoted, so that
one that holds a semicolon is not cut where spreadsheets separate by those.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping

from indababot.privacy import Public

BOM = "\ufeff"
_FORMULA = "=+-@|%"
_WIDE = str.maketrans("＝＋－＠｜％﹦﹢﹣﹫", "=+-@|%=+-@")
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_HIDING = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


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


def harmless(text: str) -> str:
    """A value whose first character is what a spreadsheet will see as its first; without what drives a terminal or turns a text around."""
    text = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    start = next((at for at, sign in enumerate(text) if unicodedata.category(sign) not in _HIDING), len(text))
    first = text[start : start + 1].translate(_WIDE)
    return first + text[start + 1 :] if first and first in _FORMULA else text


def _line(values: Iterable[str], *, raw: bool) -> str:
    out = io.StringIO()
    if raw:
        csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerow(values)
    else:
        from defusedcsv import csv as defused

        writer = defused.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
        writer.writerow(harmless(value) for value in values)
    return out.getvalue()
