"""What MediaWiki's languages call their namespaces, a user's contributions and a redirect.

The facts stand in ``namespaces.json``, which ``scripts/namespaces`` makes from MediaWiki's own message files. A page may link in any
language, so all are asked together unless a wiki's language is known. Names are compared folded: see :func:`fold`.
"""

import json
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from indababot.normal import normalize


class Namespace(StrEnum):
    """A namespace by its use, whatever a wiki calls it. Where languages disagree about a name, the first one here has it."""

    USER = "user"
    USER_TALK = "user_talk"
    FILE = "file"
    CATEGORY = "category"
    TEMPLATE = "template"
    SPECIAL = "special"
    MODULE = "module"
    HELP = "help"
    MEDIAWIKI = "mediawiki"
    MEDIA = "media"


def fold(name: str) -> str:
    """A name for comparing: NFC, blanks for underscores, one at a time, in folded case, the Turkish i with dot and without."""
    folded = normalize("NFC", " ".join(name.replace("_", " ").split())).casefold()
    return folded.replace("i\u0307", "i").replace("\u0131", "i")


@cache
def names(space: Namespace, language: str | None = None) -> frozenset[str]:
    """What a namespace is called, folded: in a language with its fallbacks and in English, or in all languages."""
    return frozenset(map(fold, _said(space, language)))


@lru_cache(maxsize=1024)
def namespace(name: str) -> Namespace | None:
    """The namespace that a name means in any language; ``name`` is what stands before a title's colon."""
    return _known().get(fold(name))


@cache
def longest() -> int:
    """The most characters that a namespace's name has in any language."""
    return max(map(len, _known()))


@cache
def contributions() -> frozenset[str]:
    """What the special page of a user's contributions is called in any language, folded."""
    return frozenset(map(fold, _said("contributions", None)))


@cache
def talks(language: str) -> frozenset[str]:
    """What talk namespaces are called, folded, in a language with its fallbacks and in English."""
    return frozenset(map(fold, _said("talk", language)))


@cache
def codes() -> frozenset[str]:
    """The codes of MediaWiki's languages, which lead to the wiki of that language before a title."""
    return frozenset(_languages())


@cache
def redirects() -> frozenset[str]:
    """The words with which a redirect begins in any language (``#REDIRECT``), in folded case."""
    return frozenset(word.casefold() for word in _said("redirect", None))


@cache
def _known() -> dict[str, Namespace]:
    known: dict[str, Namespace] = {}
    for space in Namespace:
        for name in names(space):
            known.setdefault(name, space)
    return known


def _said(what: str, language: str | None) -> list[str]:
    """What languages say of a thing: all of them, or one with those that it falls back to."""
    every = _languages()
    codes = every if language is None else (language, *every.get(language, {}).get("fallbacks", ()), "en")
    return [word for code in codes for word in every.get(code, {}).get(what, ())]


@cache
def _languages() -> dict[str, dict[str, list[str]]]:
    text = resources.files(__package__).joinpath("namespaces.json").read_text("utf-8")
    data: dict[str, Any] = json.loads(text)
    languages: dict[str, dict[str, list[str]]] = data["languages"]
    return languages
