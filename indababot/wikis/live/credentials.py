"""Who logs in: the environment's bot password, else what pywikibot's own files say."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from indababot.errors import LoginError
from indababot.i18n import said
from indababot.privacy import keep_secret

USERNAME = "INDABABOT_USERNAME"
PASSWORD = "INDABABOT_PASSWORD"
HOW = said(
    "set {name} (Account@app) and {password} (of Special:BotPasswords), or use pywikibot's own files",
    name=USERNAME,
    password=PASSWORD,
)


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


def from_environment(environment: Mapping[str, str] = os.environ) -> Credentials | None:
    """The credentials that the environment holds, or None where it holds none.

    Raises:
        LoginError: it holds one half only.
    """
    login = environment.get(USERNAME, "").strip()
    secret = environment.get(PASSWORD, "")
    if bool(login) != bool(secret):
        there, absent = (USERNAME, PASSWORD) if login else (PASSWORD, USERNAME)
        raise LoginError("{name} is set, but {other} is not: {how}", name=there, other=absent, how=HOW)
    return Credentials(login, secret) if login else None
