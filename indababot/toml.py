"""Reading TOML that people wrote: the one way in which editions, settings and limits do.

Python's own ``tomllib`` reads, since it is sixteen times as quick as tomlkit, which writes.
"""

import re
import tomllib
from typing import Any

from indababot.i18n import N_, said

DEEPEST = 20
"""No file of ours nests deeper; one that does is refused before anything walks through it."""
_LONG_KEY = re.compile(
    r"""(?<![\w-])(?:(?:[\w-]++|"(?:[^"\\\n]|\\.){0,200}+"|'[^'\n]{0,200}+')[ \t]*+\.[ \t]*+){100}""",
    re.ASCII,
)
"""A key of so many parts: tomllib takes minutes for one of 100,000. No text has as many words with nothing but dots between."""


_BAD_STRING = N_("a text in quotes does not end, or holds a sign that it cannot hold")
_BAD_ESCAPE = N_(
    "a backslash in a text in double quotes means nothing there: double it, or use single quotes"
)
_BAD_LINE = N_("this is neither a key with its value nor a table")
_BAD_VALUE = N_("this is no value: a text stands in quotes, a date is written as 2023-11-03")
_OPEN = N_("a bracket or brace does not end")
_TWICE = N_("a key or table is there twice")
_REASONS = (
    (("Cannot ", "Duplicate "), _TWICE),
    (("Unclosed ", "Expected ']"), _OPEN),
    (("Expected '='",), N_("there is no '=' after a key")),
    (("Unescaped ", "Invalid hex", "Escaped "), _BAD_ESCAPE),
    (("Unterminated ", "Illegal ", "Expected '", 'Expected "'), _BAD_STRING),
    (("Invalid value", "Invalid date"), _BAD_VALUE),
    (("Expected newline",), N_("nothing but a comment may stand after a value or a table's name")),
    (("Invalid statement", "Invalid initial", "Found invalid"), _BAD_LINE),
)
"""How tomllib's reasons begin, and what they mean for who wrote the file."""
_PLACED = re.compile(
    r"^(?P<why>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$", re.DOTALL
)


class TomlError(ValueError):
    """A text is no TOML, or no TOML that anything here can use; says in one line why. ``template`` and ``parts`` are as in our errors."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message.format_map(values) if values else message)
        self.template = message
        self.parts = values


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
        raise _explained(str(error), text) from None
    except ValueError:  # of Python itself, which takes no longer ones
        raise TomlError("a number in it is too long") from None
    if _is_deep(data):
        raise TomlError("it is nested too deeply")
    return data


def _explained(reason: str, text: str) -> TomlError:
    """tomllib's reason in words of ours, with its place; in its own where it has one that was not known to us."""
    placed = _PLACED.match(reason)
    why = placed["why"] if placed else reason
    ours = next((template for starts, template in _REASONS if why.startswith(starts)), None)
    line, column = (placed["line"], placed["column"]) if placed else (None, None)
    if line is None:  # the end
        line, column = text.count("\n") + 1, len(text) - text.rfind("\n")
    return TomlError(
        "line {line}, column {column}: {why}", line=line, column=column, why=said(ours) if ours else why
    )


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
