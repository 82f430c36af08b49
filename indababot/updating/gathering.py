"""Reading: every page of an edition into an entry with its findings, before anything is written."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from indababot.checking import check_all
from indababot.discovery import is_outside, is_submission, paired
from indababot.editions import Edition
from indababot.i18n import NN_, message_of, plural, said
from indababot.online import Renderer, facts, read_on, resolved
from indababot.pages import Listed, Page
from indababot.privacy import public_all
from indababot.records import Submission
from indababot.updating.fetched import Fetched
from indababot.updating.history import Histories, changes_for
from indababot.updating.holding import Holding, Holds, holding
from indababot.updating.incremental import BATCH, Incremental, ListingWiki, OutOfDate, fetch
from indababot.updating.known import Known as KnownPage
from indababot.updating.listing import Listing, counts, queries
from indababot.updating.mapped import Mapped, in_turn
from indababot.updating.rendering import Sparing
from indababot.wikis import Origin, Query, Wiki, find_each
from indababot.writing import REGIONS, Region
from indababot.writing.views import Entry, Known, rowtemplate, since_of

Progress = Callable[[str, int], None]
"""Is told what is being done, and with how many pages so far."""
_NAMED = 5
"""How many of the pages that do not count a note names."""


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
    refused_rows: frozenset[str] = frozenset()
    """Templates that a region's ``row`` names and that lead to a marker, or out of the template namespace."""
    changes: Known = field(default_factory=dict)
    """What changed, by what the regions ask for as ``since``."""

    rendered_rows: bool = False
    """Whether a region has its rows rendered by a template, which may be turned into a redirect without any page being changed."""
    origins: dict[str, Origin | None] = field(default_factory=dict)
    """What the wiki tells while the plan is made of who made sub-pages of lists, by title; nothing of it changes with what is saved."""

    def after(self, saved: Mapping[str, Page]) -> "Gathered":
        """The same as it is after pages were saved."""
        return replace(self, targets={**self.targets, **saved})


def gather(
    wiki: Wiki,
    edition: Edition,
    *,
    online: bool = False,
    progress: Progress = silent,
    renderer: Sparing | None = None,
    history: Histories | None = None,
    mapped: Mapped = in_turn,
) -> Gathered:
    """Everything of an edition on a wiki. What cannot be fetched ends the run: a part would shrink every list."""
    targets, found = find_each(wiki, queries(edition))
    sorted_ = _Sorted.of(targets, found, edition)
    for number in range(len(sorted_.pages)):
        progress("read", number + 1)
    renderer = renderer or Sparing(wiki)
    if not online and not sorted_.asks_for_changes(edition):
        source = Fetched(sorted_.pages)
        listed = sorted_.listed(source.listed)
        del found, sorted_  # their texts are on the disk now
        made = Incremental(source, edition, renderer, {}, partial(progress, "parse"), mapped)
        every = made.entries(source.listed, {})
        return _gathered(wiki, edition, listed, every, listed.proposals(every, made))
    proposals, every = entries_of(
        wiki, sorted_.pages, edition, online=online, progress=progress, renderer=renderer
    )
    kept = [
        (item, entry)
        for item, entry in zip(proposals, every, strict=True)
        if not sorted_.is_broken_list(entry, bool(entry.submission.fields))
    ]
    entries, now = [entry for _, entry in kept], [item for item, _ in kept]
    changes, told = changes_for(
        wiki, edition, sorted_.regions(edition), sorted_.pages, now, history or Histories(), renderer
    )
    return _gathered(wiki, edition, sorted_, every, entries, changes, told)


def gather_changed(
    wiki: ListingWiki,
    edition: Edition,
    listing: Listing,
    known: Mapping[int, KnownPage],
    renderer: Sparing,
    progress: Progress = silent,
    mapped: Mapped = in_turn,
) -> tuple[Gathered, Incremental] | None:
    """The same, of which only what is not ``known`` is fetched; None where all pages have to be read, since a list asks for their
    history or the wiki changes under our hands."""
    fresh = [page for page in listing.found if page.page_id not in known and counts(page, edition)]
    wanted = list({page.page_id: page for page in (*listing.targets, *fresh)}.values())
    try:
        texts = fetch(wiki, wanted[: max(BATCH, len(listing.targets))])
        sorted_ = _Sorted.of([texts[page.page_id] for page in listing.targets], listing.found, edition)
        if sorted_.asks_for_changes(edition):
            return None
        made = Incremental(wiki, edition, renderer, known, partial(progress, "parse"), mapped)
        every = made.entries(sorted_.pages, texts)
    except OutOfDate:
        return None
    return _gathered(wiki, edition, sorted_, every, sorted_.proposals(every, made)), made


def _gathered(
    wiki: Wiki,
    edition: Edition,
    sorted_: "_Sorted[Any]",
    every: Sequence[Entry],
    entries: Sequence[Entry],
    changes: Known = MappingProxyType({}),
    told: Sequence[str] = (),
) -> Gathered:
    notes = (*sorted_.notes, *_told(sorted_, len(every)))
    unreadable = (message_of(error) for error in getattr(wiki, "unreadable", ()))
    # Lists that are not ours to write, another conference's, cost nothing.
    rows = [region for held in sorted_.regions(edition) for region in held if "row" in region.parameters]
    return Gathered(
        tuple(entries),
        sorted_.targets,
        (*notes, *unreadable, *told),
        getattr(wiki, "page_bytes", None),
        _refused_rows(wiki, sorted_.regions(edition), edition),
        changes,
        bool(rows),
    )


def _listed(pages: Iterable[Page], edition: Edition) -> set[str]:
    """The titles of the pages that the edition lists, by whichever redirect."""
    outputs = {output.page for output in edition.outputs}
    return {page.title for page in pages if not outputs.isdisjoint((page.title, *page.redirects))}


Found = TypeVar("Found", bound=Page | Listed)


@dataclass(frozen=True)
class _Sorted(Generic[Found]):
    """What a wiki gave, sorted: pages that hold lists or should, pages that count, and those outside the edition's prefixes."""

    targets: Mapping[str, Page]
    holdings: Mapping[str, Holding]
    pages: Sequence[Found]
    outside: Sequence[str]
    legacy: Sequence[str]
    """What to tell of pages that are not UTF-8."""
    notes: Sequence[str]

    @classmethod
    def of(cls, found_targets: Sequence[Page], found: Sequence[Found], edition: Edition) -> "_Sorted[Found]":
        """Sorts what was found."""
        held_by = {target.title: target for target in found_targets}
        holdings = {title: holding(target) for title, target in held_by.items()}
        listed = _listed(found_targets, edition)
        targets = {
            title: target
            for title, target in held_by.items()
            if title in listed or holdings[title].holds is not Holds.NOTHING
        }
        pages, notes = [], []
        for one in found:
            if not counts(one, edition) or one.title in listed:
                continue
            if (held := holdings.get(one.title)) and held.holds in (Holds.LISTS, Holds.PART):
                notes.append(
                    said(
                        "{title}: it holds a list of ours, and does not count as a submission.",
                        title=one.title,
                    )
                )
                continue
            pages.append(one)
        outside = [one.title for one in found if is_submission(one, edition) and is_outside(one, edition)]
        legacy = [one.legacy for one in pages if isinstance(one, Page) and one.legacy]
        return cls(targets, holdings, pages, outside, legacy, notes)

    def listed(self, pages: Sequence[Listed]) -> "_Sorted[Listed]":
        """The same without the texts of the pages that count."""
        return _Sorted(self.targets, self.holdings, pages, self.outside, self.legacy, self.notes)

    def regions(self, edition: Edition) -> list[Sequence[Region]]:
        """The regions of each page that may be written."""
        return [held.regions for title, held in self.holdings.items() if edition.may_write(title)]

    def asks_for_changes(self, edition: Edition) -> bool:
        """Whether a list shows what changed, for which pages are read as they were and as they are."""
        return any(since_of(region.parameters) for held in self.regions(edition) for region in held)

    def proposals(self, entries: Iterable[Entry], made: Incremental) -> list[Entry]:
        """The entries without broken lists."""
        return [entry for entry in entries if not self.is_broken_list(entry, made.has_fields(entry))]

    def is_broken_list(self, entry: Entry, has_fields: bool) -> bool:
        """Whether a page is a list whose markers somebody broke, and no submission in which a marker got lost."""
        held = self.holdings.get(entry.page)
        return held is not None and held.holds is Holds.BROKEN and held.has_start and not has_fields


_CARDS = NN_(
    "{number} programme card goes with a submission of the same title.",
    "{number} programme cards go with a submission of the same title.",
)
_OUTSIDE = NN_(
    "{number} page of the edition's categories and templates stands outside its prefixes and does not count "
    "({named}): if it should, set outside = true in [pages] of the edition.",
    "{number} pages of the edition's categories and templates stand outside its prefixes and do not count "
    "({named}): if they should, set outside = true in [pages] of the edition.",
)


def _told(sorted_: "_Sorted[Any]", entries: int) -> list[str]:
    notes: list[str] = []
    outside = sorted_.outside
    if cards := len(sorted_.pages) - entries:
        notes.append(said(plural(cards, *_CARDS), number=cards))
    notes += sorted_.legacy
    if outside:
        names, more = ", ".join(outside[:_NAMED]), len(outside) - _NAMED
        named = said("{names} and {number} more", names=names, number=more) if more > 0 else names
        notes.append(said(plural(len(outside), *_OUTSIDE), number=len(outside), named=named))
    return notes


def _refused_rows(wiki: Wiki, held: Iterable[Sequence[Region]], edition: Edition) -> frozenset[str]:
    """The row templates of pages' regions that are redirects to where ``row`` must not lead."""
    asked = {
        found
        for regions in held
        for region in regions[:REGIONS]
        if (text := region.parameters.get("row"))
        and (found := rowtemplate.target(text, edition))
        and not found.startswith(":")
    }
    if not asked:
        return frozenset()
    refused, reached = set(), set()
    for page in wiki.find(Query(titles=tuple(sorted(asked)))):
        namespace, _, name = page.title.partition(":")
        reached |= {name, *(way.partition(":")[2] for way in page.redirects)}
        for way in page.redirects:
            # The wiki may call the template namespace by a name of its own language.
            there, _, bare = way.partition(":")
            if f"Template:{bare}" in asked and (rowtemplate.is_marker(name) or there != namespace):
                refused.add(f"Template:{bare}")
    # What is there and was not reached is a redirect to a page that is not there yet.
    lost = [title for title in sorted(asked) if title.partition(":")[2] not in reached]
    return frozenset(refused | {title for title in lost if wiki.itself(title) is not None})


def entries_of(
    wiki: Wiki,
    pages: Iterable[Page],
    edition: Edition,
    *,
    online: bool = False,
    progress: Progress = silent,
    renderer: Renderer | None = None,
) -> tuple[list[Submission], list[Entry]]:
    """Pages as proposals, each once, as they were read, and as checked entries. ``online`` asks the wiki which accounts are meant."""
    seen: dict[str, Page] = {}
    submissions = []
    for submission, page in (read_on(wiki, page, edition, renderer) for page in pages):
        seen[page.title] = page
        submissions.append(submission)
        progress("parse", len(submissions))
    told = list(paired(submissions, edition))
    proposals = resolved(wiki, told) if online else told
    pairs = [(item, seen[item.page.title]) for item in proposals]
    found = check_all(pairs, edition, online=facts(wiki, pairs) if online else None)
    shown = public_all(proposals, edition.regions)
    entries = [Entry(item, tuple(findings)) for item, findings in zip(shown, found, strict=True)]
    return told, entries
