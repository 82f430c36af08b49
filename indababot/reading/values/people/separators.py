"""Cutting a line of people at what separates them: commas, semicolons, ``and`` in every language, bullets, lines.

Brackets protect what is inside them.
"""

import re
from collections.abc import Iterator

from indababot.lexicon import lexicon
from indababot.lexicon.patterns import late
from indababot.reading.values.signatures.tokens import USER
from indababot.reading.values.stretches import trimmed
from indababot.reading.values.wording import OTHERS, any_of

_CONJUNCTIONS = lexicon().people.conjunctions
_WORDS = (
    "&",
    "+",
    *_CONJUNCTIONS,
    *(word for one in _CONJUNCTIONS if len(one) > 2 for word in (one.capitalize(), one.upper())),
)
_DOT = r"·(?!\s*[a-z]{2,6}\b(?!\s*[^\W\d_]))"
"""A middle dot, unless it writes the one before the end of an address (``mail · org``)."""
_ONTO = any_of(lexicon().people.attached_conjunctions)
_MONTHS = any_of(name for names in lexicon().dates.months.values() for name in names)
_DAY = rf"\s+(?i:{_MONTHS})(?!\w)(?!\s+(?:[^\Wa-z\u00df-\u00ff\d_]|(?:{any_of(lexicon().people.particles)})\s+[^\W\d_]))"
"""The rest of a day behind its number; Jan and May are people too, where more of a name follows."""
_JOINED = any_of(lexicon().people.joined_names)
_TOKEN = late(
    rf"(?P<name>(?<!\w)(?:{_JOINED})(?!\w))|(?P<separator>(?:[,;،؛、；，•→⇒➔⟶\n\u2028\u2029]|{_DOT})+|(?<!\S)[|~](?!\S)|(?<!\S)(?!(?i:{OTHERS.pattern}))(?:{any_of(_WORDS)})(?!\S)|(?<!\S)(?:{_ONTO})(?={USER}|@|\d)"
    rf"|(?<!\S)(?:[*]|\d{{1,2}}(?:\)|\.(?!{_DAY}))|[a-h]\))(?=\s))|(?P<open>[(（])|(?P<close>[)）])"
)
_LAST = late(rf"(?:[,;،؛、；，•/|·]|(?<!\S)(?:{any_of(_WORDS)}|{_ONTO}|[*-]|\d{{1,2}}[.)]))$")
_CLOSE = re.compile(r"(?P<close>[)）])")
_BLANK = re.compile(r"\S+")
_ATTACHED = re.compile(rf"(?<!\w)(?:{_ONTO})(?=\w{{2}})")
_PEOPLE = lexicon().people
_LIKE_ATTACHED = frozenset((*_PEOPLE.names_like_attached, *_PEOPLE.organisations, *_PEOPLE.institutions))
"""Words that begin like the conjunction: names, and what groups are called (``وزارة``)."""
_SURELY_ATTACHED = re.compile(rf"(?:{_ONTO})(?={any_of(lexicon().people.after_attached)}|{_ONTO})")
_JOINING = frozenset(_WORDS)
_SURNAME = late(
    rf"(?<=\s)(?:{any_of(_CONJUNCTIONS)})\s+(?:{any_of(lexicon().people.joined_surnames)})\.?\s*"
    rf"(?=$|[^\w\s'’.-]|(?<=\s)(?:{any_of(_CONJUNCTIONS)})\s)"
)
"""A conjunction inside a name, before the last of its family names: João de Sousa *e Silva*."""
_SEVERAL, _LONGEST_NAME = 2, 80
_SIGNS = re.compile(r"[,;،؛、；，•→⇒➔⟶·\n\u2028\u2029|~*@\d()（）]")


def cut(shape: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The stretches between separators that stand outside brackets, without the blanks around them; empty ones are left out."""
    end = len(shape) if end is None else end
    if (
        shape.find(USER, start, end) < 0
        and not _SIGNS.search(shape, start, end)
        and _JOINING.isdisjoint(shape[start:end].split())
    ):
        whole = trimmed(shape, start, end)  # one name alone, as most often
        return [whole] if whole[0] < whole[1] else []
    tokens = list(_tokens(shape, start, end))
    closed = _closed(tokens)
    out: list[tuple[int, int]] = []
    depth = 0
    for token in tokens:
        if token.lastgroup == "separator":
            if depth == 0 and not _is_inside_name(shape, start, token):
                _add(out, shape, start, token.start())
                start = token.end()
        elif token.start() in closed:
            depth += 1 if token.lastgroup == "open" else -1
    _add(out, shape, start, end)
    return out


def parted(shape: str, pieces: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The names of a list, with those divided whose conjunction is written onto the next one: Arabic ``كريم منصور وسلمى فارس``.

    A word that is a name as it stands (``وليد``), the first word, and the second of two are left whole, unless the letters after the
    conjunction can begin no such name.
    """
    if not _ATTACHED.search(shape):
        yield from pieces
        return
    for place, (start, end) in enumerate(pieces):
        last = 0 < place == len(pieces) - 1
        words = [(start + word.start(), start + word.end()) for word in _BLANK.finditer(shape[start:end])]
        for index, (low, high) in enumerate(words):
            joined = _ATTACHED.match(shape, low, high)
            if joined is None or shape[low:high] in _LIKE_ATTACHED:
                continue
            if shape.count("(", start, low) > shape.count(")", start, low):
                continue  # inside a bracket
            sure = _SURELY_ATTACHED.match(shape, low, high) is not None
            if last if index == 0 else sure or len(words) > 2:
                if index:
                    yield start, words[index - 1][1]
                start = joined.end()
        yield start, end


def _is_inside_name(shape: str, start: int, token: re.Match[str]) -> bool:
    """Whether a conjunction stands in a name that has a given name too; of two family names alone each is somebody (``Santos e Silva``)."""
    low = max(start, token.start() - _LONGEST_NAME)
    return (
        _SURNAME.match(shape, token.start()) is not None
        and len(shape[low : token.start()].split()) >= _SEVERAL
    )


def is_separated(text: str) -> bool:
    """Whether what separates people ends a text, so that somebody else follows."""
    return _LAST.search(text) is not None


def separated(text: str) -> Iterator[int]:
    """Where each separator of a text ends, in brackets or not."""
    return (token.end() for token in _TOKEN.finditer(text) if token.lastgroup == "separator")


def _tokens(shape: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The signs and words that separate, and brackets; a number with one before it ends the bracket that is open, and counts nothing."""
    depth = 0
    for token in _TOKEN.finditer(shape, start, end):
        closing = _CLOSE.match(shape, token.end() - 1) if depth > 0 and token["separator"] else None
        token = closing or token
        depth = max(0, depth + (token.lastgroup == "open") - (token.lastgroup == "close"))
        yield token


def _closed(tokens: list[re.Match[str]]) -> set[int]:
    """The brackets that have a partner: a lonely one protects nothing."""
    waiting: list[int] = []
    closed: set[int] = set()
    for token in tokens:
        if token.lastgroup == "open":
            waiting.append(token.start())
        elif token.lastgroup == "close" and waiting:
            closed |= {waiting.pop(), token.start()}
    return closed


def _add(out: list[tuple[int, int]], shape: str, start: int, end: int) -> None:
    bounds = trimmed(shape, start, end)
    if bounds[0] < bounds[1]:
        out.append(bounds)
