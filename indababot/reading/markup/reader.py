"""Walks the nodes of a page and writes its lines: what each kind of node shows is a function of its own."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from indababot.reading.markup.inline import LineKind
from indababot.reading.markup.stream import BLANKS, Builder
from indababot.wikicode import Document
from indababot.wikicode.nodes import Node, Part, Text

Show = Callable[["Reader", Any], None]


class Reader:
    """What reading a page needs to know: the parsed page, the lines so far, and what the edition says of parameters and forms."""

    def __init__(
        self,
        document: Document,
        title: str,
        fields: Callable[[str], bool],
        forms: frozenset[str],
        shows: Mapping[type[Node], Show],
    ) -> None:
        self.document = document
        self.text = document.text
        self.out = Builder(document.text)
        self.title = title
        self.fields = fields
        self.forms = forms
        self.shows = shows
        self.verses = 0
        """So many poems are open here, in which each line is one for the reader too."""
        self.calls = 0
        """So many calls are open here: what begins a line in a value may stand elsewhere on the page."""
        self.rows = 0
        """So many calls that may be rows of a form have been seen."""
        self.blocks = 0
        """So many tags are open here in which blanks at the beginning of a line show nothing."""
        self.lists: list[str] = []
        """The open tags of lists."""
        self.code = False
        """The current line begins with a blank, and so is shown as it is written."""
        self.marked = -1
        """Where the last list sign ended."""
        self.skip = 0
        """Text before this offset is not shown: blanks behind a list sign, before a value or a label."""

    def walk(self, nodes: Sequence[Node]) -> None:
        """Show nodes, in order."""
        shows, show_text = self.shows, self.out.text
        for node in nodes:
            if type(node) is Text:  # by far the most
                start = node.start if node.start > self.skip else self.skip
                if self.text.find("  ", start, node.end) < 0:
                    show_text(start, node.end)
                else:
                    self._spaced(start, node.end)
            else:
                shows[type(node)](self, node)

    def _spaced(self, start: int, end: int) -> None:
        """Show a text in which blanks stand side by side: a reader sees one of them."""
        for blanks in BLANKS.finditer(self.text, start, end):
            self.out.text(start, blanks.start() + 1)
            start = blanks.end()
        self.out.text(start, end)

    def lines(self, part: Part) -> None:
        """Show a part whose first visible character begins a line."""
        start = self.document.visible(part.start, part.end)
        self.skip = max(self.skip, start)
        self.walk(self.document.lines(start, part.end, part))

    def stretch(self, start: int, end: int) -> None:
        """Show what stands between two offsets, which a node does not know as a part."""
        while start < end and self.text[start] in " \t":
            start += 1
        self.walk(self.document.lines(start, end))

    @property
    def fresh(self) -> bool:
        """Nothing stands on the current line."""
        out = self.out
        return out.fresh and out.kind is LineKind.PARAGRAPH
