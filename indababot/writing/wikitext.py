"""The one type of escaped wikitext, and its only makers.

:class:`Wikitext` is not a ``str``: what came from a page cannot get into a table, a link or a template call
without passing :func:`escape` or one of the link makers here, and mypy says so where somebody tries.
Everything that MediaWiki could take for markup is written as a numeric entity, character by character:
nothing is wrapped in ``<nowiki>``, which a value could close.

Whitespace becomes one blank (no-break ones stay), so that an escaped text is one line and cannot begin a list, a row
or a paragraph.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import InitVar, dataclass
from typing import LiteralString, final
from urllib.parse import urlsplit

from indababot.normal import normalize

_ANYWHERE = frozenset("&<>\"'=[]{}|;~_!:")
_AT_START = frozenset("#*+-")
_MAGIC_LINK = re.compile(r"\b(RF|PMI|ISB)([CDN])(?: |$)", re.IGNORECASE)
_BLANKS = re.compile(r"(?<=RFC)\s+|(?<=PMID)\s+|(?<=ISBN)\s+|[^\S\u00a0\u202f]+", re.IGNORECASE)
"""What becomes one blank. French needs its narrow and no-break blanks, but not where they would make a link."""
_FLAG_OR_TAGS = re.compile("(\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f)|[\U000e0000-\U000e007f]")
_INVISIBLE = re.compile(
    "["
    "\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f"  # controls, but those that end a line
    "\u200b\u2060-\u2064\ufeff\u180e"  # hide in words (Persian, Arabic and Indic need U+200C and U+200D)
    "\u202a-\u202e\u2066-\u2069\u206a-\u206f"  # turn the direction of what follows
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\ufdd0-\ufdef"  # cannot be saved or shown
    "]"
)

ELLIPSIS = "…"


_SENTENCE = re.compile(
    r"(?<!&#39;)&#(39);(?!&#39;)"  # two apostrophes are italics
    r"|(?<!^)&#(58);(?=[ \u00a0\u202f])"  # a colon and a blank begin no address
    r"|(?<!^)&#(34|59|33);"
    r"|(?<=[^\W_])&#(95);(?=[^\W_])"  # two low lines begin a magic word
)
"""Entities whose sign means nothing where it stands, inside a line of prose."""


class _Maker:
    """Who holds this may make wikitext; only this module does."""

    __slots__ = ()


_MAKER = _Maker()


@final
@dataclass(frozen=True, slots=True)
class Wikitext:
    """Wikitext that is safe to save, made by the functions of this module only; ``text`` goes to the wiki."""

    text: str
    maker: InitVar[_Maker]

    def __post_init__(self, maker: _Maker) -> None:
        if maker is not _MAKER:
            raise TypeError("Wikitext is made by escape(), literal() and the link makers only")

    def __add__(self, other: "Wikitext") -> "Wikitext":
        if not isinstance(other, Wikitext):
            return NotImplemented
        return Wikitext(self.text + other.text, _MAKER)

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def size(self) -> int:
        """How much of a page it takes, in bytes of UTF-8, as a wiki measures pages."""
        return len(self.text.encode())


def literal(text: LiteralString) -> Wikitext:
    """Our own markup, written out in the source; a test holds that only constants are given."""
    return Wikitext(text, _MAKER)


EMPTY = literal("")
LINE = literal("\n")


def one_line(text: str, limit: int | None = None) -> str:
    """A text without line breaks, controls and characters that hide or turn it, cut at ``limit`` with ``…``.

    It is not escaped: for places where no markup is understood.
    """
    size = len(text) if limit is None else _AHEAD * limit
    while len(clean := _clean(text[:size])) < 2 * (limit or 0) and size < len(text):
        size *= _AHEAD
    return _cut(clean, limit)


_AHEAD = 4
"""A long text is cleaned as far as it is shown: first so many times its limit, then so many times as much again."""


def _clean(text: str) -> str:
    clean = _INVISIBLE.sub("", normalize("NFC", text))
    clean = _FLAG_OR_TAGS.sub(lambda match: match[1] or "", clean)
    clean = _BLANKS.sub(" ", clean).strip()
    return normalize("NFC", clean)


def escape(text: str, limit: int | None = None) -> Wikitext:
    """A text as wikitext that shows just this text wherever it is put, cut at ``limit`` characters with
    ``…``.
    """
    clean = one_line(text, limit)
    escaped = "".join(_entity(char) if char in _ANYWHERE else char for char in _without_magic_links(clean))
    escaped = escaped.replace(_BLANK, "&#32;")
    # A mark at the start would melt into what stands before it: a wiki saves `>` and U+0338 as one character.
    if clean and (clean[0] in _AT_START or unicodedata.category(clean[0]).startswith("M")):
        escaped = _entity(clean[0]) + escaped[1:]
    return Wikitext(escaped, _MAKER)


def prose(text: str, limit: int | None = None) -> Wikitext:
    """A text as :func:`escape` makes it, with the signs of ordinary sentences as they are, for what people read as wikitext too.

    It is for a paragraph or the line of a list, after a blank, and not for a cell, an attribute, an argument, a term (``;``) or between
    apostrophes of ours.
    """
    escaped = escape(text, limit).text
    return Wikitext(_SENTENCE.sub(lambda match: chr(int(match[match.lastindex or 0])), escaped), _MAKER)


def name(text: str, limit: int | None = None) -> Wikitext:
    """A name, kept apart from the direction of the text around it; empty where the name is."""
    escaped = escape(text, limit)
    return Wikitext(f"<bdi>{escaped.text}</bdi>", _MAKER) if escaped else EMPTY


def attribute(text: str, limit: int | None = None) -> Wikitext:
    """A value for a quoted attribute of a tag or cell."""
    return escape(text, limit)


def number(value: int) -> Wikitext:
    """A whole number in digits."""
    return Wikitext(str(value) if value >= 0 else f"&#45;{-value}", _MAKER)


def link(title: str, label: str | None = None, limit: int | None = None) -> Wikitext:
    """A link to a page, never a category or file in use; the label alone where no page can have the title."""
    shown = name(label or "", limit) or name(title, limit)
    target = page_title(title)
    return shown if target is None else Wikitext(f"[[:{_target(target)}|{shown.text}]]", _MAKER)


def user(account: str) -> Wikitext:
    """A link to an account's page; the escaped name alone where no account can have it."""
    shown = name(account.replace("_", " "))
    target = page_title(f"User:{account}")
    if target is None or not shown or "/" in account or "@" in account or len(account.encode()) > 235:
        return shown
    return Wikitext(f"[[:{_target(target)}|{shown.text}]]", _MAKER)


def message_target(account: str) -> Wikitext | None:
    """A call of MassMessage's ``#target`` with an account's talk page; None where no account can have the name.

    A colon in the name is an entity: a wiki without MassMessage shows the call as text, in which ``news:x`` would be a link.
    """
    target = page_title(f"User talk:{account}")
    if target is None or "/" in account or "@" in account or len(account.encode()) > 235:
        return None
    space, _, name = _target(target).partition(":")
    return Wikitext(f"{{{{#target:{space}:{name.replace(':', _entity(':'))}}}}}", _MAKER)


def external(address: str, label: str) -> Wikitext:
    """A link out of the wiki, ``http`` and ``https`` only; the label alone where the address is none."""
    shown = escape(label) or escape(address)
    try:
        parts = urlsplit(address)
        sound = (
            parts.scheme in ("http", "https")
            and bool(parts.hostname)
            and _ADDRESS.fullmatch(address) is not None
        )
    except ValueError:
        sound = False
    if not sound:
        return shown
    safe = "".join(_ADDRESS_CHANGES.get(char, char) for char in address)
    return Wikitext(f"[{safe} {shown.text}]", _MAKER)


def call(template: str, arguments: Iterable[tuple[LiteralString, Wikitext]]) -> Wikitext | None:
    """A call of a template with named arguments, one a line; None where no template can have the name.

    The name stands behind ``Template:``, so that it can neither be a magic word nor ``subst:``; a page of another namespace is given
    with a leading colon.
    """
    text = template.replace("_", " ").strip()
    bare = re.sub(r"^template\s*:", "", text, flags=re.IGNORECASE)
    colon = text.startswith(":")
    target = page_title(text if colon else f"Template:{bare}")
    if target is None or not bare.strip():
        return None
    target = f":{target}" if colon else target
    lines_ = "".join(f"\n|{key}={value.text}" for key, value in arguments)
    return Wikitext(f"{{{{{_target(target)}{lines_}\n}}}}", _MAKER)


def join(separator: Wikitext, parts: Iterable[Wikitext]) -> Wikitext:
    """The parts that are not empty, with a separator between them."""
    return Wikitext(separator.text.join(part.text for part in parts if part), _MAKER)


def lines(parts: Iterable[Wikitext]) -> Wikitext:
    """The parts that are not empty, each beginning a line."""
    return join(LINE, parts)


def page_title(text: str) -> str | None:
    """A page's title as MediaWiki writes it (blanks, no leading colon), or None where no page can have it.

    The rules are those of MediaWiki's title parser with the characters that it allows by default.
    """
    title = " ".join(normalize("NFC", text).replace("_", " ").split()).removeprefix(":").strip()
    if not title or len(title.encode(errors="replace")) > 255 or one_line(title) != title:
        return None
    if _NOT_IN_TITLES.search(title) or title.endswith(":") or title.startswith(":"):
        return None
    rest = title.partition(":")[2].strip() or title
    dotted = any(part in (".", "..") for part in rest.split("/"))
    return None if dotted or unicodedata.category(title[0]).startswith("M") else title


_BLANK = "\0"  # stands in for a blank that becomes an entity; no value has it, since controls are gone
_NOT_IN_TITLES = re.compile(r"[#<>\[\]{}|\ufffd]|%[0-9a-f]{2}|&[\w#]+;|~~~", re.IGNORECASE)
_IN_TARGETS = frozenset(" /().,:-?+*@%$^`\\")
_ADDRESS = re.compile(r"[!-~\u00a1-\ud7ff\uf900-\ufdcf\ufdf0-\uffef]{1,2000}")
_ADDRESS_CHANGES = {"&": "&#38;"} | {char: f"%{ord(char):02X}" for char in "<>\"'[]{}|~_!\\^`"}


def _entity(char: str) -> str:
    return f"&#{ord(char)};"


def _target(title: str) -> str:
    """A checked title as a link's target: MediaWiki resolves entities there, and nothing is left to
    misread.
    """
    return "".join(
        char if char.isalnum() or ord(char) > 127 or char in _IN_TARGETS else _entity(char) for char in title
    )


def _without_magic_links(text: str) -> str:
    """``RFC 1``, ``PMID 1`` and ``ISBN 1…`` link by themselves, unless the blank is an entity."""
    return _MAGIC_LINK.sub(
        lambda match: match[0].rstrip(" ") + (_BLANK if match[0].endswith(" ") else ""), text
    )


def _cut(text: str, limit: int | None) -> str:
    """The text, or its first ``limit`` characters with ``…`` for the last; a mark stays with its letter."""
    if limit is None or len(text) <= limit:
        return text
    end = max(limit - 1, 0)
    while end > 0 and (
        unicodedata.category(text[end]).startswith("M") or "\u200d" in text[end - 1 : end + 1]
    ):
        end -= 1
    return text[:end].rstrip() + ELLIPSIS
