"""Wikitext -> the neutral stream."""

import re
from bisect import bisect_left
from collections.abc import Callable

from indababot.reading import targets, templates
from indababot.reading.inline import Line, LineKind, Link, LinkKind
from indababot.reading.scan import Pair, Scan, scan
from indababot.reading.stream import Builder, Edge, Stream
from indababot.records import Span

_COMMENT = re.compile(r"<!--.*?-->", re.S)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_LIST = re.compile(r"([*#:;]+)[ \t]*")
_RULE = re.compile(r"-{4,}")
_TABLE = re.compile(r"[ \t]*(\{\|[^\n]*|\|\}|\|-[^\n]*|\|\+|[|!])")
_ATTRIBUTES = re.compile(r"""(?:\s*[\w-]+\s*=\s*(?:"[^"\n]*"|'[^'\n]*'|[^\s|"'\[{]+))+\s*\|(?!\|)|[ \t]*\|(?!\|)""")
_REDIRECT = re.compile(r"\s*#(?:REDIRECT|REDIRECTION|تحويل)\b", re.I)
_STRIKES = frozenset(("s", "del", "strike"))
_BLOCKS = frozenset("div p center blockquote table tr td th ul ol dl h1 h2 h3 h4 h5 h6 section gallery poem".split())
_INLINE = frozenset(
    "b strong i em u small big span sub sup font code tt kbd var samp bdi bdo abbr cite dfn q ins mark wbr nowiki ruby rt rp data time"
    " translate languages tvar noinclude includeonly onlyinclude ref references caption li dd dt tbody thead includes pre".split()
)
_MARKERS = {"*": LineKind.BULLET, "#": LineKind.NUMBER, ":": LineKind.INDENT, ";": LineKind.TERM}
_MAX_NESTING = 30


def read(text: str, title: str, fields: Callable[[str], bool], forms: tuple[str, ...] = ()) -> Stream:
    """What a page of wikitext shows.

    ``fields`` says whether a template parameter's name is a field's; a call with two of them is a form, and so is
    a call of a template named in ``forms``.
    """
    reader = _Reader(text, title, fields, frozenset(name.casefold().replace("_", " ") for name in forms))
    return reader.run()


class _Reader:
    def __init__(self, text: str, title: str, fields: Callable[[str], bool], forms: frozenset[str]) -> None:
        self.source = text
        self.title = title
        self.fields = fields
        self.forms = forms
        self.scan: Scan = scan(text)
        self.starts = [start for start, _ in self.scan.tokens]
        self.out = Builder(text)
        self.tables = 0
        self.nesting = 0
        self.header = False
        self.end = len(text)

    def run(self) -> Stream:
        self._region(0, len(self.source))
        self.out.close(len(self.source))
        stream = self.out.stream
        stream.unclosed = [Span(*place) for place in self.scan.unclosed]
        return stream

    def _region(self, start: int, end: int, *, whole: bool = True) -> None:
        """Read the source between two offsets; ``whole``: its first character begins a line."""
        outer, self.end = self.end, end
        tokens, out, source = self.scan.tokens, self.out, self.source
        position = self._line_start(start) if whole else start
        index = bisect_left(self.starts, position)
        total = len(tokens)
        while index < total:
            first, last = tokens[index]
            if first >= end:
                break
            index += 1
            if last <= position:
                continue
            if first < position:
                first = position
            sign = source[first]
            if sign in "=]}" or (sign in "|!" and not self._beside(first, sign + sign)):
                continue  # nothing but text here
            out.text(position, first - 1 if sign == "\n" and first > position and source[first - 1] == "\r" else first)
            position = self._token(sign, first, min(last, end))
            if position > last:
                index = bisect_left(self.starts, position, index)
        out.text(position, end)
        self.end = outer

    def _token(self, sign: str, start: int, end: int) -> int:
        """Read one token; where reading goes on."""
        if sign == "\n":
            self.out.end_line(start, end)
            return self._line_start(end)
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
            out.add(self.source[start:end], start, end, out.link or Link(LinkKind.EXTERNAL, self.source[start:end]))
        elif sign == "_" and self.source[start:end].isupper():
            out.touched = True
        elif sign in "|!":
            return self._cell(start, start + 2)
        else:
            out.text(start, end)
        return end

    def _beside(self, start: int, sign: str) -> bool:
        """Whether a further cell of a table's row begins here."""
        if not self.tables or (sign == "!!" and not self.header):
            return False
        return self.out.kind in (LineKind.CELL, LineKind.HEADER_CELL) and self.source.startswith(sign, start)

    def _quotes(self, start: int, end: int) -> None:
        """Two quotes are italics, three bold, five both; more than five show the first ones."""
        out, count = self.out, end - start
        shown = 1 if count == 4 else max(0, count - 5)
        out.text(start, start + shown)
        if count - shown in (3, 5):
            out.bold = not out.bold
        out.touched = True

    # -- the beginning of a line

    def _line_start(self, position: int) -> int:
        """Read what the first characters of a line say; where its content begins."""
        sign = self.source[position : position + 1]
        if not sign or position >= self.end:
            return position
        if sign in "*#:;":
            return self._list(position)
        if sign == "=":
            return self._heading(position)
        if sign == "-" and (rule := _RULE.match(self.source, position)):
            self.out.touched = True
            return rule.end()
        if sign in "{|! \t" and (table := _TABLE.match(self.source, position, self.end)):
            return self._table(table)
        return position

    def _list(self, position: int) -> int:
        match = _LIST.match(self.source, position, self.end)
        if match is None or (position == 0 and _REDIRECT.match(self.source)):
            return position
        marks = match[1]
        kind = _MARKERS[marks[-1]]
        if kind is LineKind.INDENT and len(marks) == 1 and self._after_term():
            kind = LineKind.DEFINITION
        self.out.begin(kind, match.end(), len(marks))
        self.out.fresh = True
        return match.end() if kind is not LineKind.TERM else self._term(match.end())

    def _after_term(self) -> bool:
        items = self.out.stream.items
        last = items[-1] if items else None
        return isinstance(last, Line) and last.kind in (LineKind.TERM, LineKind.DEFINITION)

    def _term(self, start: int) -> int:
        """``;term:definition``: the colon that stands outside brackets divides them."""
        stop = self.source.find("\n", start, self.end)
        stop = self.end if stop < 0 else stop
        colon = self.source.find(":", start, stop)
        while colon >= 0 and self._inside(start, colon):
            colon = self.source.find(":", colon + 1, stop)
        if colon < 0 or not self.source[colon + 1 : stop].strip(" \t\r'"):
            return start
        self._region(start, colon, whole=False)
        self.out.end_line(colon, colon + 1)
        self.out.begin(LineKind.DEFINITION, colon + 1, 1)
        return colon + 1

    def _inside(self, start: int, position: int) -> bool:
        """Whether an offset stands inside a pair or token that begins at or after ``start``."""
        index = bisect_left(self.starts, start)
        while index < len(self.starts) and self.starts[index] <= position:
            first, last = self.scan.tokens[index]
            pair = self.scan.pairs.get(first)
            if first <= position < (pair.end if pair else last):
                return True
            index += 1
        return False

    def _heading(self, position: int) -> int:
        stop = self.source.find("\n", position, self.end)
        stop = self.end if stop < 0 else stop
        line = _COMMENT.sub("", self.source[position:stop]).rstrip()
        level = min(len(line) - len(line.lstrip("=")), len(line) - len(line.rstrip("=")), 6)
        if not level or len(line) <= 2 * level:
            return position
        last = self.source.rfind("=", position, stop) + 1 - level
        if last < position + level:
            return position
        self.out.close(position)
        self.out.begin(LineKind.HEADING, position + level, level)
        self._region(position + level, last, whole=False)
        self.out.touched = True
        return last + level

    def _table(self, match: re.Match[str]) -> int:
        mark, start, end = match[1], match.start(1), match.end()
        if mark.startswith("{|"):
            if start in self.scan.pairs:  # ``{{|…`` never gets here; ``{|`` is no pair
                return match.start()
            self.tables += 1
            self.out.fence(Edge.TABLE, start, end)
            return end
        if not self.tables:
            return match.start()
        if mark == "|}":
            self.tables -= 1
            self.out.fence(Edge.TABLE_END, start, end)
            return end
        if mark.startswith("|-"):
            self.out.fence(Edge.ROW, start, end)
            return end
        if mark == "|+":
            self.out.touched = True
            return end
        self.header = mark == "!"
        return self._cell(start, end)

    def _cell(self, start: int, end: int) -> int:
        out = self.out
        out.close(start)
        attributes = _ATTRIBUTES.match(self.source, end, self.end)
        content = attributes.end() if attributes else end
        out.begin(LineKind.HEADER_CELL if self.header else LineKind.CELL, content)
        out.fresh = True
        return content

    # -- brackets

    def _bracket(self, start: int, end: int) -> int:
        for at in range(start, min(end, start + 8)):
            pair = self.scan.pairs.get(at)
            if pair and pair.end <= self.end:
                self.out.text(start, at)
                self._pair(pair)
                return pair.end
        self.out.text(start, end)
        return end

    def _pair(self, pair: Pair) -> None:
        self.nesting += 1
        if self.nesting > _MAX_NESTING or pair.bracket == "{{{":
            self.out.text(pair.start, pair.end)
        elif pair.bracket == "{{":
            self._call(pair)
        elif pair.bracket == "[[":
            self._link(pair)
        else:
            self._external(pair)
        self.nesting -= 1

    def _link(self, pair: Pair) -> None:
        out = self.out
        parts = pair.parts()
        target = _COMMENT.sub("", self.source[parts[0][0] : parts[0][2]]).strip()
        space = targets.namespace(target)
        if space == "category":
            out.stream.categories.append(target.partition(":")[2].strip().replace("_", " "))
            out.touched = True
            return
        if space == "file":
            self._caption(parts)
            out.touched = True
            return
        if "\n" in target or not target:
            out.text(pair.start, pair.end)
            return
        outer, out.link = out.link, targets.of_title(target)
        if len(parts) > 1:
            before = len(out.runs)
            self._region(parts[1][0], parts[-1][2], whole=False)
            if len(out.runs) == before:
                out.add("", pair.start, pair.end)
            out.widen(before, pair.start, pair.end)
        else:
            out.add(target.lstrip(":"), pair.start, pair.end)
        out.link = outer

    def _caption(self, parts: list[tuple[int, int, int]]) -> None:
        """A framed picture's caption is text that a reader sees; other pictures show none."""
        words = [self.source[start:stop].strip() for start, _, stop in parts]
        if len(words) > 2 and {"thumb", "frame", "thumbnail", "vignette"} & set(words[1:-1]):
            start, _, stop = parts[-1]
            self.out.close(parts[0][0])
            self._region(start, stop, whole=False)
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
            self._region(label + lead, pair.end - 1, whole=False)
            out.widen(before, pair.start, pair.end)
        else:
            out.add(address, pair.start, pair.end)
        out.link = outer

    # -- template calls

    def _call(self, pair: Pair) -> None:
        parts = pair.parts()
        written = _COMMENT.sub("", self.source[parts[0][0] : parts[0][2]]).strip().replace("_", " ")
        name = written.casefold().removeprefix("template:").removeprefix("modèle:").strip()
        bare = name.removeprefix("subst:").removeprefix("safesubst:")
        out = self.out
        if self._is_form(name, parts):
            self._form(pair, parts)
        elif bare in templates.USER and len(parts) > 1:
            self._users(pair, parts)
        elif bare in templates.CHARACTERS:
            out.add(templates.CHARACTERS[bare], pair.start, pair.end)
        elif len(parts) == 1 and (word := templates.page_words(self.title).get(bare)) is not None:
            out.add(word, pair.start, pair.end)
        elif bare in templates.LAYOUT:
            out.touched = True
        elif len(parts) > (number := templates.WRAPPERS.get(bare, 99)):
            start, equals, stop = parts[number]
            self._region(equals + 1 if equals >= 0 else start, stop, whole=False)
        else:
            out.stream.banners.append(written)
            self._unknown(pair, parts)

    def _is_form(self, name: str, parts: list[tuple[int, int, int]]) -> bool:
        if name.startswith(("cite", "citation", "#")):
            return False
        known = sum(self.fields(self.source[start:equals].strip()) for start, equals, _ in parts[1:] if equals >= 0)
        return known >= 2 or (known > 0 and name in self.forms)

    def _form(self, pair: Pair, parts: list[tuple[int, int, int]]) -> None:
        out = self.out
        name = _COMMENT.sub("", self.source[parts[0][0] : parts[0][2]]).strip()
        if "\n" in name or "{" in name:  # a name that cannot be one: what stands there is text
            self._region(parts[0][0], parts[0][2])
        out.fence(Edge.CALL, pair.start, parts[0][2])
        out.stream.banners.append(name)
        for start, equals, stop in parts[1:]:
            out.close(start)
            out.begin(LineKind.PARAMETER, start)
            if equals >= 0:
                out.text(start, equals)
            elif not self.source[start:stop].strip():
                out.begin(LineKind.PARAGRAPH, start)
                continue
            out.stream.items.append(Line(LineKind.PARAMETER, tuple(out.runs), start, max(equals, start), 0))
            out.runs = []
            out.begin(LineKind.PARAGRAPH, start)
            out.fresh = out.touched = True
            value = equals + 1 if equals >= 0 else start
            value += len(self.source[value:stop]) - len(self.source[value:stop].lstrip())
            self._region(min(value, stop), stop)
        out.fence(Edge.CALL_END, pair.end, pair.end)
        out.touched = True

    def _users(self, pair: Pair, parts: list[tuple[int, int, int]]) -> None:
        shown = [(start, stop) for start, equals, stop in parts[1:] if equals < 0 and self.source[start:stop].strip()]
        shown += [(at + 1, stop) for start, at, stop in parts[1:] if at >= 0 and self.source[start:at].strip() in ("1", "user", "User")]
        name = self.source[parts[0][0] : parts[0][2]].strip().casefold()
        many = name in ("ping", "reply to", "re", "reply", "yo", "hi", "user-multi")
        for index, (start, stop) in enumerate(shown if many else shown[:1]):
            if index:
                self.out.add(", ", start - 1, start)
            target = _COMMENT.sub("", self.source[start:stop]).strip()
            link = targets.of_title(target if targets.of_title(target).kind is LinkKind.USER else f"User:{target}")
            self.out.add(target, pair.start if index == 0 else start, pair.end if index == 0 else stop, link)
        if not shown:
            self.out.add(self.source[pair.start : pair.end], pair.start, pair.end)

    def _unknown(self, pair: Pair, parts: list[tuple[int, int, int]]) -> None:
        """A template that nobody here knows: a box around other lines is looked into, any other stays as it is written."""
        out = self.out
        boxed = [part for part in parts[1:] if "\n" in self.source[part[0] : part[2]].strip() or self._holds_form(part)]
        if not boxed or not out.fresh:
            out.add(self.source[pair.start : pair.end], pair.start, pair.end)
            return
        out.close(pair.start)
        first = parts[0][2]
        out.add(self.source[pair.start : first] + "}}", pair.start, first)
        for start, equals, stop in parts[1:]:
            out.close(start)
            if equals >= 0 and (start, equals, stop) not in boxed:
                out.text(start, stop)
                continue
            content = equals + 1 if equals >= 0 else start
            content += len(self.source[content:stop]) - len(self.source[content:stop].lstrip(" \t"))
            self._region(content, stop)
        out.close(pair.end)

    def _holds_form(self, part: tuple[int, int, int]) -> bool:
        inner = self.source.find("{{", part[0], part[2])
        pair = self.scan.pairs.get(inner)
        return pair is not None and len(pair.pipes) > 1 and self._is_form("", pair.parts())

    # -- tags

    def _angle(self, start: int, end: int) -> int:
        source, out = self.source, self.out
        if source.startswith("<!--", start):
            out.touched = True
            return self._line_start(end) if out.fresh and not out.runs and out.kind is LineKind.PARAGRAPH else end
        match = _TAG.match(source, start)
        name = match[2].lower() if match else ""
        if match is None or (name not in _INLINE and name not in _BLOCKS and name not in _STRIKES and name not in ("br", "hr", "nowiki")):
            return self._raw(name, start, end)
        closing = bool(match[1])
        if name == "br":
            out.end_line(start, end, hard=True)
            return end
        if name in ("nowiki", "pre") and not closing and end - start > len(name) + 3 and source[end - 2 : end] != "/>":
            return self._raw(name, start, end)
        self._style(name, closing)
        out.touched = True
        if name in _BLOCKS or name in ("li", "dd", "dt"):
            self._block(name, start, end, closing)
        if out.fresh and not out.runs and out.kind is LineKind.PARAGRAPH:
            return self._line_start(end)
        return end

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


