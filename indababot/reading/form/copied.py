"""Labels in copied text: a browser joins the lines of a paragraph, so that several stand in one line, and bold without a colon is lost."""

import re
from collections.abc import Iterator
from itertools import islice

from indababot.editions import FormField
from indababot.reading.form.labels import MOST, PROSE, Label, Labels, Shape
from indababot.reading.form.spelling import label_key
from indababot.records import FieldKey

_SURE_WORDS = 5
"""A label of so many words is one inside prose too."""
_LONG_WORDS = 3
"""One of so many words is, where its line is a form."""
_MANY = 3
"""A line with so many labels is a form that a browser joined, and so is a page with so many lines that begin with one."""
_MOST_WORDS = 16
_LONGEST = 160
"""No label that others precede has more words, or is longer."""
_SIGN = re.compile("[:：?？؟]")
_WORD = re.compile(r"(?<!\S)\S+")
_ENDS = (".", "!", "?", "…", "؟", "۔", "。", ")", "”", "»", '"')


def inlined(form: Labels, text: str, label: Label) -> list[Label]:
    """Further labels in a line that began with one: behind a short field, or where the line is a form and a sentence ends before them."""
    labels = [label]
    found = list(inside(form, text, label.end))
    is_form = len({one.field.key for one in (label, *found) if one.field}) >= _MANY
    seen: set[FieldKey] = set()
    for one in found:
        before = labels[-1].field
        if before is None or len(labels) >= MOST:
            break
        seen.add(before.key)
        if one.field is None or one.field is before:
            continue
        fresh = one.field.key not in seen
        if before.key not in PROSE or _is_apart(text, one, is_form=is_form and fresh):
            labels.append(one)
    return labels


def inside(form: Labels, text: str, start: int) -> Iterator[Label]:
    """The labels that end with a colon or a question mark behind an offset: of the words before each, the most that are one."""
    for sign in islice(_SIGN.finditer(text, start), MOST):
        end = sign.start() if sign[0] in ":：" else sign.end()
        for word in list(_WORD.finditer(text, max(start, end - _LONGEST), end))[-_MOST_WORDS:]:
            written = text[word.start() : end].rstrip()
            field = form.lookup(written)
            if field and written[0].isupper() == _first(field, written).isupper():
                yield Label(word.start(), sign.end(), field, Shape.INLINE, written)
                start = sign.end()
                break


def _is_apart(text: str, label: Label, *, is_form: bool) -> bool:
    """Whether what looks like a label inside prose is one."""
    words = len(label.text.split())
    ended = text[: label.start].rstrip().endswith(_ENDS)
    return words >= _SURE_WORDS or (is_form and (words >= _LONG_WORDS or ended))


def _first(field: FormField, written: str) -> str:
    folded = label_key(written)
    return next((text[0] for text in field.spellings if label_key(text) == folded), written[0])


def led(form: Labels, text: str) -> list[Label]:
    """The label with which a line begins, its value behind it without a colon; :func:`without_led` says whether it is one."""
    match = form.leading.match(text)
    field = form.lookup(match[1]) if match else None
    return (
        [Label(match.start(1), match.end(), field, Shape.LED, match[1], told=False)]
        if match and field
        else []
    )


def is_led(labels: list[Label]) -> bool:
    """Whether lines that begin with a label of several words are a form, in a page that has few labels of other shapes."""
    found = {
        label.field.key for label in labels if label.field and label.shape is Shape.LED and " " in label.text
    }
    others = {
        label.field.key for label in labels if label.field and not label.near and label.shape is not Shape.LED
    }
    return len(found) >= _MANY and len(others - found) < len(found)
