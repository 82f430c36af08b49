"""Which pages of a wiki are an edition's submissions, and which of them are one proposal."""

import re
from collections.abc import Collection, Iterator, Sequence
from fnmatch import fnmatchcase
from functools import cache
from typing import NamedTuple, TypeVar

from indababot.editions import Edition
from indababot.errors import UsageError
from indababot.lexicon.namespaces import Namespace, fold, names, talks
from indababot.pages import CODE, Listed, Page
from indababot.records import Status, Submission, Unrecognised
from indababot.wikis import KeepsHistory, Matcher, Query, Wiki, joined

Record = TypeVar("Record", bound=Submission)

_OTHER_NAMESPACES = frozenset(Namespace) - {Namespace.USER, Namespace.USER_TALK}
"""Category members, or users of a form's template, that are never proposals."""


def query(edition: Edition) -> Query:
    """What to ask a wiki for, to get every page that may be a submission or a programme card of the edition."""
    pages = edition.pages
    return Query(
        prefixes=pages.prefixes + pages.programme, categories=pages.categories, templates=pages.templates
    )


def is_submission(page: Page | Listed, edition: Edition) -> bool:
    """Whether a page is a proposal, and not a neighbour: an excluded sub-page, a talk page, one that the bot makes, or code."""
    if (
        page.talk
        or _is_elsewhere(page.title, edition)
        or page.title in {output.page for output in edition.outputs}
    ):
        return False
    return page.model not in CODE and not any(
        fnmatchcase(page.title, pattern) for pattern in edition.pages.exclude
    )


def is_outside(page: Page | Listed, edition: Edition) -> bool:
    """Whether a page stands outside the edition's prefixes, itself and by all redirects to it, and so does not count."""
    if edition.pages.outside or not edition.pages.prefixes:
        return False
    return not any(title.startswith(_prefixes(edition)) for title in (page.title, *page.redirects))


def _prefixes(edition: Edition) -> tuple[str, ...]:
    every = (*edition.pages.prefixes, *edition.pages.programme)
    return tuple(prefix[:1].upper() + prefix[1:].replace("_", " ") for prefix in every)


def _is_elsewhere(title: str, edition: Edition) -> bool:
    """Whether a title stands in another namespace, as wikis in English and in the edition's languages call them.

    MediaWiki takes the blank after a namespace away: ``Discussion: how we talk`` is a session, ``Discussion:Wells`` a talk page.
    """
    head, colon, rest = title.partition(":")
    if not colon or rest[:1].isspace():
        return False
    return any(fold(head) in _neighbours(language) for language in edition.languages)


@cache
def _neighbours(language: str) -> frozenset[str]:
    """What namespaces without proposals are called, folded: all talk namespaces are among them."""
    return talks(language).union(*(names(space, language) for space in _OTHER_NAMESPACES))


def submission_pages(wiki: Wiki, *editions: Edition, history: bool = False) -> Iterator[Page]:
    """The pages that :func:`submissions_of` finds."""
    return (page for page, _ in submissions_of(wiki, editions, history=history))


def submissions_of(
    wiki: Wiki, editions: Sequence[Edition], *, history: bool = False
) -> Iterator[tuple[Page, Edition]]:
    """Every submission and programme card of some editions on the wiki, found by one query, each page once, in the order of titles.

    With ``history`` every revision of each, in the wiki's order. A page that several editions would have is of the first.

    Raises:
        UsageError: the wiki does not give its pages' history.
    """
    asked = joined(map(query, editions))
    if not history:
        found = wiki.find(asked)
    elif isinstance(wiki, KeepsHistory):
        found = wiki.every_revision(asked)
    else:
        raise UsageError("--history goes with a dump, and {wiki} is none.", wiki=wiki.name)
    matchers = [(edition, Matcher(query(edition))) for edition in editions]
    for page in found:
        for edition, matcher in matchers:
            if _counts(page, edition) and (len(editions) == 1 or _finds(matcher, page)):
                yield page, edition
                break


def _counts(page: Page, edition: Edition) -> bool:
    return is_submission(page, edition) and not is_outside(page, edition)


def _finds(matcher: Matcher, page: Page) -> bool:
    """Whether an edition's own query finds a page that those of several editions have found."""
    if any(matcher.fits_title(title) for title in (page.title, *page.redirects)):
        return True
    return matcher.fits_text(page.text) or matcher.fits_category(page.categories)


def is_card(title: str, edition: Edition) -> bool:
    """Whether a title is a programme card's."""
    return title.startswith(edition.pages.programme)


def paired(submissions: Collection[Record], edition: Edition) -> Iterator[Record]:
    """The proposals, each once: a programme card goes into the submission whose last part of the title is the same.

    The submission takes the card's status when it has not got further itself, and the card's duration when it names none; what the card
    says beyond the fields, when and where the session is among it, stands after the submission's own. A card without a submission is a
    proposal of its own. Submissions of other editions stay as they are. The order is that of the submissions, which are looked at twice:
    what is remembered of each is little.
    """
    proposals: set[str] = set()
    cards: dict[str, _Card] = {}
    if edition.pages.programme:
        for number, item in enumerate(submissions):
            if item.edition != edition.id:
                continue
            if is_card(item.page.title, edition):
                cards[_key(item)] = _Card(number, item.status, item.duration, item.unrecognised)
            else:
                proposals.add(_key(item))
    for number, item in enumerate(submissions):
        mine = item.edition == edition.id
        card = cards.get(_key(item)) if cards and mine else None
        if not mine or not is_card(item.page.title, edition):
            yield _joined(item, card)
        elif card and card.number == number and _key(item) not in proposals:
            yield item


class _Card(NamedTuple):
    """What a programme card says of its submission; ``number`` is its place among all."""

    number: int
    status: Status
    duration: str | None
    unrecognised: tuple[Unrecognised, ...]


def _joined(submission: Record, card: _Card | None) -> Record:
    if card is None:
        return submission
    early = submission.status in (Status.DRAFT, Status.SUBMITTED)
    return submission.model_copy(
        update={
            "status": card.status if early else submission.status,
            "duration": submission.duration or card.duration,
            "unrecognised": (*submission.unrecognised, *card.unrecognised),
        }
    )


def _key(submission: Submission) -> str:
    """The last part of the page's title, less what people write in two ways: case, blanks and punctuation."""
    return re.sub(r"[\W_]+", "", submission.page.title.rsplit("/", 1)[-1]).casefold()
