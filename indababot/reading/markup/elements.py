"""Elements of HTML that wikitext and rendered pages have in common, and the lines that they begin."""

from collections.abc import Sequence

from indababot.reading.markup.inline import LineKind
from indababot.reading.markup.stream import Builder

BOLD = frozenset(("b", "strong"))
STRUCK = frozenset(("s", "del", "strike"))
MARKED = frozenset(("u", "ins", "mark"))
LISTS = frozenset(("ul", "ol", "dl"))
ENTRIES = frozenset(("li", "dt", "dd"))
CELLS = {"td": LineKind.CELL, "th": LineKind.HEADER_CELL}
HEADINGS = {f"h{level}": level for level in range(1, 7)}


def entry_of(tag: str, lists: Sequence[str], out: Builder) -> tuple[LineKind, int]:
    """The kind and the depth of an entry, by its tag and the open ``lists`` around it."""
    depth = max(1, len(lists))
    if tag == "li":
        return LineKind.NUMBER if lists[-1:] == ["ol"] else LineKind.BULLET, depth
    if tag == "dt":
        return LineKind.TERM, depth
    return LineKind.DEFINITION if out.after_term() else LineKind.INDENT, depth
