"""Labels and lines -> sections: which lines belong to which label, and which to none."""

import re
from collections.abc import Sequence

from indababot.editions import Edition
from indababot.lexicon import is_mark
from indababot.pages import Page
from indababot.reading.form.habits import COLON, habits_of
from indababot.reading.form.labels import LONG, PROSE, Label, Labels, Shape, labels_of
from indababot.reading.form.layout import laid_out
from indababot.reading.form.navigation import leads_up, titles_of
from indababot.reading.form.near import says_little
from indababot.reading.form.ranks import is_of_another
from indababot.reading.form.section import (
    Section,
    answers,
    asked_label,
    is_alike,
    is_next,
    section_at,
    strange_label,
    without_ending,
)
from indababot.reading.form.spelling import (
    is_answer,
    is_caption,
    may_be_label,
    speaks_of_interest,
    tells_people,
    tells_reviewers,
)
from indababot.reading.form.sublabels import is_sublabel
from indababot.reading.form.tables import Entry
from indababot.reading.form.textlabels import unquoted
from indababot.reading.markup import LISTED, Edge, Fence, Line, LineKind, LinkKind, Stream, bared, cut
from indababot.records import FieldKey, Span

_PARTING = (";", "|", "·", "•", "؛")
_SLASH = re.compile(r"(?<=\s)/\s*$")
_RATIO = re.compile(r"\d[:：]\d?$")
_SPACED = re.compile(r"_|(?<=[^\W\d_])(?=\d)")
"""Where a blank stands in the label that a parameter's name is: ``name_2``, ``name2``."""
_ANSWER = re.compile(r"(?:(?P<colon>[:：]\**)|(?<=\S))\s*+(?P<answer>[(\[][^()\[\]]++[)\]])\s*$")
"""A bracket behind a colon or behind words in bold, at the end of a label."""
_CLOSING = (")", "]")
_LIST = re.compile("[,;/|،؛]")
_MARKED = " *•–-"
"""Signs of another markup around a label: ``- **Label:**``."""
_AROUND = " \t\u00a0:："
_STOPS = ".!?…:;؟。"
_STRAY = " \t\n\u00a0'\"’‘“”"
"""Quotes of bold that was written with too many."""
_LONGEST_LITTLE = 12


def sections_of(page: Page, edition: Edition, stream: Stream) -> list[Section]:
    """The fields of a page in order, with the labels and texts between them that are none."""
    form = labels_of(edition)
    entries = laid_out(stream, form, page.markup)
    return _Sections(entries, form, page.text, titles_of(page, edition)).run()


class _Sections:
    def __init__(self, entries: list[Entry], form: Labels, source: str, titles: tuple[str, ...]) -> None:
        self.entries = entries
        self.form = form
        self.source = source
        self.titles = titles
        self.sections: list[Section] = []
        self.current: Section | None = None
        self.in_call = False
        self.calls = 0
        self.table = 0
        self.worded: FieldKey | None = None
        """The field of prose in which words in bold with a colon stand that are no label."""
        self.habits = habits_of(entries, form)

    @property
    def key(self) -> FieldKey | None:
        """The field that the lines belong to here."""
        return self.current.key if self.current else None

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
                if entry.is_grid and self.key not in PROSE and self.current and self.current.filled:
                    self.current = None
                self._append(entry.item)
        return self.sections

    def _fence(self, fence: Fence) -> None:
        if fence.edge is Edge.CALL:
            self.in_call, self.current = True, None
            self.calls += 1
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
        known = self.form.parameter(name)
        near = None if known else self.form.near(_SPACED.sub(" ", name))
        if near and (near.field.key not in self.habits.parameters or is_of_another(near.field, name)):
            known = near.field
            self.habits.parameters.add(known.key)
        else:
            near = None
        behind = line.end + 1 if name else line.start
        lead = len(line.text) - len(line.text.lstrip())
        place = Span(*line.source(lead, lead + len(name)))
        self._open(
            Section(
                known,
                name or None,
                place,
                behind,
                Shape.PARAMETER,
                odd=bool(name) and known is None,
                near=near.text if near else None,
                call=self.calls,
            )
        )

    def _labelled(self, line: Line, labels: Sequence[Label], index: int) -> None:
        if self.current and not self.current.filled and is_answer(labels[0].text):
            self.current.again(labels[0], line)
            self._beside(self.current, line, labels[0].end)
            return
        if self._is_own_answer(line, labels, index):
            self._append(line)
            return
        labels = [self._unanswered(line, label, index) for label in self._without_prose(line, labels)]
        apart = index > 0 and not self.entries[index - 1].filled
        if not labels or (
            is_sublabel(self.current, line, labels, self.habits, index, apart=apart)
            and not self._heads_accounts(labels[0], index)
            and not self._heads_labels(labels[0], index)
        ):
            self._append(line)
            return
        lead = labels[0].noise if labels[0].noise >= 0 else labels[0].start
        if line.text[:lead].strip(_STRAY) and not is_mark(line.text[:lead]):
            before = cut(line, 0, lead)
            if before.is_template:  # an icon before a label is none of the value above it
                self.current = None
            self._append(before)
        for number, label in enumerate(labels):
            following = labels[number + 1].start if number + 1 < len(labels) else None
            odd = label.field is None and self._is_odd(line, label)
            named = label.start if label.field else min(label.start + len(label.text), label.end)
            strange = self.form.strange(line.text[named : label.end])
            if strange >= 0:  # a hint that nobody knows is no label's: it may be what the author says
                self.current = None
                self._append(cut(line, named + strange, label.end, kind=LineKind.PARAGRAPH))
            elif label.field and not self.form.is_known(
                rest := line.text[label.start + len(label.text) : label.end]
            ):
                # Words of a translation that nobody knows are told with the label; some among known ones are a slip.
                first = max(label.start, line.text.find(label.text, label.start, label.end))
                near = label.near or (label.text if self.form.is_partly_known(rest) else None)
                label = label._replace(text=line.text[first : label.end].strip(f"{_AROUND}*"), near=near)
            section = section_at(line, label, self.source, odd=odd, table=self.table)
            self._open(section)
            self._beside(section, line, label.end, following)

    def _beside(self, section: Section, line: Line, start: int, end: int | None = None) -> None:
        """Gives a section what stands beside its label, up to another one without the sign that parts them: ``60 min; Track: GLAM``."""
        if end is not None and (
            line.text[start:end].rstrip().endswith(_PARTING) or _SLASH.search(line.text, start, end)
        ):
            end = start + len(line.text[start:end].rstrip()) - 1
        rest = bared(cut(line, start, end, kind=LineKind.PARAGRAPH))
        if rest.text.strip() or any(run.link for run in rest.runs):
            section.inline = True
            section.lines.append(rest)

    def _without_prose(self, line: Line, labels: Sequence[Label]) -> list[Label]:
        """The labels of a line without words in bold that nobody knows for one, inside a field of prose: ``Goal:``, ``Method:``.

        At the beginning of a line they may be a label that is misspelt or of another form, unless they are what parts of an abstract are
        called, or the field has others in its lines.
        """
        now = self.key
        out: list[Label] = []
        for label in labels:
            if label.shape is Shape.TERM:
                part = unknown = not label.field and self.form.is_within(label.text)
            else:
                part = self.form.is_part(label.text)
                bold = label.shape is Shape.BOLD and not label.field
                unknown = bold and (part or not self.form.is_usual(label.text))
            behind = bool(line.text[: label.start].strip())
            if now in PROSE and unknown and (behind or now is self.worded or part):
                self.worded = now
            elif not (now in PROSE and behind and self._is_spoken(line, label)):
                out.append(label)
                now = label.key
        return out

    def _is_spoken(self, line: Line, label: Label) -> bool:
        """Whether a label of the form in bold stands in the middle of a sentence: ``three things: the '''theme:''' of a map``.

        The word before it belongs to it (``the``), or no sentence ends before it and the field has a label of its own.
        """
        if label.shape is not Shape.BOLD:
            return False
        before = line.text[: label.start].rstrip()
        if label.key in (None, FieldKey.OTHER):
            # A word that is a label in another language: ``need '''data:''' depth``.
            return label.text[:1].islower() and before[-1:] not in _STOPS
        own = label.key in self.habits.leading and before[-1:] not in _STOPS
        return own or says_little(before[-_LONGEST_LITTLE:].split()[-1])

    def _unanswered(self, line: Line, label: Label, index: int) -> Label:
        """A label without the bracket behind it, which is the answer where no other follows it.

        A list of common words is what the form offers.
        """
        last = line.text[: label.end].rstrip()[-1:] if label.field else ""
        told = _ANSWER.search(line.text, label.start, label.end) if last in _CLOSING else None
        bold = label.start + len(label.text) if label.shape is Shape.BOLD else label.end
        if (
            told is None
            or not (told["colon"] or told.start() >= bold)
            or (not told["colon"] and _LIST.search(told["answer"]) and self.form.strange(told["answer"]) < 0)
        ):
            return label
        following = self._following(index)
        if following and isinstance(following.item, Line) and not following.labels:
            return label
        return label._replace(end=told.start("answer"), text=line.text[label.start : told.start()].strip())

    def _is_own_answer(self, line: Line, labels: Sequence[Label], index: int) -> bool:
        """Whether a line is the answer to the label above or beside it, and another label follows."""
        if self.current is None or len(labels) > 1 or not answers(self.current, line, labels[0]):
            return False
        after = map(self.entries.__getitem__, range(index + 1, len(self.entries)))
        following = next((one for one in after if one.filled and isinstance(one.item, Line)), None)
        return following is None or bool(following.labels)

    def _following(self, index: int) -> Entry | None:
        after = map(self.entries.__getitem__, range(index + 1, len(self.entries)))
        return next((entry for entry in after if entry.filled), None)

    def _heads_accounts(self, label: Label, index: int) -> bool:
        """Whether words in bold that nobody knows and that speak of interest stand above a list of accounts."""
        if label.field is not None or label.shape is not Shape.BOLD or not speaks_of_interest(label.text):
            return False
        after = (self.entries[place].item for place in range(index + 1, len(self.entries)))
        lines = (item for item in after if isinstance(item, Line) and item.runs and not item.is_template)
        following = next(lines, None)
        return following is not None and following.kind in LISTED and _links_to_user(following)

    def _heads_labels(self, label: Label, index: int) -> bool:
        """Whether an unknown heading stands right above a label: it heads a part of the form, and is none of the prose before it."""
        if label.field is not None or label.shape is not Shape.HEADING or self.key not in PROSE:
            return False
        following = self._following(index)
        return following is not None and any(
            one.field or tells_reviewers(one.text) for one in following.labels
        )

    def _is_odd(self, line: Line, label: Label) -> bool:
        return label.shape is not Shape.HEADING or (
            len(self.habits.headed) > 1 and line.depth in self.habits.headed.values()
        )

    def _open(self, section: Section) -> None:
        self.sections.append(section)
        self.current = section

    def _append(self, line: Line) -> None:
        now = self.current
        apart = now is not None and not (now.lines and now.lines[-1].runs and now.lines[-1].kind is line.kind)
        if apart and leads_up(line, self.titles):
            place = Span(line.start, line.start)
            self.sections.append(Section(None, None, place, line.start, None, lines=[line]))
            return
        if self.current is None:
            last = self.sections[-1] if self.sections else None
            if last is None or last.label is not None:
                if not line.runs:
                    return
                self.sections.append(Section(None, None, Span(line.start, line.start), line.start, None))
            self.sections[-1].lines.append(line)
            return
        if self._is_stray(line):
            text = line.text
            colon = COLON.search(text)
            end = colon.end() if colon else 0
            start = len(text) - len(text.lstrip())
            shape = Shape.BULLET if line.kind in LISTED else Shape.COLON
            label = Label(start, end, None, shape, text[: max(0, end - 1)].strip(_MARKED))
            self._labelled(line, [unquoted(text, label)], 0)
            return
        if asked := asked_label(self.current, line):
            self._labelled(line, [asked], 0)
            return
        if is_next(self.current, line, self.source) and (strange := strange_label(line)):
            section = section_at(line, strange, self.source, odd=True, table=self.table)
            self._open(section)
            self._beside(section, line, strange.end)
            return
        self.current.lines.append(without_ending(self.current, line))

    def _is_stray(self, line: Line) -> bool:
        """``Foo: bar`` below a short field that is filled already: a label of a plain form that nobody told us of."""
        now = self.current
        if now is None or not is_alike(now, line, self.source):
            return False
        head, colon, _ = line.text.lstrip(_MARKED).partition(":")
        head = head.rstrip("*")
        if now.form is not None and (now.key in LONG or not now.filled):
            if not colon or now.key in PROSE or not now.filled:
                return False
            beside = now.inline and now.shape is Shape.BULLET and line.depth == now.level
            told = _links_to_user(line) or tells_people(head)
            strange = beside and may_be_label(head) and len(head.split()) == 1 and not told
            captioned = (now.inline or now.shape is Shape.LINE) and is_caption(head)
            return self.form.is_usual(head) or strange or captioned
        return (
            bool(colon)
            and len(head.partition("(")[0] if head.endswith(")") else head) <= 60
            and not any(run.link for run in line.runs[:1])
            and not _RATIO.search(line.text[: len(head) + 2])
            and may_be_label(head)
        )


def _links_to_user(line: Line) -> bool:
    """Whether an account is linked in a line."""
    return any(run.link and run.link.kind is LinkKind.USER for run in line.runs)
