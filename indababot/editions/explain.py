"""What is wrong with an edition file, in one line that a person can act on."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from indababot.editions.model import Edition
from indababot.suggestions import nearest
from indababot.toml import wrong

_NAMES = ("key", "name", "page", "source")
"""The keys that tell an entry of a list from its neighbours."""


def explain(error: ValidationError, data: Mapping[str, Any], text: str) -> str:
    """The first fault, with its place and a suggestion where a key is misspelt, and how many more there are.

    ``data`` is what the file says and ``text`` the file itself.
    """
    faults = error.errors(include_url=False)
    fault = min(
        faults, key=lambda item: item["type"] != "extra_forbidden"
    )  # a misspelt key is behind a missing one
    location = fault["loc"]
    place = _place(location, data)
    if fault["type"] == "extra_forbidden":
        message = f"unknown key '{location[-1]}'{_inside(location, data)}{_line(str(location[-1]), text)}{_suggestion(location)}"
    elif fault["type"] == "value_error":
        message = f"{f'in {place}, ' if place else ''}{wrong(fault)}"
    else:
        message = f"'{place}' {wrong(fault)}, not {_shown(fault['input'])}"
        if fault["type"] == "missing":
            message = f"the key '{location[-1]}' is missing{_inside(location, data)}"
    if len(faults) > 1:
        message += f" (and {len(faults) - 1} more)"
    return message if message.endswith("?") else f"{message}."


def _place(location: Sequence[int | str], data: Any) -> str:
    """A place as ``fields[2] (authors).choices[1] (Lecture).minutes``; entries are counted from 1."""
    parts: list[str] = []
    for part in location:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            data = None
        if not isinstance(part, int):
            parts.append(f".{part}" if parts else part)
            continue
        name = next((data[key] for key in _NAMES if key in data), None) if isinstance(data, Mapping) else None
        parts.append(f"[{part + 1}]{f' ({name})' if name else ''}")
    return "".join(parts)


def _inside(location: Sequence[int | str], data: Mapping[str, Any]) -> str:
    place = _place(location[:-1], data)
    return f" in {place}" if place else ""


def _line(key: str, text: str) -> str:
    """The line on which a key stands, where only one does."""
    pattern = re.compile(rf"(?:^|[\[{{.,\s])\"?{re.escape(key)}\"?\s*(?:[=.\]]|$)")
    lines = [number for number, line in enumerate(text.splitlines(), 1) if pattern.search(line)]
    return f" on line {lines[0]}" if len(lines) == 1 else ""


def _suggestion(location: Sequence[int | str]) -> str:
    model = _model_at(location[:-1])
    if model is None:
        return ""
    near = nearest(str(location[-1]), model.model_fields)
    return f", did you mean '{near}'?" if near else f"; known are {', '.join(model.model_fields)}"


def _model_at(location: Sequence[int | str]) -> type[BaseModel] | None:
    """The model that stands at a place in an edition file."""
    model: type[BaseModel] | None = Edition
    for part in location:
        if isinstance(part, int):
            continue
        annotation: Any = (
            model.model_fields[part].annotation if model and part in model.model_fields else None
        )
        inner = [annotation, *getattr(annotation, "__args__", ())]
        model = next((item for item in inner if isinstance(item, type) and issubclass(item, BaseModel)), None)
    return model


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:39]}…"
