"""pywikibot's site, with a login that asks nobody and tells our errors."""

import logging
from pathlib import Path
from typing import Any

from indababot.errors import LoginError, WikiUnavailable
from indababot.wikis.live.credentials import HOW, Credentials

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
    from pywikibot.comms import http
    from pywikibot.exceptions import APIError
    from pywikibot.login import ClientLoginManager, LoginStatus
    from pywikibot.site import APISite

    class QuietSite(APISite):
        """pywikibot builds and renews a login in its own way, with prompts; this one uses its parts without them."""

        throttle = NoThrottle()

        def login(self, autocreate: bool = False, user: str | None = None, *, cookie_only: bool = False) -> None:
            if cookie_only:
                if self.username() is None or _cookie_file(self.username()).is_file():
                    super().login(cookie_only=True)
                return
            if self.username() is None:
                raise LoginError(f"there is no login for {self}: {HOW}")
            manager = ClientLoginManager(site=self, user=self.username())
            if credentials is not None:
                manager.login_name, manager.password = credentials.login, credentials.secret
            http.cookie_jar.clear()  # a session that still is one takes no login
            self.tokens.clear()
            if not manager.password:
                raise LoginError(f"there is no password for {self.username()} on {self}: {HOW}")
            try:
                manager.login_to_site()
            except APIError as error:
                raise _refused(manager.login_name, error) from error
            finally:
                self._loginstatus = LoginStatus.NOT_LOGGED_IN
            _keep_cookies(self.username(), manager)
            del self.userinfo
            if self.userinfo["name"] != self.username():
                raise LoginError(f"the login of {manager.login_name} did not last: {HOW}")
            self._loginstatus = LoginStatus.AS_USER

        def get_tokens(self, types: list[str]) -> dict[str, str]:
            """Without a type pywikibot asks two more requests for all types that there are."""
            tokens: dict[str, str] = super().get_tokens(types or ["csrf", "login"])
            return tokens

        def has_extension(self, name: str) -> bool:
            """pywikibot asks for the extensions in order to ask more of each page; we need nothing of that."""
            return False

    return QuietSite


def _cookie_file(user: str) -> Path:
    """Where pywikibot keeps the login of an account."""
    from pywikibot import config
    from pywikibot.tools import as_filename

    return Path(config.base_dir, f"pywikibot-{as_filename(user)}.lwp")


def _keep_cookies(user: str, manager: Any) -> None:
    """Keeps the login for the next run, readable for its owner alone."""
    from pywikibot.comms import http

    http.cookie_jar.filename = str(_cookie_file(user))
    try:
        manager.storecookiedata()
    except OSError as error:
        log.warning("the login cannot be kept for the next run: %s", error.strerror)


def _refused(login: str, error: Any) -> Exception:
    said = " ".join(str(error.info).split())
    if "throttled" in f"{error.code} {said}".lower() or "too many recent login" in said.lower():
        return WikiUnavailable(f"the wiki takes no more logins just now ({said}): try again later")
    return LoginError(f"the wiki refuses the login of {login} ({said or error.code}): {HOW}")
