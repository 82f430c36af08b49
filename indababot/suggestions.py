"""Did you mean: the nearest of the words or titles that there are, in one place for every message that offers one."""

from collections.abc import Iterable
from itertools import islice
from operator import itemgetter
from pathlib import Path

LIKENESS = 60
"""How alike a misspelt word and the one that is offered are at least, 0 to 100."""
TITLE_LIKENESS = 75
"""The same for the last part of a title: titles are longer, and many begin alike."""
_SHARED = 0.4
"""How much of the longer one they share at least, 0 to 1: a short word is found inside of many."""
_LONGEST = 300
"""Characters of a word that is compared; longer ones are no slip of the fingers (titles have 255 bytes)."""

_MOST_NAMES = 10_000
"""Names of a folder that are compared at most."""


def nearest(word: str, known: Iterable[str], likeness: float = LIKENESS) -> str | None:
    """The known word that was most likely meant; None where none is near. Case and punctuation do not count."""
    from rapidfuzz import distance, process, utils  # 30 ms that only a mistake pays

    if len(word) > _LONGEST:
        return None
    found = process.extract(
        word, list(known), processor=utils.default_process, score_cutoff=likeness, limit=10
    )
    alike = distance.OSA.normalized_similarity  # a swap is one slip: 2032 is nearer to 2023 than to 2021
    near = [
        (score / 100 + same, other)
        for other, score, _ in found
        if (same := alike(word.casefold(), other.casefold())) >= _SHARED
    ]
    return str(max(near, key=itemgetter(0))[1]) if near else None


def nearest_title(title: str, known: Iterable[str]) -> str | None:
    """The page that was most likely meant: its own name, after the last slash, is near, whatever page it stands below."""
    from rapidfuzz import fuzz, utils

    if len(title) > _LONGEST:
        return None
    own, best = _own(title), (0.0, 0.0, "")
    for other in known:
        score = fuzz.ratio(own, _own(other), processor=utils.default_process, score_cutoff=TITLE_LIKENESS)
        if score and other != title:
            best = max(best, (score, fuzz.ratio(title, other), other))
    return best[2] or None


def nearest_path(name: str) -> str | None:
    """The file or folder that was most likely meant: each part that is not there is held against the names beside it."""
    here = Path()
    for part in Path(name).expanduser().parts:
        if (here / part).exists():
            here = here / part
            continue
        try:
            entries = (entry.name for entry in islice(here.iterdir(), _MOST_NAMES))
            beside = [
                name for name in entries if name.startswith(".") == part.startswith(".")
            ]  # hidden: not meant
        except OSError:
            return None
        near = nearest(part, beside, TITLE_LIKENESS)
        if near is None:
            return None
        here = here / near
    return str(here)


def _own(title: str) -> str:
    return title.rsplit("/", 1)[-1]
