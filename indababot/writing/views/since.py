"""Since when a list of changes tells them."""

from indababot.changes import ACCEPTANCE, moment_of, written

SOME_DATE = "2023-08-01"
"""How a date is written."""


def canonical(text: str) -> str | None:
    """What ``since`` asks for, in one spelling: a date, with its time unless that is midnight, or ``acceptance``; None if neither."""
    if text.lower() == ACCEPTANCE:
        return ACCEPTANCE
    moment = moment_of(text)
    return None if moment is None else written(moment)
