"""One run of ``validate``: from sources to findings, and back to files where fixes were asked for."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from indababot.checking import (
    baseline,
    check,
    check_all,
    compared_title,
    fixes,
    same_titles,
    unreadable,
    with_duplicate,
)
from indababot.checking.limits import Limits, limited, read_limits
from indababot.checking.localise import localised
from indababot.checking.select import Selection
from indababot.cli.context import Context
from indababot.cli.files import write_file
from indababot.cli.parallel import mapped
from indababot.cli.progress import counted, progress
from indababot.cli.sources import Sources, read_sources
from indababot.diagnostics import Diagnostic
from indababot.editions.model import Edition
from indababot.errors import PageError, PageUnreadable, UsageError
from indababot.i18n import N_
from indababot.pages import Page
from indababot.privacy import masked, public_names
from indababot.reading import read
from indababot.terminal import encodable

_NO_EDITION = N_("the page does not tell which edition it is from: say --edition ID")


@dataclass
class Run:
    """The pages of one call with their editions, and what is to be told about them."""

    context: Context
    language: str
    selection: Selection
    limits: Limits | None = None
    known: Any = None
    online: bool = False
    pages: list[Page] = field(default_factory=list)
    unreadable: list[PageUnreadable] = field(default_factory=list)
    """What could not be read: findings like others."""
    hidden: int = 0
    """How many findings the baseline hides."""
    _editions: dict[str, Edition] = field(default_factory=dict)
    _of_page: list[Edition] = field(default_factory=list)

    @classmethod
    def of(cls, context: Context, options: Mapping[str, Any], language: str) -> "Run":
        """A run as the options and the settings want it; options win.

        Raises:
            UsageError: an option, the settings or a file that they name is wrong.
        """
        settings = context.settings
        per_page = {pattern: list(words) for pattern, words in settings.per_page_ignores.items()}
        for word in options["patterns"]:
            pattern, colon, rules = word.rpartition(":")
            if not colon or not pattern:
                raise UsageError(
                    f"--per-page-ignores takes PATTERN:RULES, as '*/Drafts/*:IB101', not '{word}'."
                )
            per_page.setdefault(pattern, []).append(rules)
        chosen = options["select"] or settings.select
        if chosen:
            chosen = (*chosen, *options["extend_select"])
        selection = Selection.of(chosen, (*settings.ignore, *options["ignore"]), per_page)
        rules_file = options["rules_file"] or (settings.rules and settings.path(settings.rules))
        limits = read_limits(Path(rules_file)) if rules_file else None
        named = options["baseline"] or (settings.baseline and settings.path(settings.baseline))
        known = (
            baseline.load(_text(Path(named)), str(named)) if named and not options["write_baseline"] else None
        )
        return cls(context, language, selection, limits, known, options["online"])

    def read(self, sources: Sources, revisions: Sequence[int]) -> None:
        """Gets the pages; those that cannot be read go to :attr:`unreadable`.

        Raises:
            NothingToDo: there is none at all.
            UsageError: no page tells its edition, and none was chosen.
        """
        found = [self._revision(number) for number in revisions]
        if not revisions or sources.paths or sources.titles or sources.categories:
            with progress() as step:
                found.extend(counted(read_sources(self.context, sources, self._keep), "reading pages", step))
        untold: list[Page] = []
        for page in found:
            if page.unreadable and page.filename and not page.text:
                why = {"why": page.unreadable}
                self.unreadable.append(
                    PageUnreadable(
                        page.unreadable,
                        title=page.title,
                        reason="{why}",
                        values=why,
                        filename=page.filename,
                    )
                )
                continue
            edition = self._edition(page)
            if edition is None:
                untold.append(page)
            else:
                self.pages.append(page)
                self._of_page.append(edition)
        if untold and not self.pages:
            self.context.edition_for(untold[0])  # raises: one missing option is told once
        self.unreadable += [
            PageUnreadable(_NO_EDITION, title=page.title, reason=_NO_EDITION, filename=page.filename)
            for page in untold
        ]

    def _keep(self, error: PageError) -> None:
        if not isinstance(error, PageUnreadable):
            error = PageUnreadable(str(error), title=error.title, reason="{why}", values={"why": str(error)})
        self.unreadable.append(error)

    def looked_at(self) -> list[Page]:
        """The pages, and one without text for each that could not be read, by the names that anybody may see."""
        names = self.names()
        pages = [
            replace(page, title=masked(encodable(page.title), edition.regions))
            for page, edition in zip(self.pages, self._of_page, strict=True)
        ]
        pages += [
            Page(title=masked(encodable(error.title)), text="", filename=error.filename)
            for error in self.unreadable
        ]
        return [replace(page, filename=page.filename and names[page.filename]) for page in pages]

    def names(self) -> dict[str, str]:
        """The files of the run, and the names that anybody may see."""
        files = [page.filename for page in self.pages] + [error.filename for error in self.unreadable]
        shown = public_names(name for name in files if name)
        return {key: encodable(new) for name, new in shown.items() for key in (name, encodable(name))}

    def _revision(self, number: int) -> Page:
        from indababot.online import Inspector

        wiki = self.context.wiki
        if not isinstance(wiki, Inspector):
            raise UsageError(f"{wiki.name} has no revisions to ask for: --revision goes with a live wiki.")
        return wiki.revision(number)

    def _edition(self, page: Page) -> Edition | None:
        edition = self.context.edition_told(page)
        if edition is None or self.limits is None:
            return edition
        if edition.id not in self._editions:
            self._editions[edition.id] = limited(edition, self.limits)
        return self._editions[edition.id]

    def findings(self) -> list[Diagnostic]:
        """Everything that is to be shown, page by page, in the run's language."""
        gc.freeze()  # a short run that makes no cycles to speak of: looking for them took a sixth of its time
        gc.set_threshold(100_000)
        found: list[list[Diagnostic]] = [[] for _ in self.pages]
        for edition, numbers in self._by_edition():
            pages = [self.pages[number] for number in numbers]
            for number, diagnostics in zip(numbers, self._checked(pages, edition), strict=True):
                found[number] = localised(self._kept(diagnostics), self.language, edition)
        broken = self._kept([unreadable(error) for error in self.unreadable])
        found.append(localised(broken, self.language))
        names = self.names()
        every = [
            one.model_copy(update={"filename": names[one.filename]}) if one.filename in names else one
            for diagnostics in found
            for one in diagnostics
        ]
        shown = every if self.known is None else baseline.new(every, self.known)
        self.hidden = len(every) - len(shown)
        return shown

    def _by_edition(self) -> Iterator[tuple[Edition, list[int]]]:
        ids = list(dict.fromkeys(edition.id for edition in self._of_page))
        for name in ids:
            numbers = [number for number, edition in enumerate(self._of_page) if edition.id == name]
            yield self._of_page[numbers[0]], numbers

    def _checked(self, pages: Sequence[Page], edition: Edition) -> list[list[Diagnostic]]:
        """The findings on each page of one edition."""
        if not self.online:
            return _checked_offline(pages, edition)
        from indababot.online import facts, resolved

        wiki = self.context.wiki
        entries = list(zip(resolved(wiki, [read(page, edition) for page in pages]), pages, strict=True))
        return check_all(entries, edition, online=facts(wiki, entries))

    def _kept(self, diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
        return [diagnostic for diagnostic in diagnostics if self.selection.keeps(diagnostic)]

    def fixed(self, unsafe: bool) -> Iterator[tuple[int, fixes.Fixed]]:
        """The pages that fixes change, by their number, with what they become."""
        for number, (page, edition) in enumerate(zip(self.pages, self._of_page, strict=True)):
            fixed = fixes.apply_all(page, partial(self._fixable, edition), unsafe)
            if fixed.text != page.text:
                yield number, fixed

    def _fixable(self, edition: Edition, page: Page) -> list[Diagnostic]:
        diagnostics = self._kept(check_all([(read(page, edition), page)], edition)[0])
        return diagnostics if self.known is None else baseline.new(diagnostics, self.known)

    def write_baseline(self, name: str) -> str:
        """Writes all findings to a file as known; says how many."""
        found = self.findings()
        write_file(name, [baseline.dump(found)])
        return f"{len(found)} findings are known now in {name}."


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The baseline {path} cannot be read: {error}") from None


def _checked_offline(pages: Sequence[Page], edition: Edition) -> list[list[Diagnostic]]:
    """The findings on each page, from all cores: only findings and titles come back, which is less than whole records."""
    results = mapped(partial(_checked_page, edition), pages)
    found = [diagnostics for diagnostics, _ in results]
    for number, other in same_titles([title for _, title in results], pages):
        submission = read(pages[number], edition)
        found[number] = with_duplicate(found[number], submission, pages[number], edition, other)
    return found


def _checked_page(edition: Edition, page: Page) -> tuple[list[Diagnostic], str]:
    submission = read(page, edition)
    return check(submission, page, edition), compared_title(submission, page, edition)
