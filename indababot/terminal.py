r"""Text from elsewhere on its way to a terminal, a log or a file that somebody looks at: nothing in it acts.

A page, a title, a file's name or what a wiki says may hold characters that move a terminal's cursor, begin a new line, turn
the text around, hide, or cannot be written at all. Each destination has one function here; wikitext has its own escaper.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

_UNSEEN = re.compile(
    "["
    "\x00-\x08\x0a-\x1f\x7f-\x9f"  # controls, but a tab
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # cannot be written, or mean nothing
    "]"
)
_COMMAND = re.compile(r"^[^\S\n]*:(?=:)|##(?=\[)", re.MULTILINE)
_LONE = re.compile("[\ud800-\udfff]")


def visible(text: str) -> str:
    """A text on one line whose controls, line breaks and direction marks are shown as ``<U+202E>``. Tabs stay."""
    return _UNSEEN.sub(lambda match: f"<U+{ord(match.group()):04X}>", text)


def commandless(text: str) -> str:
    """Lines for people of which GitHub's runner takes none for a command: it looks for ``::`` behind blanks and for ``##[``."""
    return _COMMAND.sub(lambda match: f"{match.group()[:-1]}<U+{ord(match.group()[-1]):04X}>", text)


def encodable(text: str) -> str:
    """A text without what no file can hold: half a character, as a file name that is not UTF-8 has, becomes U+FFFD."""
    return _LONE.sub("\ufffd", text)


def json_text(data: Any, indent: int | None = None) -> str:
    r"""Data as JSON in which whatever acts or hides is a ``\u`` escape: the same data, and safe to look at."""
    import json

    return escaped(json.dumps(data, ensure_ascii=False, indent=indent, default=str))


def json_list(items: Iterable[Any]) -> Iterator[str]:
    """A JSON list as :func:`json_text` writes it, item by item as they come."""
    before = "["
    for item in items:
        text = json_text(item, indent=2).replace("\n", "\n  ")
        yield f"{before}\n  {text}"
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"


def escaped(text: str) -> str:
    r"""JSON whose controls and direction marks are ``\u`` escapes; the line breaks between its parts stay."""
    return _UNSEEN.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    sign = match.group()
    if sign == "\n":
        return sign
    units = encodable(sign).encode("utf-16-be")
    return "".join(f"\\u{units[at] << 8 | units[at + 1]:04x}" for at in range(0, len(units), 2))
