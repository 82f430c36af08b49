"""What is left in a text that is pasted from elsewhere: Word's tags, which are shown as they are written, and letters that are struck.

Neither MediaWiki nor a browser knows the tags. What styles do to a text stands here too.
A letter that is struck in a text without markup has a combining line behind it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from indababot.reading.markup.inline import Line, Run, cut
from indababot.reading.markup.stream import Stream

HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
"""What a style says of what no reader sees."""
_SIGNS = ("o:p", "<?xml", "&lt;?xml", "[endif]", "st1:", "w:Word", "v:shape", "m:math", "_GoBack")
"""One of these stands in any page that Word's tags stand in."""
_TAG = re.compile(
    r"</?(?:o|w|v|m|st1):[a-z][\w-]*(?:\s[^<>]*)?/?>|<\?[^<>]*>|<!\[[^<>\[\]]*\](?:--)?>|<a\s[^<>]*>\s*</a>",
    re.IGNORECASE,
)
_LINES = re.compile("[\u0335\u0336]")
_STRUCK = re.compile("(?:[^\u0335\u0336][\u0335\u0336])+")


def is_unbold(style: str) -> bool:
    """Whether a style takes the bold from its tag: Google Docs puts all that is copied from it into a tag for bold."""
    return "weight:normal" in style.replace(" ", "").lower()


def unpasted(stream: Stream, source: str) -> Stream:
    """The page's lines without such tags, and with what is struck as such."""
    if ("<" in source or "&lt;" in source) and any(sign in source for sign in _SIGNS):
        _change(stream, _TAG, _untagged)
    if "\u0336" in source or "\u0335" in source:
        _change(stream, _STRUCK, _unstruck)
    return stream


def _change(stream: Stream, sign: re.Pattern[str], change: Callable[[Line], Iterator[Run]]) -> None:
    for index, item in enumerate(stream.items):
        if isinstance(item, Line) and sign.search(item.text):
            stream.items[index] = replace(item, runs=tuple(change(item)))


def _untagged(line: Line) -> Iterator[Run]:
    last = 0
    for tag in _TAG.finditer(line.text):
        yield from cut(line, last, tag.start()).runs if tag.start() > last else ()
        last = tag.end()
    yield from cut(line, last).runs


def _unstruck(line: Line) -> Iterator[Run]:
    last = 0
    for struck in _STRUCK.finditer(line.text):
        yield from cut(line, last, struck.start()).runs if struck.start() > last else ()
        for run in cut(line, *struck.span()).runs:
            yield run._replace(text=_LINES.sub("", run.text), struck=True, exact=False)
        last = struck.end()
    yield from cut(line, last).runs
