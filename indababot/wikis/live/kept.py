"""The login that a run leaves for the next one: cookies, and a sign of the credentials that made them.

A login that other credentials made is not used: a new bot password, be it poorer, richer or wrong, counts at once.
"""

import contextlib
import hashlib
import hmac
import logging
import os
from http.cookiejar import LWPCookieJar
from pathlib import Path
from typing import Any

from indababot.files import PRIVATE, read_regular, sweep, write_bytes, write_text
from indababot.i18n import said
from indababot.textfiles import why

log = logging.getLogger("indababot.wiki")

_SALT_BYTES = 16
_HEAD = "#LWP-Cookies-2.0\n"
"""How a file of cookies begins."""


def has_login(user: str, manager: Any) -> bool:
    """Whether an earlier run has left a login that can be tried with this login manager's credentials.

    What a killed run has left half-written, what other credentials made, and what is a link is removed.
    """
    file = _cookie_file(user)
    try:
        whole = read_regular(file, follow=False).decode().endswith("\n")
        if whole and manager.password and _same(read_regular(_sign_file(file), follow=False), manager):
            LWPCookieJar(file).load(ignore_discard=True)
            return True
    except FileNotFoundError:
        log.debug("no login of an earlier run")
    except (OSError, ValueError) as error:
        log.info("the login of an earlier run cannot be read (%s)", type(error).__name__)
    for old in (file, _sign_file(file)):
        with contextlib.suppress(OSError):
            old.unlink()
    return False


def keep(user: str, manager: Any) -> None:
    """Keeps the login for the next run, readable for its owner alone; whole, or not at all."""
    from pywikibot.comms import http

    file = _cookie_file(user)
    http.cookie_jar.filename = str(file)
    cookies = f"{_HEAD}{http.cookie_jar.as_lwp_str(ignore_discard=True, ignore_expires=False)}"
    salt = os.urandom(_SALT_BYTES)
    try:
        file.unlink(missing_ok=True)  # a cookie file beside another's sign would be a login of nobody
        sweep(file.parent)
        write_bytes(_sign_file(file), salt + _digest(salt, manager), mode=PRIVATE, follow=False)
        write_text(file, cookies, mode=PRIVATE, follow=False)
    except OSError as error:
        log.warning("%s", said("the login cannot be kept for the next run: {why}", why=why(error)))


def _cookie_file(user: str) -> Path:
    """Where pywikibot keeps the login of an account."""
    from pywikibot import config
    from pywikibot.tools import as_filename

    return Path(config.base_dir, f"pywikibot-{as_filename(user)}.lwp")


def _sign_file(cookies: Path) -> Path:
    return cookies.with_suffix(".sign")


def _same(sign: bytes, manager: Any) -> bool:
    return hmac.compare_digest(sign[_SALT_BYTES:], _digest(sign[:_SALT_BYTES], manager))


def _digest(salt: bytes, manager: Any) -> bytes:
    """A hash of the credentials that takes long to guess at (10 ms)."""
    credentials = f"{manager.login_name}\0{manager.password}".encode()
    return hashlib.scrypt(credentials, salt=salt, n=1 << 12, r=8, p=1)
