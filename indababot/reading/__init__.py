"""Wikitext, rendered HTML or bare text -> Submission."""

from indababot.editions import Edition
from indababot.pages import Markup, Page
from indababot.reading.detect import edition_of, markup_of
from indababot.records import Submission

__all__ = ["Markup", "edition_of", "markup_of", "read"]


def read(page: Page, edition: Edition) -> Submission:
    """The record of one page. It never raises on bad text: what cannot be read is a remark, and stands in ``unrecognised``."""
    from indababot.reading.core import read as read_page

    return read_page(page, edition)
