"""A submission together with what checking found on its page: what lists, tables and exports are made of."""

from dataclasses import dataclass

from indababot.diagnostics import Diagnostic, Severity
from indababot.privacy import Public


@dataclass(frozen=True, slots=True)
class Entry:
    """One submission with the findings about it."""

    submission: Public
    findings: tuple[Diagnostic, ...] = ()

    @property
    def page(self) -> str:
        """The title of its page: what makes every order total."""
        return self.submission.page.title

    @property
    def complete(self) -> bool:
        """Nothing about it must be fixed; warnings may be left."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)
