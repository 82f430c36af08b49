"""A multistream dump in pieces: whole bz2 streams, each unpacked and looked through by itself, on any core or machine."""

import bz2
import mmap
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from indababot.i18n import said
from indababot.pages import Page
from indababot.wikis.dump.pages import CHUNK, Hostile, Scanner
from indababot.wikis.dump.search import Finder, Search

PIECE = 2 << 20
"""The packed bytes of a piece, at least, where streams are smaller."""
_LARGEST = 32 << 20
"""A stream with more packed bytes is no piece: it would stand in memory."""
_UNPACKED = 512 << 10
"""How many bytes are unpacked at a time: each step waits for Python's lock."""
_MOST = 256 << 20
"""The most bytes of a piece that go to its neighbours' page."""
_MAGIC = re.compile(rb"BZh[1-9]1AY&SY")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some bz2 streams of a file, by their place in it."""

    path: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in a piece, and the bytes before its first page and after its last, which belong to its neighbours."""

    before: bytes
    pages: list[Page]
    after: bytes


def offsets(path: Path) -> list[int]:
    """Where the streams of a bz2 file begin, and where the file ends; empty where there is one stream, or a large one."""
    if not path.stat().st_size:
        return []
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        starts = [match.start() for match in _MAGIC.finditer(data)]
        size = len(data)
    return _usable([*starts, size])


def _usable(places: list[int]) -> list[int]:
    several = len(places) > 2 and places[0] == 0
    return places if several and all(b - a <= _LARGEST for a, b in pairwise(places)) else []


def pieces(path: Path, places: list[int], start: int = 0) -> list[Piece]:
    """A file's streams, as many to a piece as have a useful size together, from a place on."""
    found: list[Piece] = []
    for place in places[1:]:
        if place > start and (place - start >= PIECE or place == places[-1]):
            found.append(Piece(str(path), start, place))
            start = place
    return found


def around(path: Path, places: list[int], streams: Iterable[int]) -> list[Piece]:
    """The pieces of single streams, by their starts."""
    return [Piece(str(path), place, places[bisect_right(places, place)]) for place in sorted(set(streams))]


def unpacked(piece: Piece) -> Iterator[bytes]:
    """The bytes of a piece.

    Raises:
        OSError: they are damaged.
        EOFError: they are cut off.
    """
    left, packed = piece.end - piece.start, b""
    with Path(piece.path).open("rb") as file:
        file.seek(piece.start)
        while packed or left:
            stream = bz2.BZ2Decompressor()
            while not stream.eof:
                if not packed and stream.needs_input:
                    packed = file.read(min(left, CHUNK))
                    left -= len(packed)
                    if not packed:
                        raise EOFError(said("a bz2 stream is cut off"))
                if data := stream.decompress(packed, _UNPACKED):
                    yield data
                packed = b""
            packed = stream.unused_data


def look(search: Search, piece: Piece) -> Looked:
    """What a search finds in a piece.

    Raises:
        Hostile: no page ends in very many bytes, or there is markup of a kind that no multistream dump has.
    """
    finder, before = Finder(search), b""
    found: list[Page] = []
    scanner: Scanner | None = None
    for data in unpacked(piece):
        if scanner is None:
            before += data
            if len(before) > _MOST:
                raise Hostile("a piece of it has more than {size} MB without a page", size=_MOST >> 20)
            start = before.find(b"<page>")
            if start < 0:
                continue
            scanner = Scanner(finder.sieve)
            before, data = before[:start], before[start:]
        for part in scanner.feed(data):
            found += finder.pages(part)
    return Looked(before, found, scanner.head + finder.kept + scanner.rest if scanner else b"")
