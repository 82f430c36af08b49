"""The labels that stand in a line: where each begins and ends, and how it is written."""

import re
from typing import NamedTuple

from indababot.lexicon import lexicon, without_signs
from indababot.pages import Markup
from indababot.reading.form.copied import inlined, inside, led
from indababot.reading.form.labels import DIVIDER, PEOPLE, TYPED_MARK, Label, Labels, Shape
from indababot.reading.form.spelling import may_be_label
from indababot.reading.gendered import ENDINGS
from indababot.reading.markup.inline import Line, LineKind, LinkKind
from indababot.records import FieldKey

_COLON = re.compile("[:：﹕︰]")
_ENDING = re.compile(rf"({ENDINGS})(?:[ \t\u00a0]*(?:[:：]|$)[ \t\u00a0]*)")
"""The ending of a gender behind a colon inside a label: ``Referent:innen``."""
_IF_ANY = "|".join(map(re.escape, lexicon().labels.optional))
_AFTER_BOLD = re.compile(
    rf"[ \t\u00a0]*+(?:[,،][ \t\u00a0]*(?i:{_IF_ANY})[ \t\u00a0]*+(?=[:：]|$))?"
    rf"(?:(?:\([^()]{{3,}}+\)[ \t\u00a0]*+){{1,4}}(?=[:：]|$))?(?:[:：]|{DIVIDER}|$)?[ \t\u00a0]*+"
)
_DASHED = re.compile(rf"(?<=\S)[ \t\u00a0]+{DIVIDER}[ \t\u00a0]*")
"""A dash between a label and its value."""
_AFTER_COLON = re.compile(r"[ \t\u00a0]*+[:：]?[ \t\u00a0]*+")
"""A label with its colon inside the bold takes no hint after it: what stands there is the answer."""
_PARTED = re.compile(r"[ \t\u00a0]*+(?P<sign>[/|·•=(]|[-–—](?=\s))?[ \t\u00a0]*+")
"""What stands between a label in bold and its translation."""
_QUOTES = " \t\u00a0'‘’“”*"
_QUOTED = re.compile(r"\s*(?:['‘’“”]{2,}|\*\*)")
"""Bold that a word processor made typographic quotes of: nobody sees any, but the label is meant (``‘’’Abstract:’’’``)."""
_EDIT_LINKS = "|".join(
    re.escape(words) if words.swapcase() != words else rf"(?<!\w){re.escape(words)}"
    for words in lexicon().interface.edit_section
)
"""In a script without capitals it may be the end of a word, so none stands right before it."""
_EDIT_WORD = re.compile(rf"[\s\u00a0]*\[?\s*(?:{_EDIT_LINKS})(?:\s*\|\s*\w[\w ]*)?\s*\]?$", re.I)
"""A section's edit link, which a copy glues to its heading."""
_PICTURES = "|".join(map(re.escape, lexicon().labels.pictures))
_PICTURE = re.compile(rf"(?:\b(?:{_PICTURES})|\.(?:png|svg|jpe?g|gif|webp))$", re.I)
_NUMBER = re.compile(r"\s*+([^\W\d_][^\d#]*)(#?\d.*+)", re.DOTALL)
_LONGEST_NUMBER = 80
_SIGN = re.compile(r"[:：?？؟#\d]|\s[-–—=→⟶⇒]\s")
"""Without one of these a paragraph is a label only as a whole or in bold."""
_MAX_LABEL = 240
_MAX_HITS = 40
"""A line with more labels than this is no card's row."""


def find(form: Labels, line: Line, markup: Markup, *, first: bool = False) -> list[Label]:
    """The labels that stand in a line, in order; unknown ones too, where they look like labels. ``first``: no field came before."""
    text = line.text
    if line.kind in (LineKind.HEADING, LineKind.TERM):
        return _titled(form, line, text)
    if line.kind in (LineKind.CELL, LineKind.HEADER_CELL) and (
        label := _whole(form, text, Shape.CELL) or _numbered(form, text, Shape.CELL)
    ):
        return [label]
    bold = _bold_stretches(line)
    if line.kind is LineKind.PARAGRAPH and markup is not Markup.TEXT and not bold and not _SIGN.search(text):
        label = _whole(form, text, Shape.LINE)
        return [label] if label and not _leads_out(line) else []
    if bold and (labels := _bold(form, line, text, bold)):
        lead = _colon(form, text[: labels[0].start], Shape.COLON) if labels[0].start else None
        return [lead, *labels] if lead else labels
    if first and (pictured := _after_picture(form, text)):
        return [pictured]
    listed = line.kind in (LineKind.BULLET, LineKind.NUMBER, LineKind.INDENT)
    label = None if listed or _leads_out(line) else _whole(form, text, Shape.LINE)
    label = label or _colon(form, text, Shape.BULLET if listed else Shape.COLON)
    if label is None:
        label = (
            _alone(form, text) if listed else _edited(form, text, markup) or _numbered(form, text, Shape.LINE)
        )
    if label is None:
        copied = markup is Markup.TEXT and line.kind is LineKind.PARAGRAPH
        return _maybe(form, line, text) or (led(form, text) if copied else [])
    return inlined(form, text, label) if markup is Markup.TEXT and not listed else [label]


def _asks(text: str) -> bool:
    """Whether a question mark ends a text."""
    return text.rstrip().endswith(("?", "？", "؟"))


def _alone(form: Labels, text: str) -> Label | None:
    """An entry of a list that is a label as a whole: its value may follow below the list's entry."""
    label = _whole(form, text, Shape.BULLET) or (
        _nearly(form, text, Shape.BULLET) if may_be_label(text) else None
    )
    return label._replace(told=False) if label and label.end == len(text) else None


def _leads_out(line: Line) -> bool:
    """Whether a line is nothing but a link to another site: it is an answer, whatever the link shows (``Slides``)."""
    led = False
    for run in line.runs:
        if run.link is not None and run.link.kind is LinkKind.EXTERNAL:
            led = led or bool(run.text.strip())
        elif run.text.strip():
            return False
    return led


def _maybe(form: Labels, line: Line, text: str) -> list[Label]:
    """A cell, a short line with a colon, or a question on a line of its own, that is nearly a label of the edition."""
    if line.kind in (LineKind.CELL, LineKind.HEADER_CELL):
        label = _nearly(form, text, Shape.CELL) if may_be_label(text) or _asks(text) else None
        return [label] if label and label.end == len(text) else []
    listed = line.kind in (LineKind.BULLET, LineKind.NUMBER)
    if (line.kind is not LineKind.PARAGRAPH and not listed) or len(text) > _MAX_LABEL:
        return []
    if _asks(text) and not listed:
        label = _nearly(form, text, Shape.LINE)
        return [label] if label and label.end == len(text) else []
    colon = _COLON.search(text)
    if colon is None or not may_be_label(text[: colon.start()]):
        return []
    near = form.near(text[: colon.start()])
    written = text[: colon.start()].strip()
    shape = Shape.BULLET if listed else Shape.COLON
    label = near and Label(0, colon.end(), near.field, shape, written, near=near.text)
    return [_unquoted(text, label)] if label else []


def _titled(form: Labels, line: Line, text: str) -> list[Label]:
    shape = Shape.HEADING if line.kind is LineKind.HEADING else Shape.TERM
    label = _whole(form, text, shape) or _edited(form, text, Markup.TEXT, shape) or _colon(form, text, shape)
    if label and _asks(text) and text[label.end :].strip():
        # The colon stands inside a question, all of which is the label.
        label = label._replace(end=len(text), text=text.strip(), near=label.text)
    label = label or _numbered(form, text, shape)
    bold = _bold_stretches(line) if label is None else []
    if labels := [one for one in _bold(form, line, text, bold) if one.field and not one.near]:
        return labels
    label = label or _nearly(form, text, shape)
    start = len(text) - len(text.lstrip())
    return [label or Label(start, len(text), None, shape, text.strip(" \t\u00a0:："))]


def _nearly(form: Labels, text: str, shape: Shape) -> Label | None:
    """A label that is nearly the edition's: the whole text, or what stands before its colon or after its question's number."""
    if len(text) > _MAX_LABEL or not text.strip():
        return None
    start = len(text) - len(text.lstrip())
    colon, near = _COLON.search(text), form.near(text)
    inside = near is not None and bool(_COLON.search(near.text))
    inside = inside or (colon is not None and _ENDING.match(text, colon.end()) is not None)
    if colon and not inside and text[colon.end() :].strip() and (first := form.near(text[: colon.start()])):
        written = text[start : colon.start()].strip()
        return Label(start, colon.end(), first.field, shape, written, near=first.text)
    return near and Label(start, len(text), near.field, shape, text.strip(" \t\u00a0:："), near=near.text)


def _whole(form: Labels, text: str, shape: Shape) -> Label | None:
    stripped = text.strip()
    field = form.lookup(stripped) if stripped and len(stripped) <= _MAX_LABEL else None
    start = len(text) - len(text.lstrip())
    return Label(start, len(text), field, shape, stripped.rstrip(" \t\u00a0:：")) if field else None


def _edited(form: Labels, text: str, markup: Markup, shape: Shape = Shape.LINE) -> Label | None:
    """A heading with the noise of its edit link: ``Interested participants edit``."""
    if markup is not Markup.TEXT or not (noise := _EDIT_WORD.search(text, max(0, len(text) - 80))):
        return None
    label = _whole(form, text[: noise.start()], shape)
    return Label(label.start, len(text), label.field, shape, label.text) if label else None


def _numbered(form: Labels, text: str, shape: Shape) -> Label | None:
    """``Submission no. 033 (revised)``: a number, and what follows it, needs no colon before it."""
    if len(text) > (_LONGEST_NUMBER if shape is Shape.LINE else _MAX_LABEL) or not (
        match := _NUMBER.match(text)
    ):
        return None
    named = match[1].rstrip()
    field = form.lookup(named)
    if field is None or field.key is not FieldKey.NUMBER:
        return None
    return Label(match.start(1), match.start(2), field, shape, named)


def _colon(form: Labels, text: str, shape: Shape) -> Label | None:
    """``Label: value``, and ``Is it a label? value``."""
    for count, colon in enumerate(_COLON.finditer(text, 0, _MAX_LABEL)):
        if field := form.lookup(text[: colon.end()]):
            ending = _ENDING.match(text, colon.end()) if field.key in PEOPLE else None
            named = text[: ending.end(1) if ending else colon.start()].strip()
            end = ending.end() if ending else colon.end()
            return _unquoted(text, Label(len(text) - len(text.lstrip()), end, field, shape, named))
        if count == 2:
            break
    dash = _DASHED.search(text, 0, _MAX_LABEL)
    if dash and (field := form.lookup(text[: dash.start()])):
        start = len(text) - len(text.lstrip())
        named = text[start : dash.start()].rstrip()
        return Label(start, dash.end(), field, shape, named, told=shape is not Shape.COLON)
    mark = text.find("?", 0, _MAX_LABEL)
    if mark > 0 and (field := form.lookup(text[: mark + 1])):
        return _unquoted(
            text, Label(len(text) - len(text.lstrip()), mark + 1, field, shape, text[: mark + 1].strip())
        )
    return None


def _unquoted(text: str, label: Label) -> Label:
    """A label without the quotes around it that were to make it bold, or the ``**`` of another markup."""
    before, after = _QUOTED.match(text), _QUOTED.match(text, label.end)
    stars = label.text.endswith("**") or (after is not None and after[0].endswith("**"))
    if before is None and not stars:  # a line of wikitext that begins with stars is an entry of a list
        return label
    start = before.end() if before else label.start
    return label._replace(
        start=start, end=after.end() if after else label.end, text=label.text.strip(_QUOTES), noise=0
    )


def _bold(form: Labels, line: Line, text: str, stretches: list[tuple[int, int]]) -> list[Label]:
    """Bold labels, at the line's start or inside it."""
    labels: list[Label] = []
    listed = line.kind in (LineKind.BULLET, LineKind.NUMBER, LineKind.INDENT)
    for start, end in stretches[:_MAX_HITS]:
        written = text[start:end].lstrip(" \t\u00a0")
        start = end - len(written)
        behind = bool(labels) and start < labels[-1].end
        if behind or not written.strip() or len(written) > _MAX_LABEL:
            continue
        closed = _is_closed(written)
        after = (_AFTER_COLON if closed else _AFTER_BOLD).match(text, end)
        stop = after.end() if after and not _has_account(line, end, after.end()) else end
        told = closed or bool(_COLON.search(text, end - 1, stop)) or _asks(written)
        first, alone = not text[:start].strip(), not text[stop:].strip()
        counted = bool(TYPED_MARK.fullmatch(text, 0, start))
        whole = first and alone and line.kind is LineKind.PARAGRAPH
        divided = bool(text[end:stop].strip(" \t\u00a0:：")) and not alone
        place = _Place(start, stop, told, first, counted, divided, alone, whole, listed)
        label = _bold_label(form, written, place, later=bool(labels))
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
    if parted is None:
        return label.end
    if not parted["sign"] and _is_closed(text[label.start : bold]):
        return label.end
    colon = _COLON.search(text, parted.end(), bold + _MAX_LABEL)
    stop = colon.start() if colon else len(text)
    if not colon and parted["sign"] != "(" and not more:
        return label.end
    rest = text[parted.end() : stop].strip()
    rest = rest.removesuffix(")") if parted["sign"] == "(" else rest
    if not rest or form.lookup(rest) is not label.field:
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
    """Nothing stands before it on its line."""
    counted: bool
    """A number or bullet that somebody typed stands before it, and nothing else."""
    divided: bool
    """A dash or the like parts it from what follows."""
    alone: bool
    """Nothing follows it on its line."""
    whole: bool
    """It is a whole paragraph."""
    listed: bool


def _bold_label(form: Labels, written: str, place: _Place, *, later: bool) -> Label | None:
    """The label that a stretch in bold is; ``later``: it follows another on its line."""
    named = written.strip(" \t\u00a0:：")
    if field := form.lookup(written):
        sure = not place.listed and (place.told or not place.alone)
        known = place.told or place.first
        return Label(place.start, place.stop, field, Shape.BOLD, named, told=sure) if known else None
    if place.first or later:
        inner = _colon(form, written, Shape.BOLD) or _numbered(form, written, Shape.BOLD)
        if inner:
            rest = written[inner.end :].lstrip()
            translated = rest.startswith("/") and form.lookup(f"{inner.text} {rest}") is inner.field
            end = place.stop if translated or inner.end == len(written) else place.start + inner.end
            return inner._replace(start=place.start + inner.start, end=end)
    begins = place.told and (place.first or later or place.counted)
    label = Label(place.start, place.stop, None, Shape.BOLD, named, told=place.told and not place.listed)
    if place.whole or begins or (place.divided and place.first):
        inner = _nearly(form, written, Shape.BOLD) if place.whole else None
        if inner and inner.end < len(written):  # its answer is in bold too
            return inner._replace(start=place.start + inner.start, end=place.start + inner.end)
        if near := form.near(written):
            told = (place.told or place.divided) and not place.listed
            return label._replace(field=near.field, near=near.text, told=told)
    if not (place.whole or begins) or not may_be_label(written):
        return None
    return label if place.first or _is_closed(written) else None


def _is_closed(written: str) -> bool:
    """Whether a colon ends a text; signs that nobody sees may follow it."""
    return without_signs(written).rstrip().endswith((":", "："))


def _after_picture(form: Labels, text: str) -> Label | None:
    """``Indaba 2023 Logo ID : TITLE``: what stands before the first label is a picture's text."""
    if not _COLON.search(text, 0, _MAX_LABEL):
        return None
    for label in inside(form, text[:_MAX_LABEL], 0):
        before = text[: label.start].strip()
        if before and _PICTURE.search(before):
            noise = 0 if form.is_picture(before) else -1
            return label._replace(shape=Shape.COLON, noise=noise)
    return None


def _bold_stretches(line: Line) -> list[tuple[int, int]]:
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
    return stretches
