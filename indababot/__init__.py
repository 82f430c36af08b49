"""indababot reads conference submissions from wiki pages, checks them, and keeps overview pages true.

The package is a library first; the command line in :mod:`indababot.cli` is a thin layer over it.
Names are loaded when they are first used, so that ``import indababot`` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indababot.exporting.dataframe import to_dataframe as to_dataframe

__version__ = "0.1.0"

_HOMES = {"to_dataframe": "indababot.exporting.dataframe"}
"""Where each public name is defined."""


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
