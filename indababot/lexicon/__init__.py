"""What a language says on forms and in signatures: one data file a language, and no word of a language anywhere else.

A new language is a new file beside this one. A page mixes languages freely, so readers ask for the words of all of them at once:
``lexicon().signatures.talk`` holds the talk words of every language, English first.
"""

from collections.abc import Iterable
from functools import cache
from importlib import resources
from tomllib import loads
from typing import TypeVar

from pydantic import BaseModel

from indababot.lexicon.fold import SIGNS, bare, fold, without_signs
from indababot.lexicon.model import Language, Section

__all__ = ["SIGNS", "Language", "bare", "fold", "languages", "lexicon", "without_signs"]

_S = TypeVar("_S", bound=BaseModel)


@cache
def languages() -> tuple[Language, ...]:
    """Every language that has a file, English first, the others by their codes."""
    files = [one for one in resources.files(__package__).iterdir() if one.name.endswith(".toml")]
    found = [_language(one.name, one.read_text("utf-8")) for one in files]
    return tuple(sorted(found, key=lambda one: (one.code != "en", one.code)))


def _language(name: str, text: str) -> Language:
    """The language in a file; an error of the file names it."""
    try:
        return Language.model_validate(loads(text))
    except ValueError as error:
        error.add_note(f"This is in indababot/lexicon/{name}; docs/languages.md explains the sections.")
        raise


@cache
def lexicon() -> Language:
    """All languages as one: each list of words holds those of every language, each word once."""
    known = languages()
    sections = {
        name: joined([getattr(one, name) for one in known])
        for name, value in known[0]
        if isinstance(value, Section)
    }
    return Language(code="mul", name="all languages", **sections)


def joined(sections: Iterable[_S]) -> _S:
    """Sections of several languages as one."""
    every = list(sections)
    return type(every[0])(**{name: _together([getattr(one, name) for one in every]) for name, _ in every[0]})


def _together(values: list[object]) -> object:
    first = values[0]
    if isinstance(first, BaseModel):
        return joined([value for value in values if isinstance(value, BaseModel)])
    if isinstance(first, dict):
        tables = [value for value in values if isinstance(value, dict)]
        keys = dict.fromkeys(key for table in tables for key in table)
        return {key: _together([table[key] for table in tables if key in table]) for key in keys}
    return tuple(dict.fromkeys(word for value in values if isinstance(value, tuple) for word in value))
