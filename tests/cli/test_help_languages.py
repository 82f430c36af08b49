"""Help in each language: whole, and 80 columns wide."""

from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from indababot import i18n
from indababot.cli import cli
from indababot.cli.help import paragraphs, texts
from indababot.writing.pages import setup_pages

OTHERS = [code for code in i18n.available() if code != "en"]


def contexts(command: click.Command = cli, parent: click.Context | None = None) -> Iterator[click.Context]:
    """The contexts of all commands."""
    ctx = click.Context(command, info_name=command.name if parent else "indababot", parent=parent)
    yield ctx
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            below = command.get_command(ctx, name)
            assert below is not None
            yield from contexts(below, ctx)


@pytest.mark.parametrize("code", OTHERS)
def test_help_is_whole_and_fits(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No text of any command's help is English, and no line is longer than 80 columns or cut off."""
    monkeypatch.setenv("INDABABOT_LANG", code)
    for ctx in contexts():
        for text in texts(ctx.command, ctx):
            assert i18n.translate(code, text) != text, text
        told = ctx.get_help()
        assert [line for line in told.splitlines() if len(line) > 80] == [], ctx.command_path
        flat = " ".join(told.split())
        assert " ".join(i18n.translate(code, paragraphs(ctx.command)[0]).split()) in flat
        for text in (
            *texts(ctx.command, ctx),
            "Usage:",
            "Options:",
            "Everywhere:",
            "[env var:",
            "First steps:",
        ):
            assert len(text) < 12 or text not in flat, text


@pytest.mark.parametrize(
    "words", [["--lang", "fr", "-h"], ["rules", "-h", "--lang=fr"], ["--lang=fr", "rules", "-h"]]
)
def test_help_in_the_language_that_is_asked_for(words: list[str]) -> None:
    """``--lang`` counts before and after the command, and before and after ``--help``."""
    assert CliRunner().invoke(cli, words).output.startswith("Usage\u00a0:")


@pytest.mark.parametrize(("name", "value"), [("INDABABOT_LANG", "fr"), ("LC_ALL", "fr_FR.UTF-8")])
def test_help_in_the_language_of_the_environment(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The environment and the locale tell the language as they do for messages."""
    monkeypatch.delenv("INDABABOT_LANG", raising=False)
    monkeypatch.setenv(name, value)
    assert CliRunner().invoke(cli, ["validate", "-h"]).output.startswith("Usage\u00a0:")


@pytest.mark.parametrize("code", OTHERS)
def test_documentation_of_the_templates(code: str) -> None:
    """``setup`` writes its documentation in a language, with the language's direction."""
    text = setup_pages(code)["Template:IndabaBot list/doc"]
    assert f'<div lang="{code}" dir="{"rtl" if code == "ar" else "ltr"}">' in text
    assert "What stands between" not in text
    assert "=== Columns ===" not in text
