"""A MediaWiki XML export as a wiki that can only be read: ``.xml``, ``.xml.bz2`` or ``.xml.gz``.

The file is streamed: in memory stand the pages that a query finds, and one page more. Of a page with its history the newest
revision counts.
"""

import bz2
import gzip
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, cast
from urllib.parse import quote
from xml.etree import ElementTree

from indababot.errors import UsageError
from indababot.lexicon.namespaces import Namespace, fold, names
from indababot.pages import WIKITEXT, Page
from indababot.titles import normal
from indababot.wikicode import light
from indababot.wikis.base import Moment, Past, Query, Saved, User
from indababot.wikis.matching import Matcher, follow

_CATEGORY, _TEMPLATE = "14", "10"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass
class _Site:
    """What the head of a dump says of its wiki."""

    base: str | None = None
    categories: frozenset[str] | None = None
    templates: frozenset[str] | None = None


@dataclass
class _Finds:
    """What one walk through the dump has met: pages by title, and redirects by title."""

    pages: dict[str, Page] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)


class DumpWiki:
    """A dump as a :class:`~indababot.wikis.base.Wiki`."""

    def __init__(self, path: Path, *, until: Moment | None = None) -> None:
        """Opens a dump; ``until`` is the moment up to which revisions count, all unless given.

        Raises:
            UsageError: there is no such file.
        """
        if not path.is_file():
            raise UsageError(f"There is no dump {path}.")
        self._path = path
        self._until = until

    @property
    def name(self) -> str:
        """The file's whole path."""
        return str(self._path.resolve())

    def find(self, query: Query) -> Iterator[Page]:
        """See :meth:`indababot.wikis.base.Wiki.find`.

        Raises:
            UsageError: the file is cut off, or is no export.
        """
        met = self._walk(query)
        targets = _ends(met)
        missing = set(targets.values()) - met.pages.keys()
        while missing:
            more = self._walk(Query(titles=tuple(sorted(missing))))
            met.pages |= more.pages
            fresh = more.redirects.keys() - met.redirects.keys()
            met.redirects |= more.redirects
            targets = _ends(met)
            missing = (set(targets.values()) - met.pages.keys()) if fresh else set()
        ways: dict[str, list[str]] = {}
        for title, target in targets.items():
            ways.setdefault(target, []).append(title)
        for title in sorted(met.pages):
            page = met.pages[title]
            redirects = tuple(sorted(ways.get(title, ())))
            yield Page(
                title,
                page.text,
                page_id=page.page_id,
                revision_id=page.revision_id,
                timestamp=page.timestamp,
                url=page.url,
                categories=page.categories,
                redirects=redirects,
                model=page.model,
                unreadable=page.unreadable,
            )

    def before(
        self, query: Query, pages: Sequence[Page], moment: Moment, known: Mapping[int, int] | None = None
    ) -> Past:
        """See :meth:`indababot.wikis.base.TellsHistory.before`: as far as the dump holds the history of its pages.

        It does not know their earlier titles.

        Raises:
            UsageError: the dump holds no revision of that time.
        """
        found = tuple(DumpWiki(self._path, until=moment).find(query))
        lost = tuple(page.title for page in found if page.unreadable is not None)
        if lost and len(lost) == len(found):
            raise UsageError(
                f"{self._path} does not hold what its pages said then: give a dump with their history, or an older dump."
            )
        return Past(tuple(page for page in found if page.unreadable is None), lost=lost)

    def itself(self, title: str) -> Page | None:
        """See :meth:`indababot.wikis.base.Wiki.itself`."""
        wanted = normal(title)
        found = (_page(element, _Site()) for element in self._elements() if element.tag == "page")
        return next((page for page in found if page and page.title == wanted), None)

    def rendered(self, page: Page) -> str | None:
        """None: a dump cannot render."""
        return None

    def users(self, names: Iterable[str]) -> Mapping[str, User]:
        """Nobody: an export holds no accounts."""
        return {}

    def save(self, page: Page, text: str, *, summary: str) -> Saved:
        """Never saves.

        Raises:
            UsageError: always.
        """
        raise UsageError(
            f"{self._path} is a dump, which cannot be written: give --wiki a folder or a live wiki, or say --dry-run."
        )

    def close(self) -> None:
        """Does nothing: the file is open only while it is walked."""

    def _walk(self, query: Query) -> _Finds:
        """What the query finds in one walk; redirects as such."""
        met, site = _Finds(), _Site()
        matcher = Matcher(query)
        language = None
        for element in self._elements():
            if element.tag == "mediawiki":
                language = element.get(_LANGUAGE, "").lower() or None
            elif element.tag == "siteinfo":
                site = _site(element, language)
                matcher = Matcher(query, site.categories, site.templates)
            elif (page := _page(element, site)) and (
                matcher.fits_title(page.title) or matcher.fits_text(page.text)
            ):
                target = light.redirect(page.text)
                if target is None:
                    met.pages[page.title] = page
                else:
                    met.redirects[page.title] = target
        return met

    def _elements(self) -> Iterator[ElementTree.Element]:
        """The root, the head and the pages of the dump, each let go when the next is asked for."""
        try:
            with _opened(self._path) as file:
                yield from _streamed(file, self._path, self._until)
        except (ElementTree.ParseError, EOFError, OSError) as error:
            raise UsageError(
                f"{self._path} cannot be read to its end ({error}): fetch the dump again."
            ) from error


def _opened(path: Path) -> IO[bytes]:
    if path.suffix == ".bz2":
        return bz2.open(path)
    if path.suffix == ".gz":
        return cast("IO[bytes]", gzip.open(path))
    return path.open("rb")


def _streamed(file: IO[bytes], path: Path, until: Moment | None) -> Iterator[ElementTree.Element]:
    root: ElementTree.Element | None = None
    page: ElementTree.Element | None = None
    for event, element in ElementTree.iterparse(file, events=("start", "end")):  # noqa: S314 - see the import
        element.tag = element.tag.rpartition("}")[2]
        if event == "start":
            if root is None:
                root = element
                yield root
            page = element if element.tag == "page" else page
        elif element.tag == "revision" and page is not None:
            _keep_newest(page, until)
        elif element.tag in ("siteinfo", "page") and root is not None:
            yield element
            root.clear()
    if root is None or root.tag != "mediawiki":
        raise UsageError(f"{path} is no MediaWiki XML export.")


def _ends(met: _Finds) -> dict[str, str]:
    """Where each redirect leads, as far as is known; those that run in a circle lead nowhere."""
    ends = {}
    for title in met.redirects:
        end, way = follow(
            title, lambda name: f"#REDIRECT [[{met.redirects[name]}]]" if name in met.redirects else ""
        )
        if end is not None:
            ends.update(dict.fromkeys(way, end))
    return ends


def _keep_newest(page: ElementTree.Element, until: Moment | None) -> None:
    """Lets go of all revisions but the newest, so that a long history does not stand in memory; of those after ``until`` too."""
    if until is not None:
        _keep_until(page, until)
    newest = _newest(page)
    for revision in page.findall("revision"):
        if revision is not newest:
            page.remove(revision)


def _keep_until(page: ElementTree.Element, until: Moment) -> None:
    """Lets go of the revisions after a moment, and of those without a text as long as there is another.

    Where only a later one is there and it had one before it, the dump does not hold what the page was: then that is left without its text.
    """
    for revision in page.findall("revision"):
        others = len(page.findall("revision")) > 1
        if _is_later(revision, until):
            if others or not _number(revision.findtext("parentid")):
                page.remove(revision)
            else:
                revision.clear()
        elif others and _unreadable(revision.find("text")):
            page.remove(revision)


def _is_later(revision: ElementTree.Element, until: Moment) -> bool:
    """Whether a revision was saved after a moment, and not emptied since that was seen."""
    if not len(revision):
        return False
    if isinstance(until, int):
        return (_number(revision.findtext("id")) or 0) > until
    saved = _moment(revision.findtext("timestamp") or "")
    return saved is None or saved > until


def _newest(page: ElementTree.Element) -> ElementTree.Element | None:
    def place(revision: ElementTree.Element) -> tuple[str, int]:
        return revision.findtext("timestamp") or "", _number(revision.findtext("id")) or 0

    return max(page.iterfind("revision"), key=place, default=None)


def _site(element: ElementTree.Element, language: str | None) -> _Site:
    """What the head says: the wiki's own names, which hold beside those of its language and English."""
    spaces = {one.get("key"): one.text for one in element.iter("namespace") if one.text}

    def called(key: str, space: Namespace) -> frozenset[str]:
        return names(space, language) | {fold(spaces[key])} if key in spaces else names(space)

    return _Site(
        base=element.findtext("base"),
        categories=called(_CATEGORY, Namespace.CATEGORY),
        templates=called(_TEMPLATE, Namespace.TEMPLATE),
    )


def _page(element: ElementTree.Element, site: _Site) -> Page | None:
    """A page element as a page; None where it holds no revision."""
    revision = _newest(element)
    title = normal(element.findtext("title") or "")
    if revision is None or not title:
        return None
    content = revision.find("text")
    text = (content.text if content is not None else None) or ""
    stamp = revision.findtext("timestamp")
    return Page(
        title,
        text,
        page_id=_number(element.findtext("id")),
        revision_id=_number(revision.findtext("id")),
        timestamp=_moment(stamp) if stamp else None,
        url=_url(site.base, title),
        categories=light.categories(text, site.categories),
        model=revision.findtext("model") or WIKITEXT,
        unreadable=_unreadable(content),
    )


def _unreadable(content: ElementTree.Element | None) -> str | None:
    """Why a revision's text is not in the dump: hidden from readers, or left out, as a dump of stubs does."""
    if content is None:
        return "the dump holds no text of it"
    if content.get("deleted"):
        return "its text is hidden"
    lost = not content.text and (content.get("bytes") or "0") != "0"
    return "the dump holds no text of it" if lost else None


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _url(base: str | None, title: str) -> str | None:
    """The page's address, from the address of the main page that the head names."""
    if not base:
        return None
    return f"{base.rpartition('/')[0]}/{quote(title.replace(' ', '_'), safe='/:')}"
