"""What keeps a hiccup upstream, or a template edited in passing, from emptying or flooding lists, by the rows and submissions before."""

from indababot.editions import Guard
from indababot.i18n import N_, percent, said

_FELL = N_(
    "the submissions fell from {before} to {now}, more than {share}. If that is right, run again with --allow-shrink."
)
_NONE = N_(
    "no submission was found, and the {before} rows of this list would go. If that is right, run again with "
    "--allow-shrink."
)
_WOULD_FALL = N_(
    "this list would fall from {before} to {now} rows, more than {share}. If that is right, run again with --allow-shrink."
)
_ROSE = N_(
    "the submissions rose from {before} to {now}, more than {share}. If that is right, run again with --allow-growth."
)
_WOULD_RISE = N_(
    "this list would rise from {before} to {now} rows, more than {share}. If that is right, run again with --allow-growth."
)


def too_few(before: int | None, now: int, guard: Guard) -> bool:
    """Whether a fall from one number to another is more than the edition allows; an unknown number allows all."""
    if before is None or before < guard.min_rows:
        return False
    return now < before * (1 - guard.max_shrink)


def too_many(before: int | None, now: int, guard: Guard) -> bool:
    """Whether a rise from one number to another is more than the edition allows; from nothing or the unknown all is allowed."""
    if not before:
        return False
    return now > before * (1 + guard.max_growth) and now > before + guard.min_growth


def stops(
    *, before: int | None, now: int, guard: Guard, allow_shrink: bool = False, allow_growth: bool = False
) -> str | None:
    """Why a run as a whole must not write, by the number of all submissions then and now; None where it may."""
    if not allow_shrink and (too_few(before, now, guard) or (before and not now)):
        return said(_FELL, before=before, now=now, share=percent(guard.max_shrink))
    if not allow_growth and too_many(before, now, guard):
        return said(_ROSE, before=before, now=now, share=percent(guard.max_growth))
    return None


def shrink(
    *, before: int | None, now: int, submissions: int, submissions_before: int | None, guard: Guard
) -> str | None:
    """Why a region may not be written since it would lose rows, None where it may.

    ``before`` and ``now`` are the region's rows, ``submissions`` those of the whole edition.
    """
    if before and now < before and not submissions:
        return said(_NONE, before=before)
    if too_few(before, now, guard):
        return said(_WOULD_FALL, before=before, now=now, share=percent(guard.max_shrink))
    if too_few(submissions_before, submissions, guard) and (before is None or now <= before):
        return said(_FELL, before=submissions_before, now=submissions, share=percent(guard.max_shrink))
    return None


def growth(*, before: int | None, now: int, submissions_before: int | None, guard: Guard) -> str | None:
    """Why a region may not be written since it would be flooded, None where it may.

    Where the number of submissions is known :func:`stops` looks at that: a list of accepted sessions may well grow from 5 to 120 in a day.
    """
    if submissions_before is None and too_many(before, now, guard):
        return said(_WOULD_RISE, before=before, now=now, share=percent(guard.max_growth))
    return None
