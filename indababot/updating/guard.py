"""What keeps a hiccup upstream from emptying lists: how many rows a region had, and how many it may lose."""

import re

from indababot.editions.model import Guard

_ROW = re.compile(r"^(?:\|-|\{\{)", re.MULTILINE)


def rows_in(body: str) -> int:
    """How many rows a region's text has: rows of wikitables, or calls of a row's template, each at a line's start."""
    return len(_ROW.findall(body))


def too_much(before: int | None, now: int, guard: Guard) -> bool:
    """Whether a fall from one number to another is more than the edition allows; an unknown number allows all."""
    if before is None or before < guard.min_rows:
        return False
    return now < before * (1 - guard.max_shrink)


def shrink(
    *, before: int | None, now: int, submissions: int, submissions_before: int | None, guard: Guard
) -> str | None:
    """Why a region may not be written, None where it may.

    ``before`` and ``now`` are the region's rows, ``submissions`` those of the whole edition.
    """
    allow = "If that is right, run again with --allow-shrink."
    if before and now < before and not submissions:
        return f"no submission was found, and the {before} rows of this list would go. {allow}"
    if too_much(before, now, guard):
        return f"this list would fall from {before} to {now} rows, more than {guard.max_shrink:.0%}. {allow}"
    if too_much(submissions_before, submissions, guard) and (before is None or now <= before):
        return f"the submissions fell from {submissions_before} to {submissions}, more than {guard.max_shrink:.0%}. {allow}"
    return None
