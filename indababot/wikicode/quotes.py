"""Bold and italics: which quotes belong to a value, and which to the label before it or to both."""

import re

from indababot.records import Span

BOLD = "'''"
QUOTES = re.compile(r"'{2,}")
_LEAD = re.compile(r"['\s]*+")
_BLANKS = re.compile(r"\s*+")
_BEFORE = re.compile(r"'{2,}$")
_STYLES = {2: (2,), 3: (3,), 4: (3,)}
"""What a run of quotes begins or ends, by its length: italics are two, bold is three, more than four are both."""
_LONGEST = 5


def without_bold_end(text: str) -> str:
    """A text without the end of bold at its own end whose beginning stands before it."""
    return text.removesuffix(BOLD) if text.count(BOLD) % 2 else text


def own_start(text: str, label: Span, start: int, *, bold: bool) -> int:
    """Where a value behind its label begins: with the quotes that open its own bold or italics, without those that close the label's.

    ``bold`` says that the label is bold, should its quotes not stand right before it.
    """
    between = text[label.end : start].strip()
    if not text.startswith(("'", " "), start) and (not between or (bold and between == BOLD)):
        return start  # as most often
    before = _BEFORE.search(text, max(label.start - _LONGEST, 0), label.start)
    styles = _styles(before[0]) if before else (3,) if bold else ()
    opened = dict.fromkeys(styles, -1)
    for run in QUOTES.finditer(text, label.end, _past(_LEAD, text, start)):
        closed = [style for style in _styles(run[0]) if opened.pop(style, None) is not None]
        for style in _styles(run[0]):
            if style not in closed:
                opened[style] = run.end() - style if closed else run.start()
        if closed and run.start() >= start:
            start = run.end()
    own = [place for place in opened.values() if place >= 0 and not text[place:start].strip("' \t\u00a0")]
    return _past(_BLANKS, text, min(own, default=start))


def inside(text: str, span: Span) -> Span:
    """A stretch without the quotes that make the whole of it bold or italic."""
    found = QUOTES.match(text, span.start, span.end)
    if found is None:
        return span
    inner = Span(found.end(), span.end - len(found[0]))
    whole = inner.start < inner.end and text.endswith(found[0], inner.end, span.end)
    return inner if whole and "''" not in text[slice(*inner)] else span


def _past(signs: re.Pattern[str], text: str, start: int) -> int:
    found = signs.match(text, start)
    return found.end() if found else start


def _styles(quotes: str) -> tuple[int, ...]:
    return _STYLES.get(len(quotes), (2, 3))
