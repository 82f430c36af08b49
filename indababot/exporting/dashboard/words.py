"""The dashboard's words: the catalogue's messages for the names of filters, statuses and groups; values of wikis stay as they are."""

import json
from collections.abc import Sequence

from indababot.exporting.dashboard.data import Part, filled
from indababot.i18n import N_, plural, translate

FILTER_NAMES = {
    "edition": N_("Edition"),
    "status": N_("Status"),
    "type": N_("Type"),
    "theme": N_("Theme"),
    "level": N_("Level"),
    "language": N_("Language"),
    "mode": N_("Mode"),
    "complete": N_("Complete"),
    "missing": N_("Missing"),
    "finding": N_("Finding"),
    "month": N_("Month"),
    "interest": N_("Interested"),
    "interested": N_("Interested person"),
    "person": N_("Person"),
    "id": N_("Session"),
}
STATUSES = {
    "draft": N_("draft"),
    "submitted": N_("submitted"),
    "accepted": N_("accepted"),
    "confirmed": N_("confirmed"),
    "rejected": N_("rejected"),
    "withdrawn": N_("withdrawn"),
}
_YES_NO = {"yes": N_("yes"), "no": N_("no")}
SEVERITIES = {"error": N_("to fix"), "warning": N_("to look at"), "info": N_("worth knowing")}

_CLASSES = {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 11, "other": 100}
"""The classes of a browser's ``Intl.PluralRules``, and a number of each in the languages that have it."""


class Words:
    """What the pages say, in one language."""

    def __init__(self, language: str, parts: Sequence[Part]) -> None:
        self.language = language
        self._editions = {part.edition.id: part.edition.name for part in parts}
        self._fields = {one.key.value: one.label for one in filled(parts, language)}
        self._titles = {one.ident: one.record.title for part in parts for one in part.sessions}

    def say(self, template: str, **values: object) -> str:
        """A message with its values put in."""
        return translate(self.language, template, {name: str(value) for name, value in values.items()})

    def plurals(self, one: str, many: str, **values: object) -> str:
        """A message about ``{shown}`` things for each class of numbers, as JSON: the script puts the number in."""
        said = {
            name: self.say(plural(number, one, many), shown="{shown}", **values)
            for name, number in _CLASSES.items()
        }
        return json.dumps(said, ensure_ascii=True, sort_keys=True)

    def value(self, name: str, value: str) -> str:
        """What a filter's value is called."""
        if not value:
            return self.say(N_("Not given"))
        known = {"status": STATUSES, "complete": _YES_NO}.get(name, {})
        if value in known:
            return self.say(known[value])
        named = {"edition": self._editions, "missing": self._fields, "id": self._titles}.get(name, {})
        return named.get(value, value)

    def names(self, name: str, values: Sequence[str]) -> dict[str, str]:
        """What a filter's values are called, by value."""
        return {value: self.value(name, value) for value in values}

    def severity(self, value: str) -> str:
        """What a finding's severity is called."""
        return self.say(SEVERITIES[value])

    def labels(self) -> dict[str, str]:
        """What the script shows for filters that are set: ``name`` and, where a value has a name of its own, ``name=value``."""
        found = {name: self.say(label) for name, label in FILTER_NAMES.items()}
        for name, values in (
            ("edition", self._editions),
            ("status", STATUSES),
            ("complete", _YES_NO),
            ("missing", self._fields),
        ):
            found |= {f"{name}={value}": self.value(name, value) for value in values}
        return found | {"": self.say(N_("Not given"))}
