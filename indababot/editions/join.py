"""What an edition takes over from the one that it extends: words, never demands."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from indababot.editions.form import Choice, Form, FormField
from indababot.editions.model import Edition
from indababot.lexicon import fold
from indababot.records import FieldKey

_T = TypeVar("_T")


def joined(edition: Edition, base: Edition) -> Edition:
    """The edition with its base's words, each after its own.

    Fields that the edition does not list stay out, and so do words that the edition itself gives to another field or
    choice. Whether a field is required, its limits and its choices are the edition's alone, and its regions where it names
    any. Only the status comes along
    unasked: organisers write it on pages of every form.
    """
    labels = {fold(label) for field in edition.fields for label in field.spellings}
    parameters = {fold(name) for field in edition.fields for name in field.parameters}
    fields = tuple(_field(field, _counterpart(field, base), labels, parameters) for field in edition.fields)
    status = base.by_key.get(FieldKey.STATUS)
    if status and all(field.key is not FieldKey.STATUS for field in fields):
        fields += (_field(FormField(key=FieldKey.STATUS), status, labels, parameters),)
    form = Form(
        noise=union(edition.form.noise, base.form.noise),
        placeholders=union(edition.form.placeholders, base.form.placeholders),
        groups=union(edition.form.groups, base.form.groups),
    )
    statuses = union(edition.statuses, base.statuses)
    regions = edition.regions or base.regions
    return edition.model_copy(
        update={"fields": fields, "form": form, "statuses": statuses, "regions": regions}
    )


def _counterpart(field: FormField, base: Edition) -> FormField | None:
    """The base's field of the same key; for ``other``, of which there are many, the one that shares a label."""
    if field.key is not FieldKey.OTHER:
        return base.by_key.get(field.key)
    own = {fold(label) for label in field.spellings}
    others = (other for other in base.fields if other.key is FieldKey.OTHER)
    return next((other for other in others if own & {fold(label) for label in other.spellings}), None)


def _field(field: FormField, base: FormField | None, labels: set[str], parameters: set[str]) -> FormField:
    """A field with its base's words, less the ``labels`` and ``parameters`` that the edition has given already."""
    if base is None:
        return field
    spellings = dict(field.labels)
    for language, texts in base.labels.items():
        new = union(spellings.get(language, ()), _without(texts, labels))
        if new:
            spellings[language] = new
    return field.model_copy(
        update={
            "labels": spellings,
            "parameters": union(field.parameters, _without(base.parameters, parameters)),
            "hints": union(field.hints, base.hints),
            "choices": tuple(_choices(field.choices, base.choices)),
        }
    )


def _choices(own: tuple[Choice, ...], base: tuple[Choice, ...]) -> Iterator[Choice]:
    """The edition's choices, each with the other spellings that the base has for it."""
    taken = {fold(text) for choice in own for text in (choice.name, *choice.aliases)}
    for choice in own:
        words = {fold(choice.name), *(fold(alias) for alias in choice.aliases)}
        for other in base:
            spellings = (other.name, *other.aliases)
            if words & {fold(text) for text in spellings}:
                new = _without(spellings, taken)
                taken.update(fold(text) for text in new)
                choice = choice.model_copy(update={"aliases": choice.aliases + new})
        yield choice


def _without(texts: Iterable[str], taken: set[str]) -> tuple[str, ...]:
    return tuple(text for text in texts if fold(text) not in taken)


def union(first: tuple[_T, ...], second: tuple[_T, ...]) -> tuple[_T, ...]:
    """The items of both, each once, the first ones first."""
    return first + tuple(item for item in second if item not in first)
