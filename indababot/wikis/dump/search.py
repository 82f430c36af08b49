"""What is looked for in a dump, as data that goes to other cores and machines, and what finds it in the parts of pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers.expat import ExpatError

from indababot.pages import Page
from indababot.wikis.base import Moment, Query
from indababot.wikis.dump.pages import Hostile, Part
from indababot.wikis.dump.parse import Site, page
from indababot.wikis.dump.revisions import at, made, needed, newest, revisions
from indababot.wikis.dump.sieve import Sieve
from indababot.wikis.matching import Matcher


@dataclass(frozen=True, slots=True)
class Search:
    """A query on the dump of a site; with ``history`` every revision of a page counts, else the newest, or that of the moment ``until``."""

    query: Query
    site: Site
    history: bool = False
    until: Moment | None = None


class Finder:
    """Finds a search's pages in parts of pages, which it takes in their order."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self._matcher = Matcher(search.query, search.site.categories, search.site.templates)
        self.sieve = Sieve(search.query, self._matcher)
        self.kept = b""
        """Of a long page that has more the newest revision so far, or all of them where a moment is asked for."""
        self._made = b""
        """When that page was made."""

    def pages(self, part: Part) -> Iterator[Page]:
        """The pages that the search wants of a part, redirects too.

        Raises:
            Hostile: the part is not well-formed, or nested too deep.
        """
        since = self._made = made(part.revisions, self._made)
        if part.last:
            self._made = b""
        for revision in self._chosen(part):
            found = self._page(part.head, revision, since)
            if found and (self._matcher.fits_title(found.title) or self._matcher.fits_text(found.text)):
                yield found

    def _chosen(self, part: Part) -> Iterator[bytes]:
        """The revisions of a part that count."""
        until = self._search.until
        if self._search.history:
            yield from revisions(part.revisions)
            return
        before = self.kept
        self.kept = newest(part.revisions, before) if until is None else needed(part.revisions, before, until)
        if part.last:
            every, self.kept = self.kept, b""
            if chosen := every if until is None else at(every, until):
                yield chosen

    def _page(self, head: bytes, revision: bytes, made: bytes) -> Page | None:
        try:
            return page(head, revision, self._search.site, made)
        except ExpatError as error:
            raise Hostile("a page is not well-formed: {error}", error=error) from error
