"""The run report: what a run did with each page, as data for people, monitoring and the next look."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from indababot import __version__
from indababot.privacy import masked, redacted
from indababot.records import Moment
from indababot.updating.plan import PagePlan, RegionPlan


class Outcome(StrEnum):
    """What became of a page."""

    UNCHANGED = "unchanged"
    SAVED = "saved"
    SKIPPED = "skipped"
    """Left alone on purpose: not allowed, changed by hand, kept by the guard, or the run ended before."""
    FAILED = "failed"


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PageResult(_Model):
    """A page of a run: its outcome and, where it was not simply saved or unchanged, why."""

    title: str
    result: Outcome
    why: str | None = None
    revision_id: int | None = None
    diff: str | None = None
    """The address that shows what was changed."""
    regions: tuple[RegionPlan, ...] = ()

    @classmethod
    def of(
        cls, plan: PagePlan, result: Outcome, why: str | None = None, revision_id: int | None = None
    ) -> "PageResult":
        """The result for a planned page."""
        return cls(
            title=masked(plan.title),
            result=result,
            why=None if why is None else masked(redacted(why)),
            revision_id=revision_id,
            regions=plan.regions,
        )


class RunReport(_Model):
    """One run. ``requests`` is None where the wiki does not count them; ``error`` is what ended the run early."""

    version: str = __version__
    wiki: str
    edition: str
    started: Moment
    ended: Moment
    seconds: float
    requests: int | None = None
    submissions: int | None = None
    exit_code: int
    error: str | None = None
    pages: tuple[PageResult, ...] = ()
    notes: tuple[str, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """How many pages ended so."""
        return sum(page.result is outcome for page in self.pages)

    def age(self, now: datetime) -> float:
        """Seconds since the run ended, never less than 0, whatever the clock did meanwhile."""
        return max(0.0, (now - self.ended).total_seconds())
