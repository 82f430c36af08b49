"""Did you mean: the nearest of some known texts."""

from collections.abc import Iterable
from typing import NamedTuple

from indababot.lexicon import fold


class Near(NamedTuple):
    """What is nearest: the text that it stands for and the spelling that was near.

    ``certain`` where only a slip of the fingers lies between, and nothing that stands for another text comes close.
    """

    text: str
    certain: bool
    spelling: str


def nearest(text: str, known: Iterable[tuple[str, str]], *, cutoff: float = 75) -> Near | None:
    """The nearest of some spellings, each with the text that it stands for; None where nothing is near.

    ``cutoff`` is the likeness that is asked for, 0 to 100.
    """
    from rapidfuzz import distance, fuzz  # 30 ms that a clean page does not pay

    wanted, known = fold(text), list(known)
    longest = max((len(fold(spelling)) for spelling, _ in known), default=0)
    if 200 * longest < cutoff * (
        longest + len(wanted)
    ):  # so much text is like none of them: nothing has to be compared
        return None
    best: dict[str, tuple[float, str]] = {}
    for spelling, meant in known:
        score = fuzz.ratio(wanted, fold(spelling))
        if score > best.get(meant, (-1.0, ""))[0]:
            best[meant] = (score, spelling)
    ranked = sorted(best.items(), key=lambda entry: (-entry[1][0], entry[0]))
    if not ranked or ranked[0][1][0] < cutoff:
        return None
    meant, (score, spelling) = ranked[0]
    slips = distance.OSA.distance(wanted, fold(spelling))
    alone = len(ranked) == 1 or ranked[1][1][0] < score - 10
    certain = alone and slips <= (2 if len(wanted) >= 8 else 1) and len(wanted) >= 4
    return Near(meant, certain, spelling)


def bare(text: str) -> str:
    """A title's letters and digits alone: what stays the same when people vary apostrophes, dashes and case."""
    return "".join(sign for sign in fold(text) if sign.isalnum())
