"""The source of a rendered page: which part of it to parse, what to refuse, and where its texts stand.

An HTML5 parser gives no places. The texts of its tree stand in the source in the same order, so each is looked for behind the one before;
where that fails (a text that the parser put together or moved), its place is that of the text before it.
"""

import html
import re
from typing import NamedTuple

MAX_LENGTH = 120_000
"""The most characters of a page's content that are parsed."""
MAX_TAGS = 10_000
"""The most tags of a page: the parser's time grows with the square of their depth, and no proposal has a tenth of it."""

_TAG = re.compile(r"<[A-Za-z]")
_LONG_TAG = re.compile(r"<[A-Za-z](?:[^\s/>]{1,60}+[\s/]++){10000}")
_FORMATTING = re.compile(
    r"<(?P<name>b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?P<rest>[\s/][^>]*)>", re.IGNORECASE
)
_MOST_FORMATTED = 1_000_000
_CONTENT = ('id="mw-content-text"', "mw-parser-output")
_CONTENT_END = ("</main>", 'id="mw-navigation"', "<footer")
_PIECE = re.compile(r"(?:\r\n?|\n)\s*|&#?[A-Za-z0-9]+;?|[^&\r\n]+|&")
_PREFIX = re.compile(r"[^&<>\s\0\ufffd\xa0][^&<>\n\r\0\ufffd\xa0]{0,40}")
_WINDOW = 20_000
_MISSES = 50


class Piece(NamedTuple):
    """A bit of a text as a reader sees it, and where it stands in the source."""

    text: str
    start: int
    end: int


def excess(source: str) -> str | None:
    """Why a page is too much to be parsed, as ``9 tags``; None where it is not."""
    start, end = content(source)
    if end - start > MAX_LENGTH:
        return f"{end - start} characters"
    tags = len(_TAG.findall(source, start, end))
    if tags > MAX_TAGS or _LONG_TAG.search(source, start, end):
        return f"{tags} tags"
    return None


def content(source: str) -> tuple[int, int]:
    """Where the page's content begins and ends in a whole page, with its categories and without the navigation around it."""
    start = next((at for mark in _CONTENT if (at := source.find(mark)) >= 0), -1)
    if start < 0:
        return 0, len(source)
    ends = [at for mark in _CONTENT_END if (at := source.find(mark, start)) >= 0]
    end = min(ends, default=len(source))
    return max(source.rfind("<", 0, start), 0), end if end == len(source) else source.rfind(
        "<", start, end + 1
    )


def safe(source: str) -> str:
    """The same text, of the same length, without the attributes of bold and the like where these could multiply: an HTML parser opens
    each such element anew in every paragraph, up to three of a kind."""
    kinds = {match[0] for match in _FORMATTING.finditer(source)}
    if len(kinds) * len(_TAG.findall(source)) < _MOST_FORMATTED:
        return source
    return _FORMATTING.sub(lambda match: f"<{match['name']}{' ' * len(match['rest'])}>", source)


class Places:
    """Where the texts of a page's tree stand in its source; they are asked for in their order."""

    def __init__(self, source: str, start: int, end: int) -> None:
        self.source = source
        self.place = start
        self.end = end
        self._first = start
        self._misses = 0

    def pieces(self, text: str) -> list[Piece]:
        """The lines, character references and other bits of a text."""
        lead = len(text) - len(text.lstrip())
        if lead == len(text):
            return [Piece(text, self.place, self.place)]
        prefix = _PREFIX.match(text, lead)
        start = self._find(prefix[0].rstrip()) if prefix else self._find("&")
        if start < 0:
            start = end = self.place
        else:
            stop = self.source.find("<", start, self.end)
            end = self.place = stop if stop >= 0 else self.end
            start -= lead if self.source.endswith(text[:lead], self._first, start) else 0
        found: list[Piece] = []
        for match in _PIECE.finditer(self.source, start, end):
            bit = match[0]
            found.append(Piece(html.unescape(bit) if bit[0] == "&" else bit, *match.span()))
        if "".join(piece.text for piece in found).replace("\r\n", "\n") == text:
            return found
        bits = [match[0] for match in _PIECE.finditer(text)]
        return [Piece(bit, end if number else start, end) for number, bit in enumerate(bits)]

    def _find(self, prefix: str) -> int:
        """Where a text begins that follows a tag or comment; -1 where it is not found."""
        end = self.end if self._misses < _MISSES else min(self.end, self.place + _WINDOW)
        at = self.source.find(prefix, self.place, end)
        for _ in range(8):
            if (
                at < 0
                or at == self._first
                or self.source[max(self._first, at - 200) : at].rstrip()[-1:] in (">", "")
            ):
                break
            at = self.source.find(prefix, at + 1, end)
        else:
            at = -1
        self._misses += at < 0
        return at
