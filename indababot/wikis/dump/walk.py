"""One walk through a dump: its head, then its pages, in the order of the file."""

from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from indababot.cores import cores
from indababot.errors import UsageError
from indababot.i18n import said
from indababot.pages import Page
from indababot.wikis.base import Moment, Query
from indababot.wikis.dump.cluster import Cluster
from indababot.wikis.dump.index import streams_of
from indababot.wikis.dump.open import Stream, opened
from indababot.wikis.dump.pages import Hostile, Scanner, plain
from indababot.wikis.dump.parse import Site, site
from indababot.wikis.dump.pieces import Piece, around, look, offsets, pieces
from indababot.wikis.dump.search import Finder, Search
from indababot.wikis.dump.spread import in_order, local

_HEAD = 4 << 20
"""The most bytes of a head; Wikimedia's have some kilobytes."""
Batch = tuple[list[Page], int | None]
"""Pages, and the place from which a walk goes on after them; None where it cannot go on from here."""
Watch = Callable[[int, int], None]
"""Told how many bytes of the file are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Dump:
    """A dump's file, with what a walk through it needs; ``cluster`` does the work on pieces, where not this machine does.

    Revisions after ``until`` do not count.
    """

    path: Path
    watch: Watch = lambda done, size: None
    cluster: Cluster | None = None
    until: Moment | None = None


def walk(dump: Dump, query: Query, *, start: int = 0, history: bool = False) -> Generator[Batch]:
    """What a query finds, redirects too, in the order of the file.

    Raises:
        Hostile: the dump is no export, or holds what no export holds.
        OSError: it cannot be read, or is damaged.
        EOFError: it is cut off.
    """
    places = offsets(dump.path) if dump.path.suffix == ".bz2" else []
    if dump.cluster and not places:
        raise UsageError(
            "{path} is no multistream dump, and --scheduler goes with those only.", path=dump.path
        )
    if not places:
        yield from _in_stream(dump, query, start, history)
        return
    search = Search(query, _site(dump.path), history, dump.until)
    known = streams_of(dump.path, query)
    if known is not None and known <= set(places[:-1]):
        yield from _in_pieces(dump, search, around(dump.path, places, known), whole=False)
    else:
        yield from _in_pieces(dump, search, pieces(dump.path, places, start))


def _in_stream(dump: Dump, query: Query, start: int, history: bool) -> Generator[Batch]:
    size = dump.path.stat().st_size
    packed = dump.path.suffix != ".xml"
    with opened(dump.path) as stream:
        head, data = _head(stream)
        finder = Finder(Search(query, site(head), history, dump.until))
        scanner = Scanner(finder.sieve)
        yield _fed(scanner, finder, data), None
        if start and not packed:
            with dump.path.open("rb") as raw:
                raw.seek(start)
                yield from _chunks(dump, Stream(raw.read, raw.tell), Scanner(finder.sieve), finder, size)
            return
        for pages, place in _chunks(dump, stream, scanner, finder, size):
            yield pages, None if packed else place


def _chunks(dump: Dump, stream: Stream, scanner: Scanner, finder: Finder, size: int) -> Generator[Batch]:
    for data in stream.chunks():
        pages = _fed(scanner, finder, data)
        dump.watch(stream.position(), size)
        yield pages, stream.position() - scanner.size if scanner.at_page else None
    _complete(scanner)


def _in_pieces(dump: Dump, search: Search, every: list[Piece], *, whole: bool = True) -> Generator[Batch]:
    """The pieces, each looked through by itself; what stands between two of them is looked through here."""
    finder = Finder(search)
    scanner = Scanner(finder.sieve)
    ahead = 2 * (dump.cluster.cores if dump.cluster else cores()) + 2
    with _executor(dump) as executor:
        for piece, found in in_order(executor, partial(look, search), every, ahead):
            before = _cut(found.before)[1] if piece.start == 0 else found.before
            pages = [*_fed(scanner, finder, before), *found.pages, *_fed(scanner, finder, found.after)]
            dump.watch(piece.end, every[-1].end)
            yield pages, piece.end if scanner.at_page and not scanner.rest.strip() else None
    if whole:
        _complete(scanner)


@contextmanager
def _executor(dump: Dump) -> Iterator[Executor]:
    """Who looks through pieces: a cluster, or the cores of this machine."""
    if dump.cluster is not None:
        yield dump.cluster.executor
        return
    with local() as executor:
        yield executor


def _fed(scanner: Scanner, finder: Finder, data: bytes) -> list[Page]:
    return [page for part in scanner.feed(data) for page in finder.pages(part)]


def _complete(scanner: Scanner) -> None:
    if not scanner.at_page or not scanner.rest.strip().startswith(b"</mediawiki>"):
        raise EOFError(said("its end is missing"))
    if scanner.rest.strip() != b"</mediawiki>":
        raise Hostile("something stands after its end")


def _site(path: Path) -> Site:
    with opened(path) as stream:
        return site(_head(stream)[0])


def _head(stream: Stream) -> tuple[bytes, bytes]:
    """What stands before the first page, and the bytes that were read beyond it.

    Raises:
        Hostile: there is no end of it.
    """
    data = b""
    for chunk in stream.chunks():
        data += chunk
        head, rest = _cut(plain(data))
        if rest or len(data) > _HEAD:
            break
    head, rest = _cut(plain(data))
    if b"<!" in head:
        raise Hostile("it has a document type or entities")
    if b"<page" in head:
        raise Hostile("its pages are not written as MediaWiki writes them")
    if not rest:
        raise (
            Hostile("it is no MediaWiki XML export")
            if b"<mediawiki" not in data
            else EOFError(said("its end is missing"))
        )
    return head, rest


def _cut(data: bytes) -> tuple[bytes, bytes]:
    """The head, and what begins with the first page, or with the end where there is none."""
    places = [place for sign in (b"<page>", b"</mediawiki>") if (place := data.find(sign)) >= 0]
    cut = min(places, default=len(data))
    return data[:cut], data[cut:]
