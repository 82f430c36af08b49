#!/usr/bin/env python3
"""The script that a good wiki programmer would write by hand for one list: pywikibot's PreloadingGenerator and mwparserfromhell.

``PYWIKIBOT_DIR=… benchmarks/plain.py PREFIX CATEGORY PAGE`` reads the submissions and writes a table between the two markers of the page,
if it differs. It reads forms of bold labels only, checks nothing, guards nothing, and trusts what it reads.
"""

import re
import sys
from itertools import chain

import mwparserfromhell
import pywikibot
from pywikibot import pagegenerators
from pywikibot.tools.itertools import filter_unique

COLUMNS = {
    "Author(s)": "Authors",
    "Type of submission": "Type",
    "Theme(s)": "Theme",
    "Level of advancement": "Level",
}
START, END = re.compile(r"<!-- list -->\n"), "<!-- list end -->"


def fields(text: str) -> dict[str, str]:
    """The value behind each bold label of a page."""
    found: dict[str, str] = {}
    label = ""
    for node in mwparserfromhell.parse(text).nodes:
        if isinstance(node, mwparserfromhell.nodes.Tag) and node.tag == "b":
            label = str(node.contents).strip().rstrip(":")
            found[label] = ""
        elif label and not isinstance(node, mwparserfromhell.nodes.Heading):
            found[label] += str(node)
    return {name: value.strip().partition("\n\n")[0] for name, value in found.items()}


def table(pages: list[pywikibot.Page]) -> str:
    """A row a submission, in the order of titles."""
    lines = [
        '{| class="wikitable sortable"',
        "! Title",
        *(f"! {name}" for name in COLUMNS.values()),
        "! Status",
    ]
    for page in sorted(pages, key=lambda page: page.title()):
        told = fields(page.text)
        draft = "[[Category:Drafts]]" in page.text
        title = page.title()
        lines += [
            "|-",
            f"| [[:{title}|{title.rpartition('/')[2]}]]",
            *(f"| {told.get(label, '')}" for label in COLUMNS),
            f"| {'draft' if draft else 'submitted'}",
        ]
    return "\n".join([*lines, "|}", ""])


def main(prefix: str, category: str, name: str) -> None:
    """One run."""
    site = pywikibot.Site()
    site.login()
    every = chain(
        site.allpages(prefix=prefix, filterredir=False),
        pywikibot.Category(site, category).articles(content=False),
    )
    found = list(pagegenerators.PreloadingGenerator(filter_unique(every), groupsize=500))
    page = pywikibot.Page(site, name)
    start = START.search(page.text)
    end = page.text.find(END)
    if start is None or end < start.end():
        sys.exit(f"{name} has no markers")
    text = page.text[: start.end()] + table(found) + page.text[end:]
    if text != page.text:
        page.text = text
        page.save(summary=f"{len(found)} submissions", minor=False, bot=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
