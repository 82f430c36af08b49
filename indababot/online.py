"""What only a wiki knows about submissions, asked in batches: accounts, blacklisted links, lint errors, how a page is rendered."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol, runtime_checkable

from indababot.checking import Account, LintError, OnlineFacts
from indababot.editions import Edition
from indababot.errors import PageError
from indababot.pages import Markup, Page
from indababot.reading import read
from indababot.reading.values import resolve
from indababot.records import Evidence, RemarkKind, Submission
from indababot.wikis import Wiki

_LINK = re.compile(r"https?://[^\s\[\]<>\"|{}]+")


@runtime_checkable
class Inspector(Protocol):
    """A wiki that can say more about a page than what stands in it; a live wiki can, a folder or dump cannot."""

    def revision(self, revision_id: int) -> Page:
        """One revision of a page, with its text.

        Raises:
            PageMissing: there is no such revision, or it is hidden.
        """
        ...

    def blacklisted(self, links: Iterable[str]) -> frozenset[str]:
        """Those of some links that the wiki would not take; none where the wiki has no blacklist."""
        ...

    def lint_errors(self, pages: Sequence[Page]) -> Mapping[str, Sequence[tuple[str, int, int]]]:
        """By title: category, start and end (code points of the page's text) of what the wiki's Linter found.

        A wiki without that extension finds nothing.
        """
        ...


class Renderer(Protocol):
    """Gives pages as the wiki renders them, and is told whether that was of use."""

    def html(self, page: Page) -> str | None:
        """The page as HTML; None where the wiki cannot give it, or where it is known to be of no use."""
        ...

    def learn(self, page: Page, html: str, *, useful: bool) -> None:
        """Is told what a page's HTML came to."""
        ...


class AskingAlways:
    """Asks the wiki for every page."""

    def __init__(self, wiki: Wiki) -> None:
        self._wiki = wiki

    def html(self, page: Page) -> str | None:
        """See :meth:`Renderer.html`."""
        return rendered(self._wiki, page)

    def learn(self, page: Page, html: str, *, useful: bool) -> None:
        """Forgets it."""


def read_on(
    wiki: Wiki,
    page: Page,
    edition: Edition,
    renderer: Renderer | None = None,
    *,
    submission: Submission | None = None,
) -> tuple[Submission, Page]:
    """The record of a wiki's page, and the page that it was read from. ``submission`` is what its wikitext says, where that is known."""
    return shown_by(renderer or AskingAlways(wiki), page, edition, submission or read(page, edition))


def shown_by(
    renderer: Renderer, page: Page, edition: Edition, submission: Submission
) -> tuple[Submission, Page]:
    """A record of a page's wikitext, and the page; both as the wiki renders it where the wikitext holds no form, as when a template that
    nobody knows makes it."""
    wanted = page.markup is Markup.WIKITEXT and page.unreadable is None and is_formless(submission)
    if wanted and (html := renderer.html(page)):
        shown = replace(page, text=html, markup=Markup.HTML)
        second = read(shown, edition)
        renderer.learn(page, html, useful=not is_formless(second))
        if not is_formless(second):
            return second, shown
    return submission, page


def rendered(wiki: Wiki, page: Page) -> str | None:
    """The page as HTML; None where the wiki cannot give it, or where it is gone: then its wikitext has to do."""
    try:
        return wiki.rendered(page)
    except PageError:
        return None


def is_formless(submission: Submission) -> bool:
    """Whether nothing on a page is a form."""
    return any(remark.kind is RemarkKind.NO_FORM for remark in submission.remarks)


def resolved(wiki: Wiki, submissions: Sequence[Submission]) -> list[Submission]:
    """The submissions with their ambiguous accounts resolved against the wiki's accounts, in one question for all."""

    def existing(names: Iterable[str]) -> set[str]:
        return {name for name, user in wiki.users(names).items() if user.exists}

    return resolve(submissions, existing)


def facts(wiki: Wiki, entries: Sequence[tuple[Submission, Page]]) -> OnlineFacts:
    """What a wiki knows about submissions. A folder or a dump knows nothing."""
    names = {
        user.name
        for submission, _ in entries
        for user in submission.usernames
        if user.evidence is not Evidence.AMBIGUOUS
    }
    users = (
        {name: Account(user.exists, user.blocked) for name, user in wiki.users(sorted(names)).items()}
        if names
        else {}
    )
    if not isinstance(wiki, Inspector):
        return OnlineFacts(users=users)
    links = {page.title: tuple(dict.fromkeys(_LINK.findall(page.text))) for _, page in entries}
    bad = wiki.blacklisted(sorted({link for found in links.values() for link in found}))
    saved = [page for _, page in entries if page.revision_id is not None]
    lint = wiki.lint_errors(saved) if saved else {}
    return OnlineFacts(
        users=users,
        blacklisted={title: tuple(link for link in found if link in bad) for title, found in links.items()},
        lint={title: tuple(LintError(*error) for error in found) for title, found in lint.items()},
    )
