"""Where a live wiki's cookies and API cache are kept: for their owner alone, and never through a link."""

import logging
import re
import tempfile
from functools import cache
from pathlib import Path

from indababot.files import given_state, private_folder, walk
from indababot.i18n import said
from indababot.privacy import anonymous
from indababot.textfiles import why

log = logging.getLogger("indababot.wiki")


def state_folder() -> Path:
    """Where indababot keeps what it may lose: ``INDABABOT_STATE``, or the user's cache folder."""
    from platformdirs import user_cache_path

    return given_state() or user_cache_path("indababot")


def base_dir(name: str) -> Path:
    """The folder for pywikibot's cookies and API cache of one wiki; a passing one where the disk takes none."""
    folder = Path()
    try:
        top = state_folder() / "pywikibot"
        folder = top / (re.sub(r"[^A-Za-z0-9.-]+", "-", anonymous(name)).strip("-") or "wiki")
        private_folder(top, folder)
        _drop_links(folder)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        trouble = said(
            "the state folder {folder} cannot be written ({why}): this run logs in anew",
            folder=folder,
            why=why(error),
        )
        log.warning("%s", trouble)
        return _passing_folder()
    return folder


def _drop_links(folder: Path) -> None:
    """Removes links, which pywikibot would follow: all that is here is ours, and may be lost."""
    for place, folders, names in walk(folder, lambda *_: None):
        for link in (place / name for name in (*folders, *names)):
            if link.is_symlink():
                link.unlink()


@cache
def _passing_folder() -> Path:
    folder = tempfile.TemporaryDirectory(prefix="indababot-", ignore_cleanup_errors=True)
    _kept.append(folder)
    return Path(folder.name)


_kept: list["tempfile.TemporaryDirectory[str]"] = []
"""Folders that are removed when the process ends."""
