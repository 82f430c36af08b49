"""Wikitext -> the neutral stream."""

import re
from collections.abc import Callable

from indababot.reading.markup import targets
from indababot.reading.markup.inline import LineKind, Link, LinkKind
from indababot.reading.markup.scan import Pair
from indababot.reading.markup.stream import Edge, Stream
from indababot.reading.markup.wikicalls import CallReader
from indababot.reading.markup.wikilines import COMMENT
from indababot.records import Span

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_STRIKES = frozenset(("s", "del", "strike"))
_BLOCKS = frozenset(
    (
        *(
            "div",
            "p",
            "center",
            "blockquote",
            "section",
            "gallery",
            "poem",
            "table",
            "tr",
            "td",
            "th",
            "ul",
            "ol",
            "dl",
        ),
        *("h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd"),
    )
)
_INLINE = frozenset(
    (
        *(
            "b",
            "strong",
            "i",
            "em",
            "u",
            "small",
            "big",
            "span",
            "sub",
            "sup",
            "font",
            "code",
            "tt",
            "kbd",
            "var",
            "samp",
        ),
        *(
            "bdi",
            "bdo",
            "abbr",
            "cite",
            "dfn",
            "q",
            "ins",
            "mark",
            "wbr",
            "ruby",
            "rt",
            "rp",
            "data",
            "time",
            "nowiki",
            "pre",
        ),
        *("translate", "languages", "tvar", "noinclude", "includeonly", "onlyinclude", "ref", "references"),
        *("caption", "tbody", "thead", "hr", "br"),
    )
)
_KNOWN = _BLOCKS | _INLINE | _STRIKES
_NO_TITLE = re.compile(r"[\n\[\]]")
_FRAMES = frozenset(("thumb", "frame", "thumbnail", "vignette"))
_PICTURE_OPTION = re.compile(
    r"(?:x?\d+(?:x\d+)?\s?px|upright(?:\s?=?[\d.]*)|left|right|center|none|frameless|border|thumb|frame|thumbnail|vignette|baseline|middle"
    r"|sub|super|top|text-top|bottom|gauche|droite|centré|(?:link|lien|class|lang|page)\s?=.*)?",
    re.I,
)
_MAX_NESTING = 30


def read(text: str, title: str, fields: Callable[[str], bool], forms: tuple[str, ...] = ()) -> Stream:
    """What a page of wikitext shows.

    ``fields`` says whether a template parameter's name is a field's; a call with two of them is a form, and so is
    a call of a template named in ``forms``.
    """
    reader = _Reader(text, title, fields, frozenset(name.casefold().replace("_", " ") for name in forms))
    return reader.run()


class _Reader(CallReader):
    def run(self) -> Stream:
        self.region(0, len(self.source))
        self.out.close(len(self.source))
        stream = self.out.stream
        stream.unclosed = [Span(*place) for place in self.scan.unclosed]
        return stream

    def token(self, sign: str, start: int, end: int) -> int:
        """Read one token; where reading goes on."""
        if sign == "\n":
            self.out.end_line(start, end)
            return self.line_start(end)
        if sign in "{[":
            return self._bracket(start, end)
        if sign == "<":
            return self._angle(start, end)
        out = self.out
        if sign == "'":
            self._quotes(start, end)
        elif sign == "&":
            out.entity(start, end)
        elif sign == "h":
            out.add(
                self.source[start:end],
                start,
                end,
                out.link or Link(LinkKind.EXTERNAL, self.source[start:end]),
            )
        elif sign == "_" and self.source[start:end].isupper():
            out.touched = True
        elif sign in "|!":
            return self.cell(start, start + 2)
        else:
            out.text(start, end)
        return end

    def _quotes(self, start: int, end: int) -> None:
        """Two quotes are italics, three bold, five both; more than five show the first ones."""
        out, count = self.out, end - start
        shown = 1 if count == 4 else max(0, count - 5)
        out.text(start, start + shown)
        if count - shown in (3, 5):
            out.bold = not out.bold
        out.touched = True

    def _bracket(self, start: int, end: int) -> int:
        for at in range(start, min(end, start + 8)):
            pair = self.scan.pairs.get(at)
            if pair and pair.end <= self.end:
                self.out.text(start, at)
                self.pair(pair)
                return pair.end
        self.out.text(start, end)
        return end

    def pair(self, pair: Pair) -> None:
        self.nesting += 1
        if self.nesting > _MAX_NESTING or pair.bracket == "{{{":
            self.out.text(pair.start, pair.end)
        elif pair.bracket == "{{":
            self.call(pair)
        elif pair.bracket == "[[":
            self._link(pair)
        else:
            self._external(pair)
        self.nesting -= 1

    def _link(self, pair: Pair) -> None:
        out = self.out
        parts = pair.parts()
        target = self.source[parts[0][0] : parts[0][2]].strip()
        if "<!--" in target:
            target = COMMENT.sub("", target).strip()
        if not target or _NO_TITLE.search(target):
            out.text(pair.start, pair.end)
            return
        space = targets.namespace(target)
        if space == "category":
            out.stream.asides += [Span(start, stop) for start, _, stop in parts[1:]]
            out.stream.categories.append(target.partition(":")[2].strip().replace("_", " "))
            out.touched = True
            return
        if space == "file":
            self._caption(parts)
            out.touched = True
            return
        outer, out.link = out.link, targets.of_title(target)
        if len(parts) > 1:
            before = len(out.runs)
            self.region(parts[1][0], parts[-1][2], whole=False)
            if len(out.runs) == before:
                out.add("", pair.start, pair.end)
            out.widen(before, pair.start, pair.end)
        else:
            out.add(target.lstrip(":"), pair.start, pair.end)
        out.link = outer

    def _caption(self, parts: list[tuple[int, int, int]]) -> None:
        """A framed picture's caption is text that a reader sees; other pictures show none."""
        words = [self.source[start:stop].strip() for start, _, stop in parts]
        framed = len(words) > 2 and bool(_FRAMES.intersection(words[1:-1]))
        self.out.stream.asides += [
            Span(start, stop)
            for (start, _, stop), word in zip(parts[1 : len(parts) - framed], words[1:], strict=False)
            if not _PICTURE_OPTION.fullmatch(word)
        ]
        if framed:
            start, _, stop = parts[-1]
            self.out.close(parts[0][0])
            self.region(start, stop, whole=False)
            self.out.close(stop)

    def _external(self, pair: Pair) -> None:
        out = self.out
        inner = self.source[pair.start + 1 : pair.end - 1]
        address = inner.split(None, 1)[0] if inner.split() else inner
        outer, out.link = out.link, Link(LinkKind.EXTERNAL, address)
        label = pair.start + 1 + len(address)
        if self.source[label : pair.end - 1].strip():
            lead = len(inner) - len(address) - len(inner[len(address) :].lstrip())
            before = len(out.runs)
            self.region(label + lead, pair.end - 1, whole=False)
            out.widen(before, pair.start, pair.end)
        else:
            out.add(address, pair.start, pair.end)
        out.link = outer

    def _angle(self, start: int, end: int) -> int:
        """A comment or tag."""
        source, out = self.source, self.out
        if source.startswith("<!--", start):
            out.touched = True
            return self._still_first(end)
        match = _TAG.match(source, start)
        name = match[2].lower() if match else ""
        raw = name in ("nowiki", "pre") and end > source.find(">", start) + 1
        if match is None or raw or name not in _KNOWN:
            return self._raw(name, start, end)
        if name == "br":
            out.end_line(start, end, hard=True)
            return end
        self._style(name, bool(match[1]))
        out.touched = True
        if name in _BLOCKS:
            self._block(name, start, end, bool(match[1]))
        return self._still_first(end)

    def _still_first(self, end: int) -> int:
        """Behind markup that shows nothing, a line's first characters are still to come."""
        out = self.out
        return self.line_start(end) if out.fresh and not out.runs and out.kind is LineKind.PARAGRAPH else end

    def _style(self, name: str, closing: bool) -> None:
        if name in _STRIKES:
            self.out.struck = max(0, self.out.struck + (-1 if closing else 1))
        elif name in ("b", "strong"):
            self.out.bold = not closing

    def _block(self, name: str, start: int, end: int, closing: bool) -> None:
        out = self.out
        if out.runs:
            out.close(start)
            out.start, out.depth = end, 1
        if closing:
            return
        if name in ("li", "dt", "dd"):
            out.begin({"li": LineKind.BULLET, "dt": LineKind.TERM, "dd": LineKind.DEFINITION}[name], end, 1)
        elif name in ("td", "th"):
            out.begin(LineKind.CELL if name == "td" else LineKind.HEADER_CELL, end)
        elif len(name) == 2 and name[0] == "h":
            out.begin(LineKind.HEADING, end, int(name[1]))
        elif name in ("table", "tr"):
            out.fence(Edge.TABLE if name == "table" else Edge.ROW, start, end)

    def _raw(self, name: str, start: int, end: int) -> int:
        """A tag whose content is no wikitext: its text is shown without the tags; an unknown tag is shown as it is."""
        opening = self.source.find(">", start, end) + 1
        closing = self.source.rfind("<", opening, end)
        if not name or not opening or closing < opening:
            self.out.text(start, end)
            return end
        position = opening
        for line in self.source[opening:closing].split("\n"):
            if position > opening:
                self.out.end_line(position - 1, position, hard=True)
            self.out.text(position, position + len(line))
            position += len(line) + 1
        return end
