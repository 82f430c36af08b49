"""Values of a vocabulary in the lines of a field.

Names that hold commas, ``and``, ``&`` or ``/`` must survive, so nothing is ever split first: the text's words are compared with the
words of every value, the longest match first. What is then left between separators may be a value that the edition does not know.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from indababot.editions import FormField
from indababot.lexicon import lexicon, without_signs
from indababot.lexicon.patterns import late
from indababot.reading.gendered import GENDERED
from indababot.reading.markup import LISTED, Line, LineKind, Lines
from indababot.reading.prepared import prepared
from indababot.reading.values.choices.answers import answered, is_instead, is_negated, is_no
from indababot.reading.values.choices.boxes import NOT_CHOSEN, chosen, has_box
from indababot.reading.values.choices.decided import are_options, decided, is_mode
from indababot.reading.values.choices.vocabulary import HEDGES, Match, Vocabulary, content, words_of
from indababot.reading.values.stretches import trimmed
from indababot.reading.values.wording import BRACKET, any_of, is_nothing, is_sentence
from indababot.records import FieldKey, Item, Span

_WORDS = (*lexicon().choices.joiners, *lexicon().choices.alternatives)
_SEPARATOR = re.compile(
    rf"(?!{GENDERED})[,;،؛、/|•·\n{NOT_CHOSEN}]|(?<![^\s/])(?:{'|'.join(map(re.escape, _WORDS))})(?![^\s,،/])",
    re.IGNORECASE,
)
"""A sign that divides, or a word that does; two words may stand together: ``and/or``."""
_ASIDE = "\x1b"
"""Stands for each character of a bracket: a qualifier is no value."""
_DIVIDERS = re.compile(rf"[:：()\[\]\0{_ASIDE}]|\s[-–—]\s|[–—]|\.\s")
_LIST_SIGNS = " ,;\u060c\u061b\u3001/|•·"
"""What is left of a list around what is not chosen."""
_CHOSEN = re.compile(f"[^{NOT_CHOSEN}]+")
_COUNTED = re.compile(r"^\d{1,2}[.)]\s+(?=[^\W\d_]\D*$)")
"""The number of the one option that was chosen: ``2. Education``."""
_ADDED = re.compile(r"\s*\+\s+(?=\S)")
"""What stands before each further value, on a line of its own."""
_CODE = re.compile(r"\s*[A-Z]{2}\s*")
_ARTICLE = late(rf"(?:{any_of(lexicon().choices.articles)})\s+(?=\S+(?:\s+\S+)?$)", re.IGNORECASE)
"""Before one word or two: a value that the edition does not know, and no part of a sentence."""
_PROPOSED = late(rf"(?<=\w)\s+(?:{any_of(lexicon().labels.proposals)})\s*$", re.IGNORECASE)
"""What ends a value of one's own and makes no sentence of it: hacking *session*."""
_PROPOSALS = frozenset(word.stem for text in lexicon().labels.proposals for word in words_of(text))
"""Of what a value is: an *online presentation* is no other mode than online."""
_COVERING = frozenset(map(str.casefold, lexicon().choices.covering))
_TOLD = re.compile(r"\s*(?:\([^()]*\)|[:：–—].*|-\s.*)", re.DOTALL)
"""What tells more of the value before it."""
_TELLS = re.compile(r"\0\s*(?:[:：]|\s[-–—]\s)\s*[^\W\d_]")
"""A known value, and words that tell more of it, as far as the next sign in ``_APART``: ``Technology: bots and maps``."""
_APART = frozenset(";؛\n|•·") | {""}
_LENGTH = late(
    rf"\d[\s-]?(?:{any_of((*lexicon().forms.minutes, *lexicon().dates.hour_units, *lexicon().dates.hours))})(?!\w)",
    re.IGNORECASE,
)
"""How long a session is says more of its type, and is no other type: ``workshop of 60 minutes``."""
_SHARE = late(rf"{_LENGTH.pattern}\.?\s+(?:\S+\s+)?$", re.IGNORECASE)
"""Before a value in brackets: how much of a session is that."""
_BRACES = frozenset("{}")
_INDENTS = (LineKind.INDENT, LineKind.DEFINITION)
_MOST_IN_LINE = 8
"""Words of a value on a line of its own."""
_MOST_WORDS = 4
_FEWEST_LEFT = 2
"""Options that are not marked beside one that is."""
_LONGEST_ITEM = 400


class Choices(NamedTuple):
    """The values in a field, each once and in the author's order, and each text that was taken for one."""

    values: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()


def match(lines: Lines, field: FormField, *, printed: bool = False) -> Choices:
    """The values of a field's vocabulary that its lines name.

    Unknown items of a plain list are kept as written. In a sentence only the known values are taken; a field in which nothing is
    known gives its whole text as one value. ``printed``: the lines are what the form lets choose, and nothing is where none is marked.
    """
    vocabulary = _vocabulary(field)
    texts = [
        (line, decided(answered(text), field.key, vocabulary.values_in))
        for line, text in chosen(_without_options(lines, vocabulary))
    ]
    found = [(line, one) for line, text in texts if text for one in _found(text, field, vocabulary)]
    if not any(one.value for _, one in found):
        return Choices() if printed else _whole(texts)
    named, found = found, _emphasised(found)
    if printed and found == named and not any(NOT_CHOSEN in text for _, text in texts):
        return Choices()
    items = tuple(
        Item(line.text[one.start : one.end], Span(*line.source(one.start, one.end)), one.value)
        for line, one in found
    )
    return Choices(tuple(dict.fromkeys(item.known or item.text for item in items)), items)


def _found(text: str, field: FormField, vocabulary: "Vocabulary") -> Sequence[Match]:
    """What a line names; how people take part is no type beside one, and what a mode that is known entails no other mode."""
    found = _line(text, vocabulary, open_=field.open)
    if not any(one.value for one in found):
        return found
    if field.key is FieldKey.MODE:  # ``Remote online participation, livestreamed``
        return [one for one in found if one.value]
    if field.key is not FieldKey.TYPES:
        return found
    return [one for one in found if one.value or not is_mode(text[one.start : one.end])]


def _emphasised(found: list[tuple[Line, Match]]) -> list[tuple[Line, Match]]:
    """Of a row of options what is bold or underlined, where some are, and two or more are not: ``lecture, **workshop**, panel``."""
    marked = [(line, one) for line, one in found if _is_marked(line, one)]
    rest = len(found) - len(marked)
    return marked if marked and rest >= _FEWEST_LEFT and all(one.value for _, one in found) else found


def _is_marked(line: Line, one: Match) -> bool:
    """Whether all of a value is bold, underlined or highlighted."""
    end = 0
    for run in line.runs:
        start, end = end, end + len(run.text)
        if start < one.end and one.start < end and run.text.strip() and not (run.bold or run.marked):
            return False
    return True


def _whole(texts: Sequence[tuple[Line, str]]) -> Choices:
    """A field in which nothing is known: its text as one value, if it has any."""
    filled = [(line, text) for line, text in texts if text.strip(f" \t\u00a0{NOT_CHOSEN}")]
    whole = " ".join(" ".join(text for _, text in filled).replace(NOT_CHOSEN, " ").split())
    if len(ticked := list(_ticked(filled)) or list(_entries(filled))) > 1:
        return Choices(tuple(dict.fromkeys(item.text for item in ticked)), tuple(ticked))
    whole = _unbracketed(_COUNTED.sub("", without_signs(whole)))
    if any(NOT_CHOSEN in text for _, text in filled):
        whole = whole.strip(_LIST_SIGNS)
    if is_nothing(whole):
        return Choices()
    (first, low), (last, high) = filled[0], filled[-1]
    start = first.source(*_trimmed(low, 0, len(low)))[0]
    end = last.source(*_trimmed(high, 0, len(high)))[1]
    return Choices((whole,), (Item(whole, Span(start, end)),))


def _without_options(lines: Lines, vocabulary: "Vocabulary") -> Lines:
    """The lines without a first one that lists what may be chosen, in brackets or not, where an answer follows."""
    filled = [line for line in lines if line.text.strip()]
    if len(filled) < _FEWEST_LEFT or any(map(has_box, filled)):
        return lines
    first = filled[0].text.strip()
    options = vocabulary.values_in(first)
    answers = set[str]().union(*(vocabulary.values_in(line.text) for line in filled[1:]))
    bracketed = first[:1] + first[-1:] in ("()", "[]") and len(options) > 1 and bool(answers)
    listed = filled[0].kind not in LISTED and are_options(options, answers)
    return tuple(filled[1:]) if bracketed or listed else lines


def _ticked(texts: Sequence[tuple[Line, str]]) -> Iterator[Item]:
    """What stands at each ticked box; nothing where there are none."""
    for line, text in texts:
        if not has_box(line):
            continue
        for found in _CHOSEN.finditer(text):
            yield from _own(line, text, *found.span())


def _entries(texts: Sequence[tuple[Line, str]]) -> Iterator[Item]:
    """The entries of a list, or short lines of their own, each a value of one's own, where nothing else stands in the field."""
    signs = [_ADDED.match(text) for _, text in texts]
    listed = all(signs[1:]) or all(_is_entry(line) for line, _ in texts)
    if len(texts) < 2 or not listed or any(NOT_CHOSEN in text for _, text in texts):
        return
    for (line, text), sign in zip(texts, signs, strict=True):
        yield from _own(line, text, sign.end() if sign else 0, len(text))


def _is_entry(line: Line) -> bool:
    if line.kind in _INDENTS:
        return len(line.text.split()) <= _MOST_IN_LINE and not is_sentence(line.text)
    return line.kind in LISTED


def _own(line: Line, text: str, start: int, end: int) -> Iterator[Item]:
    """A stretch of a line's text as a value of one's own, where anything is in it."""
    low, high = _trimmed(text, start, end)
    if low < high:
        yield Item(" ".join(without_signs(text[low:high]).split()), Span(*line.source(low, high)))


def _unbracketed(text: str) -> str:
    """A text without the brackets that hold all of it."""
    inside = text[1:-1]
    whole = text[:1] + text[-1:] in ("()", "[]") and not set(inside) & set("()[]")
    return inside.strip() if whole else text


@lru_cache(maxsize=4096)
def _line(text: str, vocabulary: "Vocabulary", *, open_: bool) -> tuple[Match, ...]:
    """The known values of a line and, where it is a plain list, its unknown items; the same answers stand on many pages.

    In an open vocabulary a value of one's own may hold a known one ("Open Education"), and one word is no shortening.
    """
    words = words_of(text)
    known = vocabulary.named(text, words)
    short = [one for one in vocabulary.shortened(text, words, known) if not open_ or content(words, one) > 1]
    known = sorted((one for one in (*known, *short) if not is_negated(text, one.start)), key=_place)
    known = _covered(text, known)
    if open_ and known:
        parts = _parts(text, known)
        known = [one for one, part in zip(known, parts, strict=True) if not part]
    return tuple(sorted([*known, *_unknown(text, known)], key=_place))


def _covered(text: str, known: list[Match]) -> list[Match]:
    """The values without those that tell only how many of each a value has that holds them: ``Hybrid (2 onsite, 1 remote)``."""
    for one in known if len(known) > 1 else ():
        if (one.value or "").casefold() in _COVERING and (told := _TOLD.match(text, one.end)):
            return [each for each in known if not one.end <= each.start < told.end()]
    return [one for one in known if not _is_share(text, one, known)]


def _is_share(text: str, one: Match, known: list[Match]) -> bool:
    """Whether a value in brackets behind another one tells what some of its minutes are: ``Lecture (20 min + 10 min discussion)``."""
    opening = text.rfind("(", 0, one.start)
    if opening < 0 or text.find(")", opening, one.start) >= 0 or not _SHARE.search(text, opening, one.start):
        return False
    return any(
        0 <= opening - each.end < _LONGEST_ITEM and not text[each.end : opening].strip() for each in known
    )


def _place(one: Match) -> int:
    return one.start


_vocabulary = prepared(Vocabulary)


def _unknown(text: str, known: list[Match]) -> list[Match]:
    """The items of a plain list that the edition does not know; none where the line is a sentence or a hedge."""
    out: list[Match] = []
    shape = _hidden(text, known)
    start = 0
    told = False
    for stop, following in _bounds(shape):
        low, high = _trimmed(shape, start, stop)
        start, more = following, told
        told = (told or _TELLS.search(shape, low, high) is not None) and shape[stop:following] not in _APART
        article = _ARTICLE.match(shape, low, high)
        low = article.end() if article else low
        piece = shape[low:high].replace(_ASIDE, " ")
        if "\0" in piece:
            if _is_said(piece):
                return []
            continue
        if more or not any(c.isalpha() for c in piece):
            continue
        if not _BRACES.isdisjoint(piece):  # half a template that nobody here knows
            continue
        if not _is_item(piece):
            return []
        out.append(Match(0, 0, low, high, None))
    return out


def _parts(text: str, known: list[Match]) -> Iterator[bool]:
    """Whether each known value is part of an item with more words: of none that is a sentence or hedges, nor divided from it by a sign."""
    shape = _hidden(text, known)
    bounds = list(_bounds(shape))
    starts, ends = [start for start, _ in bounds], [end for _, end in bounds]
    for one in known:
        place = bisect_right(ends, one.start)
        low = ends[place - 1] if place else 0
        high = starts[bisect_left(starts, one.end)]
        if high - low > _LONGEST_ITEM:
            yield False
            continue
        before = re.split(_DIVIDERS, shape[low : one.start])[-1]
        after = re.split(_DIVIDERS, shape[one.end : high])[0]
        rest = f"{before} {after}"
        yield (
            any(c.isalpha() for c in rest)
            and not _PROPOSALS.issuperset(word.stem for word in words_of(rest))
            and not (_is_said(shape[low:high]) or _LENGTH.search(rest))
            and len(words_of(rest)) <= _MOST_WORDS
        )


def _hidden(text: str, known: list[Match]) -> str:
    """A text with NULs for what is known, and with :data:`_ASIDE` for what stands in brackets."""
    parts: list[str] = []
    last = 0
    for one in known:
        parts += [text[last : one.start], "\0" * (one.end - one.start)]
        last = one.end
    return BRACKET.sub(lambda found: _hidden_bracket(found[0]), "".join([*parts, text[last:]]))


def _hidden_bracket(text: str) -> str:
    """A bracket as signs of its length; what is known in it stays to be seen."""
    return "".join("\0" if sign == "\0" else _ASIDE for sign in text)


def _bounds(shape: str) -> Iterator[tuple[int, int]]:
    for found in _SEPARATOR.finditer(shape):
        yield found.span()
    yield len(shape), len(shape)


def _is_item(piece: str) -> bool:
    """Whether a text can be a value of its own: a few words, none of a sentence or a hedge, no number."""
    stems = [word.stem for word in words_of(piece)]
    if len(stems) > _MOST_WORDS or any(c.isdigit() for c in piece) or is_nothing(piece):
        return False
    return not _is_said(piece) and stems != ["etc"]


def _is_said(piece: str) -> bool:
    """Whether a text is part of a sentence or hedges; a language's code is none of it: ``EN``."""
    if _CODE.fullmatch(piece):
        return False
    piece = _PROPOSED.sub("", piece)
    return (
        is_sentence(piece)
        or is_no(piece)
        or is_instead(piece)
        or any(word.stem in HEDGES for word in words_of(piece))
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the blanks and stops around it."""
    edges = f" \t\u00a0.:;,*•-–—\n{NOT_CHOSEN}{_ASIDE}"
    return trimmed(text, start, end, edges)
