"""One connection to one wiki through pywikibot: who is logged in, and calls of its API."""

import contextlib
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from indababot.errors import IndababotError, LoginError, PageUnreadable, UsageError, WikiUnavailable
from indababot.wikis.live import configure
from indababot.wikis.live.credentials import HOW, NoPassword, from_environment

if TYPE_CHECKING:
    from indababot.wikis.live.transport import PatientAdapter

log = logging.getLogger("indababot.wiki")

LOST = {
    "assertuserfailed",
    "assertbotfailed",
    "assertnameduserfailed",
    "badtoken",
    "notloggedin",
    "mustbeloggedin",
}
"""API error codes that mean: the login is gone."""

BATCH, BOT_BATCH = 50, 500
"""How many pages or accounts one request may name, without and with the right ``apihighlimits``."""


class ApiRefusal(Exception):
    """The wiki understood a call and said no; ``details`` are what its answer holds beside code and text."""

    def __init__(self, code: str, info: str, details: dict[str, Any]) -> None:
        super().__init__(f"{code}: {info}")
        self.code = code
        self.info = info
        self.details = details


@dataclass(frozen=True, slots=True)
class Account:
    """The account that a run works with, as ``doctor`` wants to know it."""

    name: str
    rights: frozenset[str]
    groups: frozenset[str]
    blocked: str | None
    """The reason of a block of the whole wiki, or None."""


class Session:
    """A wiki and a login. pywikibot is single-threaded, and so is this."""

    def __init__(self, spec: str, *, patience: float) -> None:
        self.spec = spec
        self.patience = patience
        self._credentials = from_environment()
        self._site: Any = None
        self._adapter: PatientAdapter | None = None
        self._mounted: list[str] = []
        self.page_bytes: int | None = None
        """The largest text that the wiki takes, in bytes of UTF-8; None until a query has told it."""
        self.unreadable: dict[str, PageUnreadable] = {}
        """Pages whose text is hidden or lost, by title."""

    @property
    def requests(self) -> int:
        """How many HTTP requests were sent."""
        return self._adapter.count if self._adapter else 0

    @property
    def repeated(self) -> bool:
        """Whether the last request was sent more than once, so that it may have been done twice."""
        return bool(self._adapter and self._adapter.lost)

    @property
    def site(self) -> Any:
        """pywikibot's site; the first use talks to the wiki, with the cookies of an earlier run where there are any."""
        if self._site is None:
            with _own_errors(self.spec):
                self._site = self._connect()
            if self._site.username() is not None and not self._site.logged_in():
                try:
                    self.login()
                except NoPassword as error:
                    log.info("%s; going on without a login", error)
        return self._site

    def _connect(self) -> Any:
        from indababot.wikis.live.site import quiet_site

        pywikibot = configure.load()
        from pywikibot.comms import http
        from pywikibot.family import Family

        pywikibot.config.base_dir = str(configure.base_dir(self.spec))
        code, family = _family(self.spec, pywikibot.config)
        loaded = Family.load(family)
        if code not in loaded.langs:
            raise UsageError(f"{self.spec}: pywikibot's family {family} has no {code}")
        users = pywikibot.config.usernames
        user = self._credentials.account if self._credentials else None
        user = user or users[family].get(code) or users[family].get("*") or users["*"].get("*")
        self._mount(http, f"{loaded.protocol(code)}://{loaded.hostname(code)}")
        http.cookie_jar.clear()
        return quiet_site(self._credentials)(code, loaded, user)

    def _mount(self, http: Any, prefix: str) -> None:
        from indababot.wikis.live.transport import PatientAdapter

        if self._adapter is None:
            self._adapter = PatientAdapter(self.spec, self.patience)
        http.session.mount(f"{prefix}/", self._adapter)
        self._http = http
        self._mounted.append(f"{prefix}/")

    def login(self) -> None:
        """Logs in anew, in a new session: what the wiki remembers of the old one is gone.

        Raises:
            LoginError: there is no login, or the wiki refuses it.
        """
        with _own_errors(self.spec):
            self._site.tokens.clear()
            self._site._relogin()
        if not self._site.logged_in():
            raise LoginError(f"the login on {self.spec} is lost: {HOW}")

    def sign_in(self) -> None:
        """Logs in anew where there is a password, so that a kept login does not hide that the password is wrong.

        Raises:
            LoginError: the wiki refuses it.
        """
        if self.site.username() is not None:
            with contextlib.suppress(NoPassword):
                self.login()

    def need_login(self) -> None:
        """Raises LoginError where the run is anonymous."""
        if not self.site.logged_in():
            raise LoginError(f"there is no login for {self.spec}: {HOW}")

    @property
    def batch(self) -> int:
        """How many pages or accounts one request may name."""
        return BOT_BATCH if "apihighlimits" in self.site.userinfo.get("rights", ()) else BATCH

    def account(self) -> Account | None:
        """The account as the wiki knows it now, or None for an anonymous run."""
        site = self.site
        with _own_errors(self.spec):
            del site.userinfo
            info = site.userinfo
        if not site.logged_in():
            return None
        whole = "blockid" in info and not info.get("blockpartial")
        return Account(
            name=info["name"],
            rights=frozenset(info.get("rights", ())),
            groups=frozenset(info.get("groups", ())),
            blocked=(str(info.get("blockreason", "")) or "no reason given") if whole else None,
        )

    def call(self, **parameters: object) -> dict[str, Any]:
        """One call of the API; a lost login is renewed once.

        Raises:
            ApiRefusal: the wiki says no.
        """
        try:
            return self._call(parameters)
        except ApiRefusal as refusal:
            if refusal.code not in LOST:
                raise
        log.info("the login on %s is lost, logging in anew", self.spec)
        self.login()
        try:
            return self._call(parameters)
        except ApiRefusal as refusal:
            if refusal.code not in LOST:
                raise
            raise LoginError(f"{self.spec} does not keep the login ({refusal.info}): {HOW}") from refusal

    def write(self, **parameters: object) -> dict[str, Any]:
        """One call that changes something, with its token; see :meth:`call`."""
        return self.call(**parameters, token=None)

    def _call(self, parameters: dict[str, object]) -> dict[str, Any]:
        site = self.site
        from pywikibot.data.api import Request
        from pywikibot.exceptions import APIError

        with _own_errors(self.spec):
            if "token" in parameters:
                parameters = parameters | {"token": site.tokens["csrf"]}
            try:
                # Told whether to GET, pywikibot need not ask the wiki which of its modules take that.
                reads = "token" not in parameters and _short(parameters)
                request = Request(
                    site=site, throttle=False, use_get=reads, parameters=parameters | {"formatversion": 2}
                )
                answer: dict[str, Any] = request.submit()
            except APIError as error:
                raise ApiRefusal(error.code, " ".join(str(error.info).split()), dict(error.other)) from error
        return answer

    def query(self, **parameters: object) -> Iterator[dict[str, Any]]:
        """All parts of the answer to a query, continued to its end."""
        follow: dict[str, object] = {}
        while True:
            answer = self.call(action="query", **(parameters | follow))
            yield answer.get("query", {})
            if "continue" not in answer:
                return
            follow = dict(answer["continue"])

    def limits_unknown(self) -> dict[str, object]:
        """What a query asks beside, as long as the wiki has not told its limits."""
        return {"meta": "siteinfo", "siprop": "general"} if self.page_bytes is None else {}

    def learn(self, part: dict[str, Any]) -> None:
        """Takes the wiki's limits from a part of an answer that tells them."""
        self.page_bytes = part.get("general", {}).get("maxarticlesize", self.page_bytes)

    def close(self) -> None:
        """Lets go of connections; it may be called twice."""
        if self._adapter is not None:
            self._adapter.close()
        for prefix in self._mounted:
            if self._http.session.adapters.get(prefix) is self._adapter:
                del self._http.session.adapters[prefix]
        self._mounted.clear()


def _short(parameters: dict[str, object]) -> bool:
    """Whether a query fits into an address; longer ones are posted."""
    return sum(len(str(value)) for value in parameters.values()) < 1500


def _family(spec: str, config: Any) -> tuple[str, str]:
    """pywikibot's code and family for a ``family:code`` or an API address; an address that it does not know is added."""
    if not spec.startswith(("http://", "https://")):
        family, _, code = spec.partition(":")
        if family not in config.family_files:
            raise UsageError(
                f"{spec}: pywikibot knows no family {family}; give family:code, as in meta:meta, or an API address"
            )
        return code, family
    for family, file in config.family_files.items():
        if file == spec:
            return family, family
    parts = urlsplit(spec)
    family = "wiki" + re.sub(r"[^a-z0-9]", "", (parts.netloc + parts.path.removesuffix("/api.php")).lower())
    config.family_files[family] = spec
    return family, family


@contextlib.contextmanager
def _own_errors(spec: str) -> Iterator[None]:
    """What pywikibot raises when it gives up, as errors of our tree."""
    configure.load()
    from pywikibot.exceptions import Error, NoUsernameError

    try:
        yield
    except (IndababotError, ApiRefusal):
        raise
    except NoUsernameError as error:
        raise LoginError(f"{spec}: {_line(error)}; {HOW}") from error
    except (Error, ConnectionError, RuntimeError, KeyError) as error:
        raise WikiUnavailable(
            f"{spec} is not available ({type(error).__name__}: {_line(error)}): try again later"
        ) from error


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:300]
