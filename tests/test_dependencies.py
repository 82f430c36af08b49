"""Every dependency is there for something, and the page on them says what for."""

import ast
import re
import tomllib
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
MODULES = {"vl-convert-python": "vl_convert"}
"""Packages that are imported under another name than their own."""
BY_OTHERS = frozenset({"mwoauth"})
"""Packages that pywikibot imports where they are installed."""


def names(requirements: list[str]) -> list[str]:
    """The names of packages in a list of requirements; the project's own extras are none."""
    found = [re.split(r"[\[<>=!~; ]", text)[0] for text in requirements]
    return [name for name in found if name != "indababot"]


ALWAYS = names(PROJECT["project"]["dependencies"])
EXTRAS = {
    name: extra
    for extra, texts in PROJECT["project"]["optional-dependencies"].items()
    for name in names(texts)
}
DEV = names(PROJECT["dependency-groups"]["dev"])


def rows(heading: str) -> list[list[str]]:
    """The rows of the table below a heading of the page."""
    section = PAGE.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in section.splitlines()
        if line.startswith("| ")
    ][1:]


@cache
def imported() -> set[str]:
    """The packages that indababot imports, at the top of a module or inside a function."""
    found: set[str] = set()
    for path in (ROOT / "indababot").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found.update(alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                found.add((node.module or "").split(".")[0])
    return found


def test_the_page_names_each_dependency() -> None:
    """Those of pyproject.toml, in their tables, each with what it is for, and no other."""
    assert [row[0] for row in rows("Always")] == sorted(ALWAYS)
    assert {row[0]: row[1] for row in rows("Extras")} == EXTRAS
    assert sorted(row[0] for row in rows("Development")) == sorted(DEV)
    assert all(row[-1] for heading in ("Always", "Extras", "Development") for row in rows(heading))


@pytest.mark.parametrize("name", [name for name in chain(ALWAYS, EXTRAS) if name not in BY_OTHERS])
def test_a_dependency_is_imported(name: str) -> None:
    """A package that nothing imports goes."""
    assert MODULES.get(name, name.replace("-", "_")) in imported(), "nothing imports it"
