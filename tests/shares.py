"""The short form of long tests: of many cases a share, the same ones each time, and all of them by ``scripts/soak``."""

import os
from collections.abc import Iterable
from itertools import islice
from typing import TypeVar

Case = TypeVar("Case")

SOAK = bool(os.environ.get("INDABABOT_SOAK"))


def share(cases: Iterable[Case], of: int, turn: int = 0) -> list[Case]:
    """One case ``of`` so many; another ``turn`` takes others. ``@pytest.mark.share(of)`` does it for the parameters of a test."""
    return list(cases) if SOAK else list(islice(cases, turn % of, None, of))
