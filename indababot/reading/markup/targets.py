"""Where a link leads: user pages, files, categories, in the languages that the pages are written in."""

import re
from functools import lru_cache
from urllib.parse import unquote

from indababot.lexicon.namespaces import Namespace, codes, contributions, fold
from indababot.lexicon.namespaces import namespace as known
from indababot.reading.markup.inline import Link, LinkKind
from indababot.titles import account, without_marks

PROJECTS = "meta|commons|wikidata|wikipedia|wiktionary|wikt|voy|species|mw|incubator|outreach"
LANGUAGE = "[a-z]{2,3}(?:-[a-z]+)?"
INTERWIKI = f"(?:w|m|c|d|b|n|q|s|v|{PROJECTS}|{LANGUAGE})"
"""A pattern for the prefixes that lead to another wiki."""

_PREFIXES = re.compile(rf"(?:{INTERWIKI}\s*:\s*)+(?=[^\W\d_])", re.I)
_OF_ACCOUNTS = frozenset(map(fold, ("CentralAuth", "EmailUser", "GlobalContributions", "GlobalContribs")))
"""Pages of an account on all wikis, and the one to write to it, by the names that they have in every language too."""
_KINDS = {Namespace.USER: LinkKind.USER, Namespace.USER_TALK: LinkKind.TALK}


def namespace(target: str) -> str:
    """``file``, ``category`` or empty: the namespaces whose links show no text."""
    head, colon, _ = target.partition(":")
    space = known(without_marks(head)) if colon else None
    return space.value if space in (Namespace.FILE, Namespace.CATEGORY) else ""


@lru_cache(maxsize=4096)
def of_title(target: str) -> Link:
    """The link to a page title as written between brackets."""
    title = " ".join(target.replace("_", " ").split()).lstrip(":").strip()
    kind, name = _owner(title)
    if kind is None:
        prefix = _PREFIXES.match(title)
        kind, name = _owner(title[prefix.end() :]) if prefix else (None, "")
    return Link(kind, account(name)) if kind else Link(LinkKind.PAGE, title)


def is_other_language(target: str) -> bool:
    """Whether a link leads to a page's other language (``fr:Métiers``), beside the text; one to somebody's page is meant to be read."""
    prefix, colon, title = target.partition(":")
    return bool(colon and title.strip()) and prefix.strip().lower() in codes() and _owner(title)[0] is None


def from_page(page: str, target: str) -> tuple[str, str]:
    """The title that a link leads to from a page, and the text that it shows where it has none: ``../`` is the page above."""
    if not target.startswith(("../", "/")):
        return target, target
    rest = target
    while rest.startswith("../"):
        rest = rest[3:]
    up, parts = (len(target) - len(rest)) // 3, page.split("/")
    below = rest.strip("/ ")
    shown = below if rest.endswith("/") else ""
    if up and up < len(parts):
        whole = "/".join([*parts[:-up], *([below] if below else [])])
        return whole, shown or whole
    return (target, target) if up or not below else (f"{page}/{below}", shown or target)


def is_of_account(page: str) -> bool:
    """Whether a special page tells of the account whose name stands behind its slash."""
    return fold(page) in contributions() or fold(page) in _OF_ACCOUNTS


def _owner(title: str) -> tuple[LinkKind | None, str]:
    """What kind of a user's page a title is, and whose; None where it is none."""
    head, colon, rest = title.partition(":")
    space = known(without_marks(head)) if colon else None
    if space is Namespace.SPECIAL:
        page, slash, name = rest.partition("/")
        return (LinkKind.CONTRIBUTIONS, name) if slash and is_of_account(page) else (None, "")
    kind = _KINDS.get(space) if space else None
    return kind, rest.split("#")[0].split("/")[0] if kind else ""


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
