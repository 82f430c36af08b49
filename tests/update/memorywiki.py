"""A wiki in memory that keeps revisions as MediaWiki does, lists pages without their texts, and counts the texts that it gives."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from indababot.errors import EditConflict, PageMissing
from indababot.pages import Listed, Page, stored
from indababot.wikicode import light
from indababot.wikis.base import Query, Saved, SaveResult, User
from indababot.wikis.live.answers import HIDDEN
from indababot.wikis.matching import Matcher, follow


@dataclass
class Kept:
    """A page with all of its revisions: number, text, and whether that is hidden."""

    number: int
    title: str
    revisions: list[list[object]] = field(default_factory=list)
    touched: int = 0

    @property
    def text(self) -> str:
        return str(self.revisions[-1][1])


class MemoryWiki:
    """Pages by title. ``given`` are in categories that their texts do not name, as templates put them; ``clock`` may jump."""

    name = "memory"

    def __init__(self) -> None:
        self.pages: dict[str, Kept] = {}
        self.deleted: dict[str, Kept] = {}
        self.given: dict[str, set[str]] = {}
        self.texts_given = 0
        self.clock = 0
        self._last = 0

    # -- what people do --------------------------------------------------------------------------------------

    def put(self, title: str, text: str) -> Kept:
        """Writes a page; the same text again is no edit."""
        text = stored(text)
        page = self.pages.get(title)
        if page is None:
            page = self.pages[title] = Kept(self._next(), title)
        if not page.revisions or page.text != text:
            page.revisions.append([self._next(), text, False])
            self._touch(title)
        return page

    def delete(self, title: str) -> None:
        """Deletes a page; it can be brought back."""
        self.deleted[title] = self.pages.pop(title)

    def undelete(self, title: str) -> None:
        """Brings a page back with its number and its revisions, unless another stands there now."""
        if title not in self.pages:
            self.pages[title] = self.deleted.pop(title)
            self._touch(title)

    def move(self, title: str, to: str, *, redirect: bool) -> None:
        """Moves a page, with or without a redirect in its place."""
        if to not in self.pages:
            page = self.pages[to] = self.pages.pop(title)
            page.title = to
            page.revisions.append([self._next(), page.text, page.revisions[-1][2]])
            self._touch(to)
            if redirect:
                self.put(title, f"#REDIRECT [[{to}]]")

    def hide(self, title: str, *, hidden: bool = True) -> None:
        """Hides the newest revision of a page, or shows it again; nothing else changes."""
        self.pages[title].revisions[-1][2] = hidden

    def _next(self) -> int:
        self._last += 1
        return self._last

    def _touch(self, title: str) -> None:
        self.pages[title].touched = self.clock

    # -- what the program asks -------------------------------------------------------------------------------

    def _text_of(self, title: str) -> str | None:
        return self.pages[title].text if title in self.pages else None

    def _found(self, query: Query) -> Iterator[tuple[Kept, tuple[str, ...]]]:
        matcher = Matcher(query)
        ways: dict[str, set[str]] = {}
        for title, page in self.pages.items():
            given = {*light.categories(page.text), *self.given.get(title, ())}
            if matcher.fits_title(title) or matcher.fits_text(page.text) or given & set(query.categories):
                end, way = follow(title, self._text_of)
                if end is not None:
                    ways.setdefault(end, set()).update(way)
        for title in sorted(ways):
            yield self.pages[title], tuple(sorted(ways[title]))

    def _page(self, page: Kept, redirects: tuple[str, ...]) -> Page:
        self.texts_given += 1
        revision, text, hidden = page.revisions[-1]
        return Page(
            page.title,
            "" if hidden else str(text),
            page_id=page.number,
            revision_id=int(str(revision)),
            categories=self._categories(page),
            redirects=redirects,
            unreadable=HIDDEN if hidden else None,
            touched=str(page.touched),
        )

    def _categories(self, page: Kept) -> tuple[str, ...]:
        return tuple(sorted({*light.categories(page.text), *self.given.get(page.title, ())}))

    def find(self, query: Query) -> Iterator[Page]:
        return (self._page(page, redirects) for page, redirects in self._found(query))

    def list_each(self, queries: Sequence[Query]) -> list[list[Listed]]:
        return [[self._listed(*found) for found in self._found(query)] for query in queries]

    def _listed(self, page: Kept, redirects: tuple[str, ...]) -> Listed:
        revision, text, hidden = page.revisions[-1]
        return Listed(
            page.title,
            page.number,
            int(str(revision)),
            None if hidden else hashlib.sha1(str(text).encode(), usedforsecurity=False).hexdigest(),
            hidden=bool(hidden),
            categories=self._categories(page),
            redirects=redirects,
            touched=str(page.touched),
        )

    def texts(self, pages: Iterable[Listed]) -> Mapping[int, Page]:
        there = {page.number: page for page in self.pages.values()}
        return {page.page_id: self._page(there[page.page_id], ()) for page in pages if page.page_id in there}

    def templates(self, pages: Iterable[Listed]) -> Mapping[int, frozenset[str]]:
        return {
            page.page_id: frozenset(
                f"Template:{name}" for name in light.templates(self.pages[page.title].text)
            )
            for page in pages
        }

    def template_revisions(self, pages: Iterable[Listed]) -> Mapping[str, int]:
        used = {title for titles in self.templates(pages).values() for title in titles}
        return {
            title: int(str(self.pages[title].revisions[-1][0])) if title in self.pages else 0
            for title in used
        }

    def itself(self, title: str) -> Page | None:
        return self._page(self.pages[title], ()) if title in self.pages else None

    def rendered(self, page: Page) -> str | None:
        """The templates of a page in full, as far as this wiki can: a call is its template's text."""
        shown = page.text
        for title, template in self.pages.items():
            if title.startswith("Template:"):
                shown = shown.replace("{{" + title.removeprefix("Template:") + "}}", template.text)
        return "".join(f"<p>{line}</p>" for line in shown.splitlines() if line)

    def users(self, names: Iterable[str]) -> Mapping[str, User]:
        return {}

    def save(self, page: Page, text: str, *, summary: str) -> Saved:
        there = self.pages.get(page.title)
        if page.page_id is None:
            if there is not None:
                raise EditConflict(f"{page.title} is there", title=page.title)
        elif there is None or there.number != page.page_id:
            raise PageMissing(f"{page.title} is gone", title=page.title)
        elif there.revisions[-1][0] != page.revision_id:
            raise EditConflict(f"{page.title} was changed", title=page.title)
        now = self.put(page.title, text)
        return Saved(SaveResult.SAVED, int(str(now.revisions[-1][0])), now.number)

    def close(self) -> None: ...
