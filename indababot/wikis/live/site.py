"""pywikibot's site, with a login that asks nobody and tells our errors."""

from collections.abc import Callable
from typing import Any

from indababot.errors import LoginError, WikiUnavailable
from indababot.privacy import keep_secret
from indababot.textfiles import why
from indababot.wikis.live import kept
from indababot.wikis.live.credentials import HOW, Credentials, NoPassword
from indababot.wikis.live.troubles import line


class NoThrottle:
    """In place of pywikibot's throttle, which keeps a file of all its processes and slows each by their number.

    The pause between writes is ours, reads are serial, and what a Retry-After asks is up to the transport.
    """

    retry_after = 0

    def __call__(self, *, requestsize: int = 1, write: bool = False) -> None:
        """No wait."""

    def lag(self, lagtime: float | None = None) -> None:
        """No wait either: the transport has waited."""


def quiet_site(credentials: Credentials | None, ready: Callable[[Any], None], told: dict[str, str]) -> Any:
    """A class of pywikibot sites that log in with these credentials, or with pywikibot's own password file.

    ``ready`` is called with the site before each login, and raises where no password is to be sent to who answers now.
    ``told`` are tokens that came along with another answer: they are used once in place of a request for them.
    """
    from pywikibot.site import APISite

    class QuietSite(APISite):  # type: ignore[misc]  # pywikibot is untyped for mypy
        """A site that is never asked for what we do not need, and never asks a person."""

        throttle = NoThrottle()

        def login(
            self, autocreate: bool = False, user: str | None = None, *, cookie_only: bool = False
        ) -> None:
            told.clear()  # tokens end with the session
            if self.is_oauth_token_available():
                super().login(
                    cookie_only=True
                )  # every request is signed: whose keys they are is all that is to be asked
            elif not cookie_only:
                ready(self)
                _log_in(self, credentials, super().login)
            elif self.username() is None or kept.has_login(self.username(), _manager(self, credentials)):
                super().login(cookie_only=True)

        def get_tokens(self, types: list[str]) -> dict[str, str]:
            """Without a type pywikibot asks two more requests for all types that there are."""
            if told and told.keys() >= set(types):
                tokens = dict(told)
                told.clear()  # who asks again was refused with them
                return tokens
            tokens = dict(super().get_tokens(types or ["csrf", "login"]))
            keep_secret(*tokens.values())
            return tokens

        def has_extension(self, name: str) -> bool:
            """pywikibot asks for the extensions in order to ask more of each page; we need nothing of that."""
            return False

    return QuietSite


def _manager(site: Any, credentials: Credentials | None) -> Any:
    """pywikibot's login of the account, with its login name and its password, where there is one."""
    from pywikibot.login import ClientLoginManager

    try:
        manager = ClientLoginManager(site=site, user=site.username())
    except (OSError, ValueError) as error:
        raise LoginError(
            "pywikibot's password file cannot be used ({why}): {how}", why=why(error), how=HOW
        ) from error
    if credentials is not None:
        manager.login_name, manager.password = credentials.login, credentials.secret
    return manager


def _log_in(site: Any, credentials: Credentials | None, settle: Callable[[], None]) -> None:
    """A new login with a new session; ``settle`` takes note in pywikibot that it lasts.

    Raises:
        LoginError: there is no login, or the wiki refuses it.
        WikiUnavailable: the wiki takes no logins just now.
    """
    from pywikibot.comms import http
    from pywikibot.exceptions import APIError

    if site.username() is None:
        raise LoginError("there is no login for {wiki}: {how}", wiki=site, how=HOW)
    manager = _manager(site, credentials)
    keep_secret(manager.password)
    if not manager.password:
        raise NoPassword(
            "there is no password for {account} on {wiki}: {how}", account=site.username(), wiki=site, how=HOW
        )
    http.cookie_jar.clear()  # a session that still is one takes no login
    site.tokens.clear()
    try:
        manager.login_to_site()
    except APIError as error:
        raise _refused(manager.login_name, error) from error
    kept.keep(site.username(), manager)
    del site.userinfo
    if site.userinfo["name"] != site.username():
        raise LoginError("the login of {login} did not last: {how}", login=manager.login_name, how=HOW)
    settle()


def _refused(login: str, error: Any) -> Exception:
    answer = line(error.info)
    if "throttled" in f"{error.code} {answer}".lower() or "too many recent login" in answer.lower():
        return WikiUnavailable(
            "the wiki takes no more logins just now ({answer}): try again later", answer=answer
        )
    return LoginError(
        "the wiki refuses the login of {login} ({answer}): {how}",
        login=login,
        answer=answer or line(error.code),
        how=HOW,
    )
