"""What was most likely meant by a call that is not understood: a slip, a habit of pywikibot's scripts, a value without its option."""

from collections.abc import Iterable, Sequence
from gettext import gettext
from pathlib import Path

import click

from indababot.i18n import N_

_PYWIKIBOTS = {
    "simulate": "--dry-run",
    "family": "--wiki",
    "lang": "--wiki",
    "code": "--wiki",
    "site": "--wiki",
    "pt": "--write-pause",
    "putthrottle": "--write-pause",
    "put_throttle": "--write-pause",
    "cat": "--category",
    "verbose": "-v",
}
"""Arguments of pywikibot's scripts whose meaning an option of another name has."""
_COMMANDS = {
    "check": "validate",
    "lint": "validate",
    "fix": "validate --fix",
    "explain": "rules",
    "read": "parse",
    "show": "parse",
    "convert": "export",
    "diff": "changes",
    "run": "update",
    "init": "editions init",
    "list": "editions list",
    "login": "doctor",
    "version": "--version",
    "help": "--help",
}
"""What other tools call what a command of ours does."""
_SHORT = 2
"""The length of ``-v``."""


def command(name: str, commands: Iterable[str]) -> str | None:
    """The command that was most likely meant; None where none is near."""
    from indababot.suggestions import nearest

    near = nearest(name, (*commands, *_COMMANDS))
    return _COMMANDS.get(near, near) if near else None


def option(error: click.NoSuchOption, command: click.Command, arguments: Sequence[str]) -> click.NoSuchOption:
    """The error that names what was typed, and the one option that was most likely meant.

    click reads ``-simulate`` as ``-s``, and offers whatever shares some letters.
    """
    from difflib import get_close_matches

    from indababot.suggestions import nearest

    typed = _typed(error.option_name, arguments)
    name = typed.lstrip("-").partition("=")[0].partition(":")[0]
    known = [
        word
        for one in command.params
        if not getattr(one, "hidden", False)
        for word in one.opts
        if word[0] == "-"
    ]
    wanted = (f"--{name}", _PYWIKIBOTS.get(name, ""))
    if ":" in typed:  # as pywikibot's scripts have it, of which -lang is the wiki's
        wanted = wanted[::-1]
    near = next((word for word in wanted if word in known), None)
    if near is None and len(typed) > _SHORT:
        names = [word for word in known if word.startswith("--")]
        near = nearest(f"--{name}", names) or next(iter(get_close_matches(f"--{name}", names, n=1)), None)
    told = click.NoSuchOption(typed, ctx=error.ctx)
    return click.NoSuchOption(typed, _with_hint(told.message, near), ctx=error.ctx) if near else told


def argument(
    error: click.UsageError, command: click.Command, ctx: click.Context, arguments: Sequence[str]
) -> click.UsageError:
    """The error with the option that a value belongs to which stands by itself, where a command takes none."""
    if type(error) is not click.UsageError or any(isinstance(one, click.Argument) for one in command.params):
        return error
    left = command.make_parser(ctx).parse_args(list(arguments))[1]
    names = {word for one in command.params if not getattr(one, "hidden", False) for word in one.opts}
    near = next((name for name in _options_for(left[0]) if name in names), None) if left else None
    if near is None:
        return error
    told = _with_hint(error.message, f"{near} {left[0]}")
    return click.UsageError(told, ctx)


def _options_for(value: str) -> tuple[str, ...]:
    from indababot.editions import available

    if value in available() or value.endswith(".toml"):
        return ("--edition",)
    if "://" in value or value.endswith((".xml", ".bz2")) or Path(value).is_dir():
        return ("--wiki",)
    return ("--page",)


def _typed(option_name: str, arguments: Sequence[str]) -> str:
    """The word as it was typed in which click met an option that it does not know."""
    if option_name.startswith("--"):
        return option_name
    letter = option_name[1:]
    clusters = (word for word in arguments if word.startswith("-") and not word.startswith("--"))
    return next((word for word in clusters if letter in word), option_name)


def _with_hint(told: str, near: str) -> str:
    hint = gettext(N_("Did you mean '{near}'?")).format(near=near)
    return f"{told.rstrip('.')}. {hint}"
