"""Who logs in: the environment's bot password, else what pywikibot's own files say."""

import os
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any

from indababot.errors import LoginError, MissingExtra
from indababot.i18n import NEEDS_EXTRA, said
from indababot.privacy import keep_secret

USERNAME = "INDABABOT_USERNAME"
PASSWORD = "INDABABOT_PASSWORD"
HOW = said(
    "set {name} (Account@app) and {password} (of Special:BotPasswords), or use pywikibot's own files",
    name=USERNAME,
    password=PASSWORD,
)
OAUTH_KEYS = 4
"""How many keys of ``authenticate`` are those of OAuth; two are a name and a password of the web server's."""


class NoPassword(LoginError):
    """An account is named in pywikibot's own files, and no password for it is anywhere: reading goes on without."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """A login name with its secret, which no repr shows; ``account`` is the login name without its app."""

    login: str
    secret: str = field(repr=False)

    def __post_init__(self) -> None:
        keep_secret(self.secret)

    @property
    def account(self) -> str:
        name = self.login.partition("@")[0].replace("_", " ").strip()
        return name[:1].upper() + name[1:]


def from_environment() -> Credentials | None:
    """The credentials that the environment holds, or None where it holds none.

    Raises:
        LoginError: it holds one half only.
    """
    login = os.environ.get(USERNAME, "").strip()
    secret = os.environ.get(PASSWORD, "")
    if bool(login) != bool(secret):
        there, absent = (USERNAME, PASSWORD) if login else (PASSWORD, USERNAME)
        raise LoginError("{name} is set, but {other} is not: {how}", name=there, other=absent, how=HOW)
    return Credentials(login, secret) if login else None


def check_oauth(http: Any, address: str) -> None:
    """Says what is missing for the keys that the operator's ``authenticate`` has for a wiki, and keeps them out of all texts.

    Raises:
        MissingExtra: the package extra that signs requests.
    """
    keys = http.get_authentication(address)
    keep_secret(*(keys or ()))
    if keys is not None and len(keys) == OAUTH_KEYS and find_spec("requests_oauthlib") is None:
        raise MissingExtra(NEEDS_EXTRA, what="OAuth (authenticate in user-config.py)", extra="oauth")
