"""Submissions as files: rows for spreadsheets, records for programs."""

from indababot.exporting.columns import SEPARATOR
from indababot.exporting.export import FORMATS, TABLES, export
from indababot.exporting.select import Filter, known_filters, select, sort

__all__ = ["FORMATS", "SEPARATOR", "TABLES", "Filter", "export", "known_filters", "select", "sort"]
