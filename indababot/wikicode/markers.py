"""The exact finder of markers: which template calls of a page are alive, as MediaWiki's preprocessor sees it, in one pass and linear time.

It follows the preprocessor's rules for comments, tags whose content is not wikitext, braces, links and headings; what is left open at the
end of the page is plain text, and what was closed inside it is not. mwparserfromhell is not exact here: on hostile pages it sees calls that
MediaWiki does not, and a bot that believes it would write into the wrong place.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from indababot.records import Span
from indababot.wikicode.hidden import OPAQUE, TRANSPARENT, WIKITEXT, Hiding, opener

_HALVES = "|".join(sorted(WIKITEXT | TRANSPARENT))
_TOKEN = re.compile(
    rf"(?P<hidden>{opener(OPAQUE).pattern})|<(?P<half>/?(?:{_HALVES}))(?=[\s/>])"
    r"|(?P<open>\{\{+|\[\[+)|(?P<shut>\}{1,3}|\]{1,2})|(?P<pipe>\|+)|(?P<line>\n=*)|(?P<equals>=+)",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_NAME_LIMIT = 300
"""A name with more characters than this before its first pipe is none of ours."""


@dataclass(frozen=True, slots=True)
class Template:
    """A template call.

    ``line`` is 1-based. ``context`` names the tag and the link or braces that it stands in: two calls with
    the same context can be cut apart without cutting one of those.
    """

    name: str
    arguments: tuple[tuple[str, str], ...]
    span: Span
    line: int
    inside_template: bool
    context: tuple[int, int]


@dataclass(slots=True)
class _Open:
    """Braces, brackets or the start of a heading that wait for their end."""

    char: str
    count: int
    start: int
    pipes: list[int] = field(default_factory=list)
    equals: dict[int, int] = field(default_factory=dict)
    """Where an argument's name ends, by the argument's number."""

    @property
    def awaits_equals(self) -> bool:
        """It is in an argument that may still turn out to have a name."""
        return self.char == "{" and bool(self.pipes) and len(self.pipes) not in self.equals


class _Closed(NamedTuple):
    """Something between braces (``size`` 2: a template, 3: a parameter) or brackets."""

    start: int
    end: int
    char: str
    size: int
    pipes: tuple[int, ...]
    equals: Mapping[int, int]


def mentions(text: str, word: str) -> bool:
    """Whether a word stands in a text, if need be with comments inside it. Quick: where it does not, no call has it in its name."""
    return word in text or ("<!--" in text and word in _COMMENT.sub("", text))


def templates(text: str, wanted: Callable[[str], object]) -> Iterator[Template]:
    """The calls whose name is wanted, in order of their place."""
    scan = _Scan(text)
    scan.run()
    around = sorted(scan.closed, key=lambda item: item.start)
    stack: list[_Closed] = []  # what stands around the item, since all that is closed nests well
    braces = position = 0
    line = 1
    for item in around:
        while stack and stack[-1].end <= item.start:
            braces -= stack.pop().char == "{"
        if item.char == "{" and item.size == 2 and wanted(name := scan.name(item)):
            line += text.count("\n", position, item.start)
            position = item.start
            context = (stack[-1].start if stack else -1, scan.tag_at(item.start))
            span = Span(item.start, item.end)
            yield Template(name, tuple(scan.arguments(item)), span, line, braces > 0, context)
        stack.append(item)
        braces += item.char == "{"


class _Scan:
    """One pass over a text: what was closed, and which tags are open where."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.closed: list[_Closed] = []
        self._stack: list[_Open] = []
        self._tags: list[tuple[str, int]] = []
        self._open_tags: Counter[str] = Counter()
        self._changes: list[tuple[int, int]] = [(-1, -1)]
        self._hiding = Hiding(text)

    def run(self) -> None:
        """Walks over the text from one thing that matters to the next."""
        position = 0
        if self.text.startswith("="):
            self._stack.append(_Open("\n", 1, 0))
        while match := _TOKEN.search(self.text, position):
            position = self._step(match)

    def name(self, item: _Closed) -> str:
        """The name as written, without comments; empty where it is far too long or made by another
        template.
        """
        end = item.pipes[0] if item.pipes else item.end - 2
        if end - item.start > _NAME_LIMIT or self.text.startswith("{", item.start + 2):
            return ""
        return _COMMENT.sub("", self.text[item.start + 2 : end])

    def arguments(self, item: _Closed) -> Iterator[tuple[str, str]]:
        """Names and values, stripped; one without a name has its number, as MediaWiki counts them."""
        unnamed = 0
        for index, (start, end) in enumerate(pairwise((*item.pipes, item.end - 2)), start=1):
            equals = item.equals.get(index)
            value = _bare(self.text[(start if equals is None else equals) + 1 : end])
            if equals is None:
                unnamed += 1
                yield str(unnamed), value
            else:
                yield _bare(self.text[start + 1 : equals]), value

    def tag_at(self, position: int) -> int:
        """Where the innermost tag begins that is open at a place; -1 where none is."""
        return self._changes[bisect_right(self._changes, (position, len(self.text))) - 1][1]

    def _step(self, match: re.Match[str]) -> int:
        """Takes in one thing, and says where to go on."""
        kind = match.lastgroup
        if kind == "hidden":
            return self._hidden(match)
        if kind == "shut":
            return self._shut(match)
        if kind == "half":
            self._half(match)
        elif kind == "open":
            self._stack.append(_Open(match[0][0], len(match[0]), match.start()))
        elif kind == "line":
            self._line(match)
        elif kind == "equals":
            self._equals(match.start())
        elif self._stack:
            self._stack[-1].pipes.extend(range(*match.span()))
        return match.end()

    def _hidden(self, match: re.Match[str]) -> int:
        """A comment, which hides the rest of the page where nothing closes it, or a tag whose content is no wikitext; such a tag that
        nothing closes is plain text, and what follows is alive.
        """
        found = self._hiding.at(match)
        if found is None:
            return match.end()
        return len(self.text) if found.name == "!--" and not found.closed else found.end

    def _half(self, match: re.Match[str]) -> None:
        """A tag around wikitext: only which one is open matters."""
        tag = match["half"].lower()
        closes = tag.removeprefix("/")
        if closes == tag:
            end = self.text.find(">", match.end(), match.end() + 200)
            if end > 0 and self.text[end - 1] == "/":
                return
            self._tags.append((tag, match.start()))
            self._open_tags[tag] += 1
        elif self._open_tags[closes]:
            last = ""
            while last != closes:
                last = self._tags.pop()[0]
                self._open_tags[last] -= 1
        self._changes.append((match.start(), self._tags[-1][1] if self._tags else -1))

    def _shut(self, match: re.Match[str]) -> int:
        """Closes what was opened last, three braces before two; the rest of the run is looked at again."""
        char = "{" if match[0][0] == "}" else "["
        if not self._stack or self._stack[-1].char != char:
            return match.end()
        top = self._stack[-1]
        count = min(len(match[0]), top.count)
        size = min(count, 3 if char == "{" else 2)
        if size < 2:
            return match.start() + count
        start = top.start + top.count - size
        self.closed.append(_Closed(start, match.start() + size, char, size, tuple(top.pipes), top.equals))
        self._stack.pop()
        if top.count - size >= 2:
            self._stack.append(_Open(char, top.count - size, top.start))
        return match.start() + size

    def _line(self, match: re.Match[str]) -> None:
        """A line's end closes a heading, and ``=`` after it may open one."""
        if self._stack and self._stack[-1].char == "\n":
            self._stack.pop()
        level = len(match[0]) - 1
        if level == 1 and self._stack and self._stack[-1].awaits_equals:
            self._equals(match.start() + 1)
        elif level:
            self._stack.append(_Open("\n", level, match.start()))

    def _equals(self, position: int) -> None:
        """The first ``=`` of an argument ends its name."""
        if self._stack and self._stack[-1].awaits_equals:
            self._stack[-1].equals[len(self._stack[-1].pipes)] = position


def _bare(text: str) -> str:
    """A text without its comments and the blanks around it."""
    return (_COMMENT.sub("", text) if "<" in text else text).strip()
