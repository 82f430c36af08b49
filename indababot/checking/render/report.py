"""What every renderer gets, and the words that several of them share."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indababot.checking.rules import RULES
from indababot.diagnostics import Applicability, Diagnostic, Severity
from indababot.i18n import N_, translate
from indababot.pages import Page


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of one run, on the pages that were looked at, in one language."""

    diagnostics: Sequence[Diagnostic]
    pages: Sequence[Page] = ()
    language: str = "en"
    colour: bool = False

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


def header(diagnostic: Diagnostic) -> str:
    """``path:line:col: CODE name: message``, on one line, with nothing in it that a terminal would act on."""
    place = f"{name_of(diagnostic)}:{diagnostic.location.row}:{diagnostic.location.column}"
    return visible(f"{place}: {diagnostic.code} {diagnostic.name}: {diagnostic.message}")


_UNSEEN = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """A text whose control characters and direction marks are shown as ``<U+202E>``: no terminal acts on it. Tabs stay."""
    return _UNSEEN.sub(lambda match: f"<U+{ord(match.group()):04X}>", text)


def escaped_unseen(json: str) -> str:
    r"""JSON whose control characters and direction marks are ``\u`` escapes, so that it is safe to look at."""

    def escape(match: re.Match[str]) -> str:
        units = match.group().encode("utf-16-be")
        return "".join(f"\\u{units[at] << 8 | units[at + 1]:04x}" for at in range(0, len(units), 2))

    return _UNSEEN.sub(lambda match: match.group() if match.group() == "\n" else escape(match), json)


def summary(report: Report) -> str:
    """One line: how much was found on how many pages, and what ``--fix`` would mend."""
    count = {severity: sum(one.severity is severity for one in report.diagnostics) for severity in Severity}
    fixes = [one.fix.applicability for one in report.diagnostics if one.fix]
    values = {
        "pages": str(len(report.pages)),
        "findings": str(len(report.diagnostics)),
        "errors": str(count[Severity.ERROR]),
        "warnings": str(count[Severity.WARNING]),
        "infos": str(count[Severity.INFO]),
        "safe": str(fixes.count(Applicability.SAFE)),
        "unsafe": str(fixes.count(Applicability.UNSAFE)),
    }
    if not report.diagnostics:
        return report.say(N_("Nothing to mend (pages: {pages})."), values)
    text = N_("Findings: {findings} (errors: {errors}, warnings: {warnings}, info: {infos}; pages: {pages}).")
    parts = [report.say(text, values)]
    if Applicability.SAFE in fixes:
        parts.append(report.say(N_("Fixable with --fix: {safe}."), values))
    if Applicability.UNSAFE in fixes:
        parts.append(report.say(N_("Fixable with --fix --unsafe-fixes: {unsafe}."), values))
    return " ".join(parts)


def rule_summary(report: Report, code: str) -> str:
    """What a rule checks, in the report's language."""
    return report.say(RULES[code].summary)
