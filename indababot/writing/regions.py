"""The parts of a page that the bot owns: found, filled by slicing, and nothing outside them ever touched.

    {{IndabaBot list|view=submissions|lang=fr}}
    … everything between the two is the bot's …
    {{IndabaBot list end}}

Where the markers are wrong, the page is refused as a whole: a guess could eat what a person wrote.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from types import MappingProxyType

from indababot.errors import RegionError
from indababot.records import Span
from indababot.wikicode.markers import Template, mentions, templates
from indababot.writing.wikitext import Wikitext, literal

START = "IndabaBot list"
END = "IndabaBot list end"
_WORD = "ndabaBot"
"""What both have in them, however their first letter is written."""

_PROBLEM = literal('<div class="indababot-problem error" role="alert">')
_PROBLEM_END = literal("</div>")
_OLD_PROBLEM = re.compile(
    r"\A\n" + re.escape(_PROBLEM.text) + r"[^\n]*" + re.escape(_PROBLEM_END.text) + r"(?=\n)"
)


@dataclass(frozen=True, slots=True)
class Region:
    """One region of a page's text.

    ``parameters`` are the start marker's, with their names as written; ``start`` and ``end`` are the two
    markers, ``inner`` what stands between them; ``line`` is the start marker's, 1-based.
    """

    parameters: Mapping[str, str]
    start: Span
    inner: Span
    end: Span
    line: int
    repeated: frozenset[str] = frozenset()
    """Parameters that the start marker gives twice; of each the last counts, as for MediaWiki."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a region keeps its old content: one line that is put before it, in the place of an earlier one."""

    text: Wikitext


Body = Wikitext | Problem
"""What a region is filled with: new content, or the reason why it keeps what it has."""


def find(text: str, title: str) -> tuple[Region, ...]:
    """The regions of a page, in order.

    Raises:
        RegionError: there is not exactly one end for each start, in order, outside other templates'
        arguments.
    """
    if not mentions(text, _WORD):
        return ()
    found: list[Region] = []
    start: Template | None = None
    for marker in templates(text, is_marker):
        kind, line = is_marker(marker.name), marker.line
        if marker.inside_template:
            raise RegionError(_text(kind, "stands inside another template's braces"), title=title, line=line)
        if kind == START:
            if start is not None:
                message = f"stands inside the list that begins on line {start.line}: end that one first"
                raise RegionError(_text(kind, message), title=title, line=line)
            start = marker
        elif start is None:
            raise RegionError(_text(kind, "has no start before it"), title=title, line=line)
        else:
            found.append(_region(title, start, marker))
            start = None
    if start is not None:
        raise RegionError(_text(START, f"has no {{{{{END}}}}} after it"), title=title, line=start.line)
    return tuple(found)


def fill(text: str, bodies: Iterable[tuple[Region, Body]]) -> str:
    """The page with new content in some of its regions, which :func:`find` found in this very text.

    All else stays the same, byte for byte.
    """
    pieces: list[str] = []
    position = -1
    for region, body in sorted(bodies, key=lambda pair: pair[0].inner):
        if region.inner.start <= position:
            raise ValueError("a region was filled twice")
        pieces += (text[max(position, 0) : region.inner.start], _inner(text, region, body))
        position = region.inner.end
    return "".join(pieces) + text[max(position, 0) :]


def content(region: Region, text: str) -> str:
    """What a region holds now, without the line breaks at its ends and without a line that tells a
    problem.
    """
    return _OLD_PROBLEM.sub("", text[slice(*region.inner)]).strip("\n")


def markers(text: str) -> tuple[str, ...]:
    """The live markers of a page, :data:`START` or :data:`END` each, in order, be they right or not."""
    kinds = (is_marker(marker.name) for marker in templates(text, is_marker)) if "ndabaBot" in text else ()
    return tuple(kind for kind in kinds if kind)


def outside(text: str, title: str) -> tuple[str, ...]:
    """What a page holds outside its regions, markers among it, piece by piece.

    Raises:
        RegionError: see :func:`find`.
    """
    edges = [0, *(edge for region in find(text, title) for edge in region.inner), len(text)]
    return tuple(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))


def is_marker(name: str) -> str | None:
    """:data:`START` or :data:`END` where a template's name, as written in its call, is one of ours; else
    None.
    """
    bare = " ".join(name.replace("_", " ").split()).removeprefix(":").strip()
    space, colon, rest = bare.partition(":")
    if colon and space.strip().lower() == "template":
        bare = rest.strip()
    bare = bare[:1].upper() + bare[1:]
    return bare if bare in (START, END) else None


def _inner(text: str, region: Region, body: Body) -> str:
    if isinstance(body, Wikitext):
        return f"\n{body.text}\n" if body else "\n"
    old = _OLD_PROBLEM.sub("", text[slice(*region.inner)])
    line = f"\n{_PROBLEM.text}{body.text.text}{_PROBLEM_END.text}"
    return line + (old if old.startswith("\n") else f"\n{old}")


def _region(title: str, start: Template, end: Template) -> Region:
    if start.context != end.context:
        message = f"and its {{{{{END}}}}} do not stand in the same tag or link"
        raise RegionError(_text(START, message), title=title, line=start.line)
    return Region(
        MappingProxyType({key: unescape(value) for key, value in start.arguments}),
        start.span,
        Span(start.span.end, end.span.start),
        end.span,
        start.line,
        frozenset(key for key, count in Counter(key for key, _ in start.arguments).items() if count > 1),
    )


def _text(marker: str | None, message: str) -> str:
    return f"{{{{{marker}}}}} {message}; nothing on this page was changed."
