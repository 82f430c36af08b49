"""What is wrong with an edition file, in one line that a person can act on."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from indababot.editions.model import Edition
from indababot.faults import wrong
from indababot.i18n import said
from indababot.suggestions import nearest

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
        message: str = said(
            "unknown key '{key}'{place}{line}{hint}",
            key=location[-1],
            place=_inside(location, data),
            line=_line(str(location[-1]), text),
            hint=_suggestion(location),
        )
    elif fault["type"] == "missing":
        message = said("the key '{key}' is missing{place}", key=location[-1], place=_inside(location, data))
    elif fault["type"] != "value_error":
        message = said(
            "'{place}' {fault}, not {value}", place=place, fault=wrong(fault), value=_shown(fault["input"])
        )
    else:
        message = said("in {place}, {fault}", place=place, fault=wrong(fault)) if place else wrong(fault)
    if len(faults) > 1:
        message = said("{fault} (and {number} more)", fault=message, number=len(faults) - 1)
    return message if message.endswith("?") else said("{fault}.", fault=message)


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
    return said(" in {place}", place=place) if place else ""


def _line(key: str, text: str) -> str:
    """The line on which a key stands, where only one does."""
    pattern = re.compile(rf"(?:^|[\[{{.,\s])\"?{re.escape(key)}\"?\s*(?:[=.\]]|$)")
    lines = [number for number, line in enumerate(text.splitlines(), 1) if pattern.search(line)]
    return said(" on line {line}", line=lines[0]) if len(lines) == 1 else ""


def _suggestion(location: Sequence[int | str]) -> str:
    model = _model_at(location[:-1])
    if model is None:
        return ""
    near = nearest(str(location[-1]), model.model_fields)
    if near:
        return said(", did you mean '{near}'?", near=near)
    return said("; known are {names}", names=", ".join(model.model_fields))


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
