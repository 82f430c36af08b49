"""The guard before the parser: a text with a mask of the same length, in which every form is whole.

mwparserfromhell takes half a minute for 40 KB of ``{{a|``, drops what follows a NUL, and turns an unclosed template into text. So brackets
without a partner are masked, character for character, and a form whose end was forgotten gets it put in.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from indababot.records import Span
from indababot.wikicode.mask import HIDDEN
from indababot.wikicode.pairing import Open, Pairing

_PARAMETER = re.compile(r"\n[ \t]*\|[^|\n=]*=")
_HALF = re.compile(r"(?<=\n)[^{}\n]*\}(?=[ \t]*(?:\r?\n|\Z))")
_ALONE = re.compile(r"(?<!\})\}(?!\})")
_NAMED = re.compile(r"\|[^|{}\[\]]*=")
_HEADING = re.compile(rf"\n=[^\n]*=[ \t{HIDDEN}]*(?=\r?\n|\Z)")
_WORD = re.compile(r"[\[{<!-]{1,9}[^\n|\]}<>]{0,80}")
_ENDS = {"{": "}}", "[[": "]]", "{|": "|}"}
_CANDIDATES = 8
"""So many unclosed forms are looked at for the one that is the page's form."""
_RUNS = 4
"""So often the lost brackets are masked and the rest is paired anew; what is lost even then is masked for good."""


@dataclass(slots=True)
class Guarded:
    """``text`` is the source with missing ends put in at ``inserted`` (place, length); ``mask`` has its length and is what to parse.

    ``unclosed`` are places in the source: brackets, comments and tags without their end, with the word behind them. From ``cut`` on, in
    the source too, all is text, since there is too much markup before it.
    """

    text: str
    mask: str
    unclosed: list[Span] = field(default_factory=list)
    inserted: list[tuple[int, int]] = field(default_factory=list)
    cut: int = 0


def guard(source: str) -> Guarded:
    """What to parse instead of a page's source."""
    first = paired(source)
    if not first.lost and not first.refused:
        return Guarded(source, first.mask, _words(source, first.endless.values()), cut=first.cut)
    ends = call_end(first) or _table_ends(first)
    text = source
    for end in reversed(ends):
        text = text[: end.place] + end.text + text[end.place :]
    ended = {end.form: end.unclosed for end in ends}
    leave = dict[int, int]()
    for entry in first.lost + first.refused:
        if entry.start not in ended:
            shift = sum(len(end.text) for end in ends if end.place <= entry.start)
            leave[entry.start + shift] = entry.end + shift
    told = [ended.get(entry.start, entry.start) for entry in unclosed(first) if entry.kind != "{|"]
    inserted = [(end.place, len(end.text)) for end in ends]
    words = _words(source, [*told, *first.endless.values()])
    return Guarded(text, masked(text, leave, ended=bool(ends)), words, inserted, first.cut)


@lru_cache(maxsize=2)
def paired(text: str) -> Pairing:
    """The pairing of a page, which reading and then checking ask for."""
    return Pairing(text)


def unclosed(pairing: Pairing) -> list[Open]:
    """What was opened and has no end, none beyond the cut either: where that is, nobody looked."""
    beyond = [kind for kind, end in _ENDS.items() if pairing.text.find(end, pairing.cut) >= 0]
    return [entry for entry in pairing.lost if entry.kind not in beyond]


def masked(text: str, leave: Mapping[int, int] | None = None, *, ended: bool = False) -> str:
    """A text's mask, without regard to missing ends, or with some put in (``ended``); ``leave``: lost brackets, by start and end."""
    lost = dict(leave or {})
    for _ in range(_RUNS):
        pairing = Pairing(text, lost, ended=ended)
        if not pairing.lost and not pairing.refused:
            break
        lost |= {entry.start: entry.end for entry in pairing.lost + pairing.refused}
    return pairing.mask


class End(NamedTuple):
    """A missing end, the place for it, the form that is whole with it, and where the bracket stands that lacked it."""

    place: int
    text: str
    form: int
    unclosed: int


def call_end(pairing: Pairing) -> list[End]:
    """A template that begins a line and has parameters ends before the next heading, or with the page."""
    text = pairing.text
    for entry in pairing.waiting[:_CANDIDATES]:
        if entry.kind != "{" or not _begins_line(text, entry.start):
            continue
        heading = _HEADING.search(text, entry.end)
        # Before what shows nothing and is followed by a heading: its last sign stands for the line's end.
        before = text[: heading.start()].rstrip(HIDDEN).removesuffix("\n") if heading else text
        place = min(len(before), pairing.cut)
        if not _NAMED.search(text, entry.end, place):
            continue
        end = _taken_end(pairing, entry) or _half_end(text, entry, place)
        return [end or End(place, "}}", entry.start, entry.start)]
    return []


def _half_end(text: str, form: Open, stop: int) -> End | None:
    """The last line with one brace at its end, below which no parameter follows: the other brace was forgotten."""
    halves = [found.end() for found in _HALF.finditer(text, form.end, stop)]
    if not halves or _PARAMETER.search(text, halves[-1], stop):
        return None
    return End(halves[-1], "}", form.start, form.start)


def _taken_end(pairing: Pairing, form: Open) -> End | None:
    """``{{Form|user={{u|A`` + line + ``|type=…}}``: the end that the inner call took is the form's."""
    for start, end in pairing.calls:
        if start < form.start or form.last > end or _begins_line(pairing.text, start):
            continue
        if parameter := _PARAMETER.search(pairing.text, start, end):
            place = len(pairing.text[: parameter.start()].rstrip())
            if half := _ALONE.search(pairing.text, start, place):
                return End(half.end(), "}", form.start, start)
            return End(place, "}}", form.start, start)
    return None


def _table_ends(pairing: Pairing) -> list[End]:
    """A table ends with the page, or where the page is read no further."""
    tables = [entry for entry in pairing.waiting if entry.kind == "{|"][:_CANDIDATES]
    return [End(pairing.cut, "\n|}", entry.start, entry.start) for entry in reversed(tables)]


def _begins_line(text: str, at: int) -> bool:
    return not text[text.rfind("\n", 0, at) + 1 : at].strip()


def _words(source: str, places: Iterable[int]) -> list[Span]:
    """Each place with the word behind it."""
    spans = []
    for place in sorted(set(places)):
        match = _WORD.match(source, place)
        spans.append(Span(place, place + (len(match[0].rstrip()) if match else 2)))
    return spans
