"""pywikibot made fit for a program: no files where it is called, no prompts, no prints, no arguments of ours read."""

import contextlib
import logging
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from indababot import __version__
from indababot.errors import LoginError

log = logging.getLogger("indababot.wiki")

SETTINGS: dict[str, object] = {
    "minthrottle": 0,  # the pause between writes is ours (`write_pause`); reads are serial
    "put_throttle": 0,
    "max_retries": 1,  # patience is the transport's
    "retry_wait": 1,
    "retry_max": 2,
    "solve_captcha": False,
    "write_maxlag": 5,
    "read_maxlag": 30,
    "simulate": False,
    "log": [],
    "debug_log": [],  # it would hold requests with their passwords
}
"""What pywikibot's configuration has to say, whatever a user-config.py says."""


def state_folder() -> Path:
    """Where indababot keeps what it may lose: ``INDABABOT_STATE``, or the user's cache folder."""
    given = os.environ.get("INDABABOT_STATE")
    if given:
        return Path(given).expanduser().absolute()
    from platformdirs import user_cache_path

    return user_cache_path("indababot")


def base_dir(name: str) -> Path:
    """The folder for pywikibot's cookies and API cache of one wiki; a passing one where the disk takes none."""
    folder = state_folder() / "pywikibot" / (re.sub(r"[^A-Za-z0-9.-]+", "-", name).strip("-") or "wiki")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        log.warning(
            "the state folder %s cannot be written (%s): this run logs in anew", folder, error.strerror
        )
        return _passing_folder()
    return folder


@cache
def _passing_folder() -> Path:
    folder = tempfile.TemporaryDirectory(prefix="indababot-", ignore_cleanup_errors=True)
    _kept.append(folder)
    return Path(folder.name)


_kept: list["tempfile.TemporaryDirectory[str]"] = []
"""Folders that are removed when the process ends."""


@cache
def load() -> Any:
    """Imports pywikibot, once, configured for us; gives the package."""
    with _quiet_import():
        import pywikibot
    from pywikibot import bot, config

    if config.password_file:  # it is relative to the folder that we are about to change
        config.password_file = str(Path(config.base_dir, config.password_file))
    for key, value in SETTINGS.items():
        setattr(config, key, value)
    contact = os.environ.get("INDABABOT_CONTACT")
    config.user_agent_description = f"indababot/{__version__}" + (f"; {contact}" if contact else "")
    _route_logging(bot)
    return pywikibot


@contextlib.contextmanager
def _quiet_import() -> Iterator[None]:
    """While pywikibot is imported, it sees no arguments, and it makes no folder in the person's home."""
    arguments, sys.argv = sys.argv, sys.argv[:1]
    before = os.environ.get("PYWIKIBOT_DIR")
    places = [Path(before)] if before else []
    places += [Path(), Path("~/.pywikibot").expanduser()]
    empty = None
    try:
        if not any((place / "user-config.py").is_file() for place in places):
            empty = tempfile.TemporaryDirectory(prefix="indababot-")
            (Path(empty.name) / "user-config.py").touch(mode=0o600)
            os.environ["PYWIKIBOT_DIR"] = empty.name
        yield
    finally:
        sys.argv = arguments
        if empty is not None:
            empty.cleanup()
            if before is None:
                del os.environ["PYWIKIBOT_DIR"]
            else:
                os.environ["PYWIKIBOT_DIR"] = before


class _Routed(logging.Handler):
    """pywikibot's messages as lines of ours: what it says about its retries is detail, and never a traceback."""

    def emit(self, record: logging.LogRecord) -> None:
        lines = [line.strip() for line in record.getMessage().splitlines() if line.strip()]
        if lines:
            text = lines[-1] if lines[0].startswith("Traceback") else lines[0]
            log.log(logging.INFO if record.levelno >= logging.ERROR else logging.DEBUG, "pywikibot: %s", text)


def _route_logging(bot: Any) -> None:
    bot.init_handlers()
    logging.captureWarnings(False)  # pywikibot takes Python's warnings for itself
    logger = logging.getLogger("pywiki")
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
    logger.addHandler(_Routed())
    # What pywikibot says below this level may hold requests with their passwords.
    logger.setLevel(logging.INFO)
    logger.propagate = False
    bot.ui.input = _no_prompt
    bot.ui.input_choice = _no_prompt


def _no_prompt(question: str = "", *_: object, **__: object) -> NoReturn:
    raise LoginError(
        f"the wiki asks a question that only a person can answer ({question.strip()}): use a bot password"
    )
