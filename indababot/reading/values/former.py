"""What a bracket says that something was before: another account, another title, another kind of session."""

import re
from dataclasses import replace

from indababot.lexicon import lexicon
from indababot.lexicon.patterns import late
from indababot.reading.markup import Line, Lines, cut
from indababot.reading.values.wording import any_of
from indababot.records import Span, Unrecognised

_WORDS = any_of(lexicon().people.formerly)
_FORMER = late(
    rf"\(\s*(?P<told>(?:(?-i:(?![A-Z]))(?:{_WORDS})(?!\w)|(?:{_WORDS})[:：])\s*[^()\s](?:[^()]|\([^()]*\))*)\)",
    re.IGNORECASE,
)
"""A word written large without a colon may be somebody's name."""
_MOST = 20
"""No field tells of more."""
_QUOTED = late(rf"(?:{_WORDS})\s*[:：\"“„«‘]", re.IGNORECASE)
"""So begins what a title was before; without a colon or quotes it may be a part of the title: ``X (formerly Twitter)``."""


def current(lines: Lines, *, titled: bool = False) -> tuple[Lines, tuple[Unrecognised, ...]]:
    """The lines without such brackets, and these. ``titled``: they are a title, which has brackets of its own."""
    gone: list[Unrecognised] = []
    first = next((place for place, line in enumerate(lines) if line.text.strip()), 0)
    kept = (_current(line, gone, place == first, titled=titled) for place, line in enumerate(lines))
    return tuple(kept), tuple(gone)


def _current(line: Line, gone: list[Unrecognised], first: bool, *, titled: bool) -> Line:
    """``first``: it is the first line, which has something before such a bracket."""
    found = _FORMER.search(line.text, int(first)) if "(" in line.text else None
    while found and not (titled and not _QUOTED.match(found["told"])):
        place = Span(*line.source(*found.span("told")))
        gone.append(Unrecognised(text=" ".join(found["told"].split()), span=place))
        start = len(line.text[: found.start()].rstrip())
        line = replace(line, runs=cut(line, 0, start).runs + cut(line, found.end()).runs)
        found = _FORMER.search(line.text, start) if len(gone) < _MOST else None
    return line
