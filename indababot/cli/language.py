"""In which language to speak: ``--lang``, else the settings, else the locale."""

import click

from indababot import i18n
from indababot.cli.completion import LANGUAGE
from indababot.cli.context import context

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
        UsageError: one was asked for that is not offered.
    """
    asked = chosen or context().settings.lang
    return i18n.offered(i18n.locale()) if asked is None else i18n.asked(asked)
