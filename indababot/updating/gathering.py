"""Reading: every page of an edition into an entry with its findings, before anything is written."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from indababot.checking import check_all
from indababot.discovery import is_submission, paired, query
from indababot.editions.model import Edition
from indababot.online import facts, read_on, resolved
from indababot.pages import Page
from indababot.privacy import public_all
from indababot.wikis.base import Query, Wiki, find_each
from indababot.writing import regions
from indababot.writing.views import Entry

Progress = Callable[[str, int], None]
"""Is told what is being done, and with how many pages so far."""


def silent(step: str, done: int) -> None:
    """Shows nothing."""


@dataclass(frozen=True)
class Gathered:
    """All that a plan is made from: entries in the order of titles, pages that hold lists or should, by title, and notes."""

    entries: tuple[Entry, ...]
    targets: Mapping[str, Page]
    notes: tuple[str, ...]
    page_bytes: int | None = None
    """The largest page that the wiki takes, where it has told that."""


def gather(wiki: Wiki, edition: Edition, *, online: bool = False, progress: Progress = silent) -> Gathered:
    """Everything of an edition on a wiki. What cannot be fetched ends the run: a part would shrink every list."""
    found_targets, found = find_each(wiki, [_targets(edition), query(edition)])
    targets = {page.title: page for page in found_targets}
    pages, notes = [], []
    for page in found:
        if not is_submission(page, edition):
            continue
        if page.title in targets:
            if not is_target_only(page, edition):
                notes.append(f"{page.title}: it holds a list of ours, and does not count as a submission.")
            continue
        pages.append(page)
        progress("read", len(pages))
    entries = entries_of(wiki, pages, edition, online=online, progress=progress)
    cards = len(pages) - len(entries)
    if cards:
        notes.append(f"{cards} programme cards go with a submission of the same title.")
    notes += [str(error) for error in getattr(wiki, "unreadable", ())]
    return Gathered(tuple(entries), targets, tuple(notes), getattr(wiki, "page_bytes", None))


def _targets(edition: Edition) -> Query:
    outputs = tuple(output.page for output in edition.outputs)
    return Query(templates=(regions.START, regions.END), titles=outputs)


def is_target_only(page: Page, edition: Edition) -> bool:
    """Whether a page is one that the edition lists as an output, reached by its title or a redirect."""
    return not {output.page for output in edition.outputs}.isdisjoint((page.title, *page.redirects))


def entries_of(
    wiki: Wiki, pages: Iterable[Page], edition: Edition, *, online: bool = False, progress: Progress = silent
) -> list[Entry]:
    """Pages as checked entries, each proposal once. ``online`` asks the wiki which accounts are meant."""
    seen: dict[str, Page] = {}
    submissions = []
    for submission, page in (read_on(wiki, page, edition) for page in pages):
        seen[page.title] = page
        submissions.append(submission)
        progress("parse", len(submissions))
    proposals = paired(submissions, edition)
    if online:
        proposals = resolved(wiki, proposals)
    pairs = [(item, seen[item.page.title]) for item in proposals]
    found = check_all(pairs, edition, online=facts(wiki, pairs) if online else None)
    shown = public_all(proposals, edition.regions)
    return [Entry(item, tuple(findings)) for item, findings in zip(shown, found, strict=True)]
