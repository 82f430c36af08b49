"""Rules -> diagnostics. Nothing here asks a wiki: what only a wiki knows comes as :class:`OnlineFacts`."""

from indababot.checking import statistics
from indababot.checking.check import (
    Entry,
    Titles,
    check,
    check_all,
    compared_title,
    unreadable,
    with_duplicate,
    with_duplicates,
)
from indababot.checking.limits import Limits, limited, read_limits
from indababot.checking.localise import localised
from indababot.checking.online import Account, LintError, OnlineFacts
from indababot.checking.rule import Rule
from indababot.checking.rules import RULES
from indababot.checking.select import Selection, overrides

__all__ = [
    "RULES",
    "Account",
    "Entry",
    "Limits",
    "LintError",
    "OnlineFacts",
    "Rule",
    "Selection",
    "Titles",
    "check",
    "check_all",
    "compared_title",
    "limited",
    "localised",
    "overrides",
    "read_limits",
    "statistics",
    "unreadable",
    "with_duplicate",
    "with_duplicates",
]
