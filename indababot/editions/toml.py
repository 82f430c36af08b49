"""Writing TOML: single values, and a whole edition with everything that it took over from others."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from indababot.editions.model import Edition


def clean(text: str) -> str:
    """A text in one line, without what cannot be shown; what joins letters stays."""
    return " ".join(
        "".join(
            char for char in text if char.isprintable() or char.isspace() or char in "\u200c\u200d"
        ).split()
    )


def string(text: str) -> str:
    """A TOML string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def array(texts: Iterable[str]) -> str:
    """A TOML array of strings, in one line."""
    return f"[{', '.join(string(text) for text in texts)}]"


def dumps(edition: Edition) -> str:
    """An edition as a file that gives the same edition again; what it extends is in it, and no longer named."""
    data = edition.model_dump(exclude_defaults=True, exclude={"extends"})
    plain = [f"{key} = {_value(value)}" for key, value in data.items() if not _is_table(value)]
    tables = [line for key, value in data.items() if _is_table(value) for line in _table(key, value)]
    return "\n".join([*plain, *tables]) + "\n"


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping) or (
        isinstance(value, tuple | list) and bool(value) and isinstance(value[0], Mapping)
    )


def _table(key: str, value: Any) -> Iterator[str]:
    for entry in [value] if isinstance(value, Mapping) else value:
        yield ""
        yield f"[{key}]" if isinstance(value, Mapping) else f"[[{key}]]"
        for name, inner in entry.items():
            if _is_table(inner) and not isinstance(inner, Mapping):
                yield f"{_key(name)} = ["
                yield from (f"    {_value(item)}," for item in inner)
                yield "]"
            elif isinstance(inner, Mapping) and key != "rules":
                yield from (f"{_key(name)}.{_key(code)} = {_value(texts)}" for code, texts in inner.items())
            else:
                yield f"{_key(name)} = {_value(inner)}"


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else string(name)


def _value(value: Any) -> str:
    """A value in one line; ``isoformat`` is what TOML writes for dates and moments."""
    if isinstance(value, str):
        return string(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(key)} = {_value(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(_value, value))}]"
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
