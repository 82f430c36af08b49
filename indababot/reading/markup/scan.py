"""One linear pass over wikitext: where its tokens are, and which brackets belong together.

A parser library would give a tree without positions, drop what follows a NUL, turn an unclosed template into text, and try again
and again where brackets are unbalanced. A page that people fill in by hand has all of that, so this scan keeps a stack instead:
every character is looked at once, a bracket without a partner stays text, and an unclosed template still knows its parameters.
"""

import re
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r"<!--|</?[A-Za-z](?:[^<>\n]|\n(?![|*#=:;\r\n]))*+>|\{\{+|\}\}+|\[\[|\]\]|\[(?=(?:https?:|ftp:|mailto:)?//[^\s\[\]]|mailto:[^\s\[\]])|\]"
    r"|''+|\n|\||=|!!|&#?[A-Za-z0-9]+;|__[A-Z]+__|https?://[^\s<>\[\]{}|\"]+|\x00"
)
# Tags whose content is no wikitext: what stands in them is shown, or used, as it is.
_RAW_TAG = re.compile(
    r"<(nowiki|pre|math|chem|syntaxhighlight|source|score|templatedata|timeline|hiero)(?:\s[^<>]*)?>", re.I
)
_HEADING = re.compile(r"\n=[^\n]*=[ \t]*(?=\r?\n|\Z)")
_MAX_DEPTH = 60
"""Brackets nested deeper than this are text: MediaWiki itself stops at 40 templates."""


@dataclass(slots=True)
class Pair:
    """Brackets that belong together: ``{{…}}``, ``{{{…}}}``, ``[[…]]`` or ``[address …]``.

    ``start`` and ``end`` are offsets of the whole, ``width`` is the length of one bracket (0 at the end where the pair is ``unclosed``).
    ``pipes`` are the offsets of its own pipes, ``equals`` the first equals sign of each part, -1 where there is none.
    """

    bracket: str
    start: int
    end: int
    width: int
    pipes: list[int] = field(default_factory=list)
    equals: list[int] = field(default_factory=lambda: [-1])
    unclosed: bool = False

    @property
    def inner_end(self) -> int:
        """Where the content ends."""
        return self.end if self.unclosed else self.end - self.width

    def parts(self) -> list[tuple[int, int, int]]:
        """Start, first equals sign or -1, and end of each part between the pipes; the first is the name or target."""
        starts = [self.start + self.width, *(pipe + 1 for pipe in self.pipes)]
        return list(zip(starts, self.equals, [*self.pipes, self.inner_end], strict=True))


@dataclass(slots=True)
class Scan:
    """A page's tokens as ``(start, end)`` in order, its pairs by their start, and the brackets that have no partner.

    Closing brackets and equals signs are no tokens: their pairs know them, and alone they are text.
    """

    tokens: list[tuple[int, int]]
    pairs: dict[int, Pair]
    unclosed: list[tuple[int, int]]
    """Where unclosed brackets, comments and nowiki tags stand, with the word behind them."""


@dataclass(slots=True)
class _Open:
    bracket: str
    start: int
    count: int
    pipes: list[int] = field(default_factory=list)
    equals: list[int] = field(default_factory=lambda: [-1])


def scan(text: str) -> Scan:
    """The tokens of a page and the pairs among its brackets."""
    return _Scanner(text).run()


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[tuple[int, int]] = []
        self.pairs: dict[int, Pair] = {}
        self.stack: list[_Open] = []
        self.lost: list[_Open] = []
        self.endless: dict[str, int] = {}

    def run(self) -> Scan:
        text, search, add, stack = self.text, _TOKEN.search, self.tokens.append, self.stack
        match = search(text)
        while match:
            start, end = match.span()
            first = text[start]
            if first == "=":
                if stack and stack[-1].equals[-1] < 0:
                    stack[-1].equals[-1] = start
            elif first in "}]":
                if stack:
                    end = self._close(start, end)
            else:
                if first in "<{[" or (stack and first in "|\n"):
                    end = self._other(first, start, end)
                add((start, end))
            match = search(text, end)
        self.lost += [entry for entry in stack if entry.bracket != "["]
        self._mend()
        marks = [(entry.start, entry.bracket) for entry in self.lost] + [
            (at, name) for name, at in self.endless.items()
        ]
        return Scan(self.tokens, self.pairs, [self._named(at) for at, _ in sorted(marks)])

    def _other(self, first: str, start: int, end: int) -> int:
        """A token that opens something, divides a pair, or ends a line; its end."""
        if first == "<":
            return self._hidden(start, end)
        if first == "|":
            self.stack[-1].pipes.append(start)
            self.stack[-1].equals.append(-1)
        elif first == "\n":
            if self.stack[-1].bracket[0] == "[":
                self._line_end(end)
        elif len(self.stack) < _MAX_DEPTH:
            self.stack.append(_Open(self.text[start : min(end, start + 2)], start, end - start))
        return end

    def _line_end(self, end: int) -> None:
        """No address crosses a line, no link a blank line or a row: what is open there has lost its end."""
        while self.stack and self.stack[-1].bracket == "[":
            self.stack.pop()
        blank = self.text.startswith(("\n", "\r\n", "|", "=", "{|"), end)
        while blank and self.stack and self.stack[-1].bracket == "[[":
            entry = self.stack.pop()
            self.lost.append(entry)
            if self.stack:
                self._hand_on(entry, self.stack[-1])

    def _hidden(self, start: int, end: int) -> int:
        """The end of a comment or of a tag whose content is no wikitext; else the tag's own end."""
        if self.text.startswith("<!--", start):
            closing = -1 if "<!--" in self.endless else self.text.find("-->", end)
            if closing >= 0:
                return closing + 3
            self.endless.setdefault("<!--", start)
            return end
        tag = _RAW_TAG.match(self.text, start)
        if tag is None or tag[0].endswith("/>"):
            return end
        name = tag[1].lower()
        close = None if name in self.endless else re.compile(rf"</{name}\s*>", re.I).search(self.text, end)
        if close is None:
            self.endless.setdefault(name, start)
            return end
        return close.end()

    def _close(self, start: int, end: int) -> int:
        """Pair closing brackets with the open ones; the end of what was used, or of the token where nothing was."""
        sign = self.text[start]
        if sign == "]":
            return self._close_link(start, end)
        left = end - start
        at = start
        while left >= 2:
            index = next(
                (i for i in range(len(self.stack) - 1, -1, -1) if self.stack[i].bracket == "{{"), None
            )
            if index is None:
                break
            self._drop_above(index)
            entry = self.stack[index]
            width = 3 if min(left, entry.count) >= 3 else 2
            opened = entry.start + entry.count - width
            at += width
            left -= width
            self.pairs[opened] = Pair("{" * width, opened, at, width, entry.pipes, entry.equals)
            entry.count -= width
            entry.pipes, entry.equals = [], [-1]
            if entry.count < 2:
                self.stack.pop()
        return end

    def _close_link(self, start: int, end: int) -> int:
        top = self.stack[-1]
        if end - start == 2 and top.bracket == "[":
            # ``[http://x label]]``: the first bracket ends the link, unless a ``[[`` around it waits for both.
            return self._close_external(start)
        if end - start == 1:
            return self._close_external(start) if top.bracket == "[" else end
        if top.bracket == "[[":
            self.stack.pop()
            self.pairs[top.start] = Pair("[[", top.start, end, 2, top.pipes, top.equals)
        return end

    def _close_external(self, start: int) -> int:
        top = self.stack.pop()
        self.pairs[top.start] = Pair("[", top.start, start + 1, 1, [], [-1])
        return start + 1

    def _drop_above(self, index: int) -> None:
        """Brackets that never closed inside a template that does: they are text, and their pipes are the template's."""
        for entry in self.stack[index + 1 :]:
            self._hand_on(entry, self.stack[index])
            if entry.bracket != "[":
                self.lost.append(entry)
        del self.stack[index + 1 :]

    @staticmethod
    def _hand_on(entry: _Open, parent: _Open) -> None:
        if parent.equals[-1] < 0:
            parent.equals[-1] = entry.equals[0]
        parent.pipes += entry.pipes
        parent.equals += entry.equals[1:]

    def _mend(self) -> None:
        """An unclosed template that begins a line and has parameters ends before the next heading, or with the page."""
        for index, entry in enumerate(self.stack):
            if entry.bracket != "{{" or not _begins_line(self.text, entry.start):
                continue
            for inner in self.stack[index + 1 :]:
                self._hand_on(inner, entry)
            if max(entry.equals) < 0:
                continue
            heading = _HEADING.search(self.text, entry.start)
            end = heading.start() if heading else len(self.text)
            start = entry.start + entry.count - 2
            if self._mend_inner(entry, start):
                return
            kept = sum(pipe < end for pipe in entry.pipes)
            equals = [at if at < end else -1 for at in entry.equals[: kept + 1]]
            self.pairs[start] = Pair("{{", start, end, 2, entry.pipes[:kept], equals, unclosed=True)
            return

    def _mend_inner(self, entry: _Open, start: int) -> bool:
        """``{{Form|user={{u|A`` + line + ``|type=…}}``: the end that the inner call took is the form's."""
        for pair in list(self.pairs.values()):
            if pair.bracket != "{{" or pair.start <= entry.start or _begins_line(self.text, pair.start):
                continue
            first = next(
                (
                    i
                    for i, pipe in enumerate(pair.pipes)
                    if _begins_line(self.text, pipe) and pair.equals[i + 1] >= 0
                ),
                None,
            )
            if first is None or any(pipe > pair.end for pipe in entry.pipes):
                continue
            stop = len(self.text[: pair.pipes[first]].rstrip())
            self.pairs[pair.start] = Pair(
                "{{", pair.start, stop, 2, pair.pipes[:first], pair.equals[: first + 1], unclosed=True
            )
            self.lost[:] = [lost for lost in self.lost if lost is not entry] + [_Open("{{", pair.start, 2)]
            pipes, equals = entry.pipes + pair.pipes[first:], entry.equals + pair.equals[first + 1 :]
            self.pairs[start] = Pair("{{", start, pair.end, 2, pipes, equals)
            return True
        return False

    def _named(self, at: int) -> tuple[int, int]:
        match = re.compile(r"[\[{<!-]+[^\n|\]}<>]{0,80}").match(self.text, at)
        return (at, at + len(match[0].rstrip())) if match else (at, at + 2)


def _begins_line(text: str, at: int) -> bool:
    return not text[text.rfind("\n", 0, at) + 1 : at].strip()
