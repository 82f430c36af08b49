"""What a wiki without a parser tells from a page's text: its redirect, categories and templates.

Comments and nowiki are looked past. Every scan is linear, whatever the text holds.
"""

import re
from collections.abc import Iterator

from indababot.lexicon.namespaces import Namespace, fold, redirects
from indababot.lexicon.namespaces import names as names_of
from indababot.titles import normal

_REDIRECT = re.compile(r"\s*([#＃][^\s\[:]{1,40})\s*:?\s*\[\[([^\]\n]{1,512})\]\]")
_OPENERS = re.compile(r"<!--|<(nowiki|pre|syntaxhighlight|source)(?:\s[^<>]*)?>", re.IGNORECASE)
_MESSAGE = "msg"
"""A magic word: ``{{msg:X}}`` calls the template X."""
_LONGEST = 512
"""A title has at most 255 bytes; what is longer up to its end is none."""


def visible(text: str) -> str:
    """The text with its comments and nowiki passages left out; one that is never closed hides only itself, a comment all that follows."""
    if "<" not in text:
        return text
    lowered = text.lower() if len(text.lower()) == len(text) else text
    kept, position, unclosed = [], 0, set[str]()
    for match in _OPENERS.finditer(text):
        if match.start() < position or match[0].endswith("/>"):
            continue
        closer = f"</{match[1].lower()}" if match[1] else "-->"
        if closer in unclosed:
            continue
        end = lowered.find(closer, match.end())
        if end < 0 and match[1]:
            unclosed.add(closer)
            continue
        kept.append(text[position : match.start()])
        if end < 0:
            return "".join(kept)
        tail = text.find(">", end)
        position = tail + 1 if tail >= 0 else len(text)
    kept.append(text[position:])
    return "".join(kept)


def redirect(text: str) -> str | None:
    """The title that a page redirects to, None for a page that is no redirect."""
    match = _REDIRECT.match(text.removeprefix("\ufeff"))
    if not match or match[1].casefold() not in redirects():
        return None
    return normal(match[2].partition("|")[0].partition("#")[0].lstrip(":")) or None


def categories(text: str, names: frozenset[str] | None = None) -> tuple[str, ...]:
    """The categories that a text puts its page into, without their namespace, each once in the text's order.

    ``names`` is what the wiki calls the namespace, folded; where it is not told, every language's names are.
    """
    known = names_of(Namespace.CATEGORY) if names is None else names
    found = dict[str, None]()
    for inside in _after(visible(text), "[[", "]"):
        namespace, colon, rest = inside.partition(":")
        name = normal(rest.partition("|")[0])
        if colon and name and fold(namespace) in known:
            found[name] = None
    return tuple(found)


def templates(text: str, names: frozenset[str] | None = None) -> frozenset[str]:
    """The names of the templates that a text calls, without their namespace."""
    return frozenset(
        name for inside in _after(visible(text), "{{", "}|") if (name := template_name(inside, names))
    )


def template_name(text: str, names: frozenset[str] | None = None) -> str:
    """A template's name without its namespace, as MediaWiki spells it."""
    namespace, colon, rest = text.replace("\n", " ").partition(":")
    known = names_of(Namespace.TEMPLATE) if names is None else names
    if colon and (fold(namespace) in known or fold(namespace) == _MESSAGE):
        text = rest
    return normal(text.replace("\n", " "))


def _after(text: str, opener: str, closers: str) -> Iterator[str]:
    """What follows each opener up to one of the closers, where that is near enough for a title."""
    position = text.find(opener)
    while position >= 0:
        start = position + len(opener)
        inside = text[start : start + _LONGEST]
        ends = [end for closer in closers if (end := inside.find(closer)) >= 0]
        if ends and opener not in inside[: min(ends)]:
            yield inside[: min(ends)]
        position = text.find(opener, position + 1)
