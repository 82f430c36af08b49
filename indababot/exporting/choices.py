"""Types and languages as programme tools know them."""

from functools import cache

from indababot.lexicon import fold, languages, lexicon
from indababot.privacy import Public
from indababot.records import FieldKey


def kind(submission: Public) -> str | None:
    """What the c3voc calls a session of the first type that it knows; None where it knows none."""
    return next((found for value in submission.types if (found := _kinds().get(fold(value)))), None)


def language(submission: Public) -> str | None:
    """The ISO 639 code of the language that a session is held in; None where that is unknown or not one language."""
    codes = {_codes().get(fold(value)) for value in submission.languages}
    return codes.pop() if len(codes) == 1 else None


@cache
def _kinds() -> dict[str, str]:
    words = lexicon().choices
    return _spelt({name: kind for kind, names in words.kinds.items() for name in names}, FieldKey.TYPES)


@cache
def _codes() -> dict[str, str]:
    codes = {name: one.code for one in languages() for name in one.choices.own_language}
    return {code: code for code in codes.values()} | _spelt(codes, FieldKey.LANGUAGES)


def _spelt(known: dict[str, str], key: FieldKey) -> dict[str, str]:
    """What is known of values, by every spelling of them."""
    spellings = lexicon().choices.names.get(key.value, {})
    found = {fold(name): value for name, value in known.items()}
    for name, others in spellings.items():
        if value := found.get(fold(name)):
            found |= {fold(other): value for other in others}
    return found
