"""A look at what is about to be saved: by whatever way a text came to be, the bot makes no marker and writes nowhere else.

A plan may come from a file, and a fault in a view may break out of its region: what was true when the plan was made is looked at again.
"""

from indababot.editions import Edition
from indababot.errors import RegionError
from indababot.i18n import said
from indababot.pages import WIKITEXT
from indababot.updating.plan import PagePlan
from indababot.writing import is_subpage, pages, regions


def wrong(plan: PagePlan, edition: Edition) -> str | None:
    """Why a page must not be saved so; None where it may.

    It stands under the prefixes that the edition allows now, is wikitext, and has its old text outside its regions, which are as
    many and in the same places. A sub-page is the bot's as a whole; it ends with the one marker by which it is found.
    """
    if not edition.may_write(plan.title):
        return said("it is outside the prefixes that the edition allows.")
    if plan.page.model != WIKITEXT:
        return said("it is no page of wikitext ({model}).", model=plan.page.model)
    if plan.whole is not None:
        sound = is_subpage(plan.new) and regions.markers(plan.new) == (regions.END,)
        return None if sound and (plan.is_new or is_subpage(plan.page.text)) else _MARKERS
    try:
        now = regions.outside(plan.new, plan.title)
        if not plan.is_new:
            return None if len(now) > 1 and now == regions.outside(plan.page.text, plan.title) else _MARKERS
    except RegionError:
        return _MARKERS
    made = (pages.output_page(output, edition) for output in edition.outputs if output.page == plan.title)
    return None if now in [regions.outside(text, plan.title) for text in made] else _MARKERS


_MARKERS = said("what was about to be saved changes more than the lists on the page; nothing was.")
