"""The dashboard: submissions as a static site that works from a file and offline."""

from indababot.exporting.dashboard.charts import need_extra
from indababot.exporting.dashboard.data import Clash, Part, Session
from indababot.exporting.dashboard.site import build

__all__ = ["Clash", "Part", "Session", "build", "need_extra"]
