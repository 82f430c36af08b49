"""The pieces of a form's text that may be labels, each with what stands behind it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from indababot.editions.init.found import (
    BOLD,
    CALL,
    ITALIC,
    LINK,
    LINK_END,
    SLOT,
    SLOT_END,
    START,
    Style,
    take_hints,
)
from indababot.editions.init.guessing import guess
from indababot.editions.init.lines import Kind, Line
from indababot.editions.init.tables import cells
from indababot.editions.init.wording import split_label
from indababot.lexicon import is_mark
from indababot.wikicode.light import list_signs

_BOLD = re.compile(f"{BOLD}+(?!{BOLD})(.+?){BOLD}+")
_OTHER = rf"|{{}}\[\]<>=:：{CALL}{LINK}{LINK_END}{SLOT}{SLOT_END}"
_PLAIN_LABEL = re.compile(
    rf"^([^\s*#;!{_OTHER}][^{_OTHER}]{{0,240}}?(?:\s\[[^\[\]]{{3,240}}\])?)\s*[:：](?!//)\s*(.*)$"
)
_STARRED = re.compile(r"^\*\*([^*]+)\*\*")
_BLANKS = re.compile(r"_{3,}|\.{5,}|…{2,}")
_LINK = re.compile(f"{LINK}[^{LINK_END}]*{LINK_END}")
_BRACKET = re.compile(
    rf"\s*[:：]?\s*{ITALIC}?((?:\*\s*{ITALIC}?)?(?:\([^()]*\)\s*)+\*?|\*){ITALIC}?\s*(?=$|[:：])[:：]?"
)
_LONGEST = 2000
"""A longer line is prose: no form has such a label, and patterns need not look at it."""


@dataclass(slots=True)
class Marked:
    """A label whose value is still being read; ``solid`` says that it looks like a label whatever it says.

    ``raw`` is its line as written, with the first of ``lines`` where that is ``beside`` it; ``level`` is a heading's, ``depth`` the
    nesting of a list's entry; ``left`` is a hint in brackets behind the label, where a value goes.
    """

    label: str
    style: Style
    solid: bool
    level: int = 0
    depth: int = 0
    raw: str = ""
    hint: str = ""
    left: str = ""
    beside: bool = False
    lines: list[str] = field(default_factory=list)


def marked_in(page: Sequence[Line]) -> list[Marked]:
    """Every piece of a page that may be a label, with what stands after it.

    The first has no label: its lines are what stands before the first label, and the heads of columns.
    """
    marked = [Marked("", Style.LINE, solid=False)]
    hints = [take_hints(line.text) for line in page]
    lines = [replace(line, text=_plain(text)) for line, (_, text) in zip(page, hints, strict=True)]
    above = ""
    for index, (line, (hint, _), (text, is_name)) in enumerate(zip(lines, hints, cells(lines), strict=True)):
        if hint and not line.text.strip() and _is_above(lines, index):
            above, hint = hint, ""
        if line.kind is Kind.HEADER and not text:
            marked[0].lines.append(line.text.strip())
        for label, rest in _line_pieces(replace(line, text=text), is_name):
            if label:
                label.raw = text
                label.depth, label.beside = list_signs(label.raw), bool(rest.strip())
                label.hint, above = above, ""
                marked.append(label)
            if value := rest.strip():
                marked[-1].lines.append(value)
        if hint:
            marked[-1].hint = "\n".join(text for text in (marked[-1].hint, hint) if text)
    return marked


def _plain(text: str) -> str:
    """A line with Markdown's bold as ours, and without the blanks to write on: ``**Title:** ______``."""
    return _BLANKS.sub("", _STARRED.sub(rf"{BOLD}\1{BOLD}", text))


def _is_above(lines: Sequence[Line], index: int) -> bool:
    """Whether a comment on a line of its own belongs to the label below it: nothing stands between, and a blank above."""
    before = lines[index - 1] if index else Line()
    after = lines[index + 1] if index + 1 < len(lines) else Line()
    return before.kind is Kind.TEXT and not before.text.strip() and bool(after.text.strip())


def _line_pieces(line: Line, is_name: bool) -> Iterator[tuple[Marked | None, str]]:
    """The labels of a line with their values."""
    if len(line.text) > _LONGEST or line.text.startswith(START):  # prose, or a cell that explains
        yield None, line.text
    else:
        yield from _pieces(line, line.text, is_name)


def _pieces(whole: Line, line: str, is_name: bool) -> Iterator[tuple[Marked | None, str]]:
    """The labels of a line, each with its value; text before the first label goes with no label."""
    if whole.kind is Kind.HEADING:
        yield Marked(line.replace(BOLD, "").strip(), Style.HEADING, solid=True, level=whole.level), ""
    elif is_name:
        label, value = _cut(line.replace(BOLD, ""))
        value, behind = _bracket(value)
        yield Marked(label + behind, Style.TABLE, solid=True), value
    elif whole.kind is Kind.TERM:
        label, value = _cut(line.replace(BOLD, ""))
        yield Marked(label, Style.DEFINITION, solid=True), value
    elif bold := [match for match in _BOLD.finditer(line) if _is_label(line, match)]:
        before = line[: bold[0].start()].strip("*#: ")
        yield None, "" if is_mark(before) else before
        for one, after in zip(bold, [*bold[1:], None], strict=True):
            value = line[one.end() : after.start() if after else len(line)]
            is_named = bool(re.match(r"[^:：]*\)\s*[:：]", value))  # the colon comes after the hint
            value, behind = _bracket(value)
            label, inner = _cut(one[1])
            solid = bool(
                one[1].rstrip().endswith(("?", "*")) or label != one[1] or value.startswith((":", "："))
            )
            if inner and not guess(split_label(label)[0]).sure:
                label, inner = one[1], ""
            solid = solid or not value.strip(" :")
            left = "" if is_named else behind.strip(" *")
            value = " ".join([inner, value.lstrip(" :：\u00a0")]).strip()
            yield Marked(label + behind, Style.BOLD, solid, left=left), value
    elif (match := _PLAIN_LABEL.match(line[list_signs(line) :].lstrip())) and list_signs(line) < 2:
        yield (
            Marked(match[1], Style.LINE, solid=not list_signs(line) and len(match[1].split()) <= 12),
            match[2],
        )
    elif line.endswith("?") and not list_signs(line):
        yield Marked(line, Style.LINE, solid=len(line.split()) <= 20), ""
    elif (
        line
        and not (list_signs(line) or line.startswith((":", CALL, SLOT)))
        and guess(split_label(line)[0]).sure
    ):
        yield Marked(line, Style.LINE, solid=True), ""
    else:
        yield None, line.lstrip(": ") if line.startswith(":") else line


def _is_label(line: str, match: re.Match[str]) -> bool:
    """Bold text is a label at the start of its line, or with a colon; elsewhere it is emphasis."""
    before = _LINK.sub("", line[: match.start()]).strip("*#: ")
    at_start = not before or is_mark(before)
    colon = match[1].rstrip().endswith((":", "：")) or line[match.end() :].lstrip().startswith((":", "："))
    return at_start or colon or guess(split_label(match[1])[0]).sure


def _bracket(value: str) -> tuple[str, str]:
    """A value without the hint in brackets that belongs to its label, and that hint."""
    match = _BRACKET.match(value)
    return (value[match.end() :], f" {match[1].replace(ITALIC, '').strip()}") if match else (value, "")


def _cut(text: str) -> tuple[str, str]:
    """A label and its value, at the first colon outside of brackets that is none of an address."""
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign in "([{") - (sign in ")]}")
        if sign in ":：" and depth == 0 and not text.startswith("//", at + 1):
            return text[:at], text[at + 1 :].strip()
    return text, ""
