"""The index that Wikimedia publishes beside a multistream dump: where each page's stream begins, by title."""

import bz2
import re
from collections.abc import Iterator
from pathlib import Path

from indababot.titles import normal
from indababot.wikis.base import Query
from indababot.wikis.matching import Matcher

_NAME = re.compile(r"multistream(\d*)\.xml")


def index_of(dump: Path) -> Path | None:
    """The index of a dump, where it lies in the same folder."""
    name, changed = _NAME.subn(r"multistream-index\1.txt", dump.name)
    names = (name, name.removesuffix(".bz2")) if changed else ()
    return next((path for path in map(dump.with_name, names) if path.is_file()), None)


def streams_of(dump: Path, query: Query) -> set[int] | None:
    """The streams that hold what a query finds by titles; None where it looks at texts too, or there is no index that can be read."""
    path = index_of(dump)
    matcher = Matcher(query)
    if path is None or matcher.wants_text:
        return None
    try:
        return {place for place, title in _lines(path) if matcher.fits_title(normal(title))}
    except (OSError, EOFError, ValueError):
        return None


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Each page's stream and title."""
    opened = bz2.open if path.suffix == ".bz2" else open
    with opened(path, "rt", encoding="utf-8") as file:
        for line in file:
            place, _, rest = line.rstrip("\n").partition(":")
            yield int(place), rest.partition(":")[2]
