"""The labels in bold that stand in a line, with what follows them: a colon, a hint, a translation."""

import re
from typing import NamedTuple

from indababot.editions import FormField
from indababot.lexicon import is_mark, lexicon, without_signs
from indababot.reading.form.labels import DIVIDER, MAX_LABEL, MOST, PROSE, Label, Labels, Shape
from indababot.reading.form.spelling import SHORTENED, may_be_label
from indababot.reading.form.textlabels import COLON, asks, before_colon, nearly, numbered
from indababot.reading.markup import INDENTED, Line, LineKind, LinkKind

_IF_ANY = "|".join(map(re.escape, lexicon().labels.optional))
_AFTER_BOLD = re.compile(
    rf"[ \t\u00a0]*+(?:\*{{1,3}}(?=[\s:：]|$)\s?)?(?:[,،][ \t\u00a0]*(?i:{_IF_ANY})[ \t\u00a0]*+(?=[:：]|$))?"
    rf"(?:(?:\([^()]{{3,}}+\)[ \t\u00a0]*+){{1,4}}(?=[:：]|$))?"
    rf"(?:[:：]{{1,2}}|{DIVIDER}|$)?[ \t\u00a0]*+"
)
_AFTER_COLON = re.compile(r"[ \t\u00a0]*+[:：]?[ \t\u00a0]*+")
"""A label with its colon inside the bold takes no hint after it: what stands there is the answer."""
_HINT = re.compile(r"(?<=\?)\s*\([^()]*\)\s*$")
"""A hint behind a question: ``What format? (talk, workshop)``."""
_REST = re.compile(r"\w{0,4}\)")
"""The rest of a bracket that opens in bold."""
_PARTED = re.compile(r"[ \t\u00a0]*+(?P<sign>[/|·•=(]|[-–—](?=\s))?[ \t\u00a0]*+")
"""What stands between a label in bold and its translation."""


def bold_labels(form: Labels, line: Line, text: str, stretches: list[tuple[int, int]]) -> list[Label]:
    """Bold labels, at the line's start or inside it."""
    labels: list[Label] = []
    listed = line.kind in INDENTED
    for start, end in stretches[:MOST]:
        written = text[start:end].lstrip(" \t\u00a0")
        start = end - len(written)
        behind = bool(labels) and start < labels[-1].end
        if behind or not written.strip() or len(written) > MAX_LABEL:
            continue
        closed = _is_closed(written)
        after = (_AFTER_COLON if closed else _AFTER_BOLD).match(text, end)
        stop = after.end() if after and not _has_account(line, end, after.end()) else end
        told = closed or bool(COLON.search(text, end - 1, stop)) or asks(_HINT.sub("", written))
        before, alone = text[:start].strip(), not text[stop:].strip()
        first = not before or is_mark(before)
        whole = first and alone and line.kind is LineKind.PARAGRAPH
        divided = bool(text[end:stop].strip(" \t\u00a0:：")) and not alone
        place = _Place(start, stop, told, first, divided, alone, whole, listed)
        label = _bold_label(form, written, place, before=labels[-1] if labels else None)
        if label:
            stop = _translated(form, text, label, end, more=end < stretches[-1][0])
            labels.append(label if stop == label.end else label._replace(end=stop))
    return labels


def _translated(form: Labels, text: str, label: Label, bold: int, *, more: bool) -> int:
    """Where a label in bold ends with its translation, which may be written in another way: ``'''Title''' / ''Titre'':``.

    ``more``: other stretches in bold follow on its line.
    """
    if label.field is None or label.end < bold:  # its answer is in bold too
        return label.end
    parted = _PARTED.match(text, bold)
    if parted is None or (not parted["sign"] and _is_closed(text[label.start : bold])):
        return label.end
    colon = COLON.search(text, parted.end(), bold + MAX_LABEL)
    stop = colon.start() if colon else len(text)
    if not colon and parted["sign"] != "(" and not more:
        return label.end
    rest = text[parted.end() : stop].strip()
    rest = rest.removesuffix(")") if parted["sign"] == "(" else rest
    if form.lookup(rest) is not label.field:
        return label.end
    after = _AFTER_COLON.match(text, stop)
    return max(label.end, after.end() if after else stop)


def _has_account(line: Line, start: int, end: int) -> bool:
    """Whether a link to an account stands in a stretch: it is no hint behind a label, but the account of a name in bold."""
    position = 0
    for run in line.runs:
        if start <= position < end and run.link and run.link.kind is LinkKind.USER:
            return True
        position += len(run.text)
    return False


class _Place(NamedTuple):
    """A stretch in bold with what follows it: its colon, or a hint and a colon."""

    start: int
    stop: int
    told: bool
    """A colon or a question mark says that it is a label."""
    first: bool
    """Nothing stands before it on its line, but a number or bullet that somebody typed."""
    divided: bool
    """A dash or the like parts it from what follows."""
    alone: bool
    """Nothing follows it on its line."""
    whole: bool
    """It is a whole paragraph."""
    listed: bool


def _bold_label(form: Labels, written: str, place: _Place, *, before: Label | None) -> Label | None:
    """The label that a stretch in bold is; ``before`` is the one that it follows on its line."""
    named = written.strip(" \t\u00a0:：")
    later = before is not None
    if field := form.lookup(written):
        sure = not place.listed and (place.told or not place.alone)
        short = before is not None and before.field is not None and before.field.key not in PROSE
        known = place.told or place.first or (short and " " in named)
        return Label(place.start, place.stop, field, Shape.BOLD, named, told=sure) if known else None
    if place.first or later:
        inner = before_colon(form, written, Shape.BOLD) or numbered(form, written, Shape.BOLD)
        if inner:
            rest = written[inner.end :].lstrip()
            asked = place.told and asks(written[: inner.end])
            translated = rest.startswith("/") and (
                asked or _field_of(form, f"{inner.text} {rest}") is inner.field
            )
            end = place.stop if translated or inner.end == len(written) else place.start + inner.end
            return inner._replace(start=place.start + inner.start, end=end)
    begins = place.told and (place.first or later)
    label = Label(place.start, place.stop, None, Shape.BOLD, named, told=place.told and not place.listed)
    beside = place.first and not place.alone and not place.listed
    if place.whole or begins or (place.divided and place.first) or beside:
        inner = nearly(form, written, Shape.BOLD) if place.whole else None
        if inner and inner.end < len(written):  # its answer is in bold too
            return inner._replace(start=place.start + inner.start, end=place.start + inner.end)
        if near := form.near(written):
            told = (place.told or place.divided or beside) and not place.listed
            return label._replace(field=near.field, near=near.text, told=told)
    if not (place.whole or begins) or not may_be_label(SHORTENED.sub("", written)):
        return None
    return label if place.first or _is_closed(written) else None


def _field_of(form: Labels, text: str) -> FormField | None:
    """The field of a text that is a label, or nearly one."""
    near = None if (field := form.lookup(text)) else form.near(text)
    return near.field if near else field


def _is_closed(written: str) -> bool:
    """Whether a colon ends a text; signs that nobody sees may follow it."""
    return without_signs(written).rstrip().endswith((":", "："))


def stretches_of(line: Line) -> list[tuple[int, int]]:
    """The stretches of a line that are in bold."""
    stretches: list[tuple[int, int]] = []
    position = 0
    for run in line.runs:
        end = position + len(run.text)
        if run.bold:
            if stretches and stretches[-1][1] == position:
                stretches[-1] = (stretches[-1][0], end)
            else:
                stretches.append((position, end))
        position = end
    return _bracketed(line.text, stretches)


def _bracketed(text: str, stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches, of which two are one where only a part of a bracket between them is not bold: ``Type (talk, *panel*, poster)``.

    A bracket that opens in bold closes so, though its end is not: ``*Author(s*):``.
    """
    out: list[tuple[int, int]] = []
    for start, end in stretches:
        rest = _REST.match(text, end) if text.rfind("(", start, end) > text.rfind(")", start, end) else None
        end = rest.end() if rest else end
        first, last = out[-1] if out else (start, start)
        opened = text.rfind("(", first, last)
        closed = text.find(")", opened, end) if opened >= 0 else -1
        if closed >= 0 and end - first <= MAX_LABEL and (closed >= start or closed + 1 == last == start):
            out[-1] = first, end
        else:
            out.append((start, end))
    return out
