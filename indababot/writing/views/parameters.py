"""The parameters that a region may have.

``PARAMETERS`` is the one list of them: the checks of :mod:`.options`, the TemplateData of the marker's template and
``docs/regions.md`` follow it.
"""

from dataclasses import dataclass
from enum import StrEnum

from indababot.i18n import N_
from indababot.records import FieldKey
from indababot.writing.views.since import SOME_DATE


class View(StrEnum):
    """What a region shows."""

    SUBMISSIONS = "submissions"
    PARTICIPANTS = "participants"
    PEOPLE = "people"
    STATISTICS = "statistics"
    INCOMPLETE = "incomplete"
    CLASHES = "clashes"
    DELIVERY = "delivery"
    CHANGES = "changes"


class Overflow(StrEnum):
    """What happens to rows that the wiki's page size has no room for."""

    CUT = "cut"
    SPLIT = "split"


_LISTS = frozenset(View) - {View.STATISTICS, View.DELIVERY}
SESSIONS = frozenset({View.SUBMISSIONS, View.PARTICIPANTS, View.INCOMPLETE})


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: what it is for, an example, and the views that understand it."""

    help: str
    example: str
    views: frozenset[View] = frozenset(View)


PARAMETERS: dict[str, Parameter] = {
    "view": Parameter(N_("What the list shows."), "submissions"),
    "columns": Parameter(N_("Columns, in order, separated by commas."), "title,authors,type", _LISTS),
    "type": Parameter(N_("Only sessions of these types; separate several by semicolons."), "Workshop; Panel"),
    "theme": Parameter(N_("Only sessions with one of these themes."), "Partnerships"),
    "level": Parameter(N_("Only sessions of these levels."), "Basic"),
    "language": Parameter(N_("Only sessions held in these languages."), "French"),
    "mode": Parameter(N_("Only sessions held in this way."), "hybrid"),
    "status": Parameter(N_("Only sessions with one of these statuses."), "accepted; confirmed"),
    "complete": Parameter(N_("yes: only sessions with nothing to fix; no: only the others."), "no"),
    "sort": Parameter(
        N_("Columns to sort by; a minus before one turns its order round."), "-number,title", _LISTS
    ),
    "limit": Parameter(N_("At most this many rows; how many there are is told below."), "20", _LISTS),
    "group": Parameter(N_("A heading and a table for each value of this."), "theme", SESSIONS),
    "row": Parameter(N_("A template that renders each row, instead of a table."), "Template:My row", _LISTS),
    "lang": Parameter(N_("The language of headers, notes and findings, by its code."), "fr"),
    "minimum": Parameter(
        N_("From how many shared interested people on two sessions clash."), "3", frozenset({View.CLASHES})
    ),
    "since": Parameter(
        N_("Since when: a date, or acceptance for what changed in each session since it was accepted."),
        SOME_DATE,
        frozenset({View.CHANGES}),
    ),
    "overflow": Parameter(
        N_("What happens to rows that the page has no room for: cut, or split over sub-pages."),
        "split",
        _LISTS,
    ),
}

FILTERS: dict[str, FieldKey] = {
    "type": FieldKey.TYPES,
    "theme": FieldKey.THEMES,
    "level": FieldKey.LEVELS,
    "language": FieldKey.LANGUAGES,
    "mode": FieldKey.MODE,
    "status": FieldKey.STATUS,
}
"""The parameters that filter by a field's values; they are what a list can be grouped by, too."""

ALIASES = {"types": "type", "themes": "theme", "levels": "level", "languages": "language", "modes": "mode"}
