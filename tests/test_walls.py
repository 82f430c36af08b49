"""The walls of the house: who may import whom."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "indababot"
FOUNDATION = {"asked", "normal", "i18n"}
"""What even the basement stands on, and what imports nothing of ours: corrections of Python and of models, and messages for people."""
BASEMENT = {
    "records",
    "diagnostics",
    "errors",
    "pages",
    "titles",
    "columns",
    "toml",
    "terminal",
    "files",
    "suggestions",
    "spool",
    "cores",
    "lexicon",
}
"""These import nothing else of ours."""
LATE = {"records": {"card"}, "asked": {"suggestions"}}
"""What a module asks for when it is itself asked for it: a notebook has a record show itself, or asks for what it does not have."""
GROUND = (
    FOUNDATION
    | BASEMENT
    | {"calls", "card", "changes", "entries", "faults", "persons", "privacy", "textfiles", "wikicode"}
)
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
    broken = sorted(used - LATE.get(here, set()) - may_use(here, used))
    assert not broken, (
        f"{path.relative_to(PACKAGE)} imports {', '.join(broken)}: {here} is {WALLS[floor(here)]}. Hand the thing over as data from "
        "'updating' or 'cli', or move what both need to the ground floor; docs/architecture.md shows the house."
    )


IN_ORDER = {
    "reading": ("markup", "form", "values"),
    "reading/values": ("signatures", "status", "choices", "people", "participants"),
}
"""Rooms inside a room, in the order in which data goes through them: none imports a later one."""
FACED = ROOMS | {"editions"} | {"reading/markup", "reading/form", "reading/values"}
"""Rooms of which others use what stands in the ``__init__``, theirs or that of a package inside."""


def later(path: str, name: str) -> str | None:
    """The room that a module imports though data comes to it later; a module beside the rooms stands below all of them."""
    for house, rooms in IN_ORDER.items():
        inside = f"indababot.{house.replace('/', '.')}."
        there = name.removeprefix(inside).split(".")[0] if name.startswith(inside) else ""
        here = path.removeprefix(f"{house}/").split("/")[0] if path.startswith(f"{house}/") else ""
        if here in rooms and there in rooms[rooms.index(here) + 1 :]:
            return f"{house}/{there}"
        if there in rooms and here.endswith(".py") and house == "reading/values" and here != "__init__.py":
            return f"{house}/{there}"
    return None


def behind(path: str, name: str) -> str | None:
    """The face that an import reaches past: that of a room which the module is no part of."""
    parts = name.split(".")[1:]
    modules = [
        size
        for size in range(1, len(parts) + 1)
        if PACKAGE.joinpath(*parts[:size]).with_suffix(".py").exists()
    ]
    rooms = [
        room
        for room in FACED
        if f"{'/'.join(parts)}/".startswith(f"{room}/") and not path.startswith(f"{room}/")
    ]
    return "/".join(parts[: modules[-1] - 1]) if modules and rooms else None


def test_a_wall_inside_a_room_is_seen() -> None:
    """Data goes one way inside a room too, and a room is entered by its face."""
    assert later("reading/form/value.py", "indababot.reading.values.choices") == "reading/values"
    assert (
        later("reading/values/people/field.py", "indababot.reading.values.participants.rows")
        == "reading/values/participants"
    )
    assert later("reading/values/wording.py", "indababot.reading.values.people") == "reading/values/people"
    assert later("reading/values/people/field.py", "indababot.reading.form.labels") is None
    assert behind("reading/form/value.py", "indababot.reading.markup.inline") == "reading/markup"
    assert behind("cli/findings.py", "indababot.checking.render.report") == "checking/render"
    for path, name in (
        ("reading/form/value.py", "indababot.reading.markup.Line"),
        ("reading/form/value.py", "indababot.reading.form.labels"),
        ("cli/findings.py", "indababot.checking.render"),
        ("cli/findings.py", "indababot.wikicode.light"),
    ):
        assert behind(path, name) is None, name


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_walls_inside_rooms(path: Path) -> None:
    """Inside ``reading`` no room imports a later one, and nobody reaches past a room's face."""
    here = str(path.relative_to(PACKAGE))
    for name in imports(path):
        room = later(here, name)
        assert room is None, (
            f"{here} imports {name}: data comes to {room} later; move what both need to the earlier room."
        )
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            face = behind(here, node.module)
            assert face is None, (
                f"{here} imports from {node.module}: what others may use stands in {face}/__init__.py."
            )


WALLS = {
    "foundation": "what all others stand on, and imports nothing of ours",
    "basement": "at the very bottom of the house, and imports nothing of ours",
    "ground": "on the ground floor, and imports that floor only",
    "editions": "above the ground floor, and imports that floor only",
    "room": "a room, and imports the ground floor and 'editions', but no other room",
    "upper": "above the rooms, and imports anything but 'cli'",
    "front": "the front, and may import anything",
}
"""What each floor may import, as a sentence."""


def floor(here: str) -> str:
    """The floor of the house that a part stands on."""
    floors = (
        ("foundation", FOUNDATION),
        ("basement", BASEMENT),
        ("ground", GROUND),
        ("editions", {"editions"}),
        ("room", ROOMS),
        ("front", FRONT),
    )
    return next((name for name, parts in floors if here in parts), "upper")


def may_use(here: str, used: set[str]) -> set[str]:
    """Those of the parts that a part uses which its floor lets it use."""
    allowed = {
        "foundation": set[str](),
        "basement": used & FOUNDATION,
        "ground": used & GROUND,
        "editions": used & GROUND,
        "room": used & (GROUND | {"editions"}),
        "upper": used - {"cli"},
        "front": used,
    }
    return allowed[floor(here)]


def test_a_broken_wall_is_seen() -> None:
    """Each floor refuses what stands above it, and takes what stands below."""
    for here, used in (
        ("records", "privacy"),
        ("privacy", "editions"),
        ("editions", "reading"),
        ("reading", "checking"),
        ("update", "cli"),
    ):
        assert not may_use(here, {used}), here
    for here, used in (
        ("privacy", "records"),
        ("editions", "privacy"),
        ("reading", "editions"),
        ("update", "reading"),
        ("cli", "update"),
    ):
        assert may_use(here, {used}), here


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_live_adapter_knows_pywikibot(path: Path) -> None:
    """pywikibot is imported in wikis/live alone, and there only inside functions."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [name for name in imports(path) if name.split(".")[0] == "pywikibot"]
    if not str(path.relative_to(PACKAGE)).startswith("wikis/live"):
        assert not found
    top = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    assert not [node for node in top if "pywikibot" in ast.unparse(node)]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_wikicode_knows_the_parser(path: Path) -> None:
    """mwparserfromhell is imported by ``wikicode`` alone, and no private name of it."""
    names = [name for name in imports(path) if name.split(".")[0] == "mwparserfromhell"]
    assert not names or part_of(path) == "wikicode"
    assert not [name for name in names if any(piece.startswith("_") for piece in name.split("."))]


_MARKUP = re.compile(r"\{\{|\}\}|\[\[|\]\]|\{\||\|\}|\|-|<!--|-->|'''|<nowiki|<ref|==")
_MARKUP_IN_PATTERN = re.compile(
    r"\\\{\\\{|\\\}\\\}|\\\[\\\[|\\\]\\\]|\\\{\\\||\\\|\\\}|<!--|'''|''\+|<nowiki|<ref"
)
_LOOKING = frozenset(
    (
        "startswith",
        "endswith",
        "find",
        "rfind",
        "index",
        "rindex",
        "split",
        "rsplit",
        "partition",
        "rpartition",
    )
) | {"count", "replace", "removeprefix", "removesuffix", "compile", "match", "fullmatch", "search", "sub"}
_LOOKS_ALL_THE_SAME = {
    "reading/detect.py": "guesses whether a text is wikitext at all, before anything parses it",
    "reading/values/signatures/names.py": "an unclosed link is text to the parser, and a typed name may stand behind it",
    "privacy/finder.py": "looks into comments of texts of any kind: wikitext, HTML, logs",
}
"""Modules that look for signs of wikitext outside ``wikicode``, each with its reason."""


def looked_for(path: Path) -> list[str]:
    """The texts with signs of wikitext that a module compares, searches or makes patterns of."""
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        signs, within = _MARKUP, list[ast.expr]()
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _LOOKING:
            within = node.args
            if isinstance(node.func.value, ast.Name) and node.func.value.id == "re":
                signs = _MARKUP_IN_PATTERN
        elif isinstance(node, ast.Compare):
            within = [node.left, *node.comparators]
        texts = [one.value for part in within for one in ast.walk(part) if isinstance(one, ast.Constant)]
        found += [text for text in texts if isinstance(text, str) and signs.search(text)]
    return found


def test_looking_for_wikitext_is_seen(tmp_path: Path) -> None:
    """The test below notices each way of looking."""
    module = tmp_path / "module.py"
    for line in (
        're.compile(r"x\\{\\{y")',
        'a.startswith(("{|", "x"))',
        'a == "[["',
        '"<!--" in a',
        're.sub(rf"\\[\\[{x}", "", a)',
    ):
        module.write_text(line, encoding="utf-8")
        assert looked_for(module), line
    module.write_text('re.compile(r"[(\\[][)\\]]"); out = "{{" + a + "}}"', encoding="utf-8")
    assert not looked_for(module)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_wikicode_looks_for_wikitext(path: Path) -> None:
    """No other module takes wikitext apart by patterns or comparisons of its own: what it needs are nodes with places."""
    here = str(path.relative_to(PACKAGE))
    if part_of(path) == "wikicode":
        return
    found = looked_for(path)
    if here in _LOOKS_ALL_THE_SAME:
        assert found, f"{here} does not look for wikitext: take it off the list of exceptions"
    else:
        assert not found, f"{here} looks for {found}: let wikicode tell it"


def test_start_up_is_light() -> None:
    """``import indababot.cli`` loads neither pywikibot nor any library that only some commands need."""
    heavy = ("pywikibot", "mwparserfromhell", "rich", "rapidfuzz", "lxml", "uniseg", "requests")
    code = f"import sys, indababot.cli; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
