"""Submissions as files: rows for spreadsheets, records for programs."""

from indababot.exporting.columns import SEPARATOR
from indababot.exporting.export import FORMATS, TABLES, export, export_workbook
from indababot.exporting.select import Filter, known_filters, order, select, sort

__all__ = [
    "FORMATS",
    "SEPARATOR",
    "TABLES",
    "Filter",
    "export",
    "export_workbook",
    "known_filters",
    "order",
    "select",
    "sort",
]
