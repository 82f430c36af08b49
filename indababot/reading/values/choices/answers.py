"""What is said of a value in a field of choices: an answer after it (``Lecture: yes, Panel: no``), or a negation before it."""

import re

from indababot.lexicon import lexicon
from indababot.lexicon.patterns import late
from indababot.reading.values.choices.boxes import NOT_CHOSEN
from indababot.reading.values.wording import any_of

_WORDS = lexicon().choices
_SIGN = r"(?:[:：=(–—]|(?<=\s)-(?=\s))\s*+"
_ANSWER = late(
    rf"{_SIGN}(?:(?P<yes>{any_of(_WORDS.yes)})|(?:{any_of(_WORDS.no)}))(?:\s*+\))?+"
    rf"(?=\s*+(?:[,;،؛.|/•·\n]|$)|\s++\S[^,;،؛|]{{0,40}}?{_SIGN}(?:{any_of((*_WORDS.yes, *_WORDS.no))})(?!\w))",
    re.IGNORECASE,
)
"""A word for yes or no that ends an item, or stands before another item with one."""
_SIGNS = re.compile("[:：=(–—-]")
_DIVIDER = re.compile(r"[,;،؛|•·\n]|\s/\s")
_ARTICLES = rf"(?:(?:{any_of(_WORDS.articles)})\s+)?"
_NEGATED = late(rf"(?<!\w)(?:{any_of((*_WORDS.negations, *_WORDS.instead))})\s+{_ARTICLES}$", re.IGNORECASE)
_INSTEAD = late(rf"(?<!\w)(?:{any_of(_WORDS.instead)})(?!\w)", re.IGNORECASE)
_NO = late(rf"(?:{any_of(_WORDS.negations)})\s", re.IGNORECASE)
_REACH = 40
"""A negation with its article is no longer."""


def answered(text: str) -> str:
    """A text with each value masked whose answer is no, and with every answer masked; all places stay the same."""
    if not _SIGNS.search(text):
        return text
    out: list[str] = []
    last = 0
    for answer in _ANSWER.finditer(text):
        start = answer.start()
        if not answer["yes"]:
            before = list(_DIVIDER.finditer(text, last, start))
            start = before[-1].end() if before else last
        out += [text[last:start], NOT_CHOSEN * (answer.end() - start)]
        last = answer.end()
    return "".join([*out, text[last:]])


def is_no(text: str) -> bool:
    """Whether a text begins with a negation: no value of its own."""
    return _NO.match(text) is not None


def is_negated(text: str, start: int) -> bool:
    """Whether a negation stands right before a value: not a *workshop*."""
    return _NEGATED.search(text[max(0, start - _REACH) : start]) is not None


def is_instead(text: str) -> bool:
    """Whether a text says of a value that it stands in the place of another one: a *workshop rather than* a lecture."""
    return _INSTEAD.search(text) is not None
