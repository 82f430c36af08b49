"""What a conference's year looks like: one TOML file an edition, and the model that validates them.

The package can be called: ``indababot.editions()`` gives the ids of all editions.
"""

import sys
from types import ModuleType
from typing import Never

from indababot.editions.form import Choice, FormField
from indababot.editions.load import available, load, loads
from indababot.editions.model import Edition, Guard, Output, Rules, StatusRule, StatusSource

__all__ = [
    "Choice",
    "Edition",
    "FormField",
    "Guard",
    "Output",
    "Rules",
    "StatusRule",
    "StatusSource",
    "available",
    "dumps",
    "load",
    "loads",
]


def dumps(edition: Edition) -> str:
    """An edition as a TOML file that gives the same edition again; only whoever asks for it loads what writes TOML."""
    from indababot.editions.toml import dumps as as_toml

    return as_toml(edition)


class CallablePackage(ModuleType):
    """This package, which is a function of the library too, since both have the one name."""

    __file__: str

    def __call__(self, *given: Never, **named: Never) -> list[str]:
        """The ids of the editions that come with the package, sorted."""
        if given or named:
            raise TypeError(
                "Call it as editions(): it gives the ids of all. One edition is load_edition('wikiindaba-2023')."
            )
        return available()


sys.modules[__name__].__class__ = CallablePackage
