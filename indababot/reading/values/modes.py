"""A second label of types whose answer is a mode: *Format* beside *Type*, on a form that asks for both."""

from collections.abc import Sequence

from indababot.editions.model import Edition, FormField
from indababot.reading.form import Section
from indababot.reading.values import choices
from indababot.records import FieldKey


def claim(found: Sequence[Section], edition: Edition) -> None:
    """Makes such a label the field of modes, where the page has no other."""
    mode = edition.by_key.get(FieldKey.MODE)
    asked = [part for part in found if part.key is FieldKey.TYPES]
    if mode is None or len(asked) < 2 or any(part.form is mode and part.filled for part in found):
        return
    for part in asked:
        if part.form and _tells(part, mode) and not _tells(part, part.form):
            part.form = mode
            return


def _tells(part: Section, form: FormField) -> bool:
    """Whether a section's answer is made of a field's values."""
    items = choices.match(tuple(part.lines), form).items
    return bool(items) and all(item.known for item in items)
