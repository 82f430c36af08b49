"""Minimal stand-in; the values worker's module replaces it."""

from collections.abc import Sequence

from indababot.editions.model import Edition, StatusSource
from indababot.pages import Page
from indababot.reading.inline import Lines
from indababot.records import Status


def status_of(edition: Edition, page: Page, status_field: Lines | None, banners: Sequence[str], struck: bool) -> Status:
    for rule in edition.statuses:
        if rule.source is StatusSource.CATEGORY and any(c.rsplit("/")[-1] in rule.match for c in page.categories):
            return rule.status
    return edition.status
