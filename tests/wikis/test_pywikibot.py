"""What we use of pywikibot, down to single names, is what this release of it has, and public.

`scripts/pywikibots` runs this on the oldest supported release and on the newest.
"""

import ast
import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from indababot.wikis.live import configure
from indababot.wikis.live.site import NoThrottle, quiet_site

OF_OTHERS = {"transport.py", "deadline.py"}
"""Modules that reach for requests and urllib3 only."""
LIVE = sorted((Path(__file__).parents[2] / "indababot" / "wikis" / "live").glob("*.py"))
TREES = {file.name: ast.parse(file.read_text("utf-8")) for file in LIVE if file.name not in OF_OTHERS}


def places() -> dict[str, Any]:
    """What the modules of the live wiki call the parts of pywikibot that they use, and those parts."""
    configure.load()
    from pywikibot import bot, config
    from pywikibot.comms import http
    from pywikibot.login import ClientLoginManager
    from pywikibot.site import APISite

    manager = ClientLoginManager(site=SimpleNamespace(family=None, code=None), user="Ada")
    return {"http": http, "config": config, "bot": bot, "bot.ui": bot.ui, "site": APISite, "manager": manager}


def imported() -> Iterator[tuple[str, str]]:
    """Each module of pywikibot with each name that is imported from it."""
    for tree in TREES.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "pywikibot":
                yield from ((str(node.module), alias.name) for alias in node.names)


def used() -> set[tuple[str, str]]:
    """Each name of these parts that is read, set, deleted, called, or exchanged for the length of a call."""
    found = set()
    for node in (node for tree in TREES.values() for node in ast.walk(tree)):
        if isinstance(node, ast.Attribute):
            place = ast.unparse(node.value).removeprefix("load().").removeprefix("configure.load().")
            found.add((place, node.attr))
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "_exchange":
            name = node.args[2]
            if isinstance(name, ast.Constant):
                found.add((ast.unparse(node.args[1]), str(name.value)))
    found |= {("config", name) for name in (*configure.SETTINGS, "base_dir", "password_file", "authenticate")}
    return {(place, name) for place, name in found if place in places()}


def test_what_is_imported_is_there_and_public() -> None:
    """Every name that we import exists, and neither it nor a module on its way is private."""
    names = set(imported())
    assert ("pywikibot.comms", "http") in names
    for module, name in names:
        assert not [part for part in (*module.split("."), name) if part.startswith("_")]
        found = importlib.import_module(module)
        if not hasattr(found, name):
            importlib.import_module(f"{module}.{name}")  # which fails where it is no module either


def test_what_is_used_is_there_and_public() -> None:
    """Every attribute that we read, set or exchange exists before we do, and is not private."""
    names, parts = used(), places()
    assert {
        ("http", "session"),
        ("config", "max_retries"),
        ("bot.ui", "input"),
        ("site", "userinfo"),
        ("manager", "password"),
    } <= names
    assert [(place, name) for place, name in names if name.startswith("_")] == []
    assert [(place, name) for place, name in sorted(names) if not hasattr(parts[place], name)] == []


@pytest.mark.parametrize("name", ["login", "get_tokens", "has_extension"])
def test_what_is_overridden_is_called_as_we_take_it(name: str) -> None:
    """A method of the site that we put ours over has the parameters that ours has."""
    theirs = inspect.signature(getattr(places()["site"], name))
    ours = inspect.signature(getattr(quiet_site(None, lambda site: None, {}), name))
    assert [(p.name, p.kind) for p in ours.parameters.values()] == [
        (p.name, p.kind) for p in theirs.parameters.values()
    ]


def test_the_throttle_is_called_as_ours_is() -> None:
    """What stands in for pywikibot's throttle has what its requests use of one."""
    configure.load()
    from pywikibot.data.api import Request
    from pywikibot.throttle import Throttle

    for name in ("__call__", "lag"):
        ours = inspect.signature(getattr(NoThrottle, name)).parameters
        assert list(ours) == list(inspect.signature(getattr(Throttle, name)).parameters)
    source = inspect.getsource(importlib.import_module(Request.__module__))
    asked = {
        node.attr
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and ast.unparse(node.value).endswith("throttle")
    }
    assert asked
    assert asked <= set(dir(NoThrottle))
