"""Entries of pages of which most were read by an earlier run: only what changed since is fetched, read and checked.

What comes out is what reading all pages would give (:func:`indababot.updating.gathering.entries_of`); a test holds both against each other.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Protocol, runtime_checkable

from indababot.checking import Titles, check, compared_title, with_duplicate
from indababot.diagnostics import Diagnostic
from indababot.discovery import paired
from indababot.editions.model import Edition
from indababot.entries import Entry
from indababot.online import is_formless, read_on
from indababot.pages import Listed, Page
from indababot.privacy import Apart, Public, public
from indababot.reading import read
from indababot.records import Submission
from indababot.updating.database import Row
from indababot.updating.known import Form, Known
from indababot.updating.listing import state_of, touched
from indababot.updating.rendering import Sparing
from indababot.wikis.base import ListsPages, Wiki


@runtime_checkable
class ListingWiki(ListsPages, Wiki, Protocol):
    """A wiki that lists its pages without their text."""


class OutOfDate(Exception):
    """A page was moved, deleted or made a redirect since it was listed."""


@dataclass(slots=True)
class _Item:
    """A page on its way: as it is known, and how it was read, where it was read in this run."""

    listed: Listed
    known: Known | None = None
    page: Page | None = None
    submission: Submission | None = None
    shown: Page | None = None
    touched: str | None = None
    duplicate: bool = False


class Incremental:
    """Reads the pages of an edition, those that are ``known`` from there; ``done`` is told how many were read."""

    def __init__(
        self,
        wiki: ListingWiki,
        edition: Edition,
        renderer: Sparing,
        known: Mapping[int, Known],
        done: Callable[[int], None] = lambda number: None,
    ) -> None:
        self._wiki = wiki
        self._edition = edition
        self._renderer = renderer
        self._known = known
        self._done = done
        self._items: dict[str, _Item] = {}
        self._fieldless: set[str] = set()

    def entries(self, pages: Iterable[Listed], texts: Mapping[int, Page]) -> list[Entry]:
        """The proposals, each once, with their findings, in the order of titles. ``texts`` are the pages that are not known.

        Raises:
            OutOfDate: the list of pages is.
        """
        for page in pages:
            text = texts.get(page.page_id)
            self._items[page.title] = _Item(
                page, self._known.get(page.page_id) if text is None else None, text
            )
        self._read([item for item in self._items.values() if item.known is None])
        proposals = list(paired([self._record(item) for item in self._items.values()], self._edition))
        others = self._others(proposals)
        again = [
            item
            for item, proposal in ((self._items[one.page.title], one) for one in proposals)
            if item.page is None
            and (proposal.page.title in others or _of(item).status is not proposal.status)
        ]
        fetched = fetch(self._wiki, [item.listed for item in again])
        for item in again:
            item.page = fetched[item.listed.page_id]
        self._read(again)
        apart = Apart()
        return [self._entry(proposal, others.get(proposal.page.title), apart) for proposal in proposals]

    def has_fields(self, entry: Entry) -> bool:
        """Whether anything on an entry's page is a field."""
        return entry.page not in self._fieldless

    def rows(self) -> tuple[list[Row], bool]:
        """What the next run has to know of the pages that were read in this one; and whether a listing can tell that all are the same.

        It cannot where a text is lost, or a page that was read as rendered is not kept.
        """
        rows, told = [], True
        for item in self._items.values():
            known, page = _of(item), item.page
            if page is None:
                continue
            if page.unreadable or item.duplicate or (known.form is not Form.TEXT and item.touched is None):
                told = told and known.form is Form.TEXT and page.unreadable is None
            else:
                rows.append(
                    Row(
                        item.listed.page_id, page.revision_id or 0, state_of(page), item.touched, known.json()
                    )
                )
        return rows, told

    def _read(self, items: Sequence[_Item]) -> None:
        """Reads pages, those without a form as the wiki renders them."""
        bare = []
        for item in items:
            assert item.page is not None
            item.submission, item.shown = read(item.page, self._edition), item.page
            if is_formless(item.submission) and item.page.unreadable is None:
                bare.append(item)
            else:
                item.known = self._made(item, item.submission, Form.TEXT)
        # The templates' revisions first: what changes while we ask is asked for again by the next run.
        revisions = self._wiki.template_revisions([item.listed for item in bare]) if bare else {}
        templates = self._wiki.templates([item.listed for item in bare]) if bare else {}
        for item in bare:
            assert item.page is not None
            before = self._renderer.answered
            item.submission, item.shown = read_on(
                self._wiki, item.page, self._edition, self._renderer, submission=item.submission
            )
            form = Form.NONE if is_formless(item.submission) else Form.RENDERED
            item.known = self._made(item, item.submission, form)
            if self._renderer.answered > before:
                item.touched = touched(item.page, templates.get(item.listed.page_id, ()), revisions)

    def _made(self, item: _Item, submission: Submission, form: Form) -> Known:
        """What a page comes to before it is checked."""
        self._done(len(self._items))
        assert item.page is not None
        title = compared_title(submission, item.page, self._edition)
        return Known(
            record=public(submission, self._edition.regions),
            findings=(),
            status=None,
            compared=blake2b(title.encode(errors="replace"), digest_size=16).hexdigest() if title else "",
            has_fields=bool(submission.fields),
            form=form,
        )

    def _record(self, item: _Item) -> Public:
        """The masked record with the title that the page has, so that it can be paired and found again."""
        return _titled(_of(item).record, item.listed.title)

    def _others(self, proposals: Iterable[Public]) -> dict[str, Page]:
        """The pages whose titles other proposals have had before, by title, each with the first of them."""
        titles, found = Titles(), {}
        for title in (proposal.page.title for proposal in proposals):
            page = Page(title, "")
            other = titles.before(_of(self._items[title]).compared, page, self._edition)
            if other is not None:
                found[title] = other
        return found

    def _entry(self, proposal: Public, other: Page | None, apart: Apart) -> Entry:
        title = proposal.page.title
        item = self._items[title]
        known = _of(item)
        findings: Sequence[Diagnostic] = known.findings
        if item.submission is not None and item.shown is not None:
            submission = item.submission.model_copy(update={"status": proposal.status})
            findings = check(submission, item.shown, self._edition)
            item.known = replace(known, status=proposal.status, findings=tuple(findings))
            if other is not None:
                item.duplicate = True
                findings = with_duplicate(findings, submission, item.shown, self._edition, other)
        entry = Entry(apart.record(_titled(proposal, known.record.page.title), title), tuple(findings))
        if not known.has_fields:
            self._fieldless.add(entry.page)
        return entry


def fetch(wiki: ListsPages, pages: Sequence[Listed]) -> dict[int, Page]:
    """Pages with their texts, as they were listed in all but these.

    Raises:
        OutOfDate: one is not what was listed.
    """
    found = wiki.texts(pages) if pages else {}
    for page in pages:
        now = found.get(page.page_id)
        if now is None or now.title != page.title:
            raise OutOfDate
    return {page.page_id: replace(found[page.page_id], redirects=page.redirects) for page in pages}


def _of(item: _Item) -> Known:
    assert item.known is not None
    return item.known


def _titled(record: Public, title: str) -> Public:
    """A record whose page has this title."""
    if record.page.title == title:
        return record
    return Public(record.model_copy(update={"page": record.page.model_copy(update={"title": title})}))
