"""A text as a reader sees it, each character with its place in the text as written.

People hide an address from programs, not from readers: entities, comments, bold, ``<nowiki>``, zero-width signs, full-width
letters and other scripts' digits all vanish here, and what is found is masked where it is written.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from html import unescape

from indababot.lexicon import lexicon
from indababot.normal import normalize
from indababot.wikicode.hidden import EXTENSIONS, TRANSPARENT
from indababot.wikicode.light import call, call_of_digits, call_of_none, call_of_two, picture
from indababot.wikicode.tags import RENDERED

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f"
_INVISIBLE = (
    f"{_CONTROLS}\x80-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u20e3\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffc\U000e0000-\U000e01ef"
)
_ODD = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Blanks that are none of the plain ones."""
_TAGS = "|".join(sorted(RENDERED | EXTENSIONS | TRANSPARENT))
"""Tags that no reader sees; another word in angle brackets stands on the page as it is written."""
WIDE = "\u06d4\u2024\u249c\u24b6\u24d0\u3002\ua4f8\ufe50-\ufe6b\uff01-\uff5e\uff61\U0001d400-\U0001d7ff"
SMALL = "\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u24ea"
"""Digits in circles, above or below the line: many of them in a row are a number, one is a note or counts."""


def _names(words: Iterable[str]) -> str:
    """A pattern for names of templates or pictures; their blanks may be many, or written as ``_``."""
    each = (r"[\s_]+".join(map(re.escape, word.split())) for word in words)
    return f"(?i:{'|'.join(each)})"


_WORDS = lexicon().privacy
_AT = ("@", *_WORDS.at, *_WORDS.at_signs, *_WORDS.at_pictures)
_MAIL_NAMES = _names((*_WORDS.mail_templates, *_AT))
MAIL_CALL = call(_MAIL_NAMES)
"""A call of a template that shows an address, of which it is given the parts, behind its first brace."""
_AT_CALL = call_of_none(_names(_AT))
_DOT_CALL = call_of_none(_names(_WORDS.dot))
SIGN_CALL = rf"(?:{_AT_CALL}|{_DOT_CALL})"
"""A call of a template that shows a sign of an address, behind its first brace: ``{{at}}``."""
_LOCAL, _DOMAIN = r"(?P<local>[\w.+-]{1,64})", r"(?P<domain>[\w-]{1,63}(?:[.|][\w-]{1,63}){1,9})"


def _behind_sign(bracket: str) -> str:
    """A pattern that looks back at the first bracket of a link or call that stands behind a sign of an address."""
    gaps = ("", r"[^\S\n]", r"[^\S\n]{2}")
    return "(?:" + "|".join(rf"(?<=[@.)\]>]{gap}{bracket})" for gap in gaps) + ")"


_IN_LINK, _IN_CALL = _behind_sign(r"\["), _behind_sign(r"\{")
_BEFORE_SIGN = r"(?=[^\S\n]{0,2}[@.\[({<*])"
"""What follows the last bracket of one that stands before such a sign."""
_MARKUP = (
    rf"{_IN_LINK}(?:\[(?P<target>[^\[\]{{}}|\n]{{1,80}}\|)?|(?:https?:)?//[^\s\[\]\d@]{{1,80}}[^\S\n]{{1,2}})"
    r"|(?<=\[)\[[^\[\]{}|\n@]{1,80}\|(?=@\]\])"
    rf"|{_IN_CALL}\{{(?P<name>[^{{}}|:\n]{{1,30}}[|:](?:1=)?(?=[^\W\d]))"
    rf"|(?<=\]|\}})[\]}}]{_BEFORE_SIGN}|(?<=@\])\]|(?<=\])(?=@)"
)
"""Nobody sees the markup of a link, or of a call that is given words: ``ada@kibo.[[example]]``, ``{{nowrap|ada}}@kibo.example``."""
_BLANK_CALL = call_of_none(_names(_WORDS.blank_templates))
_PHONE_CALL = call_of_digits(_names(_WORDS.telephone))


@cache
def _special(plain: bool, spaced: bool) -> re.Pattern[str]:
    """What a reader sees in another way than it is written.

    In a ``plain`` text, of ASCII alone, there is less to look for; in a ``spaced`` one blanks stand side by side, of which one is seen.
    """
    blank = " " if spaced else ""
    invisible, odd, wide = (_CONTROLS, r"\t", "") if plain else (_INVISIBLE, _ODD, rf"{WIDE}{SMALL}\d")
    others = (
        "" if plain else rf"|(?<=[{SMALL}])(?P<small>[{SMALL}]{{5,}})|(?<=[{WIDE}]|[^\x00-\x7f\D])(?P<wide>)"
    )
    return re.compile(
        # Each begins with one of these characters, looked back at: only so does the search pass over the others at once.
        rf"[<\[\]'&%{{}}{blank}{odd}{invisible}{wide}]"
        r"(?:(?<=<)(?:(?P<comment>!--(?s:.*?)(?:-->|\Z))"
        rf"|(?P<tag>/?(?i:{_TAGS})(?:[\s:][^<>]*)?/?>))"
        rf"|(?<=\[)(?P<picture>{picture(r'(?i:[a-z]{3,4}=)?@', _names(_WORDS.at_pictures))})"
        r"|(?<=')'+"
        rf"|(?<=\{{)(?:(?P<at>{_AT_CALL})|(?P<dot>{_DOT_CALL}))"
        rf"|(?<=\{{)(?P<blank>{_BLANK_CALL})|(?<=\{{)(?P<phone>{_PHONE_CALL})"
        rf"|(?<=\{{)(?P<mail>{call_of_two(_MAIL_NAMES, _LOCAL, _DOMAIN)})"
        rf"|{_MARKUP}"
        r"|(?<=&)(?P<entity>(?:amp;){0,3}(?:#(?:\d{1,7}+;?+|[xX][\dA-Fa-f]{1,6};)|[A-Za-z]\w{1,30};))"
        r"|(?<=%)(?P<percent>(?:25){0,3}(?:40|2[bBdDeE]|20|3[aA]))"
        rf"|(?<=[{invisible}])[{invisible}]*"
        rf"|(?<=[{odd}])(?P<odd>)"
        rf"{others}{'|(?<=  ) *' if spaced else ''})"
    )


_BREAK = re.compile(
    r"</?(?:br|p|div|li|ul|ol|dl|dd|dt|t[drh]|table|h[1-6]|hr|section|blockquote)\b", re.IGNORECASE
)
_NOTE = re.compile(r"</?ref\b", re.IGNORECASE)
"""What stands in a footnote stands elsewhere than what it is a note to."""
_AT_IMAGE = re.compile(r"<img\b[^<>]*\balt=[\"']?@[\"'\s/>]", re.IGNORECASE)
"""A picture of the sign in HTML."""
_HIDDEN = re.compile(f"[{_INVISIBLE}]+")
_STOPS = "\u06d4\u3002\ua4f8\uff61"
_ATS = "\u24b6\u24d0"
_ENCODED = re.compile(r"&(?:amp;)*(?=.)")
"""What an entity begins with, which may have been encoded once more."""


@dataclass(frozen=True, slots=True)
class Seen:
    """``text`` is what a reader sees; ``hidden`` are the places as written of comments and tags, which no reader sees."""

    text: str
    hidden: tuple[tuple[int, int], ...]
    _at: tuple[int, ...]
    """Where each piece begins in ``text``; a piece is a stretch that is seen as written, or one character that is not."""
    _pieces: tuple[tuple[int, int, bool], ...]
    """The place of each piece as written, and whether it is seen as written."""

    def written(self, start: int, end: int) -> tuple[int, int]:
        """The place as written of what is seen at ``[start, end)``, which is not empty."""
        return self._place(start)[0], self._place(end - 1)[1]

    def _place(self, at: int) -> tuple[int, int]:
        number = bisect_right(self._at, at) - 1
        start, end, same = self._pieces[number]
        place = start + at - self._at[number]
        return (place, place + 1) if same else (start, end)


def seen(text: str) -> Seen:
    """What a reader sees of a wikitext, HTML or bare text, in time that is linear in its length."""
    parts: list[str] = []
    at: list[int] = []
    pieces: list[tuple[int, int, bool]] = []
    hidden: list[tuple[int, int]] = []
    length = last = 0

    def add(shown: str, start: int, end: int, *, same: bool) -> None:
        nonlocal length
        at.append(length)
        pieces.append((start, end, same))
        parts.append(shown)
        length += len(shown)

    def stretch(start: int, end: int) -> None:
        while start < end and parts and parts[-1][-1] == text[start] == " ":
            start += 1  # a blank beside one that is written otherwise
        if start < end:
            add(text[start:end], start, end, same=True)

    for match in _special(text.isascii(), "  " in text).finditer(text):
        start, end = match.span()
        shown = _shown(match)
        if shown == match[0]:
            continue
        stretch(last, start)
        if match.lastgroup in ("comment", "tag", "target", "name"):
            hidden.append((start, end))
        for sign in shown:
            if not (parts and parts[-1][-1] == sign == " "):
                add(sign, start, end, same=False)
        last = end
    stretch(last, len(text))
    return Seen("".join(parts), tuple(hidden), tuple(at), tuple(pieces))


def _shown(match: re.Match[str]) -> str:
    """What a reader sees of something special; it is empty for what nobody sees."""
    kind, written = match.lastgroup, match[0]
    if kind == "dot":
        return "."
    if kind in ("at", "picture") or (kind == "tag" and _AT_IMAGE.match(written)):
        return "@"
    if kind == "mail":
        return f"{match['local']}@{match['domain'].replace('|', '.')}"
    if kind == "phone":
        return written.replace("|", " ")
    if kind in ("blank", "odd"):
        return " "
    if kind == "tag":
        return "\n" if _BREAK.match(written) or _NOTE.match(written) else ""
    if kind == "entity":
        return _plain(_HIDDEN.sub("", unescape(f"&{_ENCODED.sub('', written)}")))
    if kind == "percent":
        return chr(int(written[-2:], 16))
    return _plain(written) if kind in ("wide", "small") else ""


def _plain(text: str) -> str:
    """Characters as the plain ones that they look like."""
    if text in _STOPS:
        return "."
    if text.isspace() and text != "\n":
        return " "
    if text in _ATS:
        return "@"
    digit = unicodedata.decimal(text, None) if len(text) == 1 else None
    return text if text.isascii() else str(digit) if digit is not None else normalize("NFKC", text)
