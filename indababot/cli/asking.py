"""``update --ask``: a person at a terminal looks at each page before it is written."""

import sys
from typing import TYPE_CHECKING

import click

from indababot.cli.messages import colour, told_here
from indababot.errors import UsageError
from indababot.i18n import said

if TYPE_CHECKING:
    from indababot.updating.plan import PagePlan
    from indababot.updating.wishes import Wishes

SUMMARY_LENGTH = 500


def wishes_of(only: tuple[str, ...], summary: str | None, *, ask: bool) -> "Wishes":
    """The options of one run.

    Raises:
        UsageError: nobody can be asked, or the summary is none.
    """
    from indababot.titles import normal
    from indababot.updating.wishes import Wishes

    if ask and not (sys.stdin and sys.stdin.isatty()):
        raise UsageError("--ask needs a terminal to ask at: leave it out, or look with --dry-run.")
    if summary is not None and not 0 < len(" ".join(summary.split())) <= SUMMARY_LENGTH:
        raise UsageError("--summary takes a text of up to {most} characters.", most=SUMMARY_LENGTH)
    titles = tuple(dict.fromkeys(normal(title) for title in only))
    words = " ".join(summary.split()) if summary is not None else None
    return Wishes(titles, words, Asker() if ask else None)


class Asker:
    """Asks page by page; ``a`` answers for all that follow, and ``q`` refuses them."""

    def __init__(self) -> None:
        self._for_all: bool | None = None

    def __call__(self, page: "PagePlan") -> bool:
        """Whether this page is to be written."""
        if self._for_all is not None:
            return self._for_all
        from indababot.updating.diff import safe, show_page

        for line in show_page(page, colour=colour(sys.stderr)):
            click.echo(line, err=True, color=True)
        click.echo(safe(told_here(said("Summary: {text}", text=page.summary))), err=True)
        question = safe(
            told_here(said("Write {title}? (y) yes, (n) no, (a) all that follow, (q) quit", title=page.title))
        )
        answer = click.prompt(
            question, type=click.Choice(("y", "n", "a", "q"), case_sensitive=False), default="n", err=True
        )
        if answer in ("a", "q"):
            self._for_all = answer == "a"
        return answer in ("y", "a")
