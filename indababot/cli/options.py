"""The options that every command understands."""

import logging
from collections.abc import Callable
from gettext import gettext
from typing import Any

import click

from indababot.cli.completion import EDITION, LANGUAGE, WIKI, NumberType
from indababot.cli.context import DEFAULT_WIKI, Context
from indababot.cli.logs import to_text
from indababot.errors import UsageError
from indababot.i18n import N_


def store(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    """Keeps an option's value in the context; what stands after the command wins over what stands before it."""

    def keep(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:
        chosen = ctx.find_root().ensure_object(Context)
        explicit = ctx.get_parameter_source(parameter.name or "") is click.core.ParameterSource.COMMANDLINE
        if value is not None and (explicit or getattr(chosen, name) is None):
            setattr(chosen, name, value)

    return keep


def _verbose(ctx: click.Context, parameter: click.Parameter, value: int) -> None:
    chosen = ctx.find_root().ensure_object(Context)
    chosen.verbose = max(chosen.verbose, value)
    level = (logging.WARNING, logging.INFO, logging.DEBUG)[min(chosen.verbose, 2)]
    to_text(level)


class Seconds(NumberType):
    """A number of seconds: none that is negative, not a number, or without end."""

    name = "seconds"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        from indababot.wikis.live import seconds

        try:
            return seconds("it", value)
        except UsageError:
            wrong = N_("{value!r} is no number of seconds: give one such as 60.")
            self.fail(gettext(wrong).format(value=value), param, ctx)


SHARED_OPTIONS: tuple[click.Option, ...] = (
    click.Option(
        ["-e", "--edition"],
        type=EDITION,
        metavar="ID|FILE.toml",
        envvar="INDABABOT_EDITION",
        show_envvar=True,
        expose_value=False,
        callback=store("edition_choice"),
        help="The conference's year ('indababot editions list' shows them), several with commas between, or 'all'.",
    ),
    click.Option(
        ["-w", "--wiki"],
        type=WIKI,
        metavar="WIKI",
        envvar="INDABABOT_WIKI",
        show_envvar=True,
        expose_value=False,
        callback=store("wiki_choice"),
        help=f"An API address, family:code, a folder or a dump. [default: that of pywikibot's user-config.py, else {DEFAULT_WIKI}]",
    ),
    click.Option(
        ["--patience"],
        type=Seconds(),
        metavar="SECONDS",
        envvar="INDABABOT_PATIENCE",
        show_envvar=True,
        expose_value=False,
        callback=store("patience"),
        help="How long one request may be in trouble before the run ends. [default: 60]",
    ),
    click.Option(
        ["--write-pause"],
        type=Seconds(),
        metavar="SECONDS",
        expose_value=False,
        callback=store("write_pause"),
        help="The wait between two writes. [default: 5; 0 on a loopback address]",
    ),
    click.Option(
        ["--lang"],
        type=LANGUAGE,
        metavar="CODE",
        envvar="INDABABOT_LANG",
        show_envvar=True,
        expose_value=False,
        callback=store("lang"),
        help="The language of help and messages, as fr. [default: the locale's]",
    ),
    click.Option(
        ["-v", "--verbose"],
        count=True,
        expose_value=False,
        callback=_verbose,
        help="Say more; twice for all.",
    ),
)
"""The options that are understood before and after every command."""
