"""pywikibot's site, with a login that asks nobody and tells our errors."""

import contextlib
import logging
import os
from http.cookiejar import LWPCookieJar
from pathlib import Path
from typing import Any

from indababot.errors import LoginError, WikiUnavailable
from indababot.privacy import keep_secret
from indababot.wikis.live.credentials import HOW, Credentials, NoPassword

log = logging.getLogger("indababot.wiki")


class NoThrottle:
    """In place of pywikibot's throttle, which keeps a file of all its processes and slows each by their number.

    The pause between writes is ours, reads are serial, and what a Retry-After asks is up to the transport.
    """

    retry_after = 0

    def __call__(self, *, requestsize: int = 1, write: bool = False) -> None:
        """No wait."""

    def lag(self, lagtime: float | None = None) -> None:
        """No wait either: the transport has waited."""


def quiet_site(credentials: Credentials | None) -> Any:
    """A class of pywikibot sites that log in with these credentials, or with pywikibot's own password file."""
    from pywikibot.site import APISite

    class QuietSite(APISite):  # type: ignore[misc]  # pywikibot is untyped for mypy
        """A site that is never asked for what we do not need, and never asks a person."""

        throttle = NoThrottle()

        def login(
            self, autocreate: bool = False, user: str | None = None, *, cookie_only: bool = False
        ) -> None:
            if not cookie_only:
                _log_in(self, credentials)
            elif self.username() is None or _has_login(self.username()):
                super().login(cookie_only=True)

        def get_tokens(self, types: list[str]) -> dict[str, str]:
            """Without a type pywikibot asks two more requests for all types that there are."""
            tokens: dict[str, str] = super().get_tokens(types or ["csrf", "login"])
            keep_secret(*tokens.values())
            return tokens

        def has_extension(self, name: str) -> bool:
            """pywikibot asks for the extensions in order to ask more of each page; we need nothing of that."""
            return False

    return QuietSite


def _log_in(site: Any, credentials: Credentials | None) -> None:
    """A new login with a new session.

    Raises:
        LoginError: there is no login, or the wiki refuses it.
        WikiUnavailable: the wiki takes no logins just now.
    """
    from pywikibot.comms import http
    from pywikibot.exceptions import APIError
    from pywikibot.login import ClientLoginManager, LoginStatus

    if site.username() is None:
        raise LoginError(f"there is no login for {site}: {HOW}")
    manager = ClientLoginManager(site=site, user=site.username())
    if credentials is not None:
        manager.login_name, manager.password = credentials.login, credentials.secret
    keep_secret(manager.password)
    if not manager.password:
        raise NoPassword(f"there is no password for {site.username()} on {site}: {HOW}")
    http.cookie_jar.clear()  # a session that still is one takes no login
    site.tokens.clear()
    try:
        manager.login_to_site()
    except APIError as error:
        raise _refused(manager.login_name, error) from error
    finally:
        site._loginstatus = LoginStatus.NOT_LOGGED_IN
    _keep_cookies(site.username(), manager)
    del site.userinfo
    if site.userinfo["name"] != site.username():
        raise LoginError(f"the login of {manager.login_name} did not last: {HOW}")
    site._loginstatus = LoginStatus.AS_USER


def _cookie_file(user: str) -> Path:
    """Where pywikibot keeps the login of an account."""
    from pywikibot import config
    from pywikibot.tools import as_filename

    return Path(config.base_dir, f"pywikibot-{as_filename(user)}.lwp")


def _has_login(user: str) -> bool:
    """Whether an earlier run has left a login that can be tried; what a killed run has left half-written is removed."""
    file = _cookie_file(user)
    try:
        if file.read_text("utf-8").endswith("\n"):
            LWPCookieJar(file).load(ignore_discard=True)
            return True
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as error:
        log.info("the login of an earlier run cannot be read (%s)", type(error).__name__)
    with contextlib.suppress(OSError):
        file.unlink()
    return False


def _keep_cookies(user: str, manager: Any) -> None:
    """Keeps the login for the next run, readable for its owner alone; whole, or not at all."""
    from pywikibot.comms import http

    file = _cookie_file(user)
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    http.cookie_jar.filename = str(fresh)
    try:
        manager.storecookiedata()
        fresh.replace(file)
    except OSError as error:
        log.warning("the login cannot be kept for the next run: %s", error.strerror)
    finally:
        http.cookie_jar.filename = str(file)
        fresh.unlink(missing_ok=True)


def _refused(login: str, error: Any) -> Exception:
    said = " ".join(str(error.info).split())
    if "throttled" in f"{error.code} {said}".lower() or "too many recent login" in said.lower():
        return WikiUnavailable(f"the wiki takes no more logins just now ({said}): try again later")
    return LoginError(f"the wiki refuses the login of {login} ({said or error.code}): {HOW}")
