"""The markers of owned regions: which calls are ours, and whether there is one end for each start, in order."""

from functools import lru_cache
from typing import NamedTuple

from indababot.i18n import N_
from indababot.wikicode.markers import Template, mentions, templates

START = "IndabaBot list"
END = "IndabaBot list end"
_WORD = "ndabaBot"
"""What both have in them, however their first letter is written."""


class Stray(NamedTuple):
    """A marker without its partner, and why: ``message`` is a template for ``values``."""

    marker: Template
    message: str
    values: dict[str, str]


class Paired(NamedTuple):
    """The starts of a page with their ends, in order, up to the first stray marker, None where there is none."""

    pairs: tuple[tuple[Template, Template], ...]
    stray: Stray | None = None


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


def markers(text: str) -> tuple[str, ...]:
    """The live markers of a page, :data:`START` or :data:`END` each, in order, be they right or not."""
    kinds = (is_marker(marker.name) for marker in templates(text, is_marker)) if _WORD in text else ()
    return tuple(kind for kind in kinds if kind)


@lru_cache(maxsize=8)  # a page is looked at when it is found, planned and about to be saved
def paired(text: str) -> Paired:
    """The markers of a page, each start with its end."""
    if not mentions(text, _WORD):
        return Paired(())
    found: list[tuple[Template, Template]] = []
    start: Template | None = None
    for marker in templates(text, is_marker):
        if marker.inside_template:
            return _stray(found, marker, N_("{marker} stands inside another template's braces"))
        if is_marker(marker.name) == START:
            if start is not None:
                message = N_("{marker} stands inside the list that begins on line {line}: end that one first")
                return _stray(found, marker, message, line=str(start.line))
            start = marker
        elif start is None:
            return _stray(found, marker, N_("{marker} has no start before it"))
        elif start.context != marker.context:
            message = N_("{marker} and its {end} do not stand in the same tag or link")
            return _stray(found, start, message)
        else:
            found.append((start, marker))
            start = None
    if start is not None:
        return _stray(found, start, N_("{marker} has no {end} after it"))
    return Paired(tuple(found))


def _stray(found: list[tuple[Template, Template]], marker: Template, message: str, **values: str) -> Paired:
    names = {"marker": f"{{{{{is_marker(marker.name)}}}}}", "end": f"{{{{{END}}}}}"}
    return Paired(tuple(found), Stray(marker, message, names | values))
