"""Where pages come from and go to: live, a folder, a dump; behind one small protocol."""

from indababot.wikis.base import (
    KeepsHistory,
    ListsPages,
    Moment,
    Origin,
    Past,
    Query,
    Saved,
    SaveResult,
    SharesLists,
    ShowsDiffs,
    TellsCreation,
    TellsHistory,
    TellsOrigin,
    TellsRevisions,
    User,
    Wiki,
    find_each,
    joined,
    meant,
)
from indababot.wikis.connect import connect
from indababot.wikis.matching import Matcher
from indababot.wikis.titles import title_of

__all__ = [
    "KeepsHistory",
    "ListsPages",
    "Matcher",
    "Moment",
    "Origin",
    "Past",
    "Query",
    "SaveResult",
    "Saved",
    "SharesLists",
    "ShowsDiffs",
    "TellsCreation",
    "TellsHistory",
    "TellsOrigin",
    "TellsRevisions",
    "User",
    "Wiki",
    "connect",
    "find_each",
    "joined",
    "meant",
    "title_of",
]
