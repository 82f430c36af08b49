"""In which language help speaks: as messages do, though it is shown before options are looked at."""

import os
from collections.abc import Sequence
from itertools import pairwise, takewhile
from pathlib import Path

import click

from indababot import i18n
from indababot.errors import UsageError

_ASKED = "indababot.cli.spoken"
"""Where a call keeps the language that ``--lang`` asked for."""
_FILES = {"indababot.toml": b"lang", "pyproject.toml": b"tool.indababot"}
"""Where settings may stand, and what a file has in it that says a language."""


def note_language(ctx: click.Context, words: Sequence[str]) -> None:
    """Keeps the language that the words of a call ask for by ``--lang``, the last one where there are several."""
    options = list(takewhile(lambda word: word != "--", words))
    apart = [value for word, value in pairwise(options) if word == "--lang"]
    joined = [word.partition("=")[2] for word in options if word.startswith("--lang=")]
    for value in (*apart, *joined):
        ctx.meta[_ASKED] = value


def spoken(ctx: click.Context) -> str:
    """The language of help: ``--lang``, else ``INDABABOT_LANG``, else the settings, else the locale.

    Raises:
        UsageError: one was asked for that is not offered.
    """
    return chosen(ctx.meta.get(_ASKED) or os.environ.get("INDABABOT_LANG") or _settings(ctx))


def chosen(language: str | None) -> str:
    """The language that was asked for, else the locale's where it is offered, else English.

    Raises:
        UsageError: the one that was asked for is not offered.
    """
    return i18n.offered(i18n.locale()) if language is None else asked(language)


def asked(language: str | None) -> str:
    """The language that was asked for, else English, whatever the locale: for what others read, as pages of a wiki.

    Raises:
        UsageError: the one that was asked for is not offered.
    """
    if language is None:
        return i18n.SOURCE
    if reason := i18n.refusal(language):
        raise UsageError(reason)
    return i18n.normal(language)


def _settings(ctx: click.Context) -> str | None:
    """What the settings say; their module is loaded only where there may be some, and the command tells a fault in them, not its help."""
    from indababot.cli.context import Context

    here = Path.cwd()
    try:
        if not any(
            (file := place / name).is_file() and sign in file.read_bytes()
            for place in (here, *here.parents)
            for name, sign in _FILES.items()
        ):
            return None
        return ctx.find_root().ensure_object(Context).settings.lang
    except (UsageError, OSError):
        return None
