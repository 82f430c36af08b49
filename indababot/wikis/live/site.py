"""pywikibot's site, with a login that asks nobody and tells our errors."""

from typing import Any

from indababot.errors import LoginError, WikiUnavailable
from indababot.wikis.live.credentials import HOW, Credentials


def quiet_site(credentials: Credentials | None) -> Any:
    """A class of pywikibot sites that log in with these credentials, or with pywikibot's own password file."""
    from pywikibot.exceptions import APIError
    from pywikibot.login import ClientLoginManager, LoginStatus
    from pywikibot.site import APISite

    class QuietSite(APISite):
        """pywikibot builds and renews a login in its own way, with prompts; this one uses its parts without them."""

        def login(
            self, autocreate: bool = False, user: str | None = None, *, cookie_only: bool = False
        ) -> None:
            super().login(cookie_only=True)
            if cookie_only or self.logged_in():
                return
            if self.username() is None:
                raise LoginError(f"there is no login for {self}: {HOW}")
            manager = ClientLoginManager(site=self, user=self.username())
            if credentials is not None:
                manager.login_name, manager.password = credentials.login, credentials.secret
            if not manager.password:
                raise LoginError(f"there is no password for {self.username()} on {self}: {HOW}")
            try:
                manager.login_to_site()
            except APIError as error:
                raise _refused(manager.login_name, error) from error
            finally:
                self._loginstatus = LoginStatus.NOT_LOGGED_IN
            _keep_cookies(manager)
            del self.userinfo
            if self.userinfo["name"] != self.username():
                raise LoginError(f"the login of {manager.login_name} did not last: {HOW}")
            self._loginstatus = LoginStatus.AS_USER

    return QuietSite


def _keep_cookies(manager: Any) -> None:
    try:
        manager.storecookiedata()
    except OSError:
        from indababot.wikis.live.transport import log

        log.warning("the login cannot be kept for the next run: the state folder cannot be written")


def _refused(login: str, error: Any) -> Exception:
    said = " ".join(str(error.info).split())
    if "throttled" in f"{error.code} {said}".lower() or "too many recent login" in said.lower():
        return WikiUnavailable(f"the wiki takes no more logins just now ({said}): try again later")
    return LoginError(f"the wiki refuses the login of {login} ({said or error.code}): {HOW}")
