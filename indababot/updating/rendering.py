"""How the wiki renders pages whose wikitext holds no form: asked once for each state of a page, and remembered between runs.

A wiki renders one page a request. Three hundred pages without a form would cost three hundred requests in every run, so what was of no use
is not asked again before the page or a template on it changes, and a run stops asking after so many that were of none.
"""

from pydantic import BaseModel, ConfigDict, Field

from indababot.online import rendered
from indababot.pages import Page
from indababot.wikis.base import Wiki

FRUITLESS = 50
"""After so many pages that hold no form when they are rendered either, a run asks for no more."""


class Rendering(BaseModel):
    """What a page came to in one state: its HTML, None where that holds no form."""

    model_config = ConfigDict(frozen=True)

    state: str
    html: str | None


class Renderings(BaseModel):
    """What is remembered, by title."""

    pages: dict[str, Rendering] = Field(default_factory=dict)


class Remembering:
    """A :class:`~indababot.online.Renderer` that asks as little as it can. ``known`` is what earlier runs have learnt."""

    def __init__(self, wiki: Wiki, known: Renderings) -> None:
        self._wiki = wiki
        self._known = known
        self._fruitless = 0
        self.postponed = 0
        """How many pages were not asked for, since too many others had been of no use."""
        self.learnt = Renderings()
        """What the next run has to know: of the pages of this run only."""

    @property
    def changed(self) -> bool:
        """Whether the next run has to know anything else than this one did."""
        return self.learnt != self._known

    def html(self, page: Page) -> str | None:
        """See :meth:`indababot.online.Renderer.html`."""
        old = self._known.pages.get(page.title)
        if old is not None and old.state == state(page) is not None:
            self.learnt.pages[page.title] = old
            return old.html
        if self._fruitless >= FRUITLESS:
            self.postponed += 1
            return None
        return rendered(self._wiki, page)

    def learn(self, page: Page, html: str, *, useful: bool) -> None:
        """See :meth:`indababot.online.Renderer.learn`."""
        self._fruitless += not useful
        if (now := state(page)) is not None:
            self.learnt.pages[page.title] = Rendering(state=now, html=html if useful else None)


def state(page: Page) -> str | None:
    """What changes when a page is rendered differently; None where the wiki does not tell."""
    return f"{page.revision_id} {page.touched}" if page.revision_id and page.touched else None
