"""Submissions as a data frame."""

import doctest
import subprocess
import sys

import pytest

import indababot
from indababot.errors import MissingExtra
from indababot.exporting import dataframe
from indababot.exporting.columns import COLUMNS
from tests.exporting.samples import make


def test_a_row_a_submission() -> None:
    """The columns are those of exports; numbers are numbers also where one is missing, lists lists, and addresses masked."""
    found = indababot.to_dataframe(
        [make("Wells", page_id=7, themes=("Technology",), abstract="ada@example.org"), make("Songs")]
    )
    assert list(found.columns) == list(COLUMNS)
    assert str(found["page_id"].dtype) == str(found["interested"].dtype) == "Int64"
    assert found["page_id"].sum() == 7
    assert found.loc[0, "themes"] == ("Technology",)
    assert found.loc[0, "abstract"] == "[e-mail]"
    assert found["abstract"].isna().tolist() == [False, True]


def test_nothing_has_columns() -> None:
    """Without submissions there are the columns and no row."""
    assert indababot.to_dataframe([]).shape == (0, len(COLUMNS))


def test_the_example_is_true() -> None:
    """The example in the docstring prints what it says."""
    assert doctest.testmod(dataframe).attempted > 2
    assert doctest.testmod(dataframe).failed == 0


def test_importing_stays_light() -> None:
    """``import indababot`` loads none of its modules; an unknown name is an AttributeError, a known one is listed."""
    code = "import sys, indababot; print([name for name in sys.modules if name.startswith(('indababot.', 'pandas'))])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert {name for name in dir(indababot) if not name.startswith("__")} == set(indababot.__all__)
    with pytest.raises(AttributeError, match="no attribute 'to_datafram'"):
        indababot.__getattr__("to_datafram")


def test_a_missing_extra_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pandas the message names the extra."""
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtra, match=r"indababot\[dataframe\]"):
        indababot.to_dataframe([])
