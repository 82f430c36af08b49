"""``indababot rules``: which rules there are, and what one of them is about."""

import sys

import click

from indababot.cli.completion import RULE, Choice
from indababot.cli.help import Command
from indababot.cli.language import lang_option, language
from indababot.cli.lines import folded

_COLUMN = 44
"""Where the last column of the list begins."""


@click.command("rules", cls=Command, short_help="List or explain the rules of 'validate'.")
@click.argument("words", nargs=-1, metavar="[CODE|NAME]...", type=RULE)
@click.option(
    "--format",
    "--output-format",
    "form",
    type=Choice(("text", "json")),
    default="text",
    show_default=True,
    help="For people or tools.",
)
@lang_option
def command(words: tuple[str, ...], form: str, lang: str | None) -> None:
    """List the rules of 'validate', or explain those that a code, a prefix of codes or a name means."""
    from indababot.checking import document, select
    from indababot.checking.rules import RULES

    tongue = language(lang)
    chosen = select.codes(words) if words else frozenset(RULES)
    rules = [rule for code, rule in RULES.items() if code in chosen]
    if form == "json":
        text = document.as_json(rules, tongue)
    elif words:
        text = "\n".join(document.explain(rule, tongue) for rule in rules)
    else:
        text = document.table(rules, tongue)
    if form == "text" and sys.stdout.isatty():  # in a pipe a line stays a line, for grep
        text = "".join(f"{_at_a_terminal(line, listed=not words)}\n" for line in text.splitlines())
    click.echo(text, nl=False)


def _at_a_terminal(line: str, *, listed: bool) -> str:
    """A line folded at words, below its last column where it is one of the list; an example stays as it is."""
    return line if line.startswith("    ") else folded(line, indent=_COLUMN if listed else 0)
