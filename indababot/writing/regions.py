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
from itertools import islice
from types import MappingProxyType

from indababot.errors import RegionError
from indababot.i18n import N_, said
from indababot.records import Span
from indababot.wikicode.markers import Template
from indababot.wikicode.regions import END, START, markers, paired
from indababot.writing.limits import PARAMETERS
from indababot.writing.wikitext import Wikitext, literal

__all__ = [
    "END",
    "START",
    "Body",
    "Problem",
    "Region",
    "content",
    "fill",
    "find",
    "markers",
    "outside",
    "problem",
]

_PROBLEM = literal('<div class="indababot-problem error" role="alert">')
_PROBLEM_END = literal("</div>")
_OLD_PROBLEM = re.compile(
    r"\A\n" + re.escape(_PROBLEM.text) + r"[^\n]*" + re.escape(_PROBLEM_END.text) + r"(?=\n)"
)


@dataclass(frozen=True, slots=True)
class Region:
    """One region of a page's text.

    ``parameters`` are the start marker's, with their names as written, no more of them than tell that there are too many; ``start`` and
    ``end`` are the two markers, ``inner`` what stands between them; ``line`` is the start marker's, 1-based.
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


_STRAY = N_("{why}; nothing on this page was changed.")


def find(text: str, title: str) -> tuple[Region, ...]:
    """The regions of a page, in order.

    Raises:
        RegionError: there is not exactly one end for each start, in order, outside other templates'
        arguments.
    """
    pairs, stray = paired(text)
    if stray is not None:
        why = said(stray.message, **stray.values)
        raise RegionError(_STRAY, title=title, line=stray.marker.line, why=why)
    return tuple(_region(start, end) for start, end in pairs)


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


def problem(region: Region, text: str) -> str | None:
    """What the line at a region's beginning tells of its parameters, as readers see it; None where there is no such line."""
    found = _OLD_PROBLEM.match(text[slice(*region.inner)])
    return None if found is None else unescape(re.sub("<[^<>]*>", "", found[0])).strip()


def outside(text: str, title: str) -> tuple[str, ...]:
    """What a page holds outside its regions, markers among it, piece by piece.

    Raises:
        RegionError: see :func:`find`.
    """
    edges = [0, *(edge for region in find(text, title) for edge in region.inner), len(text)]
    return tuple(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))


def _inner(text: str, region: Region, body: Body) -> str:
    if isinstance(body, Wikitext):
        return f"\n{body.text}\n" if body else "\n"
    old = _OLD_PROBLEM.sub("", text[slice(*region.inner)])
    line = f"\n{_PROBLEM.text}{body.text.text}{_PROBLEM_END.text}"
    return line + (old if old.startswith("\n") else f"\n{old}")


def _region(start: Template, end: Template) -> Region:
    given = islice(dict(start.arguments).items(), PARAMETERS + 1)
    return Region(
        MappingProxyType({key: unescape(value) for key, value in given}),
        start.span,
        Span(start.span.end, end.span.start),
        end.span,
        start.line,
        frozenset(key for key, count in Counter(key for key, _ in start.arguments).items() if count > 1),
    )
