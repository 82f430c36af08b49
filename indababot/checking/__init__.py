"""Rules -> diagnostics. Nothing here asks a wiki: what only a wiki knows comes as :class:`OnlineFacts`."""

from indababot.checking.check import check, check_all, compared_title, same_titles, unreadable, with_duplicate
from indababot.checking.online import Account, LintError, OnlineFacts
from indababot.checking.rule import Rule
from indababot.checking.rules import RULES

__all__ = [
    "RULES",
    "Account",
    "LintError",
    "OnlineFacts",
    "Rule",
    "check",
    "check_all",
    "compared_title",
    "same_titles",
    "unreadable",
    "with_duplicate",
]
