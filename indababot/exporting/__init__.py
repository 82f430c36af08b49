"""Submissions as files: rows for spreadsheets, records for programs."""

from indababot.exporting.columns import SEPARATOR
from indababot.exporting.export import FORMATS, TABLES, export, export_workbook
from indababot.exporting.rows import HEADERS, Entry, Kind
from indababot.exporting.select import Filter, known_filters, select, sort

__all__ = [
    "FORMATS",
    "HEADERS",
    "SEPARATOR",
    "TABLES",
    "Entry",
    "Filter",
    "Kind",
    "export",
    "export_workbook",
    "known_filters",
    "select",
    "sort",
]
