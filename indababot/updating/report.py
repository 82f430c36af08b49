"""The run report: what a run did with each page, as data for people, monitoring and the next look."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, computed_field

from indababot import __version__
from indababot.errors import NothingToDo
from indababot.i18n import N_, NN_, Said, plural, said
from indababot.privacy import masked
from indababot.records import Moment
from indababot.updating.messages import Message, shown
from indababot.updating.plan import PagePlan, RegionPlan


class Outcome(StrEnum):
    """What became of a page."""

    UNCHANGED = "unchanged"
    SAVED = "saved"
    SKIPPED = "skipped"
    """Left alone on purpose: not allowed, changed by hand, kept by the guard, or the run ended before."""
    FAILED = "failed"


WORDS = {
    Outcome.UNCHANGED: N_("unchanged"),
    Outcome.SAVED: N_("saved"),
    Outcome.SKIPPED: N_("skipped"),
    Outcome.FAILED: N_("failed"),
}
"""The outcomes as people read them."""
_COUNTED = {
    Outcome.UNCHANGED: NN_("{number} unchanged", "{number} unchanged"),
    Outcome.SAVED: NN_("{number} saved", "{number} saved"),
    Outcome.SKIPPED: NN_("{number} skipped", "{number} skipped"),
    Outcome.FAILED: NN_("{number} failed", "{number} failed"),
}


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PageResult(_Model):
    """A page of a run: its outcome and, where it was not simply saved or unchanged, why."""

    title: str
    result: Outcome
    why: Message | None = None
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
            why=None if why is None else shown(why),
            revision_id=revision_id,
            regions=plan.regions,
        )

    def told(self, place: str | None = None) -> str:
        """Why, after the page, or after what else tells its ``place``; what begins with the page's title says it once."""
        why = self.why or ""
        return (
            why
            if why.startswith(f"{self.title}:")
            else said("{place}: {why}", place=place or self.title, why=why)
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
    error: Message | None = None
    pages: tuple[PageResult, ...] = ()
    notes: tuple[Message, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """How many pages ended so."""
        return sum(page.result is outcome for page in self.pages)

    def counts(self) -> list[Said]:
        """How many pages ended in each way that some did, to be told one after the other."""
        found = ((outcome, self.count(outcome)) for outcome in Outcome)
        return [
            said(plural(number, *_COUNTED[outcome]), number=number) for outcome, number in found if number
        ] or [said("no page")]

    def age(self, now: datetime) -> float:
        """Seconds since the run ended, never less than 0, whatever the clock did meanwhile."""
        return max(0.0, (now - self.ended).total_seconds())


class RunReports(_Model):
    """The runs of several editions on one wiki, one after the other."""

    version: str = __version__
    wiki: str
    started: Moment
    ended: Moment
    seconds: float
    requests: int | None = None
    runs: tuple[RunReport, ...] = ()

    @computed_field  # type: ignore[prop-decorator]  # as pydantic has it
    @property
    def exit_code(self) -> int:
        """The worst of the runs; an edition that has nothing on this wiki is no trouble, unless that goes for all."""
        codes = {run.exit_code for run in self.runs}
        return max(codes - {NothingToDo.exit_code}, default=NothingToDo.exit_code)

    @property
    def in_trouble(self) -> tuple[RunReport, ...]:
        """The runs that did not end well."""
        return tuple(run for run in self.runs if run.exit_code not in (0, NothingToDo.exit_code))


def together(runs: Sequence[RunReport]) -> RunReports:
    """The reports of runs that went one after the other, as one; there is at least one."""
    asked = [run.requests for run in runs if run.requests is not None]
    return RunReports(
        wiki=runs[0].wiki,
        started=runs[0].started,
        ended=runs[-1].ended,
        seconds=round(sum(run.seconds for run in runs), 3),
        requests=sum(asked) if asked else None,
        runs=tuple(runs),
    )
