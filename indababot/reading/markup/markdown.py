"""What Markdown marks inside a line of a text without markup: links, bold, code."""

import re

from indababot.reading.markup.htmlelements import link_of
from indababot.reading.markup.stream import Builder

_LINK = r"!?\[(?P<shown>[^\[\]\n]{1,200})\]\((?P<address>https?://[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)\)"
_STRUCK = r"(?<!~)~~(?P<struck>[^\s~](?:[^~\n]*[^\s~])?)~~(?!~)"
_UNMISTAKEN = re.compile(rf"{_LINK}|{_STRUCK}")
_MARKED = re.compile(
    rf"{_LINK}|{_STRUCK}|(?<!\*)\*\*(?P<bold>[^\s*](?:[^*\n]*[^\s*])?)\*\*(?!\*)|(?<![\w*])\*(?P<slanted>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])"
    r"|(?<!`)`(?P<code>[^`\n]+)`(?!`)"
)
_HEAD = re.compile(r"(?:^|\n)[ \t]*(?:#{1,6} \S|(?:[-*+•][ \t]+)?\*\*[^*\n]{1,100}\*\*)")
_FEWEST = 2
_BOLD_VALUE = re.compile(r"[:：][ \t]*\*\*[^\s*][^*\n]*\*\*[ \t]*\r?$", re.M)
"""All that stands behind a colon, in bold."""


def is_markdown(text: str) -> bool:
    """Whether a text has headings, labels or values as Markdown marks them."""
    return len(_HEAD.findall(text)) >= _FEWEST or _BOLD_VALUE.search(text) is not None


def write(out: Builder, text: str, start: int, stop: int, *, marked: bool) -> None:
    """Shows a stretch of a line without its marks; those that a line begins with may be a label's, and stay.

    Links and struck words are no other text's: where the page is not ``marked`` they are read all the same.
    """
    first = start
    for found in (_MARKED if marked else _UNMISTAKEN).finditer(text, start, stop):
        kind = found.lastgroup or ""
        if kind in ("bold", "slanted") and found.start() == first:
            continue
        out.text(start, found.start())
        if text[found.start()] == "!":  # a picture: its words stand for what nobody reads
            start, out.touched = found.end(), True
            continue
        inside = found.span("shown" if kind == "address" else kind)
        if kind == "address":
            before, out.link = out.link, link_of({"href": found["address"]}, frozenset())
            out.text(*inside)
            out.link = before
        else:
            out.struck += kind == "struck"
            out.text(*inside)
            out.struck -= kind == "struck"
        out.touched = True
        start = found.end()
    out.text(start, stop)
