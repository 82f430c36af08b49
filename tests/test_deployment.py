"""The deployment files say what the commands understand."""

import re
import shlex
from pathlib import Path

import click
import pytest

from indababot.cli import cli

ROOT = Path(__file__).parent.parent
CALL = re.compile(r"(?:/indababot|\"\$INDABABOT\"|^\w+: indababot) (\w+)([^>|&\n]*)", re.MULTILINE)
FILES = ("toolforge/Procfile", "systemd/indababot.service", "crontab.example")


def calls(name: str) -> list[tuple[str, list[str]]]:
    """Every call of indababot in a file: the command and its arguments."""
    text = (ROOT / "scripts" / name).read_text(encoding="utf-8")
    return [(match[1], shlex.split(match[2])) for match in CALL.finditer(text)]


@pytest.mark.parametrize("name", FILES)
def test_every_call_is_understood(name: str) -> None:
    """A command and its options in a deployment file are ones that there are."""
    found = calls(name)
    assert found
    for word, arguments in found:
        context = click.Context(cli)
        command = cli.get_command(context, word)
        assert command is not None, word
        command.make_context(word, list(arguments), parent=context)


def test_jobs_run_what_the_procfile_has() -> None:
    """Each Toolforge job calls a process type of the Procfile, with keys that the jobs framework knows."""
    text = (ROOT / "scripts/toolforge/jobs.yaml").read_text(encoding="utf-8")
    types = {word for word, _ in calls("toolforge/Procfile")}
    commands = re.findall(r"^  command: (\S+)$", text, re.MULTILINE)
    assert commands
    assert set(commands) <= types
    keys = set(re.findall(r"^(?:- |  )([a-z-]+):", text, re.MULTILINE))
    known = {
        "name",
        "command",
        "image",
        "schedule",
        "mount",
        "emails",
        "filelog",
        "filelog-stdout",
        "filelog-stderr",
    }
    assert keys == known
