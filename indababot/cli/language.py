"""In which language to speak: ``--lang``, else the settings, else the locale."""

import click

from indababot.cli import spoken
from indababot.cli.completion import LANGUAGE
from indababot.cli.context import context

lang_option = click.option(
    "--lang",
    type=LANGUAGE,
    metavar="CODE",
    envvar="INDABABOT_LANG",
    show_envvar=True,
    help="The language of help and messages, as fr. [default: the locale's]",
)


def language(given: str | None) -> str:
    """The language to speak.

    Raises:
        UsageError: one was asked for that is not offered.
    """
    here = context()
    return spoken.chosen(given or here.lang or here.settings.lang)
