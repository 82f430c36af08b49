"""In which language help speaks: as messages do, though it is shown before options are looked at."""

import os
from collections.abc import Callable, Sequence
from itertools import pairwise, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from indababot import i18n
from indababot.cli.context import Context
from indababot.errors import UsageError

if TYPE_CHECKING:
    from indababot.settings import Settings

_ASKED = "indababot.cli.spoken"
"""Where a call keeps the language that ``--lang`` asked for."""
_FILES = {"indababot.toml": b"lang", "pyproject.toml": b"tool.indababot"}
"""Where settings may stand, and what a file has in it that says a language."""


def note_language(ctx: click.Context, words: Sequence[str]) -> None:
    """Keeps the language that the words of a call ask for by ``--lang``, the last one where there are several."""
    if value := _said(words):
        ctx.meta[_ASKED] = value


def _said(words: Sequence[str]) -> str | None:
    options = list(takewhile(lambda word: word != "--", words))
    apart = [value for word, value in pairwise(options) if word == "--lang"]
    joined = [word.partition("=")[2] for word in options if word.startswith("--lang=")]
    return next(reversed((*apart, *joined)), None)


def spoken(ctx: click.Context) -> str:
    """The language of help: ``--lang``, else ``INDABABOT_LANG``, else the settings, else the locale.

    Raises:
        UsageError: one was asked for that is not offered.
    """
    return chosen(ctx.meta.get(_ASKED) or _around(lambda: ctx.find_root().ensure_object(Context).settings))


def expected(words: Sequence[str]) -> str:
    """The language that a call's words are refused in, before they are understood: the locale's where the one asked for is not offered."""

    def settings() -> "Settings":
        from indababot.settings import find_settings

        return find_settings()

    try:
        return chosen(_said(words) or _around(settings))
    except UsageError:  # told by the command, when it comes to that
        return chosen(None)


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


def _around(settings: "Callable[[], Settings]") -> str | None:
    """What the environment or the settings say; these are loaded only where there may be some, and the command tells a fault in them."""
    if language := os.environ.get("INDABABOT_LANG"):
        return language
    here = Path.cwd()
    try:
        if not any(
            (file := place / name).is_file() and sign in file.read_bytes()
            for place in (here, *here.parents)
            for name, sign in _FILES.items()
        ):
            return None
        return settings().lang
    except (UsageError, OSError):
        return None
