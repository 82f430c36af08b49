"""What hides markup: comments, and the tags of MediaWiki and its extensions. The one list of them.

What stands between such a tag and its end never pairs with brackets, pipes or equals signs outside of it.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

TEXT = frozenset(("nowiki", "pre", "syntaxhighlight", "source"))
"""Tags whose content is shown as it is written."""

DATA = frozenset(
    [
        "categorytree",
        "ce",
        "charinsert",
        "chart",
        "chem",
        "dynamicpagelist",
        "gallery",
        "graph",
        "hiero",
        "imagemap",
        "inputbox",
        "langconvert",
        "languages",
        "mapframe",
        "maplink",
        "math",
        "phonos",
        "rss",
        "score",
        "section",
        "templatedata",
        "templatestyles",
        "timeline",
    ]
)
"""Tags whose content is in the extension's own notation; brackets in it call no template of the page."""

WIKITEXT = frozenset(("indicator", "poem", "ref", "references"))
"""Tags whose content is a wikitext of its own: templates in it are called."""

OPAQUE = TEXT | DATA
"""Tags whose content is no wikitext."""

EXTENSIONS = OPAQUE | WIKITEXT
"""All tags that MediaWiki's preprocessor takes out of the text, with their content."""

SWITCHES = frozenset(("noinclude", "onlyinclude", "translate", "tvar"))
"""Tags of the preprocessor and of translation that are gone before a line is looked at, each alone too."""

TRANSPARENT = SWITCHES | {"includeonly"}
"""Tags of the preprocessor and of translation: what stands in them is the page's own wikitext."""


COMMENT = "!--"
"""The name of comments."""


class Hidden(NamedTuple):
    """A comment (``name`` is :data:`COMMENT`) or a tag, with what it hides.

    ``start`` and ``end`` are offsets of the whole, ``inner`` and ``inner_end`` those of the content (empty for a tag that closes itself).
    What is not ``closed`` ends behind its opening: there such a tag is text, while MediaWiki lets a comment hide the rest of the page.
    """

    name: str
    start: int
    inner: int
    inner_end: int
    end: int
    closed: bool = True


@cache
def opener(names: frozenset[str] = EXTENSIONS) -> re.Pattern[str]:
    """What begins a comment or one of the tags; group ``tag`` is the tag's name."""
    return re.compile(rf"<(?:!--|(?P<tag>{'|'.join(sorted(names))})(?=[\s/>]))", re.IGNORECASE)


@cache
def _closer(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\s*>", re.IGNORECASE)


class Hiding:
    """Reads hidden stretches of one text, each in the preprocessor's way; linear over a whole text, whatever it holds."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.endless: dict[str, int] = {}
        """Where the first of each kind stands that has no end: no later one has an end either."""

    def at(self, match: re.Match[str]) -> Hidden | None:
        """What :func:`opener` found; None for a tag that lacks even its ``>``."""
        start, inner = match.span()
        name = (match["tag"] or COMMENT).lower()
        if name == COMMENT:
            end = -1 if name in self.endless else self.text.find("-->", inner)
            if end >= 0:
                return Hidden(name, start, inner, end, end + 3)
            self.endless.setdefault(name, start)
            return Hidden(name, start, inner, inner, inner, closed=False)
        inner = 0 if ">" in self.endless else self.text.find(">", inner) + 1
        if not inner:
            self.endless.setdefault(">", start)
            return None
        if self.text[inner - 2] == "/":
            return Hidden(name, start, inner, inner, inner)
        close = None if name in self.endless else _closer(name).search(self.text, inner)
        if close is None:
            self.endless.setdefault(name, start)
            return Hidden(name, start, inner, inner, inner, closed=False)
        return Hidden(name, start, inner, close.start(), close.end())


def hidden(text: str, names: frozenset[str] = EXTENSIONS) -> Iterator[Hidden]:
    """The comments and tags of a text that hide something, in order, none inside another; those without an end too."""
    if "<" not in text:
        return
    hiding, search, position = Hiding(text), opener(names).search, 0
    while match := search(text, position):
        found = hiding.at(match)
        position = found.end if found else match.end()
        if found:
            yield found
