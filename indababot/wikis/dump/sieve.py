"""What the bytes of a page must hold if a query may find it, so that of a million pages a few are parsed.

The conditions are necessary, never sufficient: whatever they let through is parsed and held against the query. A link or call
counts where its target holds a piece of a wanted name that can be spelt in one way only, or anything by which names are spelt in
other ways: entities and comments (``&``), percent signs, invisible marks, letters that Unicode composes into others.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from html import unescape

from indababot.normal import normalize
from indababot.titles import normal
from indababot.wikis.base import Query
from indababot.wikis.matching import Matcher

_TITLE = re.compile(rb"<title>([^<]*)")
_ODD_TITLE = re.compile(rb"[&_\x80-\xff]|^[ a-z]|  | $").search
"""A title that ``normal`` may change, or that XML spells in another way."""
_BRACKET = re.compile(rb"&#(?:0*(?:91|123)|[xX]0*(?:5[bB]|7[bB]));")
"""A bracket as XML may spell it, and MediaWiki never does."""
_MARK = (
    rb"(?:[&%]|\xe2\x80[\x8b\x8e\x8f\xaa-\xae]|\xe2\x81[\xa0\xa6-\xa9]|\xef\xbb\xbf"
    rb"|\xe2\x84\xaa|\xcd\xbe|\xe1\xbf\xaf)"  # the last are canonically the same as K, ; and `
)
_PLAIN = rb"[^\[\]{}|&%\xe1\xe2\xef\xcd]"
_MARKED = rb"(?:" + _PLAIN + rb"++|(?!" + _MARK + rb")[\xe1\xe2\xef\xcd])*+" + _MARK
_LINK = re.compile(rb"\[(?:\[" + _MARKED + rb"|&lt;!--)")
"""A link whose target has marks, or brackets that a comment keeps apart; for a call likewise."""
_CALL = re.compile(rb"\{(?:\{" + _MARKED + rb"|&lt;!--)")
_LONGEST = 4096
"""The most bytes of a target, which has 512 characters, and some for what goes with them."""
_OUTSIDE = re.compile(rb"[\[\]{}|]").search
_ASCII = frozenset("K;`")
"""The characters of ASCII that Unicode has twice."""
_OTHER_FORMS = ((0x340, 0xFB4F), (0x1D15E, 0x1D1C0), (0x2F800, 0x2FA1E))
"""Where Unicode has characters that are not what NFC makes of them."""


class Sieve:
    """A query, ready to be held against the bytes of many pages at once."""

    def __init__(self, query: Query, matcher: Matcher) -> None:
        """``matcher`` holds the same query against pages, with the wiki's own names."""
        self._matcher = matcher
        self._titles = {normal(title).encode() for title in query.titles}
        self._prefixes = tuple(map(str.encode, self._matcher.prefixes))
        self._links = {_piece(name) for name in query.categories}
        self._calls = {_piece(name) for name in query.templates}

    def hits(self, data: bytes) -> tuple[list[int], int]:
        """Where something stands in whole pages that makes its page worth parsing, in order; and the number of titles."""
        found, titles = [], 0
        for match in _TITLE.finditer(data):
            titles += 1
            title = match[1]
            if title.startswith(self._prefixes) or title in self._titles or self._oddly(title):
                found.append(match.start())
        for pieces, opening, marked in ((self._links, b"[[", _LINK), (self._calls, b"{{", _CALL)):
            if pieces:
                places = {match.start() for match in marked.finditer(data)}
                places.update(place for piece in pieces for place in _targets(data, piece, opening))
                found += (place for place in places if self._wanted(data, place))
        if self._links or self._calls:
            found += [match.start() for match in _BRACKET.finditer(data)]
        return sorted(found), titles

    def _wanted(self, data: bytes, place: int) -> bool:
        """Whether the link or call that begins here may be a wanted one; one with comments is not looked into."""
        end = _OUTSIDE(data, place + 2, place + _LONGEST)
        target = unescape(data[place : end.start() if end else place].decode(errors="replace"))
        if not end or "<" in target:
            return True
        return self._matcher.fits_text(target + ("]]" if target[0] == "[" else "}}"))

    def _oddly(self, title: bytes) -> bool:
        return bool(_ODD_TITLE(title)) and self._matcher.fits_title(
            normal(unescape(title.decode(errors="replace")))
        )


def _targets(data: bytes, piece: bytes, opening: bytes) -> Iterator[int]:
    """Where the links or calls begin in whose target a piece stands; an empty one stands in each."""
    if not piece:
        yield from (match.start() for match in re.finditer(re.escape(opening), data))
        return
    place = data.find(piece)
    while place >= 0:
        start = data.rfind(opening, max(0, place - _LONGEST), place)
        if start >= 0 and not _OUTSIDE(data, start + 2, place):
            yield start
        place = data.find(piece, place + 1)


def _piece(name: str) -> bytes:
    """The longest piece of a name that stands in every spelling of it; nothing where there is none.

    Its namespace may be left out, its first letter small, blanks may be underscores, and XML writes some signs as entities.
    """
    other = _ASCII if name.isascii() else _changing()
    pieces, piece = [""], ""
    for character in normal(name).rpartition(":")[2][1:]:
        plain = character not in other and character not in "_&<>\"'" and not character.isspace()
        piece = piece + character if plain and unicodedata.is_normalized("NFD", character) else ""
        pieces.append(piece)
    return max(pieces, key=lambda text: len(text.encode())).encode()


@cache
def _changing() -> frozenset[str]:
    """The characters that NFC makes of others, and those that join what stands before them."""
    every = (chr(number) for first, last in _OTHER_FORMS for number in range(first, last + 1))
    made = (normalize("NFC", one) for one in every if not unicodedata.is_normalized("NFC", one))
    return _ASCII.union(*made)
