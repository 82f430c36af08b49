"""Entries of pages of which most were read by an earlier run: only what changed since is fetched, read and checked.

What comes out is what reading all pages would give (:func:`indababot.updating.gathering.entries_of`); a test holds both against each other.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import blake2b
from typing import NamedTuple, Protocol, runtime_checkable

from indababot.checking import Titles, check, compared_title, with_duplicate
from indababot.diagnostics import Diagnostic
from indababot.discovery import paired
from indababot.editions import Edition
from indababot.entries import Entry
from indababot.online import is_formless, shown_by
from indababot.pages import Listed, Page
from indababot.privacy import Apart, Public, public
from indababot.reading import read
from indababot.records import Submission
from indababot.spool import Spool
from indababot.updating.database import Row
from indababot.updating.known import Form, Known, lean
from indababot.updating.listing import state_of, touched
from indababot.updating.mapped import Mapped, in_turn
from indababot.updating.rendering import Sparing
from indababot.wikis import ListsPages, Wiki


@runtime_checkable
class ListingWiki(ListsPages, Wiki, Protocol):
    """A wiki that lists its pages without their text."""


class Source(Protocol):
    """What is asked of a wiki here: the texts of pages that it has listed, and what rendered ones depend on."""

    def texts(self, pages: Iterable[Listed]) -> Mapping[int, Page]:
        """See :meth:`ListsPages.texts`."""
        ...

    def templates(self, pages: Iterable[Listed]) -> Mapping[int, frozenset[str]]:
        """See :meth:`ListsPages.templates`."""
        ...

    def template_revisions(self, pages: Iterable[Listed]) -> Mapping[str, int]:
        """See :meth:`ListsPages.template_revisions`."""
        ...


class OutOfDate(Exception):
    """A page was moved, deleted or made a redirect since it was listed."""


BATCH = 500
"""Pages whose texts are fetched, and in memory, at once: the most that a wiki gives to one request."""
_HELD = 2 * BATCH
"""Pages whose texts are held for a second look, should they need one: so many need no second request."""


class _Read(NamedTuple):
    """What a page was when it was read in this run."""

    revision: int
    state: str
    readable: bool

    @classmethod
    def of(cls, page: Page) -> "_Read":
        return cls(page.revision_id or 0, state_of(page), page.unreadable is None)


@dataclass(slots=True)
class _Item:
    """A page on its way: as it is known, how it was read where that was in this run, and its text while that is needed."""

    listed: Listed
    known: Known | None = None
    read: _Read | None = None
    page: Page | None = None
    touched: str | None = None
    duplicate: bool = False


class Incremental:
    """Reads the pages of an edition, those that are ``known`` from there.

    ``done`` is told how many there are as each is read, and ``mapped`` reads the forms of many.
    """

    def __init__(
        self,
        wiki: Source,
        edition: Edition,
        renderer: Sparing,
        known: Mapping[int, Known],
        done: Callable[[int], None] = lambda number: None,
        mapped: Mapped = in_turn,
    ) -> None:
        self._wiki = wiki
        self._edition = edition
        self._renderer = renderer
        self._known = known
        self._done = done
        self._mapped = mapped
        self._items: dict[str, _Item] = {}
        self._fieldless: set[str] = set()
        self._aside: Spool[dict[str, str]] = Spool()

    def entries(self, pages: Iterable[Listed], texts: Mapping[int, Page]) -> list[Entry]:
        """The proposals, each once, with their findings, in the order of titles. ``texts`` are pages that were fetched already.

        Raises:
            OutOfDate: the list of pages is.
        """
        for listed in pages:
            known = self._known.get(listed.page_id) if listed.page_id not in texts else None
            self._items[listed.title] = _Item(listed, known)
        self._read([item for item in self._items.values() if item.known is None], texts)
        proposals = list(paired([self._record(item) for item in self._items.values()], self._edition))
        others = self._others(proposals)
        again = [
            item.listed
            for item, proposal in ((self._items[one.page.title], one) for one in proposals)
            if item.page is None
            and (proposal.page.title in others or _of(item).status is not proposal.status)
        ]
        for text in fetch(self._wiki, again).values():
            self._items[text.title].page = text
        apart = Apart()
        return [self._entry(proposal, others.get(proposal.page.title), apart) for proposal in proposals]

    def has_fields(self, entry: Entry) -> bool:
        """Whether anything on an entry's page is a field."""
        return entry.page not in self._fieldless

    def rows(self) -> Iterator[Row]:
        """What the next run has to know of the pages that were read in this one."""
        for item in self._items.values():
            if item.read is not None and self._is_kept(item):
                revision, state, _ = item.read
                yield Row(item.listed.page_id, revision, state, item.touched, _of(item).json())

    def is_whole(self) -> bool:
        """Whether a listing can tell that all pages are the same: not where a text is lost, or what was read as rendered is not kept."""
        return all(
            self._is_kept(item) or (_of(item).form is Form.TEXT and item.read.readable)
            for item in self._items.values()
            if item.read is not None
        )

    def _is_kept(self, item: _Item) -> bool:
        """Whether what a page came to holds as long as it is the same: not what is found by comparing it with others."""
        told = _of(item).form is Form.TEXT or item.touched is not None
        return told and not item.duplicate and item.read is not None and item.read.readable

    def _read(self, items: Sequence[_Item], texts: Mapping[int, Page]) -> None:
        """Reads and checks pages, those without a form as the wiki renders them."""
        bare = []
        items = sorted(items, key=lambda item: item.listed.page_id not in texts)
        pages = self._texts([item.listed for item in items], texts)
        made = self._mapped(partial(_read, edition=self._edition), pages)
        for number, (item, (page, found)) in enumerate(zip(items, made, strict=True)):
            item.read = _Read.of(page)
            item.page = page if number < _HELD or isinstance(found, Submission) else None
            if isinstance(found, Known):
                item.known = found.slim(self._aside)
                self._done(len(self._items))
            else:
                bare.append((item, found))
        # The templates' revisions first: what changes while we ask is asked for again by the next run.
        listed = [item.listed for item, _ in bare]
        revisions = self._wiki.template_revisions(listed) if bare else {}
        templates = self._wiki.templates(listed) if bare else {}
        for item, submission in bare:
            assert item.page is not None
            before = self._renderer.answered
            submission, shown = self._rendered(item.page, submission)
            form = Form.NONE if is_formless(submission) else Form.RENDERED
            item.known = self._made(submission, shown, item.page, form).slim(self._aside)
            if self._renderer.answered > before:
                item.touched = touched(item.page, templates.get(item.listed.page_id, ()), revisions)

    def _texts(self, pages: Sequence[Listed], texts: Mapping[int, Page]) -> Iterator[Page]:
        """Pages with their texts, first those that are there already, and the others so many at a time."""
        yield from (texts[page.page_id] for page in pages if page.page_id in texts)
        left = [page for page in pages if page.page_id not in texts]
        for start in range(0, len(left), BATCH):
            some = left[start : start + BATCH]
            found = fetch(self._wiki, some)
            yield from (found[page.page_id] for page in some)

    def _rendered(self, page: Page, submission: Submission) -> tuple[Submission, Page]:
        return shown_by(self._renderer, page, self._edition, submission)

    def _made(self, submission: Submission, shown: Page, page: Page, form: Form) -> Known:
        self._done(len(self._items))
        return _known(submission, shown, page, form, self._edition)

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
        if other is not None or known.status is not proposal.status:
            assert item.page is not None
            submission, shown, form = read(item.page, self._edition), item.page, Form.TEXT
            if is_formless(submission) and item.page.unreadable is None:
                submission, shown = self._rendered(item.page, submission)
                form = Form.NONE if is_formless(submission) else Form.RENDERED
            # All that is kept is of this text: where a page was fetched again, it may have changed since it was listed.
            made, item.read = self._made(submission, shown, item.page, form), _Read.of(item.page)
            submission = submission.model_copy(update={"status": proposal.status})
            findings = check(submission, shown, self._edition)
            item.known = replace(made, status=proposal.status, findings=tuple(findings))
            if other is not None:
                item.duplicate = True
                findings = with_duplicate(findings, submission, shown, self._edition, other)
        entry = Entry(apart.record(_titled(proposal, known.record.page.title), title), tuple(findings))
        if not known.has_fields:
            self._fieldless.add(entry.page)
        return entry


def fetch(wiki: Source, pages: Sequence[Listed]) -> dict[int, Page]:
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


def _read(page: Page, edition: Edition) -> Known | Submission:
    """What a page's own text comes to; a page without a form as it was read, since the wiki may show one."""
    submission = read(page, edition)
    if is_formless(submission) and page.unreadable is None:
        return submission
    return _known(submission, page, page, Form.TEXT, edition)


def _known(submission: Submission, shown: Page, page: Page, form: Form, edition: Edition) -> Known:
    """What a page comes to: no more of it is kept, since there may be many pages."""
    title = compared_title(submission, page, edition)
    return Known(
        record=lean(public(submission, edition.regions)),
        findings=tuple(check(submission, shown, edition)),
        status=submission.status,
        compared=blake2b(title.encode(errors="replace"), digest_size=16).hexdigest() if title else "",
        has_fields=bool(submission.fields),
        form=form,
    )


def _of(item: _Item) -> Known:
    assert item.known is not None
    return item.known


def _titled(record: Public, title: str) -> Public:
    """A record whose page has this title."""
    if record.page.title == title:
        return record
    return Public(record.model_copy(update={"page": record.page.model_copy(update={"title": title})}))
