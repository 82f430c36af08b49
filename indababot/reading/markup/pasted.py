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


def _change(stream: Stream, sign: re.Pattern[str], change: Callable[[Run], Run | None]) -> None:
    """Changes the runs of a page's lines where a sign stands, or takes them away."""
    for index, item in enumerate(stream.items):
        if isinstance(item, Line) and sign.search(item.text):
            stream.items[index] = replace(item, runs=tuple(_changed(item, sign, change)))


def _changed(line: Line, sign: re.Pattern[str], change: Callable[[Run], Run | None]) -> Iterator[Run]:
    last = 0
    for found in sign.finditer(line.text):
        yield from cut(line, last, found.start()).runs if found.start() > last else ()
        yield from filter(None, map(change, cut(line, *found.span()).runs))
        last = found.end()
    yield from cut(line, last).runs


def _untagged(_: Run) -> None:
    return None


def _unstruck(run: Run) -> Run:
    return run._replace(text=_LINES.sub("", run.text), struck=True, exact=False)
