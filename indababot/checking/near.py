"""Did you mean: the nearest of some known texts."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from indababot.lexicon import fold


class Near(NamedTuple):
    """What is nearest: the text that it stands for and the spelling that was near.

    ``certain`` where only a slip of the fingers lies between, and nothing that stands for another text comes close.
    """

    text: str
    certain: bool
    spelling: str


_ALONE = 10
"""How much less like a text the others are where one of them is certain."""


def nearest(text: str, known: Iterable[tuple[str, str]], *, cutoff: float = 75) -> Near | None:
    """The nearest of some spellings, each with the text that it stands for; None where nothing is near.

    ``cutoff`` is the likeness that is asked for, 0 to 100.
    """
    from rapidfuzz import distance, fuzz, process  # 30 ms that a clean page does not pay

    wanted, known = fold(text), tuple(known)
    folded, longest = _folded(known)
    if 200 * longest < cutoff * (
        longest + len(wanted)
    ):  # so much text is like none of them: nothing has to be compared
        return None
    best: dict[str, tuple[float, str]] = {}
    close = process.extract_iter(wanted, folded, scorer=fuzz.ratio, score_cutoff=cutoff - _ALONE)
    for _, score, number in close:
        spelling, meant = known[number]
        if score > best.get(meant, (-1.0, ""))[0]:
            best[meant] = (score, spelling)
    ranked = sorted(best.items(), key=lambda entry: (-entry[1][0], entry[0]))
    if not ranked or ranked[0][1][0] < cutoff:
        return None
    meant, (score, spelling) = ranked[0]
    slips = distance.OSA.distance(wanted, fold(spelling))
    alone = len(ranked) == 1 or ranked[1][1][0] < score - _ALONE
    certain = alone and slips <= (2 if len(wanted) >= 8 else 1) and len(wanted) >= 4
    return Near(meant, certain, spelling)


@lru_cache(maxsize=64)
def _folded(known: tuple[tuple[str, str], ...]) -> tuple[list[str], int]:
    """Spellings as they are compared, and how long the longest is: made once for the many values of a field."""
    folded = [fold(spelling) for spelling, _ in known]
    return folded, max(map(len, folded), default=0)


def bare(text: str) -> str:
    """A title's letters and digits alone: what stays the same when people vary apostrophes, dashes and case."""
    return "".join(sign for sign in fold(text) if sign.isalnum())
