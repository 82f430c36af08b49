"""How long reading takes, against a parser that only makes a tree of the same pages."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[2] / "scripts" / "bench"
LIMIT = 2.2
"""How many times the time of ``mwparserfromhell.parse`` reading may take."""


@pytest.mark.speed
def test_reading_costs_little_more_than_parsing() -> None:
    """Reading takes at most 2.2 times as long as parsing alone, whose own time is in it, for the fixtures and for pages of 3 to 6 KB."""
    done = subprocess.run(
        [sys.executable, BENCH, "--json", "reading"], capture_output=True, check=True, timeout=300
    )
    ratios = json.loads(done.stdout)
    assert len(ratios) == 2
    assert max(ratios.values()) <= LIMIT, ratios
