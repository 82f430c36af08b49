"""Rules -> diagnostics. Nothing here asks a wiki: what only a wiki knows comes as :class:`OnlineFacts`."""

from indababot.checking.check import (
    Titles,
    check,
    check_all,
    compared_title,
    unreadable,
    with_duplicate,
    with_duplicates,
)
from indababot.checking.online import Account, LintError, OnlineFacts
from indababot.checking.rule import Rule
from indababot.checking.rules import RULES

__all__ = [
    "RULES",
    "Account",
    "LintError",
    "OnlineFacts",
    "Rule",
    "Titles",
    "check",
    "check_all",
    "compared_title",
    "unreadable",
    "with_duplicate",
    "with_duplicates",
]
