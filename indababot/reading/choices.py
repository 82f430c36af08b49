"""Values of a vocabulary in the lines of a field.

Names that hold commas, ``and``, ``&`` or ``/`` must survive, so nothing is ever split first: the text's words are compared with the
words of every value, the longest match first. What is then left between separators may be a value that the edition does not know.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from indababot.editions.model import FormField
from indababot.reading.inline import Lines
from indababot.reading.prepared import prepared
from indababot.reading.wording import is_nothing, is_sentence
from indababot.records import Item, Span

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*|[&+]")
_JOINERS = frozenset({"and", "et", "und", "و", "e", "na", "&", "+"})
_EITHER = frozenset({"or", "ou", "oder", "أو", "au"})
_HEDGE_WORDS = (
    "but also partly mostly mainly maybe perhaps all focus on with some both either possibly preferably primarily plus then"
    " for is be as a an the in to level mais aussi plutôt surtout tout tous pour un une le la les en niveau"
)
_COMMON_WORDS = "talk session discussion presentation include other of for the in to a de du la le"
_TOO_COMMON = frozenset(_COMMON_WORDS.split())
"""Words of a value that shorten it too far to mean it."""
_SEPARATOR = re.compile(r"[,;،؛、/|•·\n]|(?<!\S)(?:or|and|&|\+|et|ou|و|أو|e|na|au)(?!\S)")
_BRACKETS = re.compile(r"\([^()]*\)")
_DIVIDERS = re.compile(r"[:：()\[\]\0]|\s[-–—]\s|[–—]|\.\s")
_MOST_WORDS = 4


class Choices(NamedTuple):
    """The values in a field, each once and in the author's order, and each text that was taken for one."""

    values: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()


class _Word(NamedTuple):
    stem: str
    start: int
    end: int


class _Match(NamedTuple):
    """A value's text: its words ``[first, last)``, its characters ``[start, end)``, and the value (None where unknown)."""

    first: int
    last: int
    start: int
    end: int
    value: str | None


def match(lines: Lines, field: FormField) -> Choices:
    """The values of a field's vocabulary that its lines name.

    Unknown items of a plain list are kept as written. In a sentence only the known values are taken; a field in which nothing is
    known gives its whole text as one value.
    """
    vocabulary = _vocabulary(field)
    found = [
        (line, one) for line in lines if line.text for one in _line(line.text, vocabulary, open_=field.open)
    ]
    if not any(one.value for _, one in found):
        return _whole(lines)
    items = tuple(
        Item(line.text[one.start : one.end], Span(*line.source(one.start, one.end)), one.value)
        for line, one in found
    )
    return Choices(tuple(dict.fromkeys(item.known or item.text for item in items)), items)


def _whole(lines: Lines) -> Choices:
    """A field in which nothing is known: its text as one value, if it has any."""
    filled = [line for line in lines if line.text.strip()]
    text = " ".join(" ".join(line.text for line in filled).split())
    if is_nothing(text):
        return Choices()
    ends = [line.source(*_trimmed(line.text, 0, len(line.text))) for line in (filled[0], filled[-1])]
    return Choices((text,), (Item(text, Span(ends[0][0], ends[1][1])),))


@lru_cache(maxsize=2048)
def _line(text: str, vocabulary: "_Vocabulary", *, open_: bool) -> tuple[_Match, ...]:
    """The known values of a line and, where it is a plain list, its unknown items; the same answers stand on many pages.

    In an open vocabulary a value of one's own may hold a known one ("Open Education"), and one word is no shortening.
    """
    words = _words(text)
    known = vocabulary.named(text, words)
    short = [one for one in vocabulary.shortened(text, words, known) if not open_ or _content(words, one) > 1]
    known = sorted([*known, *short], key=_place)
    if open_ and known:
        known = [one for one in known if not _is_part(text, known, one)]
    return tuple(sorted([*known, *_unknown(text, known)], key=_place))


def _place(one: _Match) -> int:
    return one.start


def _words(text: str) -> list[_Word]:
    return [_Word(_stem(found[0]), *found.span()) for found in _WORD.finditer(text)]


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    """A word for comparing: without case, accents, apostrophes and the plural's ending."""
    folded = word.casefold()
    if not folded.isascii():
        folded = "".join(
            part for part in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(part)
        )
    folded = re.sub("['’ʼ]", "", folded)
    if len(folded) > 4 and folded.endswith("ies"):
        return folded[:-3] + "y"
    return folded[:-1] if len(folded) > 3 and folded.endswith("s") and not folded.endswith("ss") else folded


_HEDGES = frozenset(_stem(word) for word in _HEDGE_WORDS.split())
"""Words of a sentence around its values, which are no part of a value."""


class _Table:
    """Values by their words run together."""

    def __init__(self, values: dict[str, str]) -> None:
        self.values = values
        self._sorted = sorted(values)

    def goes_on(self, run: str) -> bool:
        """Whether an entry is or begins with these words."""
        place = bisect_left(self._sorted, run)
        return place < len(self._sorted) and self._sorted[place].startswith(run)


class _Vocabulary:
    """The values of a field, by their words without joiners, run together: so blanks and dashes do not matter."""

    def __init__(self, field: FormField) -> None:
        full: dict[str, str] = {}
        shortenings: dict[str, set[str]] = {}
        for choice in field.choices:
            for name in (choice.name, *choice.aliases):
                stems = [word.stem for word in _words(name) if word.stem not in _JOINERS]
                full.setdefault("".join(stems), choice.name)
                for start in range(len(stems)):
                    for end in range(start + 1, len(stems) + 1):
                        part = stems[start:end]
                        if len(part) > 1 or (part[0] not in _TOO_COMMON and len(part[0]) > 2):
                            shortenings.setdefault("".join(part), set()).add(choice.name)
        full.pop("", None)
        self.full = _Table(full)
        self.short = _Table({part: next(iter(of)) for part, of in shortenings.items() if len(of) == 1})

    def named(self, text: str, words: list[_Word]) -> list[_Match]:
        """Whole names of values, the longest first, none overlapping another."""
        candidates = [
            one
            for first in range(len(words))
            for one in self._from(text, words, first, self.full, frozenset())
        ]
        taken: set[int] = set()
        out: list[_Match] = []
        for one in sorted(candidates, key=lambda one: (one.first - one.last, one.first)):
            if taken.isdisjoint(range(one.first, one.last)):
                taken.update(range(one.first, one.last))
                out.append(one)
        return out

    def shortened(self, text: str, words: list[_Word], known: list[_Match]) -> Iterator[_Match]:
        """Shortenings that only one value has, among the words that no whole name claims.

        A single word counts only where it is an item of its own: between separators, ends, hedges or other values.
        """
        taken = frozenset(place for one in known for place in range(one.first, one.last))
        first = 0
        while first < len(words):
            longest = None
            for one in self._from(text, words, first, self.short, taken):
                if _content(words, one) > 1 or _alone(text, words, one, taken):
                    longest = one
            if longest is not None:
                yield longest
            first = longest.last if longest else first + 1

    def _from(
        self, text: str, words: list[_Word], first: int, table: "_Table", taken: frozenset[int]
    ) -> Iterator[_Match]:
        """Every entry of a table that the words from ``first`` spell, the shortest first."""
        if words[first].stem in _JOINERS:
            return
        run = ""
        for last in range(first, len(words)):
            stem = words[last].stem
            if last in taken:
                return
            if stem in _JOINERS:
                continue
            run += stem
            if not table.goes_on(run):
                return
            value = table.values.get(run)
            if value is not None:
                start, end = words[first].start, words[last].end
                yield _Match(first, last + 1, start, _closed(text, start, end), value)


_vocabulary = prepared(_Vocabulary)


def _content(words: list[_Word], one: _Match) -> int:
    return sum(word.stem not in _JOINERS for word in words[one.first : one.last])


def _alone(text: str, words: list[_Word], one: _Match, taken: frozenset[int]) -> bool:
    """Whether a single word is an item by itself."""
    before = words[one.first - 1] if one.first else None
    after = words[one.last] if one.last < len(words) else None
    left = before is None or one.first - 1 in taken or _divides(before, text[before.end : one.start])
    right = after is None or one.last in taken or _divides(after, text[one.end : after.start])
    return left and right


def _divides(neighbour: _Word, gap: str) -> bool:
    return neighbour.stem in _JOINERS | _EITHER | _HEDGES or any(
        not c.isspace() and c not in "-–'’" for c in gap
    )


def _closed(text: str, start: int, end: int) -> int:
    """The end of a match with the bracket that it opened."""
    inside = text[start:end]
    return end + 1 if inside.count("(") > inside.count(")") and text[end : end + 1] == ")" else end


def _unknown(text: str, known: list[_Match]) -> list[_Match]:
    """The items of a plain list that the edition does not know; none where the line is a sentence or a hedge."""
    out: list[_Match] = []
    shape = _hidden(text, known)
    start = 0
    for stop, following in _bounds(shape):
        low, high = _trimmed(text, start, stop)
        start = following
        piece = shape[low:high]
        if "\0" in piece:
            if _is_said(piece):
                return []
            continue
        if not any(c.isalpha() for c in piece):
            continue
        if not _is_item(piece):
            return []
        out.append(_Match(0, 0, low, high, None))
    return out


def _is_part(text: str, known: list[_Match], one: _Match) -> bool:
    """Whether a known value is part of an item with more words: of none that is a sentence or hedges, nor divided from it by a sign."""
    shape = _hidden(text, known)
    low = max((end for _, end in _bounds(shape) if end <= one.start), default=0)
    high = next(start for start, _ in _bounds(shape) if start >= one.end)
    before = _last_of(re.split(_DIVIDERS, shape[low : one.start]))
    after = re.split(_DIVIDERS, shape[one.end : high])[0]
    rest = f"{before} {after}".replace("\0", " ")
    return (
        any(c.isalpha() for c in rest) and not _is_said(shape[low:high]) and len(_words(rest)) <= _MOST_WORDS
    )


def _last_of(parts: list[str]) -> str:
    return parts[-1]


def _hidden(text: str, known: list[_Match]) -> str:
    """A text with NULs for what is known and for what stands in brackets: a qualifier is no value."""
    parts: list[str] = []
    last = 0
    for one in known:
        parts += [text[last : one.start], "\0" * (one.end - one.start)]
        last = one.end
    return _BRACKETS.sub(lambda found: "\0" * len(found[0]), "".join([*parts, text[last:]]))


def _bounds(shape: str) -> Iterator[tuple[int, int]]:
    for found in _SEPARATOR.finditer(shape):
        yield found.span()
    yield len(shape), len(shape)


def _is_item(piece: str) -> bool:
    """Whether a text can be a value of its own: a few words, none of a sentence or a hedge, no number."""
    stems = [word.stem for word in _words(piece)]
    if len(stems) > _MOST_WORDS or any(c.isdigit() for c in piece) or is_nothing(piece):
        return False
    return not _is_said(piece) and stems != ["etc"]


def _is_said(piece: str) -> bool:
    """Whether a text is part of a sentence or hedges."""
    return is_sentence(piece) or any(word.stem in _HEDGES for word in _words(piece))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the blanks and stops around it."""
    edges = " \t\u00a0.:;,*•-–—\n"
    piece = text[start:end]
    low = start + len(piece) - len(piece.lstrip(edges))
    return low, max(low, end - len(piece) + len(piece.rstrip(edges)))
