"""Reading TOML that people wrote: the one way in which editions, settings and limits do.

Python's own ``tomllib`` reads, since it is sixteen times as quick as tomlkit, which writes.
"""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

DEEPEST = 20
"""No file of ours nests deeper; one that does is refused before anything walks through it."""
_LONG_KEY = re.compile(
    r"""(?<![\w-])(?:(?:[\w-]++|"(?:[^"\\\n]|\\.){0,200}+"|'[^'\n]{0,200}+')[ \t]*+\.[ \t]*+){100}""",
    re.ASCII,
)
"""A key of so many parts: tomllib takes minutes for one of 100,000. No text has as many words with nothing but dots between."""


class TomlError(ValueError):
    """A text is no TOML, or no TOML that anything here can use; says in one line why."""


def loads(text: str) -> dict[str, Any]:
    """What a TOML text says.

    Raises:
        TomlError: the text is no TOML, a number in it is too long, or it is nested too deeply.
    """
    if _LONG_KEY.search(text):
        raise TomlError("it is nested too deeply")
    try:
        data = tomllib.loads(text)
    except RecursionError:
        raise TomlError("it is nested too deeply") from None
    except tomllib.TOMLDecodeError as error:
        raise TomlError(str(error)) from None
    except ValueError:  # of Python itself, which takes no longer ones
        raise TomlError("a number in it is too long") from None
    if _is_deep(data):
        raise TomlError("it is nested too deeply")
    return data


_WRONG = {
    "string_type": "must be text in quotes",
    "string_too_short": "must not be empty",
    "tuple_type": "must be a list",
    "list_type": "must be a list",
    "frozen_set_type": "must be a list",
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "model_attributes_type": "must be a table",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "finite_number": "must be a finite number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "date_type": "must be a date, as 2023-11-03",
    "date_parsing": "must be a date, as 2023-11-03",
    "date_from_datetime_parsing": "must be a date, as 2023-11-03",
    "date_from_datetime_inexact": "must be a date without a time",
    "greater_than": "must be greater than {gt}",
    "greater_than_equal": "must be at least {ge}",
    "less_than": "must be less than {lt}",
    "less_than_equal": "must be at most {le}",
    "literal_error": "must be {expected}",
    "enum": "must be {expected}",
    "string_pattern_mismatch": "must be of the form {pattern}",
    "too_long": "has too many entries",
    "too_short": "has too few entries",
}
"""What pydantic's kinds of faults mean for a person who wrote a file, by their names there."""


def wrong(fault: Mapping[str, Any]) -> str:
    """What is wrong with a value, in plain words; ``fault`` is one of pydantic's ``ValidationError.errors()``, with its context."""
    told = _WRONG.get(str(fault["type"]))
    if told is None:
        return str(fault["msg"]).removeprefix("Value error, ")
    return told.format_map(fault.get("ctx") or {})


def _is_deep(data: object) -> bool:
    """Whether tables and arrays are nested deeper than :data:`DEEPEST`."""
    level: list[object] = [data]
    for _ in range(DEEPEST):
        level = [
            inner
            for value in level
            for inner in (
                value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
            )
        ]
        if not level:
            return False
    return True
