"""Which brackets, tags, tables and headings of a text are whole: one linear walk with a stack, and a mask of what is not.

What it has to know of mwparserfromhell: tags bind tighter than braces, and an unclosed one becomes text; a name or target with a line
break or a bracket makes the whole form text; it gives up at 100 levels; a long run of ``=`` recurses; attributes cost most of a tag.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from indababot.wikicode.hidden import TRANSPARENT, WIKITEXT
from indababot.wikicode.mask import HIDDEN, LINE_SIGNS, PLAIN, STRAY, Cover, heading_text
from indababot.wikicode.tags import HTML, VOID

_DEEPEST = 24
"""Forms nested deeper than this are text: MediaWiki stops at 40 templates, the parser at about 33."""
_NEAR = 64
"""So far down the stack a partner is looked for among tags; a page of people has none beyond."""
_FORMS = 8_000
"""So many forms a page may hold; what follows is text. Pages of people hold a few hundred, and each costs the parser up to 0.1 ms."""
_SPARE = 100
"""More than the dearest token costs: an end that was put in is seen where the page holds as many forms as it may."""
LONGEST_MARK = 12
"""List signs beyond these are text."""
_TEXT = dict.fromkeys(map(ord, "{}[]<>|=*#:;-&'!"), PLAIN)
_TOKEN = re.compile(  # Each branch begins with a literal: only so does the search pass over prose at once.
    r"\n|<(?:/?[A-Za-z][A-Za-z0-9]*+(?=[\s/>])(?:[^<>\n]|\n(?![|*#=:;\r\n]))*+>)?|\{\{*|\}\}*|\[\[*|\]\]*|\|{1,64}|!!"
)
_LEADS = "=|!{ \t*#:;-"
"""What says something at the beginning of a line, or may stand before it."""
_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?=[\s/>])")
_LINE = re.compile(r"[ \t]*(?P<mark>\{\||\|\}(?!\}(?!\}))|\|-|\|\+|\|(?!\})|!)")
_INDENTED = re.compile(r":+[ \t]*(?=\{\|)")
_SCHEME = re.compile(
    r"(?:(?:https?|ftps?|ircs?|sftp|ssh|git|svn|nntp|gopher|telnet):)?//[^\s\[\]]|(?:mailto|news|sips?|sms|tel|urn):[^\s\[\]]",
    re.I,
)
_ATTRIBUTES = re.compile(
    r"""(?:[ \t]*[\w-]++[ \t]*=[ \t]*(?:"[^"\n]*"|'[^'\n]*'|[^\s|"'\[{]++))+[ \t]*\|(?!\|)|[ \t]*\|(?!\|)"""
)
_PARAGRAPH_END = re.compile(r"\n(?:\r?\n|[|=]|\{\|)")
_NAME_MARKS = {ord("\n"): " ", **dict.fromkeys(map(ord, "[]<>" + STRAY), PLAIN)}


@dataclass(slots=True)
class Open:
    """A form that waits for its end: where it was opened, and its first and last pipe, -1 where there is none."""

    kind: str
    start: int
    end: int
    pipe: int = -1
    last: int = -1


class Pairing:
    """One walk over a text: which brackets, tags, tables and headings are whole; ``lost`` are those to leave as text."""

    def __init__(self, text: str, leave: Mapping[int, int] | None = None, *, ended: bool = False) -> None:
        self.leave = leave or {}
        self.lost: list[Open] = []
        """What was opened and never closed."""
        self.refused: list[Open] = []
        """What is whole and no form all the same: without a name, or nested too deep."""
        self.waiting: list[Open] = []
        """Those of them that waited at the end of the text."""
        self.calls: list[tuple[int, int]] = []
        """Templates, by start and end."""
        self.cut = len(text)
        """From where on all is text, since the page holds too many forms."""
        cover = Cover(text)
        self.endless = cover.endless
        self.contents = cover.contents
        self.chars, self.set, self.blank = cover.chars, cover.set, cover.blank
        self.text = cover.text
        self.stack: list[Open] = []
        self.kinds = Counter[str]()
        self.budget = _FORMS + (_SPARE if ended else 0)
        self.cell = ""
        """The mark of the cells on this line of a table."""
        self.end = len(text)
        self.handlers: dict[str, Callable[[int, int], int]] = {
            "\n": self._newline,
            "|": self._pipe,
            "!": self._header,
            "<": self._tag,
            "[": self._open_link,
            "]": self._close_link,
            "{": self._open_braces,
            "}": self._close_braces,
        }
        self._walk(0, len(text))

    @property
    def mask(self) -> str:
        """The text with its marks."""
        return "".join(self.chars)

    def _walk(self, position: int, end: int) -> None:
        """Pair what stands between two offsets, and nothing with what is outside."""
        outer = self.stack, self.kinds, self.cell, self.end
        self.stack, self.kinds, self.cell, self.end = [], Counter(), "", end
        text, search, handlers = self.text, _TOKEN.search, self.handlers
        if not position:
            position = self._line(0)
        while self.budget > 0 and (match := search(text, position, end)):
            start, position = match.span()
            if text[start] != "\n" or self.stack or self.cell or text[position : position + 1] in _LEADS:
                position = handlers[text[start]](start, position)
        if self.budget <= 0:
            self.cut = min(self.cut, position)
            self.chars[position:end] = "".join(self.chars[position:end]).translate(_TEXT)
        self.waiting = self.stack[:]
        self._drop(0)
        self.stack, self.kinds, self.cell, self.end = outer

    # Opening and dropping

    def _push(self, kind: str, start: int, end: int) -> None:
        self.budget -= 1
        self.stack.append(Open(kind, start, end))
        self.kinds[kind] += 1

    def _pop(self) -> Open:
        entry = self.stack.pop()
        self.kinds[entry.kind] -= 1
        return entry

    def _drop(self, index: int) -> None:
        """What is open from an index of the stack on never closes: it is text, and its pipes are those of what is around it."""
        while len(self.stack) > index:
            entry = self._pop()
            if entry.kind in ("{", "[[", "{|"):
                self.lost.append(entry)
                self.set(entry.start, entry.end, PLAIN)
            elif entry.kind == "[":
                self.set(entry.start, entry.end, PLAIN)
            elif entry.kind != "=":
                self._stray(entry.start, entry.end)
            self._hand_on(entry)

    def _hand_on(self, entry: Open) -> None:
        if self.stack and entry.pipe >= 0 and self.stack[-1].kind != "{|":
            parent = self.stack[-1]
            parent.pipe = min(parent.pipe, entry.pipe) if parent.pipe >= 0 else entry.pipe
            parent.last = max(parent.last, entry.last)

    def _stray(self, start: int, end: int) -> None:
        self.chars[start] = STRAY
        if end < self.end and self.text[end] in LINE_SIGNS and self._fresh(start):
            self.chars[end - 1] = "\n"

    def _fresh(self, start: int) -> bool:
        return not start or self.chars[start - 1] == "\n"

    def _find(self, kind: str) -> int:
        """The index of the innermost open form of a kind with nothing but tags, links and headings in it; -1 for none."""
        if self.kinds[kind]:
            for index in range(len(self.stack) - 1, max(-1, len(self.stack) - _NEAR), -1):
                if self.stack[index].kind == kind:
                    return index
                if self.stack[index].kind in ("{", "{|"):
                    break
        return -1

    # Lines, headings, tables

    def _newline(self, _: int, position: int) -> int:
        self.cell = ""
        while self.stack and self.stack[-1].kind == "[":
            self._drop(len(self.stack) - 1)
        if self.kinds["="] and (index := self._find("=")) >= 0:
            self._drop(index)
        return self._line(position)

    def _line(self, position: int) -> int:
        """The first characters of a line; where to go on."""
        sign = self.text[position : position + 1]
        if sign and sign in _LEADS:
            self.budget -= 1
            if sign == "=":
                return self._heading(position)
            if sign in "*#:;":
                return self._marks(position)
            if match := _LINE.match(self.text, position, self.end):
                return self._table(match)
        return position

    def _marks(self, start: int) -> int:
        end = start
        while end < self.end and self.text[end] in "*#:;":
            end += 1
        self.budget -= 2 * min(end - start, LONGEST_MARK)
        if (table := _INDENTED.match(self.text, start, self.end)) and table.end() not in self.leave:
            # MediaWiki indents the table; the parser knows one at the start of a line only.
            self.set(start, end, "\n")
            return self._line(end)
        if end > start + LONGEST_MARK:
            self.set(start + LONGEST_MARK, end, PLAIN)
        return end

    def _heading(self, start: int) -> int:
        stop = self._line_end(start)
        line = self.text[start:stop].rstrip(" \t\r" + HIDDEN)
        lead = len(line) - len(line.lstrip("="))
        trail = len(line) - len(line.rstrip("="))
        level = min((lead - 1) // 2 if lead == len(line) else min(lead, trail), 6)
        if not level:
            if lead > 1 or not self.stack or self.stack[-1].kind != "{":
                self.set(start, start + lead, PLAIN)
            return start + lead
        first, last = start + level, start + len(line) - level
        self.chars[first:last] = heading_text(self.text[first:last])
        self._push("=", start, first)
        return first

    def _line_end(self, start: int) -> int:
        stop = self.text.find("\n", start, self.end)
        return self.end if stop < 0 else stop

    def _table(self, match: re.Match[str]) -> int:
        mark, start, end = match["mark"], match.start("mark"), match.end("mark")
        if mark == "{|":
            stop = self._line_end(start)
            if stop == len(self.text) or start in self.leave:
                self.chars[start] = PLAIN
                return start + 1
            self._push(mark, start, end)
            self.set(end, stop, " ")
            return stop
        index = self._find("{|")
        if index < 0:
            return match.start("mark")
        self._drop(index + 1)
        if mark == "|}":
            self._accept(self._pop(), start, end)
            return end
        if mark == "|-":
            stop = self._line_end(start)
            self.set(end, stop, " ")
            return stop
        if mark == "|+":
            self.chars[start + 1] = HIDDEN
        self.cell = mark[0]
        return self._cell(end)

    def _cell(self, position: int) -> int:
        """Where a cell's content begins: after its attributes."""
        self.budget -= 1
        match = _ATTRIBUTES.match(self.text, position, self.end)
        if match:
            self.set(position, match.end(), HIDDEN)
        return match.end() if match else position

    def _pipe(self, start: int, end: int) -> int:
        if (index := self._find("{|")) >= 0 and not self._crosses(index):
            if self.cell and end - start > 1:
                self._drop(index + 1)
                return self._cell(start + 2)
            self.set(start, end, PLAIN)
        elif self.stack and self.stack[-1].kind != "{|":
            top = self.stack[-1]
            self.budget -= end - start
            top.pipe = start if top.pipe < 0 else top.pipe
            top.last = end - 1
        return end

    def _header(self, start: int, end: int) -> int:
        index = self._find("{|")
        if index < 0 or self._crosses(index):
            return end
        if self.cell == "!":
            self._drop(index + 1)
            return self._cell(end)
        self.set(start, end, PLAIN)
        return end

    # Tags

    def _tag(self, start: int, end: int) -> int:
        match = _NAME.match(self.text, start, end)
        name = match[1].lower() if match else ""
        if start in self.contents:
            inner, inner_end, end = self.contents[start]
            if name in WIKITEXT:
                self._walk(inner, inner_end)
            return end
        if match is None or (name not in HTML and name not in TRANSPARENT):
            self.chars[start] = PLAIN
            return match.end() if match else end
        self.blank(match.end(), end)
        if self.text[start + 1] != "/":
            self.budget -= 1
            if name in VOID or self.text[end - 2] == "/":
                return end
            self._push(name, start, end)
        elif (index := self._find(name)) >= 0 and not self._crosses(index):
            self._drop(index + 1)
            self._close_tag(self._pop(), start, end)
        else:
            self._stray(start, end)
        return self._line(end) if self.text.startswith(("=", "{|"), end) and self._fresh(start) else end

    def _crosses(self, index: int) -> bool:
        """Whether a link or heading is open inside of what is at an index of the stack."""
        return any(entry.kind in ("[[", "=") for entry in self.stack[index + 1 :])

    def _close_tag(self, entry: Open, start: int, end: int) -> None:
        """A tag in a template's value that holds one of the template's pipes is whole for nobody."""
        divided = entry.pipe >= 0 and self.kinds["{"]
        if divided or len(self.stack) > _DEEPEST:
            self._stray(entry.start, entry.end)
            self._stray(start, end)
            self._hand_on(entry)

    # Brackets and braces

    def _open_link(self, start: int, end: int) -> int:
        count = end - start
        external = _SCHEME.match(self.text, end, self.end)
        width = 1 if external else min(count, 2)
        self.set(start, end - width, PLAIN)
        if external:
            self._push("[", end - 1, end)
        elif width == 1 or end - 2 in self.leave:
            self.set(end - width, end, PLAIN)
        else:
            self._push("[[", end - 2, end)
        return end

    def _close_link(self, start: int, end: int) -> int:
        if self.stack and self.stack[-1].kind == "[":
            self._accept(self._pop(), start, start + 1)
            return start + 1
        index = self._find("[[") if end - start > 1 else -1
        if index < 0:
            self.set(start, end, PLAIN)
            return end
        self._drop(index + 1)
        entry = self._pop()
        title = self.text[entry.end : entry.pipe if entry.pipe >= 0 else start]
        broken = any(sign in title for sign in "\n[]") or not title.strip() or len(self.stack) > _DEEPEST
        if broken or _PARAGRAPH_END.search(self.text, entry.end, start):
            self.set(entry.start, entry.end, PLAIN)
            self.set(start, start + 2, PLAIN)
            (self.refused if broken else self.lost).append(entry)
        elif ">" in title or "<" in title:
            self._name(entry.end, entry.end + len(title))
        return start + 2

    def _open_braces(self, start: int, end: int) -> int:
        start_at = self.leave.get(start, start)
        self.set(start, start_at, PLAIN)
        if end - start_at < 2:
            self.set(start_at, end, PLAIN)
        else:
            self._push("{", start_at, end)
        return end

    def _close_braces(self, start: int, end: int) -> int:
        while end - start >= 2 and self.kinds["{"]:
            while self.stack[-1].kind != "{":
                self._drop(len(self.stack) - 1)
            entry = self.stack[-1]
            width = min(3, end - start, entry.end - entry.start)
            self._call(entry, start, width)
            start += width
            entry.end -= width
            entry.pipe = entry.last = -1
            if entry.end - entry.start < 2:
                self.set(entry.start, entry.end, PLAIN)
                self._pop()
        self.set(start, end, PLAIN)
        return end

    def _call(self, entry: Open, start: int, width: int) -> None:
        name_end = entry.pipe if entry.pipe >= 0 else start
        name = self.text[entry.end : name_end]
        if not name.strip() or len(self.stack) > _DEEPEST:
            self.set(entry.end - width, entry.end, PLAIN)
            self.set(start, start + width, PLAIN)
            self.refused.append(Open("{", entry.start, entry.end))
            return
        self._name(entry.end, name_end)
        if width == 2:
            self.calls.append((entry.end - 2, start + 2))

    def _name(self, start: int, end: int) -> None:
        """Brackets and line breaks in a name or title make the parser refuse the whole form."""
        name = "".join(self.chars[start:end]).replace(HIDDEN + "\n", HIDDEN * 2)
        self.chars[start:end] = name.translate(_NAME_MARKS)

    def _accept(self, entry: Open, start: int, end: int) -> None:
        if len(self.stack) > _DEEPEST:
            self.set(entry.start, entry.end, PLAIN)
            self.set(start, end, PLAIN)
            self.refused.append(entry)
