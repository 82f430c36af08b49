"""A wiki page as a wiki gave it: what reading takes in and what saving is compared with."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from indababot.i18n import Said, said
from indababot.normal import normalize

WIKITEXT = "wikitext"
"""The content model of pages of wikitext."""
CODE = frozenset(
    {"javascript", "css", "sanitized-css", "json", "Scribunto", "GadgetDefinition", "JsonSchema"}
)
"""Content models of pages that are code or data: never proposals, and never written."""


def web_address(url: str | None) -> str | None:
    """An address as it was told where it leads to the web; None where it leads elsewhere, so that no link made of it acts."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else None
    except ValueError:  # brackets that hold no address
        return None


class Markup(StrEnum):
    """In which markup the text of a page is written."""

    WIKITEXT = "wikitext"
    HTML = "html"
    """What a wiki's ``action=parse`` gives."""
    TEXT = "text"
    """What a person copies from a rendered page."""


@dataclass(frozen=True, slots=True)
class Page:
    """One revision of one page.

    ``title`` is the full title with its namespace, blanks not underscores. ``categories`` are those that the
    wiki knows, from templates too, without the namespace; a folder knows none. ``redirects`` are titles that
    led here. ``filename`` is where the text was read from, for diagnostics, and ``encoding`` what that file is written in.
    ``timestamp`` is aware and UTC. ``model`` is the wiki's content model. ``unreadable`` says why the page is there and its text
    could not, or not wholly, be read; ``touched`` changes when the page or a template on it does, where the wiki tells that.
    ``parent_id`` is the revision before this one, 0 where there is none, None where that is not known. ``made`` is when the page's first
    revision was saved, where that came with it. ``talk`` says that the wiki itself tells that this is a talk page.
    """

    title: str
    text: str
    markup: Markup = Markup.WIKITEXT
    page_id: int | None = None
    revision_id: int | None = None
    timestamp: datetime | None = None
    url: str | None = None
    categories: tuple[str, ...] = ()
    redirects: tuple[str, ...] = ()
    filename: str | None = None
    encoding: str = "utf-8"
    model: str = WIKITEXT
    unreadable: str | None = None
    touched: str | None = None
    parent_id: int | None = None
    made: datetime | None = None
    talk: bool = False

    @property
    def legacy(self) -> Said | None:
        """What to tell of a page whose file is not UTF-8; None for all others."""
        if self.encoding == "utf-8":
            return None
        name = (self.filename or self.title).encode(errors="replace").decode()
        return said(
            "{name} is written in {encoding} and was read as that: better save it as UTF-8",
            name=name,
            encoding=self.encoding,
        )


@dataclass(frozen=True, slots=True)
class Listed:
    """One page as a wiki lists it: which revision it has, and all that can change without a new one, but no text.

    ``page_id`` and ``revision_id`` are the wiki's; ``sha1`` is the hash of the revision's text, None where the wiki does not tell it.
    ``hidden`` says that its text is for privileged accounts only. The other fields are those of :class:`Page`.
    """

    title: str
    page_id: int
    revision_id: int
    sha1: str | None
    model: str = WIKITEXT
    hidden: bool = False
    categories: tuple[str, ...] = ()
    redirects: tuple[str, ...] = ()
    touched: str | None = None
    talk: bool = False


def is_talk(namespace: object) -> bool:
    """Whether the number of a namespace, as a wiki tells it, is that of a talk namespace, whatever that is called."""
    return isinstance(namespace, int) and namespace > 0 and namespace % 2 == 1


def stored(text: str) -> str:
    """A text as MediaWiki stores it: composed characters, one kind of line ends, no blanks at the end."""
    return normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").rstrip(" \t\n\0\x0b")
