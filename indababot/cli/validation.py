"""One run of ``validate``: from sources to findings, and back to files where fixes were asked for."""

import gc
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import click

from indababot.checking import baseline, check, check_all, compared_title, fixes, same_titles, with_duplicate
from indababot.checking.limits import Limits, limited, read_limits
from indababot.checking.localise import localised
from indababot.checking.select import Selection
from indababot.cli.context import Context
from indababot.cli.files import write_file
from indababot.cli.parallel import mapped
from indababot.cli.sources import Sources, read_sources
from indababot.diagnostics import Diagnostic
from indababot.editions.model import Edition
from indababot.errors import PageError, UsageError
from indababot.files import write_bytes
from indababot.pages import Page
from indababot.privacy import hidden, masked
from indababot.reading import read
from indababot.settings import Settings
from indababot.terminal import visible


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

    def read(self, sources: Sources, revisions: Sequence[int], on_error: Callable[[PageError], None]) -> None:
        """Gets the pages; those that cannot be read go to ``on_error``."""
        self.pages.extend(self._revision(number) for number in revisions)
        if not revisions or sources.paths or sources.titles or sources.categories:
            self.pages.extend(read_sources(self.context, sources, on_error))
        self._of_page = [self._edition(page) for page in self.pages]

    def _revision(self, number: int) -> Page:
        from indababot.online import Inspector

        wiki = self.context.wiki
        if not isinstance(wiki, Inspector):
            raise UsageError(f"{wiki.name} has no revisions to ask for: --revision goes with a live wiki.")
        return wiki.revision(number)

    def _edition(self, page: Page) -> Edition:
        edition = self.context.edition_for(page)
        if self.limits is None:
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
        shown = [diagnostic for diagnostics in found for diagnostic in diagnostics]
        return shown if self.known is None else baseline.new(shown, self.known)

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

    def _fixed(self, unsafe: bool) -> Iterator[tuple[int, fixes.Fixed]]:
        """The pages that fixes change, with what they become; only pages of markup that an author can edit."""
        for number, (page, edition) in enumerate(zip(self.pages, self._of_page, strict=True)):
            fixed = fixes.apply_all(page, partial(self._fixable, edition), unsafe)
            if fixed.text != page.text:
                yield number, fixed

    def _fixable(self, edition: Edition, page: Page) -> list[Diagnostic]:
        diagnostics = self._kept(check_all([(read(page, edition), page)], edition)[0])
        return diagnostics if self.known is None else baseline.new(diagnostics, self.known)

    def fix(self, unsafe: bool, stdin_name: str | None) -> int:
        """Applies fixes to the files; how many. The page of standard input, by its name, goes to standard output.

        Raises:
            UsageError: a page is on a wiki, which ``validate`` never changes.
        """
        remote = next((page for page in self.pages if page.filename is None), None)
        if remote is not None:
            raise UsageError(
                f"--fix changes files, and '{remote.title}' is on a wiki: --diff shows the changes."
            )
        count = 0
        changed = dict(self._fixed(unsafe))
        for number, page in enumerate(self.pages):
            fixed = changed.get(number)
            name = page.filename or ""
            if fixed is not None:
                count += len(fixed.applied)
                self.pages[number] = replace(page, text=fixed.text)
            if name == stdin_name:
                click.echo(self.pages[number].text.encode(), nl=False)
            elif fixed is not None:
                _write(Path(name), page.text, fixed.text)
        return count

    def diff(self, unsafe: bool) -> tuple[list[str], int]:
        """What fixes would change: the lines of a unified diff that a terminal can show, and how many findings it mends."""
        shown: list[str] = []
        count = 0
        for number, fixed in self._fixed(unsafe):
            page = self.pages[number]
            regions = self._of_page[number].regions
            before, after = hidden(page.text, regions), hidden(fixed.text, regions)
            lines = fixes.diff(page.filename or masked(page.title, regions), before, after).split("\n")[:-1]
            shown.extend(map(visible, lines))
            count += len(fixed.applied)
        return shown, count

    def write_baseline(self, name: str) -> str:
        """Writes all findings to a file as known; says how many."""
        found = self.findings()
        write_file(name, [baseline.dump(found)])
        return f"{len(found)} findings are known now in {name}."


def _write(path: Path, before: str, after: str) -> None:
    """Writes a file in its own encoding, if it still holds what was checked.

    Raises:
        UsageError: it changed meanwhile, or cannot be written.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}.") from None
    mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
    if data.removeprefix(mark) != before.encode():
        raise UsageError(f"{path} changed while it was checked: run the command again.")
    try:
        write_bytes(path, mark + after.encode())
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}.") from None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The baseline {path} cannot be read: {error}") from None


def show_settings(settings: Settings, options: Mapping[str, Any]) -> str:
    """The settings that hold, as TOML, with the file that they come from."""
    import json

    data = settings.model_dump(by_alias=True, exclude_none=True)
    for name in ("select", "ignore", "exclude", "baseline", "fail_level", "lang"):
        if options.get(name):
            given = options[name]
            data[name.replace("_", "-")] = list(given) if isinstance(given, tuple) else given
    lines = [f"# {settings.file or 'no indababot.toml or [tool.indababot] from here upwards'}"]
    tables = {name: value for name, value in data.items() if isinstance(value, dict) and value}
    lines += [
        f"{name} = {json.dumps(value, ensure_ascii=False)}"
        for name, value in data.items()
        if not isinstance(value, dict)
    ]
    for name, table in tables.items():
        lines += ["", f"[{name}]"]
        lines += [
            f"{json.dumps(key, ensure_ascii=False)} = {json.dumps(value, ensure_ascii=False)}"
            for key, value in table.items()
        ]
    return "\n".join(lines) + "\n"


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
