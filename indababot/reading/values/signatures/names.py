"""Account names as MediaWiki spells them, and the prefixes that say that a name is an account."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from indababot.lexicon import lexicon
from indababot.lexicon.namespaces import Namespace, longest, namespace
from indababot.reading.markup import INTERWIKI, PROJECTS, is_of_account
from indababot.titles import HIDDEN, account, cleaned, without_marks

__all__ = [
    "ADDRESS",
    "HIDDEN",
    "Prefix",
    "account",
    "cleaned",
    "from_address",
    "has_colon",
    "key",
    "owner",
    "prefix_at",
    "prefixes",
    "target",
    "typed",
]

_BEHIND_NAME = re.compile("[/#|]")
_COLON = re.compile("[:：]")
_LEAD = re.compile(
    rf"(?<![^\W_])(?:(?:\[\[\s{{0,2}}:?|\{{\{{|:)\s{{0,2}})?(?:(?<!\w\s)(?:[wmcd]|{PROJECTS}):\s?)?(?:{INTERWIKI}:){{0,2}}\Z",
    re.IGNORECASE,
)
_ATTACHED = lexicon().people.attached_conjunctions
_LONGEST_LEAD = 40
_MOST_BLANKS = 10
_WORD_START = re.compile(r"(?<![^\W_])(?=[^\W\d_])")
_HEAD = 160
_LISTED = re.compile(r"\s*(?P<page>[^\s/|\[\]][^/|\[\]\n]{0,60})/")
_SPACE = re.compile(r"\s*")

ADDRESS = re.compile(
    r"(?:(?:https?:)?//[^\s/]+|(?<![\w./@-])[\w-]+(?:\.[\w-]+){1,4})/(?:wiki/|w/index\.php\?title=)(?:[^\s:/]+:){1,2}(?P<name>[^\s?#&/<>\"]+)[^\s<>\"]*",
    re.IGNORECASE,
)
"""An address of a page in a namespace; whether that is an account's is for :func:`from_address` to say."""

_PAGE_ADDRESS = re.compile(
    r"/(?:wiki/|w/index\.php\?title=)(?P<space>[^:/?#&\s][^:/?#&]*):(?P<name>[^?#&/|]+)(?:/(?P<whose>[^?#&/|]+))?",
    re.IGNORECASE,
)


class Prefix(NamedTuple):
    """A typed ``User:`` in any language at ``[start, end)``, with what an interwiki link or an unclosed ``[[`` puts before it."""

    start: int
    end: int


def prefixes(text: str, start: int = 0, end: int | None = None) -> Iterator[Prefix]:
    """The typed prefixes in ``[start, end)``: user pages, their talk, and lists of a user's contributions."""
    last = low = start
    stop = len(text) if end is None else min(end, len(text))
    for colon in _COLON.finditer(text, start, stop):
        found = _before(text, low, colon.start())
        low = colon.end()
        behind = _behind(text, found[1], colon.end(), stop) if found else None
        if found and behind is not None:
            lead = _LEAD.search(text, max(last, found[0] - _LONGEST_LEAD), found[0])
            first = lead.start() if lead else found[0]
            yield Prefix(first, behind)
            last = low = behind


def prefix_at(text: str) -> Prefix | None:
    """The typed prefix with which a text begins."""
    first = next(prefixes(text, 0, _HEAD), None) if has_colon(text[:_HEAD]) else None
    return first if first and first.start == 0 else None


def _before(text: str, low: int, colon: int) -> tuple[int, Namespace] | None:
    """The namespace whose name ends at a colon, and where that begins."""
    low = max(low, colon - longest() - _MOST_BLANKS)
    stop = low + len(text[low:colon].rstrip())
    if text[stop - 1 : stop].isdecimal():  # of a time
        return None
    for word in _WORD_START.finditer(text, low, stop):
        named = text[word.start() : stop]
        space = namespace(named)
        for conjunction in _ATTACHED if space is None else ():  # ``ومستخدم``: written onto the next word
            space = namespace(named[len(conjunction) :]) if named.startswith(conjunction) else space
        if space is not None:
            return word.start(), space
    return None


def _behind(text: str, space: Namespace, colon: int, stop: int) -> int | None:
    """Where an account begins behind the colon of a namespace; None where that names none."""
    if space in (Namespace.USER, Namespace.USER_TALK):
        blank = _SPACE.match(text, colon, stop)
        return blank.end() if blank else colon
    page = _LISTED.match(text, colon, stop) if space is Namespace.SPECIAL else None
    return page.end() if page and is_of_account(page["page"]) else None


def has_colon(text: str) -> bool:
    """Whether a text may hold a prefix or :data:`ADDRESS`; most hold none, and looking for them takes long."""
    return ":" in text or "：" in text or "//" in text


def target(text: str) -> str:
    """The account that a link's target or the text after a typed prefix names: without sub-page and fragment."""
    clean = without_marks(text)
    prefix = prefix_at(clean)
    rest = clean[prefix.end :] if prefix else clean
    return account(_BEHIND_NAME.split(rest.strip(), maxsplit=1)[0])


def typed(text: str) -> str:
    """The account behind a typed prefix: what stands there is meant as the name, a ``#`` in it too."""
    return account(re.split(r"[/|]", without_marks(text).strip(), maxsplit=1)[0])


def from_address(address: str) -> str | None:
    """The account whose page or talk page an address is, or None."""
    from urllib.parse import unquote  # put off: few pages need it

    found = _PAGE_ADDRESS.search(unquote(address))
    space = namespace(found["space"]) if found else None
    if found and space is Namespace.SPECIAL:
        return account(found["whose"]) or None if found["whose"] and is_of_account(found["name"]) else None
    return (
        account(found["name"]) or None if found and space in (Namespace.USER, Namespace.USER_TALK) else None
    )


def owner(link: str) -> str | None:
    """The account that the target of a link to a page or to an address elsewhere names, or None."""
    return target(link) or None if prefix_at(link) else from_address(link)


def key(text: str) -> str:
    """A name for comparing: case, blanks, dots and directions are not looked at."""
    return " ".join(cleaned(text).replace(".", " ").replace("_", " ").split()).casefold()
