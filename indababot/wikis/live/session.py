"""One connection to one wiki through pywikibot: who is logged in, and calls of its API."""

import contextlib
import hashlib
import json
import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from indababot.errors import (
    LoginError,
    PageUnreadable,
    UsageError,
    WikiUnavailable,
)
from indababot.privacy import keep_secret
from indababot.wikis.live import configure, folders, identity
from indababot.wikis.live.credentials import HOW, Credentials, NoPassword, check_oauth, from_environment
from indababot.wikis.live.family import family_of
from indababot.wikis.live.troubles import ApiRefusal, line, own_errors

if TYPE_CHECKING:
    from requests import Session as HttpSession

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

REDIRECTS = 5

MANY_PARTS = 100
"""More parts than an answer has that comes quickly: 50,000 listed pages, or all texts of a batch."""

NO_TOKEN = "+\\"
"""The token of those who are not logged in."""

BATCH, BOT_BATCH = 50, 500
"""How many pages or accounts one request may name, without and with the right ``apihighlimits``."""


@dataclass(frozen=True, slots=True)
class Account:
    """The account that a run works with, as ``doctor`` wants to know it."""

    name: str
    rights: frozenset[str]
    groups: frozenset[str]
    blocked: str | None
    """The reason of a block of the whole wiki, or None."""
    blocker: str = ""
    """Who blocked it, where the wiki tells."""


class Session:
    """A wiki and a login. pywikibot is single-threaded, and so is this; its HTTP session and cookies are its own."""

    def __init__(self, spec: str, *, patience: float) -> None:
        self.spec = spec
        self.patience = patience
        self._site: Any = None
        self._adapter: PatientAdapter | None = None
        self._http: HttpSession | None = None
        self._tokens: dict[str, str] = {}
        self._token_told = False
        self._identity = identity.Identity(spec)
        self.page_bytes: int | None = None
        """The largest text that the wiki takes, in bytes of UTF-8; None until a query has told it."""
        self.unreadable: dict[str, PageUnreadable] = {}
        """Pages whose text is hidden or lost, by title."""

    @property
    def requests(self) -> int:
        """How many HTTP requests were sent."""
        return self._adapter.count if self._adapter else 0

    @property
    def articles(self) -> str | None:
        """The address of the wiki's pages, with ``$1`` for the title; None until it has told it."""
        return self._identity.articles

    @property
    def repeated(self) -> bool:
        """Whether the last request was sent more than once, so that it may have been done twice."""
        return bool(self._adapter and self._adapter.lost)

    @cached_property
    def _credentials(self) -> Credentials | None:
        """Who logs in. It is looked at when the wiki is first asked, so that ``doctor`` can tell that half of it is missing."""
        return from_environment()

    @contextlib.contextmanager
    def _pywikibot(self) -> Iterator[Any]:
        """pywikibot's site, with pywikibot set up as we need it for the length of the block, and its errors as ours.

        The first use talks to the wiki, with the cookies of an earlier run where there are any.
        """
        with own_errors(self.spec):
            if self._http is None:
                self._http = self._session()
            oauth = self._credentials is None
            with configure.ours(folders.base_dir(self.spec), self._http, oauth=oauth):
                if self._site is None:
                    self._site = self._connect()
                    self._first_login(self._site)
                assert self._adapter is not None
                self._adapter.begin()
                yield self._site

    def _session(self) -> "HttpSession":
        from requests import Session as HttpSession

        configure.load()
        from pywikibot.comms import http

        session = HttpSession()
        session.cookies = http.PywikibotCookieJar()
        session.max_redirects = REDIRECTS
        return session

    def _connect(self) -> Any:
        from pywikibot import config
        from pywikibot.comms import http

        from indababot.wikis.live.site import quiet_site
        from indababot.wikis.live.transport import PatientAdapter

        code, family = family_of(self.spec, config)
        if code not in family.langs:
            raise UsageError(
                "{spec}: pywikibot's family {family} has no {code}",
                spec=self.spec,
                family=family.name,
                code=code,
            )
        users = config.usernames
        user = self._credentials.account if self._credentials else None
        for name in (family.name, "*"):
            user = user or users.get(name, {}).get(code) or users.get(name, {}).get("*")
        check_oauth(http, f"{family.protocol(code)}://{family.hostname(code)}")
        self._adapter = PatientAdapter(
            self.spec, self.patience, urlsplit(f"//{family.hostname(code)}").hostname or ""
        )
        assert self._http is not None
        for scheme in ("http://", "https://"):
            self._http.mount(scheme, self._adapter)
        return quiet_site(self._credentials, self._need_same, self._tokens)(code, family, user)

    def _first_login(self, site: Any) -> None:
        if site.username() is not None and not site.logged_in():
            try:
                self._log_in(site)
            except NoPassword as error:
                log.info("%s; going on without a login", error)

    def login(self) -> None:
        """Logs in anew, in a new session: what the wiki remembers of the old one is gone.

        Raises:
            LoginError: there is no login, or the wiki refuses it.
        """
        with self._pywikibot() as site:
            self._log_in(site)

    def _log_in(self, site: Any) -> None:
        site.tokens.clear()
        del site.userinfo
        site.login()
        if not site.logged_in():
            raise LoginError("the login on {wiki} is lost: {how}", wiki=self.spec, how=HOW)

    def sign_in(self) -> None:
        """Logs in anew where there is a password, so that a kept login does not hide that the password is wrong.

        Raises:
            LoginError: the wiki refuses it.
        """
        if self.username is not None:
            with contextlib.suppress(NoPassword):
                self.login()

    def need_login(self) -> None:
        """Raises LoginError where the run is anonymous."""
        with self._pywikibot() as site:
            if not site.logged_in():
                raise LoginError("there is no login for {wiki}: {how}", wiki=self.spec, how=HOW)

    @property
    def username(self) -> str | None:
        """The account of this run, as its credentials name it; None where it is anonymous."""
        with self._pywikibot() as site:
            name: str | None = site.username()
            return name

    def namespace(self, name: str) -> int | None:
        """The number of a namespace, by any of its names; None where the wiki has none that is called so."""
        with self._pywikibot() as site:
            found = site.namespaces.lookup_name(name)
            return None if found is None else int(found.id)

    @property
    def batch(self) -> int:
        """How many pages or accounts one request may name."""
        with self._pywikibot() as site:
            return BOT_BATCH if "apihighlimits" in site.userinfo.get("rights", ()) else BATCH

    def account(self) -> Account | None:
        """The account as the wiki knows it now, or None for an anonymous run."""
        with self._pywikibot() as site:
            del site.userinfo
            info = site.userinfo
            if not site.logged_in():
                return None
        whole = "blockid" in info and not info.get("blockpartial")
        return Account(
            name=info["name"],
            rights=frozenset(info.get("rights", ())),
            groups=frozenset(info.get("groups", ())),
            blocked=(line(info.get("blockreason", "")) or "no reason given") if whole else None,
            blocker=line(info.get("blockedby", "")),
        )

    def call(self, **parameters: object) -> dict[str, Any]:
        """One call of the API; a lost login is renewed once.

        Raises:
            ApiRefusal: the wiki says no.
            WikiUnavailable: it is another wiki that says so.
        """
        try:
            return self._call(parameters)
        except ApiRefusal as refusal:
            with self._pywikibot() as site:
                self._need_same(site)
            if refusal.code not in LOST:
                raise
        log.info("the login on %s is lost, logging in anew", self.spec)
        self.login()
        try:
            return self._call(parameters)
        except ApiRefusal as refusal:
            if refusal.code not in LOST:
                raise
            raise LoginError(
                "{wiki} does not keep the login ({answer}): {how}",
                wiki=self.spec,
                answer=refusal.info,
                how=HOW,
            ) from refusal

    def write(self, **parameters: object) -> dict[str, Any]:
        """One call that changes something, with its token; see :meth:`call`."""
        return self.call(**parameters, token=None)

    def _call(self, parameters: dict[str, object]) -> dict[str, Any]:
        with self._pywikibot() as site:
            from pywikibot.exceptions import APIError

            if "token" in parameters:
                parameters = parameters | {"token": site.tokens["csrf"]}
            # Told whether to GET, pywikibot need not ask the wiki which of its modules take that.
            reads = "token" not in parameters and _short(parameters)
            try:
                return self._answer(site, parameters, use_get=reads)
            except APIError as error:
                raise ApiRefusal(line(error.code), line(error.info), dict(error.other)) from error

    def _answer(self, site: Any, parameters: dict[str, object], *, use_get: bool) -> dict[str, Any]:
        from pywikibot.data.api import Request

        asked = {**parameters, "formatversion": 2}
        if parameters["action"] == "query":
            asked |= identity.ASK
            if "meta" in parameters:
                asked["meta"] = f"{parameters['meta']}|{identity.ASK['meta']}"
        request = Request(site=site, throttle=False, use_get=use_get, parameters=asked)
        answer: dict[str, Any] = request.submit()
        told = answer.get("query", {})
        general = told.get("general", {})
        self._identity.check(general)
        self.page_bytes = general.get("maxarticlesize", self.page_bytes)
        token = told.get("tokens", {}).get("csrftoken", NO_TOKEN)
        if token != NO_TOKEN:
            keep_secret(token)
            self._tokens["csrf"] = token
            self._token_told = True
        return answer

    def _need_same(self, site: Any) -> None:
        """Makes sure, before a login and where the wiki says no, that it is the one that answered first.

        Raises:
            WikiUnavailable: it is another one.
        """
        from pywikibot.exceptions import APIError

        if not self._identity.known or self._adapter is None:
            return
        repeated = self._adapter.lost
        with contextlib.suppress(APIError):  # it tells nobody who is not logged in
            self._answer(site, {"action": "query"}, use_get=True)
        self._adapter.lost = repeated  # of the call that was refused, which may have been done all the same

    def query(self, **parameters: object) -> Iterator[dict[str, Any]]:
        """All parts of the answer to a query, continued to its end."""
        follow: dict[str, object] = {}
        told: set[str] = set()
        begun = since = time.monotonic()
        for number in count():
            answer = self.call(action="query", **(parameters | follow))
            part = answer.get("query", {})
            yield part
            if "continue" not in answer:
                return
            follow = dict(answer["continue"])
            told_now = {key: part[key] for key in part if key not in ("userinfo", "general", "tokens")}
            news = {_fingerprint(follow), _fingerprint(told_now)} - told
            if len(news) == 2:
                since = time.monotonic()
            now = time.monotonic()
            endless = number > MANY_PARTS and now - begun > self.patience
            if not news or endless or now - since > self.patience:
                raise WikiUnavailable(
                    "{wiki} gives an answer that has no end: try again later", wiki=self.spec
                )
            told |= news

    def token_unknown(self) -> dict[str, object]:
        """What a query asks beside before the first write, so that no request is needed for the token alone."""
        return {} if self._token_told else {"meta": "tokens", "type": "csrf"}

    def close(self) -> None:
        """Lets go of connections; it may be called twice."""
        if self._http is not None:
            self._http.close()


def _fingerprint(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def _short(parameters: dict[str, object]) -> bool:
    """Whether a query fits into an address; longer ones are posted."""
    return sum(len(str(value)) for value in parameters.values()) < 1500
