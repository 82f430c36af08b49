"""What a form says of an answer beside its label: how long it may be, whether it may be left out, what to do."""

import re
from itertools import islice

from indababot.lexicon import fold, lexicon
from indababot.lexicon.patterns import late, pattern

_LABELS = lexicon().labels
_FORMS = lexicon().forms
OPTIONAL = "|".join(map(re.escape, map(fold, _LABELS.optional)))
"""A pattern for words of a folded text that leave an answer to whoever has one."""
_ASKING = rf"(?:{'|'.join(sorted(map(re.escape, _LABELS.requests), key=len, reverse=True))})\s+"
_LITTLE = rf"(?:{'|'.join(map(re.escape, (*_LABELS.little, *_FORMS.little)))})\s+"
_UNITS = pattern((*_FORMS.words, *_FORMS.characters))
LENGTH = rf"(?:{'|'.join(map(re.escape, map(fold, _LABELS.limits)))})\b[^()]*\d"
"""A pattern for the beginning of a folded text that limits a length: ``up to 300``."""
_CONDITION = late(rf"{pattern((*_FORMS.optional, *_FORMS.required))}|{LENGTH}[^()]*?{_UNITS}[^()]{{0,20}}")
_ASKED = late(
    rf"{pattern((*_FORMS.please, *_FORMS.choose))}.*|\d[\d\s.–-]{{0,20}}{_UNITS}.{{0,20}}|(?:{OPTIONAL})"
)
_AT_MOST = pattern((*_FORMS.at_most_after, *_FORMS.at_least_after))
_LAST = late(
    rf"\s+[^\W\d_]{{1,4}}\s+(?:{LENGTH}|\d)[\d\s.–-]{{0,20}}{_UNITS}(?:\s+{_AT_MOST})?[\s:：.]*$",
    re.IGNORECASE,
)
"""A length at the end of a label: ``Abstract in 200 words``, ``… or fewer``."""
_PLEASE = late(rf"\s*(?:{'|'.join(map(re.escape, _FORMS.please))})[\s,]+", re.IGNORECASE)
_REQUEST = late(rf"\s*{_ASKING}(?:{_LITTLE}){{0,2}}", re.IGNORECASE)
"""What asks for the answer: ``Please choose a``."""
_PERHAPS_PLEASE = rf"(?:{pattern(_FORMS.please)}\s+)?"
_CHOOSE = late(rf"{_PERHAPS_PLEASE}{pattern(_FORMS.choose)}(?!\w)")
_ORDER = late(rf"{_PERHAPS_PLEASE}{pattern((*_FORMS.choose, *_FORMS.orders))}(?!\w)")
_DIVIDER = re.compile(r"\s*[,،;؛./](?=\s)|\s+[-–—/](?=\s)")
"""What stands between a label and what it says of the answer, where no bracket does."""
LONGEST_HINT = 600
_LONGEST_LENGTH = 60
_MOST_DIVIDED = 3


def is_condition(text: str) -> bool:
    """Whether a text says that a value may be left out, or must not be, or how long it may be, and nothing else."""
    return len(text) <= LONGEST_HINT and _CONDITION.fullmatch(fold(text)) is not None


def without_condition(text: str) -> list[str]:
    """What may be a label before words that say what the answer may be: ``Abstract, up to 300 words``, ``Co-presenters, if any``."""
    last = _LAST.search(text, max(0, len(text) - _LONGEST_LENGTH))
    places = islice(_DIVIDER.finditer(text), _MOST_DIVIDED)
    return [
        *([text[: last.start()]] if last else []),
        *(text[: one.start()] for one in places if _is_said(text[one.end() :].strip(" \t\u00a0:：.()[]"))),
    ]


def without_request(text: str) -> list[str]:
    """What may be a label behind words that ask for the answer: ``Please choose a theme``."""
    please = _PLEASE.match(text)
    start = please.end() if please else 0
    asked = _REQUEST.match(text, start)
    return [text[one.end() :] for one in (please, asked) if one and one.end() < len(text)]


def _is_said(text: str) -> bool:
    if not 0 < len(text) <= LONGEST_HINT:
        return False
    folded = fold(text)
    return _CONDITION.fullmatch(folded) is not None or _ASKED.fullmatch(folded) is not None


def chooses(text: str) -> bool:
    """Whether a text begins as an order to choose does: ``please choose one``."""
    return _CHOOSE.match(fold(text)) is not None


def orders(text: str) -> bool:
    """Whether a text begins as an order to fill a form does: ``describe your session``, ``your name here``."""
    return _ORDER.match(fold(text)) is not None
