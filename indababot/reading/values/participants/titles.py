"""What stands above a part of a list of people without being a heading: a line in bold, a language, an entry with others below it."""

from dataclasses import replace
from itertools import pairwise

from indababot.lexicon import fold, lexicon
from indababot.reading.markup import LISTED, Line, LineKind, Lines
from indababot.reading.values.participants import talk
from indababot.reading.values.participants.entries import entry
from indababot.reading.values.people.several import is_place
from indababot.reading.values.signatures.tokens import Tokens
from indababot.reading.values.wording import is_sentence
from indababot.records import FieldKey

_DEEPEST = 6
"""No heading is deeper."""
_LONGEST = 60
_PLAIN = (LineKind.PARAGRAPH, LineKind.INDENT)
_LANGUAGES = frozenset(
    fold(text)
    for name, texts in lexicon().choices.names.get(FieldKey.LANGUAGES.value, {}).items()
    for text in (name, *texts)
)


def with_titles(lines: Lines) -> Lines:
    """The lines, with those that stand above entries with links as headings, and entries that are nested below one as a list of its own."""
    out = list(lines)
    filled = [place for place, line in enumerate(lines) if line.text.strip()]
    under = 0
    for place, below in pairwise([*filled, len(lines)]):
        line = lines[place]
        depth = 0 if line.kind in _PLAIN else line.depth  # behind a line break or a block it is no list's
        under = under if depth > under else 0
        named = below < len(lines) and _names_somebody(lines[below])
        above = named and (not depth or lines[below].depth > depth)
        if (above and _is_title(line)) or (_is_bold(line) and talk.TITLE.match(line.text)):
            under = depth
            out[place] = replace(line, kind=LineKind.HEADING, depth=_DEEPEST)
        elif under:
            out[place] = replace(line, depth=line.depth - under)
    return tuple(out)


def _names_somebody(line: Line) -> bool:
    return line.kind in LISTED and any(run.link for run in line.runs)


def _is_title(line: Line) -> bool:
    text = line.text.strip(" :：")
    if len(text) > _LONGEST or any(run.link for run in line.runs) or not any(map(str.isalpha, text)):
        return False
    if is_place(text) or fold(text) in _LANGUAGES:
        return line.kind in _PLAIN or line.kind in LISTED
    nobody = line.kind in LISTED and not text.endswith("?") and not is_sentence(text)
    return _is_bold(line) or (nobody and entry(Tokens(line), listed=True) is None)


def _is_bold(line: Line) -> bool:
    shown = [run for run in line.runs if run.text.strip()]
    plain = line.kind in _PLAIN and any(map(str.isalpha, line.text))
    return plain and all(run.bold and not run.link for run in shown)
