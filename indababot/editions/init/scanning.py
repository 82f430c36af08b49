"""The labels of a form that nobody has described yet, found in the wikitext of its form page or of filled pages.

It is no reader of submissions: it knows no edition, finds rather too much than too little, and what it finds goes
before a person. Each label comes with what stands behind it and what the form says about it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from indababot.editions.init.found import CHOICES, Found, Style, take_hints
from indababot.editions.init.guessing import guess, translations
from indababot.editions.init.templates import calls, described, embedded, with_descriptions
from indababot.editions.init.wording import split_label
from indababot.records import FieldKey


@dataclass(frozen=True, slots=True)
class Scan:
    """What a page gave: its labels, the template that carries the form, the categories that it is put in."""

    found: tuple[Found, ...]
    template: str | None = None
    categories: tuple[str, ...] = ()


_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_CATEGORY = re.compile(
    r"\[\[\s*(?:category|catégorie|categoria|jamii|تصنيف)\s*:\s*([^\[\]|]+)[^\[\]]*\]\]", re.IGNORECASE
)
_WRAPPER = re.compile(
    r"</?(?:translate|noinclude|includeonly|onlyinclude|div|span|center|small|big|font|u|nowiki|pre|poem|section|tvar|p)\b"
    r"[^<>]*>|<languages\s*/?>",
    re.IGNORECASE,
)
_BOLD_TAG = re.compile(r"</?(?:b|strong)\b[^<>]*>", re.IGNORECASE)
_HEADING = re.compile(r"^(={1,6})\s*(.+?)\s*\1\s*$")
_BOLD = re.compile(r"'''+(?!')(.+?)'''+")
_PLAIN_LABEL = re.compile(r"^([^\s*#;:|!{}\[\]<>=][^|{}\[\]<>=:：]{0,120}?)\s*[:：](?!//)\s*(.*)$")
_SLOT = re.compile(r"\{\{\{([^{}|]+)(?:\|[^{}]*)?\}\}\}")
_LONGEST_PAGE = 200_000
_LONGEST = 2000
"""A longer line is prose: no form has such a label, and patterns need not look at it."""
_CELL_STYLE = re.compile(r"^[^|\[\]{}]*=[^|\[\]{}]*\|(?!\|)")


def scan(text: str, template_data: Mapping[str, Any] | None = None) -> Scan:
    """The labels of a page, in its order; ``template_data`` is TemplateData's JSON where it came from elsewhere.

    Of a page that is longer than any form, only the beginning is looked at.
    """
    text = text[:_LONGEST_PAGE]
    about = [] if template_data is None else list(described(template_data))
    text, embeds = _without_template_data(text)
    for embed in embeds:
        about += embedded(embed)
    text = re.sub("[\ue000\ue001]", "", text).replace("\r\n", "\n")
    text = _COMMENT.sub(
        lambda match: "" if re.match(r"\s*T:\d+", match[1]) else f"\ue000{' '.join(match[1].split())}\ue001",
        text,
    )
    categories = tuple(dict.fromkeys(match[1].strip() for match in _CATEGORY.finditer(text)))
    text = _CATEGORY.sub("", _BOLD_TAG.sub("'''", _WRAPPER.sub("", text)))
    template, called, rest = calls(text)
    lines = _usable(_marked(re.sub(r"<br\s*/?>", "\n", rest, flags=re.IGNORECASE)))
    found = with_descriptions(called, about) + lines
    return Scan(tuple(found), template, categories)


def _without_template_data(text: str) -> tuple[str, list[str]]:
    """A text without its TemplateData, and that; by plain searching, which takes no longer on a hostile page."""
    found: list[str] = []
    while (start := text.find("<templatedata>")) >= 0 and (end := text.find("</templatedata>", start)) >= 0:
        found.append(text[start + len("<templatedata>") : end])
        text = text[:start] + text[end + len("</templatedata>") :]
        if len(found) == 10:
            break
    return text, found


# Labels in the text itself


@dataclass(slots=True)
class _Open:
    """A label whose value is still being read; ``solid`` says that it looks like a label whatever it says.

    ``raw`` is its line as written; ``level`` is a heading's, ``depth`` the nesting of a list's entry.
    """

    label: str
    style: Style
    solid: bool
    level: int = 0
    depth: int = 0
    raw: str = ""
    hint: str = ""
    lines: list[str] = field(default_factory=list)


def _marked(text: str) -> list[_Open]:
    """Every piece of the text that may be a label, with what stands behind it."""
    marked: list[_Open] = []
    lines = text.split("\n")
    firsts = _first_cells(lines)
    above = ""
    for index, raw in enumerate(lines):
        hint, line = take_hints(raw)
        if hint and not line.strip() and _is_above(lines, index):
            above, hint = hint, ""
        for label, rest in _line_pieces(line, first=index in firsts):
            if label:
                label.raw = line.strip()
                label.depth = len(label.raw) - len(label.raw.lstrip("*#"))
                label.hint, above = above, ""
                marked.append(label)
            if marked and (value := rest.removesuffix("||").strip()):
                marked[-1].lines.append(value)
        if marked and hint:
            marked[-1].hint = "\n".join(text for text in (marked[-1].hint, hint) if text)
    return marked


def _is_above(lines: list[str], index: int) -> bool:
    """Whether a comment on a line of its own belongs to the label below it: nothing stands between, and a blank above."""
    before = lines[index - 1].strip() if index else ""
    after = take_hints(lines[index + 1])[1].strip() if index + 1 < len(lines) else ""
    return not before and bool(after)


def _line_pieces(line: str, *, first: bool) -> Iterator[tuple[_Open | None, str]]:
    """The labels of a line with their values; ``first`` says that its first cell may name what its second holds."""
    if len(line) > _LONGEST:
        yield None, line
        return
    for number, (cell, header) in enumerate(_cells(line.strip())):
        yield from _pieces(cell, header or (first and number == 0 and _is_name(cell)))


def _cells(line: str) -> Iterator[tuple[str, bool]]:
    """The cells of a table's row, and whether each is a header cell; another line is one piece."""
    if line.startswith(("{|", "|}", "|-", "|+")):
        return
    if not line.startswith(("|", "!")):
        yield line, False
        return
    header = line.startswith("!")
    for cell in re.split(r"\|\||!!" if header else r"\|\|", line[1:]):
        yield _CELL_STYLE.sub("", cell).strip(), header


def _first_cells(lines: list[str]) -> set[int]:
    """The lines that begin a table's row of two cells or more: their first cell may name what the second holds."""
    firsts: set[int] = set()
    start, cells = None, 0
    for index, line in enumerate(map(str.strip, lines)):
        if line.startswith(("{|", "|-", "|}")):
            start, cells = None, 0
        elif line.startswith("|") and not line.startswith("|+"):
            start = index if start is None else start
            cells += 1 + line.count("||")
            if cells >= 2:
                firsts.add(start)
    return firsts


def _is_name(cell: str) -> bool:
    return (
        bool(cell)
        and len(cell.split()) <= 12
        and "'''" not in cell
        and not cell.endswith(".")
        and ":" not in cell[:-1]
    )


def _pieces(line: str, header: bool) -> Iterator[tuple[_Open | None, str]]:
    """The labels of a line, each with its value; text before the first label goes with no label."""
    if match := _HEADING.match(line):
        yield _Open(match[2].replace("'''", "").strip(), Style.HEADING, solid=True, level=len(match[1])), ""
    elif header:
        yield _Open(line.replace("'''", ""), Style.TABLE, solid=True), ""
    elif line.startswith(";"):
        label, value = _cut(line.lstrip("; ").replace("'''", ""))
        yield _Open(label, Style.DEFINITION, solid=True), value
    elif bold := [match for match in _BOLD.finditer(line) if _is_label(line, match)]:
        yield None, line[: bold[0].start()].strip("*#: ")
        for match, after in zip(bold, [*bold[1:], None], strict=True):
            value = line[match.end() : after.start() if after else len(line)]
            value, behind = _bracket(value)
            solid = (
                match[1].rstrip().endswith((":", "：", "?", "*"))
                or value.startswith((":", "："))
                or not value.strip(" :")
            )
            yield _Open(match[1] + behind, Style.BOLD, solid), value.lstrip(" :：\u00a0").strip()
    elif (match := _PLAIN_LABEL.match(line.lstrip("*# "))) and not line.startswith(("**", "##")):
        yield (
            _Open(
                match[1], Style.LINE, solid=not line.startswith(("*", "#")) and len(match[1].split()) <= 12
            ),
            match[2],
        )
    elif line.endswith("?") and not line.startswith(("*", "#")):
        yield _Open(line, Style.LINE, solid=len(line.split()) <= 20), ""
    elif line and not line.startswith(("*", "#", ":")) and guess(split_label(line)[0]).sure:
        yield _Open(line, Style.LINE, solid=True), ""
    else:
        yield None, line.lstrip(": ") if line.startswith(":") else line


def _is_label(line: str, match: re.Match[str]) -> bool:
    """Bold text is a label at the start of its line, or with a colon; elsewhere it is emphasis."""
    at_start = not line[: match.start()].strip("*#: ")
    colon = match[1].rstrip().endswith((":", "：")) or line[match.end() :].lstrip().startswith((":", "："))
    return at_start or colon or guess(split_label(match[1])[0]).sure


def _bracket(value: str) -> tuple[str, str]:
    """A value without the hint in brackets that belongs to its label, and that hint."""
    match = re.match(r"\s*[:：]?\s*(?:'')?((?:\([^()]*\)\s*)+\*?|\*)(?:'')?\s*(?=$|[:：])[:：]?", value)
    return (value[match.end() :], f" {match[1].strip()}") if match else (value, "")


def _cut(text: str) -> tuple[str, str]:
    """A definition's label and value, at the first colon that is none of an address or a link."""
    match = re.match(r"([^\[\]{}:：]*(?:\([^)]*\))?[^\[\]{}:：]*)[:：](?!//)(.*)$", text)
    return (match[1], match[2].strip()) if match else (text, "")


def _usable(items: list[_Open]) -> list[Found]:
    """The pieces that are labels: those that the lexicon speaks for, and others that are written in the form's own way."""
    meant = [guess(split_label(item.label)[0]) for item in items]
    known = Counter(item.style for item, found in zip(items, meant, strict=True) if found.known)
    own = {style for style, count in known.items() if count >= 2} or set(known)
    levels = {item.level for item, found in zip(items, meant, strict=True) if found.known}
    out: list[_Open] = []
    lost = _Open("", Style.HEADING, solid=False)  # takes what stands below a heading that is no label
    last, last_key = lost, FieldKey.OTHER
    for item, found, after in zip(items, meant, [*items, None][1:], strict=True):
        good = found.known
        if (
            item.style is Style.LINE
        ):  # prose has colons too: "Note: …" is one only where such lines are the form
            good = found.sure and (found.key is not FieldKey.OTHER or Style.LINE in own)
        if item.style is Style.HEADING and not found.sure:
            good = good or (item.level in levels and not _is_section(item, after))
        elif not good:
            good = item.solid and item.style in own
        option = last_key in CHOICES and item.depth > last.depth and not found.sure
        if good and not option and split_label(item.label)[0]:
            out.append(item)
            last, last_key = item, found.key
        elif item.style is Style.HEADING:
            last, last_key = lost, FieldKey.OTHER
        else:
            last.lines += [item.raw, *item.lines[1:]]
    return [_found(item) for item in out]


def _is_section(item: _Open, after: _Open | None) -> bool:
    """Whether a heading only stands above labels: nothing is below it but a deeper heading or labels of another style."""
    return (
        not item.lines
        and after is not None
        and (after.style is not Style.HEADING or after.level > item.level)
    )


def _named(text: str) -> tuple[str, str]:
    """A label, in one language or several, and its hints, a line each."""
    label, hint = split_label(text)
    parts = [split_label(part) for part in translations(label)]
    return " / ".join(part for part, _ in parts), "\n".join(
        text for text in (hint, *(more for _, more in parts)) if text
    )


def _found(item: _Open) -> Found:
    label, hint = _named(item.label)
    value = "\n".join(line for line in item.lines if line).strip()
    slots = tuple(dict.fromkeys(match[1].strip() for match in _SLOT.finditer(value)))
    value = _SLOT.sub("", value).strip()
    hints = "\n".join(text for text in (hint, item.hint) if text)
    return Found(label, item.style, value=value, hint=hints, parameters=slots)
