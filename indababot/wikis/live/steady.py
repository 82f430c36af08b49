"""Answers about many pages of which one brings the wiki into trouble.

MediaWiki tells nothing of any page of a request where one is of a content model whose extension was removed. Its trouble must not be
that of all others: what such a request asks is asked anew, of the pages of wikitext and of the others, and then by halves. What is left
is a page or two, which are told with as much as the wiki can say of them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from indababot.pages import WIKITEXT
from indababot.wikis.live.session import Session
from indababot.wikis.live.troubles import ApiRefusal

BROKEN = "internal_api_error_"
"""Begins the codes of errors that nobody meant to give."""
_MOST = 20
"""In so many pages of one answer a wiki may have trouble; with more it is broken as a whole."""
_KNOWN: Mapping[str, object] = {
    "prop": "revisions|categories",
    "rvprop": "ids|timestamp|sha1|contentmodel",
    "rvslots": "main",
    "cllimit": "max",
}
"""What every wiki can tell of every page: it stands in tables of its own, and no text has to be understood."""


def told(
    session: Session,
    what: Mapping[str, object],
    names: Mapping[str, Sequence[str]],
    beside: Mapping[str, object],
) -> Iterator[dict[str, Any]]:
    """The parts of the answer to ``what`` about the pages with these ``names``, and to what is asked ``beside``.

    Where ``names`` is empty, ``what`` says itself which pages it is about; nothing is told of them where one makes trouble.
    """
    try:
        parts = list(session.query(**what, **names, **beside))
    except ApiRefusal as refusal:
        if not refusal.code.startswith(BROKEN):
            raise
    else:
        yield from parts
        return
    if beside:
        yield from session.query(**beside)
    if names:
        [(kind, pages)] = names.items()
        following = {key: value for key, value in what.items() if key == "redirects"}
        yield from _Search(session, what, {**_KNOWN, **following}, kind).told(pages)


class _Search:
    """The search for pages that make trouble, among those with names of a ``kind``."""

    def __init__(
        self, session: Session, what: Mapping[str, object], known: Mapping[str, object], kind: str
    ) -> None:
        self._session, self._what, self._known, self._kind = session, what, known, kind
        self._met = 0

    def told(self, names: Sequence[str]) -> Iterator[dict[str, Any]]:
        """The parts of the answer about pages, of which one at least makes trouble."""
        told = list(self._session.query(**self._known, **{self._kind: list(names)}))
        if len(names) == 1:
            yield from map(_without_text, told)
            return
        others = {
            str(item.get(key))
            for part in told
            for item in part.get("pages", ())
            for key in ("pageid", "title")
            if _model(item) != WIKITEXT
        }
        parts = [name for name in names if name not in others], [name for name in names if name in others]
        half = len(names) // 2
        for some in parts if all(parts) else (names[:half], names[half:]):
            yield from self._tried(some)

    def _tried(self, names: Sequence[str]) -> Iterator[dict[str, Any]]:
        try:
            parts: Iterable[dict[str, Any]] = list(
                self._session.query(**self._what, **{self._kind: list(names)})
            )
        except ApiRefusal as refusal:
            self._met += len(names) == 1
            if self._met > _MOST or not refusal.code.startswith(BROKEN):
                raise
            parts = self.told(names)
        yield from parts


def _model(item: Mapping[str, Any]) -> str:
    """The content model of a page's text, as it is told without its text."""
    revision = (item.get("revisions") or [{}])[0]
    return str(revision.get("slots", {}).get("main", {}).get("contentmodel") or WIKITEXT)


def _without_text(part: dict[str, Any]) -> dict[str, Any]:
    """A part of an answer in which pages are told to have a text that is not to be had."""
    for item in part.get("pages", ()):
        for revision in item.get("revisions", ()):
            revision["textmissing"] = True
            item["contentmodel"] = _model(item)
    return part
