"""The one way in which the package reads wikitext: mwparserfromhell, made safe and given places.

:func:`parse` gives a :class:`Document`: the nodes of a page (:mod:`indababot.wikicode.nodes`), each with its place, and what is unclosed.
:mod:`indababot.wikicode.hidden` is the one list of what hides markup, for those who need no tree.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indababot.wikicode.document import Document, parse
    from indababot.wikicode.placing import Misread

__all__ = ["Document", "Misread", "parse"]


def __getattr__(name: str) -> object:
    """Loads the parser for those who parse: who only wants to know a tag or a marker need not wait for it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = "placing" if name == "Misread" else "document"
    return getattr(import_module(f"indababot.wikicode.{module}"), name)
