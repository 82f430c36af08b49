"""``indababot status``: the last run, for people and for monitoring."""

import math
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from gettext import gettext
from typing import TYPE_CHECKING, Any

import click

from indababot.cli.completion import Choice, NumberType
from indababot.cli.context import context
from indababot.cli.help import Command
from indababot.cli.lines import folded
from indababot.cli.messages import listed_here, told_here
from indababot.errors import NothingToDo
from indababot.i18n import N_, NN_, Said, plural, said
from indababot.terminal import escaped

if TYPE_CHECKING:
    from indababot.updating.report import RunReport

FRESH, STALE, NEVER = 0, 1, 3
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


class Age(NumberType):
    """A length of time as people write it: ``90m``, ``26h``, ``2d``; in seconds."""

    name = "age"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        if isinstance(value, float):
            return value
        match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([smhd])", str(value).strip().lower())
        age = float(match[1]) * _UNITS[match[2]] if match else math.inf
        if age == math.inf:
            self.fail(
                gettext(N_("'{value}' is no age: write 90m, 26h or 2d.")).format(value=value), param, ctx
            )
        return age


@click.command("status", cls=Command, short_help="Say how the last run went.")
@click.option(
    "--max-age",
    type=Age(),
    default="26h",
    show_default=True,
    metavar="AGE",
    help="How old the last good run may be: 90m, 26h, 2d.",
)
@click.option(
    "--format",
    "form",
    type=Choice(("text", "json")),
    default="text",
    show_default=True,
    help="For people, or the last run report as JSON.",
)
def command(max_age: float, form: str) -> None:
    """Say how the last run went, and how old the last good one is.

    Ends with 0 when the last run was good and is young enough, 1 when it failed or is too old, 3 when there
    was none yet. Of several editions those tell that ran, and the worst counts.
    """
    editions = context().need_editions()
    reports = {edition.id: _reports(edition.id) for edition in editions}
    # Of several editions those that never had anything on this wiki are none of the bot's business.
    ran = [found for found in reports.values() if found and (len(editions) == 1 or _had_work(found))]
    if not ran:
        for name in reports:
            line = told_here(said("{edition} on {wiki}: no run yet.", edition=name, wiki=context().wiki.name))
            click.echo(line, err=form == "json")
        sys.exit(NEVER)
    now = datetime.now(UTC)
    if form == "json":
        last = [escaped(found[0].model_dump_json(indent=2)) for found in ran]
        click.echo(last[0] if len(editions) == 1 else f"[{','.join(last)}]")
    else:
        _show(ran, now)
    sys.exit(FRESH if all(_is_fresh(found[0], now, max_age) for found in ran) else STALE)


def _reports(edition: str) -> "list[RunReport]":
    """The reports of an edition's runs, the last one first."""
    from indababot.update import State, folder_for

    return State(folder_for(context().wiki.name, edition)).reports()


def _had_work(reports: "Iterable[RunReport]") -> bool:
    return any(report.exit_code != NothingToDo.exit_code for report in reports)


def _is_fresh(last: "RunReport", now: datetime, max_age: float) -> bool:
    return last.exit_code == 0 and last.age(now) <= max_age


def _show(found: "Iterable[list[RunReport]]", now: datetime) -> None:
    """What there is to say of each edition's runs, those of one after those of another."""
    from indababot.updating.diff import safe

    for number, reports in enumerate(found):
        good = next((report for report in reports if report.exit_code == 0), None)
        for line in ([""] if number else []) + _lines(reports[0], good, now):
            click.echo(folded(safe(line), indent=2))


def _lines(last: "RunReport", good: "RunReport | None", now: datetime) -> list[str]:
    from indababot.updating.report import WORDS, Outcome

    lines = [
        said("{edition} on {wiki}", edition=last.edition, wiki=last.wiki),
        said(
            "last run: {age} ago, exit code {code}; {counts}",
            age=spoken(last.age(now)),
            code=last.exit_code,
            counts=listed_here(last.counts()),
        ),
    ]
    if last.error:
        lines.append(said("it ended early. {why}", why=last.error))
    lines += [
        said("{place}: {why}", place=said(WORDS[page.result]), why=page.told())
        for page in last.pages
        if page.result is Outcome.FAILED or (page.why and page.regions and not last.error)
    ]
    lines.append(
        said("last good run: {age} ago", age=spoken(good.age(now)))
        if good
        else said("last good run: none that is remembered")
    )
    return [told_here(line) for line in lines]


_AGES = (
    (86400, NN_("{number} day", "{number} days")),
    (3600, NN_("{number} hour", "{number} hours")),
    (60, NN_("{number} minute", "{number} minutes")),
    (1, NN_("{number} second", "{number} seconds")),
)


def spoken(seconds: float) -> Said:
    """An age as people say it, in the largest unit of which there are two or more; else in seconds."""
    size, forms = next(((size, forms) for size, forms in _AGES if seconds >= 2 * size), _AGES[-1])
    number = round(seconds / size)
    return said(plural(number, *forms), number=number)
