"""Rendered HTML -> the neutral stream, by an HTML5 parser (Lexbor, through selectolax).

The same page comes from ``action=parse``, from the REST API (Parsoid) and from a browser's "save page as": what is around the content, edit
links, reference marks and the like are noise, told by their classes.
"""

import json
import re
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from indababot.reading.markup.elements import BOLD, CELLS, ENTRIES, HEADINGS, LISTS, MARKED, STRUCK, entry_of
from indababot.reading.markup.htmlelements import (
    CAPTIONS,
    NOTES,
    NUMBERED,
    Attributes,
    is_aside,
    is_noise,
    link_of,
    sign_of,
)
from indababot.reading.markup.htmlsource import Places, content, safe
from indababot.reading.markup.inline import Line, LineKind, Link, LinkKind
from indababot.reading.markup.pasted import is_unbold
from indababot.reading.markup.stream import BLANKS, Builder, Caption, Edge, Note, Stream
from indababot.records import Span

_NOTE = ".reference-text, .mw-reference-text"
_SCRIPTED = re.compile(r'"wgCategories"\s*:\s*(\[(?:\s*"(?:[^"\\\x00-\x1f]|\\["\\/])*+",?)*+(?<!,)\s*\])')
"""The categories in the head of a page that a browser saved, where the skin shows none below it, as that for mobiles."""
_MOST_ROOTS = 20
_PARAGRAPHS = LISTS | frozenset((
    "p", "div", "section", "article", "header", "footer", "center", "blockquote", "pre", "body", "html", "main",
    "form", "fieldset", "figure", "figcaption", "address", "caption", "details", "tbody", "thead", "tfoot",
    "colgroup", "summary", "aside",
))  # fmt: skip
_DECORATED = STRUCK | MARKED
_BLOCKS = frozenset((*_PARAGRAPHS, *ENTRIES, *CELLS, *HEADINGS, "table", "tr"))
_INLINE = frozenset(
    ["span", "i", "em", "small", "big", "u", "sup", "sub", "code", "tt", "font", "bdi", "img", "link", "meta"]
)


def read(text: str) -> Stream:
    """What a page of HTML shows. Texts of pictures, edit links, tables of contents and reference marks are noise."""
    start, end = content(text)
    tree = LexborHTMLParser(safe(text[start:end]))
    reader = _Reader(text, Places(text, start, end))
    reader.categories(tree)
    for root in _roots(tree):
        reader.walk(root)
        reader.out.close(reader.places.place)
        reader.out.touched = False
        reader.out.end_line(reader.places.place, hard=True)
    reader.out.close(reader.places.place)
    return reader.out.stream


def _roots(tree: LexborHTMLParser) -> list[LexborNode]:
    """The elements that hold the page's content; one for each part where a page has several."""
    for chosen in ("#mw-content-text .mw-parser-output", ".mw-parser-output", "#mw-content-text"):
        kept: list[LexborNode] = []
        known: set[int] = set()
        for node in tree.css(chosen)[:_MOST_ROOTS]:
            if not _stands_in(node, known):
                kept.append(node)
                known.add(node.mem_id)
        if kept:
            return kept
    return [tree.root] if tree.root else []


def _stands_in(node: LexborNode, known: set[int]) -> bool:
    """Whether an element is a part of one that is known, or an indicator beside the page's title."""
    above = node.parent
    while above is not None:
        if above.mem_id in known or "mw-indicators" in (above.attributes.get("class") or "").split():
            return True
        above = above.parent
    return False


def _is_folded(node: LexborNode, tag: str) -> bool:
    """Whether a row or an entry is hidden because the table or list around it is folded, until a reader opens it."""
    above = node.parent if tag in ("tr", "li") else None
    within = above.parent if above else None
    return any(
        "mw-made-collapsible" in (each.attributes.get("class") or "") for each in (above, within) if each
    )


class _Reader:
    """Walks over a tree, without recursion: pages nest as deep as they like."""

    def __init__(self, source: str, places: Places, *, aside: bool = False) -> None:
        self.source = source
        self.places = places
        self.aside = aside
        """What is read is hidden itself, so that nothing more can hide in it."""
        self.out = Builder(source)
        self.bold = 0
        self.lists: list[str] = []
        self.links: list[Link | None] = []
        self.shown = 0, 0
        """How many lines there were, and runs of the last, where the last link began."""
        self.styled: dict[int, tuple[bool, bool]] = {}
        """The open elements whose style strikes, or takes the bold from its tag, by their identity."""
        self.written = 0
        """So many elements are open here that show their text as it is written."""
        self.captions: dict[int, Caption] = {}
        """The open captions of pictures, by their elements' identity."""
        self.quiet = 0
        """The element that hides what is in it, by its identity; 0 where none does."""
        self.quiet_inline = False

    def walk(self, root: LexborNode) -> None:
        """Reads all that is in an element."""
        node: LexborNode | None = root.child
        depth = 0
        while node is not None:
            inside = self._enter(node)
            if inside is not None:
                node, depth = inside, depth + 1
                continue
            self._leave(node)
            while depth and node is not None and node.next is None:
                node, depth = node.parent, depth - 1
                if node is not None:
                    self._leave(node)
            node = node.next if node is not None else None

    def categories(self, tree: LexborHTMLParser) -> None:
        """The categories that stand below a page, in what its scripts are told of it, or in Parsoid's properties."""
        told = [node.text().strip() for node in tree.css("#catlinks li a")]
        for node in tree.css("link[rel~='mw:PageProp/Category']"):
            title = unquote((node.attributes.get("href") or "").partition("#")[0])
            told.append(title.partition(":")[2].replace("_", " "))
        if scripted := _SCRIPTED.search(self.source):
            told += map(str, json.loads(scripted[1]))
        self.out.stream.categories += dict.fromkeys(filter(None, told))

    def _enter(self, node: LexborNode) -> LexborNode | None:
        """Takes in the start of an element, or a text; gives what is the first in it."""
        tag = node.tag or ""
        if tag == "-text":
            self._text(node.text_content or "")
        elif tag[:1] not in ("-", "!"):
            if self.quiet and self.quiet_inline and tag in _BLOCKS:
                self.quiet = 0  # no span holds a block: its end is missing
            attributes = {} if self.quiet else node.attributes
            classes = frozenset((attributes.get("class") or "").split())
            if self.quiet:
                pass
            elif is_noise(tag, attributes, classes):
                self._silence(node, tag, classes)
            elif not self.aside and is_aside(attributes, classes) and not _is_folded(node, tag):
                self.quiet, self.quiet_inline = node.mem_id, False
                self._asides(node, classes)
            else:
                if not self.captions and (tag == "figcaption" or not classes.isdisjoint(CAPTIONS)):
                    self.captions[node.mem_id] = self.out.begin_caption(self.places.place)
                else:
                    self._open(tag, attributes, classes)
                if style := attributes.get("style"):
                    self._style(node, tag, style)
            return node.child
        return None

    def _silence(self, node: LexborNode, tag: str, classes: frozenset[str]) -> None:
        """Shows nothing of an element until it ends; a block of them ends a paragraph all the same."""
        if tag in _PARAGRAPHS:
            self.out.paragraph(self.places.place)
        self.quiet, self.quiet_inline = node.mem_id, tag in _INLINE
        image = node.css_first("img") if tag == "span" else None
        if image and (sign := sign_of(image.attributes)):
            self.out.add(sign, self.places.place, self.places.place)
        elif NUMBERED in classes and (link := link_of(node.attributes, classes)):
            self.out.add(link.target, self.places.place, self.places.place, link)

    def _style(self, node: LexborNode, tag: str, style: str) -> None:
        """Takes in a style that strikes, or that takes the bold from a tag for it, until the element ends."""
        struck = tag not in STRUCK and "line-through" in style
        unbold = tag in BOLD and is_unbold(style)
        if struck or unbold:
            self.styled[node.mem_id] = struck, unbold
            self.out.struck += struck
            self.bold -= unbold

    def _decorate(self, tag: str, by: int) -> None:
        """A line through a text, or below it, begins or ends."""
        if tag in MARKED:
            self.out.marked = by > 0
        else:
            self.out.struck = max(0, self.out.struck + by)

    def _leave(self, node: LexborNode) -> None:
        if self.styled and node.mem_id in self.styled:
            struck, unbold = self.styled.pop(node.mem_id)
            self.out.struck = max(0, self.out.struck - struck)
            self.bold += unbold
        if not self.quiet:
            self._end(node.tag or "")
        elif node.mem_id == self.quiet:
            self.quiet = 0
        if self.captions and node.mem_id in self.captions:
            self.out.end_caption(self.captions.pop(node.mem_id), self.places.place)

    def _asides(self, node: LexborNode, classes: frozenset[str]) -> None:
        """What no reader sees at this place: footnotes, each by itself, and hidden texts."""
        notes = [node]
        if not classes.isdisjoint(NOTES):
            items = [item for item in node.iter() if item.tag == "li"]
            notes = [item.css_first(_NOTE) or item for item in items]
        for note in notes:
            places = Places(self.source, self.places.place, self.places.end)
            reader = _Reader(self.source, places, aside=True)
            reader.walk(note)
            reader.out.close(places.place)
            lines = tuple(item for item in reader.out.stream.items if isinstance(item, Line))
            start = next((run.start for line in lines for run in line.runs), places.place)
            self.out.stream.told_notes.append(Note(lines, Span(start, places.place)))

    def _text(self, text: str) -> None:
        out = self.out
        for piece in self.places.pieces(text):
            if self.quiet:
                return
            out.bold = self.bold > 0
            if piece.text[:1] in ("\r", "\n"):
                if not out.fresh:
                    self._source_line(piece.start, piece.end)
            elif not (out.fresh and piece.text.isspace()):
                out.add(BLANKS.sub(" ", piece.text), piece.start, piece.end)

    def _source_line(self, start: int, stop: int) -> None:
        """A line of the source ends inside a paragraph: MediaWiki keeps those of the wikitext, and labels begin there."""
        out = self.out
        if out.kind in (LineKind.PARAGRAPH, LineKind.CELL, LineKind.HEADER_CELL):
            out.end_line(start, stop, hard=self.written > 0)
            out.touched = True
        else:
            out.add(" ", start, stop)

    def _open(self, tag: str, attributes: Attributes, classes: frozenset[str]) -> None:
        out, at = self.out, self.places.place
        if tag == "br":
            out.end_line(at, hard=True)
        elif tag in BOLD:
            self.bold += 1
        elif tag in _DECORATED:
            self._decorate(tag, 1)
        elif tag == "a":
            self.links.append(out.link)
            out.link = link_of(attributes, classes)
            self.shown = len(out.stream.items), len(out.runs)
        elif tag == "img":
            if sign := sign_of(attributes):
                out.add(sign, at, at)
        elif tag == "input":
            if (attributes.get("type") or "").lower() == "checkbox":
                out.add("☑" if "checked" in attributes else "☐", at, at)
        elif tag not in _INLINE:
            self._open_block(tag, at)

    def _open_block(self, tag: str, at: int) -> None:
        out = self.out
        if tag == "hr":
            out.close(at)
            out.touched = False
            out.end_line(at, hard=True)
        elif tag in ("table", "tr"):
            out.fence(Edge.TABLE if tag == "table" else Edge.ROW, at, at)
        elif level := HEADINGS.get(tag):
            out.close(at)
            out.begin(LineKind.HEADING, at, level)
        elif kind := CELLS.get(tag):
            out.cell(kind, at, at)
        elif tag in ENTRIES:
            out.close(at)
            kind, depth = entry_of(tag, self.lists, out)
            out.begin(kind, at, depth)
        elif tag in _PARAGRAPHS:
            self.written += tag == "pre"
            within = bool(self.lists) and tag in LISTS
            if tag in LISTS:
                self.lists.append(tag)
            self._paragraph(at, within=within)

    def _paragraph(self, at: int, *, within: bool = False) -> None:
        """A paragraph begins; a list ``within`` an entry follows at once."""
        if not within:
            self.out.paragraph(at)
        elif self.out.runs:
            self.out.close(at)

    def _end(self, tag: str) -> None:
        out, at = self.out, self.places.place
        if tag in BOLD:
            self.bold = max(0, self.bold - 1)
        elif tag in _DECORATED:
            self._decorate(tag, -1)
        elif tag == "a" and self.links:
            empty = self.shown == (len(out.stream.items), len(out.runs))
            if empty and out.link and out.link.kind is LinkKind.USER:  # it names an account all the same
                out.add("", at, at, out.link)
            out.link = self.links.pop()
        elif tag == "table":
            out.fence(Edge.TABLE_END, at, at)
        elif tag in LISTS:
            out.close(at)
            self.lists.pop()
        elif tag in _PARAGRAPHS:
            self.written = max(0, self.written - (tag == "pre"))
            if out.runs:
                out.end_line(at)
                out.touched = False
                out.end_line(at, hard=True)
        elif tag in ENTRIES or tag in CELLS or tag in HEADINGS:
            out.close(at)
