"""pywikibot made fit for a program while we use it, and left as it was: nothing of it is changed for others in the process.

What the operator's user-config.py says stays in force (``simulate``, ``put_throttle``, ``authenticate``, ``family`` and ``mylang``,
``user_agent_description``, lags), but for what would make an unattended run prompt, print or wait for long. pywikibot keeps its
state in modules, so this exchanges it for the length of one call, and is for one thread at a time, as pywikibot is.
"""

import contextlib
import logging
import os
import re
import sys
import tempfile
import traceback
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn

from indababot import __version__
from indababot.errors import LoginError, UsageError
from indababot.suggestions import nearest
from indababot.wikis.live.durations import seconds

if TYPE_CHECKING:
    import requests

log = logging.getLogger("indababot.wiki")

SETTINGS: dict[str, object] = {
    "max_retries": 1,  # patience is the transport's
    "retry_wait": 1,
    "retry_max": 2,
    "solve_captcha": False,
}
"""What pywikibot's configuration has to say while we use it, whatever a user-config.py says."""

PUT_THROTTLE = 10
"""pywikibot's own pause between writes, in seconds: what ``put_throttle`` says where nobody set it."""


@contextlib.contextmanager
def ours(base_dir: Path, session: "requests.Session", *, oauth: bool = True) -> Iterator[None]:
    """While this lasts pywikibot works with our HTTP session, cookies, folder and log; afterwards with its own again.

    ``oauth`` False leaves out the keys of ``authenticate``, for a login by password.
    """
    load()
    from pywikibot import bot, config
    from pywikibot.comms import http

    if http.session is session:  # a call within a call
        yield
        return
    with contextlib.ExitStack() as stack:
        for key, value in (SETTINGS | _own_settings(config, base_dir, oauth=oauth)).items():
            _exchange(stack, config, key, value)
        _exchange(stack, http, "session", session)
        _exchange(stack, http, "cookie_jar", session.cookies)
        _exchange(stack, bot.ui, "input", _no_prompt)
        _exchange(stack, bot.ui, "input_choice", _no_prompt)
        _route_logging(stack)
        stack.enter_context(warnings.catch_warnings())
        _exchange(stack, warnings, "showwarning", _warned)
        yield


def _own_settings(config: Any, base_dir: Path, *, oauth: bool) -> dict[str, object]:
    """The settings that depend on the operator's."""
    described = [
        f"indababot/{__version__}",
        config.user_agent_description,
        os.environ.get("INDABABOT_CONTACT"),
    ]
    own: dict[str, object] = {
        "base_dir": str(base_dir),
        "user_agent_description": "; ".join(part for part in described if part),
    }
    if config.password_file:  # it is relative to the folder that is exchanged
        own["password_file"] = str(Path(config.base_dir, config.password_file))
    if not oauth:
        own["authenticate"] = {}
    return own


def _exchange(stack: contextlib.ExitStack, place: Any, name: str, value: object) -> None:
    """Sets an attribute until the stack is left."""
    own = vars(place)
    if name in own:
        stack.callback(setattr, place, name, own[name])
    else:
        stack.callback(delattr, place, name)
    setattr(place, name, value)


@cache
def load() -> Any:
    """Imports pywikibot; gives the package. Where this process already uses it, nothing happens."""
    if "pywikibot" not in sys.modules:
        with _quiet_import(), _operators_faults():
            import pywikibot
    import pywikibot
    from pywikibot import bot

    # What pywikibot does at its first line of output, but for taking Python's warnings for itself, and for its log's header where
    # there is no log: it looks at the file of each loaded module, which takes a fifth of a run that has nothing to do.
    with warnings.catch_warnings(), contextlib.ExitStack() as stack:
        shown = warnings.showwarning
        if not (bot.config.log or bot.config.verbose_output):
            _exchange(stack, bot, "writelogheader", lambda: None)
        bot.init_handlers()
        if warnings.showwarning is not shown:
            logging.captureWarnings(False)
    return pywikibot


@contextlib.contextmanager
def _quiet_import() -> Iterator[None]:
    """While pywikibot is imported, it sees no arguments, and it makes no folder in the person's home."""
    arguments, sys.argv = sys.argv, sys.argv[:1]
    before = os.environ.get("PYWIKIBOT_DIR")
    empty = None
    try:
        if user_config() is None:
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
            if (
                "pywikibot.config" in sys.modules
            ):  # where pywikibot by itself would be without a user-config.py
                sys.modules["pywikibot.config"].base_dir = str(Path.cwd())  # type: ignore[attr-defined]


@contextlib.contextmanager
def _operators_faults() -> Iterator[None]:
    """A fault in the operator's user-config.py, which pywikibot executes, as a sentence that names its line."""
    file = user_config()
    try:
        yield
    except (Exception, SystemExit) as error:
        if file is None:
            raise
        lines = [number for frame, number in traceback.walk_tb(error.__traceback__) if _is(frame, file)]
        number = getattr(error, "lineno", None) or next(iter(lines), None)
        log.debug("%s cannot be used", file, exc_info=True)
        raise UsageError(
            "{file} cannot be used ({why}): fix it, or name another folder with PYWIKIBOT_DIR",
            file=f"{file}:{number}" if number else str(file),
            why=f"{type(error).__name__}: {error.msg if isinstance(error, SyntaxError) else error}",
        ) from error


def _is(frame: FrameType, file: Path) -> bool:
    return Path(frame.f_code.co_filename).resolve() == file.resolve()


def user_config() -> Path | None:
    """The operator's user-config.py, as pywikibot looks for it; None where there is none.

    Raises:
        UsageError: the folder that ``PYWIKIBOT_DIR`` names is not there.
    """
    if "pywikibot.config" in sys.modules:
        config: Any = sys.modules["pywikibot.config"]
        file = Path(config.base_dir, config.user_config_file)
        return file if file.is_file() else None
    before = os.environ.get("PYWIKIBOT_DIR")
    places = [Path(before).expanduser()] if before else []
    if places and not places[0].is_dir():
        raise UsageError(
            "PYWIKIBOT_DIR names {folder}, which is no folder: correct it or unset it", folder=before
        )
    places += [Path(), Path("~/.pywikibot").expanduser()]
    return next((file for place in places if (file := place / "user-config.py").is_file()), None)


def simulated() -> bool:
    """Whether the operator asks pywikibot to write nothing (``simulate``, or ``pwb -simulate``)."""
    if "pywikibot" not in sys.modules and user_config() is None:
        return False
    return bool(load().config.simulate)


def write_pause() -> float | None:
    """The pause between writes that the operator has set (``put_throttle``), in seconds; None where nobody did.

    Raises:
        UsageError: it is no number of seconds.
    """
    file = user_config()
    if "pywikibot" not in sys.modules and file is None:
        return None
    pause = seconds("put_throttle of user-config.py", load().config.put_throttle)
    if pause != PUT_THROTTLE:
        return pause
    return pause if _says(file, "put_throttle") else None


def near_wiki(name: str, code: str = "") -> str | None:
    """The ``family:code`` that was most likely meant by a misspelt family of wikis; None where pywikibot knows none like it."""
    from pywikibot.family import Family

    families = load().config.family_files
    base = re.sub(r"[-_]?wiki$", "", name.casefold())  # metawiki and enwiki are names of databases
    if base != name and base not in families and base in Family.load("wikipedia").langs:
        return f"wikipedia:{base}"
    family = base if base in families else nearest(name, families)
    if family is None:
        return None
    codes = Family.load(family).langs
    usual = next((known for known in (family, "en") if known in codes), load().config.mylang)
    return f"{family}:{code if code in codes else usual}"


def default_wiki() -> str | None:
    """The operator's own wiki, ``family:code``; None where pywikibot's configuration names none."""
    file = user_config()
    if "pywikibot" not in sys.modules and file is None:
        return None
    config = load().config
    chosen = (config.family, config.mylang)
    # Where neither is set, loading makes it test.wikipedia.org, which an operator may also mean.
    if chosen in (("wikipedia", "language"), ("wikipedia", "test")) and not _says(file, "family|mylang"):
        return None
    return ":".join(chosen)


def _says(file: Path | None, names: str) -> bool:
    """Whether a user-config.py sets one of these names."""
    pattern = rf"^\s*(?:{names})\s*="
    return file is not None and bool(re.search(pattern, file.read_text("utf-8", "replace"), re.MULTILINE))


class _Routed(logging.Handler):
    """pywikibot's messages as lines of ours: what it says about its retries is detail, and never a traceback."""

    def emit(self, record: logging.LogRecord) -> None:
        lines = [line.strip() for line in record.getMessage().splitlines() if line.strip()]
        if lines:
            text = lines[-1] if lines[0].startswith("Traceback") else lines[0]
            log.log(logging.INFO if record.levelno >= logging.ERROR else logging.DEBUG, "pywikibot: %s", text)


_ROUTED = _Routed()


def _warned(
    message: Warning | str, category: type[Warning], filename: str, lineno: int, *_: object, **__: object
) -> None:
    """What pywikibot warns of, such as a password file that others may read, as a line of ours."""
    log.warning("pywikibot: %s", " ".join(str(message).split()))


def _route_logging(stack: contextlib.ExitStack) -> None:
    """Takes what pywikibot says, at any of its layers, into our log.

    What it says below INFO may hold requests with their passwords, and its own files would keep that.
    """
    names = ["pywiki", *(name for name in logging.Logger.manager.loggerDict if name.startswith("pywiki."))]
    for name in names:
        logger = logging.getLogger(name)
        _exchange(stack, logger, "handlers", [_ROUTED] if name == "pywiki" else [])
        stack.callback(logger.setLevel, logger.level)
        logger.setLevel(logging.INFO)
    _exchange(stack, logging.getLogger("pywiki"), "propagate", False)


def _no_prompt(question: str = "", *_: object, **__: object) -> NoReturn:
    raise LoginError(
        "the wiki asks a question that only a person can answer ({question}): use a bot password",
        question=question.strip(),
    )
