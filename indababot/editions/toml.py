"""Writing TOML with tomlkit: single values, and a whole edition with everything that it took over from others."""

from collections.abc import Iterable, Mapping
from typing import Any

import tomlkit
from tomlkit.items import Array, InlineTable, Item, Table

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
    return tomlkit.string(text).as_string()


def array(texts: Iterable[str]) -> str:
    """A TOML array of strings, in one line."""
    return tomlkit.item([*texts]).as_string()


def key(name: str) -> str:
    """A key, in quotes where it needs them."""
    return tomlkit.key(name).as_string()


def dumps(edition: Edition) -> str:
    """An edition as a file that gives the same edition again; what it extends is in it, and no longer named."""
    data = edition.model_dump(exclude_defaults=True, exclude={"extends"})
    document = tomlkit.document()
    for name, value in data.items():
        if not _is_table(value):
            document.append(name, _value(value))
    for name, value in data.items():
        if isinstance(value, Mapping):
            document.append(name, _table(value, dotted=name != "rules"))
        elif _is_table(value):
            tables = tomlkit.aot()
            for entry in value:
                tables.append(_table(entry))
            document.append(name, tables)
    return tomlkit.dumps(document)


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping) or (
        isinstance(value, tuple | list) and bool(value) and isinstance(value[0], Mapping)
    )


def _table(entries: Mapping[str, Any], *, dotted: bool = True) -> Table:
    """A table whose inner tables are dotted keys (``labels.en``), or in one line each."""
    table = tomlkit.table()
    for name, value in entries.items():
        if isinstance(value, Mapping) and dotted:
            for inner, texts in value.items():
                table.append(tomlkit.key([name, inner]), _value(texts))
        else:
            table.append(name, _value(value))
    return table


def _value(value: Any) -> Item:
    """A value in one line; a list of tables has a line for each."""
    if isinstance(value, Mapping):
        inline: InlineTable = tomlkit.inline_table()
        for name, inner in value.items():
            inline.append(name, _value(inner))
        return inline
    if isinstance(value, tuple | list):
        items: Array = tomlkit.array()
        for inner in value:
            items.append(_value(inner))
        return items.multiline(_is_table(value))
    return tomlkit.string(value) if isinstance(value, str) else tomlkit.item(value)
