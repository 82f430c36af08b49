"""Messages to the person at the command: in their language, with nothing in them that acts, on standard error."""

import os
import sys
from collections.abc import Iterable
from typing import Any

import click

from indababot.cli.spoken import spoken
from indababot.i18n import SOURCE, in_language, listed
from indababot.terminal import commandless, visible


def colour(stream: Any) -> bool:
    """Whether to write colours to a stream: on a terminal only, never under ``NO_COLOR``, always under ``FORCE_COLOR``."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or stream.isatty()


def for_people(text: str) -> str:
    """Lines for people as they may be written here: in GitHub Actions none of them is a command."""
    return commandless(text) if os.environ.get("GITHUB_ACTIONS") == "true" else text


def told(text: str) -> str:
    """A line for people beside a command's data, whoever wrote it: without secrets and personal data, and nothing in it acts."""
    from indababot.privacy import masked, redacted

    return for_people(visible(masked(redacted(text))))


def tell(message: object) -> None:
    """A line for people, on standard error: a message, or what an error says."""
    say(f"indababot: {sentence(told_here(message))}")


def told_here(message: object) -> str:
    """A message, or what an error says, in the language of the running command."""
    return in_language(_spoken_here(), message)


def listed_here(messages: Iterable[object]) -> str:
    """Messages one after the other, in the language of the running command."""
    return listed(_spoken_here(), messages)


def _spoken_here() -> str:
    ctx = click.get_current_context(silent=True)
    return spoken(ctx) if ctx else SOURCE


def say(line: str) -> None:
    """A line on standard error as it is now: while progress shows, click's own way around Python's stream would garble both."""
    click.echo(told(line), file=sys.stderr)


def sentence(message: str) -> str:
    """An error's text as one line that ends like a sentence, whoever wrote it."""
    line = " ".join(message.split())
    return line if line.rstrip(")").endswith((".", "?", "!", "؟")) else f"{line}."
