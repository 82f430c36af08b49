"""Whether a page is what a query looks for, for wikis that have only texts; and following redirects among them."""

from collections.abc import Callable, Iterable

from indababot.titles import normal
from indababot.wikicode import light
from indababot.wikis.base import Query

_MOST_REDIRECTS = 10


class Matcher:
    """A query, ready to be held against pages. Names are those of the category and the template namespace, folded; of every language where
    the wiki does not tell its own.
    """

    def __init__(
        self,
        query: Query,
        category_names: frozenset[str] | None = None,
        template_names: frozenset[str] | None = None,
    ) -> None:
        self._titles = {normal(title) for title in query.titles}
        self.prefixes = tuple(prefix[:1].upper() + prefix[1:].replace("_", " ") for prefix in query.prefixes)
        self._categories = {normal(name) for name in query.categories}
        self._templates = {light.template_name(name, template_names) for name in query.templates}
        self._category_names = category_names
        self._template_names = template_names

    def fits_title(self, title: str) -> bool:
        """Whether the query finds a page by its title, so that its text need not be looked at."""
        return title in self._titles or title.startswith(self.prefixes or ("\0",))

    def fits_text(self, text: str) -> bool:
        """Whether the query finds a page by what its text holds."""
        if self._categories and not self._categories.isdisjoint(light.categories(text, self._category_names)):
            return True
        return bool(self._templates) and not self._templates.isdisjoint(
            light.templates(text, self._template_names)
        )

    def fits_category(self, categories: Iterable[str]) -> bool:
        """Whether a page's categories, as the wiki tells them, are among those that the query asks for."""
        return not self._categories.isdisjoint(map(normal, categories))

    @property
    def wants_text(self) -> bool:
        """Whether the query looks at texts at all."""
        return bool(self._categories or self._templates)


def follow(title: str, text_of: Callable[[str], str | None]) -> tuple[str | None, list[str]]:
    """Where redirects lead from a title, None where they end nowhere or run in a circle; and the titles on the way."""
    way: list[str] = []
    while (text := text_of(title)) is not None:
        target = light.redirect(text)
        if target is None:
            return title, way
        way.append(title)
        if target in way or len(way) > _MOST_REDIRECTS:
            return None, way
        title = target
    return None, way
