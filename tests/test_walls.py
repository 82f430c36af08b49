"""The walls of the house: who may import whom."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "indababot"
BASEMENT = {
    "records",
    "diagnostics",
    "errors",
    "pages",
    "titles",
    "columns",
    "toml",
    "i18n",
    "terminal",
    "files",
    "lexicon",
}
"""These import nothing of ours."""
GROUND = BASEMENT | {"changes", "persons", "privacy", "wikicode"}
ROOMS = {"reading", "checking", "writing", "exporting", "wikis"}
FRONT = {"cli", "__main__"}
MODULES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, at its top or inside a function, by its full name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute here"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def part(name: str) -> str | None:
    """The part of the house that a module's name belongs to; None for what is not ours."""
    pieces = name.split(".")
    return pieces[1] if pieces[0] == "indababot" and len(pieces) > 1 else None


def part_of(path: Path) -> str:
    """The part of the house that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_walls(path: Path) -> None:
    """The ground floor imports only itself, editions only the ground floor, and the rooms never each other."""
    here = part_of(path)
    used = {there for name in imports(path) if (there := part(name)) and there != here} - {"__version__"}
    if here in BASEMENT:
        assert not used
    elif here in GROUND | {"editions"}:
        assert used <= GROUND
    elif here in ROOMS:
        assert used <= GROUND | {"editions"}
    elif here not in FRONT:
        assert "cli" not in used


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_live_adapter_knows_pywikibot(path: Path) -> None:
    """pywikibot is imported in wikis/live alone, and there only inside functions."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [name for name in imports(path) if name.split(".")[0] == "pywikibot"]
    if not str(path.relative_to(PACKAGE)).startswith("wikis/live"):
        assert not found
    top = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    assert not [node for node in top if "pywikibot" in ast.unparse(node)]


def test_start_up_is_light() -> None:
    """``import indababot.cli`` loads neither pywikibot nor any library that only some commands need."""
    heavy = ("pywikibot", "mwparserfromhell", "rich", "rapidfuzz", "lxml", "uniseg", "requests")
    code = f"import sys, indababot.cli; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
