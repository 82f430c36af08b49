"""SOURCE arguments -> submissions with their findings, as exports of findings and views of a wiki need them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from indababot.checking import Titles, check, compared_title, localised, with_duplicate
from indababot.cli.context import context
from indababot.cli.messages import tell
from indababot.cli.missing import code_of, left_out, unread
from indababot.cli.parallel import mapped
from indababot.cli.progress import counted, progress
from indababot.cli.sources import Sources, read_sources
from indababot.diagnostics import Diagnostic
from indababot.discovery import paired
from indababot.editions import Edition
from indababot.entries import Entry
from indababot.errors import PageError
from indababot.pages import Page
from indababot.privacy import Apart, Public, public, with_personal_data
from indababot.reading import read
from indababot.spool import Each, Spool

if TYPE_CHECKING:
    from indababot.records import Submission

_ASKED = 500
"""Pages that a wiki is asked about together."""


class _Judged(NamedTuple):
    """A page's record as it may be shown, its findings, and the title that no other page should have."""

    submission: Public
    findings: list[Diagnostic]
    title: str


@dataclass
class CheckedRecords:
    """The submissions of the sources with their findings, as they are read, once; masked unless ``personal``.

    Findings are in a language. A programme card goes into its submission, with none of its own findings, where all submissions of an
    edition are read.
    """

    sources: Sources
    personal: bool
    online: bool = False
    jobs: int | None = None
    language: str = "en"
    _failures: list[PageError] = field(default_factory=list)

    def tell_failures(self) -> int:
        """Tells what could not be read so far, and gives the exit code; 0 where all could be."""
        for error in self._failures:
            tell(error)
        return code_of(self._failures)

    def __iter__(self) -> Iterator[Entry]:
        sources = self.sources
        if sources.paths or sources.titles or sources.categories:
            return self._checked()
        found = self._checked()
        for edition in context().need_editions():
            if edition.pages.programme:
                found = _paired(Spool(found), edition)
        return found

    def _checked(self) -> Iterator[Entry]:
        """The pages' records and findings. What does not tell its edition is a failure, where others do.

        Raises:
            UsageError: no page tells its edition: one missing option is told once.
        """
        titles, apart = Titles(), Apart()
        untold: list[Page] = []
        told = False
        with progress() as step:
            step("checking pages", 0)
            pages = read_sources(context(), self.sources, self._failures.append)
            for page, judged in counted(self._judged(pages), "checking pages", step):
                if judged is None:
                    untold.append(replace(page, text="") if untold else page)
                    continue
                told = True
                if page.unreadable:
                    self._failures.append(unread(page))
                edition = context().edition_for(page)
                findings = judged.findings
                if other := titles.before(judged.title, page, edition):
                    findings = with_duplicate(findings, read(page, edition), page, edition, other)
                shown = judged.submission if self.personal else apart.record(judged.submission, page.title)
                yield Entry(shown, tuple(localised(findings, self.language, edition)))
        if untold and not told:
            context().edition_for(untold[0])
        for page in untold:
            self._failures.append(left_out(page))

    def _judged(self, pages: Iterator[Page]) -> Iterator[tuple[Page, _Judged | None]]:
        if self.online:
            return self._judged_online(pages)
        found = mapped(self._judge, pages, jobs=self.jobs)
        return ((page, self._judge_rendered(page, one)) for page, one in found)

    def _judge(self, page: Page) -> _Judged | None:
        """What a page says and lacks; None where it does not tell its edition."""
        edition = context().edition_told(page)
        if edition is None:
            return None
        submission = read(page, edition)
        return self._made(submission, page, edition, check(submission, page, edition))

    def _judge_rendered(self, page: Page, judged: _Judged | None) -> _Judged | None:
        """The same of a page of a wiki as the wiki renders it, where its wikitext holds no form."""
        if judged is None or page.filename is not None:
            return judged
        from indababot.online import read_on

        edition = context().edition_for(page)
        submission, shown = read_on(context().wiki, page, edition, submission=judged.submission)
        if submission is judged.submission:
            return judged
        return self._made(submission, shown, edition, check(submission, shown, edition))

    def _judged_online(self, pages: Iterator[Page]) -> Iterator[tuple[Page, _Judged | None]]:
        """Like :meth:`_judge`, with what the wiki knows, asked about many pages at once."""
        from indababot.online import facts, read_on, resolved

        wiki = context().wiki
        while some := list(islice(pages, _ASKED)):
            told = [(page, edition) for page in some if (edition := context().edition_told(page))]
            yield from ((page, None) for page in some if context().edition_told(page) is None)
            each = [
                read_on(wiki, page, edition) if page.filename is None else (read(page, edition), page)
                for page, edition in told
            ]
            pairs = list(
                zip(resolved(wiki, [one for one, _ in each]), (page for _, page in each), strict=True)
            )
            known = facts(wiki, pairs)
            for (submission, shown), (page, edition) in zip(pairs, told, strict=True):
                found = check(submission, shown, edition, online=known)
                yield page, self._made(submission, shown, edition, found)

    def _made(
        self, submission: "Submission", page: Page, edition: Edition, findings: list[Diagnostic]
    ) -> _Judged:
        title = compared_title(submission, page, edition)
        if self.personal:
            return _Judged(with_personal_data(submission), findings, title)
        return _Judged(public(submission, edition.regions, fields=False), findings, title)


def _paired(entries: Spool[Entry], edition: Edition) -> Iterator[Entry]:
    """Each proposal once, with its own findings: pairing keeps the order, so both are walked together."""
    findings: Iterable[Entry] = iter(entries)
    for submission in paired(Each(entries, lambda one: one.submission), edition):
        own = next(one for one in findings if one.page == submission.page.title)
        yield Entry(submission, own.findings)
