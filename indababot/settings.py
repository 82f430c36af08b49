"""Settings of a folder: ``indababot.toml``, or ``[tool.indababot]`` in ``pyproject.toml``, the nearest one upwards."""

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from indababot import toml
from indababot.errors import UsageError
from indababot.faults import wrong
from indababot.files import read_given
from indababot.i18n import said
from indababot.suggestions import nearest
from indababot.textfiles import why

FILE_NAME = "indababot.toml"
_Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Settings(BaseModel):
    """What a folder's settings say; options and the environment win over them.

    Paths are taken from the folder of the file that names them. ``exclude`` has patterns of files and folders that are
    left out when a folder is looked through; ``per_page_ignores`` has shell patterns on titles
    and file names; ``rules`` is a file with an organiser's own limits; ``fail_level`` is ``error``, ``warning`` or ``info``.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, alias_generator=lambda name: name.replace("_", "-")
    )

    edition: _Word | None = None
    wiki: _Word | None = None
    lang: _Word | None = None
    select: tuple[_Word, ...] = ()
    ignore: tuple[_Word, ...] = ()
    exclude: tuple[_Word, ...] = ()
    per_page_ignores: dict[str, tuple[_Word, ...]] = Field(default_factory=dict)
    baseline: _Word | None = None
    rules: _Word | None = None
    fail_level: Literal["error", "warning", "info"] | None = None
    file: Path | None = Field(default=None, exclude=True)
    """Where the settings come from; None where there is no such file."""

    def path(self, name: str) -> Path:
        """A path that the settings name, from the folder of their file."""
        return Path(name) if self.file is None else self.file.parent / name


def find_settings(folder: Path | None = None) -> Settings:
    """The settings of the nearest file from a folder (the current one) upwards; all unset where there is none.

    Raises:
        UsageError: a file cannot be read, or it has a key or value that settings do not have.
    """
    start = (folder or Path.cwd()).resolve()
    for place in (start, *start.parents):
        own = place / FILE_NAME
        if own.is_file():
            return _checked(_load(own), own)
        project = place / "pyproject.toml"
        if project.is_file():
            table = _load(project).get("tool", {}).get("indababot")
            if table is not None:
                return _checked(table, project)
    return Settings.model_construct()  # its defaults are right: nothing is to be checked


def _load(path: Path) -> dict[str, Any]:
    try:
        return toml.loads(read_given(path).decode("utf-8-sig"))
    except OSError as error:
        raise UsageError("The settings in {path} cannot be read: {why}.", path=path, why=why(error)) from None
    except UnicodeDecodeError:
        raise UsageError(
            "The settings in {path} cannot be read: {why}.", path=path, why=said("it is no UTF-8 text")
        ) from None
    except toml.TomlError as error:
        raise UsageError("The settings in {path} cannot be read: {error}", path=path, error=error) from None


def _checked(table: Any, path: Path) -> Settings:
    try:
        return Settings.model_validate(table if not isinstance(table, dict) else _localised(table, path))
    except ValidationError as error:
        raise UsageError(
            "The settings in {path} are wrong: {fault}", path=path, fault=_explained(error)
        ) from None


def _localised(table: dict[str, Any], path: Path) -> dict[str, Any]:
    """The table with its file beside it, and an edition file or wiki folder found from where the settings stand."""
    found = dict(table)
    for key in ("edition", "wiki"):
        value = found.get(key)
        if isinstance(value, str) and (value.startswith(".") or _stands_beside(path, key, value)):
            found[key] = str(path.parent / value)
    if "file" in found:  # ours, and no key of the settings
        raise UsageError("The settings in {path} are wrong: unknown key 'file'.", path=path)
    return found | {"file": path}


def _stands_beside(path: Path, key: str, value: str) -> bool:
    """Whether a value names an edition file, or a folder or dump that is there: the command line takes those for wikis too."""
    if key == "edition":
        return value.endswith(".toml")
    try:
        return (path.parent / value).exists()
    except (OSError, ValueError):  # what no file can be called: an address that is too long, a NUL
        return False


def _explained(error: ValidationError) -> str:
    """The first fault in one line, with a suggestion where a key is misspelt."""
    faults = error.errors(include_url=False)
    fault = faults[0]
    place = ".".join(str(part) for part in fault["loc"])
    more = said(" (and {number} more)", number=len(faults) - 1) if len(faults) > 1 else ""
    if fault["type"] != "extra_forbidden":
        return said("'{place}' {fault}{more}.", place=place, fault=wrong(fault), more=more)
    known = [name.replace("_", "-") for name in Settings.model_fields if name != "file"]
    near = nearest(place, known)
    hint = (
        said("did you mean '{near}'?", near=near)
        if near
        else said("known are {names}.", names=", ".join(known))
    )
    return said("unknown key '{key}'{more}, {hint}", key=place, more=more, hint=hint)
