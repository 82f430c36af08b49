"""indababot reads conference submissions from wiki pages, checks them, and keeps overview pages up to date.

The package is a library first; the command line in :mod:`indababot.cli` is a thin layer over it. What is public stands in ``__all__``;
all else is private and may change. Names are loaded when they are first used, so that ``import indababot`` costs nothing.
"""

import sys
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indababot.diagnostics import Diagnostic as Diagnostic
    from indababot.diagnostics import Severity as Severity
    from indababot.editions import CallablePackage
    from indababot.editions import Edition as Edition
    from indababot.errors import AccountBlocked as AccountBlocked
    from indababot.errors import EditConflict as EditConflict
    from indababot.errors import EditionError as EditionError
    from indababot.errors import IndababotError as IndababotError
    from indababot.errors import LoginError as LoginError
    from indababot.errors import MissingExtra as MissingExtra
    from indababot.errors import NothingToDo as NothingToDo
    from indababot.errors import PageError as PageError
    from indababot.errors import PageMissing as PageMissing
    from indababot.errors import PageRefused as PageRefused
    from indababot.errors import PageUnreadable as PageUnreadable
    from indababot.errors import RegionError as RegionError
    from indababot.errors import ShrinkGuard as ShrinkGuard
    from indababot.errors import StopPage as StopPage
    from indababot.errors import Stopped as Stopped
    from indababot.errors import UsageError as UsageError
    from indababot.errors import WikiUnavailable as WikiUnavailable
    from indababot.exporting import to_dataframe as to_dataframe
    from indababot.library import load_edition as load_edition
    from indababot.library import parse as parse
    from indababot.library import submissions as submissions
    from indababot.library import validate as validate
    from indababot.records import Participant as Participant
    from indababot.records import Status as Status
    from indababot.records import Submission as Submission
    from indababot.records import Username as Username

    editions: CallablePackage


__version__ = "0.1.0"

_HOMES = {
    "indababot.library": ("parse", "validate", "submissions", "load_edition"),
    "indababot.exporting.dataframe": ("to_dataframe",),
    "indababot.editions.model": ("Edition",),
    "indababot.records": ("Submission", "Participant", "Username", "Status"),
    "indababot.diagnostics": ("Diagnostic", "Severity"),
    "indababot.errors": (
        *("IndababotError", "UsageError", "EditionError", "MissingExtra", "LoginError", "NothingToDo"),
        *("WikiUnavailable", "Stopped", "StopPage", "AccountBlocked", "ShrinkGuard"),
        *("PageError", "RegionError", "EditConflict", "PageMissing", "PageRefused", "PageUnreadable"),
    ),
}
"""The public names by the module that defines them. ``editions`` is a package that can be called."""

__all__ = ["editions", *(name for names in _HOMES.values() for name in names)]


_COMMANDS = ("export", "changes", "dashboard", "update", "status", "doctor", "setup", "rules")
"""What only the command line does."""


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    if name == "editions":
        return import_module("indababot.editions")
    # With its name and module, a traceback says "Did you mean".
    command = f": it is a command, 'indababot {name}'" if name in _COMMANDS else ""
    raise AttributeError(
        f"module {__name__!r} has no attribute {name!r}{command}", name=name, obj=sys.modules[__name__]
    )


def __dir__() -> list[str]:
    return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})
