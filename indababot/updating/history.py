"""What changed since the moments that lists ask for: asked of the wiki once a run for each moment, with what earlier runs have learnt."""

from collections.abc import Iterable, Sequence

from pydantic import BaseModel, Field

from indababot.changes import ACCEPTANCE, Change, moment_of
from indababot.editions import Edition
from indababot.errors import UsageError
from indababot.history import since_acceptance, since_moment
from indababot.i18n import N_
from indababot.online import Renderer
from indababot.pages import Page
from indababot.records import Submission
from indababot.wikis import Wiki
from indababot.writing import MOMENTS, Region
from indababot.writing.views import Known, since_of

TOO_MANY = N_(
    "The lists of this conference ask for changes since too many different moments: use one of theirs."
)


class Histories(BaseModel):
    """Which revisions pages had, by what lists ask for as ``since``. What they said is asked for anew, since it may be hidden meanwhile."""

    moments: dict[str, dict[str, int]] = Field(default_factory=dict)
    learnt: dict[str, dict[str, int]] = Field(default_factory=dict, exclude=True)
    """What this run has found: what the next one has to know."""

    @property
    def changed(self) -> bool:
        """Whether the next run has to know anything else than this one did."""
        return self.learnt != self.moments


def changes_for(
    wiki: Wiki,
    edition: Edition,
    regions: Iterable[Sequence[Region]],
    pages: Sequence[Page],
    now: Sequence[Submission],
    history: Histories,
    renderer: Renderer | None = None,
) -> tuple[Known, tuple[str, ...]]:
    """What changed, by what the regions of each page ask for, and notes. Only so many moments are looked at, the first of the calendar."""
    asked = sorted({since for page in regions for region in page if (since := since_of(region.parameters))})
    found: dict[str, Sequence[Change] | str] = dict.fromkeys(asked, TOO_MANY)
    notes: dict[str, None] = {}
    for since in asked[-MOMENTS:]:
        known, moment = history.moments.get(since, {}), moment_of(since)
        try:
            if since == ACCEPTANCE:
                made = since_acceptance(wiki, edition, pages, now, known=known)
            elif moment is not None:
                made = since_moment(wiki, edition, moment, pages, now, renderer=renderer, known=known)
            else:
                continue
        except UsageError:
            del found[since]
            continue
        found[since] = made.changes
        history.learnt[since] = dict(made.known)
        notes |= dict.fromkeys(made.notes)
    return found, tuple(notes)
