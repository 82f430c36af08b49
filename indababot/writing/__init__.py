"""Submissions as wikitext: the escaped-text type, tables, views, and the regions of pages that the bot owns."""

from indababot.writing import pages, regions, split
from indababot.writing.entry import Entry
from indababot.writing.findings import findings_list
from indababot.writing.limits import MOMENTS, REGIONS
from indababot.writing.regions import Region
from indababot.writing.split import PAGE_BYTES, is_subpage

__all__ = [
    "MOMENTS",
    "PAGE_BYTES",
    "REGIONS",
    "Entry",
    "Region",
    "findings_list",
    "is_subpage",
    "pages",
    "regions",
    "split",
]
