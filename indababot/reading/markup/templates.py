"""What common templates show, without asking a wiki: the names are the lexicon's, MediaWiki's own words stand here."""

from collections.abc import Callable, Mapping
from functools import cache

from indababot.lexicon import lexicon

CHARACTERS = {
    "!": "|",
    "=": "=",
    "!!": "||",
    "(": "{",
    ")": "}",
    "·": "·",
    "•": "•",
    "nbsp": " ",
    "spaces": " ",
    "ndash": "–",
    "mdash": "—",
}
"""Templates that stand for characters."""

_MOST_DIGITS = 30


def _grouped(number: str) -> str:
    """A number as ``formatnum`` writes it in English, as on Meta-Wiki: with a comma before each three digits; none begins with 0."""
    whole, dot, rest = number.partition(".")
    counts = whole.isascii() and whole.isdecimal() and len(whole) <= _MOST_DIGITS
    return f"{int(whole):,}{dot}{rest}" if counts and whole[0] != "0" else number


FUNCTIONS: Mapping[str, Callable[[str], str]] = {
    "formatnum": _grouped,
    "lc": str.lower,
    "uc": str.upper,
    "lcfirst": lambda text: text[:1].lower() + text[1:],
    "ucfirst": lambda text: text[:1].upper() + text[1:],
}
"""Parser functions that show what stands behind their colon."""

SETTINGS = frozenset(("defaultsort", "defaultsortkey", "defaultcategorysort"))
"""Those that say how the page is sorted, and show nothing."""

TICKED, UNTICKED = "☑", "☐"


@cache
def kinds() -> dict[str, str]:
    """The kind of each template that is known: a key of the lexicon, by the template's name without case."""
    words = lexicon().templates
    keys = (
        "layout",
        "box_starts",
        "box_ends",
        "line_breaks",
        "notes",
        "unticked",
        "ticked",
        "lists",
        "struck",
        "second",
        "flags",
        "quotes",
        "linked",
        "breaks",
        "first",
        "unsigned",
        "accounts",
    )
    return {name.casefold(): key for key in keys for name in getattr(words, key)}


@cache
def _signs() -> dict[str, str]:
    words = lexicon().privacy
    ats = ("@", *words.at, *words.at_signs, *words.at_pictures)
    return {**dict.fromkeys(words.dot, "."), **dict.fromkeys(ats, "@")}


def sign(name: str) -> str | None:
    """What a template without parameters shows that stands for a sign of an address: ``{{at}}``, ``{{(dot)}}``."""
    return _signs().get(name.strip("()[] "))


def bare(name: str) -> str:
    """A template's name as written, without its namespace and case, and without what has MediaWiki put it in for good."""
    name = " ".join(name.replace("_", " ").split()).casefold()
    head, colon, rest = name.partition(":")
    while colon and (head.strip() in lexicon().templates.namespace or head.strip() in ("subst", "safesubst")):
        name = rest.strip()
        head, colon, rest = name.partition(":")
    return name


def page_words(title: str) -> dict[str, str]:
    """The magic words that stand for a page's title."""
    parts = title.split("/")
    return {
        "fullpagename": title,
        "pagename": title,
        "subpagename": parts[-1],
        "basepagename": "/".join(parts[:-1]) or title,
        "rootpagename": parts[0],
    }
