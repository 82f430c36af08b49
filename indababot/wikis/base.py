"""The one seam between indababot and a wiki.

A wiki gives pages and takes pages; all else in indababot is pure. Titles are full titles with blanks, users and categories come
without their namespace. Everything may raise :class:`~indababot.errors.WikiUnavailable` and
:class:`~indababot.errors.LoginError`; what else is raised is said at each call.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import chain
from typing import Protocol, runtime_checkable

from indababot.pages import Listed, Page
from indababot.suggestions import nearest_title


@dataclass(frozen=True, slots=True)
class Query:
    """Which pages to find: the union of all its parts."""

    prefixes: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


def joined(queries: Iterable[Query]) -> Query:
    """The query that finds what any of some finds."""
    parts = [(one.prefixes, one.categories, one.templates, one.titles) for one in queries]
    return Query(*(tuple(dict.fromkeys(chain.from_iterable(part))) for part in zip(*parts, strict=True)))


Moment = datetime | int
"""An aware point in time, or the number of a revision: just after it was saved."""


class SaveResult(StrEnum):
    """What a save did: ``UNCHANGED`` where the wiki already had the text."""

    SAVED = "saved"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Saved:
    """The outcome of a save, the revision that now holds the text, and the page's number (None where the wiki has none)."""

    result: SaveResult
    revision_id: int | None = None
    page_id: int | None = None


@dataclass(frozen=True, slots=True)
class User:
    """An account as the wiki knows it."""

    name: str
    exists: bool
    blocked: bool = False


class Wiki(Protocol):
    """A place of pages."""

    @property
    def name(self) -> str:
        """A short, stable name for locks, reports and messages: ``meta:meta``, an API address, a folder."""
        ...

    def find(self, query: Query) -> Iterator[Page]:
        """Every existing page that the query finds, each once, with its text; redirects are followed, never given.

        A redirect's own title stands in its target's ``redirects``. The order is that of the titles.
        """
        ...

    def itself(self, title: str) -> Page | None:
        """The page with just this title, a redirect not followed; None where there is none."""
        ...

    def rendered(self, page: Page) -> str | None:
        """The page as the wiki renders it, HTML; None where the wiki cannot render."""
        ...

    def users(self, names: Iterable[str]) -> Mapping[str, User]:
        """The accounts with these names, by the names as asked for; a folder, which has no accounts, gives none."""
        ...

    def save(self, page: Page, text: str, *, summary: str) -> Saved:
        """Replaces the text of ``page`` as it was read; a page without a ``revision_id`` on a live wiki is made anew.

        Raises:
            EditConflict: the page changed after it was read.
            PageMissing: it was deleted or moved after it was read.
            PageRefused: the wiki does not take this edit.
            AccountBlocked: the wiki takes no edit from this account.
        """
        ...

    def close(self) -> None:
        """Lets go of what the wiki holds open; it may be called twice."""
        ...


@runtime_checkable
class TellsTitles(Protocol):
    """A wiki that can list titles near one that it does not have; a dump, which is read from its beginning, cannot."""

    def titles_near(self, title: str) -> Iterable[str]:
        """Titles of pages of which one may be meant by ``title``: of a live wiki, a few hundred."""
        ...


def meant(wiki: Wiki, title: str) -> str | None:
    """The page that was most likely meant by a title that the wiki does not have; None where none is near."""
    return nearest_title(title, wiki.titles_near(title)) if isinstance(wiki, TellsTitles) else None


@runtime_checkable
class TellsCreation(Protocol):
    """A wiki that knows when its pages were made, in few requests."""

    def made(self, pages: Sequence[Page], until: datetime | None = None) -> Mapping[str, datetime]:
        """When pages were first saved, by title; those of which it cannot tell in a bounded number of requests are left out.

        Of a page that was made after ``until`` it need not be told.
        """
        ...


@dataclass(frozen=True, slots=True)
class Origin:
    """Whether a page was made by the account that the run works with, and whether its newest revision is by that account."""

    made: bool
    last: bool


@runtime_checkable
class ShowsDiffs(Protocol):
    """A wiki that people look at in a browser."""

    def diff(self, revision: int) -> str | None:
        """The address at which it shows what a revision changed; None as long as the wiki has not told its addresses."""
        ...


@runtime_checkable
class TellsOrigin(Protocol):
    """A wiki that knows who made its pages; a folder does not."""

    def origins(self, pages: Iterable[Page]) -> Mapping[str, Origin]:
        """Where pages come from, by title."""
        ...


@dataclass(frozen=True, slots=True)
class Past:
    """What a wiki held at an earlier moment.

    ``pages`` are as they were then: text, title and, as far as can be told, categories. ``deleted`` are titles of pages that were there
    and cannot be read any more, ``lost`` (titles of now) of those whose text of that time is hidden or not kept. ``revisions`` are the
    numbers of the revisions by those of their pages, which need not be looked for again; not above 0 where there is none to be read.
    """

    pages: tuple[Page, ...]
    deleted: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    revisions: Mapping[int, int] = field(default_factory=dict)


@runtime_checkable
class TellsHistory(Protocol):
    """A wiki that knows what its pages said earlier: a live one, and a dump with its history."""

    def before(
        self, query: Query, pages: Sequence[Page], moment: Moment, known: Mapping[int, int] | None = None
    ) -> Past:
        """What the query would have found at a moment, and how the ``pages`` that it finds now were then.

        A page is as its latest revision at or before the moment that anybody may read. ``known`` is what an earlier call gave as
        ``revisions``.

        Raises:
            UsageError: there is no such revision.
        """
        ...


@runtime_checkable
class TellsRevisions(Protocol):
    """A wiki that gives all revisions of a page."""

    def revisions(self, page: Page) -> Iterator[Page]:
        """The revisions of a page that anybody may read, the newest first."""
        ...

    def states(self, wanted: Mapping[Page, int]) -> Mapping[int, Page]:
        """Pages as some of their revisions have them, by the pages' numbers; one that nobody may read is ``unreadable``."""
        ...


@runtime_checkable
class ListsPages(Protocol):
    """A wiki that tells which revision each page has without giving any text."""

    def list_each(self, queries: Sequence[Query]) -> list[list[Listed]]:
        """For each query what :meth:`Wiki.find` finds, without text."""
        ...

    def texts(self, pages: Iterable[Listed]) -> Mapping[int, Page]:
        """The pages with their texts as they are now, by their numbers; one that is gone since it was listed is left out."""
        ...

    def templates(self, pages: Iterable[Listed]) -> Mapping[int, frozenset[str]]:
        """The titles of all templates and modules that each page uses, by the pages' numbers."""
        ...

    def template_revisions(self, pages: Iterable[Listed]) -> Mapping[str, int]:
        """Which revisions the templates and modules have that some pages use, by their titles; 0 for one that is not there."""
        ...


@runtime_checkable
class SharesLists(Protocol):
    """A wiki that lists pages once for several that will ask for them one after the other."""

    def share(self, queries: Sequence[Query]) -> None:
        """What :meth:`ListsPages.list_each` will be asked for from now on: it is asked together, and kept for a short time, until something
        is saved."""
        ...


@runtime_checkable
class KeepsHistory(Protocol):
    """A wiki that gives every revision of its pages: a dump with their history."""

    def every_revision(self, query: Query) -> Iterator[Page]:
        """Every revision of the pages that a query finds, in the wiki's order; those that are redirects are none."""
        ...


@runtime_checkable
class FindsTogether(Protocol):
    """A wiki that answers several queries with fewer requests than one after the other would take."""

    def find_each(self, queries: Sequence[Query]) -> list[list[Page]]:
        """For each query what :meth:`Wiki.find` gives."""
        ...


def find_each(wiki: Wiki, queries: Sequence[Query]) -> list[list[Page]]:
    """For each query the pages that it finds, in as few requests as this wiki can."""
    if isinstance(wiki, FindsTogether):
        return wiki.find_each(queries)
    return [list(wiki.find(query)) for query in queries]
