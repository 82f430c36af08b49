"""The neutral stream -> labelled fields: which lines belong to which label, and which belong to none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from indababot.editions.model import FormField
from indababot.pages import Markup
from indababot.reading.form.labels import PEOPLE, PROSE, Hit, Labels, Shape
from indababot.reading.form.rows import Entry
from indababot.reading.form.settling import settled
from indababot.reading.form.spelling import may_be_label
from indababot.reading.markup.inline import Line, LineKind, cut
from indababot.reading.markup.stream import Edge, Fence, Stream
from indababot.records import FieldKey, Span

_BEHIND_BOLD = re.compile(r"(?:'{2,5}|(?:</\w+>)+)?[ \t\u00a0]*[:：]?(?:</\w+>)*[ \t\u00a0]*")
_BEHIND = re.compile(r"(?:\s*</\w+>)*[ \t\u00a0]*")
_PLAIN = frozenset(
    (
        (Shape.COLON, LineKind.PARAGRAPH),
        (Shape.INLINE, LineKind.PARAGRAPH),
        (Shape.BULLET, LineKind.BULLET),
    )
)
"""Forms of plain lines, and the lines in which their labels stand."""
_RATIO = re.compile(r"\d[:：]\d?$")
_CELLS = frozenset((LineKind.CELL, LineKind.HEADER_CELL))


@dataclass(slots=True, eq=False)
class Found:
    """A label and the lines that belong to it; ``form`` is the form's field: None where the form has no such label; ``label`` is None
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
    near: str | None = None
    """The edition's label, where the page's is only nearly it."""

    @property
    def filled(self) -> bool:
        """Whether anything visible stands in it."""
        return any(run.text.strip() or run.link for line in self.lines for run in line.runs)


def group(stream: Stream, labels: Labels, markup: Markup, source: str) -> list[Found]:
    """The fields of a page in order, with the labels and texts between them that are none."""
    return _Grouper(settled(stream, labels, markup), labels, source).run()


class _Grouper:
    def __init__(self, entries: list[Entry], labels: Labels, source: str) -> None:
        self.entries = entries
        self.labels = labels
        self.source = source
        self.found: list[Found] = []
        self.current: Found | None = None
        self.in_call = False
        self.table = 0
        self.parameters = {
            field.key
            for entry in entries
            if isinstance(entry.item, Line) and entry.item.kind is LineKind.PARAMETER
            if (field := labels.parameter(entry.item.text.strip())) is not None
        }
        self.last = {
            hit.shape: index for index, entry in enumerate(entries) for hit in entry.hits if hit.field
        }
        """Where the last label of each shape stands."""
        self.headed = {
            hit.field.key: entry.item.depth
            for entry in entries
            for hit in entry.hits
            if hit.field
            and hit.shape is Shape.HEADING
            and isinstance(entry.item, Line)
            and hit.field.key is not FieldKey.PARTICIPANTS
        }

    def run(self) -> list[Found]:
        for index, entry in enumerate(self.entries):
            if isinstance(entry.item, Fence):
                self._fence(entry.item)
            elif self.in_call:
                self._parameter(entry.item)
            elif entry.again and self.current:
                self.current.behind = max(self.current.behind, entry.item.end)
            elif entry.hits:
                self._labelled(entry.item, entry.hits, index)
            else:
                self._append(entry.item)
        return self.found

    def _fence(self, fence: Fence) -> None:
        if fence.edge is Edge.CALL:
            self.in_call, self.current = True, None
        elif fence.edge is Edge.CALL_END:
            self.in_call, self.current = False, None
        elif fence.edge is Edge.TABLE:
            self.table += 1
        elif fence.edge is Edge.TABLE_END:
            if self.current and self.current.table >= self.table:
                self.current = None
            self.table = max(0, self.table - 1)

    def _parameter(self, line: Line) -> None:
        if line.kind is not LineKind.PARAMETER:
            self._append(line)
            return
        name = line.text.strip()
        known = self.labels.parameter(name) if name else None
        near = self.labels.near(name.replace("_", " ")) if name and not known else None
        if near and near.field.key not in self.parameters:
            known = near.field
            self.parameters.add(known.key)
        else:
            near = None
        behind = line.end + 1 if name else line.start
        start = (
            line.runs[0].start + len(line.runs[0].text) - len(line.runs[0].text.lstrip())
            if line.runs
            else line.start
        )
        self._open(
            Found(
                known,
                name or None,
                Span(start, start + len(name)),
                behind,
                Shape.PARAMETER,
                odd=bool(name) and known is None,
                near=near.text if near else None,
            )
        )

    def _labelled(self, line: Line, hits: Sequence[Hit], index: int) -> None:
        if (hits[0].field is None or hits[0].near) and self._is_prose(line, hits[0], index):
            self._append(line)
            return
        lead = hits[0].noise if hits[0].noise >= 0 else hits[0].start
        if line.text[:lead].strip():
            self._append(cut(line, 0, lead))
        for number, hit in enumerate(hits):
            following = hits[number + 1].start if number + 1 < len(hits) else None
            start = _offset(line, hit.start, last=False)
            stop = max(_offset(line, hit.start + max(1, len(hit.label)), last=True), start)
            last = max(_offset(line, hit.end, last=True), stop)
            pattern = _BEHIND_BOLD if hit.shape is Shape.BOLD else _BEHIND
            match = pattern.match(self.source, last)
            odd = hit.field is None and self._is_odd(line, hit)
            named = hit.start if hit.field else min(hit.start + len(hit.label), hit.end)
            strange = self.labels.strange(line.text[named : hit.end])
            if strange >= 0:  # a hint that nobody knows is no label's: it may be what the author says
                self.current = None
                self._append(cut(line, named + strange, hit.end, kind=LineKind.PARAGRAPH))
            found = Found(
                hit.field,
                hit.label,
                Span(start, stop),
                match.end() if match else last,
                hit.shape,
                line.depth,
                odd,
                table=self.table,
                near=hit.near,
            )
            self._open(found)
            rest = cut(line, hit.end, following, kind=LineKind.PARAGRAPH)
            if rest.text.strip() or any(run.link for run in rest.runs):
                found.inline = True
                found.lines.append(rest)

    def _is_prose(self, line: Line, hit: Hit, index: int) -> bool:
        """Whether an unknown label is a part of the field that it stands in: a sub-heading, or a bold word."""
        now = self.current
        if now is None or now.form is None:
            return False
        if not hit.told and (now.form.key in PROSE | PEOPLE or not now.filled):
            return True
        if hit.shape is not Shape.HEADING:
            return hit.shape is Shape.BOLD and (
                now.shape in (Shape.HEADING, Shape.PARAMETER) or now.form.key is FieldKey.PARTICIPANTS
            )
        if now.shape is Shape.HEADING:
            return line.depth > now.level
        if now.form.key not in PROSE or line.depth < 3:
            return False
        return now.shape is not None and self.last.get(now.shape, -1) > index

    def _is_odd(self, line: Line, hit: Hit) -> bool:
        return hit.shape is not Shape.HEADING or (len(self.headed) > 1 and line.depth in self.headed.values())

    def _open(self, found: Found) -> None:
        self.found.append(found)
        self.current = found

    def _append(self, line: Line) -> None:
        if self.current is None:
            last = self.found[-1] if self.found else None
            if last is None or last.label is not None or last.form is not None:
                if not line.runs:
                    return
                self.found.append(Found(None, None, Span(line.start, line.start), line.start, None))
            self.found[-1].lines.append(line)
            return
        if self._is_stray(line):
            text = line.text
            colon = re.search("[:：]", text)
            end = colon.end() if colon else 0
            hit = Hit(0, end, None, Shape.COLON, text[: max(0, end - 1)].strip())
            self._labelled(line, [hit], 0)
            return
        self.current.lines.append(line)

    def _is_stray(self, line: Line) -> bool:
        """``Foo: bar`` below a short field that is filled already: a label of a plain form that nobody told us of."""
        now = self.current
        if now is None or (now.shape, line.kind) not in _PLAIN:
            return False
        if now.form is not None and (now.form.key in PROSE | PEOPLE or not now.filled):
            return False
        head, colon, _ = line.text.partition(":")
        return (
            bool(colon)
            and len(head) <= 60
            and not any(run.link for run in line.runs[:1])
            and not _RATIO.search(line.text[: len(head) + 2])
            and may_be_label(head)
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
