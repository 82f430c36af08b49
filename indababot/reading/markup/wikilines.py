"""Wikitext line by line: what the first characters of a line say."""

import re
from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Callable

from indababot.reading.markup.inline import Line, LineKind
from indababot.reading.markup.scan import Scan, scan
from indababot.reading.markup.stream import Builder, Edge
from indababot.records import Span

COMMENT = re.compile(r"<!--.*?-->", re.S)
_LIST = re.compile(r"([*#:;]+)[ \t]*")
_RULE = re.compile(r"-{4,}")
_TABLE = re.compile(r"[ \t]*(\{\|[^\n]*|\|\}|\|-[^\n]*|\|\+|[|!])")
_ATTRIBUTES = re.compile(
    r"""(?:[ \t]*[\w-]+[ \t]*=[ \t]*(?:"[^"\n]*"|'[^'\n]*'|[^\s|"'\[{]+))+[ \t]*\|(?!\|)|[ \t]*\|(?!\|)"""
)
_ATTRIBUTE = re.compile(r"""[\w-]+[ \t]*=[ \t]*(?:"[^"]*"|'[^']*'|[^\s"']+)""")
_WORD = re.compile(r"[^\W_]{2}")
_REDIRECT = re.compile(r"\s*#(?:REDIRECT|REDIRECTION|تحويل)\b", re.I)
_FIRST = "*#:;=-{|! \t"
"""What a line begins with that is more than text."""
_MARKERS = {"*": LineKind.BULLET, "#": LineKind.NUMBER, ":": LineKind.INDENT, ";": LineKind.TERM}


class LineReader(ABC):
    """Walks the tokens of a page and writes its lines; what stands inside a line is read by :meth:`token`."""

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

    def region(self, start: int, end: int, *, whole: bool = True) -> None:
        """Read the source between two offsets; ``whole``: its first character begins a line."""
        outer, self.end = self.end, end
        tokens, out, source = self.scan.tokens, self.out, self.source
        position = self.line_start(start) if whole else start
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
            if sign in "|!" and not self.beside(first, sign + sign):
                continue  # nothing but text here
            if first > position:
                out.text(position, first - 1 if sign == "\n" and source[first - 1] == "\r" else first)
            position = self.token(sign, first, min(last, end))
            if position > last:
                index = bisect_left(self.starts, position, index)
        out.text(position, end)
        self.end = outer

    def beside(self, start: int, sign: str) -> bool:
        """Whether a further cell of a table's row begins here."""
        if not self.tables or (sign == "!!" and not self.header):
            return False
        return self.out.kind in (LineKind.CELL, LineKind.HEADER_CELL) and self.source.startswith(sign, start)

    def line_start(self, position: int) -> int:
        """Read what the first characters of a line say; where its content begins."""
        sign = self.source[position : position + 1]
        if sign not in _FIRST or not sign or position >= self.end:
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
        self.region(start, colon, whole=False)
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
        line = COMMENT.sub("", self.source[position:stop]).rstrip()
        level = min(len(line) - len(line.lstrip("=")), len(line) - len(line.rstrip("=")), 6)
        if not level or len(line) <= 2 * level:
            return position
        last = self.source.rfind("=", position, stop) + 1 - level
        if last < position + level:
            return position
        self.out.close(position)
        self.out.begin(LineKind.HEADING, position + level, level)
        self.region(position + level, last, whole=False)
        self.out.touched = True
        return last + level

    def _table(self, match: re.Match[str]) -> int:
        mark, start, end = match[1], match.start(1), match.end()
        if mark.startswith("{|"):
            if start in self.scan.pairs:  # ``{{|…`` never gets here; ``{|`` is no pair
                return match.start()
            self.tables += 1
            self.out.fence(Edge.TABLE, start, end)
            self._aside(start + 2, end)
            return end
        if not self.tables:
            return match.start()
        if mark == "|}":
            self.tables -= 1
            self.out.fence(Edge.TABLE_END, start, end)
            return end
        if mark.startswith("|-"):
            self.out.fence(Edge.ROW, start, end)
            self._aside(start + 2, end)
            return end
        if mark == "|+":
            self.out.touched = True
            return end
        self.header = mark == "!"
        return self.cell(start, end)

    def _aside(self, start: int, end: int) -> None:
        """What stands behind a table's or row's mark and is no attribute: no reader sees it."""
        if _WORD.search(_ATTRIBUTE.sub("", self.source[start:end])):
            self.out.stream.asides.append(Span(start, end))

    def cell(self, start: int, end: int) -> int:
        out = self.out
        out.close(start)
        attributes = _ATTRIBUTES.match(self.source, end, self.end)
        content = attributes.end() if attributes else end
        out.begin(LineKind.HEADER_CELL if self.header else LineKind.CELL, content)
        out.fresh = True
        return content

    @abstractmethod
    def token(self, sign: str, start: int, end: int) -> int:
        """Read one token that begins with ``sign``; where reading goes on."""
