"""Pieces of addresses: a list's separator, a link's end or a bracket may cut one, and neither half is told by itself.

What is whole in the text that the pieces were made of tells them. A name that stands beside an address as well is a name.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from html import unescape
from itertools import islice, takewhile
from typing import NamedTuple

from indababot.privacy.finder import Found, find, masked

_LEAST = 3
"""Shorter texts stand in most addresses."""


class Pieces(NamedTuple):
    """The addresses and numbers of some texts, and what else these texts say, both as they are compared."""

    written: tuple[tuple[str, str], ...] = ()
    rest: str = ""

    @classmethod
    def of(cls, texts: Iterable[str], regions: Sequence[str] | None) -> "Pieces":
        """Those of texts as they are written."""
        texts = tuple(texts)
        written = tuple(_written(text, one) for text in texts for one in find(text, regions))
        return cls(written, _compared("\n".join(masked(text, regions) for text in texts)) if written else "")

    def masked(self, text: str) -> str:
        """``[e-mail]`` or ``[phone]`` for a piece; any other text as it is."""
        piece = _compared(text) if self.written else ""
        if len(piece) < _LEAST or piece in self.rest:
            return text
        return next((mask for address, mask in self.written if piece in address), text)


class Whole:
    """The addresses and numbers that are whole in one text, looked for once: asked for those that a stretch of it touches."""

    def __init__(self, text: str, regions: Sequence[str] | None) -> None:
        self._text = text
        self._regions = regions
        self.found = find(text, regions)

    @cached_property
    def _rest(self) -> str:
        return _compared(masked(self._text, self._regions))

    def near(self, start: int, end: int) -> Pieces:
        """Those that a stretch of the text touches."""
        first = bisect_right(self.found, start, key=lambda one: one.end)
        touched = takewhile(lambda one: one.start < end, islice(self.found, first, None))
        written = tuple(_written(self._text, one) for one in touched)
        return Pieces(written, self._rest) if written else _NONE


def _written(text: str, one: Found) -> tuple[str, str]:
    """An address as written, and with its references resolved, once or in two steps: it may have been cut after either."""
    address = text[one.start : one.end]
    ways = dict.fromkeys((address, unescape(address), unescape(unescape(address))))
    return _compared("\n".join(ways)), f"[{one.kind}]"


def _compared(text: str) -> str:
    """As accounts are compared: low lines are blanks, and the first letter may be a capital."""
    return text.casefold().replace("_", " ").strip()


_NONE = Pieces()
