"""Prints the tables of a page's regions as a person would read them: ``show_table.py FILE.wiki``."""

import sys
from pathlib import Path

import mwparserfromhell
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
            console.print(as_rich(table, dict(region.parameters).get("view", "")))


def as_rich(table: "mwparserfromhell.nodes.Tag", caption: str) -> Table:
    """A wikitable as a table for the terminal."""
    shown = Table(title=caption, title_justify="left", show_lines=True)
    for row in table.contents.filter_tags(recursive=False, matches=lambda node: node.tag == "tr"):
        cells = row.contents.filter_tags(recursive=False, matches=lambda node: node.tag in ("td", "th"))
        texts = [Text(cell.contents.strip_code().strip()) for cell in cells]
        if all(cell.tag == "th" for cell in cells) and not shown.columns:
            for text in texts:
                shown.add_column(text, overflow="fold")
        else:
            shown.add_row(*texts)
    return shown


if __name__ == "__main__":
    show(Path(sys.argv[1]), Console(soft_wrap=False))
