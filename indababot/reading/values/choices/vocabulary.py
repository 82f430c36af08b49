"""The words of a text against the names of a vocabulary: whole names, the longest first, then what shortens one of them alone."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from indababot.editions import FormField
from indababot.lexicon import SIGNS, bare, lexicon
from indababot.reading.gendered import GENDERED, ungendered
from indababot.reading.values.choices.boxes import NOT_CHOSEN
from indababot.reading.values.wording import any_of

_MARKS = SIGNS + "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
"""What may stand inside a word beside letters: signs that nobody sees, and accents that are written apart."""
_WORD = re.compile(
    rf"[^\W_](?:[{_MARKS}]*[^\W_])*[{_MARKS}]*(?:['’\u02bc][^\W_](?:[{_MARKS}]*[^\W_])*)*(?:{GENDERED})?|[&+]"
)


class Word(NamedTuple):
    stem: str
    start: int
    end: int


class Match(NamedTuple):
    """A value's text: its words ``[first, last)``, its characters ``[start, end)``, and the value (None where unknown)."""

    first: int
    last: int
    start: int
    end: int
    value: str | None


def words_of(text: str) -> list[Word]:
    return [Word(_stem(found[0]), *found.span()) for found in _WORD.finditer(text)]


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    """A word for comparing: without case, accents, apostrophes and the plural's ending."""
    folded = bare(word if word.isalnum() else ungendered(word))
    folded = folded.replace("'", "")
    if len(folded) > 4 and folded.endswith("ies"):
        return folded[:-3] + "y"
    return folded[:-1] if len(folded) > 3 and folded.endswith("s") and not folded.endswith("ss") else folded


_CHOICES = lexicon().choices
_ONTO = tuple(word for word in lexicon().people.attached_conjunctions if len(word) == 1)
"""Written onto the next word: ``محاضرة وورشة``."""
_JOINERS = frozenset(map(_stem, _CHOICES.joiners))
_DIVIDER = re.compile(
    rf"[/,;،؛|+&•·→{NOT_CHOSEN}]|\s[-–—]\s|(?<!\w)(?:{any_of((*_CHOICES.joiners, *_CHOICES.alternatives))})(?!\w)",
    re.IGNORECASE,
)
"""Signs and words that divide a list, where no name of a value holds them."""
_BETWEEN = _JOINERS | frozenset(map(_stem, _CHOICES.alternatives))
_TOO_COMMON = frozenset(map(_stem, _CHOICES.common))
HEDGES = frozenset(map(_stem, _CHOICES.hedges))
"""Words of a sentence around its values, which are no part of a value."""


def _dividers(text: str) -> set[str]:
    return {found.strip().casefold() for found in _DIVIDER.findall(text)}


_LEAST_MORE = 3
"""Letters that a longer name has more."""
_MOST_SLIPS = 2


class _Table:
    """Values by their words run together."""

    def __init__(self, values: dict[str, str]) -> None:
        self.values = values
        self._sorted = sorted(values)

    def goes_on(self, run: str) -> bool:
        """Whether an entry is or begins with these words."""
        place = bisect_left(self._sorted, run)
        return place < len(self._sorted) and self._sorted[place].startswith(run)


class Vocabulary:
    """The values of a field, by their words without joiners, run together: so blanks and dashes do not matter."""

    def __init__(self, field: FormField) -> None:
        full: dict[str, str] = {}
        self._divided: dict[str, set[str]] = {}
        """The signs that divide the words of a value's own names."""
        shortenings: dict[str, set[str]] = {}
        for choice in field.choices:
            for name in (choice.name, *choice.aliases):
                stems = [word.stem for word in words_of(name) if word.stem not in _JOINERS]
                full.setdefault("".join(stems), choice.name)
                self._divided.setdefault("".join(stems), set()).update(_dividers(name))
                for start in range(len(stems)):
                    for end in range(start + 1, len(stems) + 1):
                        part = stems[start:end]
                        if len(part) > 1 or (part[0] not in _TOO_COMMON and len(part[0]) > 2):
                            shortenings.setdefault("".join(part), set()).add(choice.name)
        full.pop("", None)
        self._longest = max(map(len, full), default=0)
        self.full = _Table(full)
        self.short = _Table({part: next(iter(of)) for part, of in shortenings.items() if len(of) == 1})

    def named(self, text: str, words: list[Word]) -> list[Match]:
        """Whole names of values, the longest first, none overlapping another."""
        candidates = [
            one
            for first in range(len(words))
            for one in self._from(text, words, first, self.full, frozenset())
        ]
        taken: set[int] = set()
        out: list[Match] = []
        for one in sorted(candidates, key=lambda one: (one.first - one.last, one.first)):
            if taken.isdisjoint(range(one.first, one.last)):
                taken.update(range(one.first, one.last))
                out.append(one)
        return [one for one in out if not self._is_slip(text, words, one, taken)]

    def values_in(self, text: str) -> set[str]:
        """The values whose whole names stand in a text."""
        return {one.value for one in self.named(text, words_of(text)) if one.value}

    def _is_slip(self, text: str, words: list[Word], one: Match, taken: set[int]) -> bool:
        """Whether a name stands in a longer one that is misspelt: *Talk* in ``Lightening talk``. It is none of the two for certain."""
        first, last = one.first, one.last
        while first and not _divides(words[first - 1], text[words[first - 1].end : words[first].start]):
            first -= 1
        while last < len(words) and not _divides(words[last], text[words[last - 1].end : words[last].start]):
            last += 1
        if not taken.isdisjoint((*range(first, one.first), *range(one.last, last))):
            return False
        run = "".join(word.stem for word in words[first:last])
        inside = "".join(word.stem for word in words[one.first : one.last])
        if len(run) - len(inside) < _LEAST_MORE or len(run) > self._longest + _MOST_SLIPS:
            return False
        longer = [name for name, value in self.full.values.items() if inside in name and value != one.value]
        if not longer or run in self.full.values:
            return False
        from rapidfuzz.distance import OSA  # 10 ms that few pages pay

        return any(OSA.distance(run, name, score_cutoff=_MOST_SLIPS) <= _MOST_SLIPS for name in longer)

    def shortened(self, text: str, words: list[Word], known: list[Match]) -> Iterator[Match]:
        """Shortenings that only one value has, among the words that no whole name claims.

        A single word counts only where it is an item of its own: between separators, ends, hedges or other values.
        """
        taken = frozenset(place for one in known for place in range(one.first, one.last))
        first = 0
        while first < len(words):
            longest = None
            for one in self._from(text, words, first, self.short, taken):
                if content(words, one) > 1 or _alone(text, words, one, taken):
                    longest = one
            if longest is not None:
                yield longest
            first = longest.last if longest else first + 1

    def _is_list(self, text: str) -> bool:
        """Whether signs divide a text into whole names: ``Discussion / Panel`` is two, and no panel discussion."""
        runs = ("".join(word.stem for word in words_of(part)) for part in _DIVIDER.split(text))
        named = [run in self.full.values for run in runs if run]
        return len(named) > 1 and all(named)

    def _from(
        self, text: str, words: list[Word], first: int, table: _Table, taken: frozenset[int]
    ) -> Iterator[Match]:
        """Every entry of a table that the words from ``first`` spell, the shortest first."""
        if words[first].stem in _JOINERS:
            return
        run = ""
        for last in range(first, len(words)):
            stem = words[last].stem
            if last == first and stem.startswith(_ONTO) and not table.goes_on(stem):
                stem = stem[1:]
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
                inside = text[start:end]
                if not self._divided.get(run, set()).issuperset(_dividers(inside)) and self._is_list(inside):
                    continue
                yield Match(first, last + 1, start, _closed(text, start, end), value)


def content(words: list[Word], one: Match) -> int:
    return sum(word.stem not in _JOINERS for word in words[one.first : one.last])


def _alone(text: str, words: list[Word], one: Match, taken: frozenset[int]) -> bool:
    """Whether a single word is an item by itself."""
    before = words[one.first - 1] if one.first else None
    after = words[one.last] if one.last < len(words) else None
    left = before is None or one.first - 1 in taken or _divides(before, text[before.end : one.start])
    right = after is None or one.last in taken or _divides(after, text[one.end : after.start])
    return left and right


def _divides(neighbour: Word, gap: str) -> bool:
    return (
        neighbour.stem in _BETWEEN
        or neighbour.stem in HEDGES
        or any(not c.isspace() and c not in "-–'’" for c in gap)
    )


def _closed(text: str, start: int, end: int) -> int:
    """The end of a match with the bracket that it opened."""
    inside = text[start:end]
    return end + 1 if inside.count("(") > inside.count(")") and text[end : end + 1] == ")" else end
