"""What each command loads before it does anything: a call costs what it needs, and no more."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from indababot.cli import COMMANDS

ROOT = Path(__file__).parents[2]
LOADED = """\
import json, sys
from indababot.cli import main
try:
    main(json.loads(sys.argv[1]))
except SystemExit:
    pass
print(json.dumps(sorted(sys.modules)))
"""
LIBRARIES = frozenset(
    {"pydantic", "regex", "mwparserfromhell", "rapidfuzz", "phonenumbers", "selectolax", "lxml", "rich", "tomllib", "tomlkit"}
    | {"requests", "urllib3", "pywikibot", "concurrent", "multiprocessing", "asyncio", "sqlite3", "jinja2", "altair", "dask"}
)  # fmt: skip
ROOMS = frozenset(
    f"indababot.{room}"
    for room in ("lexicon", "privacy", "records", "editions", "reading", "checking", "writing", "exporting", "wikis", "updating")
)  # fmt: skip


def loaded(*words: str, cwd: Path = ROOT) -> set[str]:
    """The modules that a call has loaded when it ends: libraries by the name of their package, our own whole."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, json.dumps(words)], cwd=cwd, capture_output=True, text=True, check=True
    )
    names: list[str] = json.loads(done.stdout.splitlines()[-1])
    return {name if name.startswith("indababot.") else name.split(".")[0] for name in names}


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_reads_nothing(command: str) -> None:
    """``--help`` loads click and the commands, neither a library of theirs nor a room of the package."""
    assert sorted(loaded(*([command] if command else []), "--help") & (LIBRARIES | ROOMS)) == []


def test_one_draft(tmp_path: Path) -> None:
    """To validate one draft is to read and check it: no wiki, no export, no other process, no library that neither needs."""
    (tmp_path / "draft.wiki").write_text("'''Author(s):''' Ada Example\n")
    found = loaded("validate", "-e", "wikiindaba-2023", "draft.wiki", cwd=tmp_path)
    assert sorted(found & ROOMS) == [
        f"indababot.{room}" for room in ("checking", "editions", "lexicon", "privacy", "reading", "records")
    ]  # fmt: skip
    used = {"pydantic", "regex", "mwparserfromhell", "rapidfuzz", "phonenumbers", "tomllib"}
    assert sorted(found & LIBRARIES - used) == []
