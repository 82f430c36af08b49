"""One run of ``validate``: from sources to findings, and back to files where fixes were asked for."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from indababot.checking import (
    Limits,
    Selection,
    Titles,
    baseline,
    check,
    compared_title,
    fixes,
    limited,
    localised,
    read_limits,
    unreadable,
    with_duplicate,
)
from indababot.cli.context import Context
from indababot.cli.files import write_file
from indababot.cli.missing import NoSource, code_of
from indababot.cli.parallel import mapped
from indababot.cli.progress import counted, progress
from indababot.cli.sources import Sources, read_sources
from indababot.diagnostics import Diagnostic
from indababot.editions import Edition
from indababot.errors import PageError, PageUnreadable, UsageError
from indababot.files import read_given
from indababot.i18n import N_, Said, message_of, translate
from indababot.pages import Page
from indababot.privacy import Apart, masked, public_names
from indababot.reading import read
from indababot.terminal import encodable
from indababot.textfiles import why

_ASKED = 500
"""Pages that a wiki is asked about together."""
_NO_EDITION = N_("the page does not tell which edition it is from: say --edition ID")


@dataclass
class Run:
    """The pages of one call with their editions, and what is to be told about them."""

    context: Context
    language: str
    selection: Selection
    limits: Limits | None = None
    known: Any = None
    known_from: Path = field(default_factory=Path)
    """The folder of the baseline."""
    online: bool = False
    pages: list[Page] = field(default_factory=list)
    unreadable: list[PageUnreadable] = field(default_factory=list)
    """What could not be read: findings like others."""
    jobs: int | None = None
    hidden: int = 0
    """How many findings the baseline hides."""
    looked: int = 0
    """How many pages were looked at, those that cannot be read among them."""
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
                    "--per-page-ignores takes PATTERN:RULES, as '{example}', not '{word}'.",
                    example="*/Drafts/*:IB101",
                    word=word,
                )
            per_page.setdefault(pattern, []).append(rules)
        chosen, ignored = options["select"] or settings.select, (*settings.ignore, *options["ignore"])
        selection = Selection.of(chosen, ignored, per_page, options["extend_select"])
        rules_file = options["rules_file"] or (settings.rules and settings.path(settings.rules))
        limits = read_limits(Path(rules_file)) if rules_file else None
        named = options["baseline"] or (settings.baseline and settings.path(settings.baseline))
        known = (
            baseline.load(_text(Path(named)), str(named)) if named and not options["write_baseline"] else None
        )
        return cls(
            context,
            language,
            selection,
            limits,
            known,
            Path(named or "").parent,
            options["online"],
            jobs=options["jobs"],
        )

    def read(self, sources: Sources, revisions: Sequence[int]) -> None:
        """Gets the pages into :attr:`pages`; those that cannot be read go to :attr:`unreadable`.

        Raises:
            NothingToDo: there is none at all.
            UsageError: no page tells its edition, and none was chosen.
        """
        untold: list[Page] = []
        with progress() as step:
            step("reading pages", 0)
            for page in counted(self.coming(sources, revisions), "reading pages", step):
                edition = self._edition(page)
                if edition is None:
                    untold.append(page)
                else:
                    self.pages.append(page)
                    self._of_page.append(edition)
        self._note_untold(untold, told=bool(self.pages))

    def coming(self, sources: Sources, revisions: Sequence[int]) -> Iterator[Page]:
        """The pages as they are read; those that cannot be read go to :attr:`unreadable`.

        Raises:
            NothingToDo: there is none at all.
        """
        yield from map(self._revision, revisions)
        if not revisions or sources.paths or sources.titles or sources.categories:
            for page in read_sources(self.context, sources, self._keep):
                if page.unreadable and page.filename and not page.text:
                    self._keep(_unread(page.unreadable, page.title, page.filename))
                else:
                    yield page

    def _note_untold(self, untold: Sequence[Page], *, told: bool) -> None:
        """Notes the pages that do not tell their edition as unreadable, where others do.

        Raises:
            UsageError: no page tells its edition: one missing option is told once.
        """
        if untold and not told:
            self.context.edition_for(untold[0])
        self.unreadable += [
            PageUnreadable(
                _NO_EDITION, title=page.title, reason=_NO_EDITION, filename=page.filename, advice=""
            )
            for page in untold
        ]

    def _keep(self, error: PageError) -> None:
        if not isinstance(error, PageUnreadable):
            error = _unread(error, error.title)
        self.unreadable.append(error)

    @property
    def code(self) -> int:
        """What the command ends with whatever was found: 2 where a source that was named is not there, else 0."""
        return code_of(error for error in self.unreadable if isinstance(error, NoSource))

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
            raise UsageError(
                "{wiki} has no revisions to ask for: --revision goes with a live wiki.", wiki=wiki.name
            )
        return wiki.revision(number)

    def _edition(self, page: Page) -> Edition | None:
        edition = self.context.edition_told(page)
        if edition is None or self.limits is None:
            return edition
        if edition.id not in self._editions:
            self._editions[edition.id] = limited(edition, self.limits)
        return self._editions[edition.id]

    def findings(self, pages: Iterable[Page] | None = None, *, quiet: bool = False) -> Iterator[Diagnostic]:
        """Everything that is to be shown, page by page, in the run's language, as it is found: on :attr:`pages`, or on others as they come.

        :attr:`hidden` and :attr:`looked` count while it is looked at. Progress shows unless ``quiet``.

        Raises:
            UsageError: no page tells its edition, and none was chosen.
        """
        apart = Apart()
        left = None if self.known is None else Counter(self.known)
        self.hidden = self.looked = 0
        for page, edition, found in self._checked(self.pages if pages is None else pages, quiet=quiet):
            yield from self._told(localised(found, self.language, edition), page.filename, apart, left)
        for error in self.unreadable:
            broken = localised(self._kept([unreadable(error)]), self.language)
            yield from self._told(broken, error.filename, apart, left)

    def _told(
        self, found: Iterable[Diagnostic], filename: str | None, apart: Apart, left: Counter[str] | None
    ) -> Iterator[Diagnostic]:
        """The findings on a page by the file's name that anybody may see, without those that the baseline knows."""
        self.looked += 1
        name = filename and encodable(apart.name(filename, masked(filename)))
        for one in found:
            shown = one if one.filename == name else one.model_copy(update={"filename": name})
            if left is None or baseline.is_new(shown, left, self.known_from):
                yield shown
            else:
                self.hidden += 1

    def _checked(
        self, pages: Iterable[Page], *, quiet: bool
    ) -> Iterator[tuple[Page, Edition, list[Diagnostic]]]:
        """The pages with their editions and findings. What does not tell its edition goes to :attr:`unreadable`."""
        titles = Titles()
        untold: list[Page] = []
        told = False
        with progress(quiet=quiet) as step:
            for page, result in counted(self._judged(pages), "checking pages", step):
                edition = self._edition(page)
                if edition is None or result is None:
                    untold.append(replace(page, text="") if untold else page)
                    continue
                told = True
                found, title = result
                other = titles.before(title, page, edition)
                if other is not None:
                    found = self._kept(with_duplicate(found, read(page, edition), page, edition, other))
                yield page, edition, found
        self._note_untold(untold, told=told)

    def _judged(self, pages: Iterable[Page]) -> Iterator[tuple[Page, tuple[list[Diagnostic], str] | None]]:
        """The pages with their findings and the title that no other page should have; None for what does not tell its edition."""
        if not self.online:
            return mapped(self._judge, pages, jobs=self.jobs)
        return self._judged_online(iter(pages))

    def _judge(self, page: Page) -> tuple[list[Diagnostic], str] | None:
        edition = self._edition(page)
        if edition is None:
            return None
        submission = read(page, edition)
        return self._kept(check(submission, page, edition)), compared_title(submission, page, edition)

    def _judged_online(
        self, pages: Iterator[Page]
    ) -> Iterator[tuple[Page, tuple[list[Diagnostic], str] | None]]:
        """Like :meth:`_judge`, with what the wiki knows, asked about many pages at once."""
        from indababot.online import facts, resolved

        wiki = self.context.wiki
        while some := list(islice(pages, _ASKED)):
            told = [(page, edition) for page in some if (edition := self._edition(page)) is not None]
            yield from ((page, None) for page in some if self._edition(page) is None)
            submissions = resolved(wiki, [read(page, edition) for page, edition in told])
            known = facts(wiki, [(one, page) for one, (page, _) in zip(submissions, told, strict=True)])
            for one, (page, edition) in zip(submissions, told, strict=True):
                found = self._kept(check(one, page, edition, online=known))
                yield page, (found, compared_title(one, page, edition))

    def _kept(self, diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
        return [diagnostic for diagnostic in diagnostics if self.selection.keeps(diagnostic)]

    def fixed(self, unsafe: bool) -> Iterator[tuple[int, fixes.Fixed]]:
        """The pages that fixes change, by their number, with what they become."""
        for number, (page, edition) in enumerate(zip(self.pages, self._of_page, strict=True)):
            fixed = fixes.apply_all(page, partial(self._fixable, edition), unsafe)
            if fixed.text != page.text:
                yield number, fixed

    def _fixable(self, edition: Edition, page: Page) -> list[Diagnostic]:
        diagnostics = self._kept(check(read(page, edition), page, edition, to_fix=True))
        return diagnostics if self.known is None else baseline.new(diagnostics, self.known, self.known_from)

    def write_baseline(self, name: str) -> str:
        """Writes all findings to a file as known; says how many.

        Raises:
            NoSource: a source is not there, so that its findings are not known.
        """
        for error in self.unreadable:
            if isinstance(error, NoSource):
                raise error
        found = list(self.findings())
        write_file(name, [baseline.dump(found, Path(name).parent)])
        return translate(
            self.language,
            N_("Findings that are known now in {file}: {number}."),
            {"file": name, "number": str(len(found))},
        )


def _unread(why: object, title: str, filename: str | None = None) -> PageUnreadable:
    """The error for what cannot be read, whose reason can be said in another language where it is a message of ours."""
    told = message_of(why)
    template, parts = (told.template, told.parts) if isinstance(told, Said) else ("{why}", {"why": told})
    values = {name: str(part) for name, part in parts.items()}
    return PageUnreadable(told, title=title, reason=template, values=values, filename=filename)


def _text(path: Path) -> str:
    try:
        return read_given(path, 100_000_000).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("The baseline {path} cannot be read: {why}.", path=path, why=why(error)) from None
