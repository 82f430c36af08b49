"""In which language to speak: ``--lang``, else the settings, else the locale."""

import click

from indababot import i18n
from indababot.cli.completion import LANGUAGE
from indababot.cli.context import context
from indababot.errors import UsageError

lang_option = click.option(
    "--lang",
    type=LANGUAGE,
    metavar="CODE",
    envvar="INDABABOT_LANG",
    show_envvar=True,
    help="The language of messages, as fr. [default: the locale's]",
)


def language(chosen: str | None) -> str:
    """The language to speak.

    Raises:
        UsageError: one was asked for that there is no catalogue for.
    """
    asked = chosen or context().settings.lang
    if asked is None:
        return i18n.locale()
    if i18n.normal(asked) not in i18n.available():
        raise UsageError(f"There are no messages in '{asked}': use one of {', '.join(i18n.available())}.")
    return i18n.normal(asked)
