"""``docs/regions.md`` says what the code does."""

import re
from pathlib import Path

import pytest

from indababot.changes import compare
from indababot.writing.regions import find
from indababot.writing.views import COLUMNS, View, render
from indababot.writing.views.parameters import PARAMETERS
from tests.writing.samples import EDITION, PROGRAMME, entry

TEXT = (Path(__file__).parents[2] / "docs" / "regions.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```wikitext\n(.*?)```", TEXT, re.DOTALL)


def section(title: str) -> str:
    """The text below a heading, up to the next of its kind."""
    return TEXT.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def first_cells(text: str) -> list[str]:
    """The code in the first cell of each row of a table; a cell may name several things."""
    cells = re.findall(r"^\| (`[^|]+`) \|", text, re.MULTILINE)
    return [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]


def test_views() -> None:
    """Every view has its row, in order, and no other."""
    assert first_cells(section("Views")) == [view.value for view in View]


def test_parameters() -> None:
    """Every parameter has its row with an example, in order, and no other."""
    rows = section("Parameters")
    assert first_cells(rows) == list(PARAMETERS)
    for name, parameter in PARAMETERS.items():
        assert f"`{name}={parameter.example}`" in rows


def test_columns() -> None:
    """Every column has its row, and no other."""
    for title, view in (
        ("Columns of sessions", View.SUBMISSIONS),
        ("Columns of people", View.PEOPLE),
        ("Columns of clashes", View.CLASHES),
        ("Columns of changes", View.CHANGES),
    ):
        assert sorted(first_cells(section(title))) == sorted(set(COLUMNS[view].values()))


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples(example: str) -> None:
    """What the page shows can be copied."""
    entries = [*PROGRAMME, entry("Z", languages=("French",), mode="hybrid", number="5")]
    changes = dict.fromkeys(("acceptance", "2023-08-01"), compare([], [one.submission for one in entries]))
    regions = find(example, "Example")
    assert regions
    for region in regions:
        assert render(region.parameters, entries, EDITION, changes=changes).problem is None
