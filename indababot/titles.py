"""Titles and account names as MediaWiki spells them."""

import re
import unicodedata
from functools import lru_cache

from indababot.normal import normalize

_BLANKS = re.compile("[ _\u00a0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_SPACES = re.compile("[\\s_\u00a0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e]")
HIDDEN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
"""What nobody sees and no name has: direction marks, zero-width signs, soft hyphens."""
_JOINED = "\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc"
_LONE_JOINER = re.compile(f"(?<![{_JOINED}])[\u200c\u200d]+|[\u200c\u200d]+(?![{_JOINED}])")
"""A joiner or non-joiner that is no part of how a word is spelt, as it is in Persian, Arabic and Indic scripts."""
_NO_ACCOUNT = re.compile(r"[#<>\[\]|{}/@:]")


def normal(title: str) -> str:
    """A title as MediaWiki spells it: blanks single and not underscores, none around it, the first letter upper, NFC."""
    clean = _BLANKS.sub(" ", _DIRECTIONS.sub("", title)).strip(" ")
    return _upper_first(normalize("NFC", clean))


@lru_cache(maxsize=4096)  # an account stands on a page, and on its neighbours, again and again
def account(text: str) -> str:
    """An account's name as MediaWiki spells it: blanks for underscores, one at a time, and the first letter upper.

    A text that no account can have for a name stays as given, without the blanks around it.
    """
    clean = text if text.isascii() else _LONE_JOINER.sub("", cleaned(text))
    return clean.strip() if _NO_ACCOUNT.search(clean) else _upper_first(_SPACES.sub(" ", clean).strip())


def without_marks(text: str) -> str:
    """A text without what nobody sees in it."""
    return text if text.isascii() else HIDDEN.sub("", text)


def cleaned(text: str) -> str:
    """A text in NFC without what nobody sees in it."""
    return text if text.isascii() else normalize("NFC", HIDDEN.sub("", text))


def _upper_first(name: str) -> str:
    """The name with its first letter as Wikimedia's wikis write it: the simple upper case.

    Letters whose upper case is longer (``ß``), titlecase digraphs (``ǅ``) and Georgian stay as they are there.
    """
    first = name[:1]
    upper = first.upper()
    if len(upper) != 1 or "\u10d0" <= first <= "\u10ff" or unicodedata.category(first) == "Lt":
        return name
    return upper + name[1:]
