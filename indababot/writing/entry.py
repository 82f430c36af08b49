"""What every view works on, and what it gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indababot.diagnostics import Diagnostic
from indababot.editions import Edition
from indababot.entries import Entry as Entry
from indababot.i18n import translate
from indababot.records import FieldKey
from indababot.writing.regions import Body, Problem
from indababot.writing.wikitext import Wikitext, escape, name

TITLE_LIMIT = 150
VALUE_LIMIT = 120
TEXT_LIMIT = 300
"""Where a title, one value of a list and a running text are cut, in characters."""


Entries = Sequence[Entry]


def on_wiki(values: Mapping[str, str]) -> dict[str, str]:
    """What a finding's message says, for a wiki: another page by its title, since a path of somebody's disk says nothing there."""
    return {**values, "other": values.get("other_page", values.get("other", ""))}


@dataclass(frozen=True, slots=True)
class SubPage:
    """A page that takes the rows that had no room: its full title and its whole text."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A region's new content. Where there is a ``problem``, the region keeps what it has, below one line
    that tells it.
    """

    text: Wikitext
    rows: int
    problem: str | None = None
    report: str | None = None
    """The problem once more, as a message for whoever reads the run's report."""
    subpages: tuple[SubPage, ...] = ()
    view: str = ""
    """The view's name, ours; empty where none of ours was asked for."""

    @property
    def body(self) -> Body:
        """What :func:`indababot.writing.regions.fill` takes."""
        return self.text if self.problem is None else Problem(escape(self.problem, 1000))


@dataclass(frozen=True, slots=True)
class Context:
    """What a cell needs to know beside its row."""

    edition: Edition
    language: str

    def text(self, template: str, **values: str) -> str:
        """A message in the region's language."""
        return translate(self.language, template, values)

    def message(self, found: Diagnostic) -> str:
        """A finding's message in the region's language, a field in it by the edition's label in that language."""
        if not found.template:
            return found.message
        values = on_wiki(found.values_in(self.language))
        key = values.get("key", "")
        field = self.edition.by_key.get(FieldKey(key)) if key in set(FieldKey) else None
        if field is not None:
            values["field"] = field.label_in(self.language)
        return self.text(found.template, **values)

    def say(self, template: str, **values: str) -> Wikitext:
        """A message in the region's language, escaped as a whole."""
        return escape(self.text(template, **values))


def shown(text: str, limit: int | None = TEXT_LIMIT) -> Wikitext:
    """A value of a record that may be shown, escaped, cut with ``…``."""
    return escape(text, limit)


def shown_name(text: str, limit: int | None = VALUE_LIMIT) -> Wikitext:
    """A name or title that may be shown, escaped, kept apart from the direction of what surrounds it."""
    return name(text, limit)
