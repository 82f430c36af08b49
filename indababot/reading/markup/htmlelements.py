"""What elements of a rendered page are, by their tags, classes and attributes: noise, text that stands aside, pictures, links."""

import re
from collections.abc import Mapping
from urllib.parse import unquote

from indababot.reading.markup import pictures, targets
from indababot.reading.markup.inline import Link, LinkKind
from indababot.reading.markup.pasted import HIDING

Attributes = Mapping[str, str | None]

_SILENT = frozenset((
    "script", "style", "template", "noscript", "head", "nav", "audio", "video", "svg", "math", "select",
    "button",
))  # fmt: skip
_NOISE = frozenset((
    "mw-editsection", "mw-headline-anchor", "toc", "mw-empty-elt", "printfooter", "navbox", "mw-jump-link",
    "reference", "mw-cite-backlink", "mw-ref", "catlinks", "mw-indicators", "mw-broken-media",
    "mw-collapsible-toggle", "mw-pt-languages", "mw-content-ltr-toggle", "vector-toc", "mw-table-of-contents-container",
    "ext-discussiontools-init-replylink-buttons", "ext-discussiontools-init-section-bar",
    "ext-discussiontools-init-section-subscribe", "ext-discussiontools-init-section-subscribeButton",
    "ext-discussiontools-init-section-metadata", "ext-discussiontools-init-section-ellipsisButton",
))  # fmt: skip
_NOISE_IDS = frozenset(("toc", "catlinks", "siteSub", "contentSub", "jump-to-nav", "mw-toc-heading"))
NOTES = frozenset(("references", "mw-references"))
CAPTIONS = frozenset(("thumbcaption", "gallerybox", "gallerycaption"))
"""What holds a picture's caption; a gallery's are no entries of a list."""
_PICTURE = frozenset(("thumb",))
"""All classes of what holds a picture in a gallery: of a missing one, the name of its file."""
_ASIDES = NOTES | {"noprint"}
_FOLDED = frozenset(("mw-collapsible-content", "collapsible-block", "mf-collapsible-content"))
_FRAMED = re.compile(r"mw:File/(?:Thumb|Frame)\b")
NUMBERED = "autonumber"
"""The class of a link without a text, which shows a number; its address is what it says."""
_TITLED = re.compile(r"(?:^\./|/wiki/|[?&]title=|/index\.php/)([^?&#]*)")


def is_noise(tag: str, attributes: Attributes, classes: frozenset[str]) -> bool:
    """Whether an element shows nothing of the page's own text: MediaWiki's interface, pictures, scripts."""
    return (
        tag in _SILENT
        or not classes.isdisjoint(_NOISE)
        or classes == _PICTURE
        or attributes.get("id") in _NOISE_IDS
        or _is_bare_picture(tag, attributes.get("typeof") or "")
        or NUMBERED in classes
        or (tag == "a" and "wpDestFile=" in (attributes.get("href") or ""))
    )


def _is_bare_picture(tag: str, kind: str) -> bool:
    """Whether an element holds a picture without a frame: its caption is not shown."""
    framed = tag == "figure" and _FRAMED.search(kind) is not None
    return tag in ("span", "figure") and "mw:File" in kind and not framed


def sign_of(image: Attributes) -> str | None:
    """What a picture is read as: the sign "@", or a box to tick, by its name in its address."""
    if image.get("alt") == "@":
        return "@"
    address = image.get("resource") or image.get("src") or ""
    return pictures.box(unquote(address.rpartition("/")[2]).replace("_", " ").casefold())


def is_aside(attributes: Attributes, classes: frozenset[str]) -> bool:
    """Whether a text stands on the page and no reader sees it there: footnotes in their list, hidden boxes; not what is folded."""
    hidden = "hidden" in attributes or HIDING.search(attributes.get("style") or "") is not None
    return not classes.isdisjoint(_ASIDES) or (hidden and not _is_folded(attributes, classes))


def _is_folded(attributes: Attributes, classes: frozenset[str]) -> bool:
    """Whether a text is hidden until a reader opens it: a box that folds, a section of the mobile site."""
    return attributes.get("hidden") == "until-found" or not classes.isdisjoint(_FOLDED)


def link_of(attributes: Attributes, classes: frozenset[str]) -> Link | None:
    address = attributes.get("href") or ""
    if not address or address.startswith("#"):
        return None
    if "external" in classes:  # what names an account in it, the values' reader tells, as in wikitext
        return Link(LinkKind.EXTERNAL, address)
    titled = _TITLED.search(address)
    link = targets.of_title(unquote(titled[1])) if titled else targets.of_address(address)
    title = attributes.get("title") or ""
    if link.kind is LinkKind.EXTERNAL and title and "extiw" not in classes:
        return targets.of_title(title)
    return link
