"""``indababot rules``: which rules there are, and what one of them is about."""

import click

from indababot.cli.completion import RULE, Choice
from indababot.cli.help import Command
from indababot.cli.language import lang_option, language


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
    click.echo(text, nl=False)
