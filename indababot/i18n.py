"""Messages in the reader's language: gettext catalogues, English where a message has no translation.

A message is a template with named places (``{field}``) and the values for them; only templates are translated. ``N_``
marks a template for extraction (``scripts/messages``) where it stands, without translating it there.
"""

import gettext
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

SOURCE = "en"
"""The language that templates are written in."""

_FOLDER = Path(__file__).parent / "locale"
_DOMAIN = "indababot"


def N_(template: str) -> str:  # noqa: N802 - gettext's own name for this mark
    """The template itself, marked for extraction."""
    return template


def available() -> tuple[str, ...]:
    """The languages that there are catalogues for, English among them, sorted."""
    found = {path.parent.parent.name for path in _FOLDER.glob(f"*/LC_MESSAGES/{_DOMAIN}.mo")}
    return tuple(sorted(found | {SOURCE}))


def translate(language: str, template: str, values: Mapping[str, str] | None = None) -> str:
    """A template in a language (``fr``, ``fr-CA``, ``fr_CA.UTF-8``), with its values put in; English where there is none."""
    text = _catalogue(normal(language)).gettext(template) if template else ""
    return text.format_map(values) if values else text


def normal(language: str) -> str:
    """The language's code without region, script or encoding: ``fr_CA.UTF-8`` is ``fr``; ``C`` and ``POSIX`` are English."""
    code = language.replace("_", "-").split(".")[0].split("@")[0].split("-")[0].lower()
    return SOURCE if code in ("", "c", "posix") else code


def locale(environment: Mapping[str, str] = os.environ) -> str:
    """The language that the locale of a process asks for."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    return normal(next((environment[name] for name in names if environment.get(name)), SOURCE))


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == SOURCE:
        return gettext.NullTranslations()
    return gettext.translation(_DOMAIN, _FOLDER, languages=[language], fallback=True)
