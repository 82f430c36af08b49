"""Submissions as files: rows for spreadsheets, records for programs, schedules for programme tools."""

from indababot.exporting.columns import COLUMNS, SEPARATOR, WHEN_NAMED, names_findings
from indababot.exporting.dataframe import to_dataframe
from indababot.exporting.export import FORMATS, PROGRAMME, TABLES, export, export_programme, export_workbook
from indababot.exporting.load import SUFFIXES, Exported, load
from indababot.exporting.rows import HEADERS, Kind
from indababot.exporting.select import Filter, known_filters, order, select, sort

__all__ = [
    "COLUMNS",
    "FORMATS",
    "HEADERS",
    "PROGRAMME",
    "SEPARATOR",
    "SUFFIXES",
    "TABLES",
    "WHEN_NAMED",
    "Exported",
    "Filter",
    "Kind",
    "export",
    "export_programme",
    "export_workbook",
    "known_filters",
    "load",
    "names_findings",
    "order",
    "select",
    "sort",
    "to_dataframe",
]
