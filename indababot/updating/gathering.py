"""Reading: every page of an edition into an entry with its findings, before anything is written."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from indababot.checking import check_all
from indababot.discovery import is_outside, is_submission, paired, query
from indababot.editions.model import Edition
from indababot.online import Renderer, facts, read_on, resolved
from indababot.pages import Page
from indababot.privacy import public_all
from indababot.records import Submission
from indababot.updating.history import Histories, changes_for
from indababot.updating.holding import Holding, Holds, holding
from indababot.wikis.base import Query, Wiki, find_each
from indababot.writing import regions
from indababot.writing.limits import REGIONS
from indababot.writing.views import Entry, Known
from indababot.writing.views.rowtemplate import is_marker, target

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


def gather(
    wiki: Wiki,
    edition: Edition,
    *,
    online: bool = False,
    progress: Progress = silent,
    renderer: Renderer | None = None,
    history: Histories | None = None,
) -> Gathered:
    """Everything of an edition on a wiki. What cannot be fetched ends the run: a part would shrink every list."""
    found_targets, found = find_each(wiki, [_targets(edition), query(edition)])
    holdings = {page.title: holding(page) for page in found_targets}
    outputs = {output.page for output in edition.outputs}
    listed = {page.title for page in found_targets if not outputs.isdisjoint((page.title, *page.redirects))}
    targets = {
        page.title: page
        for page in found_targets
        if page.title in listed or holdings[page.title].holds is not Holds.NOTHING
    }
    pages, notes = [], []
    outside = [page for page in found if is_submission(page, edition) and is_outside(page, edition)]
    for page in found:
        if not is_submission(page, edition) or is_outside(page, edition) or page.title in listed:
            continue
        if (held := holdings.get(page.title)) and held.holds in (Holds.LISTS, Holds.PART):
            notes.append(f"{page.title}: it holds a list of ours, and does not count as a submission.")
            continue
        pages.append(page)
        progress("read", len(pages))
    proposals, every = entries_of(wiki, pages, edition, online=online, progress=progress, renderer=renderer)
    broken = {title: held for title, held in holdings.items() if held.holds is Holds.BROKEN}
    kept = [pair for pair in zip(proposals, every, strict=True) if not _is_broken_list(pair[1], broken)]
    entries, now = [entry for _, entry in kept], [item for item, _ in kept]
    notes += _told(pages, every, outside)
    notes += [str(error) for error in getattr(wiki, "unreadable", ())]
    refused = _refused_rows(wiki, [held for held in holdings.values() if held.regions], edition)
    asked = [held.regions for title, held in holdings.items() if edition.may_write(title)]
    changes, told = changes_for(wiki, edition, asked, pages, now, history or Histories(), renderer)
    page_bytes = getattr(wiki, "page_bytes", None)
    return Gathered(tuple(entries), targets, (*notes, *told), page_bytes, refused, changes)


def _targets(edition: Edition) -> Query:
    outputs = tuple(output.page for output in edition.outputs)
    return Query(templates=(regions.START, regions.END), titles=outputs)


def _is_broken_list(entry: Entry, broken: Mapping[str, Holding]) -> bool:
    """Whether a page is a list whose markers somebody broke, and no submission in which a marker got lost."""
    held = broken.get(entry.page)
    return held is not None and held.has_start and not entry.submission.fields


def _told(pages: Sequence[Page], entries: Sequence[Entry], outside: Sequence[Page]) -> list[str]:
    notes = []
    if cards := len(pages) - len(entries):
        notes.append(f"{cards} programme cards go with a submission of the same title.")
    if outside:
        named = ", ".join(page.title for page in islice(outside, _NAMED))
        more = f" and {len(outside) - _NAMED} more" if len(outside) > _NAMED else ""
        notes.append(
            f"{len(outside)} pages of the edition's categories and templates stand outside its prefixes and do not count "
            f"({named}{more}): if they should, set outside = true in [pages] of the edition."
        )
    return notes


def _refused_rows(wiki: Wiki, holdings: Iterable[Holding], edition: Edition) -> frozenset[str]:
    """The row templates of regions that are redirects to where ``row`` must not lead."""
    asked = {
        found
        for held in holdings
        for region in held.regions[:REGIONS]
        if (text := region.parameters.get("row"))
        and (found := target(text, edition))
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
            if f"Template:{bare}" in asked and (is_marker(name) or there != namespace):
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
