"""What changed between two states of the submissions: a pure comparison, field by field, with the words that differ.

:func:`compare` takes records as they were read and gives what anybody may see of the differences: every text in a change is masked.
"""

from indababot.changes.compare import FIELDS, compare
from indababot.changes.model import Change, FieldChange, Kind, Op, Part, Reason
from indababot.changes.moment import ACCEPTANCE, moment_of, written
from indababot.changes.wording import KINDS, MASKED, TOTALS, reason
from indababot.changes.words import differing, shortened

__all__ = [
    "ACCEPTANCE",
    "FIELDS",
    "KINDS",
    "MASKED",
    "TOTALS",
    "Change",
    "FieldChange",
    "Kind",
    "Op",
    "Part",
    "Reason",
    "compare",
    "differing",
    "moment_of",
    "reason",
    "shortened",
    "written",
]
