"""Labels that are nearly the edition's: a word more, another number, article or ending, a label cut short.

Two labels are compared by their words without articles and endings. What may differ is little, and it has to be told apart from
prose: so only a text that looks like a label is asked for at all, and none that is as near to a label of another field.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import product, takewhile
from math import prod
from typing import NamedTuple

from indababot.editions import FormField
from indababot.lexicon import lexicon, loose
from indababot.records import FieldKey

_WORD = re.compile(r"[^\W_]+|&")
_CUT = re.compile(r"([^\W\d_]{3,})\.")
_DOUBLED = re.compile(r"([a-z])\1")
_BRACKETS = re.compile(r"[(\[][^()\[\]]*+(?:[)\]]|$)")
_OPTIONAL = re.compile(r"\([^()\s]{1,4}\)")
_PROPOSAL = "*"
"""Stands for any word for what is proposed."""
_PERSON = "@"
"""Stands for any word for who proposes it."""
_OF_PERSON = frozenset((FieldKey.USERNAMES, FieldKey.AFFILIATION, FieldKey.COUNTRY))
"""What a form asks of each person."""
_LONGEST = 30
"""No label has more words."""
_SHORTEST_MISSPELT = 6
"""Of shorter words too many are another word with a letter changed; a letter may be left out."""
_MOST_SPELLINGS = 8
_SHORTEST_STEM = 4
"""Shorter words that begin alike are two words."""
_FEWEST_SPELT = 2
"""A single word that is misspelt may be any word: checking asks whether the label was meant."""
_SEVERAL = 2
_LONG, _MOST_MORE = 6, 4
"""A label of so many words stands whole in a question with so many more: ``… in the region of Central and Eastern Europe?``."""
_FEWEST_CUT = 3
"""A label is cut short after so many words at least, and after half of it."""


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(part for word in words for part in _WORD.findall(loose(word)))


_LABELS = lexicon().labels
_SKIPPED = _folded((*_LABELS.little, *_LABELS.fillers))
"""Words that mean nothing, as they are written: with an ending more they are another word (``proposé``, ``propos``)."""
_LITTLE = _folded(_LABELS.little)
_CONJUNCTIONS = _folded((*lexicon().people.conjunctions, *lexicon().choices.alternatives))
_ATTACHED = tuple(map(loose, _LABELS.attached))
_ENDINGS = tuple(sorted(map(loose, _LABELS.endings), key=len, reverse=True))


def says_little(word: str) -> bool:
    """Whether a word is an article or the like, which belongs to the word after it."""
    return loose(word) in _LITTLE


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """A folded word without an article that is written as part of it, without its ending, and with its doubled letters once.

    Who misspells a label mostly forgets one of two letters, or writes one twice.
    """
    for article in _ATTACHED:
        if word.startswith(article) and len(word) > len(article) + 2:
            word = word.removeprefix(article)
    word = _DOUBLED.sub(r"\1", word)
    for _ in range(2):  # the plural's ending, and the one before it: ``presentations`` as ``presentation``
        word = next(
            (word[: -len(end)] for end in _ENDINGS if word.endswith(end) and len(word) > len(end) + 3), word
        )
    return word


_PROPOSALS = frozenset(map(stem, _folded(_LABELS.proposals)))
_PEOPLE = frozenset(map(stem, _folded(_LABELS.people)))
_CLASSES = dict.fromkeys(_PROPOSALS, _PROPOSAL) | dict.fromkeys(_PEOPLE, _PERSON)


def stems(text: str) -> tuple[str, ...]:
    """The words of a label that matter: without brackets, numbers, articles and endings.

    What is proposed is one word (``*``), and so is who proposes it (``@``).
    """
    words = _WORD.findall(loose(_BRACKETS.sub(" ", _OPTIONAL.sub("", text))))
    found = ((word, stem(word)) for word in words if word not in _SKIPPED and not word.isdigit())
    return _in_one_gender([(word, _CLASSES.get(short, short)) for word, short in found])


def _in_one_gender(words: list[tuple[str, str]]) -> tuple[str, ...]:
    """The stems without that of a word that is the one before it in another gender or number: ``l'auteur ou l'autrice``."""
    kept: list[tuple[str, str]] = []
    for written, word in words:
        joined = kept[-1:] and kept[-1][1] in _CONJUNCTIONS
        before = kept[-2:-1] if joined else kept[-1:]
        if before and (
            before[0][1] == word == _PERSON
            or (before[0][1] == word != _PROPOSAL and before[0][0] != written)
            or _are_one(before[0][1], word, 3 if joined else 1)
        ):
            del kept[len(kept) - bool(joined) :]
        else:
            kept.append((written, word))
    return tuple(word for _, word in kept)


def _are_one(word: str, other: str, most: int) -> bool:
    """Whether two folded words begin alike, so that only their endings differ, of so many letters at most.

    The same word again is none of that: ``Name and name of the user`` asks for two names.
    """
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, other, strict=False)))
    return word != other and shared >= _SHORTEST_STEM and max(len(word), len(other)) - shared <= most


def are_authors(text: str) -> bool:
    """Whether a text is no more than a word for who proposes: ``Speakers``."""
    return stems(text) == (_PERSON,)


class NearLabel(NamedTuple):
    """A label of the edition that a text nearly is."""

    field: FormField
    text: str


class NearLabels:
    """The labels of an edition by the words that matter in them."""

    def __init__(self, labels: Iterable[tuple[str, FormField]]) -> None:
        self._known: dict[tuple[str, ...], dict[int, tuple[NearLabel, ...]]] = {}
        self._by_word: dict[str, list[tuple[str, ...]]] = {}
        for text, field in labels:
            words = stems(text)
            if words and words != (_PROPOSAL,):
                alike = self._known.setdefault(words, {})
                alike[id(field)] = (*alike.get(id(field), ()), NearLabel(field, text))
        for words in self._known:
            for word in set(words) - {_PROPOSAL}:
                self._by_word.setdefault(word, []).append(words)

    def find(self, text: str) -> NearLabel | None:
        """The edition's label that a text nearly is; None where there is none, or where labels of two fields are as near."""
        words = stems(text)
        if len(words) > _LONGEST or set(words) <= {_PROPOSAL}:
            return None
        found = self._nearest(words)
        if found or len(words) < _FEWEST_SPELT:
            return _closest(text, found)
        cut = {stem(word) for word in _CUT.findall(loose(text))}
        spelt = [self._begun(word) if word in cut else self._spelt(word) for word in words]
        if prod(map(len, spelt)) > _MOST_SPELLINGS or spelt == [[word] for word in words]:
            return None
        meant = [near for one in product(*spelt) for near in self._nearest(one)]
        return _closest(text, meant) if len({id(near.field) for near in meant}) == 1 else None

    def _nearest(self, words: tuple[str, ...]) -> tuple[NearLabel, ...]:
        """The labels whose words are nearest, where they are those of one field."""
        best: dict[int, tuple[NearLabel, ...]] = {}
        cost = 1.0
        for known, labels in self._candidates(words):
            distance = _distance(words, known, _extra(labels))
            if distance < cost:
                best, cost = dict(labels), distance
            elif distance == cost and best:
                best = {key: (*best.get(key, ()), *labels.get(key, ())) for key in {**best, **labels}}
        return next(iter(best.values())) if len(best) == 1 else ()

    @cached_property
    def _begins(self) -> dict[tuple[str, int], list[str]]:
        """The words of the labels that may be misspelt, by the letter and the length that a slip leaves."""
        found: dict[tuple[str, int], list[str]] = {}
        for known in (*self._by_word, *_CLASSES):
            if len(known) >= _SHORTEST_MISSPELT:
                for more in (-1, 0, 1):
                    found.setdefault((known[0], len(known) + more), []).append(known)
        return found

    def _spelt(self, word: str) -> list[str]:
        """The words of the labels that a long word misspells by a letter; else the word."""
        if word in self._by_word or not (near := self._begins.get((word[0], len(word)))):
            return [word]
        from rapidfuzz.distance import OSA

        meant = [
            _CLASSES.get(known, known) for known in near if OSA.distance(word, known, score_cutoff=1) == 1
        ]
        return meant or [word]

    def _begun(self, word: str) -> list[str]:
        """The words of the labels that a word begins which a full stop cuts short: ``Type of subm.``"""
        meant = {
            _CLASSES.get(known, known) for known in (*self._by_word, *_CLASSES) if known.startswith(word)
        }
        return sorted(meant) or [word]

    def _candidates(
        self, words: Sequence[str]
    ) -> Iterator[tuple[tuple[str, ...], dict[int, tuple[NearLabel, ...]]]]:
        shared = Counter(known for word in set(words) for known in self._by_word.get(word, ()))
        for known, count in shared.items():
            if count * 2 >= min(len(known), len(words)) - 1:
                yield known, self._known[known]


def _closest(text: str, labels: Sequence[NearLabel]) -> NearLabel | None:
    """Of labels with the same words that matter the one that is written most alike: ``Resumé`` is ``Résumé``, and no ``Resumen``."""
    if len(labels) < _SEVERAL:
        return labels[0] if labels else None
    from rapidfuzz.distance import OSA

    def apart(label: NearLabel) -> tuple[int, ...]:
        pairs = ((_words(loose(text)), _words(loose(label.text))), (_words(text), _words(label.text)))
        return tuple(OSA.distance(typed, known) for typed, known in pairs)

    return min(labels, key=apart)


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _extra(labels: Mapping[int, tuple[NearLabel, ...]]) -> str:
    """The words that say no more beside a label of one word: ``Title of the session``, ``The speaker's country``."""
    asked = next(iter(labels.values()))[0].field.key
    return f"{_PROPOSAL}{_PERSON}" if asked in _OF_PERSON else _PROPOSAL


def _distance(words: tuple[str, ...], known: tuple[str, ...], extra: str) -> float:
    """How far a text's words are from a label's, from 0 to 1; 1 is too far. ``extra`` are words that say no more."""
    if words == known:
        return 0
    size = len(known)
    if _FEWEST_CUT <= len(words) < size <= 2 * len(words) and known[: len(words)] == words:
        return 0.5
    if sorted(words) == sorted(known):  # "Advancement level" for "Level of advancement"
        return 0.2
    from rapidfuzz.distance import Indel

    whole = _in_order(known, words)
    common = size if whole else None
    if common is None:
        if size < 4:
            return 1
        common = (size + len(words) - Indel.distance(words, known)) // 2
    missing, more = size - common, len(words) - common
    if size == 1:
        return 0.6 if more == 1 and not set(extra).isdisjoint(words) else 1
    allowed = _MOST_MORE if whole and size >= _LONG else max(1, size // 3)
    if more > allowed or missing > size // 4:
        return 1
    # "Name of the author of the proposal" asks for a person, as "Name of the author" does and "Name of the proposal" does not.
    person = 0.0
    if (_PERSON in words) is not (_PERSON in known):
        # "Username of the author" is a username: a form asks that of each person.
        person = -0.01 if more == 1 and whole and _PERSON in words and _PERSON in extra else 0.01
    return 0.1 + 0.8 * (missing + more) / (size + len(words)) + person


def _in_order(known: Sequence[str], words: Sequence[str]) -> bool:
    rest = iter(words)
    return all(word in rest for word in known)
