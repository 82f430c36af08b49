"""Where pages come from and go to: live, a folder, a dump; behind one small protocol."""

from indababot.wikis.base import Query, Saved, SaveResult, User, Wiki, find_each
from indababot.wikis.connect import connect

__all__ = ["Query", "SaveResult", "Saved", "User", "Wiki", "connect", "find_each"]
