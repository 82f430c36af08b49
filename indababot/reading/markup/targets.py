"""Where a link leads: user pages, files, categories, in the languages that the pages are written in."""

import re
from functools import lru_cache
from urllib.parse import unquote

from indababot.reading.markup.inline import Link, LinkKind
from indababot.reading.values import names, namespaces

_USER = frozenset(namespaces.USER)
_TALK = frozenset(namespaces.TALK)
_INTERWIKI = re.compile(rf"(?:{namespaces.INTERWIKI}\s*:\s*)+(?=[^\W\d_])", re.I)


def namespace(target: str) -> str:
    """``file``, ``category`` or empty: the namespaces whose links show no text."""
    head, colon, _ = target.partition(":")
    name = head.strip().casefold() if colon else ""
    return "file" if name in namespaces.FILE else "category" if name in namespaces.CATEGORY else ""


@lru_cache(maxsize=2048)
def of_title(target: str) -> Link:
    """The link to a page title as written between brackets."""
    title = " ".join(target.replace("_", " ").split()).lstrip(":").strip()
    lowered = title.casefold()
    for head in namespaces.CONTRIBUTIONS:
        if lowered.startswith(head):
            return Link(LinkKind.CONTRIBUTIONS, names.account(title[len(head) :]))
    kind, name = _user(title)
    if kind is None:
        prefix = _INTERWIKI.match(title)
        kind, name = _user(title[prefix.end() :]) if prefix else (None, "")
    return Link(kind, names.account(name)) if kind else Link(LinkKind.PAGE, title)


def _user(title: str) -> tuple[LinkKind | None, str]:
    head, colon, rest = title.partition(":")
    name = head.strip().casefold()
    if not colon or (name not in _USER and name not in _TALK):
        return None, ""
    return (LinkKind.USER if name in _USER else LinkKind.TALK), rest.split("#")[0].split("/")[0]


def of_address(address: str) -> Link:
    """The link behind an address, as HTML has it: wiki pages by their title, others as they are."""
    title = None
    for mark in ("/wiki/", "title=", "/index.php/"):
        _, found, rest = address.partition(mark)
        if found:
            title = unquote(rest.split("&")[0].split("?")[0])
            break
    if title is None:
        return Link(LinkKind.EXTERNAL, address)
    link = of_title(title)
    if link.kind is LinkKind.PAGE and address.startswith(("http:", "https:")):
        return Link(LinkKind.EXTERNAL, address)
    return link
