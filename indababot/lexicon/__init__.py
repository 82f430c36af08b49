"""What a language says on forms and in signatures: one data file a language, and no word of a language anywhere else.

A new language is a new file beside this one. A page mixes languages freely, so readers ask for the words of all of them at once:
``lexicon().signatures.talk`` holds the talk words of every language, English first.
"""

from collections.abc import Iterable
from functools import cache
from importlib import resources
from tomllib import loads
from typing import Any

from indababot.lexicon.fold import PICTOGRAMS, SIGNS, bare, fold, is_mark, loose, unpictured, without_signs
from indababot.lexicon.model import Language
from indababot.lexicon.section import Section

__all__ = [
    "PICTOGRAMS",
    "SIGNS",
    "Language",
    "bare",
    "fold",
    "is_mark",
    "languages",
    "lexicon",
    "loose",
    "unpictured",
    "without_signs",
]


@cache
def languages() -> tuple[Language, ...]:
    """Every language that has a file, English first, the others by their codes."""
    return tuple(
        _language([one], one["code"], one["name"], begun=one.get("begun", False)) for one in _files()
    )


@cache
def lexicon() -> Language:
    """All languages as one: each list of words holds those of every language, each word once."""
    return _language(_files(), "mul", "all languages")


def _language(files: Iterable[dict[str, Any]], code: str, name: str, *, begun: bool = False) -> Language:
    """What files say, unchecked: checking takes longer than reading them, every command would pay for it, and a test does it."""
    words: Any = _joined({key: said for key, said in one.items() if isinstance(said, dict)} for one in files)
    sections: dict[str, Any] = {
        key: field.annotation.model_construct(**words.get(key, {}))
        for key, field in Language.model_fields.items()
        if isinstance(field.annotation, type) and issubclass(field.annotation, Section)
    }
    return Language.model_construct(code=code, name=name, begun=begun, **sections)


@cache
def _files() -> tuple[dict[str, Any], ...]:
    """What the languages' files say, in the order of :func:`languages`."""
    files = [one for one in resources.files(__package__).iterdir() if one.name.endswith(".toml")]
    found = [loads(one.read_text("utf-8")) for one in files]
    return tuple(sorted(found, key=lambda one: (one["code"] != "en", one["code"])))


def _joined(values: Iterable[Any]) -> object:
    """Lists of several languages as one, and tables of such lists; months, weekdays and numbers are counted from their keys."""
    every = list(values)
    if not isinstance(every[0], dict):
        return tuple(dict.fromkeys(word for value in every for word in value))
    keys = dict.fromkeys(key for table in every for key in table)
    return {
        int(key) if key.isdecimal() else key: _joined(table[key] for table in every if key in table)
        for key in keys
    }
