"""What a person means by ``--page``: a title, a link as it stands in wikitext, or the address of a page in a browser."""

import re
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from indababot.errors import UsageError
from indababot.lexicon.namespaces import Namespace, namespace
from indababot.wikicode.light import linked

_ADDRESS = re.compile(r"^(?P<scheme>https?:)?//|^(?=[a-z0-9-]+(?:\.[a-z0-9-]+)+/(?:wiki|w)/)", re.IGNORECASE)
"""How addresses begin: browsers and people leave out the scheme, or write it in capitals."""


class Named(NamedTuple):
    """A title, and the address that it was given by with its host; both empty where it was not."""

    title: str
    address: str = ""
    host: str = ""


def named(word: str) -> Named:
    """What a word names.

    Raises:
        UsageError: it is an address of something else: an earlier version, a special page, no page at all.
    """
    word = _ADDRESS.sub(lambda found: f"{(found['scheme'] or 'https:').lower()}//", word.strip().strip("<>"))
    if not word.startswith(("http://", "https://")):
        title = (linked(word) or word).lstrip(": ")  # a link as it is copied from wikitext
        if not title:
            raise UsageError("{word} is no address of a page: give the page's title.", word=f"'{word}'")
        _look(word, title)
        return Named(title)
    try:
        address = urlsplit(word)
    except ValueError:  # brackets that hold no address
        raise UsageError("{word} is no address of a page: give the page's title.", word=word) from None
    asked = parse_qs(address.query)
    if asked.get("oldid", ["0"]) != ["0"] or "diff" in asked:
        raise _earlier(word)
    path = unquote(address.path.partition("/wiki/")[2] or address.path.partition("/index.php/")[2])
    title = asked["title"][0] if "title" in asked else path
    if not title:
        raise UsageError("{word} is no address of a page: give the page's title.", word=word)
    _look(word, title)
    host = re.sub(r"\.m\.", ".", address.hostname or "", count=1)  # for telephones, the same wiki
    return Named(title.replace("_", " "), word, host)


def category_of(title: str) -> str:
    """A category's name, whose namespace people write before it or leave out, in whatever language."""
    space, colon, rest = title.partition(":")
    return rest.strip() if colon and namespace(space) is Namespace.CATEGORY else title


def _look(word: str, title: str) -> None:
    """Looks that a title is that of a page, and not of one that the software makes."""
    space, colon, rest = title.lstrip(": ").partition(":")
    if not colon or namespace(space) is not Namespace.SPECIAL:
        return
    if re.search(r"/\d+$", rest):  # Special:Permalink/12, Special:Diff/12, in whatever language
        raise _earlier(word)
    raise UsageError(
        "{word} is a special page, which is no submission: give the page's own address or title.", word=word
    )


def _earlier(word: str) -> UsageError:
    return UsageError(
        "{word} is an earlier version of a page, and what is read is the newest: give the page's "
        "own address or title.",
        word=word,
    )
