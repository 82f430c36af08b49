"""A MediaWiki XML export as a wiki that can only be read: ``.xml``, ``.xml.bz2``, ``.xml.gz`` or ``.xml.7z``.

The file is streamed, and the pages that a query finds wait on disk for their order. Of a page with its history the newest revision
counts, unless all are asked for.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from indababot.errors import UsageError
from indababot.pages import Page
from indababot.textfiles import why
from indababot.titles import normal
from indababot.wikicode import light
from indababot.wikis.base import Moment, Past, Query, Saved, User
from indababot.wikis.dump.cluster import Cluster
from indababot.wikis.dump.pages import Hostile
from indababot.wikis.dump.spool import Spool, spool
from indababot.wikis.dump.walk import Dump, Watch, walk
from indababot.wikis.matching import follow


class DumpWiki:
    """A dump as a :class:`~indababot.wikis.base.Wiki`."""

    def __init__(
        self,
        path: Path,
        *,
        watch: Watch | None = None,
        cluster: Cluster | None = None,
        cache: Path | None = None,
        until: Moment | None = None,
    ) -> None:
        """Opens a dump.

        Args:
            path: its file.
            watch: told how many bytes of the file are done, and how many there are.
            cluster: does the work on the pieces of a multistream dump; else the cores of this machine do.
            cache: a folder for walks that are not finished: the same query on the same dump goes on from there.
            until: the moment up to which revisions count; all unless given.

        Raises:
            UsageError: there is no such file.
        """
        if not path.is_file():
            raise UsageError("There is no dump {path}.", path=path)
        self._path = path
        self._dump = Dump(path, watch or (lambda done, size: None), cluster, until)
        self._cache = cache

    @property
    def name(self) -> str:
        """The file's whole path."""
        return str(self._path.resolve())

    def find(self, query: Query) -> Iterator[Page]:
        """See :meth:`indababot.wikis.base.Wiki.find`.

        Raises:
            UsageError: the file is cut off, is no export, or is hostile.
        """
        with self._found(query) as found:
            ways = _ways(found)
            for page in found.pages():
                yield replace(page, redirects=tuple(sorted(ways.get(page.title, ()))))

    def every_revision(self, query: Query) -> Iterator[Page]:
        """Every revision in the dump of the pages that a query finds, in the dump's order; those that are redirects are none.

        Raises:
            UsageError: the file is cut off, is no export, or is hostile.
        """
        with self._found(query) as found:
            ways = _ways(found)
            titles = Query(titles=tuple(found.titles()))
            with self._told(), closing(walk(self._dump, titles, history=True)) as batches:
                for pages, _ in batches:
                    for page in pages:
                        if light.redirect(page.text) is None:
                            yield replace(page, redirects=tuple(sorted(ways.get(page.title, ()))))

    def before(
        self, query: Query, pages: Sequence[Page], moment: Moment, known: Mapping[int, int] | None = None
    ) -> Past:
        """See :meth:`indababot.wikis.base.TellsHistory.before`: as far as the dump holds the history of its pages.

        It does not know their earlier titles.

        Raises:
            UsageError: the dump holds no revision of that time.
        """
        then = DumpWiki(self._path, watch=self._dump.watch, cluster=self._dump.cluster, until=moment)
        found = tuple(then.find(query))
        lost = tuple(page.title for page in found if page.unreadable is not None)
        if lost and len(lost) == len(found):
            raise UsageError(
                "{path} does not hold what its pages said then: give a dump with their history, or an older dump.",
                path=self._path,
            )
        return Past(tuple(page for page in found if page.unreadable is None), lost=lost)

    def itself(self, title: str) -> Page | None:
        """See :meth:`indababot.wikis.base.Wiki.itself`."""
        wanted = normal(title)
        with self._told(), closing(walk(self._dump, Query(titles=(wanted,)))) as batches:
            return next((page for pages, _ in batches for page in pages), None)

    def rendered(self, page: Page) -> str | None:
        """None: a dump cannot render."""
        return None

    def users(self, names: Iterable[str]) -> Mapping[str, User]:
        """Nobody: an export holds no accounts."""
        return {}

    def save(self, page: Page, text: str, *, summary: str) -> Saved:
        """Never saves.

        Raises:
            UsageError: always.
        """
        raise UsageError(
            "{path} is a dump, which cannot be written: give --wiki a folder or a live wiki, or say --dry-run.",
            path=self._path,
        )

    def close(self) -> None:
        """Leaves the cluster; the file is open only while it is walked."""
        if self._dump.cluster is not None:
            self._dump.cluster.close()

    @contextmanager
    def _found(self, query: Query) -> Iterator[Spool]:
        """The pages that a query finds, and those that its redirects lead to."""
        with spool(self._path, query, self._cache) as found:
            start, done = found.walk
            if not done:
                with self._told():
                    self._gather(query, found, start)
            yield found

    def _gather(self, query: Query, found: Spool, start: int) -> None:
        self._take(query, found, start)
        asked: set[str] = set()
        while missing := found.missing(_ends(found.redirects).values()) - asked:
            asked |= missing
            self._take(Query(titles=tuple(sorted(missing))), found, None)
        found.reached(0, done=True)

    def _take(self, query: Query, found: Spool, start: int | None) -> None:
        """Walks through the dump once, or until all titles are found where only titles are asked for."""
        only = query == Query(titles=query.titles)
        left = {normal(title) for title in query.titles}
        with closing(walk(self._dump, query, start=start or 0)) as batches:
            for pages, place in batches:
                found.add(pages)
                if place is not None and start is not None:
                    found.reached(place)
                left.difference_update(page.title for page in pages)
                if only and not left:
                    return

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Makes what is wrong with the file one line that says what to do."""
        try:
            yield
        except Hostile as error:
            raise UsageError(
                "{path} cannot be used as a dump: {error}.", path=self._path, error=error
            ) from error
        except (EOFError, OSError) as error:
            raise UsageError(
                "{path} cannot be read to its end ({why}): fetch the dump again.",
                path=self._path,
                why=why(error),
            ) from error


def _ends(redirects: Mapping[str, str]) -> dict[str, str]:
    """Where each redirect leads, as far as is known; those that run in a circle lead nowhere."""
    ends: dict[str, str] = {}
    for title in redirects:
        end, way = follow(title, lambda name: f"#REDIRECT [[{redirects[name]}]]" if name in redirects else "")
        if end is not None:
            ends.update(dict.fromkeys(way, end))
    return ends


def _ways(found: Spool) -> dict[str, list[str]]:
    """The redirects that lead to each page."""
    ways: dict[str, list[str]] = {}
    for title, target in _ends(found.redirects).items():
        ways.setdefault(target, []).append(title)
    return ways
