"""How the wiki renders pages whose wikitext holds no form: asked for as seldom as can be.

A wiki renders one page a request. Three hundred pages without a form would cost three hundred requests in every run, so what was of no use
is not asked again before the page or a template on it changes, and a run stops asking after so many that were of none.
"""

from collections.abc import Mapping
from hashlib import blake2b
from types import MappingProxyType

from indababot.online import rendered
from indababot.pages import Page
from indababot.wikis import Wiki

FRUITLESS = 50
"""After so many pages that hold no form when they are rendered either, a run asks for no more."""


class Sparing:
    """A :class:`~indababot.online.Renderer` that asks as little as it can. ``known`` are pages that were of no use."""

    def __init__(self, wiki: Wiki, known: Mapping[str, str] = MappingProxyType({})) -> None:
        self._wiki = wiki
        self._known = known
        self._fruitless = 0
        self.answered = 0
        """How many pages the wiki has rendered."""
        self.postponed = 0
        """How many pages were not asked for, since too many others had been of no use."""
        self.learnt: dict[str, str] = {}
        """The pages of this run that were of no use, as ``known`` has them."""

    def html(self, page: Page) -> str | None:
        """See :meth:`indababot.online.Renderer.html`."""
        key, now = _key(page), _state(page)
        if now is not None and self._known.get(key) == now:
            self.learnt[key] = now
            return None
        if self._fruitless >= FRUITLESS:
            self.postponed += 1
            return None
        return rendered(self._wiki, page)

    def learn(self, page: Page, html: str, *, useful: bool) -> None:
        """See :meth:`indababot.online.Renderer.learn`."""
        self.answered += 1
        self._fruitless += not useful
        if not useful and (now := _state(page)) is not None:
            self.learnt[_key(page)] = now


def _key(page: Page) -> str:
    """By what a page is kept: its number, or a hash of its title, which may hold an address, on a wiki that numbers none."""
    if page.page_id is not None:
        return str(page.page_id)
    return blake2b(page.title.encode(errors="surrogatepass"), digest_size=16).hexdigest()


def _state(page: Page) -> str | None:
    """What changes when a page is rendered differently; None where the wiki does not tell."""
    return f"{page.revision_id} {page.touched}" if page.revision_id and page.touched else None
