"""The fields of an edition by the names of a template's parameters."""

from collections.abc import Mapping
from itertools import filterfalse

from indababot.editions import Edition, FormField
from indababot.lexicon import fold, lexicon
from indababot.reading.form.ranks import COUNTED, EACH, around_count, of_each, rest_of_ranked
from indababot.reading.form.spelling import label_key, parameter_name
from indababot.records import FieldKey

_CONTENT = frozenset(map(fold, lexicon().templates.content))
"""Labels that are no names of a form's parameters: boxes have such."""


class Parameters:
    """The parameters of one edition's form: those that it names, the record's own keys, and its labels."""

    def __init__(self, edition: Edition, labels: Mapping[str, FormField]) -> None:
        """``labels`` are the fields by the keys of their labels."""
        self._labels = labels
        self._fields: dict[str, FormField] = {}
        for field in edition.fields:
            for name in field.parameters:  # ``ID`` is a card's title where the edition's label says so
                self._fields.setdefault(parameter_name(name), labels.get(label_key(name), field))
        for field in edition.fields:
            if field.key is not FieldKey.OTHER:
                for name in (field.key.value, field.key.value.removesuffix("s")):
                    self._fields.setdefault(parameter_name(name), field)
        for label in filterfalse(_CONTENT.__contains__, labels):
            self._fields.setdefault(parameter_name(label), labels[label])

    def find(self, name: str) -> FormField | None:
        """The field of a parameter, which may say for which of several people it is: ``speaker_2``."""
        written = parameter_name(name)
        found = self._fields.get(written)
        if found is None and (counted := COUNTED.search(written)):
            return of_each(self._fields.get(written[: counted.start()]))
        ranked = self._labels.get(rest_of_ranked(name.replace("_", " ")) or "") if found is None else None
        return found or of_each(self._counted_inside(name)) or of_each(ranked)

    def _counted_inside(self, name: str) -> FormField | None:
        """The field of ``speaker1_username``, and of ``speaker2_affiliation``: what one of several people is asked for."""
        parts = around_count(name)
        if parts is None:
            return None
        who, what = map(parameter_name, parts)
        whose = self._fields.get(who)
        asked = self._fields.get(what) if whose and whose.key in EACH else None
        return asked or self._fields.get(parameter_name(" ".join(parts)))
