"""What only a wiki knows about submissions, asked in batches: accounts, blacklisted links, lint errors."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, runtime_checkable

from indababot.checking import Account, LintError, OnlineFacts
from indababot.pages import Page
from indababot.records import Evidence, Submission
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
