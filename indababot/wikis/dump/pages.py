"""The bytes of a dump, cut into pages without being parsed.

MediaWiki writes ``<`` in texts as ``&lt;``, so that ``<page>``, ``</page>``, ``<title>`` and ``<revision>`` stand for themselves. What
others may have put in (comments, CDATA) is made plain first; a document type, and with it entities, is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from indababot.errors import UsageError
from indababot.wikis.dump.revisions import END as _REVISED
from indababot.wikis.dump.revisions import START as _REVISION
from indababot.wikis.dump.sieve import Sieve

CHUNK = 128 << 10
"""How many bytes are taken up at a time."""
_LONG = 256 << 10
"""A page with more bytes, which has a history, is handed on revision by revision."""
MOST = 64 << 20
"""The most bytes of a revision; MediaWiki takes 2 MB of text."""
_START, _END = b"<page>", b"</page>"
_SIGNS = (_END, _REVISED, b"<!")
"""What has to be there before anything can be handed on."""
_SEAM = 16
_DECLARATION = 8 << 20
"""The most bytes of a comment or of CDATA."""
_DECLARED = re.compile(rb"<!--.*?-->|<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_OPEN = (b"<!--", b"<![CDATA[")


class Hostile(UsageError):
    """The dump holds what no export of a MediaWiki holds."""


@dataclass(frozen=True, slots=True)
class Part:
    """Whole revisions of one page: all that it has, or some of a long history."""

    head: bytes
    """The page's start, up to its first revision."""
    revisions: bytes
    last: bool = True
    """Whether the page ends here."""


class Scanner:
    """Takes the bytes of a dump, in pieces of any size, and gives those pages that the sieve lets through."""

    def __init__(self, sieve: Sieve) -> None:
        self._sieve = sieve
        self.head = b""
        """The head of the long page that is open."""
        self._left: list[bytes] = []
        self.size = 0
        """The number of bytes that are left."""
        self._seam = b""
        self._open = False

    @property
    def at_page(self) -> bool:
        """Whether no long page is open, so that what is left begins between two pages or with a page."""
        return not self.head

    def feed(self, data: bytes) -> Iterator[Part]:
        """The pages that end with these bytes.

        Raises:
            Hostile: there is a document type, or a page without end.
        """
        seam = self._seam + data
        self._seam = seam[-_SEAM:]
        self._left.append(data)
        self.size += len(data)
        if self.size > MOST:
            raise Hostile("a page has a revision of more than {size} MB", size=MOST >> 20)
        if any(sign in seam for sign in _SIGNS) or self._open:
            yield from self._ended()

    @property
    def rest(self) -> bytes:
        """What is left of the bytes: no whole page, or no whole revision of a long one."""
        if len(self._left) != 1:
            self._left = [b"".join(self._left)]
        return self._left[0]

    @rest.setter
    def rest(self, data: bytes) -> None:
        self._left, self.size = [data], len(data)

    def _ended(self) -> Iterator[Part]:
        """The pages, or revisions of a long page, that end in the bytes that are there."""
        if b"<!" in self.rest and not self._plain():
            return
        if self.head:
            yield from self._more()
        end = self.rest.rfind(_END) + len(_END) if not self.head else 0
        if end >= len(_END):
            whole, self.rest = self.rest[:end], self.rest[end:]
            yield from self._whole(whole)
        start = self.rest.find(_REVISION) if not self.head and len(self.rest) > _LONG else -1
        if start >= 0:
            self.head, self.rest = self.rest[self.rest.find(_START) : start], self.rest[start:]
            yield from self._more()

    def _whole(self, data: bytes) -> Iterator[Part]:
        hits, titles = self._sieve.hits(data)
        if titles != data.count(_END):
            raise Hostile("its pages are not written as MediaWiki writes them")
        done = 0
        for hit in hits:
            if hit < done:
                continue
            start = data.rfind(_START, done, hit)
            done = data.find(_END, hit)
            if start < 0:
                raise Hostile("its pages are not written as MediaWiki writes them")
            first = data.find(_REVISION, start, done)
            if first >= 0:
                yield Part(data[start:first], data[first:done])

    def _more(self) -> Iterator[Part]:
        """The revisions of the long page that is open, as far as they are there."""
        end = self.rest.find(_END)
        cut = end if end >= 0 else self.rest.rfind(_REVISED) + len(_REVISED)
        if not self.head or cut < len(_REVISED):
            return
        yield Part(self.head, self.rest[:cut], last=end >= 0)
        if end >= 0:
            self.head, cut = b"", end + len(_END)
        self.rest = self.rest[cut:]

    def _plain(self) -> bool:
        """Takes out comments and CDATA; whether none is open."""
        self.rest = plain(self.rest)
        place = self.rest.find(b"<!")
        self._open = place >= 0
        if self._open and not _may_go_on(self.rest[place:]):
            raise Hostile("it has a document type or entities")
        if self._open and len(self.rest) - place > _DECLARATION:
            raise Hostile("it has a comment without end")
        return not self._open


def plain(data: bytes) -> bytes:
    """The bytes without comments, and with CDATA as escaped text."""
    return _DECLARED.sub(_escaped, data)


def _escaped(match: re.Match[bytes]) -> bytes:
    return escape((match[1] or b"").decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")


def _may_go_on(data: bytes) -> bool:
    return any(data.startswith(sign) or sign.startswith(data) for sign in _OPEN)
