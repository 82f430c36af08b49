"""The marks that stand for characters in a mask, and those that what hides markup gets."""

import re

from indababot.wikicode.hidden import SWITCHES, WIKITEXT, hidden

HIDDEN = "\x01"
"""Stands for each character of what shows nothing: a comment, the attributes of a cell."""
PLAIN = "\x02"
"""Stands for a character that is text here."""
STRAY = "\x03"
"""Stands for the ``<`` of a tag without a partner."""

LINE_SIGNS = "*#:;=-{"
"""What says something at the beginning of a line."""
OLD_VARIABLE = re.compile(r"<tvar\|[^<>\n]*>|</>")
"""The tags around a variable of a translation, as they were until 2021; what stands between them is the page's own."""
_SWITCH = re.compile(rf"</?(?:{'|'.join(sorted(SWITCHES))})(?=[\s/>])[^<>]*>", re.IGNORECASE)
_OURS = dict.fromkeys(range(4), PLAIN)
_MARKS = tuple(map(chr, _OURS))
_CALL = re.compile(r"\{\{[^{}]*\}\}")
_PARAMETER = re.compile(rf"(\|[^|{PLAIN}]*){PLAIN}(?!{PLAIN})")


def heading_text(text: str) -> str:
    """What stands in a heading, of the same length: no sign in it ends the heading, and those behind names of parameters stay."""
    return _CALL.sub(lambda call: _PARAMETER.sub(r"\1=", call[0]), text.replace("=", PLAIN))


class Cover:
    """A text as a list of characters, with marks in the place of comments, attributes, and what is no wikitext."""

    def __init__(self, text: str) -> None:
        ours = any(mark in text for mark in _MARKS)  # translating a text with accents takes long
        self.chars = list(text.translate(_OURS) if ours else text)
        self.endless: dict[str, int] = {}
        """Where the first comment, and the first tag of each name, stands that would hide the rest of the page."""
        self.contents: dict[int, tuple[int, int, int]] = {}
        """Tags of extensions by their start: content's start and end, and their end."""
        self.seen, self.fresh = -1, False
        """Where the last stretch ended that shows nothing, and whether it began a line."""
        self.hide(text, 0)
        if "<tvar|" in text:
            for found in OLD_VARIABLE.finditer(text):
                self.set(*found.span(), HIDDEN)
        for found in _SWITCH.finditer("".join(self.chars)) if _SWITCH.search(text) else ():
            self.nothing(*found.span())
        self.text = "".join(self.chars) if ours or "<" in text else text
        """The text with its marks so far."""

    def set(self, start: int, end: int, mark: str) -> None:
        """Put a mark in the place of each character."""
        self.chars[start:end] = mark * (end - start)

    def nothing(self, start: int, end: int) -> None:
        """Cover what shows nothing; behind it a line's first characters may still be to come."""
        self.set(start, end, HIDDEN)
        if start != self.seen:
            self.fresh = not start or self.chars[start - 1] == "\n"
        at = end
        while at < len(self.chars) and self.chars[at] in " \t":
            at += 1
        signs = LINE_SIGNS + "|!" if at == end else "{|!"  # blanks may stand before a table's lines only
        if self.fresh and at < len(self.chars) and self.chars[at] in signs:
            self.chars[end - 1] = "\n"
        self.seen = end

    def hide(self, text: str, offset: int) -> None:
        """Cover comments and what extensions' tags hide in ``text``, which begins at an offset of the page."""
        for name, start, inner, inner_end, end, closed in hidden(text):
            first, last = offset + start, offset + end
            if name == "!--" and closed:
                self.nothing(first, last)
            elif not closed:
                if name not in WIKITEXT:
                    self.endless.setdefault(name, first)
            else:
                self.contents[first] = (offset + inner, offset + inner_end, last)
                self.blank(first + 1 + len(name), offset + inner)
                self.blank(offset + inner_end + 2 + len(name), last)
                if name in WIKITEXT:
                    self.hide(text[inner:inner_end], offset + inner)
                else:
                    self.set(offset + inner, offset + inner_end, PLAIN)

    def blank(self, start: int, end: int) -> None:
        """Attributes are nothing to us; the end of their tag stays."""
        if end - start > 1:
            self.set(start, end - (2 if self.chars[end - 2] == "/" else 1), " ")
