"""The head of a dump and single pages of it, parsed: XML -> what the wiki is called by, and :class:`Page`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NoReturn
from urllib.parse import quote
from xml.parsers import expat

from indababot.i18n import said
from indababot.lexicon.namespaces import Namespace, fold, names
from indababot.pages import WIKITEXT, Page, is_talk, web_address
from indababot.titles import normal
from indababot.wikicode import light
from indababot.wikis.dump.pages import Hostile

_DEEPEST = 12
"""The most elements in one another; MediaWiki's own exports have six."""
_CATEGORY, _TEMPLATE = "14", "10"
_ENCODING = re.compile(rb"""\A[^>]*?\bencoding\s*=\s*["']([\w.-]+)""")


@dataclass(frozen=True, slots=True)
class Site:
    """What the head of a dump says of its wiki."""

    base: str | None = None
    categories: frozenset[str] | None = None
    templates: frozenset[str] | None = None


@dataclass(slots=True)
class _Elements:
    """The texts of elements by their path, and the attributes of each; of several with one path the first."""

    texts: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, Mapping[str, str]] = field(default_factory=dict)
    spaces: dict[str, str] = field(default_factory=dict)
    """The namespaces' names by their keys."""
    _path: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    """What was read of the element that is open."""
    _key: str | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name)
        if len(self._path) > _DEEPEST:
            raise Hostile("its elements are nested more than {most} deep", most=_DEEPEST)
        self.attributes.setdefault("/".join(self._path), attributes)
        self._key = attributes.get("key")
        self.text.clear()

    def end(self, name: str) -> None:
        text = "".join(self.text)
        self.text.clear()
        if name == "namespace" and self._key is not None:
            self.spaces[self._key] = text
        self.texts.setdefault("/".join(self._path), text)
        self._path.pop()


def elements(data: bytes) -> _Elements:
    """The elements of a small document.

    Raises:
        Hostile: it declares entities, or is nested too deep.
        ExpatError: it is not well-formed.
    """
    found = _Elements()
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = found.start
    parser.EndElementHandler = found.end
    parser.CharacterDataHandler = found.text.append
    parser.EntityDeclHandler = _refused
    parser.StartDoctypeDeclHandler = _refused
    parser.Parse(data, True)
    return found


def _refused(*_: object) -> NoReturn:
    raise Hostile("it has a document type or entities")


def site(head: bytes) -> Site:
    """What the head of a dump, all that stands before its first page, says of its wiki: the wiki's own names hold beside those of its
    language and English.

    Raises:
        Hostile: it is no head of an export.
    """
    encoding = _ENCODING.match(head)
    if encoding and encoding[1].lower() not in (b"utf-8", b"utf8"):
        raise Hostile("it is written in {encoding}, and not in UTF-8", encoding=encoding[1].decode())
    found = elements(head + b"</mediawiki>")
    if "mediawiki" not in found.attributes:
        raise Hostile("it is no MediaWiki XML export")
    language = found.attributes["mediawiki"].get("xml:lang", "").lower() or None
    spaces = {key: name for key, name in found.spaces.items() if name}

    def called(key: str, space: Namespace) -> frozenset[str]:
        return names(space, language) | {fold(spaces[key])} if key in spaces else names(space)

    return Site(
        base=found.texts.get("mediawiki/siteinfo/base"),
        categories=called(_CATEGORY, Namespace.CATEGORY),
        templates=called(_TEMPLATE, Namespace.TEMPLATE),
    )


def page(head: bytes, revision: bytes, of: Site, made: bytes = b"") -> Page | None:
    """A page as it was with one revision; None where it has no title. ``made`` is when its first revision was saved, as it is written."""
    found = elements(head + revision + b"</page>")
    title = normal(found.texts.get("page/title", ""))
    if not title:
        return None
    text = found.texts.get("page/revision/text", "")
    stamp = found.texts.get("page/revision/timestamp")
    return Page(
        title,
        text,
        page_id=_number(found.texts.get("page/id")),
        revision_id=_number(found.texts.get("page/revision/id")),
        parent_id=_number(found.texts.get("page/revision/parentid")),
        timestamp=_moment(stamp) if stamp else None,
        url=_url(of.base, title),
        categories=light.categories(text, of.categories),
        model=found.texts.get("page/revision/model") or WIKITEXT,
        unreadable=_unreadable(text, found.attributes.get("page/revision/text")),
        made=_moment(made.decode("ascii", "replace")),
        talk=is_talk(_number(found.texts.get("page/ns"))),
    )


def _unreadable(text: str, attributes: Mapping[str, str] | None) -> str | None:
    """Why a revision's text is not in the dump: hidden from readers, or left out, as a dump of stubs does."""
    if attributes is None:
        return said("the dump holds no text of it")
    if attributes.get("deleted"):
        return said("its text is hidden")
    lost = not text and (attributes.get("bytes") or "0") != "0"
    return said("the dump holds no text of it") if lost else None


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
    return web_address(f"{base.rpartition('/')[0]}/{quote(title.replace(' ', '_'), safe='/:')}")
