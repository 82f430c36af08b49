"""Submissions as files: rows for spreadsheets, records for programs."""

from indababot.exporting.export import FORMATS, export
from indababot.exporting.select import Filter, select, sort

__all__ = ["FORMATS", "Filter", "export", "select", "sort"]
