"""What a wiki lists of an edition, without any text: which pages there are, and which of them are as an earlier run has read them."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from indababot.discovery import is_outside, is_submission, query
from indababot.editions import Edition
from indababot.pages import Listed, Page, stored
from indababot.spool import Spool
from indababot.updating.database import Database, Row
from indababot.updating.known import Known
from indababot.wikis import ListsPages, Query
from indababot.writing import regions


@dataclass(frozen=True)
class Listing:
    """The pages that hold lists or should, the pages that the edition's places, categories and templates find, and what is known of them.

    ``rows`` are those of earlier runs that still hold, by the pages' numbers; without their records, of which there may be many.
    """

    targets: Sequence[Listed]
    found: Sequence[Listed]
    rows: Mapping[int, Row] = field(default_factory=dict)

    def known(self, database: Database) -> dict[int, Known]:
        """What the rows say, whose records are read now."""
        aside: Spool[dict[str, str]] = Spool()
        loaded = ((row.page, Known.load(row.record)) for row in database.rows(self.rows))
        return {number: known.slim(aside) for number, known in loaded if known is not None}

    @property
    def digest(self) -> str:
        """A hash of all that is listed: where it is the same, so is everything that was made of it."""
        told = [
            [[page.page_id, _place(page)] for page in self.targets],
            [[page.page_id, state_of(page)] for page in self.found],
            sorted((row.page, row.touched) for row in self.rows.values() if row.touched is not None),
        ]
        return _hash(told)

    def saved(self, pages: Iterable[Page]) -> "Listing":
        """The listing as it is after these pages were saved, so far as can be told without asking."""
        texts = {
            page.page_id: replace(page, text=stored(page.text)) for page in pages if page.page_id is not None
        }
        known = {page.page_id for page in self.targets}
        made = [_listed(page) for number, page in texts.items() if number not in known]
        targets = [_after(page, texts) for page in self.targets] + made
        found = [_after(page, texts) for page in self.found]
        return replace(self, targets=sorted(targets, key=lambda page: page.title), found=found)


def listing(wiki: ListsPages, edition: Edition, database: Database, *, refresh: bool = False) -> Listing:
    """What the wiki lists, and what the database knows of it; nothing where all is to be read anew."""
    targets, found = wiki.list_each(queries(edition))
    if refresh:
        return Listing(targets, found)
    may_count = {page.page_id: page for page in found if counts(page, edition)}
    rows = {
        row.page: replace(row, record="")
        for row in database.rows(may_count)
        if row.state == state_of(may_count[row.page])
    }
    rendered = {number: row.touched for number, row in rows.items() if row.touched is not None}
    revisions = wiki.template_revisions([may_count[number] for number in rendered]) if rendered else {}
    for number, depends in rendered.items():
        if not _holds(depends, may_count[number], revisions):
            del rows[number]
    return Listing(targets, found, rows)


def queries(edition: Edition) -> list[Query]:
    """What to ask for: the pages that hold lists or should, and those that may be submissions."""
    outputs = tuple(output.page for output in edition.outputs)
    return [Query(templates=(regions.START, regions.END), titles=outputs), query(edition)]


def counts(page: Listed | Page, edition: Edition) -> bool:
    """Whether a page may be a submission or a programme card of the edition."""
    return is_submission(page, edition) and not is_outside(page, edition)


def state_of(page: Listed | Page) -> str:
    """A hash of all that a wiki says of a page, its text among it: what a record of it depends on."""
    return _hash([*_place(page), sorted(page.categories)])


def touched(page: Page, templates: Iterable[str], revisions: Mapping[str, int]) -> str | None:
    """What a page that was read as rendered depends on beside its state; None where that is not known."""
    used = {title: revisions.get(title) for title in templates}
    if page.touched is None or None in used.values():
        return None
    return json.dumps([page.touched, used], sort_keys=True)


def _holds(depends: str, page: Listed, revisions: Mapping[str, int]) -> bool:
    """Whether a page is rendered as it was: neither it nor a template that it used was touched."""
    when, used = json.loads(depends)
    return when == page.touched and all(revisions.get(title) == revision for title, revision in used.items())


def _place(page: Listed | Page) -> list[object]:
    if isinstance(page, Listed):
        sha1, readable = page.sha1, not page.hidden and page.sha1 is not None
    else:
        sha1, readable = _sha1(page.text), page.unreadable is None
    return [page.title, page.revision_id, sha1, page.model, sorted(page.redirects), readable]


def _after(page: Listed, texts: Mapping[int, Page]) -> Listed:
    new = texts.get(page.page_id)
    return page if new is None else replace(page, revision_id=new.revision_id or 0, sha1=_sha1(new.text))


def _listed(page: Page) -> Listed:
    return Listed(page.title, page.page_id or 0, page.revision_id or 0, _sha1(page.text), page.model)


def _sha1(text: str) -> str:
    """The hash that MediaWiki has of a text."""
    return hashlib.sha1(text.encode(errors="replace"), usedforsecurity=False).hexdigest()


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()
