"""The page on the architecture names what there is, and nothing else."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "indababot"
TEXT = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([\w./-]+?)/?`", TEXT))


def test_every_part_of_the_house_is_on_the_page() -> None:
    """Each module and package at the top of indababot is named."""
    parts = {
        path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert parts - {"__init__", "__main__"} <= {name.split("/")[0] for name in NAMED}


def test_what_the_page_names_is_there() -> None:
    """Each module that a room's row names exists in that room."""
    for room, row in re.findall(r"^\| `(\w+)` \| .*? \| .*? \| (.*) \|$", TEXT, re.MULTILINE):
        for name in re.findall(r"`([a-z_]+)/?`", row):
            place = PACKAGE / room / name
            assert place.is_dir() or place.with_suffix(".py").exists(), f"{room}: {name}"
