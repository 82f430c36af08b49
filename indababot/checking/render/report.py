"""What every renderer gets, and the words that several of them share."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from indababot.checking.fixes import fixable
from indababot.diagnostics import Applicability, Diagnostic, Fix, Severity
from indababot.i18n import N_, translate
from indababot.pages import Page
from indababot.privacy import find
from indababot.terminal import visible


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of one run, on the pages that were looked at, in one language."""

    diagnostics: Sequence[Diagnostic]
    pages: Sequence[Page] = ()
    language: str = "en"
    colour: bool = False
    width: int = 80
    """Columns of the terminal."""
    unsafe: bool = False
    """Whether the call has ``--unsafe-fixes``: what these fix is marked too then."""
    folds: bool = False
    """Whether the advice is folded at words: at a terminal it is, in a pipe a line stays a line."""

    def by_page(self) -> list[tuple[str, list[Diagnostic]]]:
        """The findings by the name of their page, the pages without a finding too, in the order that they were looked at."""
        found: dict[str, list[Diagnostic]] = defaultdict(list)
        for page in self.pages:
            found[page.filename or page.title] = []
        for diagnostic in self.diagnostics:
            found[name_of(diagnostic)].append(diagnostic)
        return list(found.items())

    def texts(self) -> dict[str, Page]:
        """The pages by the name that their findings go by."""
        return {page.filename or page.title: page for page in self.pages}

    def say(self, template: str, values: Mapping[str, str] | None = None) -> str:
        """A template in the report's language."""
        return translate(self.language, template, values)


def name_of(diagnostic: Diagnostic) -> str:
    """What a finding's page goes by: its file, else its title."""
    return diagnostic.filename or diagnostic.page


def public_fix(diagnostic: Diagnostic) -> Fix | None:
    """A finding's fix as programs get it; none where its edits would show personal data. ``--fix`` applies it all the same."""
    fix = diagnostic.fix
    return None if fix is None or any(find(edit.content) for edit in fix.edits) else fix


SEVERITIES = {
    Severity.ERROR: N_("error"),
    Severity.WARNING: N_("warning"),
    Severity.INFO: N_("info"),
}


def header(diagnostic: Diagnostic, severity: str = "", *, unsafe: bool = False) -> str:
    """``path:line:col: CODE name: message``, on one line, with nothing in it that a terminal would act on.

    ``[*]`` before the message says that ``--fix`` fixes it, in a call with ``--unsafe-fixes`` where ``unsafe`` says so.
    """
    place = f"{name_of(diagnostic)}:{diagnostic.location.row}:{diagnostic.location.column}"
    mark = "[*] " if fixable([diagnostic], unsafe) else ""
    told = f" ({severity})" if severity else ""
    return visible(f"{place}: {diagnostic.code} {diagnostic.name}{told}: {mark}{diagnostic.message}")


@dataclass(slots=True)
class Tally:
    """How many findings there were of each severity, and how many fixes of each kind, on how many pages."""

    severities: Counter[Severity] = field(default_factory=Counter)
    fixes: Counter[Applicability] = field(default_factory=Counter)
    pages: int = 0

    def counted(self, diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """The findings, counted as they go by."""
        for one in diagnostics:
            self.severities[one.severity] += 1
            if one.fix:
                self.fixes[one.fix.applicability] += 1
            yield one


def summary(report: Report, fixed: int | None = None, hidden: int = 0, *, unsafe: bool = False) -> str:
    """What :func:`totals` says of a report."""
    tally = Tally(pages=len(report.pages))
    for _ in tally.counted(report.diagnostics):
        pass
    return totals(tally, report.language, fixed, hidden, unsafe=unsafe)


def totals(
    tally: Tally, language: str, fixed: int | None = None, hidden: int = 0, *, unsafe: bool = False
) -> str:
    """How much was found on how many pages, and on lines of their own what ``--fix`` would fix and what a baseline hides.

    ``fixed`` is how many findings were fixed just now, where that was asked for; ``hidden`` how many a baseline hides;
    ``unsafe`` says that the call has ``--unsafe-fixes``, so that it is not to be told of.
    """
    left = tally.severities.total()
    values = {
        "pages": str(tally.pages),
        "findings": str(left + (fixed or 0)),
        "fixed": str(fixed),
        "left": str(left),
        "errors": str(tally.severities[Severity.ERROR]),
        "warnings": str(tally.severities[Severity.WARNING]),
        "infos": str(tally.severities[Severity.INFO]),
    }
    if fixed:
        text = N_("Findings: {findings} (fixed: {fixed}, remaining: {left}; pages: {pages}).")
    elif not left:
        text = N_("No problems found (pages: {pages}).")
    else:
        text = N_(
            "Findings: {findings} (errors: {errors}, warnings: {warnings}, info: {infos}; pages: {pages})."
        )
    known = N_("Known findings that the baseline hides: {hidden}.")
    told = [translate(language, known, {"hidden": str(hidden)})] if hidden else []
    return "\n".join([translate(language, text, values), *fix_lines(tally, language, unsafe), *told])


def fix_lines(tally: Tally, language: str, all_kinds: bool) -> list[str]:
    """What ``--fix`` would fix, as a line of its own; none where no finding has a fix."""
    safe, unsafe = tally.fixes[Applicability.SAFE], tally.fixes[Applicability.UNSAFE]
    values = {"safe": str(safe), "unsafe": str(unsafe), "all": str(safe + unsafe)}
    if all_kinds and unsafe:  # --fix in such a call fixes both
        text = N_("{all} fixable with --fix.")
    elif safe and unsafe:
        text = N_("[*] {safe} fixable with --fix ({unsafe} more with --fix --unsafe-fixes).")
    elif safe:
        text = N_("[*] {safe} fixable with --fix.")
    else:
        text = N_("{unsafe} fixable with --fix --unsafe-fixes.")
    mark = "[*] " if all_kinds and unsafe else ""  # the other texts have it
    return [f"{mark}{translate(language, text, values)}"] if safe or unsafe else []
