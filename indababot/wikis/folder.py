"""A folder of files as a wiki: one file a page, named as :mod:`indababot.wikis.titles` says.

Text is UTF-8; a file in an older encoding is read and saved in that (:mod:`indababot.textfiles`). A byte order mark and the line ends of a
file stay as they are. Hidden files are no pages, and neither is what lies
outside the folder, whatever link leads there. Several programs may edit the folder at once: a save compares the file with what was
read, and replaces it in one step, so that a run that is killed leaves the old text or the new one.
"""

import errno
import os
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from indababot.errors import (
    EditConflict,
    PageMissing,
    PageRefused,
    PageUnreadable,
    UsageError,
    WikiUnavailable,
)
from indababot.files import read_regular, real, replacing, sweep, walk
from indababot.i18n import said
from indababot.pages import Page
from indababot.textfiles import MAX_BYTES, decoded, marked, why
from indababot.titles import normal
from indababot.wikicode import light
from indababot.wikis import bots, titles
from indababot.wikis.base import Query, Saved, SaveResult, User
from indababot.wikis.matching import Matcher, follow

BOT = "IndabaBot"
"""The account that ``{{bots}}`` means in a folder, which has no accounts."""
_WHOLE_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}
"""Faults that every other page would meet too."""


class FolderWiki:
    """A folder as a :class:`~indababot.wikis.base.Wiki`."""

    def __init__(self, folder: Path) -> None:
        """Opens a folder.

        Raises:
            UsageError: there is no such folder.
        """
        if not folder.exists():
            raise UsageError(
                "There is no folder {folder}: give a folder of .wiki files, or make it first.", folder=folder
            )
        if not folder.is_dir():
            raise UsageError("{folder} is no folder: give a folder of .wiki files.", folder=folder)
        self._given, self._root = folder, folder.resolve()
        self._unreadable: dict[str, PageUnreadable] = {}
        self._reasons: dict[str, str] = {}
        self._encodings: dict[str, str] = {}

    @property
    def name(self) -> str:
        """The folder's whole path."""
        return str(self._root)

    @property
    def unreadable(self) -> tuple[PageUnreadable, ...]:
        """What the finds so far could not read as pages, by file name."""
        return tuple(self._unreadable[key] for key in sorted(self._unreadable))

    def find(self, query: Query) -> Iterator[Page]:
        """See :meth:`indababot.wikis.base.Wiki.find`. A file that is no text is given with U+FFFD in it, and told in ``unreadable``.

        One page's text at a time is in memory: all are looked at for redirects first, and those that are found are read again.
        """
        matcher = Matcher(query)
        files = self._files()
        found: dict[str, tuple[str, ...]] = {}
        for title, path in files.items():
            fits = matcher.fits_title(title)
            if not fits and not matcher.wants_text:
                continue
            text = self._text(title, path)
            if fits or matcher.fits_text(text or ""):
                texts = {title: text}
                target, way = follow(title, partial(self._known_text, texts, files))
                if target is not None:
                    found[target] = (*found.get(target, ()), *way)
        for title in sorted(found):
            if (text := self._text(title, files[title])) is not None:
                redirects = tuple(dict.fromkeys(sorted(found[title])))
                yield self._page(title, text, Path(files[title]), redirects)

    def _known_text(
        self, texts: Mapping[str, str | None], files: Mapping[str, str], title: str
    ) -> str | None:
        return texts[title] if title in texts else self._text(title, files.get(title))

    def titles_near(self, title: str) -> Iterable[str]:
        """See :class:`indababot.wikis.base.TellsTitles`: all that there are."""
        return self._files()

    def itself(self, title: str) -> Page | None:
        """See :meth:`indababot.wikis.base.Wiki.itself`."""
        title = normal(title)
        path = self._files().get(title)
        text = self._text(title, path)
        return None if path is None or text is None else self._page(title, text, Path(path), ())

    def _page(self, title: str, text: str, path: Path, redirects: tuple[str, ...]) -> Page:
        return Page(
            title,
            text,
            categories=light.categories(text),
            redirects=redirects,
            filename=self._as_given(path),
            encoding=self._encodings.get(str(path), "utf-8"),
            model=titles.model_of(title),
            unreadable=self._reasons.get(self._shown(path)),
        )

    def rendered(self, page: Page) -> str | None:
        """None: a folder cannot render."""
        return None

    def users(self, names: Iterable[str]) -> Mapping[str, User]:
        """Nobody: a folder has no accounts."""
        return {}

    def save(self, page: Page, text: str, *, summary: str) -> Saved:
        """See :meth:`indababot.wikis.base.Wiki.save`; a page without a ``filename`` is made anew. The summary is kept nowhere.

        Raises:
            PageUnreadable: the file is no text, so that what it holds could not be kept.
            WikiUnavailable: the disk is full, broken or read-only.
        """
        path = self._place(page)
        if page.filename is not None and page.text == text and _read(path) is not None:
            return Saved(SaveResult.UNCHANGED)
        if not bots.allowed(page.text, BOT):
            raise PageRefused(
                "{title}: the page keeps bots out ({{{{bots}}}} or {{{{nobots}}}}).", title=page.title
            )
        try:
            self._replace(page, path, text)
        except UnicodeEncodeError:
            raise PageRefused(
                "{title}: {path} is written in {encoding}, which has no sign for what is put in: save it as UTF-8 first.",
                title=page.title,
                path=path,
                encoding=page.encoding,
            ) from None
        except OSError as error:
            message = said(
                "{title}: {path} cannot be written ({why}): fix that and run again.",
                title=page.title,
                path=path,
                why=why(error),
            )
            if error.errno in _WHOLE_DISK:
                raise WikiUnavailable(message) from error
            raise PageRefused(message, title=page.title) from error
        return Saved(SaveResult.SAVED)

    def close(self) -> None:
        """Does nothing: a folder holds nothing open."""

    def _files(self) -> dict[str, str]:
        """Every page's file by its title, in the titles' order. Of two files with one title the well-named one is the page."""
        files: dict[str, str] = {}
        for folder, folders, names in walk(self._root, self._note):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in folders:
                if (folder / name).is_symlink():
                    self._note(folder / name, said("a link to a folder is not followed"))
            for name in names:
                if name.endswith(titles.SUFFIX) and not name.startswith("."):
                    self._add(files, folder / name)
        return dict(sorted(files.items()))

    def _add(self, files: dict[str, str], path: Path) -> None:
        title = titles.title_of(path.relative_to(self._root))
        if title is None or not (title := normal(title)):
            return self._note(path, said("its name is no title"))
        if path.is_symlink() and not self._inside(real(path)):
            return self._note(path, said("it is a link that leads out of the folder"))
        if not os.path.isfile(path):  # noqa: PTH113 - Path.is_file raises where a name is too long
            return self._note(path, said("it is no file"))
        if title in files:
            canonical = self._root / titles.to_path(title)
            before = Path(files[title])
            path, other = (path, before) if path == canonical else (before, path)
            self._note(other, said("{path} has the same title", path=path.name))
        files[title] = str(path)  # of many files, texts take a fifth of the memory of paths
        return None

    def _text(self, title: str, name: str | None) -> str | None:
        """A page's text without its byte order mark; None where there is no such file (any more)."""
        if name is None:
            return None
        path = Path(name)
        try:
            data = read_regular(path, most=MAX_BYTES)
        except FileNotFoundError:
            return None
        except OSError as error:
            self._note(path, why(error), title)
            return ""  # the page is there: a row that says so is better than a row that is lost
        self._encodings.pop(name, None)
        try:
            text, encoding = decoded(name, data)
        except PageUnreadable as error:
            self._note(
                path, said("{why}: save it as UTF-8 text", why=said(error.reason, **error.values)), title
            )
            return data.decode(errors="replace")
        if encoding != "utf-8":
            self._encodings[name] = encoding
        return text

    def _note(self, path: Path, why: str, title: str | None = None) -> None:
        shown = self._shown(path)
        self._unreadable[shown] = PageUnreadable(
            said("{title}: {why}.", title=shown, why=why),
            title=title or shown,
            reason="{why}",
            values={"why": why},
            filename=self._as_given(path),
        )
        self._reasons[shown] = why

    def _shown(self, path: Path) -> str:
        return str(path.relative_to(self._root)).encode(errors="replace").decode()

    def _as_given(self, path: Path) -> str:
        """A file's name below the folder as the person named that: what messages and findings show."""
        return str(self._given / path.relative_to(self._root))

    def _inside(self, path: Path) -> bool:
        return path.is_relative_to(self._root)

    def _place(self, page: Page) -> Path:
        """The file of a page, which has to be inside the folder once every link is followed."""
        try:
            path = Path(page.filename or titles.to_path(page.title))
        except ValueError:
            raise PageRefused(
                said("{title!r} is no title of a page.", title=page.title), title=page.title
            ) from None
        if page.filename is None or path.is_relative_to(self._given):  # wherever the process stands by now
            path = self._root / (path.relative_to(self._given) if page.filename else path)
        place = real(path)
        if not self._inside(place):
            raise PageRefused(
                "{title}: its file {path} is outside {folder}.",
                title=page.title,
                path=path,
                folder=self._root,
            )
        return place

    def _replace(self, page: Page, path: Path, text: str) -> None:
        """Writes a text beside its file, looks whether the file is still what was read, and puts the new one in its place."""
        if page.filename is None:
            path.parent.mkdir(parents=True, exist_ok=True)
        elif not path.parent.is_dir():
            raise _gone(page)
        sweep(path.parent)
        try:
            with replacing(path, new=page.filename is None) as file:
                file.write(_compared(page, path) + text.encode(page.encoding))
                _compared(page, path)
        except FileExistsError:
            raise EditConflict("{title} was made meanwhile.", title=page.title) from None


def _compared(page: Page, path: Path) -> bytes:
    """The byte order mark of a page's file, empty where it has none.

    Raises:
        EditConflict, PageMissing, PageUnreadable: the file is not what was read, or was no text.
    """
    data = _read(path)
    if data is None:
        if page.filename is None:
            return b""
        raise _gone(page)
    if page.unreadable is not None:
        raise PageUnreadable(
            said("{title}: {path} is not text: save it as UTF-8 text.", title=page.title, path=path.name),
            title=page.title,
        )
    mark, _ = marked(data)
    if page.filename is None or data != mark + page.text.encode(page.encoding):
        raise EditConflict("{title} was changed after it was read.", title=page.title)
    return mark


def _gone(page: Page) -> PageMissing:
    return PageMissing("{title} was deleted or moved after it was read.", title=page.title)


def _read(path: Path) -> bytes | None:
    try:
        return read_regular(path, most=MAX_BYTES)
    except FileNotFoundError:
        return None
