"""Markup that is opened and never closed, and where its end belongs if that is certain: for those who tell an author of it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from indababot.wikicode import guard, light
from indababot.wikicode.hidden import hidden
from indababot.wikicode.pairing import Pairing
from indababot.wikicode.quotes import BOLD, QUOTES

_OPENED = {"{": "{{", "[[": "[[", "{|": "{|"}
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_ONE_SHORT = re.compile(r"\[\[[^\[\]{}<>\r\n]++\](?=[^\[\]\r\n]*+(?:[\[\r\n]|\Z))")
"""A link with one bracket at its end, on whose line no other one can belong to it."""
_STOPS = ("==", "{|", "__", "<", "{{")
"""What begins a line that is no part of a template's last parameter."""


class Unclosed(NamedTuple):
    """Markup without its end: what was opened, where, and where its missing end belongs if that is certain."""

    opened: str
    start: int
    end: int
    insert_at: int | None = None
    missing: str = ""

    @property
    def swallows(self) -> bool:
        """Whether it may take in all that follows, a form too."""
        return self.opened not in ("[[", "{|", BOLD)


def unclosed(text: str) -> list[Unclosed]:
    """All markup of a page that has no end, in the order of the page."""
    pairing = guard.paired(text)
    tags = list(_tags(text))
    swallowed = min((one.start for one in tags if one.opened == "<!--"), default=len(text))
    found = [
        Unclosed(_OPENED[entry.kind], entry.start, entry.start + 2)
        for entry in guard.unclosed(pairing)
        if entry.start < swallowed
    ]
    # An unclosed comment or tag takes in what follows, an end put there too.
    found = [*found, *tags] if tags else _with_end(text, _lacking(pairing, found))
    return sorted([*found, *_bold(pairing.mask[:swallowed])], key=lambda one: one.start)


def _tags(text: str) -> Iterator[Unclosed]:
    """The first comment without an end, and the first tag of each name whose content an extension reads."""
    told = set[str]()
    for one in hidden(text):
        if not one.closed and one.name not in told:
            told.add(one.name)
            yield Unclosed(text[one.start : one.inner], one.start, one.inner)


def _lacking(pairing: Pairing, found: list[Unclosed]) -> list[Unclosed]:
    """The same, but for a form whose end a call inside it took: that call is the one without its end, and one brace tells its place."""
    moved = {end.form: end for end in guard.call_end(pairing) if end.form != end.unclosed}
    return [_inner(moved[one.start]) if one.start in moved else one for one in found]


def _inner(end: guard.End) -> Unclosed:
    certain = end.place if end.text == "}" else None
    return Unclosed("{{", end.unclosed, end.unclosed + 2, certain, end.text)


def _with_end(text: str, found: list[Unclosed]) -> list[Unclosed]:
    """The same, where a single template, or a link, lacks its end and the place for it is certain, with that place."""
    found = [_one_short(text, one) if one.opened == "[[" else one for one in found]
    templates = [one for one in found if one.opened == "{{" and not one.missing]
    place = _template_end(text, templates[0].start) if len(templates) == 1 else None
    if place is None:
        return found
    newline = "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"
    missing = "}" if text.endswith("}", 0, place) else f"{newline}}}}}"
    return [one._replace(insert_at=place, missing=missing) if one is templates[0] else one for one in found]


def _one_short(text: str, link: Unclosed) -> Unclosed:
    match = _ONE_SHORT.match(text, link.start)
    return link._replace(insert_at=match.end(), missing="]") if match else link


def _template_end(text: str, start: int) -> int | None:
    """Where the end of a template belongs: after its last parameter, if its parameters stand on lines of their own.

    None where it is not certain: no such parameter, or text below a blank line that may or may not be part of it.
    """
    if start and text[start - 1] not in "\r\n":
        return None
    last: int | None = None
    divided = False
    lines = _LINE.finditer(text, start)
    next(lines)
    for match in lines:
        line = match[0].strip()
        end = match.start() + len(match[0].rstrip())
        if not line:
            divided = True
        elif line.startswith("|"):
            last, divided = end, False
        elif line.startswith(_STOPS) or (line.startswith("[[") and light.categories(line)):
            break
        elif divided:
            return None
        else:
            last = None if last is None else end
    return last


def _bold(mask: str) -> Iterator[Unclosed]:
    """Bold text without its end: MediaWiki ends it with the line, after everything that was meant to be plain."""
    position = 0
    for line in mask.splitlines(keepends=True):
        if line.count(BOLD) % 2:
            runs = list(QUOTES.finditer(line))
            if len(runs) % 2 and all(len(run[0]) in (3, 4) for run in runs):
                end = position + runs[-1].end()
                yield Unclosed(BOLD, end - len(BOLD), end)
        position += len(line)
