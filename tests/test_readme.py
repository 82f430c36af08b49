"""The README and the docs hold what they promise: every example is run, every file and command that they name exists."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from indababot.cli import COMMANDS, cli
from tests.mediawiki import missing
from tests.starter import say

ROOT = Path(__file__).parent.parent
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "SECURITY.md",
    *sorted((ROOT / "docs").glob("*.md")),
]
ANY = "..."
"""A line of an example's output that stands for any lines."""


@dataclass(frozen=True)
class Example:
    """A command of a page, what it should print, and the exit code that ``echo $?`` below it shows."""

    page: str
    command: str
    output: tuple[str, ...]
    code: int


def blocks(page: Path) -> list[str]:
    """The console blocks of a page."""
    found = re.findall(
        r"^( *)```console\n(.*?)^ *```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    return [re.sub(f"^{indent}", "", block, flags=re.MULTILINE) for indent, block in found]


def needs_wiki(block: str) -> bool:
    """Whether a block starts a MediaWiki of its own."""
    return "scripts/wiki up" in block


def examples(page: Path) -> list[Example]:
    """Every ``$ indababot …`` of a page's console blocks, but for those on a live wiki."""
    found: list[Example] = []
    for block in blocks(page):
        if needs_wiki(block):
            continue
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *output = part.rstrip("\n").split("\n")
            if command == "echo $?":
                last = found.pop()
                found.append(Example(last.page, last.command, last.output, int(output[0])))
            elif command.startswith("indababot "):
                found.append(Example(page.name, command, tuple(output), 0))
    return found


EXAMPLES = [example for page in PAGES for example in examples(page)]


def matches(expected: tuple[str, ...], lines: list[str]) -> bool:
    """Whether lines are as expected, where a line ``...`` stands for any lines."""
    pattern = "\n".join(re.escape(line.rstrip()) for line in expected).replace(re.escape(ANY), r"(?s:.*?)")
    return re.fullmatch(pattern, "\n".join(line.rstrip() for line in lines)) is not None


def test_the_readme_has_examples() -> None:
    """The README shows at least one example of each main command."""
    shown = {example.command.split()[1] for example in EXAMPLES if example.page == "README.md"}
    assert {"parse", "validate", "export", "update"} <= shown


def commands(command: click.Command, name: str = "indababot") -> list[str]:
    """The commands below a command that have none below themselves, by all their words."""
    if not isinstance(command, click.Group):
        return [name]
    ctx = click.Context(command)
    below = [(one, command.get_command(ctx, one)) for one in command.list_commands(ctx)]
    return [word for one, found in below if found for word in commands(found, f"{name} {one}")]


@pytest.mark.parametrize("command", commands(cli))
def test_every_command_has_an_example_that_is_run(command: str) -> None:
    """Each command stands in an example of a page with what it prints, or in the block of a wiki of one's own."""
    live = [
        line for page in PAGES for block in blocks(page) if needs_wiki(block) for line in block.splitlines()
    ]
    shown = [f"$ {example.command}" for example in EXAMPLES] + live
    assert any(re.match(rf"\$ {command}\b", line) for line in shown), command


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.page}: {example.command}")
def test_an_example_prints_what_the_page_says(example: Example, tmp_path: Path) -> None:
    """An example, run beside the sample pages, an export of June and an edition, prints what the page shows and ends as it says."""
    shutil.copytree(ROOT / "fixtures" / "demo", tmp_path / "pages")
    shutil.copy2(ROOT / "fixtures" / "demo-june.ndjson", tmp_path / "june.ndjson")
    short = re.search(
        r"`mine.toml`.*?```toml\n(.*?)```", (ROOT / "docs/editions.md").read_text("utf-8"), re.DOTALL
    )
    assert short
    (tmp_path / "mine.toml").write_text(short[1], encoding="utf-8")
    clean = {
        key: value for key, value in os.environ.items() if not key.startswith(("INDABABOT_", "LC_", "LANG"))
    }
    program, *words = shlex.split(example.command)
    assert program == "indababot"
    environment = {
        **clean,
        "NO_COLOR": "1",
        "COLUMNS": "76",  # the width of the site's blocks
        "LANG": "C.UTF-8",
        "INDABABOT_STATE": str(tmp_path / "state"),
    }
    done = say(*words, cwd=tmp_path, env=environment)
    assert done.returncode == example.code, done.stderr
    if example.output:
        printed = (done.stdout + done.stderr).splitlines()
        assert matches(example.output, printed), "\n".join(printed)


@pytest.mark.wiki
@pytest.mark.parametrize(
    "page", [page for page in PAGES if any(map(needs_wiki, blocks(page)))], ids=lambda page: page.name
)
def test_the_block_on_a_wiki_of_ones_own_works(page: Path, tmp_path: Path) -> None:
    """The commands that a page shows for a disposable MediaWiki work as they stand, one after the other."""
    lack = missing()
    if lack is not None:
        pytest.fail(lack) if os.environ.get("CI") == "true" else pytest.skip(lack)
    for part in ("scripts/wiki", "tests/mediawiki", "fixtures/demo"):
        (tmp_path / part).parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if (ROOT / part).is_dir() else shutil.copy2)(ROOT / part, tmp_path / part)
    tool = tmp_path / "bin" / "indababot"
    tool.parent.mkdir()
    tool.write_text(f'#!/bin/sh\nexec {sys.executable} -m indababot "$@"\n')
    tool.chmod(0o755)
    clean = {key: value for key, value in os.environ.items() if not key.startswith("INDABABOT_")}
    clean |= {
        "PATH": f"{tool.parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "INDABABOT_STATE": str(tmp_path / "state"),
    }
    for block in filter(needs_wiki, blocks(page)):
        script = "\n".join(line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ "))
        done = subprocess.run(
            ["bash", "-e", "-c", f"trap 'scripts/wiki down' EXIT\n{script}"],
            capture_output=True, text=True, cwd=tmp_path, env=clean, stdin=subprocess.DEVNULL, timeout=300, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        assert "saved     WikiIndaba 2023/Overview" in done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link and every ``scripts/…`` that a page names leads to a file."""
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", text)
    named = re.findall(r"`(scripts/[\w./-]+)`", text)
    for link in links:
        assert (page.parent / link).exists(), link
    for script in named:
        assert (ROOT / script.split()[0]).exists(), script


def test_every_command_is_in_the_readme() -> None:
    """The README names each command."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        assert f"indababot {command}" in text, command
