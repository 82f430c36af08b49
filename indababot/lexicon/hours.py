"""The clock of twelve hours in the words of all languages: ``3:15 pm``, ``9 h du matin``, ``8 Uhr abends``."""

from functools import cache

from indababot.lexicon import fold, lexicon


@cache
def half_words() -> tuple[str, ...]:
    """What may stand after an hour and says in which part of the day it is, or leaves that open."""
    words = lexicon().dates
    return tuple(dict.fromkeys((*words.forenoon, *words.afternoon, *words.night, *words.open_hours)))


def hour_of(number: int, half: str | None) -> int | None:
    """The hour of a clock of 24 that a number and the word after it name; None where the word leaves it open.

    A number above twelve names its hour whatever follows. At night twelve is midnight, and up to five it is early.
    """
    if half is None or number > 12:
        return number
    kind = _kinds()[fold(half)]
    hour = number % 12
    if kind == "night":
        return hour + 12 if hour > 5 else hour
    return {"forenoon": hour, "afternoon": hour + 12}.get(kind)


@cache
def _kinds() -> dict[str, str]:
    words = lexicon().dates
    keys = ("open_hours", "night", "afternoon", "forenoon")
    return {fold(word): key for key in keys for word in getattr(words, key)}
