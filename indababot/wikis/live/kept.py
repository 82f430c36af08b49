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

from indababot.files import read_regular

log = logging.getLogger("indababot.wiki")

_SALT_BYTES = 16


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
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    sign = fresh.with_name(f"{fresh.name}.sign")
    http.cookie_jar.filename = str(fresh)
    try:
        fresh.unlink(missing_ok=True)
        os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        manager.storecookiedata()
        with os.fdopen(os.open(sign, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as signed:
            salt = os.urandom(_SALT_BYTES)
            signed.write(salt + _digest(salt, manager))
        file.unlink(missing_ok=True)  # a cookie file beside another's sign would be a login of nobody
        sign.replace(_sign_file(file))
        fresh.replace(file)
    except OSError as error:
        log.warning("the login cannot be kept for the next run: %s", error.strerror)
    finally:
        http.cookie_jar.filename = str(file)
        for path in (fresh, sign):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


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
