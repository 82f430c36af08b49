"""Pictures and galleries: which captions a reader sees."""

import re
from functools import cache

from indababot.lexicon import lexicon
from indababot.lexicon.patterns import compiled
from indababot.reading.markup.inline import Line, LineKind
from indababot.reading.markup.reader import Reader
from indababot.reading.markup.templates import TICKED, UNTICKED
from indababot.records import Span
from indababot.wikicode import nodes

_FILE = re.compile(r"\.\w{3,4}\s*$")
"""The end of a file's name; another is what somebody wrote there, and the wiki shows it."""
_MOST_CAPTIONS = 500
"""Each is read by itself; a gallery of more is none that people look through."""

_CAPTION = re.compile(
    r"""\bcaption\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+))""", re.IGNORECASE
)


@cache
def _option() -> re.Pattern[str]:
    words = lexicon().templates
    named = "|".join(
        re.escape(word) for word in (*words.picture_options, *words.picture_places, *words.picture_frames)
    )
    return re.compile(rf"(?:x?\d+(?:x\d+)?\s?px|(?:{named})(?:[\s_]?[\d.]+|\s?=.*)?)?")


@cache
def _alternative() -> re.Pattern[str]:
    words = "|".join(map(re.escape, lexicon().templates.picture_alternatives))
    return re.compile(rf"\s*(?:{words})\s?=")


@cache
def _boxes() -> tuple[tuple[re.Pattern[str], str], ...]:
    words = lexicon().templates
    return (compiled(words.ticked_pictures), TICKED), (compiled(words.unticked_pictures), UNTICKED)


def box(name: str) -> str | None:
    """The box to tick that a picture shows by its name without case: ``yes check.svg``."""
    return next((sign for pattern, sign in _boxes() if pattern.search(name)), None)


def picture(reader: Reader, node: nodes.Link) -> None:
    """A framed picture's caption is text that a reader sees; other pictures show none, but one of the sign "@" is read as that."""
    words = reader.text[node.text.start : node.text.end].split("|") if node.text else []
    name = reader.document.content(node.title).replace("_", " ").casefold()
    told = any(word.strip() in ("@", "alt=@") for word in words)
    if told or any(word in name for word in lexicon().privacy.at_pictures):
        reader.out.add("@", node.start, node.end)
        return
    if (sign := box(name)) is not None:
        reader.out.add(sign, node.start, node.end)
        return
    asides = reader.out.stream.asides
    if "{" in name or "}" in name:  # no file can be called so: the wiki shows it as text
        asides.append(Span(node.title.start, node.title.end))
    if node.text is None:
        return
    frames = lexicon().templates.picture_frames
    parts = _parts(reader, node.text)
    words = [reader.text[start:end].strip() for start, end in parts]
    framed = any(word.partition("=")[0].casefold() in frames for word in words)
    shown, others = _told(reader, parts)
    asides += [Span(*place) for place in (*others, *([shown] if shown and not framed else ()))]
    if shown and framed:
        caption(reader, *shown, Span(node.start, node.end))
    elif framed or any(word in lexicon().templates.picture_places for word in words):
        reader.out.paragraph(node.end)


def _told(
    reader: Reader, parts: list[tuple[int, int]]
) -> tuple[tuple[int, int] | None, list[tuple[int, int]]]:
    """The caption, which is the last part that is no option, wherever it stands; and what else is none."""
    told = [place for place in parts if not _option().fullmatch(reader.text[place[0] : place[1]].strip())]
    shown = [place for place in told if not _alternative().match(reader.text, *place)][-1:]
    return (shown[0] if shown else None), [place for place in told if place not in shown]


def caption(reader: Reader, start: int, end: int, whole: Span) -> None:
    """A caption is a paragraph of its own: what stands around its picture, ``whole``, goes on beside it."""
    open_ = reader.out.begin_caption(start)
    reader.walk(reader.document.anew(start, end))
    reader.out.end_caption(open_, end, whole)


def gallery(reader: Reader, node: nodes.Tag, content: nodes.Part) -> None:
    """The pictures of a gallery, one a line: a reader sees their captions and its own, and not what their files are called."""
    items, asides = reader.out.stream.items, reader.out.stream.asides
    before, start = len(items), content.start
    if titled := _CAPTION.search(reader.text, node.start, start):
        caption(reader, *titled.span(titled.lastgroup or 0), Span(node.start, start))
    for count, line in enumerate(reader.text[start : content.end].split("\n")):
        name, pipe, _ = line.partition("|")
        end = start + len(line)
        if name.strip() and not _FILE.search(name):
            asides.append(Span(start, start + len(name)))
        if pipe and count < _MOST_CAPTIONS:
            _labelled(reader, start + len(name) + 1, Span(start, end))
        elif pipe:
            asides.append(Span(start + len(name) + 1, end))
        start = end + 1
    captions = [item for item in items[before:] if isinstance(item, Line) and item.kind is LineKind.CAPTION]
    if captions:
        captions[0].start, captions[-1].end = node.start, node.end
    reader.out.touched = True


def _labelled(reader: Reader, start: int, whole: Span) -> None:
    """The caption of a picture in a gallery: the last of its parts that is no option."""
    part = nodes.Part(start, whole.end, reader.document.anew(start, whole.end))
    shown, others = _told(reader, _parts(reader, part))
    reader.out.stream.asides += [Span(*place) for place in others]
    if shown:
        caption(reader, *shown, whole)


def _parts(reader: Reader, part: nodes.Part) -> list[tuple[int, int]]:
    """What stands between the pipes of a link's text."""
    pipes = [
        place
        for node in part.nodes
        if isinstance(node, nodes.Text)
        for place in range(node.start, node.end)
        if reader.document.mask[place] == "|"
    ]
    return list(zip([part.start, *(pipe + 1 for pipe in pipes)], [*pipes, part.end], strict=True))
