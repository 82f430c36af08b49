"""Reading TOML that people wrote: the one way in which editions, settings and limits do.

Python's own ``tomllib`` reads, since it is sixteen times as quick as tomlkit, which writes.
"""

import re
import tomllib
from collections.abc import Mapping
from typing import Any, ClassVar

DEEPEST = 20
"""No file of ours nests deeper; one that does is refused before anything walks through it."""
_LONG_KEY = re.compile(
    r"""(?<![\w-])(?:(?:[\w-]++|"(?:[^"\\\n]|\\.){0,200}+"|'[^'\n]{0,200}+')[ \t]*+\.[ \t]*+){100}""",
    re.ASCII,
)
"""A key of so many parts: tomllib takes minutes for one of 100,000. No text has as many words with nothing but dots between."""


class TomlError(ValueError):
    """A text is no TOML, or no TOML that anything here can use; says in one line why. ``parts`` is as in our errors."""

    parts: ClassVar[Mapping[str, object]] = {}

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.template = message


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
