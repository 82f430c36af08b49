"""The plan: the edits that a run would make, as data that can be saved, shown and applied later."""

from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from indababot import __version__
from indababot.errors import UsageError
from indababot.files import PRIVATE, read_given, write_text
from indababot.i18n import N_, said
from indababot.pages import Page
from indababot.textfiles import why
from indababot.updating.messages import KEPT, Message

ABOUT = N_("{title}: {why}")
"""What is said of a page."""


class Change(StrEnum):
    """What a plan does with one region."""

    UNCHANGED = "unchanged"
    """It shows what the data say already."""
    WRITE = "write"
    KEPT = "kept"
    """A person changed or reverted it, and the data are the same since: it stays as it is."""
    BLOCKED = "blocked"
    """The guard does not let it shrink."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RegionPlan(_Model):
    """One region: its key in its page, the line of its start marker, its rows now and before (None where unknown).

    ``rendering`` is the hash of what the data give, whatever stands in the page.
    """

    key: str
    line: int
    view: str
    rows: int
    rows_before: int | None
    change: Change
    rendering: str
    why: Message | None = None


class PagePlan(_Model):
    """One page: as it was read, and the text that it shall have.

    A page that the plan leaves alone says why: ``failed`` is a fault that somebody has to fix, ``passed`` is none.
    """

    page: Page
    new: str
    summary: str = ""
    regions: tuple[RegionPlan, ...] = ()
    overflow: tuple[tuple[str, str], ...] = ()
    """Titles and texts of the sub-pages that take rows this page has no room for."""
    whole: str | None = None
    """The text of a page that the bot owns as a whole, a sub-page; None where it owns regions only."""
    failed: Message | None = None
    passed: Message | None = None

    @property
    def title(self) -> str:
        """The page's title."""
        return self.page.title

    @property
    def changed(self) -> bool:
        """Whether there is something to write; a page that is not there yet always is."""
        return self.failed is None and self.passed is None and (self.new != self.page.text or self.is_new)

    @property
    def is_new(self) -> bool:
        """Whether the page is to be made."""
        return self.page.revision_id is None and self.page.filename is None

    @property
    def blocked(self) -> tuple[RegionPlan, ...]:
        """The regions that the guard keeps."""
        return tuple(region for region in self.regions if region.change is Change.BLOCKED)


class Plan(_Model):
    """All that a run would do: pages in the order of titles, and what people should know beside."""

    version: str = __version__
    wiki: str
    edition: str
    submissions: int
    pages: tuple[PagePlan, ...] = ()
    notes: tuple[Message, ...] = ()
    stopped: Message | None = None
    """Why the guard lets nothing at all be written; None where it does."""

    @property
    def changed(self) -> tuple[PagePlan, ...]:
        """The pages that would be written."""
        return () if self.stopped else tuple(page for page in self.pages if page.changed)

    @property
    def blocked(self) -> tuple[str, ...]:
        """What the guard keeps, a line a region; one line where that is everything."""
        if self.stopped:
            return (self.stopped,)
        return tuple(
            said(ABOUT, title=page.title, why=region.why) for page in self.pages for region in page.blocked
        )

    def save(self, path: Path) -> None:
        """Writes the plan as JSON, for its owner's eyes: it holds whole pages, so that they can be written to the letter.

        Raises:
            UsageError: the file cannot be written.
        """
        try:
            write_text(path, self.model_dump_json(indent=1, context=KEPT) + "\n", mode=PRIVATE)
        except OSError as error:
            raise UsageError(
                "The plan cannot be saved in {path}: {why}.", path=path, why=why(error)
            ) from error

    @classmethod
    def load(cls, path: Path) -> "Plan":
        """Reads a plan.

        Raises:
            UsageError: there is no such file, or it holds no plan of this version.
        """
        try:
            plan = cls.model_validate_json(read_given(path, 200_000_000))
        except OSError as error:
            raise UsageError("The plan {path} cannot be read: {why}.", path=path, why=why(error)) from error
        except ValidationError:
            raise UsageError(
                "{path} holds no plan: make one with 'update --save-plan FILE'.", path=path
            ) from None
        if plan.version != __version__:
            raise UsageError(
                "The plan {path} is from indababot {made}: make it anew with {version}.",
                path=path,
                made=plan.version,
                version=__version__,
            )
        return plan
