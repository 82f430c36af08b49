"""The light parts: what a page's text tells of its redirect, categories and templates without a tree being made of it.

For wikis that hold texts alone (folders, dumps): of many pages few are looked for, and only those are parsed. Comments, and tags
whose content is no wikitext, are looked past. Every search is linear, whatever the text holds.
"""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from indababot.lexicon.namespaces import Namespace, fold, redirects
from indababot.lexicon.namespaces import names as names_of
from indababot.titles import normal
from indababot.wikicode.hidden import OPAQUE, hidden

_REDIRECT = re.compile(r"\s*+([#＃][^\s\[:]{1,40}+)\s*+:?+\s*+\[\[([^\]\n]{1,512})\]\]")
_LINK = re.compile(r"\[\[([^\[\]{}|<>\n\0]{1,512})[|\]]")
_CALL = re.compile(r"\{\{([^\[\]{}|<>\0]{1,512})[|}]")
_BROKEN = re.compile(
    r"\[\[(?P<target>[^\[\]|\n]{1,80})(?:\|(?P<shown>[^\[\]|\n]{1,80}))?(?:\](?!\])|\}\})"
    r"|\[\[(?P<open>[^\[\]|\n]{1,80})\|(?P<rest>[^\[\]{}|,;\n]{1,80})$"
    r"|(?<!\[)\[(?P<half>[^\[\]|\n]{1,80})\|(?P<text>[^\[\]|\n]{1,80})\]{1,2}"
)
"""A link that lacks some of its brackets; a pipe tells where one leads that nothing closes."""
_ROW = re.compile(r"^(?:\|-|\{\{)", re.MULTILINE)
_SHORT_CALL = re.compile(r"\{\{[^{}]{1,300}\}\}")
"""A call as short as a banner's, without another in it."""
_INVISIBLE = re.compile("[\u200b\u2060\u2066-\u2069\ufeff]")
"""Marks that nobody sees and that ``normal`` leaves in a title."""
_MESSAGE = "msg"
"""A magic word: ``{{msg:X}}`` calls the template X."""

_LINKS = re.compile(r"(?:\s*\[\[[^\[\]{}|\n]+\]\])+\s*")


def broken_links(text: str) -> Iterator[tuple[int, int, str, str]]:
    """The links in a text that lack a bracket, which no parser takes for any: where each stands, where it leads and what it shows."""
    for found in _BROKEN.finditer(text) if "[" in text else ():
        target = (found["target"] or found["open"] or found["half"]).strip()
        shown = found["shown"] or found["rest"] or found["text"]
        yield *found.span(), target, shown or target.lstrip(":")


def visible(text: str) -> str:
    """The text without its comments; a NUL stands for each tag whose content is no wikitext.

    Such a tag that is never closed hides only itself, a comment all that follows.
    """
    if "<" not in text:
        return text
    kept: list[str] = []
    position = 0
    for found in hidden(text, OPAQUE):
        kept.append(text[position : found.start])
        comment = found.name == "!--"
        if not comment:
            kept.append("\0")
        position = len(text) if comment and not found.closed else found.end
    kept.append(text[position:])
    return "".join(kept)


def linked(text: str) -> str | None:
    """The title to which a text links that is one link and no more; else None."""
    inner = text[2:-2]
    if text != f"[[{inner}]]" or set("[]{}<>") & set(inner):
        return None
    return inner.partition("|")[0].strip().removeprefix(":").strip() or None


def targets(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The places of what the links in a stretch of a text lead to."""
    return (found.span(1) for found in _LINK.finditer(text, start, end))


def redirect(text: str) -> str | None:
    """The title that a page redirects to, None for a page that is no redirect."""
    match = _REDIRECT.match(text.removeprefix("\ufeff"))
    if not match or match[1].casefold() not in redirects():
        return None
    return _title(match[2].partition("|")[0].lstrip(": \u200e\u200f")) or None


def categories(text: str, names: frozenset[str] | None = None) -> tuple[str, ...]:
    """The categories that a text puts its page into, without their namespace, each once in the text's order.

    ``names`` is what the wiki calls the namespace, folded; where it is not told, every language's names are.
    """
    known = names_of(Namespace.CATEGORY) if names is None else names
    found = dict[str, None]()
    for inside in _LINK.findall(visible(text)):
        namespace, colon, name = (
            _title(inside).partition(":") if ":" in inside or "%" in inside else ("",) * 3
        )
        if colon and name.strip() and fold(namespace) in known:
            found[normal(name)] = None
    return tuple(found)


def templates(text: str, names: frozenset[str] | None = None) -> frozenset[str]:
    """The names of the templates that a text calls, without their namespace."""
    return frozenset(
        name for inside in set(_CALL.findall(visible(text))) if (name := template_name(inside, names))
    )


def is_links(line: str) -> bool:
    """Whether a line is nothing but links, each without a text of its own."""
    return _LINKS.fullmatch(line) is not None


def list_signs(line: str) -> int:
    """How many signs of lists, numbered or not, begin a line."""
    return len(line) - len(line.lstrip("*#"))


def rows(text: str) -> int:
    """How many rows of tables, and how many calls of templates, begin a line of a text."""
    return len(_ROW.findall(text))


def short_calls(text: str) -> frozenset[str]:
    """The calls of a text that are as short as those of banners, with their parameters."""
    return frozenset(_SHORT_CALL.findall(visible(text)))


def template_name(text: str, names: frozenset[str] | None = None) -> str:
    """A template's name without its namespace, as MediaWiki spells it."""
    title = _INVISIBLE.sub("", unescape(text)).replace("\n", " ").strip().removeprefix(":")
    namespace, colon, rest = title.partition(":")
    known = names_of(Namespace.TEMPLATE) if names is None else names
    return normal(rest if colon and (fold(namespace) in known or fold(namespace) == _MESSAGE) else title)


def _title(target: str) -> str:
    """The title that a link's target means: percent signs and entities decoded as MediaWiki does, without its section."""
    text = unescape(unquote(target)) if "%" in target or "&" in target else target
    return normal(_INVISIBLE.sub("", text).partition("#")[0])


def picture(option: str, name: str) -> str:
    """A pattern for a picture's link behind its first bracket, which has an option, or whose file's name ends so; both are patterns."""
    return rf"\[[^\[\]\n]{{1,40}}:[^\[\]\n]{{0,120}}?(?:\|\s?{option}|{name}\.\w{{3,4}}\s?)(?=[|\]])[^\[\]\n]{{0,120}}\]\]"


def call(names: str) -> str:
    """A pattern for a call behind its first brace, as far as its first parameter; ``names`` is a pattern too."""
    return rf"\{{\s*{names}\s*\|"


def call_of_none(names: str) -> str:
    """The same for a whole call without parameters, whose name may stand in brackets."""
    return rf"\{{\s*[\[(]?{names}[\])]?\s*\}}\}}"


def whole_call(names: str) -> str:
    """The same for a whole call with whatever parameters, its first brace too."""
    return rf"\{{\{{\s*(?:{names})\s*(?:\|[^{{}}]*)?\}}\}}"


def call_of_digits(names: str) -> str:
    """The same for a whole call of two parameters or more that are digits: ``{{tel|0712|345678}}``."""
    digits = r"[\d\s()+-]{1,20}"
    return rf"\{{\s*(?=[^{{}}|]{{0,40}}\|{digits}\|){names}(?:\|{digits}){{2,8}}\}}\}}"


def call_of_two(names: str, first: str, second: str) -> str:
    """The same for a whole call of two parameters, whose values are patterns."""
    part = r"\s*(?:[^\W_]{1,12}\s*=\s*)?"
    return rf"{call(names)}{part}{first}\s*\|{part}{second}\s*\}}\}}"
