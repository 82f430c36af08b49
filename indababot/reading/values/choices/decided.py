"""What a row of options says of itself: what was chosen of them."""

import re
from collections.abc import Callable

from indababot.lexicon import lexicon
from indababot.reading.values.choices.boxes import NOT_CHOSEN
from indababot.reading.values.choices.vocabulary import words_of
from indababot.records import FieldKey

_ARROWS = r"[→⟶⇒➔➜➡]\ufe0f?|[-=]{1,2}>"
_ARROW = re.compile(_ARROWS)
_CHOICE = re.compile(rf"{_ARROWS}|[:：]\s")
"""What stands between the options that a form prints and the one that was chosen."""
_ONE = frozenset((FieldKey.TYPES, FieldKey.MODE, FieldKey.LEVELS))
"""Fields of which a form asks for one value mostly."""
_BRACKET = re.compile(r"\s*(?:\([^()]*+\)|\[[^\[\]]*+\])\s*(?=[\w*_“\"'])")
_BEHIND = re.compile(r"(?:\([^()]*+\)|\[[^\[\]]*+\])\s*$")
_FEWEST_OPTIONS = 3
_LONGEST = 600
_SEVERAL = 2
_CHOICES = lexicon().choices
_MODES = frozenset(
    "".join(word.stem for word in words_of(name))
    for value, names in _CHOICES.names.get(FieldKey.MODE.value, {}).items()
    for name in (value, *names)
)


def decided(text: str, key: FieldKey, values: Callable[[str], set[str]]) -> str:
    """A text with what stands before its answer masked: ``Lecture / Panel / Workshop → Workshop``; all places stay the same.

    ``values`` gives the known values of a text.
    """
    if len(text) > _LONGEST:
        return text
    lead = _BRACKET.match(text)
    if lead and len(values(lead[0])) >= _SEVERAL and values(text[lead.end() :]):  # the options of the form
        return NOT_CHOSEN * lead.end() + text[lead.end() :]
    if (behind := _BEHIND.search(text)) and _offers(behind[0], text[: behind.start()], values):
        return text[: behind.start()] + NOT_CHOSEN * (len(text) - behind.start())
    for found in reversed(list(_CHOICE.finditer(text))):
        before, after = values(text[: found.start()]), values(text[found.end() :])
        arrow = _ARROW.match(found[0]) is not None
        listed = len(before) >= _FEWEST_OPTIONS and after < before and (arrow or key in _ONE)
        if after and listed:
            return NOT_CHOSEN * found.end() + text[found.end() :]
    return text


def _offers(bracket: str, answer: str, values: Callable[[str], set[str]]) -> bool:
    """Whether a bracket behind an answer still says what could be chosen: Workshop *(lecture, workshop, panel)*."""
    options, chosen = values(bracket), values(answer)
    return len(options) >= _FEWEST_OPTIONS and bool(chosen) and chosen < options


def are_options(first: set[str], others: set[str]) -> bool:
    """Whether the values of a first line are what may be chosen, and those of the lines below what was."""
    return len(first) > _FEWEST_OPTIONS and bool(others) and others < first


def is_mode(piece: str) -> bool:
    """Whether a text is how people take part, which is no type of session: ``hybrid``."""
    return "".join(word.stem for word in words_of(piece)) in _MODES
