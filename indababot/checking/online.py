"""What only the wiki knows, asked beforehand by whoever has a wiki: the rules themselves ask nobody."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Account:
    """An account as the wiki knows it."""

    exists: bool
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class LintError:
    """An error that the wiki's Linter found: its category, and where it stands, in code points of the page's text."""

    category: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class OnlineFacts:
    """Accounts by name (those that were asked for), blacklisted links and lint errors by page title."""

    users: Mapping[str, Account] = field(default_factory=dict)
    blacklisted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lint: Mapping[str, tuple[LintError, ...]] = field(default_factory=dict)
