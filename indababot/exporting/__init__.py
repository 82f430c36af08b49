"""Submissions as files: rows for spreadsheets, records for programs."""

from indababot.exporting.columns import SEPARATOR
from indababot.exporting.export import FORMATS, TABLES, export, export_workbook, json_list
from indababot.exporting.load import SUFFIXES, Exported, load
from indababot.exporting.select import Filter, known_filters, select, sort

__all__ = [
    "FORMATS",
    "SEPARATOR",
    "SUFFIXES",
    "TABLES",
    "Exported",
    "Filter",
    "export",
    "export_workbook",
    "json_list",
    "known_filters",
    "load",
    "select",
    "sort",
]
