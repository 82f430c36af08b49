"""Pieces of addresses: a list's separator, a link's end or a bracket may cut one, and neither half is told by itself.

What is whole in the text that the pieces were made of tells them. A name that stands beside an address as well is a name.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from html import unescape
from itertools import islice, takewhile

from indababot.privacy.finder import Found, find, masked

_LEAST = 3
"""Shorter texts stand in most addresses."""
_WORD = re.compile(r"\[(?:e-mail|phone)\]|(?P<word>[^\W_]+)")
_WORDS = 24
"""Words of an address that are looked at."""


class Pieces:
    """The addresses and numbers of some texts, and what else these texts say, both as they are compared."""

    def __init__(self, written: Sequence[tuple[str, str]] = (), rest: str = "") -> None:
        """Addresses as written and as seen, one a line, each with its mask; ``rest`` is the texts without them."""
        self.written = tuple(dict.fromkeys(written))
        self._rest = rest

    @classmethod
    def of(cls, texts: Iterable[str], regions: Sequence[str] | None, *, joined: str = "") -> "Pieces":
        """Those of texts as they are written, and of pieces that were ``joined`` again."""
        texts = tuple(texts)
        written = tuple(_written(text, one) for text in (*texts, joined) for one in find(text, regions))
        return cls(written, _compared("\n".join(masked(text, regions) for text in texts)) if written else "")

    def masked(self, text: str) -> str:
        """A text, made of those, with ``[e-mail]`` or ``[phone]`` for pieces; any other text as it is."""
        piece = _compared(text) if self.written else ""
        if len(piece) < _LEAST or piece in self._rest:
            return text
        whole = next((mask for address, mask in self.written if piece in address), None)
        return whole or self._without_runs(text)

    def _without_runs(self, text: str) -> str:
        """A text with masks for words that stand side by side in an address, of which one stands nowhere else."""
        words = [word for word in _WORD.finditer(text) if word["word"]]
        pieces: list[str] = []
        position = at = 0
        while at < len(words):
            last, mask = self._run(words, at)
            if mask:
                pieces += (text[position : words[at].start()], mask)
                position = words[last - 1].end()
            at = last
        return "".join(pieces) + text[position:]

    def _run(self, words: list[re.Match[str]], at: int) -> tuple[int, str | None]:
        """After which word a run ends that begins with a word, and its mask; None where it is no piece."""
        run, last, mask = "", at, None
        own = 0
        while last < len(words):
            word = words[last][0].casefold()
            run = f"{run} {word}" if run else word
            found = self._runs.get(run)
            if found is None:
                break
            mask = found
            own += 0 if word in self._others else len(word)
            last += 1
        return max(last, at + 1), mask if own >= _LEAST else None

    @cached_property
    def _runs(self) -> dict[str, str]:
        """The words that stand side by side in an address, each run of them, with its mask."""
        runs = {}
        for address, mask in self.written:
            for way in address.split("\n"):
                words = list(_words(way))[:_WORDS]
                for low in range(len(words)):
                    runs.update({" ".join(words[low:high]): mask for high in range(low + 1, len(words) + 1)})
        return runs

    @cached_property
    def _others(self) -> frozenset[str]:
        """The words that stand outside of the addresses."""
        return frozenset(_words(unescape(self._rest)))


class Whole:
    """The addresses and numbers that are whole in one text, looked for once: asked for those that a stretch of it touches."""

    def __init__(self, text: str, regions: Sequence[str] | None, *, label: str = "") -> None:
        """A ``label`` is what stands before the text on its page."""
        self._text = text
        self._regions = regions
        self.found = find(text, regions, label=label)

    @cached_property
    def _rest(self) -> str:
        return _compared(masked(self._text, self._regions))

    def touched(self, start: int, end: int) -> Iterator[Found]:
        """What a stretch of the text touches."""
        first = bisect_right(self.found, start, key=lambda one: one.end)
        return takewhile(lambda one: one.start < end, islice(self.found, first, None))

    def near(self, start: int, end: int) -> Pieces:
        """The pieces that a stretch of the text may hold."""
        written = tuple(_written(self._text, one) for one in self.touched(start, end))
        return Pieces(written, self._rest) if written else _NONE


def _written(text: str, one: Found) -> tuple[str, str]:
    """An address as written and as seen, and with its references resolved, once or in two steps: it may have been cut after any."""
    address = text[one.start : one.end]
    ways = dict.fromkeys((address, unescape(address), unescape(unescape(address)), one.value))
    return _compared("\n".join(ways)), f"[{one.kind}]"


def _compared(text: str) -> str:
    """As accounts are compared: low lines are blanks, and the first letter may be a capital."""
    return text.casefold().replace("_", " ").strip()


def _words(text: str) -> Iterator[str]:
    return (word["word"].casefold() for word in _WORD.finditer(text) if word["word"])


_NONE = Pieces()
