"""From offsets to rows and columns, as an editor counts them."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from indababot.diagnostics import Location

_BREAK = re.compile(r"\r\n|\r|\n")  # not str.splitlines: a form feed or U+2028 is no new line in an editor


class LineIndex:
    r"""The lines of a text. Lines end with ``\n``, ``\r\n`` or ``\r``; rows and columns are 1-based, in code points."""

    def __init__(self, text: str) -> None:
        self.text = text
        breaks = [match.span() for match in _BREAK.finditer(text)]
        self._starts = [0, *(end for _, end in breaks)]
        self._ends = [*(start for start, _ in breaks), len(text)]

    def __len__(self) -> int:
        """How many lines there are; a text without a break is one."""
        return len(self._starts)

    def __iter__(self) -> Iterator[str]:
        """The lines, without their ends."""
        return (self.text[start:end] for start, end in zip(self._starts, self._ends, strict=True))

    def location(self, offset: int) -> Location:
        """The place of a code point; what lies outside the text is its first or last place."""
        offset = min(max(offset, 0), len(self.text))
        row = bisect_right(self._starts, offset)
        return Location(row=row, column=offset - self._starts[row - 1] + 1)

    def row(self, offset: int) -> int:
        """The row of a code point."""
        return bisect_right(self._starts, min(max(offset, 0), len(self.text)))

    def offset(self, location: Location) -> int:
        """The code point at a place."""
        return self._starts[location.row - 1] + location.column - 1

    def span(self, row: int) -> tuple[int, int]:
        """The code points of a row, without its end."""
        return self._starts[row - 1], self._ends[row - 1]

    def line(self, row: int) -> str:
        """The text of a row, without its end."""
        start, end = self.span(row)
        return self.text[start:end]
