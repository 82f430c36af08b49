"""Account names as MediaWiki spells them, and the prefixes that say that a name is an account."""

import re
import unicodedata
from functools import lru_cache

from indababot.reading.values import namespaces

_SPACES = re.compile("[\\s_\u00a0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_JOINED = "\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc"
"""Scripts in which a joiner or a non-joiner between two letters is a part of how a word is spelt."""
HIDDEN = re.compile("(?:[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff])+")
"""What nobody sees, and no name has: direction marks, zero-width signs, soft hyphens."""
_LONE_JOINER = re.compile(f"(?<![{_JOINED}])[\u200c\u200d]+|[\u200c\u200d]+(?![{_JOINED}])")
_BEHIND_NAME = re.compile("[/#|]")
_INVALID = re.compile(r"[#<>\[\]|{}/@:]")
_INTERWIKI = rf"(?:{namespaces.INTERWIKI}:\s?){{0,2}}"


def _alternatives(words: tuple[str, ...]) -> str:
    """A pattern for any of some titles' beginnings; blanks may be underscores."""
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", "[ _]") for word in longest_first)


PREFIX = re.compile(
    rf"(?<![^\W_])(?:(?:\[\[\s{{0,2}}:?|:)\s{{0,2}})?{_INTERWIKI}"
    rf"(?:(?:{_alternatives(namespaces.TALK + namespaces.USER)})\s*[:：]\s*|{_alternatives(namespaces.CONTRIBUTIONS)})",
    re.IGNORECASE,
)
"""A typed ``User:`` in any language, with what an interwiki link or an unclosed ``[[`` puts before it."""

ADDRESS = re.compile(
    r"(?:https?:)?//[^\s/]+/(?:wiki/|w/index\.php\?title=)(?:[^\s:/]+:){1,2}(?P<name>[^\s?#&/]+)[^\s]*",
    re.IGNORECASE,
)
"""An address of a page in a namespace; whether that is an account's is for :func:`from_address` to say."""

_ACCOUNT_ADDRESS = re.compile(
    rf"/(?:wiki/|w/index\.php\?title=)(?:{_alternatives(namespaces.TALK + namespaces.USER)}):(?P<name>[^?#&/]+)",
    re.IGNORECASE,
)


def has_colon(text: str) -> bool:
    """Whether a text may hold a :data:`PREFIX` or :data:`ADDRESS`; most hold none, and looking for them takes long."""
    return ":" in text or "：" in text or "//" in text


def cleaned(text: str) -> str:
    """A text in NFC without what nobody sees in it."""
    return unicodedata.normalize("NFC", HIDDEN.sub("", text))


@lru_cache(maxsize=4096)  # an account stands on a page, and on its neighbours, again and again
def account(text: str) -> str:
    """An account's name as MediaWiki spells it: blanks for underscores, one at a time, and the first letter upper.

    A text that no account can have for a name stays as given, without the blanks around it.
    """
    clean = _LONE_JOINER.sub("", cleaned(text))
    return clean.strip() if _INVALID.search(clean) else _upper_first(_SPACES.sub(" ", clean).strip())


def _upper_first(name: str) -> str:
    """The name with its first letter as Wikimedia's wikis write it: the simple upper case.

    Letters whose upper case is longer (``ß``), titlecase digraphs (``ǅ``) and Georgian stay as they are there.
    """
    first = name[:1]
    upper = first.upper()
    if len(upper) != 1 or "\u10d0" <= first <= "\u10ff" or unicodedata.category(first) == "Lt":
        return name
    return upper + name[1:]


def target(text: str) -> str:
    """The account that a link's target or the text after a typed prefix names: without sub-page and fragment."""
    clean = HIDDEN.sub("", text)
    prefix = PREFIX.match(clean) if has_colon(clean) else None
    rest = clean[prefix.end() :] if prefix else clean
    return account(_BEHIND_NAME.split(rest.strip(), maxsplit=1)[0])


def typed(text: str) -> str:
    """The account behind a typed prefix: what stands there is meant as the name, a ``#`` in it too."""
    return account(re.split(r"[/|]", HIDDEN.sub("", text).strip(), maxsplit=1)[0])


def from_address(address: str) -> str | None:
    """The account whose page or talk page an address is, or None."""
    from urllib.parse import unquote  # put off: few pages need it

    found = _ACCOUNT_ADDRESS.search(unquote(address))
    return account(found["name"]) or None if found else None


def owner(link: str) -> str | None:
    """The account that the target of a link to a page or to an address elsewhere names, or None."""
    return target(link) or None if PREFIX.match(link) else from_address(link)


def key(text: str) -> str:
    """A name for comparing: case, blanks, dots and directions are not looked at."""
    return _SPACES.sub(" ", _LONE_JOINER.sub("", cleaned(text)).replace(".", " ")).strip().casefold()
