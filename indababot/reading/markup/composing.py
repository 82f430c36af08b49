"""Lines in the letters that they are compared in: accents composed, and no sign that nobody sees at their ends.

MediaWiki saves no letter apart from its accent, but files and pasted texts have them, and direction marks around what was copied.
"""

from collections.abc import Iterator
from dataclasses import replace
from unicodedata import combining, is_normalized

from indababot.normal import normalize
from indababot.reading.markup.inline import Line, Run, bared
from indababot.reading.markup.stream import Stream


def composed(stream: Stream) -> Stream:
    """A page's lines in Unicode's form NFC; each composed letter still stands for its own stretch of the source."""
    for index, item in enumerate(stream.items):
        if not isinstance(item, Line) or item.text.isascii():
            continue
        line = item
        if not is_normalized("NFC", line.text):
            line = replace(line, runs=tuple(run for old in line.runs for run in _runs(old)))
        stream.items[index] = bared(line)
    stream.categories[:] = [normalize("NFC", name) for name in stream.categories]
    return stream


def _runs(run: Run) -> Iterator[Run]:
    """A run in pieces: those that change when they are composed, and what stands between them as it is."""
    if is_normalized("NFC", run.text):
        yield run
    elif not run.exact:
        yield run._replace(text=normalize("NFC", run.text))
    else:
        last = 0
        for low, high in _clusters(run.text):
            if low > last:
                yield run._replace(text=run.text[last:low], start=run.start + last, end=run.start + low)
            text = normalize("NFC", run.text[low:high])
            yield run._replace(text=text, start=run.start + low, end=run.start + high, exact=False)
            last = high
        if last < len(run.text):
            yield run._replace(text=run.text[last:], start=run.start + last, end=run.end)


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Each sign with what combines with it, where composing changes them."""
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or not (combining(text[place]) or "\u1160" <= text[place] <= "\u11ff"):
            if not is_normalized("NFC", text[start:place]):
                yield start, place
            start = place
