"""Wikitext, HTML or bare text -> lines with their places."""

from indababot.reading.markup.composing import composed
from indababot.reading.markup.inline import (
    CELLS,
    ENTRIES,
    INDENTED,
    LISTED,
    Line,
    LineKind,
    Lines,
    Link,
    LinkKind,
    Run,
    bared,
    cut,
    plain,
)
from indababot.reading.markup.pasted import unpasted
from indababot.reading.markup.stream import Banner, Edge, Fence, Stream, numbered
from indababot.reading.markup.targets import INTERWIKI, LANGUAGE, PROJECTS, is_of_account

__all__ = [
    "CELLS",
    "ENTRIES",
    "INDENTED",
    "INTERWIKI",
    "LANGUAGE",
    "LISTED",
    "PROJECTS",
    "Banner",
    "Edge",
    "Fence",
    "Line",
    "LineKind",
    "Lines",
    "Link",
    "LinkKind",
    "Run",
    "Stream",
    "bared",
    "composed",
    "cut",
    "is_of_account",
    "numbered",
    "plain",
    "unpasted",
]
