"""Lists and texts that several editions' runs share, which come one after the other: each list is asked for once.

Nothing is kept for longer than a minute, or beyond a save: a run may be told what was true a moment ago, as every run is.
"""

import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from indababot.pages import Listed, Page
from indababot.wikis.base import Query
from indababot.wikis.live import states
from indababot.wikis.live.session import Session

SECONDS = 60.0
"""How long a list is held to be true."""


class Shared:
    """What the wiki has answered of the ``queries`` that will be asked for."""

    def __init__(self, queries: Sequence[Query]) -> None:
        self._expected = tuple(dict.fromkeys(queries))
        self._asked_at = 0.0
        self._lists: dict[Query, list[Listed]] = {}
        self._common: frozenset[int] = frozenset()
        self._texts: dict[int, Page] = {}

    def list_each(self, session: Session, queries: Sequence[Query]) -> list[list[Listed]]:
        """See :meth:`indababot.wikis.base.ListsPages.list_each`."""
        if not set(queries) <= set(self._expected):
            return states.list_each(session, queries)
        if not self._lists or time.monotonic() - self._asked_at > SECONDS:
            self.forget()
            parts = list(dict.fromkeys(chain.from_iterable(map(_parts, self._expected))))
            self._asked_at = time.monotonic()
            self._lists = dict(zip(parts, states.list_each(session, parts), strict=True))
            found = Counter(page.page_id for query in self._expected for page in self._of(query))
            self._common = frozenset(number for number, times in found.items() if times > 1)
        return [self._of(query) for query in queries]

    def texts(self, session: Session, pages: Iterable[Listed]) -> Mapping[int, Page]:
        """See :meth:`indababot.wikis.base.ListsPages.texts`; those of pages that more than one query finds are kept."""
        wanted = list(pages)
        found = states.texts(session, [page for page in wanted if page.page_id not in self._texts])
        known = {page.page_id: self._texts[page.page_id] for page in wanted if page.page_id in self._texts}
        self._texts |= {number: page for number, page in found.items() if number in self._common}
        return {**known, **found}

    def forget(self) -> None:
        """Keeps nothing: something was saved."""
        self._lists, self._texts = {}, {}

    def _of(self, query: Query) -> list[Listed]:
        """What a query finds, by title, each page once with all redirects that led to it."""
        pages: dict[int, Listed] = {}
        for page in chain.from_iterable(self._lists[part] for part in _parts(query)):
            pages[page.page_id] = page
        return sorted(pages.values(), key=lambda page: page.title)


def _parts(query: Query) -> list[Query]:
    """Queries that find together what one does, so that those which several have in common are asked once."""
    return [
        *(Query(prefixes=(text,)) for text in query.prefixes),
        *(Query(categories=(text,)) for text in query.categories),
        *(Query(templates=(text,)) for text in query.templates),
        *([Query(titles=query.titles)] if query.titles else ()),
    ]
