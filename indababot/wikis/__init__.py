"""Where pages come from and go to: live, a folder, a dump; behind one small protocol."""

from indababot.wikis.base import (
    Moment,
    Past,
    Query,
    Saved,
    SaveResult,
    TellsCreation,
    TellsHistory,
    TellsRevisions,
    User,
    Wiki,
    find_each,
    meant,
)
from indababot.wikis.connect import connect

__all__ = [
    "Moment",
    "Past",
    "Query",
    "SaveResult",
    "Saved",
    "TellsCreation",
    "TellsHistory",
    "TellsRevisions",
    "User",
    "Wiki",
    "connect",
    "find_each",
    "meant",
]
