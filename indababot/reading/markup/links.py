"""Links: what they show, and where they lead."""

import html
import re
from urllib.parse import unquote

from indababot.reading.markup import targets, templates
from indababot.reading.markup.inline import Link, LinkKind
from indababot.reading.markup.pictures import picture
from indababot.reading.markup.reader import Reader
from indababot.records import Span
from indababot.wikicode import light, nodes

_MARKS = {
    ord(sign): None
    for sign in "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad"
}
"""Signs of direction and of no width, which MediaWiki takes out of titles."""
_LONGEST_LINE = 200
_IN_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]$")
_AFTER_COMMA = re.compile(r"[,，،][^,，،]*$")


def link(reader: Reader, node: nodes.Link) -> None:
    """``[[title|text]]``: a link, a category, or a picture."""
    out = reader.out
    target = title_of(reader.document.content(node.title))
    if not target or _has_braces(reader, node.title):
        out.text(node.start, node.end)
        return
    space = targets.namespace(target)
    if space == "category":
        if node.text and not _is_own_title(reader, node.text):
            out.stream.asides.append(Span(node.text.start, node.text.end))
        out.stream.categories.append(target.partition(":")[2].strip().replace("_", " "))
        out.touched = True
    elif space == "file":
        picture(reader, node)
        out.touched = True
    elif targets.is_other_language(target) and _is_alone(reader.text, node):
        out.stream.asides.append(Span(node.title.start, node.title.end))
        out.touched = True
    else:
        _shown(reader, node, target)


def _is_alone(text: str, node: nodes.Link) -> bool:
    """Whether a link, or several, are all of a line that is not long."""
    start = text.rfind("\n", max(0, node.start - _LONGEST_LINE), node.start) + 1
    end = text.find("\n", node.end, node.end + _LONGEST_LINE)
    line = text[start : end if end >= 0 else node.end + _LONGEST_LINE]
    return len(line) <= _LONGEST_LINE and light.is_links(line)


def _is_own_title(reader: Reader, key: nodes.Part) -> bool:
    """Whether a page is sorted in a category by a magic word for its own title."""
    calls = [one for one in key.nodes if isinstance(one, nodes.Template)]
    name = reader.document.content(calls[0].name).strip() if len(key.nodes) == len(calls) == 1 else ""
    return name.casefold() in templates.page_words("") and not calls[0].parameters


def _has_braces(reader: Reader, title: nodes.Part) -> bool:
    """Whether braces stand in a target that are none of a call's: no page has such a title, and the wiki shows the text."""
    whole = reader.text[title.start : title.end]
    if "{" not in whole and "}" not in whole:
        return False
    texts = (reader.text[one.start : one.end] for one in title.nodes if isinstance(one, nodes.Text))
    return any("{" in text or "}" in text for text in texts)


def _shown(reader: Reader, node: nodes.Link, target: str) -> None:
    out = reader.out
    whole, shown = targets.from_page(reader.title, target)
    outer, out.link = out.link, targets.of_title(whole)
    before = len(out.runs)
    if node.text is None:
        out.add(shown.lstrip(":"), node.start, node.end)
    elif node.text.start == node.text.end:
        out.add(trick(target), node.start, node.end)
    else:
        reader.walk(node.text.nodes)
        if len(out.runs) == before:
            out.add("", node.start, node.end)
        out.widen(before, node.start, node.end)
    out.link = outer


def title_of(written: str) -> str:
    """A title as MediaWiki takes it: with its references and percent signs resolved, without signs that nobody sees."""
    title = html.unescape(written) if "&" in written else written
    if "%" in title:
        title = unquote(title)
    return title.translate(_MARKS).strip()


def trick(target: str) -> str:
    """What ``[[Namespace:Title (remark)|]]`` shows: the title without its namespace and remark."""
    title = target.lstrip(":")
    title = title.partition(":")[2] or title
    short = _IN_BRACKETS.sub("", title)
    return (short if short != title else _AFTER_COMMA.sub("", title)).strip() or title


def external(reader: Reader, node: nodes.ExternalLink) -> None:
    """An address: alone it shows itself where it leads to a page of the web, in brackets its label."""
    out = reader.out
    address = reader.document.content(node.address).rstrip()
    if not node.bracketed and not address.lower().startswith(("http:", "https:")):
        out.text(max(node.start, reader.skip), node.end)
        return
    to = Link(LinkKind.EXTERNAL, address)
    if node.title is None or not reader.text[node.title.start : node.title.end].strip():
        out.add(address, node.start, node.end, to if node.bracketed else out.link or to)
        return
    outer, out.link = out.link, to
    before = len(out.runs)
    start = node.title.start
    while reader.text[start] in " \t":
        start += 1
    reader.skip = start
    reader.walk(node.title.nodes)
    out.widen(before, node.start, node.end)
    out.link = outer
