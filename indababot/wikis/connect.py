"""From what a person writes for a wiki to the wiki."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from indababot.errors import UsageError
from indababot.i18n import said
from indababot.privacy import keep_secret
from indababot.suggestions import nearest_path
from indababot.wikis.base import Wiki

_HOST = re.compile(r"(?:[a-z0-9-]+\.){2,}[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
"""The address of a wiki as a browser shows it."""
KNOWN = re.compile(r"[a-z][a-z0-9]*:[a-z0-9][a-z0-9_-]*")
"""pywikibot's ``family:code``."""

DUMPS = (".xml", ".bz2", ".xml.gz", ".xml.7z", ".7z")


def connect(
    spec: str,
    *,
    patience: float | None = None,
    write_pause: float | None = None,
    scheduler: str | None = None,
    watch: Callable[[int, int], None] | None = None,
) -> Wiki:
    """The wiki that ``spec`` names: an API address or that of any page, a ``family:code``, a folder, or a dump (``.xml``, ``.bz2``,
    ``.gz``, ``.7z``).

    ``patience`` and ``write_pause`` are seconds, for live wikis; see :class:`indababot.wikis.live.LiveWiki`. For dumps, ``scheduler`` is
    the address of a Dask cluster that does the work, and ``watch`` is told how many bytes of the file are done, of how many.

    Raises:
        UsageError: ``spec`` is none of these.
    """
    if scheduler and not spec.endswith(DUMPS):
        raise UsageError("--scheduler goes with a dump, and {spec} is none", spec=spec)
    if spec[:8].lower().startswith(("http://", "https://")):
        scheme, colon, rest = spec.partition(":")
        spec = _sound(f"{scheme.lower()}{colon}{rest}")
        from indababot.wikis.live import PATIENCE, LiveWiki, api_address

        address = api_address(spec, patience=PATIENCE if patience is None else patience)
        return LiveWiki(address, patience=patience, write_pause=write_pause)
    path = Path(spec or "/nowhere").expanduser()
    if path.is_dir():
        from indababot.wikis.folder import FolderWiki

        return FolderWiki(path)
    if path.name.endswith(DUMPS):
        if not path.is_file():
            near = nearest_path(spec)
            if near:
                raise UsageError("there is no dump '{spec}'; did you mean '{near}'?", spec=spec, near=near)
            raise UsageError("there is no dump {spec}", spec=spec)
        from indababot.wikis.dump import connected

        return connected(path, scheduler=scheduler, watch=watch)
    if KNOWN.fullmatch(spec):
        from indababot.wikis.live import LiveWiki

        return LiveWiki(spec, patience=patience, write_pause=write_pause)
    to_do = said("give the address of its API or of any page, family:code (meta:meta), a folder or a dump")
    if near := _meant(spec) if spec else None:
        to_do = said("did you mean '{near}'?", near=near)
    raise UsageError("{spec} is no wiki: {to_do}", spec=repr(spec), to_do=to_do)


def _sound(address: str) -> str:
    """The address, which names a host that can be.

    Raises:
        UsageError: it does not.
    """
    try:
        parts = urlsplit(address)
        keep_secret(parts.password, unquote(parts.password or ""))
        sound = re.fullmatch(r"[^\s/\\]+", parts.hostname or "") is not None and parts.port != 0
    except ValueError:  # brackets that hold no address, or a port that is no number
        sound = False
    if not sound:
        raise UsageError(
            "{address} is no address of a wiki: give that of its API or of any page", address=address
        )
    return address


def _meant(spec: str) -> str | None:
    """The folder, dump, address or family of wikis that was most likely meant."""
    path = nearest_path(spec)
    if path is not None and (Path(path).is_dir() or path.endswith(DUMPS)):
        return path
    if _HOST.fullmatch(spec):
        return f"https://{spec}"
    if re.fullmatch("[A-Za-z-]+", spec):
        from indababot.wikis.live import near_wiki

        return near_wiki(spec)
    return None
