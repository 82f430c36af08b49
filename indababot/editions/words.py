"""An edition with the words of the lexicon: the usual labels, choices and status words of every language."""

from collections.abc import Iterator

from indababot.editions.form import Choice, FormField
from indababot.editions.join import union
from indababot.editions.model import Edition, StatusRule
from indababot.lexicon import languages, lexicon
from indababot.records import FieldKey

_KEYS = frozenset(key.value for key in FieldKey)


def with_lexicon(edition: Edition) -> Edition:
    """The edition with the lexicon's words after its own, and with the fields that only the lexicon has: it asks for no more."""
    own: dict[FieldKey, FormField] = {
        field.key: field for field in edition.fields if field.key is not FieldKey.OTHER
    }
    others = [field for field in edition.fields if field.key is FieldKey.OTHER]
    fields = [_field(own.pop(_key(name), None), name) for name in lexicon().labels.fields]
    statuses = tuple(map(_rule, edition.statuses))
    return edition.model_copy(
        update={"fields": (*own.values(), *fields, *others), "statuses": statuses, "lexicon": False}
    )


def _key(name: str) -> FieldKey:
    """The record's key for a field of the lexicon; it has none for some labels."""
    return FieldKey(name) if name in _KEYS else FieldKey.OTHER


def _field(field: FormField | None, name: str) -> FormField:
    known = field or FormField(key=_key(name))
    labels = {
        one.code: union(known.labels.get(one.code, ()), one.labels.fields.get(name, ()))
        for one in languages()
        if name in one.labels.fields or one.code in known.labels
    }
    parameters = union(known.parameters, lexicon().labels.parameters.get(name, ()))
    choices = (*known.choices, *_choices(known, name))
    return known.model_copy(
        update={"labels": known.labels | labels, "parameters": parameters, "choices": choices}
    )


def _choices(field: FormField, name: str) -> Iterator[Choice]:
    known = {choice.name for choice in field.choices}
    for value, spellings in lexicon().choices.names.get(name, {}).items():
        if value not in known:
            yield Choice(name=value, aliases=spellings)


def _rule(rule: StatusRule) -> StatusRule:
    """A status rule with the lexicon's words for it."""
    words: dict[str, tuple[str, ...]] = getattr(lexicon().statuses, rule.source.value, {})
    return rule.model_copy(update={"match": union(rule.match, words.get(rule.status.value, ()))})
