"""Which page ``row=`` may name: a template, never a marker, and a page elsewhere only where the edition lists it."""

import unicodedata

from indababot.editions import Edition
from indababot.lexicon.namespaces import Namespace, fold, names
from indababot.normal import normalize
from indababot.writing.regions import END, START
from indababot.writing.wikitext import page_title

_JOINERS = "\u200c\u200d"
"""Invisible signs that words of Persian and of Indic languages need; a wiki keeps them in titles."""


def target(text: str, edition: Edition) -> str | None:
    """The page that a row is made with, as ``Template:X`` or ``:Other page``; None where it must not be one."""
    plain = " ".join(text.replace("_", " ").split())
    if any(unicodedata.category(char) in ("Cf", "Cc", "Co", "Cn") and char not in _JOINERS for char in plain):
        return None
    title = page_title(plain)
    if title is None:
        return None
    if title in {page_title(page) for page in edition.pages.rows}:
        return f":{title}"
    head, colon, rest = plain.partition(":")
    templates = names(Namespace.TEMPLATE)
    name = rest.strip() if colon and fold(head) in templates else plain
    # Without its namespace a name with a colon may be a page of another one; with two of them it is none of ours either.
    outside = ":" in plain and name is plain
    twice = fold(name.partition(":")[0]) in templates and ":" in name
    if (
        outside
        or twice
        or not name
        or name.startswith(":")
        or page_title(f"Template:{name}") is None
        or is_marker(name)
    ):
        return None
    return f"Template:{name[:1].upper()}{name[1:]}"


def is_marker(name: str) -> bool:
    """Whether a name is one of the markers', however it is written: no template of people's own is called nearly so."""
    return _squashed(name) in {_squashed(START), _squashed(END)}


def _squashed(name: str) -> str:
    return "".join(char for char in normalize("NFKC", name).casefold() if char.isalnum())
