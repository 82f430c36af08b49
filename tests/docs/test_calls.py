"""Every call of indababot on any page is one that the command line understands, and every block of code is right in its language."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest
import yaml

from indababot.cli import cli
from indababot.cli.options import SHARED_OPTIONS
from tests.docs.pages import PAGES, ROOT, Block, blocks, calls

CALLS = [(page.name, call) for page in PAGES for call in calls(page)]
BLOCKS = [block for page in PAGES for block in blocks(page)]


def understood(command: click.Command, words: list[str], parent: click.Context | None = None) -> None:
    """Parses a call as click does, each value by its type, and does nothing of what it says.

    Raises:
        click.UsageError: there is no such command, option or value.
    """
    ctx = click.Context(command, info_name=command.name, parent=parent)
    if isinstance(command, click.Group):
        ctx.allow_interspersed_args = False
    values, rest, _ = command.make_parser(ctx).parse_args(args=list(words))
    for parameter in command.params:
        if parameter.name in values and not isinstance(parameter, click.Argument):
            parameter.type_cast_value(ctx, values[parameter.name])
    if isinstance(command, click.Group) and rest:
        _, below, rest = command.resolve_command(ctx, list(rest))
        assert below is not None
        understood(below, rest, ctx)


@pytest.mark.parametrize(
    ("page", "call"), CALLS, ids=lambda value: value if isinstance(value, str) else " ".join(value)
)
def test_a_call_is_understood(page: str, call: list[str]) -> None:
    """Its command, options and choices are there."""
    understood(cli, call)


@pytest.mark.parametrize(
    "call",
    [
        "pars x",
        "parse --format yaml",
        "validate --fixx",
        "editions shw",
        "--editon x parse",
        "validate --revision one",
    ],
)
def test_a_wrong_call_is_seen(call: str) -> None:
    """The test above notices a wrong command, option or value."""
    with pytest.raises(click.UsageError):
        understood(cli, call.split())


def test_calls_are_found() -> None:
    """Every command is called somewhere on the pages, so that the tests look at something."""
    shared = {name for option in SHARED_OPTIONS for name in option.opts}
    called = {word for _, call in CALLS for word in call if word not in shared}
    assert set(cli.list_commands(click.Context(cli))) <= called


def of(*languages: str) -> list[Block]:
    return [block for block in BLOCKS if block.language in languages]


def name(block: Block) -> str:
    return f"{block.page}: {block.text.splitlines()[0][:40]}"


@pytest.mark.parametrize("block", of("toml"), ids=name)
def test_toml(block: Block) -> None:
    """A block of TOML is TOML."""
    assert tomllib.loads(block.text)


@pytest.mark.parametrize("block", of("json"), ids=name)
def test_json(block: Block) -> None:
    """A block of JSON is JSON."""
    assert json.loads(block.text)


@pytest.mark.parametrize("block", of("yaml"), ids=name)
def test_yaml(block: Block) -> None:
    """A block of YAML is YAML."""
    assert yaml.safe_load(block.text)


@pytest.mark.parametrize("block", of("sh", "bash"), ids=name)
def test_shell(block: Block) -> None:
    """A block for a shell is one that a shell can read."""
    subprocess.run(["bash", "-n", "-c", block.text], check=True)


@pytest.mark.parametrize("block", of("python"), ids=name)
def test_python(block: Block, tmp_path: Path) -> None:
    """A block of Python compiles; what ``>>>`` shows is run elsewhere."""
    compile(block.text, block.page, "exec")


def test_languages_are_known() -> None:
    """Each fenced block names a language that some test looks at, or one that needs none."""
    known = {"", "console", "sh", "bash", "toml", "json", "yaml", "python", "pycon", "text", "wikitext"}
    assert {block.language for block in BLOCKS} <= known


def test_reference_pages_are_fresh() -> None:
    """The pages that scripts/docs makes from the code are what it would make now."""
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "docs", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
