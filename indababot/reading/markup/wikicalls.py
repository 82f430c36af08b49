"""Template calls in wikitext: forms, accounts, characters, boxes, and those that nobody here knows."""

import re

from indababot.reading.markup import targets, templates
from indababot.reading.markup.inline import Line, LineKind, LinkKind
from indababot.reading.markup.scan import Pair
from indababot.reading.markup.stream import Banner, Edge
from indababot.reading.markup.wikilines import COMMENT, LineReader
from indababot.records import Span

_LONGEST_VALUE = 80
_NO_NAME = re.compile(r"[\n{}\[\]<>]")
_CELL = re.compile(
    r"(?:(?P<label>label|libellé|header|field|key|rótulo)|data|donnée|value|valeur|text|dados)\s?(?P<number>\d{1,3})",
    re.I,
)
_TIME = re.compile(r"\d:\d\d|\b\d{4}\b")


class CallReader(LineReader):
    """Reads template calls."""

    def call(self, pair: Pair) -> None:
        parts = pair.parts()
        written = COMMENT.sub("", self.source[parts[0][0] : parts[0][2]]).strip().replace("_", " ")
        name = written.casefold().removeprefix("template:").removeprefix("modèle:").strip()
        bare = name.removeprefix("subst:").removeprefix("safesubst:")
        out = self.out
        if self._is_form(name, parts):
            self._form(pair, parts)
        elif len(cells := self._cells(parts)) > 1:
            self._infobox(pair, parts, cells)
        elif bare in templates.USER and len(parts) > 1:
            self._users(pair, parts)
        elif bare in templates.UNSIGNED and len(parts) > 1:
            self._unsigned(pair, parts)
        elif bare in templates.CHARACTERS:
            out.add(templates.CHARACTERS[bare], pair.start, pair.end)
        elif len(parts) == 1 and (word := templates.page_words(self.title).get(bare)) is not None:
            out.add(word, pair.start, pair.end)
        elif bare in templates.LAYOUT:
            out.touched = True
        elif len(parts) > (number := templates.WRAPPERS.get(bare, len(parts))):
            start, equals, stop = parts[number]
            self.region(equals + 1 if equals >= 0 else start, stop, whole=False)
        else:
            self._banner(written, pair, parts)
            self._unknown(pair, parts)

    def _banner(self, name: str, pair: Pair, parts: list[tuple[int, int, int]]) -> None:
        """Remember a template: its name or a parameter may tell the status."""
        values = [self.source[max(start, equals + 1) : stop].strip() for start, equals, stop in parts[1:9]]
        short = tuple(value for value in values if value and len(value) <= _LONGEST_VALUE)
        self.out.stream.banners.append(Banner(name, short, pair.start, pair.end))

    def _is_form(self, name: str, parts: list[tuple[int, int, int]]) -> bool:
        if name.startswith(("cite", "citation", "#")):
            return False
        known = sum(
            self.fields(self.source[start:equals].strip()) for start, equals, _ in parts[1:] if equals >= 0
        )
        return known >= 2 or (known > 0 and name in self.forms)

    def _form(self, pair: Pair, parts: list[tuple[int, int, int]]) -> None:
        out = self.out
        name = COMMENT.sub("", self.source[parts[0][0] : parts[0][2]]).strip()
        first = self.source[parts[0][0] : parts[0][2]]
        if len(first) - len(first.lstrip()) and "\n" in first[: len(first) - len(first.lstrip())]:
            out.stream.asides.append(Span(parts[0][0], parts[0][2]))
        if _NO_NAME.search(name):  # what stands there is text
            self.region(parts[0][0], parts[0][2])
            out.close(parts[0][2])
        out.fence(Edge.CALL, pair.start, parts[0][2])
        self._banner(name, pair, [])
        for start, equals, stop in parts[1:]:
            out.close(start)
            out.begin(LineKind.PARAMETER, start)
            if equals >= 0:
                out.text(start, equals)
            elif not self.source[start:stop].strip():
                out.begin(LineKind.PARAGRAPH, start)
                continue
            self._value(start, equals, equals + 1 if equals >= 0 else start, stop)
        out.fence(Edge.CALL_END, pair.end, pair.end)
        out.touched = True

    def _cells(self, parts: list[tuple[int, int, int]]) -> dict[str, tuple[int, int]]:
        """The numbers of the rows in a call of an infobox: ``label1=`` and ``data1=``, as places in its parts."""
        found: dict[str, dict[str, int]] = {}
        for place, (start, equals, _) in enumerate(parts):
            named = _CELL.fullmatch(self.source[start:equals].strip()) if equals >= 0 else None
            if named:
                found.setdefault(named["number"], {})["label" if named["label"] else "data"] = place
        return {number: (row["label"], row["data"]) for number, row in found.items() if len(row) == 2}

    def _infobox(
        self, pair: Pair, parts: list[tuple[int, int, int]], cells: dict[str, tuple[int, int]]
    ) -> None:
        out = self.out
        used = {place for row in cells.values() for place in row}
        for place, (start, _, stop) in enumerate(parts[1:], 1):
            if place not in used:
                out.close(start)
                out.text(start, stop)
        out.fence(Edge.CALL, pair.start, parts[0][2])
        self._banner(self.source[parts[0][0] : parts[0][2]].strip(), pair, [])
        for label, data in cells.values():
            out.close(parts[label][0])
            out.begin(LineKind.PARAMETER, parts[label][0])
            start = parts[label][1] + 1
            named = self.source[start : parts[label][2]]
            end = start + len(named.rstrip())
            start += len(named) - len(named.lstrip())
            self.region(min(start, end), end, whole=False)
            self._value(min(start, end), end, parts[data][1] + 1, parts[data][2])
        out.fence(Edge.CALL_END, pair.end, pair.end)
        out.touched = True

    def _value(self, start: int, end: int, value: int, stop: int) -> None:
        """A parameter's name, whose runs have been read, and its value."""
        out = self.out
        out.stream.items.append(Line(LineKind.PARAMETER, tuple(out.runs), start, max(end, start), 0))
        out.runs = []
        out.begin(LineKind.PARAGRAPH, value)
        out.fresh = out.touched = True
        value += len(self.source[value:stop]) - len(self.source[value:stop].lstrip())
        self.region(min(value, stop), stop)

    def _users(self, pair: Pair, parts: list[tuple[int, int, int]]) -> None:
        shown = [
            (start, stop)
            for start, equals, stop in parts[1:]
            if equals < 0 and self.source[start:stop].strip()
        ]
        shown += [
            (at + 1, stop)
            for start, at, stop in parts[1:]
            if at >= 0 and self.source[start:at].strip() in ("1", "user", "User")
        ]
        name = self.source[parts[0][0] : parts[0][2]].strip().casefold()
        many = name in ("ping", "reply to", "re", "reply", "yo", "hi", "user-multi")
        for index, (start, stop) in enumerate(shown if many else shown[:1]):
            if index:
                self.out.add(", ", start - 1, start)
            target = COMMENT.sub("", self.source[start:stop]).strip()
            link = targets.of_title(
                target if targets.of_title(target).kind is LinkKind.USER else f"User:{target}"
            )
            self.out.add(target, pair.start if index == 0 else start, pair.end if index == 0 else stop, link)
        used = set(shown if many else shown[:1])
        for start, equals, stop in parts[1:]:
            if equals >= 0 and self.fields(self.source[start:equals].strip()):
                self.out.text(start - 1, stop)  # the call lost its end: a field of the form got into it
            elif not used & {(start, stop), (equals + 1, stop)}:
                self.out.stream.asides.append(Span(start, stop))
        if not shown:
            self.out.add(self.source[pair.start : pair.end], pair.start, pair.end)

    def _unsigned(self, pair: Pair, parts: list[tuple[int, int, int]]) -> None:
        """The signature that somebody else added: shown as MediaWiki's own, the account and then the time."""
        shown = [(max(start, equals + 1), stop) for start, equals, stop in parts[1:]]
        shown.sort(key=lambda place: _TIME.search(self.source, *place) is not None)
        for index, (start, stop) in enumerate(shown):
            text = self.source[start:stop].strip()
            if not text:
                continue
            link = None if index or _TIME.search(text) else targets.of_title(f"User:{text}")
            self.out.add(f" {text}" if index else text, pair.start, pair.end, link)

    def _unknown(self, pair: Pair, parts: list[tuple[int, int, int]]) -> None:
        """A template that nobody here knows: a box around other lines is looked into, any other stays as it is written."""
        out = self.out
        boxed = [
            part
            for part in parts[1:]
            if "\n" in self.source[part[0] : part[2]].strip() or self._holds_form(part)
        ]
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
            if self.source[start:equals].strip().casefold() not in templates.CONTENT and equals >= 0:
                out.text(start, equals)
                out.close(equals)
            self.region(content, stop)
        out.close(pair.end)

    def _holds_form(self, part: tuple[int, int, int]) -> bool:
        inner = self.source.find("{{", part[0], part[2])
        pair = self.scan.pairs.get(inner)
        return pair is not None and len(pair.pipes) > 1 and self._is_form("", pair.parts())
