"""Submissions as a pandas data frame, for notebooks."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NoReturn

from indababot.calls import shown
from indababot.errors import MissingExtra
from indababot.exporting.rows import table
from indababot.i18n import NEEDS_EXTRA
from indababot.privacy import public_all
from indababot.records import Submission

if TYPE_CHECKING:
    import pandas as pd

_WHOLE = ("page_id", "interested")
"""Columns of whole numbers, which may be missing."""


@shown
def to_dataframe(submissions: Iterable[Submission] | Submission) -> "pd.DataFrame":
    """Submissions as a data frame: a row a submission, in the order given, with the columns that ``indababot export`` writes.

    Lists are tuples, page ids and counts whole numbers, and texts that are not there are missing. E-mail addresses and phone numbers are
    masked.

        >>> from indababot import to_dataframe
        >>> from indababot.records import PageRef, Submission
        >>> found = [Submission(edition="wikiindaba-2023", page=PageRef(title="S/Wells"), title="Wells", themes=("Technology",))]
        >>> to_dataframe(found)[["title", "themes", "interested"]].to_dict("records")
        [{'title': 'Wells', 'themes': ('Technology',), 'interested': 0}]

    Raises:
        MissingExtra: pandas is not installed.
        TypeError: something else than submissions was given.
    """
    one = isinstance(submissions, Submission) or not isinstance(submissions, Iterable)
    given: Iterable[object] = [submissions] if one else submissions
    found = [item if isinstance(item, Submission) else _refuse(item) for item in given]
    try:
        import pandas as pd
    except ModuleNotFoundError:
        raise MissingExtra(NEEDS_EXTRA, what="to_dataframe", extra="dataframe") from None
    made = table(public_all(found))
    rows = [[None if value == "" else value for value in row] for row in made.rows]
    return pd.DataFrame(rows, columns=list(made.header)).astype(dict.fromkeys(_WHOLE, "Int64"))


def _refuse(item: object) -> NoReturn:
    what = "None" if item is None else f"a value of type {type(item).__name__}"
    raise TypeError(f"to_dataframe takes submissions, as indababot.submissions gives them, and not {what}.")
