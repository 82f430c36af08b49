"""How long ``validate`` takes for many drafts, against the least that a process for them could do."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[2] / "scripts" / "bench"
LIMIT = 2.0
"""How many times the base's time the whole process may take, by the clock."""


@pytest.mark.speed
def test_five_hundred_drafts() -> None:
    """Checking 500 drafts takes at most twice as long as importing the usual libraries and parsing the drafts once."""
    done = subprocess.run(
        [sys.executable, BENCH, "--json", "validate"], capture_output=True, check=True, timeout=300
    )
    ratios = json.loads(done.stdout)
    assert len(ratios) == 1
    assert max(ratios.values()) <= LIMIT, ratios
