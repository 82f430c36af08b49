"""``docs/settings.md`` has every setting, environment variable and exit code of the program, and no other."""

import ast
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from indababot import errors
from indababot.settings import Settings

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "indababot"
TEXT = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
_NAME = re.compile(r"[A-Z][A-Z_]{3,}")
GIVEN = {"LANGUAGE"}
"""What the program sets for a library, and does not ask for."""


def rows(section: str) -> list[list[str]]:
    """The cells of a section's table, without its head."""
    body = TEXT.split(f"\n## {section}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in body.splitlines() if line.startswith("| ")][1:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def variables(source: str) -> set[str]:
    """The environment variables that a module asks for: in functions that look at an environment, and in options."""
    if not re.search("environ|envvar|INDABABOT_", source):
        return set()  # most modules: looking through them takes seconds
    tree = ast.parse(source)
    constants = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    texts: set[object] = set()
    for node in ast.walk(tree):
        option = isinstance(node, ast.keyword) and node.arg == "envvar"
        asking = isinstance(node, ast.FunctionDef) and re.search(r"\benviron(ment)?\b", ast.unparse(node))
        if option or asking:
            texts |= _texts(node, constants)
        elif isinstance(node, ast.Constant) and str(node.value).startswith("INDABABOT_"):
            texts.add(node.value)
    return {text for text in texts if isinstance(text, str) and _NAME.fullmatch(text)}


def _texts(node: ast.AST, constants: Mapping[str, object]) -> set[object]:
    """The constants below a node, those that a name stands for too."""
    below = list(ast.walk(node))
    return {one.value for one in below if isinstance(one, ast.Constant)} | {
        constants[one.id] for one in below if isinstance(one, ast.Name) and one.id in constants
    }


def test_variables_are_found() -> None:
    """The test below notices each way of asking."""
    assert variables('def f(): return os.environ.get("NEW_ONE")') == {"NEW_ONE"}
    assert variables(
        'NAME = "NEW_ONE"\nOTHER = "OTHER"\ndef f(environment=os.environ): return environment[NAME]'
    ) == {"NEW_ONE"}
    assert variables('click.option("--x", envvar="NEW_ONE")') == {"NEW_ONE"}


def test_environment_variables() -> None:
    """Each variable that a module asks for has its row, and each row is a variable that some module asks for."""
    asked = set[str]().union(*(variables(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")))
    assert {cells[0].strip("`") for cells in rows("Environment variables")} == asked - GIVEN


def test_settings() -> None:
    """Each key has its row, whose type is the example's, whose default is the program's, and whose example is a setting."""
    kinds = {"text": str, "path": str, "list of texts": list, "table of lists": dict}
    keys = [name.replace("_", "-") for name in Settings.model_fields if name != "file"]
    assert [cells[0].strip("`") for cells in rows("Settings of a folder")] == keys
    for key, kind, default, _, example in rows("Settings of a folder"):
        table = tomllib.loads(example.strip("`"))
        assert list(table) == [key.strip("`")]
        assert isinstance(table[key.strip("`")], kinds[kind])
        assert default
        assert not getattr(
            Settings(), key.strip("`").replace("-", "_")
        )  # unset: what holds then is the row's default
        Settings.model_validate(table)


@pytest.mark.parametrize("code", range(1, 6))
def test_exit_codes(code: int) -> None:
    """Each exit code names the errors that end with it, all of them."""
    (row,) = [cells for cells in rows("Exit codes") if cells[0] == str(code)]
    every = [
        one
        for one in vars(errors).values()
        if isinstance(one, type) and issubclass(one, errors.IndababotError)
    ]
    own = {one.__name__ for one in every if one is not errors.IndababotError and one.exit_code == code}
    assert set(re.findall(r"`([A-Z]\w+)`", row[2])) == own
