"""Markup that is opened and never closed, found in one walk over a page's wikitext."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from indababot.lexicon.namespaces import Namespace, namespace

_OPAQUE = ("nowiki", "pre", "syntaxhighlight", "math")
"""Tags whose inside is no markup; an unclosed one swallows the rest of the page."""

# Each alternative begins with a plain character, so that the search runs over text at full speed. Most markup is whole at one
# glance, and has no group.
_TOKEN = re.compile(
    rf"<(?P<comment>!--)|<(?P<tag>(?i:{'|'.join(_OPAQUE)}|ref|gallery)\b)[^<>]*(?<!/)>"
    r"|\[\[[^\[\]{}<]*\]\](?!\])|\{\{[^\[\]{}<]*\}\}(?!\})"
    r"|\{(?P<open>\{+)|\}(?P<close>\}+)|\[(?P<link>\[)|\](?P<unlink>\])"
    r"|\{(?P<table>\|)|\|(?P<untable>\})(?!\})"
)
_BEFORE_TABLE = " \t:*#"
_QUOTES = re.compile(r"'{2,}")
_LINE = re.compile(r"[^\r\n]+")


class Unclosed(NamedTuple):
    """Markup without its end: what was opened, where, and where its missing end belongs if that is certain."""

    opened: str
    start: int
    end: int
    insert_at: int | None = None
    missing: str = ""


@dataclass(slots=True)
class _Open:
    kind: str
    start: int
    count: int


def unclosed(text: str) -> list[Unclosed]:
    """All markup of a page that has no end, in the order of the page."""
    stack = _Stack()
    found: list[Unclosed] = []
    endless: set[str] = set()
    covered: list[tuple[int, int]] = []
    position = 0
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind is None or match.start() < position:
            continue
        if kind in ("comment", "tag"):
            end = _swallowed(text, match, endless)
            if end is None:
                found.append(Unclosed(match.group(), match.start(), match.end()))
                if (match["tag"] or "").lower() not in ("ref", "gallery"):
                    position = len(text)
            elif (match["tag"] or "").lower() not in ("ref", "gallery"):
                covered.append((match.start(), end))
                position = end
        elif kind not in ("table", "untable") or _begins_line(text, match.start()):
            found.extend(_step(stack, kind, match))
    found.extend(_told(entry) for entry in stack.entries)
    found = _with_ends(text, [one for one in found if one.opened])
    return sorted([*found, *_bold(text, covered)], key=lambda one: one.start)


def _begins_line(text: str, place: int) -> bool:
    return not text[text.rfind("\n", 0, place) + 1 : place].strip(_BEFORE_TABLE)


def _swallowed(text: str, match: re.Match[str], endless: set[str]) -> int | None:
    """Where a comment or a tag that takes its inside as text ends; ``endless`` are those that nothing closes from here on."""
    tag = (match["tag"] or "").lower()
    if tag in endless:
        return None
    if not tag:
        end = text.find("-->", match.end())
        return None if end < 0 else end + 3
    closing = re.compile(rf"</{tag}\s*+>", re.IGNORECASE).search(text, match.end())
    if closing is None:
        endless.add(tag)
    return closing.end() if closing else None


class _Stack:
    """What is open, and how many of each kind."""

    def __init__(self) -> None:
        self.entries: list[_Open] = []
        self._kinds = Counter[str]()

    @property
    def top(self) -> _Open:
        return self.entries[-1]

    def holds(self, kind: str) -> bool:
        return self._kinds[kind] > 0

    def push(self, entry: _Open) -> None:
        self.entries.append(entry)
        self._kinds[entry.kind] += 1

    def pop(self) -> _Open:
        self._kinds[self.top.kind] -= 1
        return self.entries.pop()


def _step(stack: _Stack, kind: str, match: re.Match[str]) -> Iterator[Unclosed]:
    """One token: opens an entry, or closes the nearest of its kind; what stands above that one has no end."""
    if kind in ("open", "link", "table"):
        start = match.end() - 2 if kind == "table" else match.start()
        stack.push(_Open(kind, start, len(match.group())))
        return
    opener = {"close": "open", "unlink": "link", "untable": "table"}[kind]
    left = len(match.group())
    while left >= 2 and stack.holds(opener):
        while stack.top.kind != opener:
            yield _told(stack.pop())
        if kind != "close":
            stack.pop()
            return
        taken = 3 if left >= 3 and stack.top.count >= 3 else 2
        left -= taken
        stack.top.count -= taken
        if stack.top.count < 2:
            stack.pop()


def _told(entry: _Open) -> Unclosed:
    opened = {"open": "{{", "link": "[[", "table": "{|"}[entry.kind]
    return Unclosed(opened, entry.start, entry.start + 2)


def _with_ends(text: str, found: list[Unclosed]) -> list[Unclosed]:
    """The same, where a single template lacks its end and the place for it is certain, with that place."""
    templates = [one for one in found if one.opened == "{{"]
    # An unclosed comment or tag takes in all that follows, an end put there too.
    if len(templates) != 1 or any(one.opened.startswith("<") for one in found):
        return found
    one = templates[0]
    place = _template_end(text, one.start)
    if place is None:
        return found
    ends_with_brace = text.endswith("}", 0, place)
    newline = "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"
    fixed = Unclosed(one.opened, one.start, one.end, place, "}" if ends_with_brace else f"{newline}}}}}")
    return [fixed if entry is one else entry for entry in found]


_STOP = re.compile(r"==|\{\||__|<|\{\{")
_LINK = re.compile(r"\[\[([^\[\]|:]{1,60}):")


def _is_category(line: str) -> bool:
    link = _LINK.match(line)
    return link is not None and namespace(link[1]) is Namespace.CATEGORY


def _template_end(text: str, start: int) -> int | None:
    """Where the end of a template belongs: behind its last parameter, if its parameters stand on lines of their own.

    None where it is not certain: no such parameter, or text behind a blank line that may or may not be part of it.
    """
    if start and text[start - 1] not in "\r\n":
        return None
    last: int | None = None
    divided = first = False
    for match in re.finditer(r"[^\r\n]*(?:\r\n|\r|\n|$)", text[start:]):
        line = match.group().strip()
        if not first:
            first = True
            continue
        if not line:
            divided = True
        elif line.startswith("|"):
            last, divided = start + match.start() + len(match.group().rstrip()), False
        elif _STOP.match(line) or _is_category(line):
            break
        elif divided:
            return None
        else:
            last = None if last is None else start + match.start() + len(match.group().rstrip())
    return last


def _bold(text: str, covered: list[tuple[int, int]]) -> Iterator[Unclosed]:
    """Bold text without its end: MediaWiki ends it with the line, after everything that was meant to be plain."""
    for line in _LINE.finditer(text):
        if line.group().count("'''") % 2 == 0:
            continue
        runs = [
            run
            for run in _QUOTES.finditer(line.group())
            if not any(low <= line.start() + run.start() < high for low, high in covered)
        ]
        if len(runs) % 2 and all(len(run.group()) in (3, 4) for run in runs):
            start = line.start() + runs[-1].end() - 3
            yield Unclosed("'''", start, start + 3)
