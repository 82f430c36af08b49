"""What changed on a wiki since a moment, or since each session was accepted: the records of then and of now, compared.

It puts together what the rooms give: a wiki tells what its pages said, reading makes records of it, and :mod:`indababot.changes` compares.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from indababot.changes import Change, Reason, compare
from indababot.discovery import is_outside, is_submission, paired, query
from indababot.editions import Edition
from indababot.errors import UsageError
from indababot.i18n import said
from indababot.online import Renderer, read_on
from indababot.pages import Page
from indababot.reading import read
from indababot.records import PageRef, Status, Submission
from indababot.updating.holding import Holds, holding
from indababot.wikis import Moment, TellsHistory, TellsRevisions, Wiki

ACCEPTED = frozenset({Status.ACCEPTED, Status.CONFIRMED})


@dataclass(frozen=True)
class Changed:
    """What changed, what people should know beside, and what a later call need not ask for again."""

    changes: tuple[Change, ...]
    notes: tuple[str, ...] = ()
    known: Mapping[str, int] = field(default_factory=dict)


def since_moment(
    wiki: Wiki,
    edition: Edition,
    moment: Moment,
    pages: Sequence[Page],
    now: Sequence[Submission],
    *,
    renderer: Renderer | None = None,
    known: Mapping[str, int] = MappingProxyType({}),
) -> Changed:
    """What changed since a moment. ``pages`` are what the wiki finds for the edition, ``now`` the proposals that they are.

    ``known`` is what an earlier call of the same moment gave.

    Raises:
        UsageError: the wiki does not know what its pages said then.
    """
    if not isinstance(wiki, TellsHistory):
        raise UsageError(
            "{wiki} keeps no history: compare it with an earlier export, folder or dump.", wiki=wiki.name
        )
    settled = {page.page_id: known[_key(page)] for page in pages if page.page_id and _key(page) in known}
    past = wiki.before(query(edition), pages, moment, settled)
    then = [page for page in past.pages if counts(page, edition)]
    deleted = [Page(title, "") for title in past.deleted]
    stubs = [_stub(page, edition) for page in deleted if counts(page, edition)]
    records = [read_on(wiki, page, edition, renderer)[0] for page in then]
    old = [*paired(records, edition), *stubs]
    lost = set(past.lost)
    gone = {page.title: Reason.LEFT for page in then} | {item.page.title: Reason.DELETED for item in stubs}
    changes = compare(
        old,
        [item for item in now if item.page.title not in lost],
        regions=edition.regions,
        renamed=renamed(pages),
        gone=gone,
    )
    notes = [
        said("{title}: what it said then is hidden or not kept, so it is not compared.", title=title)
        for title in sorted(lost)
    ]
    numbered = ((page, page.page_id) for page in pages if page.page_id is not None)
    learnt = {_key(page): past.revisions[number] for page, number in numbered if number in past.revisions}
    return Changed(tuple(changes), tuple(notes), learnt)


def since_acceptance(
    wiki: Wiki,
    edition: Edition,
    pages: Sequence[Page],
    now: Sequence[Submission],
    *,
    known: Mapping[str, int] = MappingProxyType({}),
) -> Changed:
    """What changed in each session since it was accepted; a session that was withdrawn after that is among them.

    The arguments are those of :func:`since_moment`.

    Raises:
        UsageError: the wiki does not give the revisions of its pages.
    """
    if not isinstance(wiki, TellsRevisions):
        raise UsageError("{wiki} keeps no history that tells when a session was accepted.", wiki=wiki.name)
    by_title = {page.title: page for page in pages}
    new = {item.page.title: item for item in now if item.status in ACCEPTED | {Status.WITHDRAWN}}
    asked = [page for title in new if (page := by_title.get(title)) is not None and page.page_id is not None]
    settled = {_key(page): known[_key(page)] for page in asked if _key(page) in known}
    then = wiki.states({page: settled[_key(page)] for page in asked if settled.get(_key(page))})
    old: dict[str, Submission] = {}
    for page in asked:
        state = then.get(page.page_id or 0)
        if state is not None and state.unreadable is None:
            old[page.title] = read(state, edition)
        elif settled.get(_key(page)):
            del settled[_key(page)]  # its text was hidden since
    for page in asked:
        if _key(page) not in settled:
            record = accepted(wiki.revisions(page), lambda revision: read(revision, edition))
            settled[_key(page)] = (record and record.page.revision_id) or 0
            old |= {page.title: record} if record else {}
    notes = [
        said("{title}: its page does not tell since when it is accepted, so it is not compared.", title=title)
        for title, item in sorted(new.items())
        if title not in old and item.status in ACCEPTED
    ]
    both = [(old[title], item) for title, item in new.items() if title in old]
    changes = compare([item for item, _ in both], [item for _, item in both], regions=edition.regions)
    return Changed(tuple(changes), tuple(notes), settled)


def _key(page: Page) -> str:
    """What is remembered of a page's past holds for one newest revision: the next one may be a revert."""
    return f"{page.page_id} {page.revision_id}"


def accepted(revisions: Iterable[Page], reader: Callable[[Page], Submission]) -> Submission | None:
    """The record of a page when it was accepted, as its revisions, the newest first, tell; None where it never was.

    What stands between two revisions with one text was reverted, and counts neither for nor against.
    """
    found: Submission | None = None
    for revision in _without_reverts(list(revisions)):
        record = reader(revision)
        if record.status in ACCEPTED:
            found = record
        elif found is not None or record.status is not Status.WITHDRAWN:
            break
    return found


def _without_reverts(revisions: Sequence[Page]) -> Iterator[Page]:
    """The revisions, without those that were reverted: of those with one text the earliest, and what is older than that."""
    earliest = {revision.text: place for place, revision in enumerate(revisions)}
    place = 0
    while place < len(revisions):
        place = earliest[revisions[place].text]
        yield revisions[place]
        place += 1


def renamed(pages: Iterable[Page]) -> dict[str, str]:
    """Where titles lead by redirects."""
    return {way: page.title for page in pages for way in page.redirects}


def counts(page: Page, edition: Edition) -> bool:
    """Whether a page that was found is one of the edition's submissions or programme cards, and no list of ours."""
    if not is_submission(page, edition) or is_outside(page, edition):
        return False
    return holding(page).holds not in (Holds.LISTS, Holds.PART)


def _stub(page: Page, edition: Edition) -> Submission:
    """What is left to say of a page that cannot be read any more."""
    return Submission(
        edition=edition.id, page=PageRef(title=page.title), title=page.title.rpartition("/")[2] or page.title
    )
