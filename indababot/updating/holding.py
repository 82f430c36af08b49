"""What a page holds of ours: only live markers of its own count, whatever it transcludes."""

from dataclasses import dataclass
from enum import Enum, auto

from indababot.errors import RegionError
from indababot.pages import Page
from indababot.writing import Region, is_subpage, regions


class Holds(Enum):
    """What a page holds of ours."""

    NOTHING = auto()
    """It may show another page's list, or speak of the markers in nowiki."""
    LISTS = auto()
    PART = auto()
    """It is a sub-page that a list goes on at."""
    BROKEN = auto()
    """Its markers are not one end for each start."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What a page holds of ours: its regions, and whether a start marker is among markers that are wrong."""

    holds: Holds
    regions: tuple[Region, ...] = ()
    has_start: bool = False


def holding(page: Page) -> Holding:
    """What a page holds of ours."""
    if is_subpage(page.text):
        return Holding(Holds.PART)
    try:
        found = regions.find(page.text, page.title)
    except RegionError:
        return Holding(Holds.BROKEN, has_start=regions.START in regions.markers(page.text))
    return Holding(Holds.LISTS if found else Holds.NOTHING, found)
