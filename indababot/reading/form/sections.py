"""Labels and lines -> sections: which lines belong to which label, and which to none."""

import re
from collections.abc import Sequence

from indababot.editions.model import FormField
from indababot.pages import Markup
from indababot.reading.form.labels import LONG, PEOPLE, PROSE, TYPED_MARK, Label, Labels, Shape
from indababot.reading.form.layout import laid_out
from indababot.reading.form.near import says_little
from indababot.reading.form.section import Section, section_at
from indababot.reading.form.spelling import (
    is_caption,
    is_never,
    may_be_label,
    speaks_of_interest,
    tells_people,
)
from indababot.reading.form.tables import Entry
from indababot.reading.markup.inline import Line, LineKind, LinkKind, bared, cut
from indababot.reading.markup.stream import Edge, Fence, Stream
from indababot.records import FieldKey, Span

_PLAIN = frozenset(
    (
        (Shape.COLON, LineKind.PARAGRAPH),
        (Shape.INLINE, LineKind.PARAGRAPH),
        (Shape.BULLET, LineKind.BULLET),
    )
)
"""Forms of plain lines, and the lines in which their labels stand."""
_RATIO = re.compile(r"\d[:：]\d?$")
_ANSWER = re.compile(r"[:：]\s*(?P<answer>[(\[][^()\[\]]+[)\]])\s*$")
"""A bracket behind a colon at the end of a label."""
_COLON = re.compile("[:：]")
_TOLD = re.compile("[:：?？؟]")
"""What says that words in bold are a label: a colon, or that they ask."""
_LIST = re.compile("[,;/|،؛]")
_STOPS = ".!?…:;؟。"
_LONGEST_LITTLE = 12
_LISTED = frozenset((LineKind.BULLET, LineKind.NUMBER))
_CELLS = frozenset((LineKind.CELL, LineKind.HEADER_CELL))


def sections_of(stream: Stream, form: Labels, markup: Markup, source: str) -> list[Section]:
    """The fields of a page in order, with the labels and texts between them that are none."""
    return _Sections(laid_out(stream, form, markup), form, source).run()


class _Sections:
    def __init__(self, entries: list[Entry], form: Labels, source: str) -> None:
        self.entries = entries
        self.form = form
        self.source = source
        self.sections: list[Section] = []
        self.current: Section | None = None
        self.in_call = False
        self.table = 0
        self.worded: FormField | None = None
        """The field of prose in which words in bold with a colon stand that are no label."""
        self.parameters: set[FieldKey] = set()
        self.last: dict[Shape, int] = {}
        """Where the last label of each shape stands."""
        self.leading: set[FieldKey] = set()
        """The fields whose labels begin a line somewhere."""
        self.unlisted: set[FieldKey] = set()
        """The fields whose labels stand in no list."""
        self.bare: set[FieldKey] = set()
        """The fields whose labels no colon tells: a page that has some writes its labels so."""
        self.uncoloned: set[FieldKey] = set()
        """The fields whose labels in bold have no colon."""
        self.headed: dict[FieldKey, int] = {}
        for index, entry in enumerate(entries):
            if isinstance(entry.item, Fence):
                continue
            if entry.item.kind is LineKind.PARAMETER and (field := form.parameter(entry.item.text.strip())):
                self.parameters.add(field.key)
            for place, label in enumerate(entry.labels):
                self._note(label, entry.item, index, first=not place)

    def _note(self, label: Label, line: Line, index: int, *, first: bool) -> None:
        """Keeps what a label says of how the page writes its labels."""
        if label.field is None:
            return
        key = label.field.key
        self.last[label.shape] = index
        if first and not line.text[: label.start].strip():
            self.leading.add(key)
        if first and line.kind not in _LISTED:
            self.unlisted.add(key)
        if not label.near and not label.told:
            self.bare.add(key)
        if label.shape is Shape.BOLD and not _COLON.search(line.text, label.start, label.end):
            self.uncoloned.add(key)
        if label.shape is Shape.HEADING and key is not FieldKey.PARTICIPANTS:
            self.headed[key] = line.depth

    def run(self) -> list[Section]:
        for index, entry in enumerate(self.entries):
            if isinstance(entry.item, Fence):
                self._fence(entry.item)
            elif (self.in_call and not entry.labels) or entry.item.kind is LineKind.PARAMETER:
                self.in_call = True
                self._parameter(entry.item)
            elif entry.again and self.current:
                self.current.again(entry.again, entry.item)
                self._beside(self.current, entry.item, entry.again.end)
            elif entry.labels:
                self.in_call = False  # it was meant to end before them
                self._labelled(entry.item, entry.labels, index)
            else:
                self._append(entry.item)
        return self.sections

    def _fence(self, fence: Fence) -> None:
        if fence.edge is Edge.CALL:
            self.in_call, self.current = True, None
        elif fence.edge is Edge.CALL_END:
            self.in_call, self.current = False, None
        elif fence.edge is Edge.TABLE:
            self.table += 1
            if self.current and self.current.opens is None and not self.current.filled:
                self.current.opens = fence.start
        elif fence.edge is Edge.TABLE_END:
            if self.current and self.current.table < self.table:
                self.current.closes = fence.end
            else:
                self.current = None
            self.table = max(0, self.table - 1)

    def _parameter(self, line: Line) -> None:
        if line.kind is not LineKind.PARAMETER:
            self._append(line)
            return
        name = line.text.strip()
        known = self.form.parameter(name) if name else None
        near = self.form.near(name.replace("_", " ")) if name and not known else None
        if near and near.field.key not in self.parameters:
            known = near.field
            self.parameters.add(known.key)
        else:
            near = None
        behind = line.end + 1 if name else line.start
        lead = len(line.text) - len(line.text.lstrip())
        place = Span(*line.source(lead, lead + len(name))) if line.runs else Span(line.start, line.start)
        self._open(
            Section(
                known,
                name or None,
                place,
                behind,
                Shape.PARAMETER,
                odd=bool(name) and known is None,
                near=near.text if near else None,
            )
        )

    def _labelled(self, line: Line, labels: Sequence[Label], index: int) -> None:
        labels = [self._unanswered(line, label, index) for label in self._without_prose(line, labels)]
        if (
            not labels
            or self._is_answer(labels[0])
            or self._is_entry(line, labels[0])
            or self._is_person(line, labels)
            or self._is_begun(line, labels[0])
            or ((labels[0].field is None or labels[0].near) and self._is_prose(line, labels[0], index))
        ):
            self._append(line)
            return
        lead = labels[0].noise if labels[0].noise >= 0 else labels[0].start
        if line.text[:lead].strip() and not TYPED_MARK.fullmatch(line.text, 0, lead):
            self._append(cut(line, 0, lead))
        for number, label in enumerate(labels):
            following = labels[number + 1].start if number + 1 < len(labels) else None
            odd = label.field is None and self._is_odd(line, label)
            named = label.start if label.field else min(label.start + len(label.text), label.end)
            strange = self.form.strange(line.text[named : label.end])
            if strange >= 0:  # a hint that nobody knows is no label's: it may be what the author says
                self.current = None
                self._append(cut(line, named + strange, label.end, kind=LineKind.PARAGRAPH))
            section = section_at(line, label, self.source, odd=odd, table=self.table)
            self._open(section)
            self._beside(section, line, label.end, following)

    def _beside(self, section: Section, line: Line, start: int, end: int | None = None) -> None:
        """Gives a section what stands beside its label."""
        rest = bared(cut(line, start, end, kind=LineKind.PARAGRAPH))
        if rest.text.strip() or any(run.link for run in rest.runs):
            section.inline = True
            section.lines.append(rest)

    def _without_prose(self, line: Line, labels: Sequence[Label]) -> list[Label]:
        """The labels of a line without words in bold that nobody knows for one, inside a field of prose: ``Goal:``, ``Method:``.

        At the beginning of a line they may be a label that is misspelt or of another form, unless they are what parts of an abstract are
        called, or the field has others in its lines.
        """
        now = self.current.form if self.current else None
        out: list[Label] = []
        for label in labels:
            part = self.form.is_part(label.text)
            unknown = (
                label.shape is Shape.BOLD and not label.field and (part or not self.form.is_usual(label.text))
            )
            behind = bool(line.text[: label.start].strip())
            inside = now is not None and (behind or now is self.worded or part)
            if unknown and inside and now and now.key in PROSE:
                self.worded = now
            elif behind and now and now.key in PROSE and self._is_spoken(line, label):
                continue
            else:
                out.append(label)
                now = label.field
        return out

    def _is_spoken(self, line: Line, label: Label) -> bool:
        """Whether a label of the form in bold stands in the middle of a sentence: ``three things: the '''theme:''' of a map``.

        The word before it belongs to it (``the``), or no sentence ends before it and the field has a label of its own.
        """
        if label.shape is not Shape.BOLD:
            return False
        before = line.text[: label.start].rstrip()
        if label.field is None or label.field.key is FieldKey.OTHER:
            # A word that is a label in another language: ``need '''data:''' depth``.
            return label.text[:1].islower() and before[-1:] not in _STOPS
        if is_never(label.text):
            return True
        own = label.field.key in self.leading and before[-1:] not in _STOPS
        return own or says_little(before[-_LONGEST_LITTLE:].split()[-1])

    def _unanswered(self, line: Line, label: Label, index: int) -> Label:
        """A label without the bracket after its colon, which is the answer where no other follows it.

        A list of common words is what the form offers.
        """
        told = _ANSWER.search(line.text, label.start, label.end) if label.field else None
        if told is None or (_LIST.search(told["answer"]) and self.form.strange(told["answer"]) < 0):
            return label
        after = map(self.entries.__getitem__, range(index + 1, len(self.entries)))
        following = next((entry for entry in after if entry.filled), None)
        if following and isinstance(following.item, Line) and not following.labels:
            return label
        return label._replace(end=told.start("answer"), text=line.text[label.start : told.start()].strip())

    def _is_answer(self, label: Label) -> bool:
        """Whether a whole line below a heading that is a label answers it: the form's labels are headings."""
        below = (
            self.current is not None and self.current.form is not None and self.current.shape is Shape.HEADING
        )
        return below and label.shape is Shape.LINE and len(self.headed) > 1

    def _is_entry(self, line: Line, label: Label) -> bool:
        """Whether a label that begins an entry of a list is a part of the text that the list belongs to: the form has it elsewhere."""
        now = self.current.form if self.current else None
        if line.kind not in _LISTED or now is None or now.key not in PROSE or label.field is None:
            return False
        return {now.key, label.field.key} <= self.unlisted

    def _is_begun(self, line: Line, label: Label) -> bool:
        """Whether words in bold that are a label begin a sentence of prose: *Requirements* of a good map."""
        now = self.current
        if now is None or now.form is None or now.form.key not in PROSE or label.shape is not Shape.BOLD:
            return False
        goes_on = line.text[label.end : label.end + 1].islower() and len(self.uncoloned) < 2
        return goes_on and now.filled and not _TOLD.search(line.text, label.start, label.end)

    def _is_person(self, line: Line, labels: Sequence[Label]) -> bool:
        """Whether an entry below a heading for authors tells one of them, and behind the name the account: ``Name: A – Username: B``."""
        now = self.current
        if now is None or now.form is None or now.form.key is not FieldKey.AUTHORS:
            return False
        account = labels[-1].field is not None and labels[-1].field.key is FieldKey.USERNAMES
        named = line.text[: labels[-1].start].strip() != "" and labels[0].field in (None, labels[-1].field)
        return account and named and line.kind in _LISTED and now.shape is Shape.HEADING

    def _is_prose(self, line: Line, label: Label, index: int) -> bool:
        """Whether an unknown label is a part of the field that it stands in: a sub-heading, or a bold word."""
        now = self.current
        if label.field is None and (self._is_sibling(line, label) or self._heads_accounts(label, index)):
            return False
        if label.field is None and not label.told and len(self.bare) < 2 and not self._is_apart(index):
            return True
        if now is None or now.form is None:
            return False
        people = now.form.key in PEOPLE and now.form.key is not FieldKey.PARTICIPANTS and now.filled
        if people and label.field is None and len(self.bare) > 1 and is_caption(label.text.partition("(")[0]):
            return False
        if not label.told and (now.form.key in LONG or not now.filled):
            listed = label.field is not None and label.field.key is FieldKey.PARTICIPANTS
            return not (label.near and (len(self.bare) > 1 or listed))
        if label.shape is not Shape.HEADING:
            return label.shape is Shape.BOLD and (
                now.shape in (Shape.HEADING, Shape.PARAMETER) or now.form.key is FieldKey.PARTICIPANTS
            )
        if now.shape is Shape.HEADING:
            return line.depth > now.level and not self._is_answered(now)
        if now.form.key not in PROSE or line.depth < 3:
            return False
        return now.shape is not None and self.last.get(now.shape, -1) > index

    def _is_answered(self, now: Section) -> bool:
        """Whether a field that holds no prose has its answer, and no heading in it: the next heading is none of it, however deep."""
        short = (
            now.form is not None and now.form.key not in PROSE and now.form.key is not FieldKey.PARTICIPANTS
        )
        return short and now.filled and all(line.kind is not LineKind.HEADING for line in now.lines)

    def _is_sibling(self, line: Line, label: Label) -> bool:
        """Whether an entry of a list begins with words in bold and a colon as the one above it does, a label with its answer."""
        now = self.current
        return (
            now is not None
            and now.form is not None
            and now.form.key is not FieldKey.PARTICIPANTS
            and label.shape is now.shape is Shape.BOLD
            and now.level == line.depth > 0
            and (
                now.inline
                or (now.filled and all(one.depth > now.level for one in now.lines if one.text.strip()))
            )
            and not line.text[: label.start].strip()
            and _TOLD.search(line.text, label.start, label.end) is not None
            and not tells_people(label.text)
        )

    def _heads_accounts(self, label: Label, index: int) -> bool:
        """Whether words in bold that speak of interest stand above a list of accounts."""
        if label.shape is not Shape.BOLD or not speaks_of_interest(label.text):
            return False
        after = (self.entries[place].item for place in range(index + 1, len(self.entries)))
        lines = (item for item in after if isinstance(item, Line) and item.runs and not item.is_template)
        following = next(lines, None)
        if following is None or following.kind not in _LISTED:
            return False
        return any(run.link and run.link.kind is LinkKind.USER for run in following.runs)

    def _is_apart(self, index: int) -> bool:
        """Whether a blank line parts a line from a short field that is filled: what stands there in bold is none of its value."""
        now, before = self.current, self.entries[index - 1] if index else None
        short = now is not None and now.form is not None and now.form.key not in LONG
        return now is not None and short and now.filled and before is not None and not before.filled

    def _is_odd(self, line: Line, label: Label) -> bool:
        return label.shape is not Shape.HEADING or (
            len(self.headed) > 1 and line.depth in self.headed.values()
        )

    def _open(self, section: Section) -> None:
        self.sections.append(section)
        self.current = section

    def _append(self, line: Line) -> None:
        if self.current is None:
            last = self.sections[-1] if self.sections else None
            if last is None or last.label is not None or last.form is not None:
                if not line.runs:
                    return
                self.sections.append(Section(None, None, Span(line.start, line.start), line.start, None))
            self.sections[-1].lines.append(line)
            return
        if self._is_stray(line):
            text = line.text
            colon = _COLON.search(text)
            end = colon.end() if colon else 0
            label = Label(0, end, None, Shape.COLON, text[: max(0, end - 1)].strip())
            self._labelled(line, [label], 0)
            return
        self.current.lines.append(line)

    def _is_stray(self, line: Line) -> bool:
        """``Foo: bar`` below a short field that is filled already: a label of a plain form that nobody told us of."""
        now = self.current
        if now is None or (now.shape, line.kind) not in _PLAIN:
            return False
        head, colon, _ = line.text.partition(":")
        if now.form is not None and (now.form.key in LONG or not now.filled):
            if not colon or now.form.key in PROSE or not now.filled:
                return False
            beside = now.inline and now.shape is Shape.BULLET and line.depth == now.level
            linked = any(run.link and run.link.kind is LinkKind.USER for run in line.runs)
            strange = (
                beside
                and may_be_label(head)
                and len(head.split()) == 1
                and not (linked or tells_people(head))
            )
            return self.form.is_usual(head) or strange or (now.inline and is_caption(head))
        return (
            bool(colon)
            and len(head) <= 60
            and not any(run.link for run in line.runs[:1])
            and not _RATIO.search(line.text[: len(head) + 2])
            and may_be_label(head)
        )
