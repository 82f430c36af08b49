"""Private names of libraries that we use: each in one module, with its reason, and still there."""

import ast
from pathlib import Path

import requests

from indababot.wikis.live.private import keep_body

LIVE = Path(__file__).parents[2] / "indababot" / "wikis" / "live"


def test_private_names_stand_in_one_module() -> None:
    """Only `private.py` of the live wiki reaches for a private name that is not its own object's."""
    found = {
        (file.name, node.attr)
        for file in LIVE.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.startswith("__")
        if not (isinstance(node.value, ast.Name) and node.value.id in {"self", "cls"})
    }
    assert found == {("private.py", "_content")}


def test_a_kept_body_is_the_content() -> None:
    """requests gives the body that we kept, by its public names too."""
    response = requests.Response()
    keep_body(response, b'{"a": 1}')
    assert (response.content, response.json()) == (b'{"a": 1}', {"a": 1})
