"""Saving a page so that nobody's edit is lost.

The order is what makes it safe: look at the page as it is now, give up where it is not what was read, send the edit with
the revision that it is based on (and with no timestamp: with one, MediaWiki overwrites edits of the same second and of
the same account), and look at the page again.
"""

import logging
import time
from typing import Any

from indababot.errors import EditConflict, PageMissing, PageRefused, UsageError, WikiUnavailable
from indababot.i18n import said
from indababot.pages import Page, stored
from indababot.wikis import bots
from indababot.wikis.base import Saved, SaveResult
from indababot.wikis.live import configure, refusals
from indababot.wikis.live.answers import incomplete, lacking
from indababot.wikis.live.session import Session
from indababot.wikis.live.troubles import ApiRefusal, line

log = logging.getLogger("indababot.wiki")

NOW = {"prop": "info|revisions", "rvprop": "ids|user|content", "rvslots": "main"}
SUMMARY_LENGTH = 500


class Writer:
    """Saves pages one after the other, ``asked`` seconds apart, or as the operator's pywikibot says, or the ``usual`` ones."""

    def __init__(self, session: Session, usual: float, asked: float | None = None) -> None:
        self._session = session
        self._usual = usual
        self._asked = asked
        self._last: float | None = None

    def save(self, page: Page, text: str, summary: str) -> Saved:
        """See :meth:`indababot.wikis.base.Wiki.save`."""
        if page.revision_id is not None and stored(text) == stored(page.text):
            return Saved(SaveResult.UNCHANGED, page.revision_id)
        if configure.simulated():
            raise UsageError(
                "{title} is not saved: pywikibot's simulate is on, so that nothing is written on the wiki",
                title=page.title,
            )
        self._session.need_login()
        now = self._look(page)
        if page.revision_id is None and now is not None:
            if stored(_text(now)) == stored(text):
                return Saved(SaveResult.UNCHANGED, _revision(now))
            raise EditConflict("{title}: somebody else has made this page meanwhile", title=page.title)
        if page.revision_id is not None:
            _same(page, now)
            if not bots.allowed(page.text, self._session.username or ""):
                raise PageRefused("{title}: the page asks bots to leave it alone (nobots)", title=page.title)
        self._wait()
        return self._send(page, text, summary)

    def _look(self, page: Page) -> dict[str, Any] | None:
        """The page as it is now, by its id where that is known (it may have moved); None where it is missing.

        Raises:
            WikiUnavailable: the answer is about another page, or about none.
        """
        which = {"titles": page.title} if page.page_id is None else {"pageids": page.page_id}
        try:
            parts = list(self._session.query(**NOW, **which, **self._session.token_unknown()))
        except ApiRefusal as refusal:
            raise refusals.error(refusal, page) from refusal
        items: list[dict[str, Any]] = [item for part in parts for item in part.get("pages", ())]
        if not items:
            raise incomplete(self._session.spec, lacking(1, 1))
        for item in items:
            if page.page_id is not None and item.get("pageid") != page.page_id:
                raise WikiUnavailable(
                    "{wiki} gave an answer about another page than {title}: try again later",
                    wiki=self._session.spec,
                    title=page.title,
                )
            if "pageid" in item and not item.get("missing"):
                return item
            if item.get("invalid"):
                raise PageRefused("{title} is no title that this wiki takes", title=page.title)
        return None

    def _wait(self) -> None:
        pause = self._asked
        if pause is None:
            pause = configure.write_pause()  # before the first write too: a wrong one ends the run before it
        if pause is None:
            pause = self._usual
        if self._last is None:
            return
        time.sleep(max(0.0, self._last + pause - time.monotonic()))

    def _send(self, page: Page, text: str, summary: str) -> Saved:
        based: dict[str, object] = (
            {"createonly": True}
            if page.revision_id is None
            else {"nocreate": True, "baserevid": page.revision_id}
        )
        try:
            answer = self._session.write(
                action="edit", title=page.title, text=text, summary=summary[:SUMMARY_LENGTH],
                bot=True, notminor=True, watchlist="nochange", **based,
            )["edit"]  # fmt: skip
        except ApiRefusal as refusal:
            return self._refused(page, text, refusal)
        finally:
            self._last = time.monotonic()
        if answer.get("result") != "Success":
            code = "captcha" if "captcha" in answer else str(answer.get("code", "unknown"))
            info = str(answer.get("info") or answer.get("spamblacklist") or answer.get("warning") or code)
            raise refusals.error(ApiRefusal(line(code), line(info), answer), page)
        if "newrevid" not in answer:
            return self._landed(page, text) or Saved(SaveResult.UNCHANGED, page.revision_id)
        return self._look_again(page, text, answer)

    def _refused(self, page: Page, text: str, refusal: ApiRefusal) -> Saved:
        """A refusal, unless it is about an edit of our own that was done although its answer was lost."""
        error = refusals.error(refusal, page)
        if refusal.code == "abusefilter-warning":
            # The wiki takes the same edit in the same session for a person's "yes, I mean it".
            self._session.login()
        landed = self._landed(page, text) if isinstance(error, EditConflict) else None
        if landed is None:
            raise error from refusal
        return landed

    def _landed(self, page: Page, text: str) -> Saved | None:
        """The save that was done by a request whose answer was lost, so that it was sent again; else None."""
        if not self._session.repeated:
            return None
        now = self._look(page)
        if now is None or _revision(now) == page.revision_id or stored(_text(now)) != stored(text):
            return None
        if now["revisions"][0].get("user") != self._session.username:
            return None
        return Saved(SaveResult.SAVED, _revision(now))

    def _look_again(self, page: Page, text: str, answer: dict[str, Any]) -> Saved:
        """Whether the wiki now holds what was sent: it merges edits of other lines by itself, and it expands signatures."""
        revision = int(answer["newrevid"])
        if page.revision_id is not None and answer.get("oldrevid") != page.revision_id:
            conflict = EditConflict(
                "{title}: somebody else saved it in the same moment, and the wiki merged both edits (revision {revision})",
                title=page.title,
                revision=revision,
            )
            conflict.merged = revision
            raise conflict
        now = self._look(page)
        if now is None:
            raise PageMissing("{title} was deleted just after it was saved", title=page.title)
        if _revision(now) == revision and stored(_text(now)) != stored(text):
            other = said(
                "{title}: the wiki changed the text while it saved it (revision {number})",
                title=page.title,
                number=revision,
            )
            log.warning("%s", other)
        return Saved(SaveResult.SAVED, revision, answer.get("pageid"))


def _same(page: Page, now: dict[str, Any] | None) -> None:
    """Nothing where the page is still what was read.

    Raises:
        PageMissing: it was deleted or moved.
        EditConflict: it was saved by somebody.
    """
    if now is None:
        raise PageMissing("{title} was deleted since it was read", title=page.title)
    if now["title"] != page.title:
        raise PageMissing(
            "{title} was moved to {other} since it was read", title=page.title, other=now["title"]
        )
    if _revision(now) != page.revision_id:
        raise EditConflict("{title}: somebody else saved it since it was read", title=page.title)


def _revision(now: dict[str, Any]) -> int:
    return int(now["revisions"][0]["revid"])


def _text(now: dict[str, Any]) -> str:
    return str(now["revisions"][0].get("slots", {}).get("main", {}).get("content", ""))
