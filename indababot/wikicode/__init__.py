"""The one way in which the package reads wikitext: mwparserfromhell, made safe and given places.

:func:`parse` gives a :class:`Document`: the nodes of a page (:mod:`indababot.wikicode.nodes`), each with its place, and what is unclosed.
:mod:`indababot.wikicode.hidden` is the one list of what hides markup, for those who need no tree.
"""

from indababot.wikicode.document import Document, parse

__all__ = ["Document", "parse"]
