"""A section: a label and the lines that belong to it, and where both stand."""

import re
from dataclasses import dataclass, field, replace

from indababot.editions import FormField
from indababot.lexicon import SIGNS
from indababot.reading.form.labels import DIVIDER, PEOPLE, Label, Shape
from indababot.reading.form.lists import STRONG
from indababot.reading.form.spelling import may_be_label
from indababot.reading.gendered import ENDINGS
from indababot.reading.markup import CELLS, Line, LineKind, cut
from indababot.records import FieldKey, Span

_PLAIN = (Shape.COLON, Shape.INLINE)
"""Labels of plain lines, with their values beside them."""
_COLONS = (":", "：")
_ENDING = re.compile(rf"(?:{ENDINGS})\s*[:：]\s*", re.IGNORECASE)
_ENDING_ALONE = re.compile(rf"(?:{ENDINGS})\s*")
_NEAR = 20
"""Blanks behind a label's colon are no more."""
_TOLD = (*_COLONS, "?", "？", "؟")
_BEHIND_BOLD = re.compile(
    rf"(?:'{{2,5}}|(?:</\w+>)+)?[ \t\u00a0]*(?:[:：]|{DIVIDER})?(?:</\w+>)*[ \t\u00a0]*"
)
_NUMBER = re.compile(r"[\s*]*\d{1,2}\s?[.)][\s*]*")
_SIGN = re.compile("[:：?？؟]")
_LONGEST = 100
_LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"
_CLOSING = " :：*"
_TYPED = re.compile(rf"[\s'*;:={SIGNS}]*+(?:</?\w+>)*+(\d{{1,2}})\s?[.)](?!\d)")
_BETWEEN_OPTIONS = " \t\u00a0()[],;/|"
_BOX = re.compile("[☐🔲☑☒✓✔✅]")
_SEVERAL = 2
_MARKS = ("?", "？", "؟")
_OWN_LINES = (Shape.LINE, Shape.COLON)
_NO_SENTENCES = (
    *(FieldKey.NUMBER, FieldKey.STATUS, FieldKey.TYPES, FieldKey.THEMES, FieldKey.LEVELS, FieldKey.LANGUAGES),
    *(FieldKey.MODE, FieldKey.AFFILIATION, FieldKey.COUNTRY, FieldKey.DURATION, FieldKey.EMAILS),
)
"""Fields whose answers are words, and ask nothing."""
_FEWEST_WORDS = 4
"""Of a question: a shorter one may be a doubt of the author's (``GLAM? Or tools?``)."""
_BEHIND = re.compile(r"(?:\s*</\w+>)*[ \t\u00a0]*")


@dataclass(slots=True, eq=False)
class Section:
    """A label and the lines that belong to it. ``form`` is the form's field, None where the form has no such label; ``label`` is None
    for text without one.

    ``odd`` says that the label looks like those of the form, so that checking has to tell of it. ``behind`` is the offset behind the label.
    """

    form: FormField | None
    label: str | None
    label_span: Span
    behind: int
    shape: Shape | None
    level: int = 0
    odd: bool = False
    lines: list[Line] = field(default_factory=list)
    inline: bool = False
    """The first line stands on the label's own line."""
    table: int = 0
    opens: int | None = None
    """Where a table begins with which its value begins."""
    closes: int = 0
    """Where the last table inside its value ends."""
    near: str | None = None
    """The edition's label, where the page's is only nearly it."""
    call: int = 0
    """Which of the page's calls a parameter stands in."""
    kind: LineKind | None = None
    """The kind of the label's line."""
    number: int = 0
    """What somebody typed before the label, as in ``7. Scholarship needed:``; 0 without one."""
    options: Line | None = None
    """What may be chosen, in a bracket of the label, where some of it is marked: that may be the answer."""

    @property
    def name(self) -> str:
        """The label as it is told: without the stars that make it bold in another markup."""
        label = self.label or ""
        return label.replace("**", "").rstrip(_CLOSING) if "**" in label else label

    def again(self, label: Label, line: Line) -> None:
        """Takes a line that is the label once more; where it is only nearly that, the label is told to be so, as far as the line goes."""
        answer = line.text[label.end :].lstrip()
        end = line.source(len(line.text) - len(answer), len(line.text))[0] if answer else line.end
        self.behind = max(self.behind, end)
        if label.near:
            self.near = self.near or label.near
            self.label_span = Span(self.label_span.start, line.end)

    @property
    def key(self) -> FieldKey | None:
        """The key of its field."""
        return self.form.key if self.form else None

    @property
    def filled(self) -> bool:
        """Whether anything visible stands in it."""
        return any(run.text.strip() or run.link for line in self.lines for run in line.runs)


def section_at(line: Line, label: Label, source: str, *, odd: bool, table: int) -> Section:
    """The section that a label in a line opens, without its lines yet."""
    first = max(
        label.start, line.text.find(label.text, label.start, label.end)
    )  # behind a typed number and stars
    start, stop = line.source(first, first + max(1, len(label.text)))
    last = max(line.source(label.end - 1, label.end)[1], stop)
    match = (_BEHIND_BOLD if label.shape is Shape.BOLD else _BEHIND).match(source, last)
    return Section(
        label.field,
        label.text,
        Span(start, stop),
        match.end() if match else last,
        label.shape,
        line.depth,
        odd,
        table=table,
        near=label.near,
        kind=line.kind,
        number=_typed(label.text, start, source, line.kind),
        options=_options(line, label) if label.field and label.field.choices else None,
    )


def _options(line: Line, label: Label) -> Line | None:
    """What stands in a label's bracket, where some of it is struck, underlined, ticked or in other bold than the bracket itself."""
    start, stop = line.text.find("(", label.start, label.end), line.text.rfind(")", label.start, label.end)
    if not label.start < start < stop:
        return None
    inside = cut(line, start, stop + 1, kind=LineKind.PARAGRAPH)
    looks = {(run.bold, run.struck, run.marked) for run in inside.runs if run.text.strip(_BETWEEN_OPTIONS)}
    if len(looks) < _SEVERAL and not _BOX.search(inside.text):
        return None
    bold = inside.runs[0].bold
    return replace(inside, runs=tuple(run._replace(bold=run.bold != bold) for run in inside.runs))


def without_ending(now: Section, line: Line) -> Line:
    """A definition without the ending of its term in another gender, which the wiki takes for its beginning: ``;Referent:innen: Jana``."""
    told = line.kind is LineKind.DEFINITION and now.shape is Shape.TERM and not now.filled
    found = _ENDING.match(line.text) if told else None
    beside = told and now.key in PEOPLE and line.start - now.label_span.end <= 1
    if found is None and beside:  # ``;Referent:in``, and the value below
        found = _ENDING_ALONE.fullmatch(line.text)
    return cut(line, found.end()) if found else line


def is_alike(now: Section, line: Line, source: str) -> bool:
    """Whether a line stands where a label of a plain form would: as the one above it does, which has its value beside or below it."""
    if now.shape is Shape.BULLET:
        return (now.kind, now.level) == (line.kind, line.depth)
    if now.shape is Shape.LINE:
        above = source[max(0, now.behind - _NEAR) : now.behind].rstrip().endswith(_COLONS)
        return above and line.kind is LineKind.PARAGRAPH and line.text.rstrip().endswith(_COLONS)
    in_cells = line.kind in CELLS and now.kind in CELLS
    return now.shape in _PLAIN and (line.kind is LineKind.PARAGRAPH or in_cells)


def asked_label(now: Section, line: Line) -> Label | None:
    """A question of a plain form that nobody told us of, on a line below a short answer, or below one to a question that is no field."""
    text = line.text.strip(_CLOSING)
    plain = line.kind is LineKind.PARAGRAPH and len(text) <= _LONGEST and text.endswith(_MARKS)
    if not plain or len(text.split()) < _FEWEST_WORDS or text[:1].islower():
        return None
    asked = now.key in (None, FieldKey.OTHER) and (now.label or "").endswith(_MARKS)
    if not (asked or now.key in _NO_SENTENCES) or now.shape not in _OWN_LINES or not now.filled:
        return None
    start = len(line.text) - len(line.text.lstrip())
    return Label(start, len(line.text), None, Shape.LINE, line.text.strip(_CLOSING))


def is_next(now: Section, line: Line, source: str) -> bool:
    """Whether somebody typed a number before a line that is one more than that of the label above it: ``7. Scholarship needed: yes``."""
    return now.number > 0 and now.number + 1 == _typed(line.text, line.start, source, line.kind)


def _typed(text: str, place: int, source: str, kind: LineKind | None) -> int:
    """The number that is typed before a text, or before its line; 0 without one."""
    found = _TYPED.match(text)
    if found is None and kind in (LineKind.NUMBER, LineKind.PARAGRAPH):
        found = _TYPED.match(source, _line_start(source, place))
    return int(found[1]) if found else 0


def _line_start(source: str, place: int) -> int:
    """Where a line begins in which a place stands; in a text from a word processor other signs than a newline end one."""
    low = max(0, place - _LONGEST)
    return max(low, *(source.rfind(sign, low, place) + 1 for sign in _LINE_ENDS))


def strange_label(line: Line) -> Label | None:
    """The label that nobody told us of in a line with a typed number: what stands before a colon, or a question."""
    text = line.text
    number = _NUMBER.match(text)
    start = number.end() if number else len(text) - len(text.lstrip())
    found = _SIGN.search(text, start, start + _LONGEST)
    if (
        found is None
        or not may_be_label(text[start : found.start()])
        or any(run.link for run in line.runs[:1])
    ):
        return None
    asks = found[0] not in _COLONS
    if asks and not (line.runs[0].bold or text[found.end() :].strip(_CLOSING)):
        return None
    end = found.end() + len(text[found.end() :]) - len(text[found.end() :].lstrip(_CLOSING))
    named = text[start : found.end() if asks else found.start()].strip(" *")
    return Label(start, end, None, Shape.BULLET, named)


def answers(now: Section, line: Line, label: Label) -> bool:
    """Whether a label that is a whole line may answer the label before it: Mode: *online or in person*.

    That is of the same field, or the form's labels look otherwise: ``; Theme`` and ``: Languages``.
    """
    if now.form is None or now.filled:
        return False
    bare = now.shape in STRONG and now.key not in PEOPLE and label.shape in (Shape.LINE, Shape.BULLET)
    if label.field is not now.form and not bare:
        return False
    weak = label.shape not in (Shape.BOLD, Shape.HEADING, Shape.TERM)
    return weak and not line.text.rstrip().endswith(_TOLD) and not line.text[label.end :].strip()
