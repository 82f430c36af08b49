"""Lines that lead back to the pages above one, and are no part of its form."""

from indababot.editions import Edition
from indababot.pages import Page
from indababot.reading.markup import Line, LineKind, LinkKind

_MOST_WORDS = 3
"""Before such a link: ``Back to`` …"""


def titles_of(page: Page, edition: Edition) -> tuple[str, ...]:
    """The title of a page, and those that the edition's pages begin with, for :func:`leads_up`."""
    return tuple(map(_key, (page.title, *edition.pages.prefixes, *edition.pages.programme)))


def _key(title: str) -> str:
    return " ".join(title.replace("_", " ").split()).lstrip(" :").casefold()


def leads_up(line: Line, titles: tuple[str, ...]) -> bool:
    """Whether a line is a link to a page above one of some titles, with an arrow or a few words before it."""
    if line.kind is not LineKind.PARAGRAPH:
        return False
    places = [place for place, run in enumerate(line.runs) if run.link is not None and run.text.strip()]
    links = {line.runs[place].link for place in places}
    if len(links) != 1:
        return False
    link = links.pop()
    if link is None or link.kind is not LinkKind.PAGE:
        return False
    above = _key(link.target.partition("#")[0]).rstrip(" /") + "/"
    around = (line.runs[: places[0]], line.runs[places[-1] + 1 :])
    before, behind = ("".join(run.text for run in runs) for runs in around)
    told = len(before.split()) <= _MOST_WORDS and not any(map(str.isalnum, behind))
    return told and len(above) > 1 and any(title.startswith(above) for title in titles)
