"""A live wiki behind the `Wiki` protocol."""

import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from urllib.parse import urlsplit

from indababot.errors import PageMissing, PageUnreadable, UsageError, WikiUnavailable
from indababot.i18n import said
from indababot.pages import Listed, Page, web_address
from indababot.wikis.base import Moment, Origin, Past, Query, Saved, User
from indababot.wikis.live import configure, creation, history, inspect, listing, read, states
from indababot.wikis.live.durations import seconds
from indababot.wikis.live.save import Writer
from indababot.wikis.live.session import Account, Session
from indababot.wikis.live.shared import Shared
from indababot.wikis.live.steady import BROKEN
from indababot.wikis.live.troubles import UNDERSTOOD_NOT, ApiRefusal

log = logging.getLogger("indababot.wiki")

PATIENCE = 60.0
"""Seconds of trouble with one request before a run ends."""

SHORTEST = 0.001
"""A patience of none would never ask."""

WRITE_PAUSE = 5.0
"""Seconds between two writes."""

LOOPBACK = {"localhost", "127.0.0.1", "::1"}


Given = ParamSpec("Given")
Result = TypeVar("Result")


def _understood(
    method: "Callable[Concatenate[LiveWiki, Given], Result]",
) -> "Callable[Concatenate[LiveWiki, Given], Result]":
    """What an answer that no MediaWiki gives does to our reading of it, as an error of ours: it is the wiki's trouble."""

    @wraps(method)
    def careful(wiki: "LiveWiki", /, *arguments: Given.args, **named: Given.kwargs) -> Result:
        try:
            return method(wiki, *arguments, **named)
        except UNDERSTOOD_NOT as error:
            log.debug("an answer cannot be understood", exc_info=True)
            raise WikiUnavailable(
                "{wiki} gave an answer that cannot be understood ({kind}): try again later",
                wiki=wiki.name,
                kind=type(error).__name__,
            ) from error
        except ApiRefusal as refusal:
            raise WikiUnavailable(
                "{wiki} refuses what every MediaWiki takes ({answer}): try again later",
                wiki=wiki.name,
                answer=refusal,
            ) from refusal

    return careful


class LiveWiki:
    """A MediaWiki, by its API address or pywikibot's ``family:code``.

    ``patience`` is how many seconds of trouble with one request are borne (default: ``INDABABOT_PATIENCE``, or 60).
    ``write_pause`` is how many seconds two writes are apart (default: ``put_throttle`` of a user-config.py, else 5, and
    none on a loopback address). Nothing is asked of the network before the first call; reading needs no login where the
    wiki is public.

    Raises:
        UsageError: the patience or the pause is no number of seconds.
    """

    def __init__(self, spec: str, *, patience: float | None = None, write_pause: float | None = None) -> None:
        self._spec = spec
        self._session = Session(
            spec, patience=_patience() if patience is None else seconds("patience", patience, least=SHORTEST)
        )
        host = urlsplit(spec).hostname if "://" in spec else None
        usual = 0.0 if host in LOOPBACK else WRITE_PAUSE
        self._writer = Writer(
            self._session, usual, None if write_pause is None else seconds("write_pause", write_pause)
        )

        self._shared = Shared(())

    @property
    def name(self) -> str:
        """The API address or ``family:code`` as it was given."""
        return self._spec

    @property
    def requests(self) -> int:
        """How many HTTP requests were sent so far."""
        return self._session.requests

    @property
    def page_bytes(self) -> int | None:
        """The largest text that the wiki takes, in bytes of UTF-8; None as long as no page was asked for."""
        return self._session.page_bytes

    @property
    def unreadable(self) -> tuple[PageUnreadable, ...]:
        """Pages whose text is hidden or lost."""
        return tuple(self._session.unreadable[title] for title in sorted(self._session.unreadable))

    @property
    def simulated(self) -> bool:
        """Whether pywikibot's ``simulate`` is on (user-config.py, or ``pwb -simulate``): then nothing is written."""
        return configure.simulated()

    @_understood
    def sign_in(self) -> None:
        """Logs in anew, so that a login that an earlier run has kept does not hide a wrong password.

        Raises:
            LoginError: the wiki refuses the login.
        """
        self._session.sign_in()

    @_understood
    def account(self) -> Account | None:
        """The account that this run works with, as the wiki knows it now; None where it is anonymous."""
        return self._session.account()

    @_understood
    def refused(self, titles: Iterable[str]) -> Mapping[str, str]:
        """Why the account may not write some pages, those that are not there among them: a protection, or a block of the page."""
        return inspect.refused(self._session, titles)

    def find(self, query: Query) -> Iterator[Page]:
        """See :meth:`indababot.wikis.base.Wiki.find`.

        Raises:
            UsageError: a prefix, category, template or title cannot be one on this wiki.
        """
        yield from self.find_each([query])[0]

    @_understood
    def find_each(self, queries: Sequence[Query]) -> list[list[Page]]:
        """For each query what :meth:`find` gives, in fewer requests than one after the other would take."""
        with self._asking(said("take the search for pages")):
            return read.find_each(self._session, queries)

    @_understood
    def list_each(self, queries: Sequence[Query]) -> list[list[Listed]]:
        """See :meth:`indababot.wikis.base.ListsPages.list_each`."""
        with self._asking(said("take the search for pages")):
            return self._shared.list_each(self._session, queries)

    def share(self, queries: Sequence[Query]) -> None:
        """See :class:`indababot.wikis.base.SharesLists`."""
        self._shared = Shared(queries)

    @_understood
    def texts(self, pages: Iterable[Listed]) -> Mapping[int, Page]:
        """See :meth:`indababot.wikis.base.ListsPages.texts`."""
        return self._shared.texts(self._session, pages)

    @_understood
    def templates(self, pages: Iterable[Listed]) -> Mapping[int, frozenset[str]]:
        """See :meth:`indababot.wikis.base.ListsPages.templates`."""
        return states.templates(self._session, pages)

    @_understood
    def template_revisions(self, pages: Iterable[Listed]) -> Mapping[str, int]:
        """See :meth:`indababot.wikis.base.ListsPages.template_revisions`."""
        return states.template_revisions(self._session, pages)

    @_understood
    def titles_near(self, title: str) -> Iterable[str]:
        """See :class:`indababot.wikis.base.TellsTitles`."""
        return listing.titles_near(self._session, title)

    @_understood
    def itself(self, title: str) -> Page | None:
        """See :meth:`indababot.wikis.base.Wiki.itself`."""
        with self._asking(said("take the page {title}", title=title)):
            return inspect.itself(self._session, title)

    @_understood
    def origins(self, pages: Iterable[Page]) -> Mapping[str, Origin]:
        """See :meth:`indababot.wikis.base.TellsOrigin.origins`."""
        with self._asking(said("tell a page's history")):
            return inspect.origins(self._session, pages)

    @_understood
    def before(
        self, query: Query, pages: Sequence[Page], moment: Moment, known: Mapping[int, int] | None = None
    ) -> Past:
        """See :meth:`indababot.wikis.base.TellsHistory.before`."""
        with self._asking(said("tell its history")):
            return history.before(self._session, query, pages, moment, known or {})

    def revisions(self, page: Page) -> Iterator[Page]:
        """See :meth:`indababot.wikis.base.TellsRevisions.revisions`; asks for more when more are wanted."""
        found = history.revisions(self._session, page)
        while (revision := self._next(found)) is not None:
            yield revision

    @_understood
    def states(self, wanted: Mapping[Page, int]) -> Mapping[int, Page]:
        """See :meth:`indababot.wikis.base.TellsRevisions.states`."""
        return history.states(self._session, wanted)

    @_understood
    def _next(self, revisions: Iterator[Page]) -> Page | None:
        return next(revisions, None)

    @_understood
    def rendered(self, page: Page) -> str | None:
        """The page as the wiki renders it: the revision that was read, where it is known.

        Raises:
            PageMissing: the page is gone.
        """
        which: dict[str, object] = (
            {"page": page.title} if page.revision_id is None else {"oldid": page.revision_id}
        )
        try:
            answer = self._session.call(
                action="parse", prop="text", disablelimitreport=True, disableeditsection=True, **which
            )
        except ApiRefusal as refusal:
            raise PageMissing(
                "{title} cannot be rendered ({answer})", title=page.title, answer=refusal.info
            ) from refusal
        return str(answer["parse"]["text"])

    def diff(self, revision: int) -> str | None:
        """See :meth:`indababot.wikis.base.ShowsDiffs.diff`."""
        articles = web_address(self._session.articles)
        return articles and articles.replace("$1", f"Special:Diff/{revision}")

    @_understood
    def users(self, names: Iterable[str]) -> Mapping[str, User]:
        """The accounts with these names, by the names as asked for; a partial block is none."""
        with self._asking(said("take the search for accounts")):
            return read.users(self._session, names)

    @_understood
    def revision(self, revision_id: int) -> Page:
        """One revision of a page, with the text that it had then.

        Raises:
            PageMissing: there is no such revision, or it is hidden.
        """
        return inspect.revision(self._session, revision_id)

    @_understood
    def blacklisted(self, links: Iterable[str]) -> frozenset[str]:
        """Those of some links that the wiki would not take; none where it has no blacklist."""
        return inspect.blacklisted(self._session, links)

    @_understood
    def lint_errors(self, pages: Sequence[Page]) -> Mapping[str, Sequence[tuple[str, int, int]]]:
        """By title: category, start and end, in code points, of what the wiki's Linter found in the text as saved."""
        return inspect.lint_errors(self._session, pages)

    @_understood
    def made(self, pages: Sequence[Page], until: datetime | None = None) -> Mapping[str, datetime]:
        """See :class:`indababot.wikis.base.TellsCreation`."""
        return creation.made(self._session, pages, until)

    @_understood
    def save(self, page: Page, text: str, *, summary: str) -> Saved:
        """See :meth:`indababot.wikis.base.Wiki.save`; where the wiki already has the text, nothing is sent."""
        self._shared.forget()
        return self._writer.save(page, text, summary)

    def close(self) -> None:
        """Lets go of the connections."""
        self._session.close()

    @contextmanager
    def _asking(self, what: str) -> Iterator[None]:
        """What the wiki refuses in the block is an error of who asked: it "does not" do what is asked."""
        try:
            yield
        except ApiRefusal as refusal:
            error = WikiUnavailable if refusal.code.startswith(BROKEN) else UsageError
            raise error(
                said("{wiki} does not {what} ({info})", wiki=self.name, what=what, info=refusal.info)
            ) from refusal


def _patience() -> float:
    given = os.environ.get("INDABABOT_PATIENCE", "").strip()
    return seconds("INDABABOT_PATIENCE", given, least=SHORTEST) if given else PATIENCE
