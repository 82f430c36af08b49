"""Prints the tables of a page's regions as a person would read them: ``show_table.py FILE.wiki``."""

import re
import sys
from pathlib import Path

import mwparserfromhell
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from indababot.writing import regions


def show(path: Path, console: Console) -> None:
    """Prints every table in every region of a page."""
    text = path.read_text(encoding="utf-8")
    for region in regions.find(text, path.stem):
        body = mwparserfromhell.parse(text[slice(*region.inner)])
        for table in body.filter_tags(matches=lambda node: node.tag == "table"):
            console.print(as_rich(table, region.parameters.get("view", ""), console.width))


def as_rich(table: "mwparserfromhell.nodes.Tag", caption: str, width: int) -> Table:
    """A wikitable as a table for the terminal; its header cells stand before its first row."""
    rows = [[as_text(cell) for cell in children(row, "td")] for row in children(table, "tr")]
    shown = Table(
        title=caption, title_justify="left", box=box.SIMPLE_HEAD, padding=0, leading=1, pad_edge=False
    )
    headers = [as_text(header) for header in children(table, "th")]
    needs = [longest_word([header, *(row[number] for row in rows)]) for number, header in enumerate(headers)]
    spare = max(width - sum(needs) - len(needs) - 1, 0)
    for number, header in enumerate(headers):
        # The first and the last column, a title and prose, take the room that is left.
        extra = {0: spare * 2 // 5, len(headers) - 1: spare * 3 // 5}.get(number, 0)
        shown.add_column(header, overflow="fold", width=needs[number] + extra)
    for row in rows:
        shown.add_row(*row)
    return shown


def longest_word(cells: list[Text]) -> int:
    """How wide a column must be, so that no word of up to twelve letters is broken."""
    return min(max(len(word) for cell in cells for word in re.split(r"[\W_]", cell.plain)), 12)


def children(node: "mwparserfromhell.nodes.Tag", tag: str) -> "list[mwparserfromhell.nodes.Tag]":
    """The tags right inside a node."""
    return node.contents.filter_tags(recursive=False, matches=lambda inner: inner.tag == tag)


def as_text(cell: "mwparserfromhell.nodes.Tag") -> Text:
    """What a reader sees of a cell."""
    return Text(mwparserfromhell.parse(str(cell.contents).replace("<br>", "\n")).strip_code().strip())


if __name__ == "__main__":
    show(Path(sys.argv[1]), Console(soft_wrap=False))
