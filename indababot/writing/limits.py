"""How much a region may ask for, and how much one cell, row, region or page may take: anybody may edit a region.

What is over a bound is an error that is told at once, before any work; what only grows with the data (long cells, many groups) is cut with
a stated number, so that one bad page never stops a list. Lengths are in characters unless they say bytes (of UTF-8).
"""

from collections.abc import Iterable, Mapping

PARAMETERS = 30
"""Parameters of one marker."""
PARAMETER_LENGTH = 2_000
"""A parameter's name or value."""
COLUMNS = 40
SORT_KEYS = 5
FILTER_VALUES = 50
VALUE_LENGTH = 200
"""One value of a filter; longer ones are not compared with what the data hold either."""
KNOWN_SHOWN = 20
"""How many known values a complaint lists."""
COMPLAINTS = 5
"""How many wrong parameters a complaint tells of; the others are told when these are right."""
QUOTED = 40
"""How much of what an editor wrote a complaint quotes."""
CELL_BYTES = 30_000
"""The items of one cell; the rest is counted."""
GROUPS = 100
"""Groups of a list that is grouped by a value of people's own; what is rarer stands together."""
SESSION_GROUPS = 10
"""Groups in which one session stands; for its other values it stands with what is rarer."""
STATISTICS_VALUES = 40
"""Types and themes that have a row or a column of their own in the statistics."""
PERSON_SESSIONS = 50
"""Whoever holds, or is interested in, more sessions than this says nothing about which of them clash."""
AUDIENCE = 1_000
"""People interested in one session who are compared with those of others; no real session has as many."""
DIFF_PARTS = 40
"""Parts of a text in which it differs from an earlier one; how many more there are is told."""
MOMENTS = 5
"""Different moments since which the lists of one edition show what changed: each costs a look at the history of every page."""
REGIONS = 50
"""Regions of one page."""
SUBPAGES = 20
"""Sub-pages of one region; rows are made only as far as the page and these have room, which bounds a region's rows and bytes."""


def commonest(counts: Mapping[str, int], known: Iterable[str], most: int) -> frozenset[str]:
    """The values that are shown by themselves: the vocabulary's first, then the most frequent ones."""
    first = dict.fromkeys(value for value in known if counts.get(value))
    others = sorted(
        (value for value in counts if value not in first), key=lambda value: (-counts[value], value)
    )
    return frozenset([*first, *others][:most])
