"""Rendered HTML (what a wiki's ``action=parse`` gives) -> the neutral stream.

MediaWiki's HTML is well-formed, so its tags are walked where they stand: that keeps the offsets that a parsed tree would lose.
"""

import html
import re

from indababot.reading.markup import targets
from indababot.reading.markup.inline import LineKind, Link, LinkKind
from indababot.reading.markup.stream import Builder, Edge, Stream

_TOKEN = re.compile(r"<!--|</?[A-Za-z](?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+')*+>|&#?[A-Za-z0-9]+;|\n\s*")
_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_EMPTY = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_SILENT = frozenset(("script", "style", "template", "noscript", "head", "nav", "audio", "video"))
_NOISE_CLASS = re.compile(
    r"\b(?:mw-editsection|toc|mw-empty-elt|printfooter|noprint|navbox|reference|mw-jump-link|ext-discussiontools-init-replylink-buttons"
    r"|ext-discussiontools-init-section-\w+|mw-cite-backlink|catlinks|mw-indicators|siteSub)\b"
)
_PARAGRAPHS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "header",
        "footer",
        "center",
        "blockquote",
        "pre",
        "body",
        "html",
        "main",
        "form",
        "fieldset",
        "figure",
        "figcaption",
        "address",
        "ul",
        "ol",
        "dl",
        "caption",
        "tbody",
        "thead",
        "tfoot",
        "colgroup",
    ]
)

_PARTS = frozenset(("table", "tr", "td", "th", "li", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"))


def read(text: str) -> Stream:
    """What a page of HTML shows. Texts of pictures, edit links, tables of contents and reference marks are noise."""
    return _Reader(text).run()


class _Reader:
    def __init__(self, text: str) -> None:
        self.source = text
        self.out = Builder(text)
        self.silent = 0
        self.stack: list[tuple[str, bool]] = []
        self.lists: list[str] = []
        self.bold = 0
        self.links: list[Link | None] = []

    def run(self) -> Stream:
        source, out = self.source, self.out
        position = self._body()
        end = len(source)
        for match in _TOKEN.finditer(source, position):
            start, stop = match.span()
            if start < position:
                continue
            if not self.silent:
                out.text(position, start)
            position = self._token(match[0], start, stop)
        if not self.silent:
            out.text(position, end)
        out.close(end)
        return out.stream

    def _body(self) -> int:
        """A whole page's text begins at its content, not at its navigation."""
        start = self.source.find("mw-parser-output")
        return self.source.rfind("<", 0, start) if start > 0 else 0

    def _token(self, token: str, start: int, stop: int) -> int:
        out = self.out
        if token == "<!--":
            close = self.source.find("-->", stop)
            return close + 3 if close >= 0 else stop
        if token[0] == "<":
            self._tag(token, start, stop)
        elif self.silent:
            pass
        elif token[0] == "&":
            out.entity(start, stop)
            out.bold = self.bold > 0
        elif not out.fresh:
            self._source_line(start, stop)
        return stop

    def _source_line(self, start: int, stop: int) -> None:
        """A line of the source ends inside a paragraph: MediaWiki keeps those of the wikitext, and labels begin there."""
        out = self.out
        if out.kind in (LineKind.PARAGRAPH, LineKind.CELL, LineKind.HEADER_CELL):
            out.end_line(start, stop)
            out.touched, out.bold = True, self.bold > 0
        else:
            out.add(" ", start, stop)

    def _tag(self, token: str, start: int, stop: int) -> None:
        match = _NAME.match(token)
        name = match[1].lower() if match else ""
        if token.startswith("</"):
            self._close(name, start)
            return
        if self.silent and (name in _PARAGRAPHS or name in _PARTS):
            self._close("span", start)  # no span holds a block: its end is missing
        attributes = (
            {key.lower(): html.unescape(a or b or c) for key, a, b, c in _ATTRIBUTE.findall(token)}
            if "=" in token
            else {}
        )
        empty = name in _EMPTY or token.endswith("/>")
        noisy = name in _SILENT or bool(
            _NOISE_CLASS.search(attributes.get("class", "")) or attributes.get("id") in ("toc", "catlinks")
        )
        if attributes.get("id") == "catlinks":
            self._categories(stop)
        if empty:
            if not self.silent:
                self._void(name, start, stop)
            return
        self.stack.append((name, noisy))
        self.silent += noisy
        if not self.silent:
            self._open(name, attributes, start, stop)

    def _void(self, name: str, start: int, stop: int) -> None:
        if name == "br":
            self.out.end_line(start, stop, hard=True)
        elif name == "hr":
            self.out.close(start)
        self.out.bold = self.bold > 0

    def _open(self, name: str, attributes: dict[str, str], start: int, stop: int) -> None:
        out = self.out
        if name in ("b", "strong"):
            self.bold += 1
        elif name in ("s", "del", "strike"):
            out.struck += 1
        elif name == "a":
            self.links.append(out.link)
            out.link = _link(attributes)
        elif name in ("table", "tr"):
            out.fence(Edge.TABLE if name == "table" else Edge.ROW, start, stop)
        elif len(name) == 2 and name[0] == "h" and name[1].isdigit():
            out.close(start)
            out.begin(LineKind.HEADING, stop, int(name[1]))
        elif name in ("td", "th"):
            out.close(start)
            out.begin(LineKind.CELL if name == "td" else LineKind.HEADER_CELL, stop)
        elif name in ("li", "dt", "dd"):
            self._entry(name, start, stop)
        elif name in _PARAGRAPHS:
            if name in ("ul", "ol", "dl"):
                self.lists.append(name)
            self._paragraph(start, stop)
        out.bold = self.bold > 0

    def _entry(self, name: str, start: int, stop: int) -> None:
        self.out.close(start)
        depth = max(1, len(self.lists))
        kind = LineKind.NUMBER if self.lists[-1:] == ["ol"] else LineKind.BULLET
        kind = {"dt": LineKind.TERM, "dd": LineKind.DEFINITION}.get(name, kind)
        if name == "dd" and not self._termed():
            kind = LineKind.INDENT
        self.out.begin(kind, stop, depth)

    def _termed(self) -> bool:
        items = self.out.stream.items
        return bool(items) and getattr(items[-1], "kind", None) in (LineKind.TERM, LineKind.DEFINITION)

    def _paragraph(self, start: int, stop: int) -> None:
        """A paragraph begins: an open cell or list entry that shows nothing yet goes on in it."""
        out = self.out
        if out.runs:
            out.close(start)
            out.touched = False
            out.end_line(start, stop, hard=True)
        elif out.kind is LineKind.PARAGRAPH:
            out.touched = False
            out.end_line(start, stop, hard=True)

    def _close(self, name: str, start: int) -> None:
        if not any(opened == name for opened, _ in self.stack[-40:]):
            return
        while self.stack:
            opened, noisy = self.stack.pop()
            if not self.silent:
                self._end(opened, start)
            self.silent -= noisy
            if opened == name:
                return

    def _end(self, name: str, start: int) -> None:
        out = self.out
        if name in ("b", "strong"):
            self.bold = max(0, self.bold - 1)
        elif name in ("s", "del", "strike"):
            out.struck = max(0, out.struck - 1)
        elif name == "a" and self.links:
            out.link = self.links.pop()
        elif name == "table":
            out.fence(Edge.TABLE_END, start, start)
        elif name in ("ul", "ol", "dl"):
            out.close(start)
            if self.lists:
                self.lists.pop()
        elif name in _PARAGRAPHS:
            if out.runs:
                out.end_line(start)
                out.touched = False
                out.end_line(start, hard=True)
        elif name in ("li", "dt", "dd", "td", "th") or (
            len(name) == 2 and name[0] == "h" and name[1].isdigit()
        ):
            out.close(start)
        out.bold = self.bold > 0

    def _categories(self, start: int) -> None:
        for match in re.finditer(r"<li[^<>]*>\s*<a[^<>]*>([^<]*)</a>", self.source[start : start + 20_000]):
            self.out.stream.categories.append(html.unescape(match[1]))


def _link(attributes: dict[str, str]) -> Link | None:
    address = attributes.get("href", "")
    if not address or address.startswith("#"):
        return None
    title = attributes.get("title", "")
    if "redlink=1" in address and title:
        return targets.of_title(re.sub(r"\s*\([^()]*\)$", "", title))
    link = targets.of_address(address)
    return Link(LinkKind.PAGE, title) if link.kind is LinkKind.PAGE and title else link
