"""Finding, reading and joining edition files."""

from functools import cache
from pathlib import Path

from pydantic import ValidationError

from indababot import toml
from indababot.editions.explain import explain
from indababot.editions.join import joined
from indababot.editions.model import Edition
from indababot.editions.words import with_lexicon
from indababot.errors import EditionError
from indababot.files import read_given, real
from indababot.i18n import said
from indababot.suggestions import nearest, nearest_path
from indababot.textfiles import why

_FOLDER = Path(__file__).resolve().parent


def available() -> list[str]:
    """The ids of the editions that come with the package, sorted."""
    return sorted(path.stem for path in _FOLDER.glob("*.toml"))


def load(name: str) -> Edition:
    """The edition with an id, or the one in a file (``FILE.toml``).

    Raises:
        EditionError: no edition has the id, the file cannot be read, or it says something that an edition cannot say.
    """
    if name.endswith(".toml"):
        return _read(Path(name), ())
    if name in available():
        return _embedded(name)
    raise EditionError("There is no edition '{name}': {hint}", name=name, hint=_suggestion(name))


def loads(text: str, name: str = "<text>") -> Edition:
    """The edition in a TOML text; ``name`` is what errors call it, and the base of relative file names in it.

    Raises:
        EditionError: as :func:`load`.
    """
    return _resolved(text, Path(name), ())


def _suggestion(name: str) -> str:
    near = _near_file(name) or nearest(name, available()[::-1])  # of several that are as near, the newest
    return said("did you mean '{near}'?", near=near) if near else said("'indababot editions list' shows all.")


def _near_file(name: str) -> str | None:
    """The edition's file that was most likely meant, or the id that a name of a file begins with."""
    path = Path(name)
    if path.suffix == ".toml" and path.stem in available():
        return path.stem
    near = nearest_path(name) if path.suffix else None
    return near if near and near.endswith(".toml") else None


@cache
def _embedded(name: str) -> Edition:
    return _read(_FOLDER / f"{name}.toml", ())


def _read(path: Path, trail: tuple[Path, ...]) -> Edition:
    """The edition in a file; ``trail`` are the files that extend it, the outermost first."""
    try:
        text = read_given(path).decode("utf-8-sig")
    except FileNotFoundError:
        if near := _near_file(str(path)):
            hint = said("did you mean '{near}'?", near=near)
            raise EditionError("There is no edition file {path}: {hint}", path=path, hint=hint) from None
        raise EditionError("There is no edition file {path}.", path=path) from None
    except UnicodeDecodeError as error:
        raise EditionError(
            "The edition file {path} is not UTF-8 (byte {byte}): save it as UTF-8.",
            path=path,
            byte=error.start,
        ) from None
    except OSError as error:
        raise EditionError(
            "The edition file {path} cannot be read: {why}.", path=path, why=why(error)
        ) from None
    return _resolved(text, path, trail)


def _resolved(text: str, path: Path, trail: tuple[Path, ...]) -> Edition:
    try:
        data = toml.loads(text)
    except toml.TomlError as error:
        raise EditionError(
            "The edition file {path} is no valid TOML: {error}.", path=path, error=error
        ) from None
    try:
        edition = Edition.model_validate(data)
    except ValidationError as error:
        raise EditionError(
            "The edition file {path} is wrong: {fault}", path=path, fault=explain(error, data, text)
        ) from None
    if edition.lexicon:
        edition = with_lexicon(edition)
    return joined(edition, _base(edition.extends, path, trail)) if edition.extends else edition


def _base(name: str, path: Path, trail: tuple[Path, ...]) -> Edition:
    """The edition that the one in ``path`` extends; those of the package are read once, and extend each other in no circle."""
    here = real(path)
    if not name.endswith(".toml"):
        if name not in available():
            raise EditionError(
                "The edition file {path} extends '{name}', which is no edition: {hint}",
                path=path,
                name=name,
                hint=_suggestion(name),
            )
        if here != _FOLDER / f"{name}.toml":
            return _embedded(name)
    base = path.parent / f"{name.removesuffix('.toml')}.toml"
    if real(base) in (here, *trail):
        raise EditionError(
            "The edition file {path} is wrong: by 'extends = \"{name}\"' it extends itself.",
            path=path,
            name=name,
        )
    return _read(base, (*trail, here))
