"""What a language says on forms and in signatures: one data file a language, and no word of a language anywhere else.

A new language is a new file beside this one. A page mixes languages freely, so readers ask for the words of all of them at once:
``lexicon().signatures.talk`` holds the talk words of every language, English first.
"""

import json
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from indababot.lexicon.fold import SIGNS, bare, fold, without_signs
from indababot.lexicon.model import Language
from indababot.lexicon.section import Section

__all__ = ["SIGNS", "Language", "bare", "fold", "languages", "lexicon", "made", "without_signs"]

_FOLDER = Path(__file__).resolve().parent
_MADE = _FOLDER / "words.json"


@cache
def languages() -> tuple[Language, ...]:
    """Every language that has a file, English first, the others by their codes."""
    return tuple(_language([one], one["code"], one["name"]) for one in _files())


@cache
def lexicon() -> Language:
    """All languages as one: each list of words holds those of every language, each word once."""
    return _language(_files(), "mul", "all languages")


def _language(files: Iterable[dict[str, Any]], code: str, name: str) -> Language:
    """What files say, unchecked: checking takes longer than reading them, every command would pay for it, and a test does it."""
    words: Any = _joined(files)
    sections: dict[str, Any] = {
        key: field.annotation.model_construct(**words.get(key, {}))
        for key, field in Language.model_fields.items()
        if isinstance(field.annotation, type) and issubclass(field.annotation, Section)
    }
    return Language.model_construct(code=code, name=name, **sections)


@cache
def _files() -> tuple[dict[str, Any], ...]:
    """What the languages' files say, in the order of :func:`languages`: as it was made of these very files, else read from them."""
    data = _data()
    try:
        known = json.loads(_MADE.read_bytes())
    except (OSError, ValueError):  # as two branches leave it that git could not merge
        known = {}
    return tuple(known["files"] if known.get("of") == _mark(data) else _read(data))


def made() -> str:
    """What :data:`_MADE` must hold, which is read in a twentieth of the time; every command reads it. ``scripts/docs`` writes it."""
    data = _data()
    return json.dumps({"of": _mark(data), "files": _read(data)}, ensure_ascii=False, indent=0) + "\n"


def _data() -> list[bytes]:
    return [path.read_bytes() for path in sorted(_FOLDER.glob("*.toml"))]


def _mark(data: Iterable[bytes]) -> str:
    return blake2b(b"\0".join(data), digest_size=16).hexdigest()


def _read(data: Iterable[bytes]) -> list[dict[str, Any]]:
    from tomllib import loads

    found = [loads(one.decode()) for one in data]
    return sorted(found, key=lambda one: (one["code"] != "en", one["code"]))


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
