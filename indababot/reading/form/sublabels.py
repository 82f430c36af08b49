"""Labels that begin no field, for they are a part of the one in which they stand: sub-headings, bold words, entries of a list."""

import re
from collections.abc import Sequence

from indababot.reading.form.habits import Habits
from indababot.reading.form.labels import LONG, PEOPLE, PROSE, Label, Shape
from indababot.reading.form.section import Section
from indababot.reading.form.spelling import is_caption, label_key, tells_people, tells_reviewers
from indababot.reading.markup import LISTED, Line, LineKind
from indababot.records import FieldKey

_TOLD = re.compile("[:：?？؟]")


def is_sublabel(
    now: Section | None, line: Line, labels: Sequence[Label], habits: Habits, index: int, *, apart: bool
) -> bool:
    """Whether the first label of a line, the page's item at ``index``, is a part of the section ``now``, which it stands in.

    ``apart``: a blank line stands before it.
    """
    label = labels[0]
    if now is None or now.form is None:
        return label.field is None and not label.told and len(habits.bare) < 2
    return (
        _is_answer(now, label, habits)
        or _is_choice(now, label)
        or _is_entry(now, line, label, habits)
        or _is_person(now, line, labels)
        or _is_begun(now, line, label, habits)
        or (
            (label.field is None or label.near is not None)
            and not _is_sibling(now, line, label)
            and _is_prose(now, line, label, habits, index, apart=apart)
        )
    )


def _is_answer(now: Section, label: Label, habits: Habits) -> bool:
    """Whether a whole line below a heading that is a label answers it: the form's labels are headings."""
    return now.shape is Shape.HEADING and label.shape is Shape.LINE and len(habits.headed) > 1


def _is_choice(now: Section, label: Label) -> bool:
    """Whether words in bold that are no label are one of the field's choices: one below the other, each in bold."""
    if now.form is None or label.field is not None or label.shape is not Shape.BOLD:
        return False
    written = label_key(label.text)
    return any(written in map(label_key, (choice.name, *choice.aliases)) for choice in now.form.choices)


def _is_entry(now: Section, line: Line, label: Label, habits: Habits) -> bool:
    """Whether a label that begins an entry of a list is a part of the text that the list belongs to: the form has it elsewhere."""
    return line.kind in LISTED and now.key in PROSE and {now.key, label.key} <= habits.unlisted


def _is_begun(now: Section, line: Line, label: Label, habits: Habits) -> bool:
    """Whether words in bold that are a label begin a sentence of prose: *Requirements* of a good map."""
    if now.key not in PROSE or label.shape is not Shape.BOLD:
        return False
    goes_on = line.text[label.end : label.end + 1].islower() and len(habits.uncoloned) < 2
    return goes_on and now.filled and not _is_told(line, label)


def _is_person(now: Section, line: Line, labels: Sequence[Label]) -> bool:
    """Whether an entry below a heading for authors tells one of them, and behind the name the account: ``Name: A – Username: B``."""
    if now.key is not FieldKey.AUTHORS or now.shape is not Shape.HEADING:
        return False
    named = line.text[: labels[-1].start].strip() != "" and labels[0].field in (None, labels[-1].field)
    return named and labels[-1].key is FieldKey.USERNAMES and line.kind in LISTED


def _is_prose(now: Section, line: Line, label: Label, habits: Habits, index: int, *, apart: bool) -> bool:
    """Whether an unknown label is a part of the field that it stands in: a sub-heading, or a bold word."""
    several = len(habits.bare) > 1
    if label.field is None:
        if now.key not in PROSE - {FieldKey.PARTICIPANTS} and tells_reviewers(label.text):
            return False
        if not label.told and not several and not (apart and now.key not in LONG and now.filled):
            return True
        people = now.key in PEOPLE and now.key is not FieldKey.PARTICIPANTS and now.filled
        if people and several and is_caption(label.text.partition("(")[0]):
            return False
    if not label.told and (now.key in LONG or not now.filled):
        return not (label.near and (several or label.key is FieldKey.PARTICIPANTS))
    if label.key is now.key and not now.filled:
        return False  # *Speaker*, and right below it *Name*
    if label.shape is not Shape.HEADING:
        return label.shape is Shape.BOLD and (
            now.shape in (Shape.HEADING, Shape.PARAMETER) or now.key is FieldKey.PARTICIPANTS
        )
    if now.shape is Shape.HEADING:
        return line.depth > now.level and not _is_answered(now)
    if now.key not in PROSE or (line.depth < 3 and not _is_first(now, line)):
        return False
    return now.shape is not None and habits.last.get(now.shape, -1) > index


def _is_first(now: Section, line: Line) -> bool:
    """Whether prose begins with a heading, or has begun with one that is as high: ``== Introduction ==`` below a label in bold."""
    head = next((one for one in now.lines if one.text.strip()), line)
    return now.key is not FieldKey.PARTICIPANTS and head.kind is LineKind.HEADING and head.depth <= line.depth


def _is_told(line: Line, label: Label) -> bool:
    """Whether a colon, or that they ask, says that words in bold are a label."""
    return _TOLD.search(line.text, label.start, label.end) is not None


def _is_answered(now: Section) -> bool:
    """Whether a field that holds no prose has its answer, and no heading in it: the next heading is none of it, however deep."""
    return (
        now.key not in PROSE and now.filled and all(line.kind is not LineKind.HEADING for line in now.lines)
    )


def _is_sibling(now: Section, line: Line, label: Label) -> bool:
    """Whether an entry of a list begins with words in bold and a colon as the one above it does, a label with its answer."""
    alike = label.shape is now.shape is Shape.BOLD and now.level == line.depth > 0
    if not alike or now.key is FieldKey.PARTICIPANTS:
        return False
    below = now.filled and all(one.depth > now.level for one in now.lines if one.text.strip())
    begins = _is_told(line, label) and not line.text[: label.start].strip()
    return (now.inline or below) and begins and not tells_people(label.text)
