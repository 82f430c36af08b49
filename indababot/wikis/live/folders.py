"""Where a live wiki's cookies and API cache are kept: for their owner alone, and never through a link."""

import errno
import logging
import os
import re
import stat
import tempfile
from functools import cache
from pathlib import Path

log = logging.getLogger("indababot.wiki")


def state_folder() -> Path:
    """Where indababot keeps what it may lose: ``INDABABOT_STATE``, or the user's cache folder."""
    given = os.environ.get("INDABABOT_STATE")
    if given:
        return Path(given).expanduser().absolute()
    from platformdirs import user_cache_path

    return user_cache_path("indababot")


def base_dir(name: str) -> Path:
    """The folder for pywikibot's cookies and API cache of one wiki; a passing one where the disk takes none."""
    top = state_folder() / "pywikibot"
    folder = top / (re.sub(r"[^A-Za-z0-9.-]+", "-", name).strip("-") or "wiki")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _no_links(top, folder)
        make_private(top)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        log.warning(
            "the state folder %s cannot be written (%s): this run logs in anew", folder, error.strerror
        )
        return _passing_folder()
    return folder


def _no_links(*places: Path) -> None:
    """Raises OSError where one of them is a link, which leads who knows where."""
    for place in places:
        if place.is_symlink():
            raise OSError(errno.ELOOP, f"{place.name} is a link")


def make_private(folder: Path) -> None:
    """Takes a folder and all below it, links left out, from everybody but the owner.

    Raises:
        OSError: they are somebody else's.
    """
    for place, folders, files in os.walk(folder):
        _own(Path(place), 0o700)
        for name in folders:
            if not Path(place, name).is_symlink():
                _own(Path(place, name), 0o700)
        for name in files:
            _own(Path(place, name), 0o600)


def _own(path: Path, mode: int) -> None:
    try:
        status = path.lstat()
        if not stat.S_ISLNK(status.st_mode) and status.st_mode & 0o077:
            path.chmod(mode)
    except FileNotFoundError:  # another run has removed it
        return


@cache
def _passing_folder() -> Path:
    folder = tempfile.TemporaryDirectory(prefix="indababot-", ignore_cleanup_errors=True)
    _kept.append(folder)
    return Path(folder.name)


_kept: list["tempfile.TemporaryDirectory[str]"] = []
"""Folders that are removed when the process ends."""
