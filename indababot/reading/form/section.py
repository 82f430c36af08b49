"""A section: a label and the lines that belong to it, and where both stand."""

import re
from dataclasses import dataclass, field

from indababot.editions.model import FormField
from indababot.reading.form.labels import DIVIDER, Label, Shape
from indababot.reading.markup.inline import Line
from indababot.records import Span

_BEHIND_BOLD = re.compile(
    rf"(?:'{{2,5}}|(?:</\w+>)+)?[ \t\u00a0]*(?:[:：]|{DIVIDER})?(?:</\w+>)*[ \t\u00a0]*"
)
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

    def again(self, label: Label, line: Line) -> None:
        """Takes a line that is the label once more; where it is only nearly that, the label is told to be so, as far as the line goes."""
        answer = line.text[label.end :].lstrip()
        end = _offset(line, len(line.text) - len(answer), last=False) if answer else line.end
        self.behind = max(self.behind, end)
        if label.near:
            self.near = self.near or label.near
            self.label_span = Span(self.label_span.start, line.end)

    @property
    def filled(self) -> bool:
        """Whether anything visible stands in it."""
        return any(run.text.strip() or run.link for line in self.lines for run in line.runs)


def section_at(line: Line, label: Label, source: str, *, odd: bool, table: int) -> Section:
    """The section that a label in a line opens, without its lines yet."""
    start = _offset(line, label.start, last=False)
    stop = max(_offset(line, label.start + max(1, len(label.text)), last=True), start)
    last = max(_offset(line, label.end, last=True), stop)
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
    )


def _offset(line: Line, position: int, *, last: bool) -> int:
    """The source's offset of a visible position, taken as the first character of a stretch, or as the end of one."""
    left = position - last
    for run in line.runs:
        length = len(run.text)
        if left < length:
            return run.start + left + last if run.exact else run.end if last else run.start
        left -= length
    return line.runs[-1].end if line.runs else line.start
