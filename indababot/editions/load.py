"""Finding, reading and joining edition files."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from rapidfuzz import process

from indababot.editions.model import Edition, Form, FormField
from indababot.errors import EditionError

_FOLDER = Path(__file__).parent


def available() -> list[str]:
    """The ids of the editions that come with the package, sorted."""
    return sorted(path.stem for path in _FOLDER.glob("*.toml"))


def load(name: str) -> Edition:
    """The edition with an id, or the one in a file (``FILE.toml``).

    Raises:
        EditionError: no edition has the id, the file cannot be read, or it says something that an edition cannot say.
    """
    if name.endswith(".toml"):
        return _read(Path(name))
    if name in available():
        return _embedded(name)
    near = process.extractOne(name, available(), score_cutoff=60)
    hint = f"did you mean '{near[0]}'?" if near else "'indababot editions list' shows all."
    raise EditionError(f"There is no edition '{name}': {hint}")


@cache
def _embedded(name: str) -> Edition:
    return _read(_FOLDER / f"{name}.toml")


def _read(path: Path) -> Edition:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise EditionError(f"There is no edition file {path}.") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise EditionError(f"The edition file {path} cannot be read: {error}") from None
    try:
        edition = Edition.model_validate(data)
    except ValidationError as error:
        raise EditionError(f"The edition file {path} is wrong: {_explain(error)}") from None
    return _extended(edition, path) if edition.extends else edition


def _extended(edition: Edition, path: Path) -> Edition:
    """The edition with the labels, parameters, noise and placeholders of the one that it extends."""
    base = load(edition.extends or "")
    if base.id == edition.id:
        raise EditionError(f"The edition file {path} is wrong: it extends itself.")
    own = {label.casefold() for field in edition.fields for texts in field.labels.values() for label in texts}
    fields = tuple(_joined(field, base.by_key.get(field.key), own) for field in edition.fields)
    form = Form(
        noise=_union(edition.form.noise, base.form.noise),
        placeholders=_union(edition.form.placeholders, base.form.placeholders),
        groups=edition.form.groups,
    )
    return edition.model_copy(update={"fields": fields, "form": form})


def _joined(field: FormField, base: FormField | None, own: set[str]) -> FormField:
    """A field with its base's labels, less those that the edition itself gives to another field."""
    if base is None:
        return field
    labels = dict(field.labels)
    for language, texts in base.labels.items():
        new = tuple(text for text in texts if text.casefold() not in own)
        labels[language] = _union(labels.get(language, ()), new)
    return field.model_copy(
        update={"labels": labels, "parameters": _union(field.parameters, base.parameters), "hints": _union(field.hints, base.hints)}
    )


def _union(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(first + second))


def _explain(error: ValidationError) -> str:
    """The first fault in one line, with a suggestion where a key is misspelt, and how many more there are."""
    faults = error.errors(include_url=False, include_context=False)
    fault = faults[0]
    place = ".".join(str(part) for part in fault["loc"])
    if fault["type"] == "extra_forbidden":
        text = f"unknown key '{place}'{_suggestion(fault['loc'])}"
    else:
        text = f"'{place}': {fault['msg']}" if place else fault["msg"]
    return f"{text}{f' (and {len(faults) - 1} more)' if len(faults) > 1 else ''}."


def _suggestion(location: tuple[int | str, ...]) -> str:
    model = _model_at(location[:-1])
    if model is None:
        return ""
    near = process.extractOne(str(location[-1]), list(model.model_fields), score_cutoff=60)
    return f", did you mean '{near[0]}'?" if near else f" (known: {', '.join(model.model_fields)})"


def _model_at(location: tuple[int | str, ...]) -> type[BaseModel] | None:
    """The model that stands at a place in an edition file."""
    model: type[BaseModel] | None = Edition
    for part in location:
        if isinstance(part, int):
            continue
        annotation: Any = model.model_fields[part].annotation if model and part in model.model_fields else None
        inner = [annotation, *getattr(annotation, "__args__", ())]
        model = next((item for item in inner if isinstance(item, type) and issubclass(item, BaseModel)), None)
    return model
