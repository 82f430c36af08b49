"""Numbers of seconds that people give, wherever they write them."""

import math

from indababot.errors import UsageError

LONGEST = 1e9
"""About thirty years; the system's own clocks and waits take no more."""


def seconds(name: str, given: object, *, least: float = 0.0) -> float:
    """A number of seconds, not less than ``least``.

    Raises:
        UsageError: it is none, or longer than anybody waits.
    """
    try:
        found = float(given) if isinstance(given, int | float | str) else math.nan
    except (ValueError, OverflowError):
        found = math.nan
    if not least <= found <= LONGEST:
        raise UsageError(
            "{name} is {given}: give a number of seconds, such as 60", name=name, given=repr(given)
        )
    return found
