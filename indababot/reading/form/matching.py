"""The labels that stand in a line: where each begins and ends, and how it is written."""

import re

from indababot.lexicon import lexicon
from indababot.pages import Markup
from indababot.reading.form.boldlabels import bold_labels, stretches_of
from indababot.reading.form.copied import inlined, inside, led
from indababot.reading.form.labels import MAX_LABEL, Label, Labels, Shape
from indababot.reading.form.near import stems
from indababot.reading.form.spelling import may_be_label
from indababot.reading.form.textlabels import COLON, asks, before_colon, nearly, numbered, unquoted, whole
from indababot.reading.gendered import ungendered
from indababot.reading.markup import CELLS, INDENTED, LISTED, Line, LineKind, LinkKind
from indababot.records import FieldKey

_TITLES = (LineKind.HEADING, LineKind.TERM)
"""Lines that are labels as a whole."""
_EDIT_LINKS = "|".join(
    re.escape(words) if words.swapcase() != words else rf"(?<!\w){re.escape(words)}"
    for words in lexicon().interface.edit_section
)
"""In a script without capitals it may be the end of a word, so none stands right before it."""
_EDIT_WORD = re.compile(rf"[\s\u00a0]*\[?\s*(?:{_EDIT_LINKS})(?:\s*\|\s*\w[\w ]*)?\s*\]?$", re.I)
"""A section's edit link, which a copy glues to its heading."""
_PICTURES = "|".join(map(re.escape, lexicon().labels.pictures))
_PICTURE = re.compile(rf"(?:\b(?:{_PICTURES})|\.(?:png|svg|jpe?g|gif|webp))$", re.I)
_COUNTED = re.compile(r"^[\s*]*(?:\d{1,2}\s?[.)])?[\s*]*")
"""What may stand before a label: a typed number, and stars of another markup."""
_SIGN = re.compile(r"[:：?？؟#\d–—=→⟶⇒-](?:(?<![–—=→⟶⇒-])|(?<=\s.)(?=\s))")
"""Without one of these a paragraph is a label only as a whole or in bold."""


def find(form: Labels, line: Line, markup: Markup, *, first: bool = False) -> list[Label]:
    """The labels that stand in a line, in order; unknown ones too, where they look like labels. ``first``: no field came before."""
    labels = _found(form, line, markup, first=first)
    if labels and labels[0].field and line.kind not in _TITLES and _is_linked(line, labels[0]):
        return labels[1:]  # ``Usuaria:`` of an account is none
    return labels


def _is_linked(line: Line, label: Label) -> bool:
    """Whether a label begins inside a link to an account."""
    end = 0
    for run in line.runs:
        end += len(run.text)
        if label.start < end:
            return run.link is not None and run.link.kind is LinkKind.USER
    return False


def _found(form: Labels, line: Line, markup: Markup, *, first: bool) -> list[Label]:
    text = line.text
    if line.kind in _TITLES:
        return _titled(form, line, text)
    if line.kind in CELLS and (label := whole(form, text, Shape.CELL) or numbered(form, text, Shape.CELL)):
        return [label]
    bold = stretches_of(line)
    if line.kind is LineKind.PARAGRAPH and markup is not Markup.TEXT and not bold and not _SIGN.search(text):
        label = whole(form, text, Shape.LINE)
        return [label] if label and not _leads_out(line) else []
    if bold and (labels := bold_labels(form, line, text, bold)):
        if first and labels[0].field is None and (pictured := _after_picture(form, text[: labels[0].end])):
            labels[0] = pictured
        lead = before_colon(form, text[: labels[0].start], Shape.COLON) if labels[0].start else None
        return [lead, *labels] if lead else labels
    if first and (pictured := _after_picture(form, text)):
        return [pictured]
    listed = line.kind in INDENTED
    label = None if listed or _leads_out(line) else whole(form, text, Shape.LINE)
    label = label or before_colon(form, text, Shape.BULLET if listed else Shape.COLON)
    if label is None:
        label = (
            _alone(form, text) if listed else _edited(form, text, markup) or numbered(form, text, Shape.LINE)
        )
    if label is None:
        copied = markup is Markup.TEXT and line.kind is LineKind.PARAGRAPH
        return _maybe(form, line, text) or (led(form, text) if copied else [])
    return inlined(form, text, label) if markup is Markup.TEXT and not listed else [label]


def _alone(form: Labels, text: str) -> Label | None:
    """An entry of a list that is a label as a whole: its value may follow below the list's entry."""
    label = whole(form, text, Shape.BULLET) or (
        nearly(form, text, Shape.BULLET) if may_be_label(text) else None
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
    if line.kind in CELLS:
        label = nearly(form, text, Shape.CELL) if may_be_label(text) or asks(text) else None
        return [label] if label and label.end == len(text) else []
    listed = line.kind in LISTED
    if (line.kind is not LineKind.PARAGRAPH and not listed) or len(text) > MAX_LABEL:
        return []
    if asks(text) and not listed:
        label = nearly(form, text, Shape.LINE)
        return [label] if label and label.end == len(text) else []
    colon = COLON.search(text)
    if colon is None:
        return _said_again(form, text) if not listed else []
    if text.startswith("//", colon.end()):  # an address begins there
        return []
    written = _COUNTED.sub("", text[: colon.start()]).strip()
    if not may_be_label(written):
        return []
    near = form.near(text[: colon.start()])
    bare = Shape.COLON if text[colon.end() :].strip() else Shape.LINE
    shape = Shape.BULLET if listed else bare
    start = len(text) - len(text.lstrip())
    label = near and Label(start, colon.end(), near.field, shape, written, near=near.text)
    return [unquoted(text, label)] if label else []


def _said_again(form: Labels, text: str) -> list[Label]:
    """A line that is the edition's label but for articles, numbers and endings: ``Autores de la propuesta``. More apart is prose."""
    label = nearly(form, text, Shape.LINE) if may_be_label(text) else None
    if label is None or label.near is None:
        return []
    plain = ungendered(text)
    words = stems(plain)
    enough = len(words) > 1 or plain != text
    return [label] if enough and stems(label.near) == words else []


def _titled(form: Labels, line: Line, text: str) -> list[Label]:
    shape = Shape.HEADING if line.kind is LineKind.HEADING else Shape.TERM
    label = (
        whole(form, text, shape) or _edited(form, text, Markup.TEXT, shape) or before_colon(form, text, shape)
    )
    if label and text[label.end :].strip() and (asks(text) or _orders_after(line, label)):
        # The colon stands inside a question, all of which is the label; so is "Add yourself" behind "Interested?" in a heading.
        label = label._replace(end=len(text), text=text.strip(), near=label.text)
    label = label or numbered(form, text, shape)
    bold = stretches_of(line) if label is None else []
    if labels := [one for one in bold_labels(form, line, text, bold) if one.field and not one.near]:
        return labels
    label = label or nearly(form, text, shape)
    start = len(text) - len(text.lstrip())
    return [label or Label(start, len(text), None, shape, text.strip(" \t\u00a0:："))]


def _orders_after(line: Line, label: Label) -> bool:
    """Whether a heading asks who comes and then goes on, with no link to anybody: it says what to do."""
    asked = line.kind is LineKind.HEADING and label.key is FieldKey.PARTICIPANTS
    return asked and asks(line.text[: label.end]) and not any(run.link for run in line.runs)


def _edited(form: Labels, text: str, markup: Markup, shape: Shape = Shape.LINE) -> Label | None:
    """A heading with the noise of its edit link: ``Interested participants edit``."""
    if markup is not Markup.TEXT or not (noise := _EDIT_WORD.search(text, max(0, len(text) - 80))):
        return None
    label = whole(form, text[: noise.start()], shape)
    return Label(label.start, len(text), label.field, shape, label.text) if label else None


def _after_picture(form: Labels, text: str) -> Label | None:
    """``Indaba 2023 Logo ID : TITLE``: what stands before the first label is a picture's text."""
    if not COLON.search(text, 0, MAX_LABEL):
        return None
    for label in inside(form, text[:MAX_LABEL], 0):
        before = text[: label.start].strip()
        if _PICTURE.search(before):
            noise = 0 if form.is_known(before) else -1
            return label._replace(shape=Shape.COLON, noise=noise)
    return None
